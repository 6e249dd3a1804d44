"""The spellings in which a path may be stored as the old path of a redirect.

Wagtail stores what staff type with letters, digits and non-ASCII characters decoded (``Redirect.normalise_path``): a
space stays a space or stays ``%20``, ``%2f`` keeps its case, an accented letter its normalization form, double slashes
stay double. So a query looks for all spellings at once, by the index of the column, and no row has to be rewritten.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import product
from math import prod
from string import printable
from typing import Literal, NamedTuple
from urllib.parse import quote

from django.utils.encoding import iri_to_uri, uri_to_iri

#: Maximum length of a redirect's old path.
LONGEST = 255
# With more combinations of plain and encoded characters, only uniform spellings are tried.
_MOST = 32
_SIMPLE = re.compile(r"[/A-Za-z0-9\-._~]*")
_SIMPLE_QUERY = re.compile(r"[&=A-Za-z0-9\-._~]*")
_ESCAPE = re.compile("(%[0-9A-Fa-f]{2})")
_PIECE = re.compile("%[0-9A-Fa-f]{2}|.", re.DOTALL)
_PLAIN_WHERE_NEW = frozenset("/:@!$&'()*+,;=")
# The orders of parameters: by plain or encoded characters, with all or only the reserved ones encoded.
_ORDERS: tuple[Callable[[str], str], ...] = (str, quote, iri_to_uri, partial(quote, safe=printable))
# They end a path, or Wagtail removes them if they are not encoded.
_NEVER_PLAIN = frozenset("\0\t\r\n#")


class Ways(NamedTuple):
    """The spellings of one character."""

    new: str
    plain: str
    upper: str
    lower: str
    new_lower: str


def spellings(path: str, query: str = "") -> list[str]:
    """The spellings in which ``path`` and ``query`` may be stored, beginning with that of new redirects.

    :param path: as requested, encoded or not. Repeated slashes are looked up as one, and unchanged.
    """
    if len(path) + len(query) > 12 * LONGEST:  # A four-byte letter takes twelve characters when encoded.
        return []
    whole = _whole(path)
    asked = f"/{path.removeprefix('/')}".removesuffix("/") or "/"
    # Old paths that were not entered in the admin may end with a slash.
    paths = dict.fromkeys([whole, asked, f"{whole.removesuffix('/')}/"])
    found = dict.fromkeys(spelling for each in paths for spelling in _written(each, query))
    return [spelling for spelling in found if len(spelling) <= LONGEST]


def canonical(path: str, query: str = "") -> str:
    """The spelling of ``path`` and ``query`` in a new redirect."""
    return next(_written(_whole(path), query))


def _whole(path: str) -> str:
    """Without repeated and trailing slashes. An encoded slash separates components as well, as in ``AskedPath``."""
    return "/" + "/".join(part for part in re.sub("%2[Ff]", "/", path).split("/") if part)


def _written(path: str, query: str) -> Iterator[str]:
    """All spellings of these, the canonical one first."""
    if _SIMPLE.fullmatch(path) and _SIMPLE_QUERY.fullmatch(query):
        yield from _in_order(path, query)
        return
    decoded = uri_to_iri(path), uri_to_iri(query)
    if len(decoded[0]) + len(decoded[1]) > 3 * LONGEST:  # An escape may stand for one character.
        yield _join(*decoded)
        return
    forms = [_normalized("NFC", *decoded), _normalized("NFD", *decoded), decoded]
    for path, query in dict.fromkeys(forms):
        path_ways, query_ways = _ways(path, _in_path), _ways(query, _in_query)
        for written in _combinations([*path_ways, *query_ways]):
            yield from _in_order("".join(written[: len(path_ways)]), "".join(written[len(path_ways) :]))
        yield from _in_order(path, query)


def _normalized(form: Literal["NFC", "NFD"], *texts: str) -> tuple[str, ...]:
    """With accented letters in one normalization form; an escape never combines with an accent."""
    return tuple("".join(unicodedata.normalize(form, part) for part in _ESCAPE.split(text)) for text in texts)


def _ways(text: str, write: Callable[[str, str], Ways]) -> list[Ways]:
    """The spellings of each character of a text; ``write`` gets an escape or character, and what follows it."""
    return [write(match[0], text[match.end() : match.end() + 2]) for match in _PIECE.finditer(text)]


def _in_path(piece: str, following: str) -> Ways:
    if piece == "/":
        return Ways(*[piece] * 5)
    return _reserved(piece, following, never_plain="?/")


def _in_query(piece: str, following: str) -> Ways:
    """Escapes of characters that separate names from values have another meaning. A space may be a plus."""
    if piece in ("&", "="):
        return Ways(*[piece] * 5)
    if piece in ("+", " ", "%20"):
        return Ways("%20", " ", "+", "%20", "+")
    return _reserved(piece, following, never_plain="&=+")


def _reserved(piece: str, following: str, never_plain: str) -> Ways:
    """A character that may be encoded, or else its only spelling: Wagtail decodes what need not be encoded."""
    character = chr(int(piece[1:], 16)) if len(piece) == 3 else piece
    if not character.isascii() or _SIMPLE.fullmatch(piece):
        return Ways(*[piece] * 5)
    encoded = f"%{ord(character):02X}"
    is_read_as_escape = character == "%" and re.fullmatch("[0-9A-Fa-f]{2}", following)
    if character in _NEVER_PLAIN or character in never_plain or is_read_as_escape:
        return Ways(encoded, encoded, encoded, encoded.lower(), encoded.lower())
    if character in _PLAIN_WHERE_NEW:
        return Ways(character, character, encoded, encoded.lower(), character)
    return Ways(encoded, character, encoded, encoded.lower(), encoded.lower())


def _combinations(characters: list[Ways]) -> Iterable[tuple[str, ...]]:
    choices = [tuple(dict.fromkeys(ways)) for ways in characters]
    if prod(len(ways) for ways in choices) <= _MOST:
        return product(*choices)
    return zip(*characters, strict=True)


def _in_order(path: str, query: str) -> Iterator[str]:
    """Sorted as Wagtail sorts the parameters of a path and a query string: before it decodes them."""
    head, slash, last = path.rpartition("/")
    name, *parameters = last.split(";")
    sorted_ways = [";".join(sorted(parameters, key=key)) for key in _ORDERS]
    bare = f"{head}{slash}{name}".removesuffix("/") or "/" if parameters else path
    in_order = [f"{head}{slash}{name};{each}" if each else bare for each in sorted_ways]
    paths = dict.fromkeys((*in_order, path))
    parts = [part for part in query.split("&") if part]
    orders = dict.fromkeys((*("&".join(sorted(parts, key=key)) for key in _ORDERS), "&".join(parts)))
    for each in paths:
        for order in orders:
            yield _join(each, order)


def _join(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path
