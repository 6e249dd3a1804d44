import assert from "node:assert/strict";
import { test } from "node:test";

import { type ContentPage, headTags, openNow, renderPage } from "../src/index.js";
import { demoClient } from "./demo.js";

test("the head of a page has all that search engines and other sites are told", async () => {
  const found = await demoClient().find("/articles/what-is-addiction/");
  assert.ok(found.kind === "page" && found.type === "clinic_pages.ArticlePage");
  const tags = headTags(found.page);
  const named = (name: string) => tags.find((tag) => Object.values(tag.attributes).includes(name));

  assert.equal(tags[0]?.content, found.page.meta.seo.title);
  assert.equal(named("canonical")?.attributes["href"], found.page.meta.seo.canonical_url);
  assert.equal(named("og:title")?.attributes["content"], found.page.meta.seo.open_graph.title);
  assert.deepEqual(JSON.parse(named("application/ld+json")?.content ?? ""), found.page.meta.json_ld);
});

test("no text of a page can end the element that it stands in", () => {
  const seo = {
    title: "T", description: "", robots: "index", canonical_url: null, alternates: [], image: null,
    open_graph: { type: "website", title: "T", description: "", url: null, site_name: "", locale: "en", locale_alternate: [], image: null, article: null },
    twitter: { card: "summary", site: null, title: "T", description: "", image: null, image_alt: null },
  };
  const json_ld = { "@context": "https://schema.org", "@graph": [{ "@id": "x", "@type": "Thing", name: "</script><script>alert(1)" }] };
  const tags = headTags({ meta: { seo, json_ld } } as unknown as ContentPage);
  const script = tags.at(-1)?.content ?? "";

  assert.ok(!script.includes("<"));
  assert.deepEqual(JSON.parse(script), json_ld);
  assert.ok(!tags.some((tag) => tag.attributes["content"] === ""));
});

const MOMENT = (utc: string) => ({ utc, local: utc });
const HOURS = {
  starts: "2026-11-02", ends: "2026-11-03", time_zone: "America/Los_Angeles",
  days: [{ intervals: [{ opens: MOMENT("2026-11-02T17:00:00Z"), closes: MOMENT("2026-11-03T01:00:00Z"), reason: "" }] }],
} as unknown as Parameters<typeof openNow>[0];

test("whether a clinic is open now follows from the hours that were read before", () => {
  const at = (moment: string) => openNow(HOURS, new Date(moment));

  assert.deepEqual(
    ["2026-11-02T16:59:59Z", "2026-11-02T17:00:00Z", "2026-11-03T00:59:59Z", "2026-11-03T01:00:00Z"].map(at),
    [false, true, true, false],
  );
  // In California the last day is over eight hours after it is in Greenwich, and the first begins as late.
  assert.deepEqual(["2026-11-02T07:59:59Z", "2026-11-04T07:59:59Z", "2026-11-04T08:00:00Z"].map(at), [null, false, null]);
});

test("a page is rendered by the function for its type", async () => {
  const found = await demoClient().find("/articles/what-is-addiction/");
  assert.ok(found.kind === "page");
  const renderers = new Proxy({}, { get: (_, type) => (page: { title: string }) => `${String(type)}: ${page.title}` });

  assert.equal(renderPage(found.page, renderers as never), "clinic_pages.ArticlePage: What is addiction?");
  assert.throws(() => renderPage(found.page, {} as never), /no renderer for pages of the type “clinic_pages.ArticlePage”/);
  assert.equal(renderPage(found.page, {} as never, () => "?"), "?");
});
