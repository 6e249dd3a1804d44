/**
 * What the renderers make of a body, block by block.
 *
 * @param unknown what stands for a block that this program does not know yet; by default it is left out.
 */
export function renderBlocks(body, renderers, unknown) {
    const made = [];
    body.forEach((block, index) => {
        const render = renderers[block.type];
        if (render)
            made.push(render(block, index));
        else if (unknown)
            made.push(unknown(block, index));
    });
    return made;
}
