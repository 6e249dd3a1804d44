import os
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from hypothesis import settings

# How long an example takes says more about what else the machine does than about the code. New examples are looked for
# where somebody reads what they show; CI says whether a change broke what held before.
settings.register_profile("steady", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Wagtail remembers site paths and renditions by ids, which come again from one test to the next."""
    cache.clear()
    yield
    cache.clear()
