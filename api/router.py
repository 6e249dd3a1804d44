"""Which endpoint serves which model.

An app adds endpoints in a module named ``api_endpoints``, which is imported when Django starts::

    from api.router import router

    router.register_endpoint("clinics", ClinicsViewSet)
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from django.http import HttpRequest
from django.urls import NoReverseMatch, URLPattern, URLResolver, include, path, reverse
from wagtail.models import Site

from . import conf
from .conf import NAMESPACE


class Router:
    """The endpoints of the API, in the order in which they were registered."""

    def __init__(self) -> None:
        self.endpoints: dict[str, type[Any]] = {}

    def register_endpoint(self, name: str, viewset: type[Any]) -> None:
        """Serve ``viewset``, or a view with the same ``get_model`` and ``get_urlpatterns``, below ``<name>/``.

        :raises ImproperlyConfigured: when another endpoint has that name.
        """
        known = self.endpoints.setdefault(name, viewset)
        if known is not viewset:
            raise ImproperlyConfigured(
                f"The API already has an endpoint named '{name}': {known.__module__}.{known.__qualname__}. Register "
                f"{viewset.__module__}.{viewset.__qualname__} under another name."
            )

    def endpoint_for(self, model: type[Model]) -> tuple[str, type[Any]] | None:
        """The name and class of the first endpoint that serves objects of ``model``."""
        for name, viewset in self.endpoints.items():
            if (served := viewset.get_model()) is not None and issubclass(model, served):
                return name, viewset
        return None

    def detail_url(self, model: type[Model], pk: Any, request: HttpRequest | None = None) -> str | None:
        """The absolute URL of one object in the API, or None if no endpoint serves its model."""
        endpoint = self.endpoint_for(model)
        if endpoint is None:
            return None
        try:
            return absolute_url(reverse(f"{NAMESPACE}:{endpoint[0]}:detail", args=[pk]), request)
        except NoReverseMatch:
            return None

    def get_urlpatterns(self) -> list[URLPattern | URLResolver]:
        return [
            path(f"{name}/", include((viewset.get_urlpatterns(), name), namespace=name))
            for name, viewset in self.endpoints.items()
        ]


def origin(request: HttpRequest | None = None) -> str:
    """The base of the API's own links: ``WAGTAILAPI_BASE_URL``, else the URL of the request's site, as in API v2, else
    scheme and host of the request, else empty. Without a trailing slash.
    """
    if base := conf.base_url():
        return base
    if request is None:
        return ""
    site = Site.find_for_request(request)
    if site is None:
        return f"{request.scheme}://{request.get_host()}"
    address = urlsplit(site.root_url)
    return f"{address.scheme}://{address.netloc}"


def absolute_url(url: str, request: HttpRequest | None = None) -> str:
    """``url``, a path or an absolute URL, on the public host of the API."""
    if url.startswith(("http://", "https://")):
        return url
    return origin(request) + url


router = Router()
