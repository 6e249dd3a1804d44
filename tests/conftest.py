import gc
import os
import sys
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from hypothesis import settings
from pytest_django.plugin import DjangoDbBlocker

from api.snapshots import memory
from tests.call_stack import with_room
from tests.changed import belonging_to, changed_files
from tests.database_template import copy_from_template, flush_unseen, flush_what_is_full, restore_content_types_first
from tests.demo_site import demo_site
from tests.kept import NAME as KEPT_CONTENT
from tests.kept import _shelf, empties_tables, in_common, kept_content

__all__ = ["_shelf", "kept_content"]

# How long an example takes says more about what else the machine does than about the code. New examples are looked for
# where somebody reads what they show; CI says whether a change broke what held before.
settings.register_profile("steady", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("steady")

#: Tests of a minute each, and modules that take longer than others for each test.
LONGEST = ("freshness/test_freshness.py", "test_no_answer_is_stale_after_any_write_without_a_signal")
SLOW = ("browser", "cms/test_documented_commands", "cms/test_hidden", "cms/test_processes", "contract/test_linters")
SLOW += ("freshness", "packaging", "pages/models/test_lasting_revisions", "pages/test_languages", "pages/usage")
SLOW += ("pages/test_load_demo", "pages/test_previews", "pages/test_typed_numbers", "scaffolds", "upgrade")
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "demo"}

# Nothing is garbage while modules are loaded: see pytest_collection_finish.
gc.disable()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--only-database", action="store_true", help="leave out tests that ask for no database: they pass on any"
    )
    parser.addoption(
        "--changed",
        nargs="?",
        const="HEAD",
        metavar="COMMIT",
        help="run the tests that belong to what has changed since a commit: the last one, unless one is named",
    )


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_createdb: bool, django_db_blocker: DjangoDbBlocker
) -> None:
    restore_content_types_first()
    flush_unseen()
    flush_what_is_full()
    if not django_db_createdb:
        with django_db_blocker.unblock():
            copy_from_template()


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    # SQLite's copy lies where pytest-django would make a new file; it goes with its folder.
    return bool(request.config.getvalue("reuse_db")) or connection.vendor == "sqlite"


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Wagtail remembers site paths and renditions by ids, which come again from one test to the next; the API remembers
    answers under the version of the content, which comes again, too.
    """
    cache.clear()
    memory.forget()
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


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    plugins = session.config.pluginmanager
    run = plugins.subset_hook_caller("pytest_runtestloop", remove_plugins=[sys.modules[__name__]])
    return with_room(lambda: run(session=session))


def pytest_itemcollected(item: pytest.Item) -> None:
    names = getattr(item, "fixturenames", [])
    # Before other fixtures, which may use it without asking for it.
    if "db" in names:
        names.insert(0, names.pop(names.index("db")))
    # What one such test leaves behind otherwise, the next one meets: content types with other ids.
    if empties_tables(item) and "django_db_serialized_rollback" not in names:
        names.append("django_db_serialized_rollback")
    if "demo" in names:
        item.add_marker("demo")
    elif asks_for_database(item):
        names.insert(0, KEPT_CONTENT)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("only_database"):
        left_out = [item for item in items if not asks_for_database(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if asks_for_database(item)]
    if commit := config.getoption("changed"):
        belonging = belonging_to(changed_files(commit))
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid.split("::")[0] not in belonging])
        items[:] = [item for item in items if item.nodeid.split("::")[0] in belonging]
    modules = {name: number for number, name in enumerate(dict.fromkeys(item.nodeid.split("::")[0] for item in items))}
    items.sort(key=lambda item: (place(item), modules[item.nodeid.split("::")[0]], in_common(item)))


def pytest_collection_finish() -> None:
    """What is loaded by now stays. The garbage collector does not look at it again and again, a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(10_000, 20)


def asks_for_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or bool(
        DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    )


def place(item: pytest.Item) -> tuple[int, bool]:
    """What takes minutes begins first, so that no process waits for it in the end; then what needs the demo site, which
    one of them makes meanwhile. Of the rest, what empties the tables comes last, and what is slow before what is not,
    so that all processes end at the same time.
    """
    is_slow = item.nodeid.startswith(tuple(f"tests/{name}" for name in SLOW))
    if any(name in item.nodeid for name in LONGEST):
        return 0, False
    if item.get_closest_marker("demo"):
        return 1, False
    return (3 if empties_tables(item) else 2), not is_slow
