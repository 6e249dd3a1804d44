"""A page by id with its rich text in each format, and what it takes to derive one for the first time."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from api.delivery.forms import Form, write
from api.delivery.selection import parse
from api.dependencies.keys import key_of
from api.represent.references import CONTEXT_NAME, References
from api.represent.rich_text.trees import take_down
from api.router import router
from api.snapshots import store
from bench import load, rates, server
from bench.plain.models import PlainArticle

REPEATS = 20


def measure(rounds: int, seconds: int, say: Callable[[str], None]) -> dict[str, Any]:
    """By form: the median rate in requests per second, and milliseconds to derive it from what is stored."""
    article = rates.some_article()
    path = f"/api/v2/pages/{article.pk}/"
    asked: dict[Form, tuple[str, dict[str, str]]] = {form: (f"{path}?rich_text={form}", {}) for form in list(Form)[:3]}
    asked[Form.HTML] = (path, {})
    asked[Form.TEXT] = (path, {"Accept": "text/markdown"})
    found: dict[str, list[float]] = {form: [] for form in asked}
    with server.serve(server.GUNICORN_SYNC) as (address, _):
        for _ in range(rounds):
            for form, (url, headers) in asked.items():
                say(f"rich text as {form} …")
                found[form].append(load.measure(address + url, seconds, headers).rate)
    return {
        "rates": {form: median(values) for form, values in found.items()},
        "derive_ms": {form: _derive_ms(article.pk, form) for form in asked if form is not Form.HTML},
        "build_ms": _build_ms(article.pk),
    }


def _derive_ms(pk: int, form: Form) -> float:
    (stored,) = store.read(key=key_of(PlainArticle, pk), rich_text=True)
    return median(
        _ms(lambda: write(parse(stored.body or b"", stored.rich_text), form, PlainArticle)) for _ in range(REPEATS)
    )


def _build_ms(pk: int) -> dict[str, float]:
    """What the trees add to the making of a snapshot."""
    source: Any = router.endpoints["pages"]

    def represent() -> Any:
        return source.represent_snapshot(source.get_snapshot_object(pk), {CONTEXT_NAME: References()})

    def keep() -> Any:
        document = represent()
        json.dumps(document)
        return take_down(document)

    return {
        "with": median(_ms(keep) for _ in range(REPEATS)),
        "without": median(_ms(lambda: json.dumps(represent())) for _ in range(REPEATS)),
    }


def _ms(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000
