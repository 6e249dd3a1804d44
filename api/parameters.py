from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict
from wagtail.coreutils import get_content_languages

from . import problems

# Larger than any key or offset in a database, small enough for all of them.
MAX_INTEGER = 2**31 - 1
# Characters of all names and values; far more than any of ours need. Limits what is cached for a request.
MAX_QUERY_LENGTH = 8_000


@dataclass(frozen=True)
class QueryParameter:
    """A query parameter of a view, or of one of its filters.

    :param description: a sentence for frontend developers; or a function that returns it for a view.
    :param schema: its JSON Schema, such as ``{"type": "integer", "minimum": 1}``; or a function that returns it for a
        view, if it depends on that or on settings.
    """

    name: str
    description: str | Callable[[Any], str]
    schema: Mapping[str, Any] | Callable[[Any], Mapping[str, Any]] = field(default_factory=lambda: {"type": "string"})
    required: bool = False

    def described_for(self, view: Any) -> QueryParameter:
        """The same parameter, with its description and schema for ``view``."""
        description = self.description(view) if callable(self.description) else self.description
        return replace(
            self, description=description, schema=self.schema(view) if callable(self.schema) else self.schema
        )


SITE_PARAMETER = QueryParameter(
    "site",
    "Another site of this CMS than that of the request's host: www.example.org or www.example.org:8080.",
)

#: The value for all languages of the content.
ALL_LANGUAGES = "*"


def language(view: Any = None) -> dict[str, Any]:
    """The JSON Schema of a language of the content."""
    return {"type": "string", "enum": list(get_content_languages())}


def language_or_all(view: Any = None) -> dict[str, Any]:
    """The JSON Schema of a language of the content, or of all."""
    return {"type": "string", "enum": [*get_content_languages(), ALL_LANGUAGES]}


LOCALE_PARAMETER = QueryParameter("locale", "A language of the site, such as en or es.", language)


#: Accepted everywhere, and ignored: ``_`` defeats caches in jQuery, ``format`` is Django REST Framework's.
WITHOUT_MEANING = frozenset(["_", "format"])


def check_parameters(query: QueryDict, allowed: Iterable[str]) -> None:
    """Reject parameters that a view does not have, repeated ones, and values that no database can store.

    :raises UnknownParameter: for the first parameter that is neither in ``allowed`` nor ignored.
    :raises InvalidParameter: for a parameter that is given twice, for a null character in a value, and for more than
        ``MAX_QUERY_LENGTH`` characters.
    """
    if not query:
        return
    unknown = sorted(query.keys() - WITHOUT_MEANING - frozenset(allowed))
    if unknown:
        raise problems.UnknownParameter(
            f"query parameter is not an operation or a recognised field: {', '.join(unknown)}",
            parameter=unknown[0],
            allowed=sorted(set(allowed)),
        )
    length = 0
    for name, values in query.lists():
        text = "".join(values)
        length += len(name) + len(text)
        if len(values) > 1 and name != "_":
            raise problems.InvalidParameter(
                f"{name} is given more than once",
                parameter=name,
                allowed="one value; where several are possible, separated by commas",
            )
        if "\x00" in text:
            raise problems.InvalidParameter(
                f"field filter error. null characters are not allowed for {name}", parameter=name
            )
    if length > MAX_QUERY_LENGTH:
        longest = max(query, key=lambda name: len(query[name]))
        raise problems.InvalidParameter(f"the query has more than {MAX_QUERY_LENGTH} characters", parameter=longest)


def positive_integer(query: QueryDict, name: str, default: int) -> int:
    """The value of ``name``, zero or more.

    :raises InvalidParameter: if it is not a whole number, is negative, or is too large for a database.
    """
    text = query.get(name)
    if text is None:
        return default
    value = parse_integer(text)
    if value is None or value < 0:
        raise problems.InvalidParameter(
            f"{name} must be a positive integer", parameter=name, allowed=f"a whole number from 0 to {MAX_INTEGER}"
        )
    return value


def parse_integer(text: str) -> int | None:
    """``text`` as a whole number, or None if it is not one that a database takes."""
    try:
        value = int(text)
    except ValueError:
        return None
    return value if abs(value) <= MAX_INTEGER else None


def parse_boolean(text: str) -> bool:
    """``true`` or ``1``, ``false`` or ``0``.

    :raises ValueError: for anything else.
    """
    if text in ("true", "1"):
        return True
    if text in ("false", "0"):
        return False
    raise ValueError(f"expected 'true' or 'false', got '{text}'")
