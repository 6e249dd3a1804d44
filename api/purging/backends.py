"""Caches that purge by surrogate key. The interface is that of ``wagtail.contrib.frontend_cache``'s backends.

``CLINIC_CACHE_PURGE`` names them::

    CLINIC_CACHE_PURGE = {
        "varnish": {"BACKEND": "api.purging.backends.VarnishBackend", "LOCATION": "http://127.0.0.1:6081"},
    }
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import requests
from django.core.exceptions import ImproperlyConfigured
from django.core.signals import setting_changed
from django.utils.module_loading import import_string

from .. import conf

TIMEOUT_S = 10


class PurgeFailed(RuntimeError):  # noqa: N818  (says what happened)
    """A cache did not confirm a purge; the message says which one, and why."""


class BaseBackend:
    """One cache. A subclass implements the request for one batch.

    :raises ImproperlyConfigured: if a parameter in ``required`` is missing.
    """

    required: tuple[str, ...] = ()
    #: The response header in which the cache looks for keys, and their separator.
    header = "Surrogate-Key"
    separator = " "
    #: The maximum of keys, and of bytes of keys, in one request.
    most_keys = 256
    most_bytes = 7000

    #: By ``time.monotonic()``: when to stop waiting for the cache, whatever is left to send.
    ends: float | None = None

    def __init__(self, params: Mapping[str, Any]) -> None:
        missing = [name for name in self.required if not params.get(name)]
        if missing:
            raise ImproperlyConfigured(f"{type(self).__name__} needs {', '.join(missing)} in CLINIC_CACHE_PURGE.")
        self.params = params

    def purge(self, keys: Sequence[str]) -> None:
        """Purge all responses with any of ``keys``.

        :raises PurgeFailed: if the cache does not confirm that.
        """
        for batch in self.batches(keys):
            self.purge_batch(batch)

    def purge_batch(self, keys: Sequence[str]) -> None:
        raise NotImplementedError

    def batches(self, keys: Sequence[str]) -> Iterator[list[str]]:
        batch: list[str] = []
        size = 0
        for key in keys:
            if batch and (len(batch) == self.most_keys or size + len(key) >= self.most_bytes):
                yield batch
                batch, size = [], 0
            batch.append(key)
            size += len(key) + 1
        if batch:
            yield batch

    def request(self, method: str, url: str, **options: Any) -> None:
        left = TIMEOUT_S if self.ends is None else self.ends - time.monotonic()
        if left <= 0:
            raise PurgeFailed(f"{type(self).__name__}: there was no time left for {url}")
        try:
            answer = requests.request(method, url, timeout=left, **options)
            answer.raise_for_status()
        except requests.RequestException as error:
            raise PurgeFailed(f"{type(self).__name__}: {error}") from error


class VarnishBackend(BaseBackend):
    """Varnish, by a ban of all responses whose ``Surrogate-Key`` contains one of the keys; needs ``docs/caching.vcl``.

    ``LOCATION`` is the URL of Varnish, or a list of URLs.
    """

    required = ("LOCATION",)

    def purge_batch(self, keys: Sequence[str]) -> None:
        locations = self.params["LOCATION"]
        # A ban's words are separated by spaces, and backslashes are special: a key may contain neither.
        names = "|".join(key.replace(".", "[.]") for key in keys)
        pattern = f"(^|[[:space:]])({names})([[:space:]]|$)"
        for location in [locations] if isinstance(locations, str) else locations:
            self.request("BAN", location, headers={"X-Surrogate-Keys": pattern})


class FastlyBackend(BaseBackend):
    """Fastly, by its batch purge of surrogate keys."""

    required = ("SERVICE_ID", "API_TOKEN")
    location = "https://api.fastly.com"

    def purge_batch(self, keys: Sequence[str]) -> None:
        url = f"{self.params.get('LOCATION', self.location)}/service/{self.params['SERVICE_ID']}/purge"
        headers = {"Fastly-Key": self.params["API_TOKEN"], "Accept": "application/json"}
        self.request("POST", url, headers={**headers, "Surrogate-Key": " ".join(keys)})


class CloudflareBackend(BaseBackend):
    """Cloudflare, by its purge of cache tags."""

    required = ("ZONE_ID", "API_TOKEN")
    location = "https://api.cloudflare.com"
    header = "Cache-Tag"
    separator = ","
    most_keys = 30

    def purge_batch(self, keys: Sequence[str]) -> None:
        url = f"{self.params.get('LOCATION', self.location)}/client/v4/zones/{self.params['ZONE_ID']}/purge_cache"
        headers = {"Authorization": f"Bearer {self.params['API_TOKEN']}"}
        self.request("POST", url, headers=headers, json={"tags": list(keys)})


def get_backends(seconds: float | None = None) -> dict[str, BaseBackend]:
    """The caches in ``CLINIC_CACHE_PURGE``.

    :param seconds: how long to wait for all of them together; by default as long as their timeouts allow.
    :raises ImproperlyConfigured: if one cannot be imported, or lacks a parameter.
    """
    ends = None if seconds is None else time.monotonic() + seconds
    backends: dict[str, BaseBackend] = {}
    for name, configuration in conf.cache_purge().items():
        params = {key: value for key, value in configuration.items() if key != "BACKEND"}
        backends[name] = _backend_class(configuration)(params)
        backends[name].ends = ends
    return backends


def key_headers() -> list[tuple[str, str]]:
    """The headers in which the caches in ``CLINIC_CACHE_PURGE`` look for keys, with their separators; empty without
    caches.
    """
    if _Headers.found is None:
        classes = map(_backend_class, conf.cache_purge().values())
        _Headers.found = list(dict.fromkeys((backend.header, backend.separator) for backend in classes))
    return _Headers.found


def _backend_class(configuration: Mapping[str, Any]) -> type[BaseBackend]:
    path = configuration.get("BACKEND", "")
    try:
        return import_string(path)
    except ImportError as error:
        raise ImproperlyConfigured(f"CLINIC_CACHE_PURGE names '{path}', which cannot be imported: {error}") from error


class _Headers:
    found: list[tuple[str, str]] | None = None


def _forget(**kwargs: Any) -> None:
    _Headers.found = None


setting_changed.connect(_forget, dispatch_uid="clinic_api.purging.backends")
