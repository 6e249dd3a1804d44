"""What the worker does at intervals: each app lists its own in ``DUTIES`` of its module ``duties``."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import module_has_submodule

MODULE = "duties"


class Duty(NamedTuple):
    """Something to be done again and again. An app that is not to know of this class lists plain tuples.

    :param name: what it is called in the log, in the database and by ``/readyz``: "publish what is scheduled".
    :param interval: seconds from the end of one run to the start of the next.
    :param run: does it. What it raises is logged, and it is called again; one run never meets another.
    """

    name: str
    interval: float
    run: Callable[[], object]


def find_duties() -> list[Duty]:
    """The duties of all installed apps.

    :raises ImproperlyConfigured: when two have the same name, or one has no interval.
    """
    duties: dict[str, Duty] = {}
    for config in apps.get_app_configs():
        if config.module is None or not module_has_submodule(config.module, MODULE):
            continue
        for item in getattr(import_module(f"{config.name}.{MODULE}"), "DUTIES", ()):
            duty = Duty(*item)
            if duty.name in duties:
                raise ImproperlyConfigured(
                    f"Two duties of the worker are called '{duty.name}'. Rename the one in {config.name}."
                )
            if duty.interval <= 0:
                raise ImproperlyConfigured(f"The interval of the worker's duty '{duty.name}' must be greater than 0.")
            duties[duty.name] = duty
    return list(duties.values())
