"""What a project needs for the API to work: apps, tables, commands and URLs.

The checks report in a sentence what would otherwise be a 500, or a response of another view.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.management import get_commands
from django.db import DatabaseError
from django.db import router as database_router
from django.urls import NoReverseMatch, Resolver404, ResolverMatch, get_script_prefix, resolve, reverse
from modelsearch.apps import ModelSearchAppConfig

from .conf import NAMESPACE
from .endpoints.index import nothing_here
from .router import router
from .snapshots.models import Snapshot
from .snapshots.tables import missing_tables

#: Apps that the API requires.
NEEDED = ("taggit", "wagtail.documents", "wagtail.images")
#: The app with Wagtail's search index, which may have another label.
SEARCH = "wagtail.search"
#: What the API serves beside its endpoints.
OWN_PATHS = ("schema", "docs")
COMMANDS = ("openapi", "purge_caches", "snapshots", "update_index")


def has_search() -> bool:
    """Whether the app with Wagtail's search index is installed."""
    return any(isinstance(config, ModelSearchAppConfig) for config in apps.get_app_configs())


@register()
def check_apps(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The apps that the API requires are installed."""
    missing = [name for name in NEEDED if not apps.is_installed(name)]
    if not has_search():
        missing.append(SEARCH)
    messages: list[CheckMessage] = [
        Error(
            f"The API does not work without “{name}”, which is not in INSTALLED_APPS.",
            hint=f"Add “{name}” to INSTALLED_APPS, and run: manage.py migrate",
            id="clinic_api.E009",
        )
        for name in missing
    ]
    if not apps.is_installed("rest_framework"):
        text = "“rest_framework” is not in INSTALLED_APPS, so its templates and translations are not found."
        hint = "Add “rest_framework” to INSTALLED_APPS; the package is installed with the API."
        messages.append(Warning(text, hint=hint, id="clinic_api.W004"))
    return messages


@register(Tags.database)
def check_tables(app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """The tables have been created."""
    using = database_router.db_for_read(Snapshot)
    if using not in (databases or ()):
        return []
    try:
        missing = missing_tables(using)
    except DatabaseError:  # The next check reports the error.
        return []
    text = f"The database “{using}” lacks tables of the API: nothing can be read or published."
    return (
        [
            Warning(
                text,
                hint="Run: manage.py migrate (which also shows this warning before it creates them).",
                id="clinic_api.W005",
            )
        ]
        if missing
        else []
    )


@register()
def check_commands(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """No other app overrides one of the API's commands."""
    ours = apps.get_app_config(Snapshot._meta.app_label).name
    owners = get_commands()
    return [
        Warning(
            f"“manage.py {name}” runs the command of “{owners[name]}” instead of the API's.",
            hint=f"Put “{ours}” before “{owners[name]}” in INSTALLED_APPS.",
            id="clinic_api.W006",
        )
        for name in COMMANDS
        if name in owners and owners[name] != ours
    ]


@register(Tags.urls)
def check_addresses(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The API is in the project's URLconf, and each of its paths resolves to it."""
    if not getattr(settings, "ROOT_URLCONF", None):
        return []
    include = f'path("api/v2/", include("{__package__}.urls"))'
    try:
        root = reverse(f"{NAMESPACE}:index")
    except NoReverseMatch:
        return [
            Warning(
                "The API has no URL: its URL patterns are not included in the project's, or have another namespace.",
                hint=f"Add {include} to the urlpatterns of {settings.ROOT_URLCONF}, before Wagtail's own.",
                id="clinic_api.W007",
            )
        ]
    taken = list(_taken(root))
    behind = [path for path, match in taken if match.url_name == "wagtail_serve"]
    messages: list[CheckMessage] = []
    if behind:
        messages.append(
            Error(
                f"The API is never reached: {behind[0]} is handled by Wagtail's own pattern, which matches every path.",
                hint=f"Move {include} before the pattern that includes wagtail.urls.",
                id="clinic_api.E010",
            )
        )
    return messages + [_taken_by(path, match) for path, match in taken if path not in behind]


def _taken(root: str) -> Iterator[tuple[str, ResolverMatch]]:
    """The paths of the API that resolve to another view, with that view."""
    own = {"": f"{NAMESPACE}:index", **{f"{name}/": f"{NAMESPACE}:{name}" for name in OWN_PATHS}}
    expected = own | {f"{name}/": f"{NAMESPACE}:{name}:" for name in router.endpoints}
    for rest, view_name in expected.items():
        path = root + rest
        try:
            match = resolve("/" + path.removeprefix(get_script_prefix()))
        except Resolver404:
            continue
        if match.func is not nothing_here and not match.view_name.startswith(view_name):
            yield path, match


def _taken_by(path: str, match: ResolverMatch) -> CheckMessage:
    if match.namespaces[:1] == [NAMESPACE]:
        name = path.rstrip("/").rpartition("/")[2]
        view = router.endpoints[name]
        return Error(
            f"{path} is the API's own “{match.view_name}”: {view.__module__}.{view.__qualname__} is never "
            "reached there.",
            hint=f"Register that endpoint under a name other than “{name}”.",
            id="clinic_api.E011",
        )
    return Error(
        f"{path} is handled by {_named(match)} and not by the API.",
        hint="Move one of the two to another path, or put the API's pattern first in urlpatterns.",
        id="clinic_api.E011",
    )


def _named(match: ResolverMatch) -> str:
    """The dotted path of the view."""
    view = getattr(match.func, "view_class", None) or getattr(match.func, "cls", None) or match.func
    return f"{view.__module__}.{getattr(view, '__qualname__', type(view).__qualname__)}"
