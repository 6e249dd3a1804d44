import createFetchClient, { type Client as FetchClient } from "openapi-fetch";

import { foundIn, type Found } from "./find.js";
import { byCursor, byOffset, type Item, type ListPath, type ListQuery, type Part } from "./listings.js";
import type { PageOfType, PageType } from "./pages.js";
import { problemOf } from "./problems.js";
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

/** The page types of which members are chosen, and the members. */
export interface PagesQuery<T extends PageType, F extends keyof PageOfType<T>>
  extends Omit<ListQuery<typeof PAGES>, "type" | "fields"> {
  /** One page type. */
  type: T;
  /** Members of its pages to send beside those that are sent anyway. */
  fields?: readonly F[];
}

export type ListedPageWith<T extends PageType, F extends keyof PageOfType<T>> = ListedPage & Pick<PageOfType<T>, F>;

export interface Client {
  /** Every address of the API, typed: `api.GET("/api/v2/faqs/", { params: { query: { topic: "sleep" } } })`. */
  api: FetchClient<paths, typeof JSON_TYPE>;
  /** What stands at a path of the frontend. */
  find(path: string, query?: { site?: string }): Promise<Found>;
  /** A page by its id; null when there is none that visitors may see. */
  page(id: number): Promise<AnyPage | null>;
  /** What every page of the frontend needs. */
  site(query?: { site?: string }): Promise<SiteRepresentation>;
  /** Pages of one type, with the members that are chosen. */
  pages<T extends PageType, F extends keyof PageOfType<T> = never>(
    query: PagesQuery<T, F>,
  ): AsyncGenerator<ListedPageWith<T, F>>;
  /** All objects of a listing, in its order, asked for part by part. */
  each<P extends ListPath>(path: P, query?: ListQuery<P>): AsyncGenerator<Item<P>>;
  /** All objects of a listing in the order of their ids: the way through very many. */
  all<P extends ListPath>(path: P, query?: ListQuery<P>): AsyncGenerator<Item<P>>;
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

    async page(id) {
      const { data, error, response } = await api.GET("/api/v2/pages/{id}/", { params: { path: { id } } });
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

    each(path, query) {
      return byOffset(part(path), { ...query }) as AsyncGenerator<never>;
    },

    all(path, query) {
      return byCursor(part(path), { ...query }) as AsyncGenerator<never>;
    },
  };
}
