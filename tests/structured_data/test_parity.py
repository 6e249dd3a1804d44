"""Search engines are told what visitors read, and nothing else."""

import pytest

from tests.structured_data.parity import differences

pytestmark = pytest.mark.django_db


def test_every_page_of_the_demo_tells_search_engines_what_it_shows(demo):
    found = {path: differences(answer, demo["site"]) for path, answer in demo["pages"].items()}
    assert len(found) > 20
    assert {path: faults for path, faults in found.items() if faults} == {}
