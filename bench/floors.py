"""The bytes that the empty views send: files that are read once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings


def folder() -> Path:
    return Path(settings.BENCH_DIR) / "floors"


@lru_cache(maxsize=32)
def body_named(name: str) -> bytes:
    return (folder() / name).read_bytes()


def keep(name: str, body: bytes) -> None:
    folder().mkdir(parents=True, exist_ok=True)
    (folder() / name).write_bytes(body)
