import type { AnyPage } from "./schema.js";

/** What stands at a path of the frontend. */
export type Found =
  | { kind: "page"; page: AnyPage; location: string | null }
  | { kind: "redirect"; to: string; permanent: boolean }
  | { kind: "gone" }
  | { kind: "not-found" };

interface Redirection {
  redirect: { to: string; permanent: boolean };
}

/** What an answer of `pages/find/` with the status 200 says. */
export function foundIn(answer: AnyPage | Redirection, location: string | null): Found {
  if ("redirect" in answer) {
    return { kind: "redirect", to: answer.redirect.to, permanent: answer.redirect.permanent };
  }
  return { kind: "page", page: answer, location };
}
