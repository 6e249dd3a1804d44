import assert from "node:assert/strict";
import { before, test } from "node:test";

import { isPageOfType, pictureOf, renditionUrl, srcsetOf } from "../src/index.js";
import type { ImageRepresentation } from "../src/index.js";
import { demoClient } from "./demo.js";

let image: ImageRepresentation;

before(async () => {
  const found = await demoClient().find("/articles/what-is-addiction/");
  assert.ok(found.kind === "page" && isPageOfType(found.page, "clinic_pages.ArticlePage") && found.page.hero_image);
  image = found.page.hero_image;
});

test("a picture element gets a source for each format, and an image", () => {
  const picture = pictureOf(image, { sizes: "100vw" });
  assert.ok(picture);
  assert.deepEqual(
    picture.sources.map((source) => source.type),
    ["image/avif", "image/webp", "image/jpeg"],
  );
  assert.match(picture.sources[0]?.srcSet ?? "", /hero-640\.avif 640w, .*hero-1280\.avif 1280w/);
  assert.equal(picture.sources[0]?.sizes, "100vw");
  assert.equal(picture.img.src, image.url);
  assert.equal(picture.img.alt, image.alt_text);
});

test("a place's other presets can be shown, and its own where it does not offer one", () => {
  assert.match(pictureOf(image, { preset: "card" })?.img.src ?? "", /card-960/);
  assert.match(pictureOf(image, { preset: "hero", alt: "" })?.img.src ?? "", /hero-/);
  assert.deepEqual(pictureOf(image, { preset: "banner" }), pictureOf(image));
});

test("an address made from the template is one that the server answers", async () => {
  const url = renditionUrl(image, "square", 160, "webp");
  assert.match(url ?? "", /square-160\.webp$/);
  const response = await fetch(url ?? "");
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("Content-Type"), "image/webp");
});

test("a drawing has no renditions, and is shown as it is", () => {
  const drawing: ImageRepresentation = {
    ...image,
    sources: [],
    presets: {},
    url_template: null,
    fallback: { url: "https://cms.example.org/drawing.svg", width: 10, height: 20 },
  };
  assert.deepEqual(pictureOf(drawing), {
    sources: [],
    img: { src: "https://cms.example.org/drawing.svg", width: 10, height: 20, alt: image.alt_text },
  });
  assert.equal(renditionUrl(drawing, "card", 320, "webp"), null);
  assert.equal(pictureOf({ ...drawing, fallback: null }), null);
});

test("where a page has no image, there is nothing to show", () => {
  for (const none of [null, undefined]) {
    assert.equal(pictureOf(none, { sizes: "100vw" }), null);
    assert.equal(renditionUrl(none, "card", 320, "webp"), null);
  }
});

test("a srcset names each width", () => {
  const srcset = [{ url: "https://cms.example.org/a.webp", width: 320, height: 240 }];
  assert.equal(srcsetOf({ type: "image/webp", srcset }), "https://cms.example.org/a.webp 320w");
});
