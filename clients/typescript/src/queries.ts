import type { paths } from "./schema.js";

/** What an address can be asked for. */
export type QueryOf<P extends keyof paths> = paths[P]["get"] extends { parameters: { query?: infer Query } }
  ? NonNullable<Query>
  : never;

/** A query as an argument, which may be left out where nothing in it is required. */
export type Asked<Query> = Partial<Query> extends Query ? [query?: Query] : [query: Query];

/** What `find` can be asked for beside the path. */
export type FindQuery = Omit<QueryOf<"/api/v2/pages/find/">, "html_path" | "id">;

/** What `page` can be asked for beside the id. */
export type PageQuery = QueryOf<"/api/v2/pages/{id}/">;

/** What `site` can be asked for. */
export type SiteQuery = QueryOf<"/api/v2/site/">;
