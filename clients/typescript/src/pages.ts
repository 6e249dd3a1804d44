import type { InFormat, RichTextFormat } from "./rich-text.js";
import type { AnyPage, SeoRepresentation } from "./schema.js";

/** The name of a page type, such as `clinic_pages.ArticlePage`. */
export type PageType = AnyPage["meta"]["type"];

/** The pages of one type, with their rich text as HTML or in another format. */
export type PageOfType<T extends PageType, F extends RichTextFormat = "html"> = Extract<
  InFormat<AnyPage, F>,
  { meta: { type: T } }
>;

type WithSeo = { meta: { seo: SeoRepresentation } };

/** A page of the website: it has a summary, a body, `meta.seo` and `meta.json_ld`; a plain page of Wagtail does not. */
export type ContentPage<F extends RichTextFormat = "html"> = Extract<InFormat<AnyPage, F>, WithSeo>;

/** Whether a page has what all pages of the website have. TypeScript knows it then. */
export function isContentPage<P extends AnyPage>(page: P): page is Extract<P, WithSeo> {
  return "seo" in page.meta;
}

/** Whether a page is of a type. TypeScript knows its members then. */
export function isPageOfType<P extends AnyPage, T extends PageType>(
  page: P,
  type: T,
): page is Extract<P, { meta: { type: T } }> {
  return page.meta.type === type;
}

/** A page beside its type. The compiler tells by the type what the page is. */
export type TypedPage<F extends RichTextFormat = "html"> = {
  [T in PageType]: { type: T; page: PageOfType<T, F> };
}[PageType];

/**
 * A page beside its type, for a `switch`: TypeScript does not follow `page.meta.type`, which stands within another object.
 *
 * `const { type, page } = withType(answer); switch (type) { case "clinic_pages.ArticlePage": page.medical_reviewer; }`
 */
export function withType<F extends RichTextFormat = "html">(page: InFormat<AnyPage, F>): TypedPage<F> {
  return { type: (page as AnyPage).meta.type, page } as unknown as TypedPage<F>;
}

/** A function for each page type. A type that is added to the API is missing here, and the compiler says so. */
export type PageRenderers<R, F extends RichTextFormat = "html"> = { [T in PageType]: (page: PageOfType<T, F>) => R };

/**
 * What the renderer for a page's type makes of it.
 *
 * @param unknown what stands for a page of a type that this program does not know yet; without it, such a page is an error.
 * @throws RangeError for a page of another type.
 */
export function renderPage<R, F extends RichTextFormat = "html">(
  page: InFormat<AnyPage, F>,
  renderers: PageRenderers<R, F>,
  unknown?: (page: InFormat<AnyPage, F>) => R,
): R {
  const type = (page as AnyPage).meta.type;
  const render = renderers[type] as unknown as ((page: InFormat<AnyPage, F>) => R) | undefined;
  if (render) return render(page);
  if (unknown) return unknown(page);
  throw new RangeError(`There is no renderer for pages of the type “${type}”.`);
}
