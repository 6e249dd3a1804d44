"""What publishing costs with the engine and without it, and what a change costs that ten thousand pages show."""

from __future__ import annotations

import json
import time
import uuid
from statistics import median
from typing import Any

from django.db import transaction
from django.test import Client
from wagtail.models import Page

from api.snapshots.models import StaleMark
from bench import corpus
from bench.engine import without_engine
from pages.models import ArticleIndexPage, ArticlePage, ClinicIndexPage, ClinicPage, HomePage
from pages.models.clinic_telephone import Telephone

SUMMARY = "What a reader learns here, in a sentence that is long enough for the editor to take it."


def measure(rounds: int) -> dict[str, float]:
    """Median milliseconds to publish an article with ten images, with the engine and without it, in turns."""
    article = _article_with_images()
    times: dict[str, list[float]] = {"with": [], "without": []}
    Client().get(f"/api/v2/pages/{article.pk}/", headers={"Host": "127.0.0.1"})
    for number in range(rounds * 4):
        times["with"].append(_publish(article.pk, number))
        with without_engine():
            times["without"].append(_publish(article.pk, number))
    return {name: median(values) for name, values in times.items()}


def measure_fan_out(pages: int) -> dict[str, Any]:
    """Seconds that saving a clinic takes which ``pages`` articles show, and the milliseconds of the first read."""
    clinic, articles = _clinic_with_articles(pages)
    corpus.make_snapshots()
    began = time.perf_counter()
    with transaction.atomic():
        clinic.locality = f"Town {uuid.uuid4().hex[:6]}"
        clinic.save_revision().publish()
    saved = time.perf_counter() - began
    marked = StaleMark.objects.values("snapshot_id").distinct().count()
    began = time.perf_counter()
    answer = Client().get(f"/api/v2/pages/{articles[-1]}/", headers={"Host": "127.0.0.1"})
    read = time.perf_counter() - began
    fresh = clinic.locality in answer.content.decode()
    return {"pages": pages, "save_s": saved, "marked": marked, "first_read_ms": read * 1000, "is_fresh": fresh}


def section() -> Page:
    """The index of the articles that show the clinic of :func:`measure_fan_out`."""
    return _site_tree()[0]


def _publish(pk: int, number: int) -> float:
    article = ArticlePage.objects.get(pk=pk)
    article.title = f"An article that is published, for the {number}th time"
    began = time.perf_counter()
    with transaction.atomic():
        article.save_revision().publish()
    return (time.perf_counter() - began) * 1000


def _site_tree() -> tuple[Page, Page]:
    home = corpus.home()
    clinic_home = Page.objects.child_of(home).type(HomePage).first() or home.add_child(
        instance=HomePage(title="Clinic", slug="clinic")
    )
    articles = ArticleIndexPage.objects.first() or clinic_home.add_child(
        instance=ArticleIndexPage(title="Articles", slug="articles")
    )
    clinics = ClinicIndexPage.objects.first() or Page.objects.get(pk=clinic_home.pk).add_child(
        instance=ClinicIndexPage(title="Clinics", slug="clinics")
    )
    return articles, clinics


def _article_with_images() -> ArticlePage:
    index, _ = _site_tree()
    body = []
    for image in corpus.make_images()[:10]:
        value = {"image": image.pk, "alt_text": "A quiet room", "caption": "", "decorative": False}
        body.append({"id": str(uuid.uuid4()), "type": "image", "value": value})
        text = f"<p>{'Plain words that say something. ' * 20}</p>"
        body.append({"id": str(uuid.uuid4()), "type": "rich_text", "value": text})
    article = ArticlePage(title="With images", slug=f"images-{uuid.uuid4().hex[:8]}", summary=SUMMARY, body=body)
    return Page.objects.get(pk=index.pk).add_child(instance=article)


def _clinic_with_articles(count: int) -> tuple[ClinicPage, list[int]]:
    index, clinics = _site_tree()
    clinic = ClinicPage(
        title="Shown everywhere",
        slug=f"clinic-{uuid.uuid4().hex[:8]}",
        street_address="1 Example Street",
        locality="Riverside",
        region="CA",
        postal_code="92501",
        country="US",
        time_zone="America/Los_Angeles",
    )
    clinic.telephones = [Telephone(number="+19515550142", purpose="admissions", is_main=True)]
    Page.objects.get(pk=clinics.pk).add_child(instance=clinic)
    contact = {"heading": "Call us", "text": "", "clinic": clinic.pk, "details": ["telephone"]}
    body = json.dumps([{"id": str(uuid.uuid4()), "type": "clinic_contact", "value": contact}])
    made: list[int] = []
    while len(made) < count:
        made += _insert_articles(Page.objects.get(pk=index.pk), body, min(1000, count - len(made)))
    return clinic, made


@transaction.atomic
def _insert_articles(index: Page, body: str, count: int) -> list[int]:
    articles = [_article(index, index.numchild + place, body) for place in range(1, count + 1)]
    corpus.insert(articles, ArticlePage, index)
    return [article.pk for article in articles]


def _article(index: Page, place: int, body: str) -> ArticlePage:
    facts = {"title": f"Shows the clinic {place}", "summary": SUMMARY, "body": body}
    return corpus.unsaved(ArticlePage, index, place, slug=f"shows-the-clinic-{place}", **facts)
