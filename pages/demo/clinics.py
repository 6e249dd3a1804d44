from __future__ import annotations

import datetime
from typing import Any

from ..models import (
    ClinicIndexPage,
    ClinicPage,
    ClinicPhoto,
    Insurer,
    Licence,
    OpeningInterval,
    SpecialDay,
    Telephone,
)
from . import content
from .blocks import stream
from .library import Library

PLAIN_FIELDS = [
    "title", "summary", "legal_name", "locality", "region", "postal_code", "country", "latitude", "longitude", "email",
    "time_zone", "levels_of_care", "payment_methods", "languages", "accepts_new_patients", "seo_title",
    "search_description",
]  # fmt: skip


def make_clinics(index: ClinicIndexPage, library: Library) -> None:
    """Create the clinics with their facts; their bodies come later, since they may refer to articles."""
    for entry in content.load("clinics"):
        clinic = ClinicPage(
            slug=entry["key"],
            street_address="\n".join(entry["street_address"]),
            hero_image=library.images[entry["hero_image"]],
            **{name: entry[name] for name in PLAIN_FIELDS},
        )
        _add_rows(clinic, entry, library)
        index.add_child(instance=clinic)
        library.clinics[entry["key"]] = clinic


def publish_clinics(library: Library) -> None:
    for entry in content.load("clinics"):
        clinic = library.clinics[entry["key"]]
        clinic.body = stream(entry["body"], library)
        clinic.full_clean()
        clinic.save_revision().publish()


def _add_rows(clinic: ClinicPage, entry: dict[str, Any], library: Library) -> None:
    clinic.telephones = _rows(Telephone, entry["telephones"])
    clinic.opening_intervals = _rows(OpeningInterval, map(_with_times, entry["opening_hours"]))
    clinic.special_days = _rows(SpecialDay, map(_with_times, entry["special_days"]))
    clinic.insurers = _rows(Insurer, ({"name": name} for name in entry["insurers"]))
    clinic.licences = _rows(Licence, entry["licences"])
    clinic.photos = _rows(ClinicPhoto, ({"image": library.images[key]} for key in entry["photos"]))
    clinic.services = [library.services[key] for key in entry["services"]]


def _rows(model: type, rows: Any) -> list[Any]:
    return [model(sort_order=order, **row) for order, row in enumerate(rows)]


def _with_times(row: dict[str, Any]) -> dict[str, Any]:
    times = {name: datetime.time.fromisoformat(row[name]) for name in ("opens", "closes") if row.get(name)}
    return {**row, **times}
