import assert from "node:assert/strict";
import { test } from "node:test";

import { type BlockRenderers, isPageOfType, renderBlocks } from "../src/index.js";
import type { Block, BlockType } from "../src/index.js";
import { demoClient } from "./demo.js";

const RENDERERS: BlockRenderers<string> = {
  heading: (block) => `<h${block.value.level} id="${block.value.anchor}">${block.value.text}</h${block.value.level}>`,
  rich_text: (block) => block.value,
  image: (block) => block.value.alt_text,
  quote: (block) => block.value.quote,
  callout: (block) => `${block.value.kind}: ${block.value.heading}`,
  table: (block) => block.value.columns.map((column) => column.heading).join(" | "),
  embed: (block) => block.value.embed_url ?? "",
  document_download: (block) => block.value.document?.filename ?? "",
  call_to_action: (block) => `${block.value.label}: ${block.value.href}`,
  faq_section: (block) => block.value.items.map((item) => item.question).join("\n"),
  clinic_contact: (block) => block.value.clinic?.telephone?.href ?? "",
  related_pages: (block) => block.value.pages.map((page) => page.title).join("\n"),
};

test("each block of an article is shown by the function for its type", async () => {
  const found = await demoClient().find("/articles/what-is-addiction/");
  assert.ok(found.kind === "page" && isPageOfType(found.page, "clinic_pages.ArticlePage"));
  const shown = renderBlocks(found.page.body, RENDERERS);
  assert.equal(shown.length, found.page.body.length);
  assert.ok(shown.some((text) => text.startsWith("<h2 id=")));
  assert.ok(shown.some((text) => text.startsWith("tel:+1")));
});

test("a block that this program does not know is left out, or shown as one likes", () => {
  const body = [{ id: null, type: "hologram", value: 1 }] as unknown as Block<BlockType>[];
  assert.deepEqual(renderBlocks(body, RENDERERS), []);
  assert.deepEqual(renderBlocks(body, RENDERERS, (block) => block.type), ["hologram"]);
});
