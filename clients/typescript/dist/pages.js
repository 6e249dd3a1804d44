/** Whether a page is of a type. TypeScript knows its members then. */
export function isPageOfType(page, type) {
    return page.meta.type === type;
}
