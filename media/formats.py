"""String formats in responses about files."""

from __future__ import annotations

from typing import Annotated

from pydantic import WithJsonSchema

#: The URL of a file or of an object in the API.
Address = Annotated[str, WithJsonSchema({"type": "string", "format": "uri"})]
#: ``#rrggbb``.
Color = Annotated[str, WithJsonSchema({"type": "string", "pattern": "^#[0-9a-f]{6}$"})]
#: SHA-256 in hexadecimal digits.
Sha256 = Annotated[str, WithJsonSchema({"type": "string", "pattern": "^[0-9a-f]{64}$"})]
