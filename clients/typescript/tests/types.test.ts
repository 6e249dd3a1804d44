/** What the compiler must refuse. Each line that it would let pass is an error of its own. */

import { test } from "node:test";

import { createClient, isContentPage, isPageOfType, renderBlocks, withType } from "../src/index.js";
import type { Block, BlockRenderers, PageOfType, RichTextFormat, RichTextTree } from "../src/index.js";
import type { AnyPage, ArticlePage, BodyBlock, HeadingBlock, Page, RichText, SeoRepresentation } from "../src/index.js";
import type { ProblemDocument } from "../src/index.js";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function assertType<T extends true>(): T | undefined {
  return undefined;
}

async function neverCalled(
  page: AnyPage,
  block: BodyBlock,
  htmlRenderers: BlockRenderers<string>,
  format: RichTextFormat,
) {
  const client = createClient({ baseUrl: "https://cms.example.org" });

  assertType<Equal<ArticlePage["last_reviewed"], string | null>>();
  assertType<Equal<HeadingBlock["value"]["level"], 2 | 3 | 4>>();
  assertType<Equal<ArticlePage["meta"]["type"], "clinic_pages.ArticlePage">>();

  // @ts-expect-error not every page type has a reviewer
  page.medical_reviewer;
  if (isPageOfType(page, "clinic_pages.ArticlePage")) {
    assertType<Equal<typeof page, ArticlePage>>();
    // @ts-expect-error the reviewer may not be there
    page.medical_reviewer.name;
  }
  // @ts-expect-error a plain page of Wagtail has nothing for search engines
  page.meta.seo;
  if (isContentPage(page)) {
    assertType<Equal<typeof page.meta.seo, SeoRepresentation>>();
    assertType<Equal<Exclude<AnyPage, typeof page>, Page>>();
  }
  const html = await client.page(1);
  if (html && isPageOfType(html, "clinic_pages.FaqPage")) {
    assertType<Equal<typeof html.introduction, string>>();
    assertType<Equal<typeof html, PageOfType<"clinic_pages.FaqPage">>>();
    const blocks: Block<"faq_section">[] = html.sections;
    blocks.map((section) => section.value.items.map((item) => item.answer.trim()));
  }
  const tree = await client.page(1, { rich_text: "json" });
  if (tree && isPageOfType(tree, "clinic_pages.FaqPage")) {
    assertType<Equal<typeof tree.introduction, RichTextTree>>();
    // @ts-expect-error these renderers are for rich text as HTML
    renderBlocks(tree.body, htmlRenderers);
  }
  const chosen = await client.page(1, { rich_text: format });
  if (chosen && isPageOfType(chosen, "clinic_pages.FaqPage")) {
    assertType<Equal<typeof chosen.introduction, RichText>>();
  }

  // @ts-expect-error there is no such page type
  isPageOfType(page, "clinic_pages.NoSuchPage");
  const found = await client.find("/");
  if (found.kind === "page") {
    switch (found.type) {
      case "clinic_pages.ArticlePage":
        assertType<Equal<typeof found.page, PageOfType<"clinic_pages.ArticlePage">>>();
        found.page.medical_reviewer?.name;
        break;
      case "clinic_pages.FaqPage":
        found.page.introduction.trim();
        break;
      // @ts-expect-error there is no such page type
      case "clinic_pages.NoSuchPage":
        break;
    }
  }
  if (html) {
    const { type, page: typed } = withType(html);
    switch (type) {
      case "clinic_pages.ArticlePage":
        assertType<Equal<typeof typed, PageOfType<"clinic_pages.ArticlePage">>>();
        typed.medical_reviewer?.name;
        break;
      case "clinic_pages.FaqPage":
        typed.introduction.trim();
        break;
      // @ts-expect-error there is no such page type
      case "clinic_pages.NoSuchPage":
        break;
    }
    // @ts-expect-error not every page has an introduction
    typed.introduction;
  }
  if (tree) {
    const { type, page: typed } = withType<"json">(tree);
    if (type === "clinic_pages.FaqPage") assertType<Equal<typeof typed.introduction, RichTextTree>>();
  }
  // What a page's own answer says of its place is never null.
  assertType<Equal<AnyPage["meta"]["html_path"], string>>();
  assertType<Equal<AnyPage["meta"]["html_url"], string>>();
  assertType<Equal<ArticlePage["meta"]["breadcrumbs"][number]["html_path"], string>>();
  for await (const listed of client.each("/api/v2/pages/", { type: ["clinic_pages.ArticlePage"], locale: "es" })) {
    listed.meta.html_path.trim();
  }
  for await (const rule of client.redirects()) {
    assertType<Equal<typeof rule.type, "typed" | "moved">>();
    assertType<Equal<typeof rule.permanent, boolean>>();
  }
  client.search({ q: "sleep", locale: "*" });
  // @ts-expect-error there is no such page type
  client.each("/api/v2/pages/", { type: ["clinic_pages.ArticlPage"] });
  // @ts-expect-error there is no such page type
  client.all("/api/v2/routes/", { type: "clinic_pages.ArticlPage" });
  // @ts-expect-error there is no such type
  client.each("/api/v2/search/", { q: "sleep", type: "clinic_pages.ArticlPage" });
  // @ts-expect-error there is no such language
  client.pages({ type: "clinic_pages.ArticlePage", locale: "ess" });
  // @ts-expect-error there is no such language
  client.each("/api/v2/faqs/", { locale: "ess" });
  // @ts-expect-error there is no such language
  client.each("/api/v2/clinics/", { locale: "ess" });
  // @ts-expect-error there is no such language
  client.search({ q: "sleep", locale: "ess" });
  // @ts-expect-error there is no such language
  client.routes({ locale: "ess" });
  // @ts-expect-error there is no such language
  client.site({ locale: "ess" });
  // @ts-expect-error a website has one language at a time
  client.site({ locale: "*" });
  // @ts-expect-error there is no such language
  client.page(1, { locale: "ess" });
  // @ts-expect-error there is no such language
  client.find("/", { fallback: "ess" });

  const { error } = await client.api.GET("/api/v2/faqs/", {});
  if (error) assertType<Equal<typeof error, ProblemDocument>>();
  // @ts-expect-error there is no such type
  client.search({ q: "sleep", type: "clinic_pages.NoSuchPage" });
  // @ts-expect-error there is no such page type
  client.routes({ type: ["clinic_pages.ArticlPage"] });
  // @ts-expect-error a search needs words
  client.search({});

  if (block.type === "heading") assertType<Equal<typeof block, HeadingBlock>>();
  // @ts-expect-error a type of block that is not told apart has no member of its own
  block.value.anchor;

  // @ts-expect-error a page type has no such member
  client.pages({ type: "clinic_pages.ArticlePage", fields: ["telephones"] });
  // @ts-expect-error there is no such order
  client.each("/api/v2/pages/", { order: ["colour"] });
  // @ts-expect-error there is no such parameter
  client.each("/api/v2/topics/", { near: "1,1" });
  // @ts-expect-error there is no such listing
  client.each("/api/v2/nothing/");
  // @ts-expect-error this is no listing
  client.each("/api/v2/");
  // @ts-expect-error the routes have no rich text
  client.all("/api/v2/routes/", { rich_text: "json" });

  // @ts-expect-error the path is the first argument
  client.find("/", { html_path: "/" });
  // @ts-expect-error there is no such parameter
  client.page(1, { fallbacks: "en" });
  // @ts-expect-error there is no such format
  client.site({ rich_text: "rtf" });
  // @ts-expect-error the meta of a page comes anyway, and cannot be chosen as a whole
  client.pages({ type: "clinic_pages.ArticlePage", fields: ["meta"] });
  // @ts-expect-error what is read by offset has no cursor
  client.pages({ type: "clinic_pages.ArticlePage", cursor: "" });
  // @ts-expect-error what is read by offset has no cursor
  client.each("/api/v2/pages/", { cursor: "" });
  // @ts-expect-error there is no second part of an order at random
  client.each("/api/v2/pages/", { order: ["random"] });
  // @ts-expect-error the routes know no offset
  client.each("/api/v2/routes/");
  // @ts-expect-error a search needs words
  client.each("/api/v2/search/");
  // @ts-expect-error a search needs words
  client.each("/api/v2/search/", { locale: "en" });
  // @ts-expect-error a search knows no cursor
  client.all("/api/v2/search/", { q: "sleep" });
  // @ts-expect-error what is read by cursor has no offset
  client.all("/api/v2/faqs/", { offset: 10 });
  // @ts-expect-error what is read by cursor is in the order of ids
  client.all("/api/v2/faqs/", { order: ["question"] });
  // @ts-expect-error what is read by cursor is not searched
  client.all("/api/v2/faqs/", { search: "sleep" });
  // @ts-expect-error what is read by cursor is in the order of ids
  client.all("/api/v2/clinics/", { near: "33.95,-117.40" });

  // @ts-expect-error the other blocks have no renderer
  const renderers: BlockRenderers<string> = { heading: () => "" };
  return renderers;
}

test("the compiler refuses what the API does not have", () => {
  void neverCalled;
});
