import assert from "node:assert/strict";
import { test } from "node:test";

import { createClient, ProblemError, withType } from "../src/index.js";
import { clientAnswering, collect, demoClient } from "./demo.js";

test("pages of a type come with the members that were chosen, which the compiler knows", async () => {
  const articles = await collect(
    demoClient().pages({
      type: "clinic_pages.ArticlePage",
      fields: ["summary", "hero_image"],
      order: ["-first_published_at"],
      locale: "en",
      limit: 5,
    }),
  );
  assert.ok(articles.length > 10);
  for (const article of articles) {
    const summary: string = article.summary;
    assert.ok(summary.length > 0);
    assert.ok(article.hero_image === null || article.hero_image.sources.length > 0);
    assert.equal(article.meta.locale, "en");
    assert.ok(!("body" in article));
  }
});

test("by offset and by cursor, each object comes once", async () => {
  const client = demoClient();
  const byOffset = await collect(client.each("/api/v2/faqs/", { limit: 7 }));
  const byCursor = await collect(client.all("/api/v2/faqs/", { limit: 7 }));
  const ids = byOffset.map((faq) => faq.id);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.length >= 24);
  assert.deepEqual(byCursor.map((faq) => faq.id).sort(), ids.sort());
});

test("a search is read by offset, and the routes by cursor", async () => {
  const client = demoClient();
  const results = await collect(client.each("/api/v2/search/", { q: "sleep", limit: 5 }));
  assert.ok(results.some((result) => result.excerpt.parts.some((part) => part.match)));
  const routes = await collect(client.all("/api/v2/routes/", { locale: "en", limit: 5 }));
  assert.equal(new Set(routes.map((route) => route.html_path)).size, routes.length);
  assert.ok(routes.length > 20);
});

test("routes are read again and again, as of the same moment, also after a loop that was left", async () => {
  const first = { meta: { as_of: "2026-11-01T00:00:00.000Z", next_cursor: "7.pages.2" }, items: [{ id: 1 }, { id: 2 }] };
  const second = { meta: { as_of: "2026-11-01T00:00:00.000Z", next_cursor: null }, items: [{ id: 3 }] };
  const asked: string[] = [];
  const client = createClient({
    baseUrl: "https://cms.example.org",
    fetch: async (request) => {
      const cursor = new URL(request.url).searchParams.get("cursor") ?? "";
      asked.push(cursor);
      return Response.json(cursor === "" ? first : second);
    },
  });
  const routes = await client.routes();
  const ids = async () => (await collect(routes)).map((route) => route.id);
  assert.deepEqual(await ids(), [1, 2, 3]);
  for await (const route of routes) if (route.id === 3) break;
  for await (const route of routes) if (route.id === 1) break;
  assert.deepEqual(await ids(), [1, 2, 3]);
  assert.equal(routes.asOf, "2026-11-01T00:00:00.000Z");
  // Whatever was read belongs to one moment: the first part is never asked for again.
  assert.deepEqual(asked, ["", "7.pages.2", "7.pages.2", "7.pages.2"]);
});

test("what changed is looped over twice: first what to remove, then what to build", async () => {
  const routes = await demoClient().routes({ limit: 5 });
  const removed = (await collect(routes)).filter((route) => route.change === "removed");
  const built = (await collect(routes)).filter((route) => route.change !== "removed");
  assert.equal(removed.length, 0);
  assert.ok(built.length > 20);
});

test("each loop over a listing asks anew", async () => {
  const client = demoClient();
  const listings: AsyncIterable<{ id: unknown }>[] = [
    client.each("/api/v2/faqs/", { limit: 7 }),
    client.all("/api/v2/faqs/", { limit: 7 }),
    client.pages({ type: "clinic_pages.ArticlePage" }),
    client.each("/api/v2/search/", { q: "sleep" }),
  ];
  for (const listing of listings) {
    for await (const item of listing) if (item) break;
    const ids = (await collect(listing)).map((item) => item.id);
    assert.ok(ids.length > 1);
    assert.deepEqual((await collect(listing)).map((item) => item.id), ids);
  }
  const redirects = client.redirects();
  assert.ok((await collect(redirects)).length > 0);
  assert.deepEqual(await collect(redirects), await collect(redirects));
});

test("clinics near a place come with their distance", async () => {
  const clinics = await collect(demoClient().each("/api/v2/clinics/", { near: "33.95,-117.40" }));
  const distances = clinics.map((clinic) => clinic.distance ?? Number.POSITIVE_INFINITY);
  assert.deepEqual(distances, [...distances].sort((a, b) => a - b));
});

test("several values stand in one parameter, separated by commas", async () => {
  const { client, asked } = clientAnswering(200, { meta: { total_count: 0 }, items: [] });
  await collect(client.each("/api/v2/pages/", { order: ["-title", "id"], type: ["clinic_pages.HomePage"] }));
  assert.deepEqual(asked, ["https://cms.example.org/api/v2/pages/?order=-title,id&type=clinic_pages.HomePage&offset=0"]);
});

test("a listing that shrinks on the way comes to an end", async () => {
  const { client, asked } = clientAnswering(200, { meta: { total_count: 50 }, items: [] });
  assert.deepEqual(await collect(client.each("/api/v2/faqs/")), []);
  assert.equal(asked.length, 1);
});

test("a listing that cannot be had is thrown", async () => {
  const listing = collect(demoClient().each("/api/v2/pages/", { limit: 1000 }));
  await assert.rejects(listing, (error) => error instanceof ProblemError && error.status === 400);
});

test("every old address leads to its end, also that of a page that was renamed", async () => {
  const client = demoClient();
  const rules = await collect(client.redirects({ limit: 2 }));
  const found = new Map(rules.map((rule) => [rule.html_path, rule]));
  assert.equal(found.size, rules.length);
  assert.deepEqual([found.get("/who-we-are/")?.type, found.get("/who-we-are/")?.to], ["moved", "/about-us/"]);
  assert.deepEqual([found.get("/riverside/")?.permanent, found.get("/jobs/")?.permanent], [false, true]);
  for (const { html_path, to, permanent } of rules) {
    assert.deepEqual(await client.find(html_path), { kind: "redirect", to, permanent });
  }
});

test("a page beside its type has the type that it says", async () => {
  const found = await demoClient().find("/articles/what-is-addiction/");
  assert.equal(found.kind, "page");
  if (found.kind !== "page") return;
  const { type, page } = withType(found.page);
  switch (type) {
    case "clinic_pages.ArticlePage":
      assert.ok(page.medical_reviewer?.name);
      break;
    default:
      assert.fail(type);
  }
});
