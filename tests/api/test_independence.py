"""The API knows nothing of the project that it stands in, and nothing of the folder that it lies in."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import api

FOLDER = Path(api.__file__).parent
FILES = sorted(path for path in FOLDER.rglob("*.py") if "migrations" not in path.parts)
#: Apps of this project and what stands in them, addresses that this project mounts, and modules by the folder's name.
FOREIGN = re.compile(r"\b(clinic_pages|clinic_media|ArticlePage|ClinicPage|FaqItem)\b|/api/|^(api|pages|media|cms)\.\w")


def texts(tree: ast.Module) -> Iterator[str]:
    """All texts of a module but its docstrings."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_nothing_names_the_project_or_the_folder(path):
    tree = ast.parse(path.read_text())
    assert [text for text in texts(tree) if FOREIGN.search(text)] == []
    imported = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level == 0]
    assert [node.module for node in imported if (node.module or "").partition(".")[0] == "api"] == []


def test_what_names_the_project_is_found():
    found = ast.parse(
        '"""clinic_pages in a docstring."""\nimport x\nname = "clinic_pages.ArticlePage"\npath = "/api/v2/"'
    )
    assert [text for text in texts(found) if FOREIGN.search(text)] == ["clinic_pages.ArticlePage", "/api/v2/"]
