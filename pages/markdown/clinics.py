"""A clinic's facts as Markdown."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from api.represent.markdown import text as md

from .words import day_name, long_date, word

ALL_DETAILS = ("telephone", "address", "hours", "email")


def clinic_markdown(clinic: Mapping[str, Any], details: Collection[str] = ALL_DETAILS) -> str:
    """The facts of a clinic that ``details`` lists, as far as the response has them."""
    parts = {
        "telephone": md.bullets(_telephone(telephone) for telephone in clinic.get("telephones") or ()),
        "address": _address(clinic.get("address")),
        "hours": _hours(clinic),
        "email": _email(clinic.get("email")),
    }
    return md.join(*(parts[name] for name in ALL_DETAILS if name in details))


def clinic_facts_markdown(clinic: Mapping[str, Any]) -> str:
    """All facts of a clinic that its own page shows."""
    lists = ("services", "levels_of_care", "languages", "payment_methods", "insurers")
    return md.join(
        clinic_markdown(clinic),
        word("new_patients") if clinic.get("accepts_new_patients") else "",
        *(_names(name, clinic.get(name) or ()) for name in lists),
    )


def _names(name: str, entries: Sequence[Mapping[str, Any]]) -> str:
    names = ", ".join(md.words(entry["name"]) for entry in entries)
    return f"**{md.words(word(name))}**: {names}" if names else ""


def _telephone(telephone: Mapping[str, Any]) -> str:
    label = md.words(telephone["label"] or word("telephone"))
    return f"{label}: {md.link(md.words(telephone['display']), telephone['href'])}"


def _address(address: Mapping[str, Any] | None) -> str:
    if not address:
        return ""
    lines = [md.words(line) for line in [*address["formatted"], address["country_name"]] if line]
    return "\\\n".join([f"**{md.words(word('address'))}**", *map(md.line_start, lines)])


def _email(email: str | None) -> str:
    return f"**{md.words(word('email'))}**: {md.link(md.words(email), f'mailto:{email}')}" if email else ""


def _hours(clinic: Mapping[str, Any]) -> str:
    weekly = clinic.get("opening_hours") or ()
    special = clinic.get("special_days") or ()
    return md.join(
        md.strong(md.words(word("hours"))) if weekly else "",
        _weekly(weekly, bool(clinic.get("round_the_clock"))),
        md.strong(md.words(word("special_days"))) if special else "",
        md.bullets(_special_day(day) for day in special),
    )


def _weekly(weekly: Sequence[Mapping[str, Any]], is_round_the_clock: bool) -> str:
    if is_round_the_clock:
        return md.words(word("round_the_clock"))
    return md.bullets(f"{md.words(day_name(hours['weekday']))}: {_interval(hours)}" for hours in weekly)


def _special_day(day: Mapping[str, Any]) -> str:
    days = dict.fromkeys([day["starts"], day["ends"]])
    line = f"{' – '.join(md.words(long_date(text)) for text in days)}: {_interval(day)}"
    return f"{line} ({md.words(day['reason'])})" if day["reason"] else line


def _interval(hours: Mapping[str, Any]) -> str:
    if hours.get("closed"):
        return md.words(word("closed"))
    if hours["all_day"]:
        return md.words(word("all_day"))
    closes = word("next_day", time=hours["closes"]) if hours["overnight"] else hours["closes"]
    return f"{hours['opens']}–{md.words(closes)}"
