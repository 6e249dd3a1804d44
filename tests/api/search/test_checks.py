import pytest
from django.db import connection

from api.checks import check_search_configuration

pytestmark = pytest.mark.django_db


def test_the_index_s_configuration_is_there():
    assert check_search_configuration(None, databases=["default"]) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has text search configurations")
def test_a_configuration_that_there_is_not_is_named(settings):
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "nothing"}
    }
    (error,) = check_search_configuration(None, databases=["default"])
    assert error.id == "clinic_api.E005"
    assert "'nothing'" in error.msg


def test_nothing_is_asked_of_a_database_that_is_not_checked(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert check_search_configuration(None, databases=None) == []
