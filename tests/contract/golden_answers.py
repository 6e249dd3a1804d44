"""Golden answers: what the API answers today, kept in files that a person can read.

Those of whole answers are the examples in the API's description, too. ``make openapi`` writes them anew. Keys, moments
and names of files, which differ from one run to the next, are always the same in them.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

from django.apps import apps

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "contract" / "golden"
FOLDERS = {
    "answers": [ROOT / "pages" / "openapi_examples", ROOT / "tests" / "plugin" / "openapi_examples"],
    "blocks": [FOLDER / "blocks"],
}
# Types of an app that only the tests have.
OF_PLUGIN = {model.__name__ for model in apps.get_app_config("plugin").get_models()}
RENEWED = os.environ.get("RENEW_GOLDEN_ANSWERS") == "1"

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_STEADY = [
    (re.compile(r"(/api/v2/[a-z]+/)\d+/"), r"\g<1>1/"),
    (re.compile(r"(#(person|question)-)\d+$"), r"\g<1>1"),
    (re.compile(r"/uploads/renditions/\d+/[0-9a-f]+/"), "/uploads/renditions/1/12dc0add92b9dcc0/"),
    (re.compile(r"/documents/\d+/[^\"/]+?\.pdf"), "/documents/1/what-to-bring.pdf"),
    (re.compile(r"^visiting-hours\w*\.pdf$"), "what-to-bring.pdf"),
    (re.compile(r"\b(Image|Document|Article|Clinic) \d+\b"), r"\g<1> 1"),
    (re.compile(r"\b(article|clinic)-\d+\b"), r"\g<1>-1"),
    (re.compile(r"room number \d+"), "room number 1"),
    (re.compile(r"Is question \d+"), "Is question 1"),
    (re.compile(r"^data:image/[^,]+,.+$"), "data:image/webp;base64,UklGRg=="),
]


def steady(value: Any, name: str = "", *, moments: bool = True) -> Any:
    """``value`` without what differs from one run to the next.

    :param moments: whether its moments do.
    """
    if isinstance(value, dict):
        return {key: steady(each, key, moments=moments) for key, each in value.items()}
    if isinstance(value, list):
        return [steady(each, moments=moments) for each in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return {"id": 1, "size": 1000}.get(name, value)
    if isinstance(value, str):
        if moments:
            value = _MOMENT.sub("2026-01-01T09:00:00Z", value)
        for pattern, replacement in _STEADY:
            value = pattern.sub(replacement, value)
        return {"blur_hash": "L~MsQ5oKn%of~Bj@ayj[NafkbHf6", "dominant_color": "#4682b4"}.get(name, value)
    return value


def renew(kind: str, name: str, answer: Any) -> None:
    """Makes ``answer`` the golden one of that name.

    :param kind: ``"answers"`` or ``"blocks"``.
    """
    path = _path(kind, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_text(answer), encoding="utf-8")


def golden(kind: str, name: str) -> Any:
    """The golden answer of that kind and name."""
    path = _path(kind, name)
    assert path.exists(), f"There is no golden answer for {name}. Write it by: make openapi"
    return json.loads(path.read_text(encoding="utf-8"))


def as_text(answer: Any) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def names(kind: str) -> set[str]:
    """The golden answers that there are."""
    return {path.stem for folder in FOLDERS[kind] for path in folder.glob("*.json")}


def _path(kind: str, name: str) -> Path:
    return FOLDERS[kind][-1 if name in OF_PLUGIN else 0] / f"{name}.json"
