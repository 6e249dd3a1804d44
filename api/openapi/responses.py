"""Responses: headers and problems."""

from __future__ import annotations

from typing import Any

from ..json_schema import Schema
from ..problems import CONTENT_TYPE, ProblemDocument
from .shapes import Shapes

RESPONSES = "#/components/responses/"
HEADERS = "#/components/headers/"

_COMMON_PROBLEMS = {
    "400": "BadRequest",
    "404": "NotFound",
    "406": "NotAcceptable",
    "429": "TooManyRequests",
    "500": "ServerError",
    "503": "Unavailable",
}
_EXAMPLES: dict[str, Schema] = {
    "BadRequest": {
        "type": "urn:clinic-api:problem:unknown-field",
        "title": "Bad Request",
        "status": 400,
        "detail": "Unknown fields: colour. Allowed: detail_url, html_path, html_url, id, title, type.",
        "message": "unknown fields: colour",
        "parameter": "fields",
        "allowed": ["detail_url", "html_path", "html_url", "id", "title", "type"],
    },
    "NotFound": {
        "type": "urn:clinic-api:problem:not-found",
        "title": "Not Found",
        "status": 404,
        "detail": "Not found.",
        "message": "not found",
    },
    "Gone": {
        "type": "urn:clinic-api:problem:gone",
        "title": "Gone",
        "status": 410,
        "detail": "This page is no longer published.",
        "message": "this page is no longer published",
    },
    "NotAcceptable": {
        "type": "urn:clinic-api:problem:not-acceptable",
        "title": "Not Acceptable",
        "status": 406,
        "detail": "Could not satisfy the request Accept header.",
        "message": "Could not satisfy the request Accept header.",
    },
    "TooManyRequests": {
        "type": "urn:clinic-api:problem:throttled",
        "title": "Too Many Requests",
        "status": 429,
        "detail": "Request was throttled. Expected available in 12 seconds.",
        "message": "Request was throttled. Expected available in 12 seconds.",
    },
    "ServerError": {
        "type": "urn:clinic-api:problem:error",
        "title": "Internal Server Error",
        "status": 500,
        "detail": "The server met an unexpected error. Try again later.",
        "message": "The server met an unexpected error. Try again later.",
    },
    "Unavailable": {
        "type": "urn:clinic-api:problem:unavailable",
        "title": "Service Unavailable",
        "status": 503,
        "detail": "Try again later.",
        "message": "Try again later.",
    },
}
_DESCRIPTIONS = {
    "BadRequest": "A parameter is unknown, or has a value that it does not take. `parameter` names it.",
    "NotFound": "There is no such object, or visitors may not see it: the answer does not tell which.",
    "Gone": "There was a page that visitors could see, and it is no longer published.",
    "NotAcceptable": "`Accept` names no format that this address has.",
    "TooManyRequests": "One client has asked too often. `Retry-After` says how many seconds to wait.",
    "ServerError": "The server met an error of its own.",
    "Unavailable": "The server, or what stands in front of it, cannot answer for now.",
}
_HEADERS: dict[str, Schema] = {
    "ETag": {
        "description": "Names these bytes. Sent back in `If-None-Match`, it spares an answer that is known already.",
        "schema": {"type": "string"},
        "example": '"0f343b0931126a20f133d67c2b018a3b"',
    },
    "Last-Modified": {
        "description": "When the content last changed. Absent during the second of the change.",
        "schema": {"type": "string"},
    },
    "Cache-Control": {"description": "For how long caches may keep the answer.", "schema": {"type": "string"}},
    "Vary": {"description": "The request headers that the answer depends on.", "schema": {"type": "string"}},
    "Content-Location": {
        "description": "The address of the object that was found.",
        "schema": {"type": "string", "format": "uri"},
    },
    "Content-Language": {
        "description": "Only with `fallback`, where another page stands in: the language that it is in.",
        "schema": {"type": "string"},
    },
    "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "string", "pattern": "^[0-9]+$"}},
}
_OF_ANSWERS = ("ETag", "Last-Modified", "Cache-Control", "Vary")
NOT_MODIFIED = "NotModified"


def success(content: dict[str, Schema], description: str, *more_headers: str) -> Schema:
    """A 200 with one of these media types."""
    return {
        "description": description,
        "headers": {name: {"$ref": HEADERS + name} for name in (*_OF_ANSWERS, *more_headers)},
        "content": {media_type: {"schema": schema} for media_type, schema in content.items()},
    }


def other_responses(*extra: tuple[str, str]) -> dict[str, Schema]:
    """304, and the problems that any operation may respond with.

    :param extra: status codes with the names of their responses.
    """
    names = {"304": NOT_MODIFIED, **_COMMON_PROBLEMS, **dict(extra)}
    return {status: {"$ref": RESPONSES + name} for status, name in sorted(names.items())}


def response_components(shapes: Shapes) -> dict[str, dict[str, Any]]:
    """``components.responses`` and ``components.headers``."""
    problem = shapes.of_type(ProblemDocument, "ProblemDocument")
    responses = {name: _problem(name, problem) for name in _DESCRIPTIONS}
    responses[NOT_MODIFIED] = {
        "description": "The client has this answer already.",
        "headers": {name: {"$ref": HEADERS + name} for name in _OF_ANSWERS},
    }
    return {"responses": dict(sorted(responses.items())), "headers": dict(sorted(_HEADERS.items()))}


def _problem(name: str, schema: Schema) -> Schema:
    response: Schema = {
        "description": _DESCRIPTIONS[name],
        "content": {CONTENT_TYPE: {"schema": schema, "examples": {"example": {"value": _EXAMPLES[name]}}}},
    }
    if name in ("TooManyRequests", "Unavailable"):
        response["headers"] = {"Retry-After": {"$ref": HEADERS + "Retry-After"}}
    return response
