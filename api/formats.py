"""String formats for declared shapes: ``url: Address`` tells clients more than ``url: str``."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import WithJsonSchema

#: A URL made by this server (RFC 3986).
Address = Annotated[str, WithJsonSchema({"type": "string", "format": "uri"})]
#: A URL that may contain non-ASCII letters, as in paths of pages and in what staff type (RFC 3987).
WebAddress = Annotated[str, WithJsonSchema({"type": "string", "format": "iri"})]
#: A date: ``2026-10-01``.
Date = Annotated[str, WithJsonSchema({"type": "string", "format": "date"})]
#: A timestamp with its offset from UTC: ``2026-10-01T09:30:00Z``.
Moment = Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})]
#: A time of day: ``09:30``.
ClockTime = Annotated[str, WithJsonSchema({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"})]
#: An image or a document, in the representation of the project's model.
ImageObject = Annotated[dict[str, Any], WithJsonSchema({"x-object-of": "image"})]
DocumentObject = Annotated[dict[str, Any], WithJsonSchema({"x-object-of": "document"})]


def object_of(model: str) -> Any:
    """The type of a reference to an object of a model that is represented by its fields.

    :param model: its name, such as ``clinic_pages.Topic``.
    """
    return Annotated[dict[str, Any], WithJsonSchema({"x-object-of": model})]
