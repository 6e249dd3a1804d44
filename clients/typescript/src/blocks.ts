import type { BodyBlock } from "./schema.js";

/** The name of a block, such as `heading`. */
export type BlockType = BodyBlock["type"];

/** The blocks of one type. */
export type Block<T extends BlockType> = Extract<BodyBlock, { type: T }>;

/** A function for each type of block. A block that is added to the API is missing here, and the compiler says so. */
export type BlockRenderers<R> = { [T in BlockType]: (block: Block<T>, index: number) => R };

/**
 * What the renderers make of a body, block by block.
 *
 * @param unknown what stands for a block that this program does not know yet; by default it is left out.
 */
export function renderBlocks<R>(
  body: readonly BodyBlock[],
  renderers: BlockRenderers<R>,
  unknown?: (block: { type: string; value: unknown }, index: number) => R,
): R[] {
  const made: R[] = [];
  body.forEach((block, index) => {
    const render = renderers[block.type] as ((block: BodyBlock, index: number) => R) | undefined;
    if (render) made.push(render(block, index));
    else if (unknown) made.push(unknown(block, index));
  });
  return made;
}
