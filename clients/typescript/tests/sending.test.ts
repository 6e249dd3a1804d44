import assert from "node:assert/strict";
import { test } from "node:test";

import { createClient, memoryStore, ProblemError } from "../src/index.js";
import { clientAnswering, problem as document } from "./demo.js";

type Answering = (request: Request, number: number) => Response | Promise<Response>;

function clientOf(answer: Answering, options: object = {}) {
  const asked: Request[] = [];
  const client = createClient({
    baseUrl: "https://cms.example.org",
    fetch: async (request) => {
      asked.push(request);
      return answer(request, asked.length);
    },
    ...options,
  });
  return { client, asked };
}

const SITE = { locale: "en" };
const problem = (status: number, headers = {}) => Response.json({ status, detail: "Later." }, { status, headers });

test("a request that is not answered in time is given up", async () => {
  const never: Answering = (request) =>
    new Promise((_, reject) => request.signal.addEventListener("abort", () => reject(request.signal.reason)));
  const { client, asked } = clientOf(never, { timeout: 5, retries: 0 });
  // Node does not wait for the timer of a signal alone, as it does for a connection.
  const connection = setTimeout(() => {}, 60_000);

  await assert.rejects(client.site(), { name: "TimeoutError" });
  clearTimeout(connection);
  assert.equal(asked.length, 1);
});

test("a signal ends a call, and nothing is asked again", async () => {
  const controller = new AbortController();
  const { client, asked } = clientOf(() => {
    controller.abort();
    return problem(503, { "Retry-After": "5" });
  });

  await assert.rejects(client.site({}, { signal: controller.signal }), { name: "AbortError" });
  assert.equal(asked.length, 1);
});

test("what is told to come back comes back, after the time that it was told", async () => {
  const { client, asked } = clientOf((_, number) =>
    number < 3 ? problem(number === 1 ? 429 : 503, { "Retry-After": "0" }) : Response.json(SITE),
  );

  assert.deepEqual(await client.site(), SITE);
  assert.equal(asked.length, 3);
});

test("a wait that is longer than wanted is no wait", async () => {
  const { client, asked } = clientOf(() => problem(429, { "Retry-After": "3600" }));

  await assert.rejects(client.site(), (error: ProblemError) => error.status === 429);
  assert.equal(asked.length, 1);
});

test("a lost connection is tried again, and its error is thrown in the end", async () => {
  const lost = clientOf(() => {
    throw new TypeError("fetch failed");
  }, { retries: 1, longestWait: 1 });
  await assert.rejects(lost.client.site(), /fetch failed/);
  assert.equal(lost.asked.length, 2);

  const back = clientOf((_, number) => {
    if (number === 1) throw new TypeError("fetch failed");
    return Response.json(SITE);
  }, { longestWait: 1 });
  assert.deepEqual(await back.client.site(), SITE);
});

test("an answer that says no is not asked for again", async () => {
  const { client, asked } = clientAnswering(404, document(404, "not-found"));

  assert.equal(await client.page(1), null);
  assert.equal(asked.length, 1);
});

test("what is kept is sent again only where it has changed", async () => {
  let etag = '"1"';
  const { client, asked } = clientOf((request) =>
    request.headers.get("If-None-Match") === etag
      ? new Response(null, { status: 304 })
      : Response.json({ locale: etag }, { headers: { ETag: etag } }),
  { store: memoryStore() });

  assert.deepEqual(await client.site(), { locale: '"1"' });
  assert.deepEqual(await client.site(), { locale: '"1"' });
  assert.equal(asked[1]?.headers.get("If-None-Match"), '"1"');
  etag = '"2"';
  assert.deepEqual(await client.site(), { locale: '"2"' });
});

test("a store in memory forgets what was used longest ago", () => {
  const store = memoryStore(2);
  const answer = { etag: "", status: 200, headers: [], body: "" };
  for (const key of ["a", "b"]) store.set(key, answer);
  store.get("a");
  store.set("c", answer);

  assert.deepEqual(["a", "b", "c"].map((key) => store.get(key) !== undefined), [true, false, true]);
});

test("the routes say from which moment changes are asked for the next time, and are asked for once", async () => {
  const parts: Record<string, unknown> = {
    "": { meta: { as_of: "2026-11-01T00:00:00Z", next_cursor: "x" }, items: [{ id: 1 }] },
    x: { meta: { as_of: "2026-11-01T00:00:00Z", next_cursor: null }, items: [{ id: 2 }] },
  };
  const { client, asked } = clientOf((request) =>
    Response.json(parts[new URL(request.url).searchParams.get("cursor") ?? ""]),
  );

  const routes = await client.routes({ type: ["clinic_pages.ArticlePage", "clinic_pages.FaqPage"], limit: 1 });
  const ids: number[] = [];
  for await (const route of routes) ids.push(route.id);

  assert.equal(routes.asOf, "2026-11-01T00:00:00Z");
  assert.deepEqual(ids, [1, 2]);
  assert.equal(asked.length, 2);
  assert.match(asked[1]?.url ?? "", /type=clinic_pages.ArticlePage(,|%2C)clinic_pages.FaqPage/);
});

test("a search answers with its total and its counts", async () => {
  const answer = { meta: { total_count: 7, facets: [], operator: "and" }, items: [] };
  const { client } = clientOf(() => Response.json(answer));

  assert.deepEqual(await client.search({ q: "sleep", limit: 5 }), answer);
});
