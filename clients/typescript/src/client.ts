import createFetchClient, { type Client as FetchClient } from "openapi-fetch";

import { foundIn, type Found } from "./find.js";
import { byCursor, byOffset, type Part } from "./listings.js";
import type { CursorQuery, Item, ListPath, OffsetQuery } from "./listings.js";
import type { PageOfType, PageType } from "./pages.js";
import { problemOf } from "./problems.js";
import type { FindQuery, PageQuery, QueryOf, SiteQuery } from "./queries.js";
import type { InFormat, RichTextFormat } from "./rich-text.js";
import type { AnyPage, ListedPage, paths, RouteRepresentation, SearchResult, SiteRepresentation } from "./schema.js";

const PAGES = "/api/v2/pages/";
const ROUTES = "/api/v2/routes/";
const SEARCH = "/api/v2/search/";
const JSON_TYPE = "application/json";

export interface ClientOptions {
  /** Where the CMS is: `https://cms.example.org`. */
  baseUrl: string;
  /** What sends requests, instead of the global `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
  headers?: Record<string, string>;
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

/** Answers have their rich text as HTML, or in the format that `rich_text` in the query asks for. */
export interface Client {
  /** Every address of the API, typed: `api.GET("/api/v2/faqs/", { params: { query: { topic: "sleep" } } })`. */
  api: FetchClient<paths, typeof JSON_TYPE>;
  /** What stands at a path of the frontend. */
  find<F extends RichTextFormat = "html">(path: string, query?: FindQuery<F>): Promise<Found<F>>;
  /** A page by its id; null when there is none that visitors may see. */
  page<F extends RichTextFormat = "html">(id: number, query?: PageQuery<F>): Promise<InFormat<AnyPage, F> | null>;
  /** What every page of the frontend needs. */
  site<F extends RichTextFormat = "html">(query?: SiteQuery<F>): Promise<InFormat<SiteRepresentation, F>>;
  /** Pages of one type, with the members that are chosen. */
  pages<T extends PageType, M extends Member<T> = never, F extends RichTextFormat = "html">(
    query: PagesQuery<T, M, F>,
  ): AsyncGenerator<ListedPageWith<T, M, F>>;
  /** All results of a search, the most relevant first. */
  each(path: typeof SEARCH, query: QueryOf<typeof SEARCH>): AsyncGenerator<SearchResult>;
  /** All objects of a listing, in its order, asked for part by part. */
  each<P extends ListPath, F extends RichTextFormat = "html">(
    path: P,
    query?: OffsetQuery<P, F>,
  ): AsyncGenerator<Item<P, F>>;
  /** All paths of the frontend, or those of which something has changed. */
  all(path: typeof ROUTES, query?: QueryOf<typeof ROUTES>): AsyncGenerator<RouteRepresentation>;
  /** All objects of a listing in the order of their ids: the way through very many. */
  all<P extends ListPath, F extends RichTextFormat = "html">(
    path: P,
    query?: CursorQuery<P, F>,
  ): AsyncGenerator<Item<P, F>>;
}

/** A client of the API. What it cannot answer it throws as a `ProblemError`. */
export function createClient(options: ClientOptions): Client {
  const api = createFetchClient<paths, typeof JSON_TYPE>({
    baseUrl: options.baseUrl.replace(/\/+$/, ""),
    ...(options.fetch ? { fetch: options.fetch } : {}),
    headers: { Accept: JSON_TYPE, ...options.headers },
    querySerializer: { array: { style: "form", explode: false } },
  });

  function part(path: keyof paths): (query: Record<string, unknown>) => Promise<Part> {
    return async (query) => {
      const { data, error, response } = await api.GET(path, { params: { query } } as never);
      if (data === undefined) throw problemOf(response, error);
      return data as Part;
    };
  }

  // The compiler cannot follow that rich text comes in the format that was asked for: `as never`.
  return {
    api,

    async find(path, query = {}) {
      const { data, error, response } = await api.GET("/api/v2/pages/find/", {
        params: { query: { ...query, html_path: path } },
      });
      if (data !== undefined) return foundIn(data, response.headers.get("Content-Location")) as never;
      if (response.status === 404) return { kind: "not-found" };
      if (response.status === 410) return { kind: "gone" };
      throw problemOf(response, error);
    },

    async page(id, query = {}) {
      const { data, error, response } = await api.GET("/api/v2/pages/{id}/", { params: { path: { id }, query } });
      if (data !== undefined) return data as never;
      if (response.status === 404 || response.status === 410) return null;
      throw problemOf(response, error);
    },

    async site(query = {}) {
      const { data, error, response } = await api.GET("/api/v2/site/", { params: { query } });
      if (data === undefined) throw problemOf(response, error);
      return data as never;
    },

    pages({ fields, ...query }) {
      const chosen = fields?.length ? { ...query, fields: fields.join(",") } : query;
      return byOffset(part(PAGES), chosen) as AsyncGenerator<never>;
    },

    each(path: keyof paths, query?: object) {
      return byOffset(part(path), { ...query }) as AsyncGenerator<never>;
    },

    all(path: keyof paths, query?: object) {
      return byCursor(part(path), { ...query }) as AsyncGenerator<never>;
    },
  };
}
