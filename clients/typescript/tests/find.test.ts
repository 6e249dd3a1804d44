import assert from "node:assert/strict";
import { test } from "node:test";

import { createClient, isContentPage, isPageOfType, ProblemError } from "../src/index.js";
import type { Page } from "../src/index.js";
import { clientAnswering, demoAddress, demoClient, problem } from "./demo.js";

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
  const { client } = clientAnswering(410, problem(410, "gone"));
  assert.deepEqual(await client.find("/articles/old/"), { kind: "gone" });
});

test("a page is missing only when the API itself says so", async () => {
  const notFound = problem(404, "not-found");
  assert.deepEqual(await clientAnswering(404, notFound).client.find("/"), { kind: "not-found" });
  assert.equal(await clientAnswering(404, notFound).client.page(1), null);
  assert.equal(await clientAnswering(410, problem(410, "gone")).client.page(1), null);
  const untranslated = { ...notFound, parameter: "locale" };
  assert.equal(await clientAnswering(404, untranslated).client.page(1, { locale: "es" }), null);
  const others = [
    { ...notFound, parameter: "site" },
    { ...notFound, parameter: "locale", allowed: ["en"] },
    problem(404, "unknown-address"),
    { status: 404, detail: "Not found." },
    "<h1>Not Found</h1>",
  ];
  for (const body of others) {
    const { client, asked } = clientAnswering(404, body);
    for (const failure of [client.find("/"), client.page(1), client.hours(1)]) {
      await assert.rejects(failure, (error: Error) => asked.some((url) => error.message.includes(`${url} had the status 404`)));
    }
  }
  const proxy = clientAnswering(404, notFound, { "Content-Type": "application/json" }).client;
  await assert.rejects(proxy.find("/"), ProblemError);
});

test("an answer that is no JSON is thrown with the address that was asked", async () => {
  const { client } = clientAnswering(200, "<h1>Welcome</h1>", { "Content-Type": "text/html" });
  const isTold = (error: Error) => error instanceof ProblemError && /text\/html.*baseUrl.*pages\/1\//.test(error.message);
  await assert.rejects(client.page(1), isTold);
});

test("baseUrl may name the server or its API, with or without a slash at the end", async () => {
  for (const end of ["", "/", "/api/v2", "/api/v2/"]) {
    const client = createClient({ baseUrl: `${demoAddress()}${end}` });
    assert.equal((await client.find("/")).kind, "page");
    assert.deepEqual(await client.find("/no/such/page/"), { kind: "not-found" });
  }
});

test("a wrong address, site or language is an error, not a missing page", async () => {
  for (const wrong of ["/api", "/api/v3/", "/cms"]) {
    const client = createClient({ baseUrl: `${demoAddress()}${wrong}` });
    await assert.rejects(client.find("/"), (error: Error) => error instanceof ProblemError && error.message.includes(wrong));
    await assert.rejects(client.page(1), ProblemError);
  }
  const client = demoClient();
  const home = await client.find("/");
  assert.ok(home.kind === "page");
  await assert.rejects(client.find("/", { site: "nosuch" }), ProblemError);
  await assert.rejects(client.page(home.page.id, { site: "nosuch" }), ProblemError);
  await assert.rejects(client.page(home.page.id, { locale: "xx" as "es" }), ProblemError);
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
