"""Reads and writes snapshots: the only module that knows their tables."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connections
from django.db import router as databases
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Exists, Model, Q, QuerySet

from .. import conf
from ..dependencies.keys import Key, label_of
from .build import Build
from .clock import TOLERANCE_MS, now_ms
from .compression import Encodings, encode
from .marking import forget_marks, settle
from .models import ContentVersion, Dependency, Snapshot, SnapshotContent, StaleMark, UnseenMark
from .prepared import fetch
from .removing import remove
from .surrogate_keys import surrogate_keys
from .version import ContentIsChanging, current_version, no_change_under_way

IDENTITY, GZIP, BROTLI = "identity", "gzip", "br"
# The number of columns that a query selects without the trees of rich text.
_PLAIN_COLUMNS = 14
_COLUMNS = {IDENTITY: "body", GZIP: "gzip", BROTLI: "brotli"}


class Stored(NamedTuple):
    """A snapshot as it was read, with the version of the content at that time.

    ``body`` is in the requested content encoding, or unencoded if that is not stored; None if it was not needed.
    ``rich_text`` and its ETag are only there if requested.
    """

    object_id: int
    pk: str
    model: str
    site_id: int | None
    sites: str
    etag: str
    fingerprint: str
    modified_at: int
    expires_at: int | None
    is_marked: bool
    body: bytes | None
    coding: str
    surrogate_keys: str
    version: int | None
    rich_text_etag: str = ""
    rich_text: bytes | None = None

    @property
    def tag(self) -> str:
        """Identifies the bytes that were read, whatever is made from them."""
        return self.etag + self.rich_text_etag

    def is_fresh(self, fingerprint: str) -> bool:
        """Whether it may be sent: not marked (or made by a clock ahead of this one), built by the current code, not
        expired.
        """
        return (
            not self.is_marked
            and self.fingerprint == fingerprint
            and (self.expires_at is None or self.expires_at > now_ms())
        )


def read(
    key: Key | None = None,
    address: str = "",
    *,
    coding: str = IDENTITY,
    known_tag: str = "",
    rich_text: bool = False,
    using: str | None = None,
) -> list[Stored]:
    """The snapshots of an object, or of the pages at a path, from one query.

    :param coding: the content encoding of the bytes.
    :param known_tag: the bytes of the snapshot with this tag are not needed.
    :param rich_text: also read the trees of its rich text.
    """
    using = using or databases.db_for_read(Snapshot)
    connection = connections[using]
    if key is not None:
        condition, parameters = "s.kind = %s AND s.object_id = %s", (key.kind, key.object_id)
    else:
        condition, parameters = "s.address = %s", (address,)
    values: tuple[Any, ...] = (now_ms() + TOLERANCE_MS, *[known_tag] * (2 + rich_text), *parameters)
    rows = fetch(connection, _query(using, condition, coding, rich_text), values)
    return [_stored(row, coding) for row in rows]


def read_version(using: str | None = None) -> int | None:
    """The version of the content, from one small query.

    What is cached under it within a transaction must be invalidated by that transaction's next change.
    """
    connection = connections[using or databases.db_for_read(Snapshot)]
    if connection.run_on_commit:
        forget_marks(connection)
    ((version,),) = fetch(connection, f"SELECT SUM(count) FROM {_table(connection, ContentVersion)}")  # noqa: S608
    return None if version is None else int(version)


class Bytes(NamedTuple):
    """The content of a snapshot, identified by ``tag``; ``rich_text`` only if requested."""

    tag: str
    body: bytes
    rich_text: bytes | None = None


class Entry(NamedTuple):
    """What a listing needs to know of a snapshot before it reads its bytes."""

    pk: str
    etag: str
    modified_at: int
    expires_at: int | None
    rich_text_etag: str = ""

    @property
    def tag(self) -> str:
        return self.etag + self.rich_text_etag


def fresh_entries(model: type[Model], pks: list[Any], fingerprint: str, *, rich_text: bool = False) -> dict[str, Entry]:
    """Those of the objects with a snapshot that may be sent, by primary key.

    :param rich_text: whether the trees of their rich text matter, too.
    """
    by_id = {Key(label_of(model), str(pk)).object_id: str(pk) for pk in pks}
    rows = (
        of_model(model)
        .filter(is_sound(fingerprint), object_id__in=by_id)
        .values_list("pk_text", "etag", "modified_at", "expires_at", *["rich_text_etag"] * rich_text)
    )
    now = now_ms()
    return {row[0]: Entry(*row) for row in rows if row[3] is None or row[3] > now}


def bodies(model: type[Model], pks: list[str], *, rich_text: bool = False) -> dict[str, Bytes]:
    """The bytes of the snapshots of these objects, by primary key, in any state."""
    ids = [Key(label_of(model), pk).object_id for pk in pks]
    columns = ["pk_text", "etag", "content__body", *["rich_text_etag", "content__rich_text"] * rich_text]
    rows = of_model(model).filter(object_id__in=ids).values_list(*columns)
    return {pk: Bytes(etag + "".join(trees[:1]), bytes(body), *trees[1:]) for pk, etag, body, *trees in rows}


def is_sound(fingerprint: str) -> Q:
    """The condition for snapshots that may be sent until they expire."""
    doubted = Exists(UnseenMark.objects.all())
    return Q(fingerprint=fingerprint, stale_marks=None, made_at__lte=now_ms() + TOLERANCE_MS) & ~Q(doubted)


def of_model(model: type[Model]) -> QuerySet[Snapshot]:
    """The snapshots of all objects in ``model``'s table."""
    return Snapshot.objects.filter(kind=Key(label_of(model), "").kind)


def save(build: Build, using: str | None = None) -> bool:
    """Store a build, or remove the snapshot of an object that is not public; false if that is impossible now, because
    the content has changed since the build began, or is about to.
    """
    if build.version is None:
        return False
    using = using or databases.db_for_write(Snapshot)
    encodings = encode(build.body) if conf.compression_enabled() and build.body else Encodings(build.body or b"")
    try:
        with no_change_under_way(using):
            if current_version(using) != build.version:
                return False
            settle(using)
            if build.body is None:
                remove(build.key, using)
            else:
                _write(build, encodings, using)
            forget_marks(connections[using])
    except ContentIsChanging:
        return False
    return True


def make_marks_seen(using: str | None = None) -> None:
    """Make the marks that changes could not make, unless a change is in progress."""
    using = using or databases.db_for_write(Snapshot)
    with suppress(ContentIsChanging), no_change_under_way(using):
        settle(using)


def _write(build: Build, encodings: Encodings, using: str) -> None:
    snapshots = Snapshot.objects.using(using)
    found = snapshots.filter(kind=build.key.kind, object_id=build.key.object_id).first()
    snapshot = found or Snapshot(kind=build.key.kind, object_id=build.key.object_id)
    if found is None or (found.etag, found.rich_text_etag) != (build.etag, build.rich_text_etag):
        snapshot.modified_at = build.made_at
    snapshot.etag = build.etag
    snapshot.rich_text_etag = build.rich_text_etag
    snapshot.pk_text = build.key.pk
    snapshot.model = build.model
    snapshot.fingerprint = build.fingerprint
    snapshot.expires_at = build.expires_at
    snapshot.made_at = build.made_at
    snapshot.address = build.address
    snapshot.html_path = build.html_path or ""
    snapshot.site_id = build.sites[0] if build.sites and build.address else None
    snapshot.sites = f",{','.join(map(str, build.sites))}," if build.sites else ""
    snapshot.save(using=using, force_insert=found is None)
    SnapshotContent.objects.using(using).update_or_create(
        snapshot=snapshot,
        defaults={
            "body": encodings.identity,
            "gzip": encodings.gzip,
            "brotli": encodings.brotli,
            "rich_text": build.rich_text,
            "surrogate_keys": surrogate_keys(build.keys),
        },
    )
    _write_dependencies(snapshot, build, using)
    if found is not None:
        StaleMark.objects.using(using).filter(snapshot=snapshot)._raw_delete(using)


def _write_dependencies(snapshot: Snapshot, build: Build, using: str) -> None:
    dependencies = Dependency.objects.using(using)
    before = set(dependencies.filter(snapshot=snapshot).values_list("kind", "object_id"))
    now = {(key.kind, key.object_id) for key in build.keys}
    gone: dict[int, list[int]] = defaultdict(list)
    for kind, object_id in before - now:
        gone[kind].append(object_id)
    for kind, object_ids in gone.items():
        dependencies.filter(kind=kind, object_id__in=object_ids, snapshot=snapshot)._raw_delete(using)
    dependencies.bulk_create(
        Dependency(kind=kind, object_id=object_id, snapshot=snapshot) for kind, object_id in sorted(now - before)
    )


def _stored(row: tuple[Any, ...], coding: str) -> Stored:
    *facts, is_marked, chosen, plain, keys, version = row[:_PLAIN_COLUMNS]
    trees = row[_PLAIN_COLUMNS:]
    version = None if version is None else int(version)
    body = plain if chosen is None else chosen
    coding = coding if chosen is not None else IDENTITY
    return Stored(*(*facts, bool(is_marked), None if body is None else bytes(body), coding, keys, version, *trees))


@lru_cache(maxsize=32)
def _query(using: str, condition: str, coding: str, rich_text: bool) -> str:
    """One statement, so that state, bytes and version are consistent; raw SQL, since the ORM would take longer to
    compile it than the database to run it.
    """
    models = (Snapshot, SnapshotContent, StaleMark, UnseenMark, ContentVersion)
    snapshot, content, mark, unseen, version = (_table(connections[using], model) for model in models)
    chosen = "NULL" if coding == IDENTITY else f"c.{_COLUMNS[coding]}"
    tag = "s.etag || s.rich_text_etag" if rich_text else "s.etag"
    trees = f", s.rich_text_etag, CASE WHEN {tag} = %s THEN NULL ELSE c.rich_text END" if rich_text else ""
    statement = f"""
        SELECT s.object_id, s.pk_text, s.model, s.site_id, s.sites, s.etag, s.fingerprint, s.modified_at, s.expires_at,
            s.made_at > %s OR EXISTS(SELECT 1 FROM {mark} m WHERE m.snapshot_id = s.id)
                OR EXISTS(SELECT 1 FROM {unseen}),
            CASE WHEN {tag} = %s THEN NULL ELSE {chosen} END,
            CASE WHEN {tag} = %s OR {chosen} IS NOT NULL THEN NULL ELSE c.body END,
            c.surrogate_keys,
            (SELECT SUM(count) FROM {version}){trees}
        FROM {snapshot} s INNER JOIN {content} c ON c.snapshot_id = s.id
        WHERE {condition}
    """  # noqa: S608  (names of tables and columns only)
    return " ".join(statement.split())  # For SQLite, Django rewrites the placeholders of the whole text at each call.


def _table(connection: BaseDatabaseWrapper, model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)
