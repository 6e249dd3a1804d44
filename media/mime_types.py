"""The MIME type of a file extension.

Python's own table lacks the newer image and office formats, and otherwise depends on the machine's ``/etc/mime.types``.
"""

from mimetypes import MimeTypes

UNKNOWN = "application/octet-stream"

_OFFICE = "application/vnd.openxmlformats-officedocument"

_TYPES = MimeTypes()
for _type, _extension in (
    ("image/avif", ".avif"),
    ("image/heic", ".heic"),
    ("image/webp", ".webp"),
    ("application/rtf", ".rtf"),
    ("application/vnd.oasis.opendocument.text", ".odt"),
    (f"{_OFFICE}.presentationml.presentation", ".pptx"),
    (f"{_OFFICE}.spreadsheetml.sheet", ".xlsx"),
    (f"{_OFFICE}.wordprocessingml.document", ".docx"),
):
    _TYPES.add_type(_type, _extension)


def mime_type(filename: str) -> str:
    """Such as ``image/webp`` for ``ward.webp``; ``application/octet-stream`` for an unknown extension."""
    return _TYPES.guess_type(filename)[0] or UNKNOWN
