import type { AnyPage } from "./schema.js";

/** The name of a page type, such as `clinic_pages.ArticlePage`. */
export type PageType = AnyPage["meta"]["type"];

/** The pages of one type. */
export type PageOfType<T extends PageType> = Extract<AnyPage, { meta: { type: T } }>;

/** Whether a page is of a type. TypeScript knows its members then. */
export function isPageOfType<T extends PageType>(page: AnyPage, type: T): page is PageOfType<T> {
  return page.meta.type === type;
}
