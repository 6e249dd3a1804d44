from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Site

from api.routing.asked_path import AskedPath
from api.routing.prospects import prospects_of_stored
from api.sites import SiteMap

from ..forms import RedirectForm, warnings_of
from .cells import (
    RowRefused,
    foreign_host,
    is_permanent,
    old_path_of,
    site_named,
    site_of_address,
)
from .columns import Columns
from .hints import hints_of, other_websites
from .report import Report, Told
from .table import Row


class Options(NamedTuple):
    """How rows become redirects.

    :param site: for rows without one; None for all sites.
    :param is_permanent: the default for rows.
    :param replaces: whether an existing redirect gets the new target.
    """

    columns: Columns
    site: Site | None = None
    is_permanent: bool = True
    replaces: bool = False


@dataclass
class RedirectImport:
    """Creates redirects from rows, each as the form for a single one does. Rejected rows do not affect the others."""

    options: Options
    report: Report = field(default_factory=Report)
    sites: SiteMap = field(default_factory=SiteMap)

    def __post_init__(self) -> None:
        self._rows_of_paths: dict[tuple[str, int | None], int] = {}
        self._saved: list[tuple[Row, Redirect]] = []

    def run(self, rows: list[Row]) -> Report:
        for row in rows:
            if self._old(row) or self._new(row):
                try:
                    self._take(row)
                except RowRefused as refusal:
                    self.report.refuse(row, self._old(row), self._new(row), refusal.words)
        self._look_back()
        return self.report

    def _take(self, row: Row) -> None:
        if "\n" in self._old(row) + self._new(row):
            raise RowRefused(_('There is a line break within a cell. Perhaps a closing quotation mark (") is missing.'))
        site = site_named(row.cell(self.options.columns.site), self.sites) or self.options.site
        site = site_of_address(self._old(row), site, self.sites)
        old_path = old_path_of(self._old(row))
        if not self._new(row):
            raise RowRefused(_("The target is missing. If the cell has a formula, save the file in Excel again."))
        self._refuse_second(row, old_path, site)
        data = {
            "old_path": old_path,
            "site": site.pk if site is not None else "",
            "is_permanent": is_permanent(row.cell(self.options.columns.kind), self.options.is_permanent),
            "redirect_link": self._new(row),
        }
        self._save(row, data, _redirect_from(old_path, site))

    def _refuse_second(self, row: Row, old_path: str, site: Site | None) -> None:
        key = (old_path, site.pk if site is not None else None)
        first = self._rows_of_paths.setdefault(key, row.number)
        if first != row.number:
            message = _("Row %(number)d has the same old path. Keep one of the two.")
            raise RowRefused(message % {"number": first})

    def _save(self, row: Row, data: dict[str, Any], existing: Redirect | None) -> None:
        before = _state_of(existing)
        form = RedirectForm(data, instance=existing, sites=self.sites)
        if not form.is_valid():
            raise RowRefused(*(str(error) for errors in form.errors.values() for error in errors))
        if before is not None and before.is_same(data, form.cleaned_data["redirect_link"]):
            self.report.unchanged += 1
            return
        if before is not None and not self.options.replaces:
            message = _(
                "There is already a redirect from this path, to %(target)s. Remove this row, or choose "
                "“Replace existing redirects”."
            )
            raise RowRefused(message % {"target": before.targets[0]})
        with transaction.atomic():
            redirect = form.save()
            log(instance=redirect, action="wagtail.create" if before is None else "wagtail.edit")
        self.report.created += before is None
        self.report.replaced += before is not None
        self._saved.append((row, redirect))

    def _look_back(self) -> None:
        """Whether a redirect works is only known once all of them exist."""
        found = prospects_of_stored([redirect for _row, redirect in self._saved], self.sites)
        for row, redirect in self._saved:
            prospects = found[redirect.pk]
            words = [*warnings_of(prospects), *hints_of(redirect, prospects, self.sites)]
            if words:
                self.report.doubtful.append(Told(row.number, self._old(row), self._new(row), words))
            self.report.elsewhere.update(other_websites(prospects, self.sites))
            self.report.old_hosts.update(host for host in [foreign_host(self._old(row), self.sites)] if host)

    def _old(self, row: Row) -> str:
        return row.cell(self.options.columns.old)

    def _new(self, row: Row) -> str:
        return row.cell(self.options.columns.new)


def _redirect_from(old_path: str, site: Site | None) -> Redirect | None:
    """The existing redirect from a path, however that is spelled."""
    spellings = AskedPath.parse(old_path).spellings()[0]
    return Redirect.objects.filter(old_path__in=spellings, site=site).select_related("redirect_page").first()


class _State(NamedTuple):
    """A redirect before a form changes it.

    :param targets: its target, as it is stored and as Wagtail exports it.
    """

    targets: list[str]
    is_permanent: bool

    def is_same(self, data: dict[str, Any], link: str) -> bool:
        return self.is_permanent == data["is_permanent"] and not {data["redirect_link"], link}.isdisjoint(self.targets)


def _state_of(redirect: Redirect | None) -> _State | None:
    if redirect is None:
        return None
    targets = [target for target in (redirect.redirect_link, redirect.link) if target]
    return _State(targets or ["–"], redirect.is_permanent)
