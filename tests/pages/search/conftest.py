import pytest
from django.db import connection

from api.snapshots.marking import forget_marks


@pytest.fixture
def search(get):
    def request(q, **query):
        response = get("search/", q=q, **query)
        assert response.status_code == 200, response.content
        # The test is one transaction; a visitor reads between two.
        forget_marks(connection)
        return response.json()

    return request


@pytest.fixture
def titles(search):
    """The titles of what is found."""

    def request(q, **query):
        return [result["title"] for result in search(q, **query)["items"]]

    return request
