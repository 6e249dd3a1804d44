"""Databases as files that a repository can keep, and back."""

from __future__ import annotations

import lzma
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

SQLITE = "sqlite.sqlite3.xz"
POSTGRESQL = "postgresql.sql.xz"


def pack_sqlite(database: Path, folder: Path) -> None:
    copy = database.with_suffix(".copy")
    # With what is still in the file beside it.
    with closing(sqlite3.connect(database)) as connection, closing(sqlite3.connect(copy)) as target:
        connection.backup(target)
    (folder / SQLITE).write_bytes(lzma.compress(copy.read_bytes(), preset=9))


def unpack_sqlite(folder: Path, database: Path) -> None:
    database.write_bytes(lzma.decompress((folder / SQLITE).read_bytes()))


def pack_postgresql(address: str, folder: Path) -> None:
    """Needs a ``pg_dump`` that is as new as the server."""
    command = [
        "pg_dump",
        "--inserts",
        "--rows-per-insert=200",
        "--no-owner",
        "--no-privileges",
        "--no-comments",
        address,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    # Lines that only psql and newer servers know.
    lines = [
        line
        for line in done.stdout.splitlines()
        if not line.startswith(("\\restrict", "\\unrestrict", "SET transaction_timeout"))
    ]
    (folder / POSTGRESQL).write_bytes(lzma.compress("\n".join(lines).encode(), preset=9))


def unpack_postgresql(folder: Path, address: str) -> None:
    """Into a database that is empty."""
    with psycopg.connect(address) as connection:
        connection.execute(lzma.decompress((folder / POSTGRESQL).read_bytes()))


@contextmanager
def empty_database(server: str, name: str) -> Iterator[str]:
    """The address of a new database of a PostgreSQL server, which is dropped in the end.

    :param server: an address of the server, without the name of a database: ``postgres://user@host:5432``.
    """
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        connection.execute(drop)
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        try:
            yield f"{server}/{name}"
        finally:
            connection.execute(drop)
