"""The query parameters that all endpoints take, besides those of their filters."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from .. import conf
from ..parameters import MAX_INTEGER, SITE_PARAMETER, QueryParameter
from ..represent.rich_text.formats import RICH_TEXT_FORMAT_PARAMETER, RICH_TEXT_PARAMETER

#: A page as the value of a parameter.
PAGE_KEY = {"type": "integer", "minimum": 0, "maximum": MAX_INTEGER}
PAGE_KEY_OR_ROOT = {"anyOf": [PAGE_KEY, {"const": "root"}]}


def fields_parameter(level: str) -> QueryParameter:
    """:param level: ``"detail"`` or ``"listing"``: decides which fields can be selected."""

    def describe(endpoint: Any) -> str:
        model = endpoint.get_model()
        choosable = ", ".join(f"`{name}`" for name in sorted(endpoint.get_fields_at(model, level)))
        of_types = "; with a single `type`, also those of that type" if model is Page else ""
        return (
            "The members to return. `title,body` adds to the default ones, `-title` leaves one out, `*` returns "
            "all, `_,title` only those named, `hero_image(url,width)` chooses within an object. The response then has "
            f"the chosen members, in place of those described here. Available: {choosable}{of_types}."
        )

    return QueryParameter("fields", describe)


def _limit(endpoint: Any) -> dict[str, Any]:
    most = conf.limit_max()
    default = min(conf.DEFAULT_LIMIT, most or conf.DEFAULT_LIMIT)
    schema = {"type": "integer", "minimum": 0, "default": default}
    return schema if most is None else {**schema, "maximum": most}


def _describe_cursor(endpoint: Any) -> str:
    *others, last = (f"`{name}`" for name in ("offset", *endpoint.ordering_parameters()))
    not_with = f"{', '.join(others)} or {last}" if others else last
    return (
        "Pages through all objects in the order of their ids, at constant cost: start with an empty cursor, "
        f"continue with `meta.next_cursor` until it is null. Not with {not_with}."
    )


#: The parameters of every response that contains objects.
OF_FORM = (RICH_TEXT_PARAMETER, RICH_TEXT_FORMAT_PARAMETER, SITE_PARAMETER)
OF_LISTINGS = (
    fields_parameter("listing"),
    *OF_FORM,
    QueryParameter("limit", "How many objects to return.", _limit),
    QueryParameter("offset", "How many objects to skip.", {"type": "integer", "minimum": 0, "default": 0}),
    QueryParameter("cursor", _describe_cursor),
)
OF_DETAILS = (fields_parameter("detail"), *OF_FORM)
ID_PARAMETER = QueryParameter("id", "The id of an object.", PAGE_KEY)
HTML_PATH_PARAMETER = QueryParameter("html_path", "A path on the frontend, such as `/articles/what-is-addiction/`.")
