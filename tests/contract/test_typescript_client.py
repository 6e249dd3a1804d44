"""The client in TypeScript: its types are those of the API, it compiles in strict mode, and it reads the demo site."""

from __future__ import annotations

import json
import re
import shutil
import tarfile
import tomllib
from pathlib import Path

import pytest
from filelock import FileLock

from tests.contract.node_packages import NEEDS_NODE, install_locked, run_npm

CLIENT = Path(__file__).parents[2] / "clients" / "typescript"

pytestmark = NEEDS_NODE

#: The files of its package.
PACKED = re.compile(r"package/(dist/[\w-]+(\.d\.ts|\.js)|package\.json|README\.md)")
LIBRARIES = ["ES2022", "DOM", "DOM.Iterable"]
STRICTLY = {"strict": True, "target": "ES2022", "module": "NodeNext", "lib": LIBRARIES, "types": []}
#: What a frontend does with it.
READING = """
import { createClient, isPageOfType } from "clinic-cms-client";

declare const process: { argv: string[] };
const found = await createClient({ baseUrl: process.argv[2] ?? "" }).find("/articles/what-is-addiction/");
if (found.kind !== "page" || !isPageOfType(found.page, "clinic_pages.ArticlePage")) throw new Error(found.kind);
const title: string = found.page.title;
// @ts-expect-error: an article has no such field, which the installed types know
found.page.no_such_field;
console.log(title);
"""
#: What npm says where there is no registry.
NO_REGISTRY = re.compile(r"\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED)\b")


def npm(*arguments: str, **environment: str) -> str:
    """What npm prints; it must succeed."""
    done = run_npm(*arguments, folder=CLIENT, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def _installed(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The packages that package-lock.json names, and no others; installed once for all processes."""
    install_locked(CLIENT, tmp_path_factory.getbasetemp().parent / "npm.lock")


@pytest.mark.usefixtures("_installed")
def test_the_types_are_those_of_the_description():
    """Renew them by: make openapi"""
    npm("run", "generate", "--", "--check")


@pytest.fixture(scope="session")
def _built(_installed: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The client as others use it; built once for all processes."""
    folder = tmp_path_factory.getbasetemp().parent
    with FileLock(folder / "npm.lock"):
        if not (folder / "client-built").exists():
            npm("run", "build")
            (folder / "client-built").touch()


@pytest.mark.usefixtures("_built")
def test_it_reads_the_demo_site(demo: str):
    output = npm("test", CLINIC_API=demo)
    assert "fail 0" in output
    assert "skipped 0" in output


@pytest.mark.usefixtures("_built")
def test_the_code_of_its_readme_compiles_and_runs(demo: str, tmp_path: Path):
    blocks = re.findall(r"^```ts\n(.*?)^```", (CLIENT / "README.md").read_text(), re.MULTILINE | re.DOTALL)
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "clinic-cms-client").symlink_to(CLIENT)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "readme.ts").write_text("\n".join(blocks).replace("https://cms.example.org", demo))
    npm("exec", "--", "tsc", "--strict", "--target", "ES2022", "--module", "NodeNext", str(tmp_path / "readme.ts"))
    assert npm("exec", "--", "node", str(tmp_path / "readme.js")).startswith("What is addiction?")


@pytest.fixture
def package(_installed: None, tmp_path: Path) -> Path:
    """What ``npm pack`` makes of a clone in which nothing has been built."""
    clone = tmp_path / "clone"
    clone.mkdir()
    for name in ("package.json", "tsconfig.json", "README.md"):
        shutil.copy(CLIENT / name, clone)
    for name in ("src", "tests"):
        shutil.copytree(CLIENT / name, clone / name)
    (clone / "node_modules").symlink_to(CLIENT / "node_modules")
    packed = run_npm("pack", "--pack-destination", str(tmp_path), folder=clone)
    assert packed.returncode == 0, packed.stdout + packed.stderr
    (path,) = tmp_path.glob("clinic-cms-client-*.tgz")
    return path


def test_a_frontend_installs_its_package_and_reads_the_demo_site(package: Path, demo: str, tmp_path: Path):
    with tarfile.open(package) as opened:
        names = set(opened.getnames())
    assert names > {"package/package.json", "package/README.md", "package/dist/index.js", "package/dist/index.d.ts"}
    assert [name for name in names if not PACKED.fullmatch(name)] == []

    frontend = tmp_path / "frontend"
    frontend.mkdir()
    (frontend / "package.json").write_text('{"private": true, "type": "module"}')
    (frontend / "tsconfig.json").write_text(json.dumps({"compilerOptions": STRICTLY}))
    (frontend / "read.ts").write_text(READING)
    installed = run_npm("install", "--prefer-offline", "--no-audit", "--no-fund", str(package), folder=frontend)
    if installed.returncode and NO_REGISTRY.search(installed.stderr):
        pytest.skip("npm reaches no registry, from which openapi-fetch comes")
    assert installed.returncode == 0, installed.stderr
    assert not (frontend / "node_modules" / "clinic-cms-client").is_symlink()
    npm("exec", "--", "tsc", "--project", str(frontend))
    assert npm("exec", "--", "node", str(frontend / "read.js"), demo) == "What is addiction?\n"


def test_its_package_says_what_it_is():
    says = json.loads((CLIENT / "package.json").read_text())
    project = tomllib.loads((CLIENT.parents[1] / "pyproject.toml").read_text())["project"]
    assert "private" not in says
    assert says["version"] == project["version"]
    assert says["license"]


def test_the_lockfile_does_not_name_the_registry_that_packages_came_from():
    text = (CLIENT / "package-lock.json").read_text()
    assert '"integrity"' in text
    assert '"resolved"' not in text
