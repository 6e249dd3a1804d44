"""What is in the wheels, and what they say that they need."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from email.message import Message
from email.parser import HeaderParser
from importlib.metadata import packages_distributions, requires
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
#: The folder of each package, and the name that it is imported by where it is installed.
APPS = {"clinic-api": ("api", "clinic_api"), "clinic-media": ("media", "clinic_media")}
PACKAGES = [*APPS, "clinic-cms"]
#: What is in no wheel: what Python and tools leave behind, and tests.
NEVER = re.compile(r"__pycache__|\.py[co]$|(^|/)(tests?|node_modules|var)/|(^|/)\.|\.orig$|\.sqlite3$")


def declared(package: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / "packages" / package / "pyproject.toml").read_text())["project"]


def by_name(lines: list[str]) -> dict[str, str]:
    """Requirements as they are written, by the name of what they require."""
    return {canonicalize_name(Requirement(line).name): line for line in lines}


def in_files(*names: str) -> dict[str, str]:
    lines = [line for name in names for line in (ROOT / name).read_text().splitlines() if line[:1].isalpha()]
    return by_name(lines)


class Imports(ast.NodeVisitor):
    """The top-level modules that a file imports, apart from those that it can do without."""

    def __init__(self) -> None:
        self.needed: set[str] = set()
        self.optional: set[str] = set()
        self._within = self.needed

    def visit_Import(self, node: ast.Import) -> None:
        self._within.update(alias.name.partition(".")[0] for alias in node.names)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if node.level == 0 and node.module:
            self._within.add(node.module.partition(".")[0])

    def visit_Try(self, node: ast.Try) -> None:
        caught = {name.id for handler in node.handlers for name in ast.walk(handler) if isinstance(name, ast.Name)}
        before, self._within = self._within, self.optional if "ImportError" in caught else self._within
        for statement in node.body:
            self.visit(statement)
        self._within = before
        for statement in [*node.handlers, *node.orelse, *node.finalbody]:
            self.visit(statement)


def third_party(folder: str) -> tuple[set[str], set[str]]:
    """The packages that the code in a folder imports, and those that it imports where they are installed."""
    imports = Imports()
    for path in (ROOT / folder).rglob("*.py"):
        imports.visit(ast.parse(path.read_text()))
    found = packages_distributions()

    def names(modules: set[str]) -> set[str]:
        foreign = modules - sys.stdlib_module_names - {folder}
        return {canonicalize_name(found[module][0]) for module in foreign}

    return names(imports.needed), names(imports.optional) - names(imports.needed)


@pytest.mark.parametrize("package", APPS)
def test_a_package_needs_what_its_code_imports_and_nothing_else(package: str) -> None:
    needed, optional = third_party(APPS[package][0])
    assert set(by_name(declared(package)["dependencies"])) == needed | named_by_their_files(APPS[package][0])
    extras = [line for lines in declared(package)["optional-dependencies"].values() for line in lines]
    assert optional <= set(by_name(extras))


def named_by_their_files(folder: str) -> set[str]:
    """Packages that the code knows by the static files in them."""
    paths = re.findall(r'"(\w+)/[\w/.-]+\.js"', "".join(path.read_text() for path in (ROOT / folder).rglob("*.py")))
    found = packages_distributions()
    return {canonicalize_name(found[name][0]) for name in paths if name in found}


@pytest.mark.parametrize("package", APPS)
def test_the_ranges_are_those_that_this_project_is_tested_with(package: str) -> None:
    known = in_files("requirements.in", "requirements-dev.in")
    project = declared(package)
    lines = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    assert [line for name, line in by_name(lines).items() if name in known and line != known[name]] == []
    # The rest has no range of its own: Wagtail, or a package that comes with it, has chosen one.
    brought = {
        canonicalize_name(Requirement(line).name)
        for package in ("wagtail", "django-tasks")
        for line in requires(package) or []
    }
    for name, line in by_name(lines).items():
        if name not in known:
            assert name in brought, name
            assert line == Requirement(line).name


def test_the_whole_needs_what_this_project_needs() -> None:
    assert by_name(declared("clinic-cms")["dependencies"]) == in_files("requirements.in")
    extras = [line for lines in declared("clinic-cms")["optional-dependencies"].values() for line in lines]
    known = in_files("requirements-dev.in")
    assert {name: known[name] for name in by_name(extras)} == by_name(extras)


def test_an_import_that_may_fail_is_no_need() -> None:
    imports = Imports()
    imports.visit(
        ast.parse("import a\ntry:\n    import b\nexcept ImportError:\n    import c\ntry:\n    import d\nfinally: ...")
    )
    assert (imports.needed, imports.optional) == ({"a", "c", "d"}, {"b"})


def metadata(wheel: ZipFile) -> Message:
    (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    return HeaderParser().parsestr(wheel.read(name).decode())


@pytest.fixture(params=PACKAGES)
def wheel(request: pytest.FixtureRequest, dist: Path) -> Iterator[tuple[str, ZipFile]]:
    (path,) = dist.glob(f"{request.param.replace('-', '_')}-*.whl")
    with ZipFile(path) as opened:
        yield request.param, opened


def test_a_wheel_has_every_file_of_its_apps_and_no_other(wheel: tuple[str, ZipFile]) -> None:
    package, opened = wheel
    folders = (
        [APPS[package]] if package in APPS else [(name, name) for name in ("api", "cms", "docs", "media", "pages")]
    )
    expected = {
        f"{target}/{path.relative_to(ROOT / folder)}"
        for folder, target in folders
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert len(expected) > 50
    in_wheel = {name for name in opened.namelist() if ".dist-info/" not in name}
    assert in_wheel - {"manage.py"} == expected
    assert [name for name in in_wheel if NEVER.search(name)] == []
    assert package == "clinic-cms" or f"{folders[0][1]}/py.typed" in in_wheel


def test_a_wheel_says_what_it_is(wheel: tuple[str, ZipFile]) -> None:
    package, opened = wheel
    says = metadata(opened)
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert (says["Name"], says["Version"], says["Requires-Python"]) == (package, version, ">=3.11")
    assert says["Summary"]
    assert says.get_payload().startswith(f"# {package}\n")
    assert "Framework :: Wagtail :: 8" in says.get_all("Classifier", [])


@pytest.mark.parametrize("package", PACKAGES)
def test_the_version_stands_in_one_place(package: str) -> None:
    assert "version" not in declared(package)
    assert declared(package)["dynamic"] == ["version"]
