from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def no_renditions_remembered() -> Iterator[None]:
    """Wagtail remembers renditions by image id, and ids come again from one test to the next."""
    yield
    cache.clear()
