"""Detects Unicode encodings of text files."""

from __future__ import annotations

import codecs

_MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]


def marked_encoding(content: bytes) -> str:
    """The encoding of a byte order mark; empty if there is none."""
    return next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "")


def is_utf8(content: bytes) -> bool:
    """Whether all of ``content`` is valid UTF-8."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True
