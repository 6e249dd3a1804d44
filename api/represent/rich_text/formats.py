"""The formats in which a client may request rich text."""

from __future__ import annotations

from enum import StrEnum

from django.http import QueryDict

from ... import conf, problems
from ...parameters import QueryParameter

RICH_TEXT = "rich_text"
#: The names in Wagtail's API v2, for its formats.
RICH_TEXT_FORMAT = "rich_text_format"


class RichTextFormat(StrEnum):
    HTML = "html"
    JSON = "json"
    MARKDOWN = "markdown"
    DB_HTML = "db_html"
    DB_MARKDOWN = "db_markdown"


_ALLOWED = {
    RICH_TEXT: [RichTextFormat.HTML, RichTextFormat.JSON, RichTextFormat.MARKDOWN],
    RICH_TEXT_FORMAT: [
        RichTextFormat.DB_HTML,
        RichTextFormat.DB_MARKDOWN,
        RichTextFormat.HTML,
        RichTextFormat.MARKDOWN,
    ],
}

RICH_TEXT_PARAMETER = QueryParameter(
    RICH_TEXT,
    "The format of rich text: HTML that is ready to use, a tree in the shape of Portable Text, or Markdown.",
    {"type": "string", "enum": [str(name) for name in _ALLOWED[RICH_TEXT]], "default": str(RichTextFormat.HTML)},
)
RICH_TEXT_FORMAT_PARAMETER = QueryParameter(
    RICH_TEXT_FORMAT,
    "The same by its name in Wagtail's API v2; also as stored, with references by id: `db_html`, `db_markdown`.",
    {"type": "string", "enum": [str(name) for name in _ALLOWED[RICH_TEXT_FORMAT]]},
)


def requested_format(query: QueryDict) -> RichTextFormat:
    """The format that a request asks for; by default that of ``WAGTAILAPI_RICH_TEXT_FORMAT``, else HTML.

    :raises InvalidParameter: for an unknown format, or two different ones.
    """
    named = {name: str(query[name]) for name in (RICH_TEXT, RICH_TEXT_FORMAT) if name in query}
    for name, value in named.items():
        if value not in _ALLOWED[name]:
            names = ", ".join(f"'{allowed}'" for allowed in _ALLOWED[name])
            raise problems.InvalidParameter(
                f"{name} must be one of {names}, got '{value}'", parameter=name, allowed=map(str, _ALLOWED[name])
            )
    if len(set(named.values())) > 1:
        raise problems.InvalidParameter(
            f"{RICH_TEXT} and {RICH_TEXT_FORMAT} ask for different formats", parameter=RICH_TEXT_FORMAT
        )
    return RichTextFormat(next(iter(named.values()), default_format()))


def default_format() -> RichTextFormat:
    """The format of rich text for requests without one."""
    wanted = conf.rich_text_format()
    return RichTextFormat(wanted) if wanted in _ALLOWED[RICH_TEXT_FORMAT] else RichTextFormat.HTML


def allowed_formats() -> list[str]:
    """The valid values of ``WAGTAILAPI_RICH_TEXT_FORMAT``."""
    return [str(name) for name in _ALLOWED[RICH_TEXT_FORMAT]]
