"""Where uploads are stored: in a folder with an unguessable name, under their original name."""

from __future__ import annotations

import secrets
from pathlib import PurePath
from typing import Any

#: Wagtail's folders, which contain the folders of single uploads.
IMAGES, RENDITIONS, DOCUMENTS = "original_images", "images", "documents"
_BYTES = 12


def beyond_guessing(path: str) -> str:
    """``documents/hours.pdf`` as ``documents/5f0c…/hours.pdf``, with 96 random bits."""
    place = PurePath(path)
    return str(place.parent / secrets.token_hex(_BYTES) / place.name)


def document_path(document: Any, filename: str) -> str:
    """Where the file of a document is stored (``upload_to``)."""
    return beyond_guessing(f"{DOCUMENTS}/{filename}")
