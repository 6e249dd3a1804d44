import type { InFormat, RichTextFormat } from "./rich-text.js";
import type { AnyPage } from "./schema.js";

/** What stands at a path of the frontend: a page with its rich text as HTML, or in another format. */
export type Found<F extends RichTextFormat = "html"> =
  | { kind: "page"; page: InFormat<AnyPage, F>; location: string | null }
  | { kind: "redirect"; to: string; permanent: boolean }
  | { kind: "gone" }
  | { kind: "not-found" };

interface Redirection {
  redirect: { to: string; permanent: boolean };
}

/** What an answer of `pages/find/` with the status 200 says. */
export function foundIn(answer: AnyPage | Redirection, location: string | null): Found<RichTextFormat> {
  if ("redirect" in answer) {
    return { kind: "redirect", to: answer.redirect.to, permanent: answer.redirect.permanent };
  }
  return { kind: "page", page: answer, location };
}
