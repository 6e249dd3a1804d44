import type { QueryOf } from "./queries.js";
import type { InFormat, RichTextFormat } from "./rich-text.js";
import type { paths } from "./schema.js";

type Answer<P extends keyof paths> = paths[P]["get"] extends {
  responses: { 200: { content: { "application/json": infer Body } } };
}
  ? Body
  : never;

/** The path of a listing, which can be read by offset and by cursor. */
export type ListPath = {
  [P in keyof paths]: [Answer<P>, "offset" | "cursor"] extends [{ items: unknown[] }, keyof QueryOf<P>] ? P : never;
}[keyof paths];

/** An object in a listing, with its rich text as HTML or in another format. */
export type Item<P extends ListPath, F extends RichTextFormat = "html"> = Answer<P> extends { items: (infer I)[] }
  ? InFormat<I, F>
  : never;

/** What a listing can be asked for together with an offset: that is no cursor, and no order at random. */
export type OffsetQuery<P extends ListPath, F extends RichTextFormat = RichTextFormat> = {
  [K in keyof QueryOf<P> as Exclude<K, "cursor">]: WithoutRandom<QueryOf<P>[K]>;
} & { rich_text?: F };

type WithoutRandom<Value> = Value extends (infer Element)[] ? Exclude<Element, "random">[] : Value;

/** What a listing can be asked for together with a cursor, which has an order of its own. */
export type CursorQuery<P extends ListPath, F extends RichTextFormat = RichTextFormat> = Omit<
  QueryOf<P>,
  "offset" | "order" | "search" | "near"
> & { rich_text?: F };

/** A part of a listing, in the form in which the API sends it. */
export interface Part {
  meta: { total_count: number } | { next_cursor: string | null };
  items: unknown[];
}

type Query = Record<string, unknown>;

/** All objects of a listing, in its order, from `offset` on; one request for every `limit` of them. */
export function byOffset(get: (query: Query) => Promise<Part>, query: Query): AsyncIterable<unknown> {
  return again(() => readByOffset(get, query));
}

/** All objects of a listing in the order of their ids, at a cost that does not grow with their number. */
export function byCursor(get: (query: Query) => Promise<Part>, query: Query): AsyncIterable<unknown> {
  return again(() => readByCursor(get, query));
}

/** Begins anew for each loop: what a generator function returns can be read only once, and is then empty. */
function again(read: () => AsyncGenerator<unknown>): AsyncIterable<unknown> {
  return { [Symbol.asyncIterator]: read };
}

async function* readByOffset(get: (query: Query) => Promise<Part>, query: Query): AsyncGenerator<unknown> {
  let offset = Number(query["offset"] ?? 0);
  for (;;) {
    const part = await get({ ...query, offset });
    yield* part.items;
    offset += part.items.length;
    const total = "total_count" in part.meta ? part.meta.total_count : 0;
    if (part.items.length === 0 || offset >= total) return;
  }
}

async function* readByCursor(get: (query: Query) => Promise<Part>, query: Query): AsyncGenerator<unknown> {
  let cursor: string | null = String(query["cursor"] ?? "");
  while (cursor !== null) {
    const part = await get({ ...query, cursor });
    yield* part.items;
    cursor = "next_cursor" in part.meta ? part.meta.next_cursor : null;
  }
}
