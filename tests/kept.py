"""Content that is made once for the tests in a row that ask for it, and is as it was before each of them.

    @kept
    def articles(home):
        return home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))

is a fixture. What it makes lies in a transaction below those of the tests, which is rolled back when a test comes that
does not ask for it, or that is not wrapped in a transaction itself. Each test is given a copy of what was returned. It
may ask for other fixtures of this kind, and for no others.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import takewhile
from typing import Any, NamedTuple

import pytest
from django.db import transaction

#: The fixture that brings what a test asks for; it comes before all others of the test.
NAME = "kept_content"
_MAKE = "kept_make"

Make = Callable[..., Any]
#: What was defined first is made first, so that tests have as much as possible in common.
_ORDER: dict[Make, int] = {}


def kept(make: Make) -> Any:
    """Makes a fixture of a function that makes content."""
    names = list(inspect.signature(make).parameters)

    def fixture(**others: Any) -> Any:
        # What is asked for by ``getfixturevalue`` alone is made for that test.
        copies = _SHELF.copies
        return copies[make] if make in copies else make(**{name: others[name] for name in names})

    kind = inspect.Parameter.KEYWORD_ONLY
    fixture.__signature__ = inspect.Signature([inspect.Parameter(name, kind) for name in ["db", *names]])  # type: ignore[attr-defined]
    fixture.__module__, fixture.__doc__ = make.__module__, make.__doc__
    setattr(fixture, _MAKE, make)
    _ORDER[make] = len(_ORDER)
    return pytest.fixture(name=make.__name__)(fixture)


class _Level(NamedTuple):
    """What is there once one thing more was made, and the transaction in which it was.

    :param contents: all that was returned so far, as it is then: what was made before may have changed.
    """

    atomic: transaction.Atomic
    contents: dict[Make, Any]


class _Shelf:
    """What is there now: a stack of levels."""

    def __init__(self) -> None:
        self._levels: list[_Level] = []
        #: What the test under way may do as it likes with.
        self.copies: dict[Make, Any] = {}

    def bring(self, wanted: dict[Make, list[Make]]) -> None:
        """Has just this there, and copies of it for a test.

        :param wanted: what is to be there, in the order in which it can be made, with what each is made of.
        """
        there = list(self._levels[-1].contents) if self._levels else []
        shared = len(list(takewhile(lambda pair: pair[0] is pair[1], zip(there, wanted, strict=False))))
        self.clear(above=shared)
        for make in list(wanted)[shared:]:
            self._make(make, wanted[make])
        self.copies = self._copy()

    def clear(self, above: int = 0) -> None:
        self.copies = {}
        while len(self._levels) > above:
            atomic = self._levels.pop().atomic
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)

    def _make(self, make: Make, others: list[Make]) -> None:
        contents = self._copy()
        atomic = transaction.atomic()
        atomic._from_testcase = True  # As the transactions of Django's own test cases: durable ones may begin.
        atomic.__enter__()
        try:
            names = inspect.signature(make).parameters
            made = make(**{name: contents[other] for name, other in zip(names, others, strict=True)})
        except BaseException as error:
            atomic.__exit__(type(error), error, error.__traceback__)
            raise
        self._levels.append(_Level(atomic, {**contents, make: made}))

    def _copy(self) -> dict[Make, Any]:
        return deepcopy(self._levels[-1].contents) if self._levels else {}


_SHELF = _Shelf()


@pytest.fixture(scope="session")
def _shelf(django_db_setup: None, django_db_blocker: Any) -> Iterator[_Shelf]:
    yield _SHELF
    with django_db_blocker.unblock():
        _SHELF.clear()


@pytest.fixture
def kept_content(request: pytest.FixtureRequest, _shelf: _Shelf, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        _shelf.bring(wanted_by(request.node))


def wanted_by(item: pytest.Item) -> dict[Make, list[Make]]:
    """What a test asks for of this kind, each after what it is made of, with that."""
    definitions = item._fixtureinfo.name2fixturedefs  # type: ignore[attr-defined]
    found: dict[Make, list[Make]] = {}

    def find(name: str) -> Make | None:
        make = _make_of(definitions, name)
        if make is not None and make not in found:
            others = [find(other) for other in inspect.signature(make).parameters]
            if None in others:
                return None
            found[make] = [other for other in others if other is not None]
        return make

    if not empties_tables(item):
        names = [name for name in item.fixturenames if _make_of(definitions, name)]  # type: ignore[attr-defined]
        for name in sorted(names, key=lambda name: _ORDER[_make_of(definitions, name)]):
            find(name)
    return found


def in_common(item: pytest.Item) -> list[int]:
    """By what tests are put in order so that those that ask for the same come after one another."""
    return [_ORDER[make] for make in wanted_by(item)]


def _make_of(definitions: dict[str, Any], name: str) -> Any:
    return getattr(definitions[name][-1].func, _MAKE, None) if name in definitions else None


def empties_tables(item: pytest.Item) -> bool:
    """Whether a test is not wrapped in a transaction."""
    marker = item.get_closest_marker("django_db")
    by_fixture = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(by_fixture or (marker and marker.kwargs.get("transaction")))
