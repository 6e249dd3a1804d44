"""Where uploads are stored: below a folder that nobody can guess, under the name that they came with."""

from __future__ import annotations

import secrets
from pathlib import PurePath
from typing import Any

#: The folders that Wagtail keeps files in, and that those of single uploads stand in.
IMAGES, RENDITIONS, DOCUMENTS = "original_images", "images", "documents"
_BYTES = 12


def beyond_guessing(path: str) -> str:
    """``documents/hours.pdf`` as ``documents/5f0c…/hours.pdf``, with 96 bits of chance."""
    place = PurePath(path)
    return str(place.parent / secrets.token_hex(_BYTES) / place.name)


def document_path(document: Any, filename: str) -> str:
    """Where the file of a document is stored (``upload_to``)."""
    return beyond_guessing(f"{DOCUMENTS}/{filename}")
