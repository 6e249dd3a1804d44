from collections.abc import Iterator

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Wagtail remembers site paths and renditions by ids, Django content types; ids come again in other tests."""
    cache.clear()
    ContentType.objects.clear_cache()
    yield
    cache.clear()
