import os
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from hypothesis import settings
from pytest_django.plugin import DjangoDbBlocker

from tests.database_template import copy_from_template, flush_unseen, restore_content_types_first
from tests.demo_site import demo_site

# How long an example takes says more about what else the machine does than about the code. New examples are looked for
# where somebody reads what they show; CI says whether a change broke what held before.
settings.register_profile("steady", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("steady")

LONGEST = "freshness/test_freshness.py"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_createdb: bool, django_db_blocker: DjangoDbBlocker
) -> None:
    restore_content_types_first()
    flush_unseen()
    if not django_db_createdb:
        with django_db_blocker.unblock():
            copy_from_template()


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    # SQLite's copy lies where pytest-django would make a new file; it goes with its folder.
    return bool(request.config.getvalue("reuse_db")) or connection.vendor == "sqlite"


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Wagtail remembers site paths and renditions by ids, which come again from one test to the next."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def varnish_is_told(settings) -> None:
    """A cache is told of changes by key, so that answers name their keys."""
    varnish = {"BACKEND": "api.purging.backends.VarnishBackend", "LOCATION": "http://127.0.0.1:9"}
    settings.CLINIC_CACHE_PURGE = {"varnish": varnish}


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """The address of a running demo site. Processes that run tests at the same time share its content."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "demo"
    folder.mkdir(exist_ok=True)
    with demo_site(folder) as address:
        yield address


def pytest_itemcollected(item: pytest.Item) -> None:
    names = getattr(item, "fixturenames", [])
    marker = item.get_closest_marker("django_db")
    empties_tables = {"transactional_db", "live_server"} & set(names) or (marker and marker.kwargs.get("transaction"))
    # What one such test leaves behind otherwise, the next one meets: content types with other ids.
    if empties_tables and "django_db_serialized_rollback" not in names:
        names.append("django_db_serialized_rollback")
    if "demo" in getattr(item, "fixturenames", ()):
        item.add_marker("demo")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # What takes minutes begins first, so that no process waits for it in the end; then what needs the demo site, which
    # one of them makes meanwhile.
    items.sort(key=lambda item: (LONGEST not in item.nodeid, item.get_closest_marker("demo") is None))
