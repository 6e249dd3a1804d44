from __future__ import annotations

from typing import Any

import pytest
import requests

from tests.pages.sites import articles, clinics, home

__all__ = ["articles", "clinics", "home"]


@pytest.fixture(scope="session")
def answers(demo: str) -> dict[str, Any]:
    """What the API says of the demo site: ``pages``, each whole, by path, and ``site``."""
    with requests.Session() as session:

        def get(path: str) -> Any:
            response = session.get(f"{demo}/api/v2/{path}", timeout=20)
            response.raise_for_status()
            return response.json()

        pages = [get(f"pages/{route['id']}/") for route in get("routes/")["items"]]
        return {"pages": {page["meta"]["html_path"]: page for page in pages}, "site": get("site/")}
