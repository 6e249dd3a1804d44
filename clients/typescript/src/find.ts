import type { PageOfType, PageType } from "./pages.js";
import type { RichTextFormat } from "./rich-text.js";
import type { AnyPage } from "./schema.js";

/** A page that was found. `switch (found.type)` tells the compiler what `found.page` is. */
export type FoundPage<F extends RichTextFormat = "html"> = {
  [T in PageType]: { kind: "page"; type: T; page: PageOfType<T, F>; location: string | null };
}[PageType];

/** What stands at a path of the frontend: a page with its rich text as HTML, or in another format. */
export type Found<F extends RichTextFormat = "html"> =
  | FoundPage<F>
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
  return { kind: "page", type: answer.meta.type, page: answer, location } as FoundPage<RichTextFormat>;
}
