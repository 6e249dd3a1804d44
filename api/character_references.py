"""Character references of HTML, such as ``&amp;`` and ``&#8209;``, including those that Python's ``html`` fails on.

Python cannot read numbers of more than 4,300 digits, and nor can the libraries that parse HTML with it. No character
has a number of more than seven digits; browsers show the replacement character for larger ones.
"""

from __future__ import annotations

import html
import re

_HUGE = re.compile(r"&#[0-9]{9,};?")


def readable(markup: str) -> str:
    """``markup`` with the replacement character for each reference to a character that cannot exist."""
    return _HUGE.sub("\ufffd", markup) if "&#" in markup else markup


def unescape(text: str) -> str:
    """``text`` with its character references replaced by the characters."""
    return html.unescape(readable(text))
