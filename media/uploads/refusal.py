from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

TOO_LARGE = _(
    "This file is too large: it has %(size)s, and the limit is %(limit)s. Export the image with at most 2,500 "
    "pixels on its longer side, which is enough for every screen."
)
NOT_A_PICTURE = _(
    "This file is not an image in a format that can be used here. Export it as one of these: %(formats)s."
)
IS_SVG = _("SVG drawings are not accepted, because they can contain programs. Export the drawing as PNG or WebP.")
DRAWING_TOO_LARGE = _("This drawing is too large or too complex for the web. Simplify it, or export it as PNG or WebP.")
BROKEN_DRAWING = _("This drawing cannot be read. Export it again as plain SVG, or as PNG or WebP.")
TOO_MANY_PIXELS = _(
    "This image has too many pixels: %(width)s × %(height)s. Export it with at most 2,500 pixels on its longer side, "
    "which is enough for every screen."
)
FAR_TOO_MANY_PIXELS = _(
    "This image has too many pixels. Export it with at most 2,500 pixels on its longer side, which is enough for "
    "every screen."
)
TOO_LONG = _("This animation is too long or too large. Shorten it, or upload it as a video.")
ANIMATED_PNG = _("This is an animated PNG, which not every program can show. Export it as an animated WebP or GIF.")
BROKEN = _("This image is damaged or incomplete. Export or download it again.")
NOT_STORED = _(
    "This file could not be stored on the server, and nothing was saved. Try again later, and tell whoever "
    "looks after the server."
)
EMPTY = _("This file is empty. Choose the image again.")

NOT_WHAT_IT_SAYS = _(
    "This file is named as %(extension)s, but its content is damaged or in another format. Open it in the "
    "program that it was made with, and save or export it again as %(extension)s."
)
HAS_MACROS = _(
    "This file contains macros, which are programs. Save it without them or export it as PDF, then upload it again."
)


class UploadRefused(ValidationError):  # noqa: N818  (says what happened; nothing is wrong with the program)
    """A file was rejected, with a message for the person who chose it."""

    def __init__(self, message: Any, code: str = "invalid_image", **params: Any) -> None:
        super().__init__(message, code=code, params=params or None)
