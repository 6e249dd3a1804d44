"""One operation of the API, for drf-spectacular."""

from __future__ import annotations

import re
from typing import Any

from django.utils.text import camel_case_to_spaces
from drf_spectacular.openapi import AutoSchema

from ..delivery.answers import CONTENT_TYPE
from ..endpoints.public_view import PublicView
from ..endpoints.viewset import EndpointViewSet
from ..json_schema import TEXT, Schema, union
from ..parameters import MAX_INTEGER
from ..problems import CONTENT_TYPE as PROBLEM_TYPE
from .objects import detail_schema, listing_schema
from .parameters import detail_parameters, find_parameters, listing_parameters, view_parameters
from .responses import other_responses, success
from .shapes import Shapes, summary_of

_KINDS = {"listing_view": "list", "detail_view": "detail", "find_view": "find"}
_DESCRIPTIONS = {
    "detail": "The object that has this id, as long as visitors may see it.",
    "find": (
        "The object that the parameters name, with the response that it has at its own URL. `Content-Location` has "
        "that URL."
    ),
}
_PATH_NUMBER: Schema = {"type": "integer", "minimum": 0, "maximum": MAX_INTEGER}
_PATH_VARIABLE = re.compile(r"\{(\w+)\}")


class OperationSchema(AutoSchema):
    """Describes endpoints of models, and views that declare their parameters and responses."""

    def __init__(self, shapes: Shapes, tags: dict[str, str]) -> None:
        """:param tags: collects the tags of operations, with a description of each."""
        super().__init__()
        self.shapes = shapes
        self.tags = tags

    @property
    def endpoint(self) -> Any:
        """The class of the view."""
        return type(self.view)

    @property
    def kind(self) -> str:
        """``list``, ``detail`` or ``find`` of an endpoint; else ``read``."""
        return _KINDS.get(getattr(self.view, "action", None) or "", "read")

    @property
    def name(self) -> str:
        """The first component of the path below the API's root."""
        return self.path.removeprefix(self.path_prefix.removeprefix("^")).strip("/").partition("/")[0] or "index"

    def get_operation_id(self) -> str:
        """``pages_list``, ``clinics_hours_read``; ``feed_atom_read`` for a file that has the endpoint's name."""
        parts = [re.sub(r"\W+", "_", part) for part in self._below().split("/") if part and not part.startswith("{")]
        if self.kind == "find":
            parts = parts[:-1]
        if len(parts) > 1 and parts[1].startswith(f"{parts[0]}_"):
            parts = parts[1:]
        return "_".join([*(parts or ["index"]), self.kind])

    def get_tags(self) -> list[str]:
        if self.name not in self.tags or self._below().strip("/") == self.name:
            self.tags[self.name] = self._about()
        return [self.name]

    def get_summary(self) -> str:
        if self.kind == "read":
            return self._summary_of_view()
        return {
            "list": f"List {self._subject()}",
            "detail": f"Get one of the {self._subject()} by its id",
            "find": f"Find one of the {self._subject()}",
        }[self.kind]

    def get_description(self) -> str:
        return _DESCRIPTIONS.get(self.kind) or self._about()

    def _subject(self) -> str:
        return self.name.replace("-", " ")

    def _summary_of_view(self) -> str:
        file = self._below().rpartition("/")[2]
        named = camel_case_to_spaces(self.endpoint.__name__.removesuffix("View"))
        return f"Get {file}" if file else named.capitalize()

    def _about(self) -> str:
        """The docstring of the endpoint's class, up to its parameters."""
        return summary_of(self.endpoint) or f"The {self._subject()} that visitors may see."

    def get_auth(self) -> list:
        return []

    def get_request_serializer(self) -> None:
        return None

    def _get_parameters(self) -> list[Schema]:
        query = {
            "list": listing_parameters,
            "detail": detail_parameters,
            "find": find_parameters,
        }.get(self.kind, view_parameters)
        return [*self._path_parameters(), *sorted(query(self.endpoint), key=lambda parameter: parameter["name"])]

    def _path_parameters(self) -> list[Schema]:
        return [
            {
                "name": name,
                "in": "path",
                "required": True,
                "description": "The id of the object." if name == "id" else f"The number of the {name}.",
                "schema": _PATH_NUMBER,
            }
            for name in _PATH_VARIABLE.findall(self.path)
        ]

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Schema]:
        problems = getattr(self.endpoint, "find_problems", ()) if self.kind == "find" else ()
        return {"200": self._success(), **other_responses(*problems)}

    def _success(self) -> Schema:
        if not issubclass(self.endpoint, EndpointViewSet):
            return success(self._content(self._view_schema()), "What was asked for.")
        headers = ["Content-Location"] if self.kind == "find" else []
        headers += getattr(self.endpoint, "page_headers", ()) if self.kind != "list" else ()
        return success(self._content(self._endpoint_schema()), "Without `fields`, exactly this.", *headers)

    def _content(self, schema: Schema) -> dict[str, Schema]:
        """The response by its media type; besides JSON there are text and other file formats."""
        own = getattr(self.endpoint, "content_type", CONTENT_TYPE).partition(";")[0]
        found = {own: schema}
        if own == CONTENT_TYPE:
            others = (renderer.media_type for renderer in self.view.get_renderers())
            found |= {media_type: TEXT for media_type in others if media_type not in (CONTENT_TYPE, PROBLEM_TYPE)}
        return found

    def _view_schema(self) -> Schema:
        shape = self.endpoint.response_shape if issubclass(self.endpoint, PublicView) else None
        if shape is None:
            return self.shapes.missing(self.path, f"is a {self.endpoint.__name__}, which declares no response_shape")
        return TEXT if shape is bytes else self.shapes.of_type(shape, self.path)

    def _endpoint_schema(self) -> Schema:
        if self.kind == "list":
            return listing_schema(self.shapes, self.endpoint)
        found = detail_schema(self.shapes, self.endpoint)
        others = getattr(self.endpoint, "find_shapes", ()) if self.kind == "find" else ()
        return union([found, *(self.shapes.of_type(shape, f"{self.name}/find/") for shape in others)])

    def _below(self) -> str:
        return self.path.removeprefix(self.path_prefix.removeprefix("^"))
