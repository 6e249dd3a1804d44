"""The CMS behind PgBouncer, as docs/operating.md sets it up."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from django.db import connection

from tests.freshness.servers import ROOT, free_port, gunicorn, listening
from tests.pages.factories import FaqItemFactory

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: DATABASE_URL names none"),
    pytest.mark.skipif(shutil.which("pgbouncer") is None, reason="needs PgBouncer"),
]

READERS = 8


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with pgbouncer(tmp_path) as port:
        monkeypatch.setenv("CLINIC_PGBOUNCER", "true")
        database = connection.settings_dict
        url = f"postgres://{database['USER']}@127.0.0.1:{port}/{database['NAME']}"
        with gunicorn("cms.settings.test", database=url) as address:
            yield address


def test_readers_share_few_connections_and_read_what_is_published(server: str) -> None:
    questions = [FaqItemFactory() for _ in range(10)]
    paths = ["faqs/?limit=20", "routes/", "site/", *(f"faqs/{question.pk}/" for question in questions)]
    with ThreadPoolExecutor(READERS) as pool:
        for round_ in range(5):
            answers = list(pool.map(lambda path: requests.get(f"{server}/api/v2/{path}", timeout=30), paths * 2))
            assert {answer.status_code for answer in answers} == {200}
            changed = questions[round_]
            changed.question = f"Changed {round_} times?"
            changed.save()
            found = requests.get(f"{server}/api/v2/faqs/{changed.pk}/", timeout=30).json()
            assert found["question"] == changed.question


@contextmanager
def pgbouncer(folder: Path) -> Iterator[int]:
    """PgBouncer with the configuration of the documentation, but for ports, names and passwords; its port."""
    port = free_port()
    database = connection.settings_dict
    configuration = (ROOT / "docs" / "pgbouncer.ini").read_text()
    for written, wanted in (
        (
            "clinic = host=127.0.0.1 port=5432 dbname=clinic",
            f"{database['NAME']} = host={database['HOST']} port={database['PORT'] or 5432} dbname={database['NAME']}",
        ),
        ("listen_port = 6432", f"listen_port = {port}"),
        ("auth_type = scram-sha-256", "auth_type = trust"),
        ("/etc/pgbouncer/userlist.txt", str(folder / "users.txt")),
        ("default_pool_size = 20", "default_pool_size = 2"),
    ):
        assert written in configuration
        configuration = configuration.replace(written, wanted)
    (folder / "users.txt").write_text(f'"{database["USER"]}" "{database["PASSWORD"]}"\n')
    (folder / "pgbouncer.ini").write_text(configuration)
    command = ["pgbouncer", "-q", str(folder / "pgbouncer.ini")]
    if os.geteuid() == 0:  # It refuses to run as root.
        for path in (*folder.parents[:2], folder, *folder.iterdir()):
            path.chmod(path.stat().st_mode | 0o755 if path.is_dir() else 0o644)
        command += ["-u", pwd.getpwnam("nobody").pw_name]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        listening(process, port)
        yield port
    finally:
        process.terminate()
        process.wait(10)
