"""Makes pages by the thousand: rows in bulk, with what Wagtail would fill in for each."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.core.files.images import ImageFile
from django.db import connection, transaction
from django.utils import timezone
from PIL import Image as PillowImage
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, Site

from bench.plain.models import PlainArticle

P = TypeVar("P", bound=Page)

ROOT = Path(__file__).resolve().parent.parent
BATCH = 1000
IMAGES = 40
_WORDS = [
    *("care", "answer", "help", "question", "family", "evening", "morning", "visit", "doctor", "nurse", "garden"),
    *("sleep", "rest", "calm", "plan", "support", "treatment", "recovery", "feeling", "change", "week", "day", "month"),
    *("clinic", "group", "talk", "listen", "walk", "breath", "water", "food", "room", "door", "light", "session"),
]


def home() -> Page:
    """The root page of the default site."""
    return Site.objects.get(is_default_site=True).root_page


def make_images(count: int = IMAGES) -> list[Any]:
    model = get_image_model()
    found = list(model.objects.order_by("pk")[:count])
    collection = Collection.get_first_root_node()
    for number in range(len(found), count):
        picture = io.BytesIO()
        PillowImage.new("RGB", (1600, 900), (number * 6 % 256, 120, 140)).save(picture, "JPEG")
        facts = {"title": f"Picture {number}", "alt_text": f"A quiet room, number {number}", "collection": collection}
        image = model.objects.create(**facts, file=ImageFile(picture, name=f"bench-{number}.jpg"))
        found.append(image)
    return found


def make_articles(count: int, done: Callable[[int], None] = lambda number: None) -> None:
    """Fills up the site to ``count`` articles of about 10 KB of JSON each, below index pages of 10,000 at most."""
    images = [image.pk for image in make_images()]
    there = PlainArticle.objects.count()
    numbers = iter(range(there, count))
    while batch := list(islice(numbers, BATCH)):
        with transaction.atomic():
            _insert(batch, images)
        done(len(batch))


def make_snapshots() -> None:
    """Makes what is missing in the store, in two processes."""
    command = [sys.executable, "manage.py", "snapshots", "rebuild", "--shard"]
    processes = [subprocess.Popen([*command, f"{part}/2"], cwd=ROOT, stdout=subprocess.DEVNULL) for part in (1, 2)]  # noqa: S603
    statuses = [process.wait() for process in processes]
    if any(statuses):
        raise RuntimeError("The snapshots could not be made.")


def unsaved(model: type[P], parent: Page, place: int, slug: str, **fields: Any) -> P:
    """A live page for :func:`insert`, at that place below ``parent``, counted from one."""
    now = timezone.now()
    return model(
        draft_title=slug,
        slug=slug,
        path=Page._get_path(parent.path, parent.depth + 1, place),
        depth=parent.depth + 1,
        numchild=0,
        url_path=f"{parent.url_path}{slug}/",
        live=True,
        locale_id=parent.locale_id,
        translation_key=uuid.uuid4(),
        content_type=ContentType.objects.get_for_model(model),
        first_published_at=now,
        last_published_at=now,
        **fields,
    )


def insert(articles: list[Any], model: type[Page], parent: Page) -> None:
    """Inserts pages of one type, whose rows in the table of all pages come first."""
    rows = Page.objects.bulk_create([_page_of(article) for article in articles])
    for article, row in zip(articles, rows, strict=True):
        article.pk = article.id = article.page_ptr_id = row.pk
    fields = model._meta.local_concrete_fields
    for start in range(0, len(articles), 200):
        model._base_manager._insert(articles[start : start + 200], fields=fields, using="default")
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(articles))


def _insert(numbers: list[int], images: list[int]) -> None:
    parent = _section(numbers[0] // 10_000)
    first = parent.numchild
    articles = [_article(number, parent, first + place, images) for place, number in enumerate(numbers, 1)]
    insert(articles, PlainArticle, parent)


def _section(number: int) -> Page:
    slug = f"section-{number}"
    root = home()
    found = Page.objects.child_of(root).filter(slug=slug).first()
    return found or root.add_child(instance=Page(title=f"Section {number}", slug=slug))


def _article(number: int, parent: Page, place: int, images: list[int]) -> PlainArticle:
    rng = random.Random(number)  # noqa: S311
    return unsaved(
        PlainArticle,
        parent,
        place,
        slug=f"article-{number}",
        title=f"{_words(rng, 5).capitalize()} {number}",
        summary=f"{_words(rng, 20).capitalize()}.",
        hero_image_id=rng.choice(images),
        body=json.dumps(list(_blocks(rng, images))),
    )


def _blocks(rng: random.Random, images: list[int]) -> Iterator[dict[str, Any]]:
    for section in range(6):
        yield {"id": str(uuid.uuid4()), "type": "heading", "value": _words(rng, 4).capitalize()}
        for _ in range(3):
            text = f"<p>{_words(rng, 60).capitalize()}. <b>{_words(rng, 4)}</b> {_words(rng, 12)}.</p>"
            yield {"id": str(uuid.uuid4()), "type": "paragraph", "value": text}
        if section % 2:
            yield {"id": str(uuid.uuid4()), "type": "image", "value": rng.choice(images)}
    quote = {"text": _words(rng, 20), "source": "A patient (fictional)"}
    yield {"id": str(uuid.uuid4()), "type": "quote", "value": quote}


def _words(rng: random.Random, count: int) -> str:
    return " ".join(rng.choice(_WORDS) for _ in range(count))


def _page_of(article: PlainArticle) -> Page:
    names = [field.attname for field in Page._meta.local_concrete_fields if not field.primary_key]
    return Page(**{name: getattr(article, name) for name in names})


def analyse() -> None:
    """Lets the database's planner know how many rows there are, as an hour of use would."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
