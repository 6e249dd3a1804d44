"""The API's description satisfies the linters that others use for theirs, except for slashes at the end of paths."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.contract.node_packages import NEEDS_NODE, install_locked

pytestmark = NEEDS_NODE

LINTERS = Path(__file__).parent / "linters"
DESCRIPTION = Path(__file__).parents[2] / "docs" / "openapi.json"
PROGRAMS = LINTERS / "node_modules" / ".bin"

Findings = dict[str, list[str]]


def output(*command: str | Path) -> str:
    quiet = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
    done = subprocess.run(  # noqa: S603
        [*map(str, command)], cwd=LINTERS, env={**os.environ, **quiet}, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


def spectral(*paths: Path) -> Findings:
    """What is found in each file, from hints to errors: ``rule: message``."""
    text = output(PROGRAMS / "spectral", "lint", "--ruleset", "spectral.yaml", "--format", "json", "--quiet", *paths)
    found: Findings = {path.name: [] for path in paths}
    for each in json.loads(text):
        found[Path(each["source"]).name].append(f"{each['code']}: {each['message']} {each['path']}")
    return found


def redocly(*paths: Path) -> Findings:
    text = output(PROGRAMS / "redocly", "lint", "--config", "redocly.yaml", "--format", "json", *paths)
    reports = list(documents_in(text))
    assert len(reports) == len(paths)
    return {
        path.name: [f"{each['ruleId']}: {each['message']} {each['location'][0].get('pointer')}" for each in problems]
        for path, problems in zip(paths, (report["problems"] for report in reports), strict=True)
    }


def documents_in(text: str) -> Iterator[Any]:
    decoder, text = json.JSONDecoder(), text.strip()
    while text:
        document, end = decoder.raw_decode(text)
        yield document
        text = text[end:].strip()


def broken() -> dict[str, Any]:
    document = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    operations = {
        operation["operationId"]: operation for path in document["paths"].values() for operation in path.values()
    }
    del document["servers"]
    document["tags"] = [tag for tag in document["tags"] if tag["name"] != "site"]
    operations["site_read"]["operationId"] = "feed_read"
    del operations["site_read"]["summary"], operations["site_read"]["description"]
    del operations["topics_detail"]["parameters"][0]
    document["components"]["schemas"]["TopicList"]["properties"]["meta"] = {"$ref": "#/components/schemas/Nothing"}
    document["components"]["examples"]["Topic"]["value"] = {"id": "one"}
    return document


NAMED_BY: dict[Callable[..., Findings], set[str]] = {
    spectral: {
        "oas3-api-servers",
        "operation-tag-defined",
        "operation-operationId-unique",
        "operation-description",
        "path-params",
        "invalid-ref",
    },
    redocly: {
        "no-empty-servers",
        "operation-operationId-unique",
        "operation-summary",
        "path-parameters-defined",
        "no-unresolved-refs",
        "no-invalid-media-type-examples",
    },
}


@pytest.mark.parametrize("linter", NAMED_BY)
def test_there_is_nothing_to_find_and_faults_are_found(
    linter: Callable[..., Findings], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
):
    install_locked(LINTERS, tmp_path_factory.getbasetemp().parent / "linters.lock")
    faulty = tmp_path / "faulty.json"
    faulty.write_text(json.dumps(broken()))
    found = linter(DESCRIPTION, faulty)
    assert found[DESCRIPTION.name] == []
    rules = {finding.partition(":")[0] for finding in found[faulty.name]}
    assert NAMED_BY[linter] <= rules, found[faulty.name]


def test_the_lockfile_does_not_name_the_registry_that_packages_came_from():
    text = (LINTERS / "package-lock.json").read_text(encoding="utf-8")
    assert '"integrity"' in text
    assert '"resolved"' not in text


def test_the_only_rules_that_are_off_are_those_about_slashes_at_the_end_of_paths():
    rules = {path.name: yaml.safe_load(path.read_text())["rules"] for path in LINTERS.glob("*.yaml")}
    assert rules == {
        "spectral.yaml": {"path-keys-no-trailing-slash": False},
        "redocly.yaml": {"no-path-trailing-slash": False},
    }
