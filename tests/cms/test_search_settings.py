import pytest

from cms.settings.environment import environment_problems
from cms.settings.search import search_backends
from tests.cms.test_environment import SetEnvironment, set_environment  # noqa: F401  (a fixture)

DATABASE = {"BACKEND": "wagtail.search.backends.database"}


def test_the_database_keeps_the_index_unless_an_engine_is_named(set_environment: SetEnvironment) -> None:  # noqa: F811
    set_environment()
    assert search_backends(DATABASE) == {"default": DATABASE}


def test_an_engine_is_asked_with_a_limit_to_patience(set_environment: SetEnvironment) -> None:  # noqa: F811
    set_environment(
        CLINIC_SEARCH_URL="https://user:secret@search.example.org:9200",
        CLINIC_SEARCH_ENGINE="elasticsearch9",
        CLINIC_SEARCH_INDEX_PREFIX="north_",
    )
    backend = search_backends(DATABASE)["default"]
    assert backend["BACKEND"] == "wagtail.search.backends.elasticsearch9"
    assert backend["URLS"] == ["https://user:secret@search.example.org:9200"]
    assert backend["INDEX_PREFIX"] == "north_"
    assert backend["TIMEOUT"] == 5
    assert backend["OPTIONS"] == {"max_retries": 0}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CLINIC_SEARCH_URL", "search.example.org:9200"),
        ("CLINIC_SEARCH_URL", "https://user:secret@"),
        ("CLINIC_SEARCH_ENGINE", "solr"),
        ("CLINIC_SEARCH_INDEX_PREFIX", "Clinic/"),
    ],
)
def test_what_cannot_be_is_named_without_its_password(
    set_environment: SetEnvironment,  # noqa: F811
    name: str,
    value: str,
) -> None:
    set_environment(**{name: value})
    (problem,) = [problem for problem in environment_problems() if problem.startswith(name)]
    assert "secret" not in problem.partition(":")[0]
    assert "secret" not in problem.replace("user:password", "")
