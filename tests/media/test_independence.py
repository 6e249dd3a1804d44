"""``media`` names neither itself nor any other app of this project, so that it can be installed under any name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

MEDIA = Path(__file__).resolve().parents[2] / "media"
SOURCES = sorted(path for path in MEDIA.rglob("*") if path.is_file() and path.suffix != ".pyc")
MODULES = [path for path in SOURCES if path.suffix == ".py"]
OURS = {"api", "cms", "media", "pages"}
#: ``media.presets``, ``media/presets.py``, ``"media"`` as what ``INSTALLED_APPS`` names; and all names of the others.
NAMED = re.compile(
    r"""
    (?<![\w./-]) (api|cms|media|pages) ( \.\w | / | :\w )
    | ["'`] (cms|media|pages|api) ["'`]
    | clinic[_-](api|cms|pages) (?!\w)
    """,
    re.VERBOSE,
)


def name(path: Path) -> str:
    return path.relative_to(MEDIA).as_posix()


def absolute_imports(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield str(node.module)


def names_in(text: str) -> list[str]:
    return [found.group() for found in NAMED.finditer(text)]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_it_imports_itself_by_relative_names_and_no_other_app(path: Path) -> None:
    """A migration that ``makemigrations`` has written with ``import media.…`` is rewritten as its neighbours are."""
    assert not {module for module in absolute_imports(path.read_text()) if module.partition(".")[0] in OURS}


def test_no_file_imports_itself_by_way_of_others() -> None:
    """Contracts in ``pyproject.toml`` say which floor each stands on; this is for what a folder's ``__init__`` imports,
    too.
    """
    graph = grimp.build_graph("media", cache_dir=None)
    imported = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert sum(map(len, imported.values())) > len(MODULES)
    TopologicalSorter(imported).prepare()  # Raises CycleError.


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_text_names_the_folder_or_another_app(path: Path) -> None:
    assert names_in(path.read_text()) == []


def test_no_folder_for_templates_or_static_files_has_a_name_that_others_use() -> None:
    assert {path.name for path in [*MEDIA.glob("templates/*"), *MEDIA.glob("static/*")]} == {"clinic_media"}


@pytest.mark.parametrize(
    "text",
    [
        'include("media.urls")',
        "See media/presets.py.",
        'name = "media"',
        "``media.urls``",
        'reverse("clinic_api:images:detail")',
        'names = ["clinic-api"]',
        "api.throttling.work_refusal",
        "clinic_pages.ArticlePage",
        "cms/settings",
    ],
)
def test_such_texts_are_found(text: str) -> None:
    assert names_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "import wagtail.models.media",
        "from wagtail.api import APIField",
        "clinic_media.ClinicImage",
        "api_fields",
        "those of pages. They",
        "clinic-media-1000",
    ],
)
def test_other_words_are_not(text: str) -> None:
    assert not names_in(text)


def test_absolute_imports_are_found() -> None:
    source = "import media.views\nfrom api import conf\nfrom . import views\ndef f():\n    from cms.root import root\n"
    assert list(absolute_imports(source)) == ["media.views", "api", "cms.root"]
