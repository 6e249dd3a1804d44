/** A typed client of the clinic CMS's delivery API. README.md shows how it is used. */

export { createClient, type Client, type ClientOptions, type ListedPageWith, type PagesQuery } from "./client.js";
export type { Routes, RoutesQuery, SearchQuery } from "./client.js";
export { type Block, type BlockRenderers, type BlockType, renderBlocks } from "./blocks.js";
export type { Found, FoundPage } from "./find.js";
export { type HeadTag, headTags } from "./head.js";
export { type Hours, openNow } from "./hours.js";
export { pictureOf, type Picture, type PictureOptions, renditionUrl, srcsetOf } from "./images.js";
export type { CursorQuery, Item, ListPath, OffsetQuery } from "./listings.js";
export { type ContentPage, isContentPage, isPageOfType, type PageOfType, type PageType } from "./pages.js";
export { type PageRenderers, renderPage, type TypedPage, withType } from "./pages.js";
export { ProblemError } from "./problems.js";
export type { FindQuery, PageQuery, QueryOf, SiteQuery } from "./queries.js";
export { type AnswerStore, type CallOptions, type KeptAnswer, memoryStore } from "./sending.js";
export type { InFormat, RichTextFormat, RichTextTree } from "./rich-text.js";
export type * from "./schema.js";
