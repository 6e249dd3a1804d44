from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.demo_site import demo_site


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """The address of a running demo site. Processes that run tests at the same time share its content."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "demo"
    Path(folder).mkdir(exist_ok=True)
    with demo_site(folder) as address:
        yield address
