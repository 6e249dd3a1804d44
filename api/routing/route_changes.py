"""What a client that knows the routes of a site at some time has to change to be up to date.

A page is reported as ``changed`` unless its stored response is known to be the same as at that time: it is not marked,
was built by the current code, shows nothing that has expired, and its bytes are older. So what a page shows of other
objects counts: a clinic's new telephone number changes all pages that show it. A page whose response is not stored is
reported until it has been requested.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from ..builds.fingerprint import fingerprint
from ..dependencies.keys import Key, label_of
from ..moments import moment_of
from ..snapshots.clock import now_ms
from ..snapshots.models import Snapshot
from ..snapshots.store import is_sound
from ..visibility import unrestricted
from .destinations import page_destination
from .models import RouteBatch, RouteChange
from .pages_by_path import SitePath, pages_at, public_pages
from .routes import RouteRepresentation, Scope, type_of

#: How far the clocks of servers may differ, in milliseconds.
CLOCKS = 5000


def changed_pages(scope: Scope, since: int) -> QuerySet[Page]:
    """The public pages whose responses may have changed since a timestamp, in milliseconds since 1970."""
    known = Snapshot.objects.filter(
        kind=Key(label_of(Page), "").kind,
        object_id=OuterRef("pk"),
        modified_at__lt=since - CLOCKS,
    ).filter(is_sound(fingerprint()), Q(expires_at=None) | Q(expires_at__gt=now_ms()))
    arrived = RouteChange.objects.filter(_since(since), page_id=OuterRef("pk"))
    return scope.pages().filter(~Exists(known) | Exists(arrived))


def changed_routes(scope: Scope, pages: QuerySet[Page], since: int) -> Iterator[RouteRepresentation]:
    """The routes of these pages, each with its kind of change."""
    routes = list(scope.routes(pages))
    rows = RouteChange.objects.filter(_since(since), page_id__in=[route["id"] for route in routes])
    new = set(rows.values_list("page_id", flat=True))
    for route in routes:
        route["change"] = "published" if route["id"] in new else "changed"
        yield route


def left_paths(scope: Scope, since: int) -> QuerySet[RouteChange]:
    """The rows of paths that pages have left since a timestamp, ordered by key."""
    left = RouteChange.objects.filter(_since(since), change=RouteChange.Change.LEFT, site_id=scope.site.pk)
    return scope.narrow(left).order_by("pk")


def left_routes(scope: Scope, rows: list[RouteChange]) -> Iterator[RouteRepresentation]:
    """The routes to report for paths that pages have left: none for paths where there is a page again."""
    paths = {row.pk: SitePath(scope.site.pk, row.html_path) for row in rows}
    there = pages_at(scope.sites, paths.values())
    taken = {path for path, found in there.items() if found.is_public and _is_told_at(path, found.page, scope)}
    still = public_pages(row.page_id for row in rows)
    for row in rows:
        if paths[row.pk] in taken:
            continue
        page = still.get(row.page_id)
        location = scope.sites.locate(page) if page is not None else None
        if location is not None and paths[row.pk] == SitePath(location.site.pk, location.html_path):
            location = None  # The page exists in another language now, or as another type, which was not requested.
        route = RouteRepresentation(
            id=row.page_id,
            type=type_of(row.content_type_id),
            locale=scope.sites.locale_codes.get(row.locale_id or 0),
            html_path=row.html_path,
            html_url=scope.sites.frontend_url(scope.site) + row.html_path,
            last_published_at=None,
            change="moved" if location is not None else "removed",
        )
        if location is not None:
            route["moved_to"] = page_destination(location, is_permanent=True).seen_from(scope.site)
        yield route


def expired_routes(scope: Scope, since: int) -> Iterator[RouteRepresentation]:
    """Pages that have expired since a timestamp, and that no scheduled task has unpublished so far."""
    moment = moment_of(since - CLOCKS)
    expired = unrestricted(Page.objects.filter(live=True, expire_at__gt=moment, expire_at__lte=timezone.now()))
    within = scope.narrow(expired.filter(scope.within())).order_by("pk")
    for route in scope.routes(within):
        route["change"] = "removed"
        yield route


def _is_told_at(path: SitePath, page: Page, scope: Scope) -> bool:
    """Whether ``scope`` lists the page at ``path``: pages below the root of a nested site belong to that site, and
    those of another language or type are not requested.
    """
    location = scope.sites.locate(page)
    return scope.lists(page) and location is not None and path == SitePath(location.site.pk, location.html_path)


def _since(moment: int) -> Q:
    """Undated batches were committed just now, and are always reported."""
    return Q(batch__in=RouteBatch.objects.filter(Q(at__isnull=True) | Q(at__gte=moment)))
