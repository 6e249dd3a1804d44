import type { RichText, TableRepresentation } from "./schema.js";

/** The format in which rich text is asked for: `rich_text=`. */
export type RichTextFormat = "html" | "json" | "markdown";

/** Rich text as `rich_text=json` sends it: a tree in the shape of Portable Text. */
export type RichTextTree = Exclude<RichText, string>;

/** What a format makes of rich text. */
type Formatted<F extends RichTextFormat> = F extends "json" ? RichTextTree : string;

/** An answer, or a part of one, with its rich text in one format. Other cells of a table are plain text in all. */
export type InFormat<T, F extends RichTextFormat> = unknown extends T
  ? T
  : [RichText] extends [T]
    ? Formatted<F>
    : T extends TableRepresentation
      ? Omit<T, "rows"> & { rows: (string | Formatted<F>)[][] }
      : T extends object
        ? { [K in keyof T]: InFormat<T[K], F> }
        : T;
