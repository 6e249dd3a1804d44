from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from ...typed_numbers.places import all_typed_numbers


class Command(BaseCommand):
    help = "Lists clinics' telephone numbers, including former ones, that are typed into public content."

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(all_typed_numbers())
        for typed in found:
            source = typed.source
            place = typed.reference.describe_source_field()
            self.stdout.write(f"{source._meta.label} {source.pk} “{source}”, {place}: {typed.sentence}")
        self.stdout.write(f"{len(found)} found." if found else "No clinic's telephone number is typed anywhere.")
