from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

TOO_LARGE = _(
    "This file has %(size)s; at most %(limit)s are taken. Export the picture with at most 2,500 pixels on its longer "
    "side, which is enough for every screen."
)
NOT_A_PICTURE = _("This file is not a picture that can be shown here. Export it as one of these: %(formats)s.")
IS_SVG = _("Drawings in the SVG format are not taken, since they can hold programs. Export the drawing as PNG or WebP.")
DRAWING_TOO_LARGE = _(
    "This drawing is too large or too intricate for the web. Simplify it, or export it as PNG or WebP."
)
BROKEN_DRAWING = _("This drawing cannot be read. Export it again as plain SVG, or as PNG or WebP.")
TOO_MANY_PIXELS = _(
    "This picture has too many pixels: %(width)s × %(height)s. Export it with at most 2,500 pixels on its longer side, "
    "which is enough for every screen."
)
FAR_TOO_MANY_PIXELS = _(
    "This picture has too many pixels. Export it with at most 2,500 pixels on its longer side, which is enough for "
    "every screen."
)
TOO_LONG = _("This animation is too long or too large. Shorten it, or upload it as a video.")
ANIMATED_PNG = _("This is an animated PNG, which not every program can show. Export it as an animated WebP or GIF.")
BROKEN = _("This picture cannot be read to its end. It may be damaged, or cut off: export or download it again.")
NOT_STORED = _(
    "This file could not be stored: the server has no place for it at the moment. Nothing was saved. Try again later, "
    "and tell whoever looks after the server."
)
EMPTY = _("This file is empty. Choose the picture again.")

NOT_WHAT_IT_SAYS = _(
    "The name of this file says that it is %(extension)s, but its content is something else, or damaged. Open it in "
    "the program that it was made with, and save or export it again as %(extension)s."
)
HAS_MACROS = _(
    "This file holds macros, which are programs. Save it without them, or export it as PDF, before you upload it."
)


class UploadRefused(ValidationError):  # noqa: N818  (says what happened; nothing is wrong with the program)
    """A file that is not taken, with a sentence for the person who chose it."""

    def __init__(self, message: Any, code: str = "invalid_image", **params: Any) -> None:
        super().__init__(message, code=code, params=params or None)
