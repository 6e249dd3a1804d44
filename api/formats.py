"""Formats of text in answers, for shapes that are declared: ``url: Address`` tells clients more than ``url: str``."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import WithJsonSchema

#: An address that this server makes (RFC 3986).
Address = Annotated[str, WithJsonSchema({"type": "string", "format": "uri"})]
#: An address in which letters beyond ASCII may stand, as in paths of pages and in what staff type (RFC 3987).
WebAddress = Annotated[str, WithJsonSchema({"type": "string", "format": "iri"})]
#: A day: ``2026-10-01``.
Date = Annotated[str, WithJsonSchema({"type": "string", "format": "date"})]
#: A moment with its offset from UTC: ``2026-10-01T09:30:00Z``.
Moment = Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})]
#: A time of day: ``09:30``.
ClockTime = Annotated[str, WithJsonSchema({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"})]
#: An image or a document as the project's own model represents it.
ImageObject = Annotated[dict[str, Any], WithJsonSchema({"x-object-of": "image"})]
DocumentObject = Annotated[dict[str, Any], WithJsonSchema({"x-object-of": "document"})]


def object_of(model: str) -> Any:
    """The type of a reference to an object of a model that is shown by its fields.

    :param model: its name, such as ``clinic_pages.Topic``.
    """
    return Annotated[dict[str, Any], WithJsonSchema({"x-object-of": model})]
