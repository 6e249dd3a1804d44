import type { RichTextFormat } from "./rich-text.js";
import type { paths } from "./schema.js";

/** What an address can be asked for. */
export type QueryOf<P extends keyof paths> = paths[P]["get"] extends { parameters: { query?: infer Query } }
  ? NonNullable<Query>
  : never;

/** What `find` can be asked for beside the path. */
export type FindQuery<F extends RichTextFormat = RichTextFormat> = Omit<
  QueryOf<"/api/v2/pages/find/">,
  "html_path" | "id"
> & { rich_text?: F };

/** What `page` can be asked for beside the id. */
export type PageQuery<F extends RichTextFormat = RichTextFormat> = QueryOf<"/api/v2/pages/{id}/"> & { rich_text?: F };

/** What `site` can be asked for. */
export type SiteQuery<F extends RichTextFormat = RichTextFormat> = QueryOf<"/api/v2/site/"> & { rich_text?: F };
