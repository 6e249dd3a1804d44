from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm
from wagtail.documents import get_document_model


class Command(BaseCommand):
    help = (
        "Computes the SHA-256 of documents that were uploaded before it was recorded. Can be interrupted and run again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        missing = get_document_model()._default_manager.filter(sha256="").order_by("pk")
        found, lost = 0, []
        bar = tqdm(missing.iterator(), total=missing.count(), unit="document", disable=None, file=self.stderr._out)
        for document in bar:
            try:
                document.set_sha256()
            except OSError:
                lost.append(f"{document.pk}: {document.file.name}")
                continue
            document.save(update_fields=["sha256"])
            found += 1
        self.stdout.write(f"{found} documents were read.")
        if lost:
            raise CommandError(f"{len(lost)} files are missing from storage:\n" + "\n".join(lost))
