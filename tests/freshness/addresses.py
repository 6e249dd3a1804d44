"""Every path of every endpoint, walked: what is registered later is among them without anybody thinking of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.utils.regex_helper import normalize
from wagtail.models import Page

from api.router import router

#: Paths that need a parameter to say anything.
NEEDS = {"search/": "q=a+river&limit=100", "pages/find/": "html_path=/"}
#: Values of the parameters of paths, but for keys.
PARTS: dict[str, list[str]] = {"part": ["1"]}


class UnknownPart(AssertionError):  # noqa: N818  (says what is the case)
    """A path has a parameter that nobody has a value for."""


def endpoint_models() -> dict[str, type[Model]]:
    """The models of the endpoints that serve no pages, by the names of the endpoints."""
    found = {name: viewset.get_model() for name, viewset in router.endpoints.items()}
    return {name: model for name, model in found.items() if model is not None and not issubclass(model, Page)}


def documents() -> Iterator[str]:
    """Listings and documents of a whole site: the paths without a key."""
    for name, viewset in router.endpoints.items():
        has_model = viewset.get_model() is not None
        for route, names in _routes(name, viewset):
            if "pk" in names or (has_model and route.endswith("find/")):
                continue
            for path in _filled(route, names):
                is_listing = has_model and path == f"{name}/"
                yield f"{path}?{'fields=*&limit=100' if is_listing else NEEDS.get(path, '')}".rstrip("?")


def details(name: str, pk: Any) -> Iterator[str]:
    """What an endpoint has about one object."""
    for route, names in _routes(name, router.endpoints[name]):
        if "pk" in names:
            yield from _filled(route, names, pk=[str(pk)])


def _routes(name: str, viewset: Any) -> Iterator[tuple[str, list[str]]]:
    for pattern in viewset.get_urlpatterns():
        for route, names in normalize(pattern.pattern.regex.pattern.removeprefix("^")):
            yield f"{name}/{route}", names


def _filled(route: str, names: list[str], **parts: list[str]) -> list[str]:
    known = {**PARTS, **parts}
    for name in names:
        if name not in known:
            raise UnknownPart(
                f"The path {route} has the parameter “{name}”: give it values in PARTS of tests/freshness/addresses.py."
            )
    found = [{}]
    for name in names:
        found = [{**chosen, name: value} for chosen in found for value in known[name]]
    return [route % chosen for chosen in found]
