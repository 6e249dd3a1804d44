"""What a search costs, beside the ``search`` parameter of listings, here and in Wagtail's API v2."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.test import Client

from api.search.indexing import add_to_index
from bench import corpus
from bench.plain.models import PlainArticle

REPEATS = 5
#: What is looked for: one article, some of them, all of them; and the beginning of a word that all have.
QUERIES = {"one": "article {number}", "some": '"garden week"', "all": "recovery", "beginning": "recov"}


def measure(say: Callable[[str], None], *, with_v2: bool) -> dict[str, Any]:
    """Median milliseconds of single requests, with the corpus that is there.

    :param with_v2: whether API v2 is asked, too; in SQLite, what it takes grows with the square of what is found.
    """
    settings.DEBUG = False
    call_command("update_index", verbosity=0)
    corpus.analyse()
    there = PlainArticle.objects.count()
    say(f"Searching {there:,} articles …")
    article = PlainArticle.objects.order_by("pk").last()
    number = article.title.rpartition(" ")[2]
    times = {}
    for name, text in QUERIES.items():
        query = text.format(number=number).removeprefix("article ")
        times[name] = {
            "search": _median_ms("/api/v2/search/", {"q": query}, new=True),
            "remembered": _median_ms("/api/v2/search/", {"q": query}, new=False),
            "listing": _median_ms("/api/v2/pages/", {"search": query}, new=True),
        }
        if with_v2:
            times[name]["v2"] = _median_ms("/reference/pages/", {"search": query}, new=True)
    return {"articles": there, "times": times, "index_one_ms": _index_ms(article)}


def _median_ms(path: str, query: dict[str, str], *, new: bool) -> float:
    """:param new: each request is one that nobody has asked before."""
    client = Client(headers={"Host": "127.0.0.1"})
    times = []
    for number in range(REPEATS + 1):
        began = time.perf_counter()
        answer = client.get(path, {**query, "_": str(number)} if new else query)
        times.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}: {answer.content!r}")
    return median(times[1:])


def _index_ms(article: PlainArticle) -> float:
    """What a change of one article costs the index."""
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        add_to_index(article)
        times.append((time.perf_counter() - began) * 1000)
    return median(times)
