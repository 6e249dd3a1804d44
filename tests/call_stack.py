"""Room for the frames of deep calls.

Python keeps the frames of calls in chunks of 16 KB, each of which it asks the operating system for, and gives back as
soon as the call returns that needed it. A loop whose calls cross the border of a chunk does that each time: the tests,
some hundred calls deep in pytest, Django and Wagtail, spend up to a fifth of their time so. A chunk is as large as its
first frame needs, though: below a call that asks for much, all others find room in the same chunk.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import TypeVar

#: Of a frame, in words of the machine. Its chunk has the next power of two: nearly as much again stays free.
_WORDS = 2**17 + 1

R = TypeVar("R")


def with_room(function: Callable[[], R]) -> R:
    """Calls ``function`` with room for thousands of calls below it."""
    return _ROOMY(function)


def _call(function: Callable[[], R]) -> R:
    return function()


_ROOMY = FunctionType(_call.__code__.replace(co_stacksize=_WORDS), globals())
