"""nginx and Varnish, as documented, take what the API sends behind them, however much a page shows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import requests

from api.dependencies.keys import Key
from api.snapshots.surrogate_keys import opaque, surrogate_keys
from pages.models import FaqItem, FaqPage
from tests.freshness.servers import NGINX, gunicorn, nginx, varnish
from tests.freshness.world import World
from tests.pages.factories import item

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def pages():
    """The primary keys of pages with so many questions."""
    world = World()
    questions = [FaqItem(question=f"Question {number}?", answer="<p>Yes.</p>", live=True) for number in range(700)]
    locale = FaqItem.objects.first().locale
    for question in questions:
        question.locale = locale
    made = [question.pk for question in FaqItem.objects.bulk_create(questions)]
    pks = {}
    for number in (130, 700):
        section = {"heading": "All", "items": [item(pk) for pk in made[:number]]}
        sections = [{"id": "s", "type": "faq_section", "value": section}]
        page = FaqPage(title=f"With {number}", slug=f"with-{number}", sections=sections)
        pks[number] = world.home.add_child(instance=page).pk
    return pks


@pytest.mark.skipif(shutil.which("varnishd") is None, reason="there is no varnishd: apt-get install varnish")
@pytest.mark.skipif(not Path(NGINX).exists(), reason="there is no nginx: apt-get install nginx")
def test_a_page_with_hundreds_of_questions_passes_nginx_and_varnish(pages, tmp_path):
    (tmp_path / "inner").mkdir()
    with (
        gunicorn("tests.freshness.cached_settings") as server,
        nginx(server, tmp_path / "inner") as inner,
        varnish(server, tmp_path) as cache,
        nginx(cache, tmp_path) as outer,
    ):
        ways = [(server, None), (inner.address, inner.certificate), (cache, None), (outer.address, outer.certificate)]
        for number, pk in pages.items():
            for address, certificate in ways:
                for path in (f"pages/{pk}/", f"pages/find/?html_path=/with-{number}/"):
                    url = f"{address}/api/v2/{path}"
                    headers = {"Host": "www.clinic.example"}
                    answer = requests.get(url, timeout=60, headers=headers, verify=certificate)
                    assert answer.status_code == 200, (address, number, answer.text[:200])
                    shown = answer.json()["sections"][0]["value"]["items"]
                    assert len(shown) == number
                    if address in (server, inner.address):
                        lines = [f"{name}: {value}" for name, value in answer.headers.items()]
                        assert sum(map(len, lines)) + 2 * len(lines) < 3000
                        assert "Surrogate-Key" in answer.headers
                        assert "Cache-Tag" not in answer.headers


def test_a_page_with_few_questions_is_purged_by_each_of_them():
    keys = [Key("clinic_pages.faqitem", str(pk)) for pk in range(1, 131)]
    names = surrogate_keys(keys).split()
    assert opaque("faqitem-130") in names
