import type { InFormat, RichTextFormat } from "./rich-text.js";
import type { BodyBlock } from "./schema.js";

/** The name of a block, such as `heading`. */
export type BlockType = BodyBlock["type"];

/** The blocks of one type, with their rich text as HTML or in another format. */
export type Block<T extends BlockType, F extends RichTextFormat = "html"> = Extract<
  InFormat<BodyBlock, F>,
  { type: T }
>;

type Renderers<B extends BodyBlock, R> = { [T in BlockType]: (block: Extract<B, { type: T }>, index: number) => R };

/** A function for each type of block. A block that is added to the API is missing here, and the compiler says so. */
export type BlockRenderers<R, F extends RichTextFormat = "html"> = Renderers<InFormat<BodyBlock, F>, R>;

/**
 * What the renderers make of a body, or of a page's other blocks, block by block.
 *
 * @param unknown what stands for a block that this program does not know yet; by default it is left out.
 */
export function renderBlocks<B extends BodyBlock, R>(
  body: readonly B[],
  renderers: Renderers<B, R>,
  unknown?: (block: { type: string; value: unknown }, index: number) => R,
): R[] {
  const made: R[] = [];
  body.forEach((block, index) => {
    const render = renderers[block.type] as ((block: B, index: number) => R) | undefined;
    if (render) made.push(render(block, index));
    else if (unknown) made.push(unknown(block, index));
  });
  return made;
}
