from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .table import Row


class Told(NamedTuple):
    """The messages about one row."""

    number: int
    old: str
    new: str
    words: list[str]


@dataclass
class Report:
    """The result of importing a table.

    :param refused: rows that were rejected.
    :param doubtful: rows whose redirects do not work now, or may not be intended.
    :param elsewhere: the number of targets by other website.
    :param old_hosts: the number of old URLs by other website.
    """

    created: int = 0
    replaced: int = 0
    unchanged: int = 0
    refused: list[Told] = field(default_factory=list)
    doubtful: list[Told] = field(default_factory=list)
    elsewhere: Counter[str] = field(default_factory=Counter)
    old_hosts: Counter[str] = field(default_factory=Counter)

    def refuse(self, row: Row, old: str, new: str, words: list[str]) -> None:
        self.refused.append(Told(row.number, old, new, words))

    @property
    def has_more_to_say(self) -> bool:
        return bool(self.refused or self.doubtful or self.notes)

    @property
    def counts(self) -> list[str]:
        """The number of rows of each kind, in sentences."""
        sentences = [
            (self.created, ngettext("%(count)d redirect is new.", "%(count)d redirects are new.", self.created)),
            (self.replaced, ngettext("%(count)d has a new target.", "%(count)d have a new target.", self.replaced)),
            (
                self.unchanged,
                ngettext("%(count)d already existed.", "%(count)d already existed.", self.unchanged),
            ),
            (
                len(self.refused),
                ngettext("%(count)d row is not imported.", "%(count)d rows are not imported.", len(self.refused)),
            ),
        ]
        return [words % {"count": count} for count, words in sentences if count] or [_("There are no rows to import.")]

    @property
    def notes(self) -> list[str]:
        """Remarks that apply to many rows."""
        found = []
        if self.elsewhere:
            message = _("Some lead to other websites: %(hosts)s. Check that this is intended.")
            found.append(message % {"hosts": _listed(self.elsewhere)})
        if self.old_hosts:
            message = _(
                "Some old URLs are on websites that this CMS does not serve: %(hosts)s. Only their paths are "
                "used: the redirects apply to the sites of this CMS."
            )
            found.append(message % {"hosts": _listed(self.old_hosts)})
        return found


def _listed(hosts: Counter[str]) -> str:
    return get_text_list([f"{host} ({count})" for host, count in hosts.most_common(10)], _("and"))
