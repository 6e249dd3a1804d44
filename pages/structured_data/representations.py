from __future__ import annotations

from typing import Any, Literal

from typing_extensions import TypedDict

Node = dict[str, Any]

#: A JSON-LD document. Each node of ``@graph`` has ``@type`` and ``@id``, an absolute address by which others name it.
JsonLdRepresentation = TypedDict(
    "JsonLdRepresentation",
    {"@context": Literal["https://schema.org"], "@graph": list[dict[str, Any]]},
)
