import type { AnyPage, SeoRepresentation } from "./schema.js";

/** The name of a page type, such as `clinic_pages.ArticlePage`. */
export type PageType = AnyPage["meta"]["type"];

/** The pages of one type. */
export type PageOfType<T extends PageType> = Extract<AnyPage, { meta: { type: T } }>;

/** A page of the website: it has a summary, a body, `meta.seo` and `meta.json_ld`, which a plain page of Wagtail lacks. */
export type ContentPage = Extract<AnyPage, { meta: { seo: SeoRepresentation } }>;

/** Whether a page has what all pages of the website have. TypeScript knows it then. */
export function isContentPage(page: AnyPage): page is ContentPage {
  return "seo" in page.meta;
}

/** Whether a page is of a type. TypeScript knows its members then. */
export function isPageOfType<T extends PageType>(page: AnyPage, type: T): page is PageOfType<T> {
  return page.meta.type === type;
}
