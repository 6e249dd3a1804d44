"""Character references of HTML, such as ``&amp;`` and ``&#8209;``, where Python's own reader fails.

Python reads no number of more than 4,300 digits, and neither do the libraries that read HTML with it. No character has
a number of more than seven; browsers show the replacement character for it.
"""

from __future__ import annotations

import html
import re

_HUGE = re.compile(r"&#[0-9]{9,};?")


def readable(markup: str) -> str:
    """``markup`` with the replacement character in place of each reference to a character that cannot be."""
    return _HUGE.sub("\ufffd", markup) if "&#" in markup else markup


def unescape(text: str) -> str:
    """``text`` with the characters that its references stand for."""
    return html.unescape(readable(text))
