from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "content"


@cache
def load(name: str) -> Any:
    """The content of ``content/<name>.yaml``."""
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def articles() -> dict[str, dict[str, Any]]:
    """All articles by key, which is the slug, in alphabetical order."""
    paths = sorted((FOLDER / "articles").glob("*.yaml"))
    return {path.stem: load(f"articles/{path.stem}") for path in paths}
