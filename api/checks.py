from __future__ import annotations

from collections.abc import Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, router
from django.db.models import Model
from rest_framework.throttling import SimpleRateThrottle
from wagtail.search.backends import InvalidSearchBackendError, get_search_backend

from . import conf
from .contract.represented_by_fields import RepresentedByFields, reference_fields
from .installation import has_search
from .openapi.viewer import has_viewer
from .purging.backends import get_backends
from .purging.outbox import purges_by_url
from .represent.rich_text.formats import allowed_formats
from .snapshots.models import Snapshot
from .throttling import networks

SHORTEST_TOKEN = 32


@register()
def check_throttle_rate(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """``CLINIC_THROTTLE_RATE`` can be parsed."""
    rate = conf.throttle_rate()
    try:
        number, seconds = SimpleRateThrottle.parse_rate(SimpleRateThrottle.__new__(SimpleRateThrottle), rate)
    except (ValueError, KeyError, IndexError, AttributeError):
        number = seconds = 0
    if rate is None or (number and seconds):
        return []
    return [
        Error(
            f"CLINIC_THROTTLE_RATE is {rate!r}, which is not a valid rate.",
            hint='Write a number and a period, such as "600/min", or leave it empty for no limit.',
            id="clinic_api.E001",
        )
    ]


@register()
def check_throttle_exceptions(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """``CLINIC_THROTTLE_TRUSTED`` names networks, and the tokens in ``CLINIC_THROTTLE_TOKENS`` are long enough."""
    messages: list[CheckMessage] = []
    try:
        networks(conf.throttle_trusted())
    except ValueError as error:
        hint = "Use IP addresses or networks, such as 192.0.2.7 or 10.0.0.0/8."
        messages.append(Error(f"CLINIC_THROTTLE_TRUSTED is not valid: {error}.", hint=hint, id="clinic_api.E006"))
    if any(len(token) < SHORTEST_TOKEN for token in conf.throttle_tokens()):
        text = f"CLINIC_THROTTLE_TOKENS has a token of fewer than {SHORTEST_TOKEN} characters."
        hint = 'Make one with: python -c "import secrets; print(secrets.token_urlsafe(32))"'
        messages.append(Error(text, hint=hint, id="clinic_api.E007"))
    return messages


@register()
def check_frontend_url_resolver(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """``CLINIC_FRONTEND_URL_RESOLVER`` names a function."""
    try:
        resolver = conf.frontend_url_resolver()
    except ImportError as error:
        return [
            Error(
                f"CLINIC_FRONTEND_URL_RESOLVER cannot be imported: {error}",
                hint="Set it to the dotted path of a function that takes a Site and returns the URL of its frontend.",
                id="clinic_api.E002",
            )
        ]
    if resolver is None or callable(resolver):
        return []
    return [Error("CLINIC_FRONTEND_URL_RESOLVER is not the path of a function.", id="clinic_api.E002")]


@register()
def check_rich_text_format(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """``WAGTAILAPI_RICH_TEXT_FORMAT`` names a format."""
    wanted = conf.rich_text_format()
    if wanted is None or wanted in allowed_formats():
        return []
    names = ", ".join(f"'{name}'" for name in allowed_formats())
    return [
        Error(
            f"WAGTAILAPI_RICH_TEXT_FORMAT must be one of {names}, got '{wanted}'",
            hint="Without this setting, rich text is sent as HTML that is ready to display.",
            id="clinic_api.E008",
        )
    ]


@register()
def check_cache_purge(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """``CLINIC_CACHE_PURGE`` names valid cache backends."""
    try:
        get_backends()
    except ImproperlyConfigured as error:
        return [Error(str(error), hint="docs/delivery.md shows an example for each cache.", id="clinic_api.E003")]
    return []


@register()
def check_search_backend(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The search backend can be instantiated: the client of its engine is installed."""
    if not has_search():
        return []
    try:
        get_search_backend()
    except InvalidSearchBackendError as error:
        return [
            Error(
                f"The search backend cannot be used: {error}",
                hint="Install the engine's client: opensearch-py, or elasticsearch of the server's major version.",
                id="clinic_api.E004",
            )
        ]
    return []


@register(Tags.database)
def check_search_configuration(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Once migrated, PostgreSQL has the text search configuration that the index uses."""
    config = getattr(settings, "WAGTAILSEARCH_BACKENDS", {}).get("default", {}).get("SEARCH_CONFIG")
    connection = connections[router.db_for_read(Snapshot)]
    if not config or connection.alias not in (databases or ()) or connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_ts_config WHERE cfgname = %s)", [config])
        if cursor.fetchone()[0] or Snapshot._meta.db_table not in connection.introspection.table_names(cursor):
            return []
    return [
        Error(
            f"The database has no text search configuration named {config!r}, so nothing can be indexed or found.",
            hint=(
                "A migration of clinic_api creates “clinic_search”. To use another one, set it in "
                "WAGTAILSEARCH_BACKENDS."
            ),
            id="clinic_api.E005",
        )
    ]


@register()
def check_shared_max_age(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Shared caches store responses only if they are purged on changes."""
    if not conf.shared_max_age() or conf.cache_purge() or purges_by_url():
        return []
    return [
        Warning(
            f"CLINIC_CACHE_SHARED_MAX_AGE lets caches keep responses for {conf.shared_max_age()} seconds, but "
            "no cache is purged after changes: visitors will see stale content.",
            hint="List the caches in CLINIC_CACHE_PURGE, or set CLINIC_CACHE_SHARED_MAX_AGE to 0.",
            id="clinic_api.W002",
        )
    ]


@register()
def check_viewer(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The files of the interactive documentation are installed."""
    if has_viewer():
        return []
    return [
        Warning(
            "docs/ cannot show the API's documentation: the static files of Swagger UI were not found.",
            hint="Add “drf_spectacular_sidecar” to INSTALLED_APPS; the package is installed with the API.",
            id="clinic_api.W003",
        )
    ]


@register(deploy=True)
def check_base_url(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The API knows its public URL, which does not depend on the client's ``Host`` header."""
    if conf.base_url():
        return []
    return [
        Warning(
            "WAGTAILAPI_BASE_URL is not set, so links in responses use the URL of the site that a request is for.",
            hint="Set it to the public URL of the API, such as https://cms.example.org.",
            id="clinic_api.W001",
        )
    ]


@register()
def check_circular_references(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A reference whose fields lead back to its own model would never end."""
    represented = [model for model in apps.get_models() if _shows_its_fields(model)]
    try:
        TopologicalSorter({model: _shown_in_references_to(model) for model in represented}).prepare()
    except CycleError as error:
        models = error.args[1]
        return [
            Error(
                "References show each other without end: "
                + " shows ".join(model._meta.label for model in models)
                + ".",
                hint="Leave the field that closes the circle out of api_reference_fields.",
                obj=models[0],
                id="clinic_api.E012",
            )
        ]
    return []


def _shows_its_fields(model: type[Model]) -> bool:
    own = RepresentedByFields.get_api_representation
    return issubclass(model, RepresentedByFields) and model.get_api_representation is own


def _shown_in_references_to(model: type[Model]) -> set[type[Model]]:
    """The models of the objects that a reference to one of ``model`` shows in turn."""
    fields = [field for field in model._meta.get_fields() if field.name in reference_fields(model)]
    return {field.related_model for field in fields if field.related_model and _shows_its_fields(field.related_model)}
