from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from django.utils.http import content_disposition_header
from storages.backends.s3 import S3Storage

#: The folder in which Wagtail keeps documents.
DOCUMENTS = "documents"


class PrivateS3Storage(S3Storage):
    """Files in a bucket that nobody can read but this server, and whoever it gives an address that soon expires."""

    def url(self, name: str, parameters: dict[str, Any] | None = None, **options: Any) -> str:
        """A signed address. A document arrives as a download, under its own name, whatever is in it."""
        path = PurePosixPath(name)
        if path.parts[:1] == (DOCUMENTS,):
            disposition = content_disposition_header(as_attachment=True, filename=path.name)
            parameters = {"ResponseContentDisposition": disposition, **(parameters or {})}
        return super().url(name, parameters=parameters, **options)
