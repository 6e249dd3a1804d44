/** A typed client of the clinic CMS's delivery API. README.md shows how it is used. */
export { createClient } from "./client.js";
export { renderBlocks } from "./blocks.js";
export {} from "./find.js";
export { pictureOf, renditionUrl, srcsetOf } from "./images.js";
export {} from "./listings.js";
export { isPageOfType } from "./pages.js";
export { ProblemError } from "./problems.js";
