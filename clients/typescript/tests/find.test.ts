import assert from "node:assert/strict";
import { test } from "node:test";

import { isContentPage, isPageOfType, ProblemError } from "../src/index.js";
import type { Page } from "../src/index.js";
import { clientAnswering, demoAddress, demoClient } from "./demo.js";

test("a path leads to its page, whose type the compiler knows", async () => {
  const found = await demoClient().find("/articles/what-is-addiction/");
  assert.equal(found.kind, "page");
  assert.equal(found.location, `${demoAddress()}/api/v2/pages/${found.page.id}/`);
  assert.ok(isPageOfType(found.page, "clinic_pages.ArticlePage"));
  const minutes: number = found.page.reading_time_minutes;
  assert.ok(minutes > 0);
  assert.ok(!isPageOfType(found.page, "clinic_pages.ClinicPage"));
});

test("what all pages of the website share is read without asking for their types", async () => {
  const client = demoClient();
  for (const path of ["/", "/articles/", "/clinics/riverside/", "/faqs/", "/about-us/"]) {
    const found = await client.find(path);
    assert.ok(found.kind === "page" && isContentPage(found.page));
    assert.equal(found.page.meta.seo.canonical_url, found.page.meta.html_url);
    assert.equal(found.page.meta.json_ld["@context"], "https://schema.org");
    assert.ok(found.page.summary.length + found.page.body.length > 0);
  }
  const plain = { id: 1, meta: { type: "wagtailcore.Page" }, title: "Plain" } as Page;
  assert.ok(!isContentPage(plain));
});

test("a path that leads nowhere is told as such, and not thrown", async () => {
  assert.deepEqual(await demoClient().find("/no/such/page/"), { kind: "not-found" });
});

test("a redirect says where to, and whether for good", async () => {
  const { client, asked } = clientAnswering(200, { redirect: { to: "/articles/new/", permanent: true } });
  const found = await client.find("/articles/old/", { site: "www.example.org" });
  assert.deepEqual(found, { kind: "redirect", to: "/articles/new/", permanent: true });
  assert.deepEqual(asked, ["https://cms.example.org/api/v2/pages/find/?site=www.example.org&html_path=%2Farticles%2Fold%2F"]);
});

test("what was taken offline is gone", async () => {
  const { client } = clientAnswering(410, { status: 410, detail: "Gone." });
  assert.deepEqual(await client.find("/articles/old/"), { kind: "gone" });
});

test("other errors are thrown with what the API says of them", async () => {
  const failure = demoClient().find("/", { site: "nowhere.example\0" });
  await assert.rejects(failure, (error) => error instanceof ProblemError && error.problem?.parameter === "site");
  const { client } = clientAnswering(503, "no JSON of the API's");
  await assert.rejects(client.find("/"), (error) => error instanceof ProblemError && error.problem === undefined);
});

test("a page by id, or null", async () => {
  const client = demoClient();
  const found = await client.find("/");
  assert.equal(found.kind, "page");
  assert.deepEqual(await client.page(found.page.id), found.page);
  assert.equal(await client.page(999_999), null);
});

test("a page is asked for in another language, and in part", async () => {
  const client = demoClient();
  const found = await client.find("/articles/what-is-addiction/", { fields: "-body" });
  assert.ok(found.kind === "page" && !("body" in found.page));
  const translation = await client.page(found.page.id, { locale: "es" });
  assert.equal(translation?.meta.html_path, "/es/articulos/que-es-la-adiccion/");
  const faqs = await client.find("/es/faqs/", { fallback: "en" });
  assert.equal(faqs.kind === "page" && faqs.page.meta.fallback?.served_locale, "en");
});

test("what every page needs comes in one answer", async () => {
  const site = await demoClient().site();
  assert.ok(site.organisation.name);
  assert.ok(site.locales.some((locale) => locale.is_default));
  assert.equal((await demoClient().site({ locale: "es" })).locale, "es");
});
