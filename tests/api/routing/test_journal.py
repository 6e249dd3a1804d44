import pytest

from api.routing import journal
from api.snapshots import building


@pytest.mark.django_db
def test_the_clock_of_the_database_counts_milliseconds_since_1970():
    assert abs(journal.now_ms() - building.now_ms()) < 60_000
