"""A plugin of pytest: tests without a database come first, so that a mutant which they kill takes no time."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from tests.kept import NAME as WITH_DATABASE


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None, None, None]:
    yield
    items.sort(key=lambda item: WITH_DATABASE in getattr(item, "fixturenames", ()))
