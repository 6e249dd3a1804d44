"""What counts as the alternative text of a picture.

WCAG 2.2, success criterion 1.1.1 and failure F30: a file name is not a text alternative.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from django.utils.translation import gettext_lazy as _

MISSING = _(
    "Describe the image in one sentence for people who cannot see it, or tick “Decorative” if it adds nothing "
    "to the text beside it."
)
FILE_NAME = _("“%(text)s” looks like a file name. Describe the image in one sentence for people who cannot see it.")

_EXTENSION = re.compile(r"\.(avif|bmp|gif|heic|heif|ico|jfif|jpe?g|png|psd|raw|svg|tiff?|webp)$", re.IGNORECASE)
_CAMERA_NAME = re.compile(
    r"""
    (copy\ of\ )?
    (img|dsc[fn]?|dcim|gopr|image|mvimg|p|photo|picture|pxl|scan|screen[\ ]?shot|untitled)
    [\s_().\-]*\d([\d\s_().\-]|at|wa)*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_JOINED_WORD = re.compile(r"\S*[\d_\-]\S*")


def find_fault(text: str, filename: str = "") -> str | None:
    """Why ``text`` is not alternative text and what to write instead, as a sentence; None if it can be.

    :param filename: the name of the picture's own file, with or without folders.
    """
    text = text.strip()
    if not text:
        return str(MISSING)
    if is_file_name(text, filename):
        return str(FILE_NAME) % {"text": text}
    return None


def is_file_name(text: str, filename: str = "") -> bool:
    """Whether ``text`` looks like a file name: ``IMG_2041``, ``front-door.jpg``.

    Plain words never do, even if the picture's file has the same name.
    """
    if _EXTENSION.search(text) or _CAMERA_NAME.fullmatch(text):
        return True
    return bool(_JOINED_WORD.fullmatch(text)) and text.casefold() == PurePath(filename).stem.casefold()
