"""A real Varnish in front of a real gunicorn: after a publish nobody gets the old bytes, and the rest stays cached."""

from __future__ import annotations

import shutil
import threading
import time

import pytest
import requests
from django.db import transaction

from api.purging.models import PendingPurge
from api.purging.sending import send_pending
from pages.models import ClinicPage
from tests.freshness.servers import free_port, gunicorn, varnish
from tests.freshness.world import World

PUBLICATIONS = 100

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(shutil.which("varnishd") is None, reason="there is no varnishd: apt-get install varnish"),
]


@pytest.fixture
def world():
    return World()


@pytest.fixture
def cache(world, tmp_path, settings):
    """Asks through Varnish; answers with the JSON, and whether Varnish had it."""
    with gunicorn("tests.freshness.cached_settings") as server, varnish(server, tmp_path) as address:
        settings.CLINIC_CACHE_PURGE = {
            "varnish": {"BACKEND": "api.purging.backends.VarnishBackend", "LOCATION": address}
        }

        def get(path):
            answer = requests.get(f"{address}/api/v2/{path}", timeout=10, headers={"Host": "www.clinic.example"})
            return answer, len(answer.headers["X-Varnish"].split()) == 2

        yield get


def test_after_a_publish_nobody_gets_the_old_bytes_and_the_rest_stays_cached(world, cache):
    first, second = world.articles()[:2]
    faq = f"pages/{world.home.get_children().get(slug='faq').pk}/"
    paths = [f"pages/{first.pk}/", f"pages/find/?html_path=/articles/{first.slug}/", "pages/?limit=3", faq]
    for path in paths:
        assert cache(path)[0].status_code == 200
        assert cache(path)[1], f"{path} was not cached"

    first.title = "Another title"
    with transaction.atomic():
        first.save_revision().publish()

    for path in paths[:2]:
        answer, was_cached = cache(path)
        assert (answer.json()["title"], was_cached) == ("Another title", False)
    assert not cache("pages/?limit=3")[1]
    assert cache(faq)[1], "an unrelated page was dropped"
    assert "Surrogate-Key" not in cache(faq)[0].headers
    assert not PendingPurge.objects.exists()
    assert second.pk


def test_what_is_published_is_what_the_next_reader_gets_though_no_worker_runs(world, cache, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    article = world.articles()[0]
    path = f"pages/{article.pk}/"
    for number in range(8):
        cache(path)
        assert cache(path)[1], "it was not cached"
        article.title = f"Publication {number}"
        with transaction.atomic():
            article.save_revision().publish()
        assert cache(path)[0].json()["title"] == f"Publication {number}"


def test_a_hundred_publications_reach_readers_as_they_return(world, cache, settings):
    """What it prints stands in docs/delivery.md."""
    address = settings.CLINIC_CACHE_PURGE["varnish"]["LOCATION"]
    article = world.articles()[0]
    with Readers(f"{address}/api/v2/pages/{article.pk}/") as readers:
        returned = []
        for number in range(PUBLICATIONS):
            article.title = f"Publication {number}"
            with transaction.atomic():
                article.save_revision().publish()
            returned.append(time.monotonic())
            readers.read_for(0.05)
        readers.read_for(1)
    lags = sorted(readers.stale_for(number, moment) for number, moment in enumerate(returned))
    p50, p99 = lags[len(lags) // 2], lags[len(lags) * 99 // 100]
    print(  # noqa: T201
        f"{len(readers.answers)} answers during {len(lags)} publications; after their return, old answers came for "
        f"p50 {p50 * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms, at most {lags[-1] * 1000:.0f} ms; "
        f"none after {sum(lag == 0 for lag in lags)}"
    )
    assert p50 < 0.5
    assert p99 < 8


class Readers:
    """Ask for one page again and again while it is published, with a number in its title each time."""

    def __init__(self, url):
        self.url = url
        #: When each was asked for and had arrived, and what number it had.
        self.answers = []
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._read) for _ in range(3)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *exc):
        self._stop.set()
        for thread in self._threads:
            thread.join(30)

    def read_for(self, seconds):
        self._stop.wait(seconds)

    def stale_for(self, number, moment):
        """For how many seconds after ``moment`` answers from before came to who asked after it."""
        old = [arrived for asked, arrived, shown in self.answers if asked >= moment and shown < number]
        return max(old) - moment if old else 0.0

    def _read(self):
        with requests.Session() as session:
            while not self._stop.is_set():
                asked = time.monotonic()
                answer = session.get(self.url, headers={"Host": "www.clinic.example"}, timeout=30)
                title = answer.json()["title"]
                number = int(title.split()[-1]) if title.startswith("Publication") else -1
                self.answers.append((asked, time.monotonic(), number))


def test_what_shows_a_changed_object_is_dropped_with_it(world, cache):
    article = next(article for article in world.articles() if len(article.body) > 5)
    path = f"pages/{article.pk}/"
    unrelated = f"topics/{world.topic.pk}/"
    for each in (path, unrelated):
        cache(each)
        assert cache(each)[1]
    with transaction.atomic():
        world.edit_clinic_in_admin()
    assert ClinicPage.objects.get(pk=world.clinic.pk).locality in cache(path)[0].text
    assert cache(unrelated)[1]


def test_a_page_that_goes_private_is_dropped_with_all_below_it(world, cache):
    paths = [f"pages/{world.index.pk}/", f"pages/{world.articles()[0].pk}/"]
    for path in paths:
        cache(path)
        assert cache(path)[1]
    with transaction.atomic():
        world.restrict(world.pages().index(world.index.page_ptr), "login")
    assert [cache(path)[0].status_code for path in paths] == [404, 404]


def test_a_cache_that_does_not_answer_is_told_later(world, cache, settings):
    path = f"pages/{world.articles()[0].pk}/"
    cache(path)
    working = settings.CLINIC_CACHE_PURGE
    location = f"http://127.0.0.1:{free_port()}"
    settings.CLINIC_CACHE_PURGE = {"varnish": {"BACKEND": "api.purging.backends.VarnishBackend", "LOCATION": location}}
    article = world.articles()[0]
    article.title = "Another title"
    with transaction.atomic():
        article.save()
    assert PendingPurge.objects.filter(attempts=1, surrogate_key=f"page-{article.pk}").exists()
    settings.CLINIC_CACHE_PURGE = working
    PendingPurge.objects.update(due_at=world.now)
    assert send_pending(can_wait=False)[0] > 0
    assert cache(path)[0].json()["title"] == "Another title"
    assert not PendingPurge.objects.exists()


def test_only_the_cms_may_purge(world, cache, settings):
    address = settings.CLINIC_CACHE_PURGE["varnish"]["LOCATION"]
    assert requests.request("BAN", address, timeout=5).status_code == 403
    for_everything = {"X-Surrogate-Keys": "."}
    through_a_proxy = {**for_everything, "X-Forwarded-For": "192.0.2.1"}
    assert requests.request("BAN", address, headers=through_a_proxy, timeout=5).status_code == 403
    assert requests.request("BAN", address, headers=for_everything, timeout=5).status_code == 200
