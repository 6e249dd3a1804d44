from __future__ import annotations

from media.representations import ImageRepresentation, RenditionRepresentation

from .representations import Node


def describe_image(image: ImageRepresentation | None) -> Node | None:
    """The picture in the fallback size."""
    return image and _describe(image, image["fallback"])


def describe_logo(image: ImageRepresentation | None) -> Node | None:
    """The picture without texts: a logo is described by the name beside it."""
    shown = image and image["fallback"]
    return shown and {"@type": "ImageObject", "url": shown["url"], **_size(shown)}


def describe_all_shapes(image: ImageRepresentation | None) -> list[Node]:
    """The picture in each of its aspect ratios. Search engines show the one that fits."""
    if image is None:
        return []
    shown = [image["fallback"], *(preset["fallback"] for preset in image["presets"].values())]
    unique = {fallback["url"]: fallback for fallback in shown if fallback is not None}
    return [node for fallback in unique.values() if (node := _describe(image, fallback)) is not None]


def _describe(image: ImageRepresentation, shown: RenditionRepresentation | None) -> Node | None:
    if shown is None:
        return None
    return {
        "@type": "ImageObject",
        "url": shown["url"],
        **_size(shown),
        "description": image["alt_text"],
        "caption": image["caption"],
        "creditText": image["credit"],
    }


def _size(shown: RenditionRepresentation) -> dict[str, str]:
    """schema.org has lengths as texts with a unit."""
    return {"width": f"{shown['width']} px", "height": f"{shown['height']} px"}
