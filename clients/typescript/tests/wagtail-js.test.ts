/** A client that others wrote for Wagtail's API v2, unchanged. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { CMSClient, type CMSContent, type CMSContents } from "wagtail-js";

import { demoAddress } from "./demo.js";

function wagtailClient(): CMSClient {
  return new CMSClient({ baseURL: demoAddress(), apiPath: "/api/v2", cache: "no-store" });
}

function isContent(found: object): found is CMSContent {
  return "id" in found && "meta" in found;
}

test("it lists pages", async () => {
  const pages = await wagtailClient().fetchPages({ type: "clinic_pages.ArticlePage", limit: 5, order: "-title" });
  assert.equal(pages.items.length, 5);
  assert.ok(pages.meta.total_count > 10);
  const titles = pages.items.map((page) => page.title);
  assert.deepEqual(titles, [...titles].sort().reverse());
});

test("it chooses fields, filters and searches", async () => {
  const client = wagtailClient();
  const chosen = await client.fetchPages({ fields: ["title"], locale: "es", limit: 1 });
  assert.ok(chosen.items[0]?.title);
  const home = (await client.fetchPages({ type: "clinic_pages.HomePage", locale: "en" })).items[0];
  assert.ok(home);
  const children = await client.fetchPages({ child_of: home.id });
  assert.ok(children.meta.total_count > 3);
  assert.ok((await client.fetchPages({ search: "sleep" })).meta.total_count > 0);
});

test("it finds a page by its id and by its slug", async () => {
  const client = wagtailClient();
  const bySlug = await client.fetchPage("what-is-addiction");
  assert.ok(isContent(bySlug));
  const byId = await client.fetchPage(bySlug.id);
  assert.ok(isContent(byId));
  assert.equal(byId.title, "What is addiction?");
  assert.equal("slug" in byId.meta && byId.meta.slug, "what-is-addiction");
});

test("a page that is not there is no exception", async (context) => {
  const silent = () => {};
  for (const name of ["log", "group", "groupEnd"] as const) context.mock.method(console, name, silent);
  const client = wagtailClient();
  assert.equal((await client.fetchPage("no-such-slug") as { message: string }).message, "Page not found");
  assert.equal((await client.fetchPage(999_999) as { message: string }).message, "Page not found");
});

for (const kind of ["images", "documents"] as const) {
  test(`it lists ${kind}, and finds one by its id, whose file is there`, async () => {
    const client = wagtailClient();
    const list: CMSContents = kind === "images" ? await client.fetchImages() : await client.fetchDocuments();
    const first = list.items[0];
    assert.ok(first);
    const found = kind === "images" ? await client.fetchImage(first.id) : await client.fetchDocument(first.id);
    assert.ok(isContent(found) && "download_url" in found.meta);
    assert.equal(found.title, first.title);
    assert.equal((await fetch(client.getMediaSrc(found.meta))).status, 200);
  });
}
