import type { ImageRepresentation, PresetRepresentation } from "./schema.js";
/** The attributes of a `picture` element: one `source` for each format, and `img`. */
export interface Picture {
    sources: {
        type: string;
        srcSet: string;
        sizes?: string;
    }[];
    img: {
        src: string;
        width: number;
        height: number;
        alt: string;
    };
}
export interface PictureOptions {
    /** How wide the picture is shown, as in HTML: `(min-width: 60rem) 50vw, 100vw`. */
    sizes?: string;
    /** Another preset than the image's main one; it must be among those that the place offers. */
    preset?: string;
    /** Other words than the image's own, such as those of an image block. */
    alt?: string;
}
/** The value of `srcset` for one format of an image. */
export declare function srcsetOf(source: PresetRepresentation["sources"][number]): string;
/**
 * What a `picture` element needs; null where there is nothing to show.
 *
 * @throws RangeError when the place does not offer the preset.
 */
export declare function pictureOf(image: ImageRepresentation, options?: PictureOptions): Picture | null;
/**
 * The address of a rendition, made from the image's `url_template`; null for drawings and animations, which have none.
 *
 * @param preset one of the presets that the project declares.
 * @param width one of the preset's widths, in pixels.
 * @param format `avif`, `webp`, `jpg` or `png`.
 */
export declare function renditionUrl(image: Pick<ImageRepresentation, "url_template">, preset: string, width: number, format: string): string | null;
