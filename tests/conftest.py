from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Wagtail remembers site paths and renditions by ids, which come again from one test to the next."""
    cache.clear()
    yield
    cache.clear()
