"""The strings that a page's Markdown adds to the content, in the languages of the content; English for others."""

from __future__ import annotations

from datetime import date

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, get_day_names
from django.utils.translation import get_language

_WORDS = {
    "en": {
        "address": "Address",
        "all_day": "24 hours",
        "by": "By {names}",
        "closed": "closed",
        "email": "Email",
        "hours": "Opening hours",
        "insurers": "Insurers",
        "languages": "Languages",
        "levels_of_care": "Levels of care",
        "new_patients": "Accepts new patients.",
        "next_day": "{time} the next day",
        "next_review": "Next review due on {date}.",
        "payment_methods": "Payment",
        "related": "More resources",
        "reviewed": "Last reviewed on {date}.",
        "reviewed_by": "Medically reviewed by {name} on {date}.",
        "round_the_clock": "Open around the clock, every day",
        "services": "Services",
        "sources": "Sources",
        "special_days": "Special days",
        "telephone": "Telephone",
        "urgent": "Urgent",
        "crisis": "Crisis",
        "warning": "Warning",
    },
    "es": {
        "address": "Dirección",
        "all_day": "24 horas",
        "by": "Por {names}",
        "closed": "cerrado",
        "email": "Correo electrónico",
        "hours": "Horario",
        "insurers": "Aseguradoras",
        "languages": "Idiomas",
        "levels_of_care": "Niveles de atención",
        "new_patients": "Se aceptan nuevos pacientes.",
        "next_day": "{time} del día siguiente",
        "next_review": "Próxima revisión: {date}.",
        "payment_methods": "Pago",
        "related": "Más recursos",
        "reviewed": "Última revisión: {date}.",
        "reviewed_by": "Revisión médica: {name}, {date}.",
        "round_the_clock": "Abierto las 24 horas, todos los días",
        "services": "Servicios",
        "sources": "Fuentes",
        "special_days": "Días especiales",
        "telephone": "Teléfono",
        "urgent": "Urgente",
        "crisis": "Crisis",
        "warning": "Atención",
    },
}


def word(name: str, /, **values: str) -> str:
    """A string in the active language."""
    words = _WORDS.get((get_language() or "en").partition("-")[0], _WORDS["en"])
    return words[name].format(**values)


def long_date(text: str) -> str:
    """An ISO 8601 date in a sentence: ``September 14, 2026``."""
    return format_date(date.fromisoformat(text), format="long", locale=_locale())


def day_name(weekday: int) -> str:
    """:param weekday: 0 for Monday."""
    name = get_day_names("wide", locale=_locale())[weekday]
    return name[:1].upper() + name[1:]


def _locale() -> Locale:
    try:
        return Locale.parse(get_language() or "en", sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
