"""Clients in Python and Go that others' generators make of the description: they compile, and read the demo site."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.contract.generators import FOLDER, PROGRAMS, ROOT, install_generators

DESCRIPTION = ROOT / "docs" / "openapi.json"
TIMEOUT_S = 30
#: Where Debian has the one package besides Go's own that the client in Go imports.
GO_PACKAGES = Path("/usr/share/gocode")
GO_OPTIONS = "packageName=clinic,enumClassPrefix=true,useOneOfDiscriminatorLookup=true"
CODE_ALONE = "models,apis,supportingFiles,modelTests=false,apiTests=false,modelDocs=false,apiDocs=false"


@pytest.fixture(scope="session")
def generators() -> Path:
    """The folder with the programs of the generators."""
    return install_generators()


def run(*command: str | Path, folder: Path, **environment: str | Path) -> str:
    """What a program prints; it must succeed."""
    added = {name: str(value) for name, value in environment.items()}
    done = subprocess.run(  # noqa: S603
        [*map(str, command)],
        cwd=folder,
        env={**os.environ, **added},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    return done.stdout


def sent(demo: str, endpoint: str, title: str) -> dict[str, Any]:
    """What ``read.py`` and ``read.go`` print, taken from the responses themselves.

    :param endpoint: the one that the listing is of, whose objects have a ``title`` of that name.
    """

    def get(path: str, status: int = 200) -> Any:
        response = requests.get(f"{demo}/api/v2/{path}", timeout=TIMEOUT_S)
        assert response.status_code == status
        return response.json()

    article = get("pages/find/?html_path=/articles/what-is-addiction/")
    listing = get(f"{endpoint}/?fields=*")
    blocks = article["body"]
    return {
        "found": article["id"],
        "title": article["title"],
        "type": "clinic_pages.ArticlePage",
        "blocks": [block["type"] for block in blocks],
        "text": next(block["value"] for block in blocks if block["type"] == "rich_text"),
        "headings": [block["value"]["text"] for block in blocks if block["type"] == "heading"],
        "redirect": get("pages/find/?html_path=/first-week")["redirect"]["to"],
        "listing": [item[title] for item in listing["items"]],
        "total": listing["meta"]["total_count"],
        "menus": {place: [item["label"] for item in menu["items"]] for place, menu in get("site/")["menus"].items()},
        "problem": [404, get("pages/999999/", 404)["detail"]],
        "whole": article,
    }


def test_a_client_in_python_passes_mypy_and_reads_the_demo_site(generators: Path, demo: str, tmp_path: Path):
    client = tmp_path / "clinic_client"
    output = run(
        generators / "openapi-python-client",
        "generate",
        "--path",
        DESCRIPTION,
        "--output-path",
        client,
        "--meta",
        "none",
        folder=tmp_path,
    )
    # It takes JSON and texts only.
    left_out = re.findall(r"^WARNING parsing GET (\S+)", output, re.MULTILINE)
    assert {path.rpartition(".")[2] for path in left_out} == {"atom", "rss", "xml"}

    shutil.copy(PROGRAMS / "read.py", tmp_path)
    mypy = [sys.executable, "-m", "mypy", "--config-file=", "--strict", "--cache-dir", FOLDER / "mypy"]
    run(*mypy, "--python-executable", generators / "python", "read.py", "clinic_client", folder=tmp_path)
    read = run(generators / "python", "read.py", demo, folder=tmp_path).replace("+00:00", "Z")
    assert json.loads(read) == sent(demo, "clinics", "title")


@pytest.mark.skipif(
    not shutil.which("java"), reason="there is no Java on this machine, in which the generator is written"
)
@pytest.mark.skipif(
    not (shutil.which("go") and (GO_PACKAGES / "src" / "gopkg.in" / "validator.v2").exists()),
    reason="there is no Go with Debian's golang-gopkg-validator.v2-dev on this machine",
)
def test_a_client_in_go_compiles_and_reads_the_demo_site(generators: Path, demo: str, tmp_path: Path):
    sources = tmp_path / "src"
    command = ["openapi-generator-cli", "generate", "--generator-name", "go", "--input-spec", str(DESCRIPTION)]
    command += [
        "--output",
        str(sources / "clinic"),
        "--additional-properties",
        GO_OPTIONS,
        "--global-property",
        CODE_ALONE,
    ]
    # Without this, constants are not looked at, and no page is told from another.
    command += ["--inline-schema-options", "RESOLVE_INLINE_ENUMS=true"]
    for_short_runs = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
    run(generators / command[0], *command[1:], folder=tmp_path, JAVA_TOOL_OPTIONS=for_short_runs)

    (sources / "read").mkdir()
    shutil.copy(PROGRAMS / "read.go", sources / "read")
    # Without modules, which would be asked for from a proxy.
    go = {"GO111MODULE": "off", "GOPATH": f"{tmp_path}:{GO_PACKAGES}", "GOCACHE": FOLDER / "go"}
    run("go", "build", "-o", tmp_path / "program", ".", folder=sources / "read", **go)
    assert json.loads(run(tmp_path / "program", demo, folder=tmp_path)) == sent(demo, "faqs", "question")
