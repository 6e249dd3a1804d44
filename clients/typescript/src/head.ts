import type { ContentPage } from "./pages.js";
import type { RichTextFormat } from "./rich-text.js";

/** An element for the head of a page. Attributes and `content` are plain text: whoever writes them into HTML escapes. */
export interface HeadTag {
  tag: "title" | "meta" | "link" | "script";
  attributes: Record<string, string>;
  /** What stands in the element: the title, or JSON that can stand in a `script` as it is. */
  content?: string;
}

type Facts = Record<string, string | number | null | undefined>;

/** What belongs into the head of a page: title, description, robots, languages, previews for others, structured data. */
export function headTags(page: ContentPage<RichTextFormat>): HeadTag[] {
  const { seo, json_ld } = page.meta;
  const { open_graph: graph, twitter: card } = seo;
  return [
    { tag: "title", attributes: {}, content: seo.title },
    ...metas("name", { description: seo.description, robots: seo.robots }),
    ...links([{ rel: "canonical", href: seo.canonical_url }]),
    ...links(seo.alternates.map(({ href, hreflang }) => ({ rel: "alternate", href, hreflang }))),
    ...metas("property", {
      "og:type": graph.type,
      "og:title": graph.title,
      "og:description": graph.description,
      "og:url": graph.url,
      "og:site_name": graph.site_name,
      "og:locale": graph.locale,
    }),
    ...graph.locale_alternate.flatMap((locale) => metas("property", { "og:locale:alternate": locale })),
    ...metas("property", {
      "og:image": graph.image?.url,
      "og:image:type": graph.image?.type,
      "og:image:width": graph.image?.width,
      "og:image:height": graph.image?.height,
      "og:image:alt": graph.image?.alt,
    }),
    ...metas("name", {
      "twitter:card": card.card,
      "twitter:site": card.site,
      "twitter:title": card.title,
      "twitter:description": card.description,
      "twitter:image": card.image,
      "twitter:image:alt": card.image_alt,
    }),
    { tag: "script", attributes: { type: "application/ld+json" }, content: scriptSafe(json_ld) },
  ];
}

function metas(key: "name" | "property", facts: Facts): HeadTag[] {
  return Object.entries(facts)
    .filter(([, content]) => content !== null && content !== undefined && content !== "")
    .map(([name, content]) => ({ tag: "meta", attributes: { [key]: name, content: String(content) } }));
}

function links(all: { rel: string; href: string | null; hreflang?: string }[]): HeadTag[] {
  return all.flatMap(({ href, ...rest }) => (href === null ? [] : [{ tag: "link" as const, attributes: { ...rest, href } }]));
}

/** JSON without the signs that could end a `script` element. */
function scriptSafe(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
