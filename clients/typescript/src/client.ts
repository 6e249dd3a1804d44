import createFetchClient, { type Client as FetchClient } from "openapi-fetch";

import { foundIn, type Found } from "./find.js";
import {
  byCursor,
  byOffset,
  type CursorPath,
  type CursorQuery,
  type Item,
  type ListPath,
  type OffsetPath,
  type OffsetQuery,
  type Part,
} from "./listings.js";
import type { PageOfType, PageType } from "./pages.js";
import { problemOf } from "./problems.js";
import type { Asked, FindQuery, PageQuery, SiteQuery } from "./queries.js";
import type { AnyPage, ListedPage, paths, SiteRepresentation } from "./schema.js";

const PAGES = "/api/v2/pages/";
const JSON_TYPE = "application/json";

export interface ClientOptions {
  /** Where the CMS is: `https://cms.example.org`. */
  baseUrl: string;
  /** What sends requests, instead of the global `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
  headers?: Record<string, string>;
}

/** A member of a page type that can be chosen. */
export type Field<T extends PageType> = Exclude<keyof PageOfType<T>, "meta">;

/** The page type of which members are chosen, and the members. */
export interface PagesQuery<T extends PageType, F extends Field<T>>
  extends Omit<OffsetQuery<typeof PAGES>, "type" | "fields"> {
  /** One page type. */
  type: T;
  /** Members of its pages to send beside those that are sent anyway. */
  fields?: readonly F[];
}

export type ListedPageWith<T extends PageType, F extends Field<T>> = ListedPage & Pick<PageOfType<T>, F>;

export interface Client {
  /** Every address of the API, typed: `api.GET("/api/v2/faqs/", { params: { query: { topic: "sleep" } } })`. */
  api: FetchClient<paths, typeof JSON_TYPE>;
  /** What stands at a path of the frontend. */
  find(path: string, query?: FindQuery): Promise<Found>;
  /** A page by its id; null when there is none that visitors may see. */
  page(id: number, query?: PageQuery): Promise<AnyPage | null>;
  /** What every page of the frontend needs. */
  site(query?: SiteQuery): Promise<SiteRepresentation>;
  /** Pages of one type, with the members that are chosen. */
  pages<T extends PageType, F extends Field<T> = never>(
    query: PagesQuery<T, F>,
  ): AsyncGenerator<ListedPageWith<T, F>>;
  /** All objects of a listing, in its order, asked for part by part. */
  each<P extends OffsetPath>(path: P, ...query: Asked<OffsetQuery<P>>): AsyncGenerator<Item<P>>;
  /** All objects of a listing in the order of their ids: the way through very many. */
  all<P extends CursorPath>(path: P, ...query: Asked<CursorQuery<P>>): AsyncGenerator<Item<P>>;
}

/** A client of the API. What it cannot answer it throws as a `ProblemError`. */
export function createClient(options: ClientOptions): Client {
  const api = createFetchClient<paths, typeof JSON_TYPE>({
    baseUrl: options.baseUrl.replace(/\/+$/, ""),
    ...(options.fetch ? { fetch: options.fetch } : {}),
    headers: { Accept: JSON_TYPE, ...options.headers },
    querySerializer: { array: { style: "form", explode: false } },
  });

  function part(path: ListPath): (query: Record<string, unknown>) => Promise<Part> {
    return async (query) => {
      const { data, error, response } = await api.GET(path, { params: { query } } as never);
      if (data === undefined) throw problemOf(response, error);
      return data as Part;
    };
  }

  return {
    api,

    async find(path, query = {}) {
      const { data, error, response } = await api.GET("/api/v2/pages/find/", {
        params: { query: { ...query, html_path: path } },
      });
      if (data !== undefined) return foundIn(data, response.headers.get("Content-Location"));
      if (response.status === 404) return { kind: "not-found" };
      if (response.status === 410) return { kind: "gone" };
      throw problemOf(response, error);
    },

    async page(id, query = {}) {
      const { data, error, response } = await api.GET("/api/v2/pages/{id}/", { params: { path: { id }, query } });
      if (data !== undefined) return data;
      if (response.status === 404 || response.status === 410) return null;
      throw problemOf(response, error);
    },

    async site(query = {}) {
      const { data, error, response } = await api.GET("/api/v2/site/", { params: { query } });
      if (data === undefined) throw problemOf(response, error);
      return data;
    },

    pages({ fields, ...query }) {
      const chosen = fields?.length ? { ...query, fields: fields.join(",") } : query;
      return byOffset(part(PAGES), chosen) as AsyncGenerator<never>;
    },

    each(path, ...[query]) {
      return byOffset(part(path), { ...query }) as AsyncGenerator<never>;
    },

    all(path, ...[query]) {
      return byCursor(part(path), { ...query }) as AsyncGenerator<never>;
    },
  };
}
