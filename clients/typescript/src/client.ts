import createFetchClient, { type Client as FetchClient } from "openapi-fetch";

import { foundIn, type Found } from "./find.js";
import { byCursor, byOffset, type Part } from "./listings.js";
import type { CursorQuery, Item, ListPath, OffsetQuery } from "./listings.js";
import type { PageOfType, PageType } from "./pages.js";
import { ProblemError, problemOf } from "./problems.js";
import type { FindQuery, PageQuery, QueryOf, SiteQuery } from "./queries.js";
import type { InFormat, RichTextFormat } from "./rich-text.js";
import type { AnyPage, ClinicHoursRepresentation, ListedPage, paths, RedirectRule } from "./schema.js";
import type { RouteRepresentation, SearchAnswer, SearchResult, SiteRepresentation } from "./schema.js";
import { type CallOptions, createFetch, type SendingOptions } from "./sending.js";

const PAGES = "/api/v2/pages/";
const ROUTES = "/api/v2/routes/";
const SEARCH = "/api/v2/search/";
const REDIRECTS = "/api/v2/redirects/all/";
const JSON_TYPE = "application/json";

/** The types of answers: what was asked for, or a problem document. */
type AnswerTypes = typeof JSON_TYPE | "application/problem+json";

export interface ClientOptions extends SendingOptions {
  /** Where the CMS is: `https://cms.example.org`, or where its API is: `https://cms.example.org/api/v2/`. */
  baseUrl: string;
  headers?: Record<string, string>;
}

/** What `search` looks for. `type` names one type, or several in an array. */
export type SearchQuery = Omit<QueryOf<typeof SEARCH>, "type"> & { type?: SearchedType | readonly SearchedType[] };

type SearchedType = PageType | "clinic_pages.FaqItem" | "clinic_pages.Person";

/** Which routes are asked for. `type` names one page type, or several in an array. */
export type RoutesQuery = Omit<QueryOf<typeof ROUTES>, "type" | "cursor"> & { type?: PageType | readonly PageType[] };

/**
 * All routes, and the moment from which `changed_since` goes on the next time. Each loop over them reads the same answer
 * to its end, as of that moment.
 */
export interface Routes extends AsyncIterable<RouteRepresentation> {
  asOf: string;
}

/** A member of a page type that can be chosen. */
export type Member<T extends PageType> = Exclude<keyof PageOfType<T, RichTextFormat>, "meta">;

/** The page type of which members are chosen, and the members. */
export interface PagesQuery<T extends PageType, M extends Member<T>, F extends RichTextFormat = RichTextFormat>
  extends Omit<OffsetQuery<typeof PAGES>, "type" | "fields" | "rich_text"> {
  /** One page type. */
  type: T;
  /** Members of its pages to send beside those that are sent anyway. */
  fields?: readonly M[];
  /** The format of their rich text. */
  rich_text?: F;
}

export type ListedPageWith<T extends PageType, M extends Member<T>, F extends RichTextFormat = "html"> = ListedPage &
  InFormat<Pick<PageOfType<T, RichTextFormat>, M>, F>;

/**
 * Answers have their rich text as HTML, or in the format that `rich_text` in the query asks for. What is iterable can be
 * looped over again and again; each loop over a listing asks anew.
 */
export interface Client {
  /** Every address of the API, typed: `api.GET("/api/v2/faqs/", { params: { query: { topic: "sleep" } } })`. */
  api: FetchClient<paths, AnswerTypes>;
  /** What stands at a path of the frontend. */
  find<F extends RichTextFormat = "html">(path: string, query?: FindQuery<F>, options?: CallOptions): Promise<Found<F>>;
  /** A page by its id; null when there is none that visitors may see. */
  page<F extends RichTextFormat = "html">(
    id: number,
    query?: PageQuery<F>,
    options?: CallOptions,
  ): Promise<InFormat<AnyPage, F> | null>;
  /** What every page of the frontend needs. */
  site<F extends RichTextFormat = "html">(query?: SiteQuery<F>, options?: CallOptions): Promise<InFormat<SiteRepresentation, F>>;
  /** When a clinic is open; null when there is no such clinic. `openNow` reads it. */
  hours(
    id: number,
    query?: QueryOf<"/api/v2/clinics/{id}/hours/">,
    options?: CallOptions,
  ): Promise<ClinicHoursRepresentation | null>;
  /** One part of what a search finds, with the total, the counts by type, and whether all words matched. */
  search(query: SearchQuery, options?: CallOptions): Promise<SearchAnswer>;
  /** All paths of the frontend, or with `changed_since` those of which something has changed. */
  routes(query?: RoutesQuery, options?: CallOptions): Promise<Routes>;
  /** Every old address of the site and where it leads: what staff typed, and the paths that pages have left. */
  redirects(query?: QueryOf<typeof REDIRECTS>, options?: CallOptions): AsyncIterable<RedirectRule>;
  /** Pages of one type, with the members that are chosen. */
  pages<T extends PageType, M extends Member<T> = never, F extends RichTextFormat = "html">(
    query: PagesQuery<T, M, F>,
    options?: CallOptions,
  ): AsyncIterable<ListedPageWith<T, M, F>>;
  /** All results of a search, the most relevant first. */
  each(path: typeof SEARCH, query: SearchQuery, options?: CallOptions): AsyncIterable<SearchResult>;
  /** All objects of a listing, in its order, asked for part by part. */
  each<P extends ListPath, F extends RichTextFormat = "html">(
    path: P,
    query?: OffsetQuery<P, F>,
    options?: CallOptions,
  ): AsyncIterable<Item<P, F>>;
  /** All paths of the frontend. Where you build from changes, `routes` says from which moment to go on. */
  all(path: typeof ROUTES, query?: RoutesQuery, options?: CallOptions): AsyncIterable<RouteRepresentation>;
  /** All objects of a listing in the order of their ids: the way through very many. */
  all<P extends ListPath, F extends RichTextFormat = "html">(
    path: P,
    query?: CursorQuery<P, F>,
    options?: CallOptions,
  ): AsyncIterable<Item<P, F>>;
}

/** A client of the API. What it cannot answer it throws as a `ProblemError`. */
export function createClient(options: ClientOptions): Client {
  const send = createFetch(options);
  const api = createFetchClient<paths, AnswerTypes>({
    baseUrl: rootOf(options.baseUrl),
    fetch: send,
    headers: { Accept: JSON_TYPE, ...options.headers },
    querySerializer: { array: { style: "form", explode: false } },
  });

  async function ask<T>(path: keyof paths, params: object, { signal }: CallOptions): Promise<[T, Response]> {
    let asked = "";
    async function sendAndLook(request: Request): Promise<Response> {
      asked = request.url;
      const response = await send(request);
      // Whatever stands in front of the API, or at a wrong address, may answer anything with 200.
      if (response.ok && !response.headers.get("Content-Type")?.startsWith(JSON_TYPE)) {
        throw problemOf(response, undefined, asked);
      }
      return response;
    }
    const init = { params, fetch: sendAndLook, ...(signal ? { signal } : {}) };
    const { data, error, response } = await api.GET(path, init as never);
    if (data === undefined) throw problemOf(response, error, asked);
    return [data as T, response];
  }

  async function answer<T>(path: keyof paths, params: object, call: CallOptions): Promise<T> {
    const [data] = await ask<T>(path, params, call);
    return data;
  }

  function part(path: keyof paths, call: CallOptions): (query: Record<string, unknown>) => Promise<Part> {
    return (query) => answer<Part>(path, { query }, call);
  }

  // The compiler cannot follow that rich text comes in the format that was asked for: `as never`.
  return {
    api,

    async find(path, query = {}, call = {}) {
      try {
        const params = { query: { ...query, html_path: path } };
        const [data, response] = await ask<Parameters<typeof foundIn>[0]>("/api/v2/pages/find/", params, call);
        return foundIn(data, response.headers.get("Content-Location")) as never;
      } catch (error) {
        if (error instanceof ProblemError && error.isMissing) return { kind: "not-found" };
        if (error instanceof ProblemError && error.isGone) return { kind: "gone" };
        throw error;
      }
    },

    page: (id, query = {}, call = {}) => unlessMissing(answer("/api/v2/pages/{id}/", { path: { id }, query }, call)),

    site: (query = {}, call = {}) => answer("/api/v2/site/", { query }, call),

    hours: (id, query = {}, call = {}) =>
      unlessMissing(answer("/api/v2/clinics/{id}/hours/", { path: { id }, query }, call)),

    search: (query, call = {}) => answer(SEARCH, { query: withTypes(query) }, call),

    async routes(query = {}, call = {}) {
      const get = part(ROUTES, call);
      const first = (await get({ ...withTypes(query), cursor: "" })) as Part & { meta: { as_of: string } };
      // The first part was read to know the moment: it is handed on, and not asked for again. The moment stands in its
      // cursor, so that each loop goes on from the same.
      const getPart = (asked: Record<string, unknown>) => (asked["cursor"] === "" ? Promise.resolve(first) : get(asked));
      const routes = byCursor(getPart, withTypes(query)) as AsyncIterable<RouteRepresentation>;
      return { asOf: first.meta.as_of, [Symbol.asyncIterator]: () => routes[Symbol.asyncIterator]() };
    },

    redirects(query, call = {}) {
      return byOffset(part(REDIRECTS, call), { ...query }) as AsyncIterable<RedirectRule>;
    },

    pages({ fields, ...query }, call = {}) {
      const chosen = fields?.length ? { ...query, fields: fields.join(",") } : query;
      return byOffset(part(PAGES, call), chosen) as AsyncIterable<never>;
    },

    each(path: keyof paths, query: TypedQuery = {}, call: CallOptions = {}) {
      return byOffset(part(path, call), withTypes(query)) as AsyncIterable<never>;
    },

    all(path: keyof paths, query: TypedQuery = {}, call: CallOptions = {}) {
      return byCursor(part(path, call), withTypes(query)) as AsyncIterable<never>;
    },
  };
}

/** The root of the server, below which the addresses of the API are. */
function rootOf(baseUrl: string): string {
  return baseUrl.replace(/\/+$/, "").replace(/\/api\/v2$/, "").replace(/\/+$/, "");
}

/** What was asked for; null where visitors may not see it, or no more. */
async function unlessMissing<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ProblemError && (error.isMissing || error.isGone)) return null;
    throw error;
  }
}

interface TypedQuery {
  type?: string | readonly string[];
}

/** The query with its types as the API reads them: one text, with commas. */
function withTypes(query: TypedQuery): Record<string, unknown> {
  const { type, ...rest } = query;
  return type === undefined ? rest : { ...rest, type: typeof type === "string" ? type : type.join(",") };
}
