import assert from "node:assert/strict";
import { test } from "node:test";

import { type BlockRenderers, isPageOfType, type PageOfType, renderBlocks } from "../src/index.js";
import type { RichTextFormat, RichTextTree } from "../src/index.js";
import { collect, demoClient } from "./demo.js";

const ARTICLE = "/articles/what-is-addiction/";

/** The words of a tree, a line for each of its blocks. */
function words(tree: RichTextTree): string {
  const lines = tree.map((node) =>
    node._type === "block" ? node.children.map((child) => (child._type === "span" ? child.text : "")).join("") : "",
  );
  return lines.join("\n");
}

function textOf<F extends RichTextFormat>(page: PageOfType<"clinic_pages.ArticlePage", F>) {
  const block = page.body.find((block) => block.type === "rich_text");
  assert.ok(block);
  return block.value;
}

test("rich text is HTML, unless another format is asked for", async () => {
  const client = demoClient();
  const found = await client.find(ARTICLE);
  assert.ok(found.kind === "page" && isPageOfType(found.page, "clinic_pages.ArticlePage"));
  const html: string = textOf<"html">(found.page);
  assert.match(html, /^<p/);

  const tree = await client.page(found.page.id, { rich_text: "json" });
  assert.ok(tree && isPageOfType(tree, "clinic_pages.ArticlePage"));
  const nodes: RichTextTree = textOf<"json">(tree);
  assert.equal(nodes[0]?._type, "block");

  const markdown = await client.find(ARTICLE, { rich_text: "markdown" });
  assert.ok(markdown.kind === "page" && isPageOfType(markdown.page, "clinic_pages.ArticlePage"));
  const text: string = textOf<"markdown">(markdown.page);
  assert.ok(!text.startsWith("<"));
});

test("blocks whose rich text is a tree have renderers of their own", async () => {
  const found = await demoClient().find("/faqs/", { rich_text: "json" });
  assert.ok(found.kind === "page" && isPageOfType(found.page, "clinic_pages.FaqPage"));
  const nothing = () => "";
  const renderers: BlockRenderers<string, "json"> = {
    heading: nothing,
    rich_text: (block) => words(block.value),
    image: nothing,
    quote: nothing,
    callout: (block) => words(block.value.text),
    table: (block) => block.value.rows.flat().map((cell) => (typeof cell === "string" ? cell : words(cell))).join(),
    embed: nothing,
    document_download: nothing,
    call_to_action: nothing,
    faq_section: (block) => block.value.items.map((item) => words(item.answer)).join("\n"),
    clinic_contact: (block) => words(block.value.text),
    related_pages: nothing,
  };
  const sections = renderBlocks(found.page.sections, renderers);
  assert.ok(sections.length > 0 && sections.every((section) => section.trim().length > 100));
});

test("so it is in lists, and in what every page needs", async () => {
  const client = demoClient();
  const [page] = await collect(
    client.pages({ type: "clinic_pages.FaqPage", fields: ["introduction"], rich_text: "json", limit: 1 }),
  );
  assert.ok(page && words(page.introduction));
  const trees = await collect(client.each("/api/v2/faqs/", { rich_text: "json" }));
  assert.ok(trees.every((faq) => words(faq.answer)));
  const htmls = await collect(client.all("/api/v2/faqs/"));
  assert.ok(htmls.every((faq) => faq.answer.startsWith("<")));
  const site = await client.site({ rich_text: "json" });
  assert.ok(site.not_found && words(site.not_found.text));
});
