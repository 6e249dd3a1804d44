from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import WithJsonSchema
from typing_extensions import TypedDict

Node = dict[str, Any]

_NODE_SCHEMA = {
    "type": "object",
    "properties": {
        "@type": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
        "@id": {"type": "string", "format": "iri"},
    },
    "required": ["@type", "@id"],
    "additionalProperties": True,
}

#: A JSON-LD document. Each node of ``@graph`` has ``@type`` and ``@id``, an absolute URL by which others refer to it.
JsonLdRepresentation = TypedDict(
    "JsonLdRepresentation",
    {"@context": Literal["https://schema.org"], "@graph": list[Annotated[Node, WithJsonSchema(_NODE_SCHEMA)]]},
)
