"""The whole document, built once per process."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed
from django.urls import include, path, reverse
from django.utils.translation import override
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import patched_settings
from rest_framework.views import APIView
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from ..conf import NAMESPACE
from ..delivery.answers import Answer
from ..json_schema import Schema
from ..rendering import CompactJSONRenderer
from .examples import add_examples
from .naming import name_nested
from .operations import OperationSchema
from .references import reference
from .represented_by_fields import represented_by_fields
from .responses import response_components
from .shapes import Shapes, UndeclaredShapes

#: The description names no host: clients resolve paths against the URL of the document, or set a server.
_SERVERS = [{"url": "/", "description": "The host that serves this description."}]
_SETTINGS = {
    "OAS_VERSION": "3.1.1",
    "VERSION": "2",
    "DESCRIPTION": (
        "What is published, as JSON: read with `GET`, without a key. It keeps the contract of Wagtail's API v2 and "
        "extends it. Drafts, private pages and what has expired are never served.\n\n"
        "Each answer is described as it is without the parameter `fields`, member for member; with it, a client "
        "chooses the members itself. Rich text is HTML, unless `rich_text` asks for another format. Every answer has a "
        "strong `ETag`. Errors are problem details (RFC 9457)."
    ),
    "POSTPROCESSING_HOOKS": [],
    "PREPROCESSING_HOOKS": [],
    "SERVERS": _SERVERS,
}


class _Generator(SchemaGenerator):
    """drf-spectacular's generator, with our own description of each operation."""

    def __init__(self, shapes: Shapes) -> None:
        super().__init__(patterns=[path(_prefix(), include(import_module("..urls", __package__)))])
        self.shapes = shapes
        self.tags: dict[str, str] = {}

    def create_view(self, callback: Any, method: str, request: Any = None) -> APIView:
        view = super().create_view(callback, method, request)
        self._set_schema_to_view(view, OperationSchema(self.shapes, self.tags))
        return view


def build_document() -> Schema:
    """The OpenAPI document of this project's API.

    It depends on the code and the settings alone, queries no database, and names no host.

    :raises UndeclaredShapes: if the shape of something that is sent is not declared.
    """
    shapes = new_shapes()
    document = _build(shapes)
    if shapes.undeclared:
        raise UndeclaredShapes(list(dict.fromkeys(shapes.undeclared)))
    return document


@cache
def schema_answer() -> Answer:
    """The document as it is sent. Undeclared shapes become schemas that allow any value, rather than an error."""
    return Answer.of(CompactJSONRenderer().render(_build(new_shapes())))


def new_shapes() -> Shapes:
    """Shapes that know the project's images, documents, and models represented by their fields."""
    return Shapes(
        {
            "image": lambda shapes: reference(shapes, get_image_model()),
            "document": lambda shapes: reference(shapes, get_document_model()),
            **represented_by_fields(),
        }
    )


def _build(shapes: Shapes) -> Schema:
    generator = _Generator(shapes)
    own = {**_SETTINGS, "TITLE": _title(), "SCHEMA_PATH_PREFIX": f"/{_prefix()}"}
    with override("en"), patched_settings(own):
        document = generator.get_schema(public=True)
        components = response_components(shapes)
    document["components"] = {
        "schemas": dict(sorted(shapes.schemas.items())),
        **components,
    }
    document["security"] = []  # No authentication is required.
    document["tags"] = [{"name": name, "description": text} for name, text in sorted(generator.tags.items())]
    document["paths"] = dict(sorted(document["paths"].items()))
    add_examples(document)
    name_nested(document, shapes)
    document["components"]["schemas"] = dict(sorted(shapes.schemas.items()))
    return document


def _title() -> str:
    name = getattr(settings, "WAGTAIL_SITE_NAME", "")
    return f"{name} delivery API" if name else "Delivery API"


def _prefix() -> str:
    return reverse(f"{NAMESPACE}:index").lstrip("/")


def _forget(**kwargs: Any) -> None:
    schema_answer.cache_clear()


setting_changed.connect(_forget, dispatch_uid="clinic_api.openapi")
