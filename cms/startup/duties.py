from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command, get_commands

from cms.startup.administrator import create_administrator
from cms.startup.first_start import FirstStart
from cms.startup.migrations import apply_migrations
from cms.startup.parent import end_at_once, end_with_parent
from cms.startup.processes import Copy, can_be_copied
from cms.startup.static_files import collect_static_files

DEMO_COMMAND = "load_demo"


def prepare(say: Callable[[str], None], *, static_files: bool) -> str | None:
    """Does what is still to be done before the server can answer, and nothing twice.

    :param say: takes one line for people about each step that takes a while.
    :param static_files: whether to collect static files too; the development server finds them by itself.
    :return: the password of the administrator that was made, or None when there was one already.
    """
    Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
    first_start = FirstStart()
    is_first = first_start.begin()
    collecting = None
    if is_first:
        say("First start: creating the database, which takes half a minute …")
        if static_files and can_be_copied():
            collecting = Copy(_collect_beside)
    if apply_migrations() and not is_first:
        say("Migrations were applied to the database.")
    if is_first:
        _load_demo(say)
    if collecting is not None:
        collecting.wait()
    if static_files and collect_static_files():
        say("Static files were collected.")
    if static_files:
        _read_manifest()
    password = create_administrator() if is_first else None
    first_start.finish()
    return password


def _collect_beside() -> None:
    """In a process of its own, while another core makes the database. What fails is done again after it."""
    end_with_parent(end_at_once)
    collect_static_files()


def _read_manifest() -> None:
    """Has the storage read what was collected, since the server is a copy of this process."""
    if hasattr(staticfiles_storage, "load_manifest"):
        staticfiles_storage.hashed_files, staticfiles_storage.manifest_hash = staticfiles_storage.load_manifest()


def _load_demo(say: Callable[[str], None]) -> None:
    if DEMO_COMMAND in get_commands():
        say("Loading the demo site …")
        call_command(DEMO_COMMAND, verbosity=0)
