import type { ImageRepresentation, PresetRepresentation } from "./schema.js";

/** The attributes of a `picture` element: one `source` for each format, and `img`. */
export interface Picture {
  sources: { type: string; srcSet: string; sizes?: string }[];
  img: { src: string; width: number; height: number; alt: string };
}

export interface PictureOptions {
  /** How wide the picture is shown, as in HTML: `(min-width: 60rem) 50vw, 100vw`. */
  sizes?: string;
  /** Another preset than the image's main one, where the place offers it; a person's picture, say, is square alone. */
  preset?: string;
  /** Other words than the image's own, such as those of an image block. */
  alt?: string;
}

/** The value of `srcset` for one format of an image. */
export function srcsetOf(source: PresetRepresentation["sources"][number]): string {
  return source.srcset.map((rendition) => `${rendition.url} ${rendition.width}w`).join(", ");
}

/**
 * What a `picture` element needs; null where there is nothing to show. Where the place does not offer the preset, it is
 * the image's main one.
 */
export function pictureOf(image: ImageRepresentation | null | undefined, options: PictureOptions = {}): Picture | null {
  if (!image) return null;
  const shown = inPreset(image, options.preset);
  if (shown.fallback === null) return null;
  const { url, width, height } = shown.fallback;
  return {
    sources: shown.sources.map((source) => ({
      type: source.type,
      srcSet: srcsetOf(source),
      ...(options.sizes === undefined ? {} : { sizes: options.sizes }),
    })),
    img: { src: url, width, height, alt: options.alt ?? image.alt_text },
  };
}

/**
 * The address of a rendition, made from the image's `url_template`; null without an image, and for drawings and
 * animations, which have none.
 *
 * @param preset one of the presets that the project declares.
 * @param width one of the preset's widths, in pixels.
 * @param format `avif`, `webp`, `jpg` or `png`.
 */
export function renditionUrl(
  image: Pick<ImageRepresentation, "url_template"> | null | undefined,
  preset: string,
  width: number,
  format: string,
): string | null {
  const values: Record<string, string> = { preset, width: String(width), format };
  return image?.url_template?.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole) ?? null;
}

function inPreset(image: ImageRepresentation, preset: string | undefined): PresetRepresentation {
  return (preset === undefined ? undefined : image.presets[preset]) ?? image;
}
