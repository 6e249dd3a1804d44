"""Two validators that are not ours, run by Node: types by ``tsc`` with ``schema-dts``; and the rules of search engines,
with the vocabulary's own tables of which member belongs to which type.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

PACKAGE = Path(__file__).parent
IMPORT = 'import type { Graph } from "schema-dts";'
Graphs = dict[str, dict[str, Any]]


def installed() -> Path:
    """The package with its dependencies, installed at the first call. Skips the test where there is no Node."""
    if shutil.which("npm") is None:
        pytest.skip("Node and npm are not installed: the validators of structured data cannot run.")
    modules, lock = PACKAGE / "node_modules", PACKAGE / "package-lock.json"
    with FileLock(PACKAGE / ".install.lock"):
        made = modules / ".package-lock.json"
        if not made.exists() or made.stat().st_mtime < lock.stat().st_mtime:
            done = run(["npm", "ci", "--silent"], PACKAGE)
            if done.returncode:
                pytest.skip(f"npm ci failed: {done.stdout}{done.stderr}")
            made.touch()
    return PACKAGE


def type_faults(graphs: Graphs, folder: Path) -> dict[str, list[str]]:
    """What ``tsc`` says in strict mode of each graph, written as a literal of the type ``Graph``.

    :param folder: an empty one, for the files.
    """
    (folder / "node_modules").symlink_to(installed() / "node_modules")
    (folder / "package.json").write_text('{"type": "module"}')
    names = {}
    for number, (name, graph) in enumerate(graphs.items()):
        names[f"graph{number}.ts"] = name
        literal = json.dumps(graph, indent=1)
        (folder / f"graph{number}.ts").write_text(f"{IMPORT}\n\nexport const graph: Graph = {literal};\n")
    settings = json.loads((PACKAGE / "tsconfig.json").read_text())
    (folder / "tsconfig.json").write_text(json.dumps({**settings, "files": sorted(names)}))
    done = run(["node", "node_modules/typescript/bin/tsc", "--noEmit", "--pretty", "false", "--project", "."], folder)
    found: dict[str, list[str]] = {name: [] for name in graphs}
    for file, message in re.findall(r"^(graph\d+\.ts)\((.+)$", done.stdout, re.MULTILINE):
        found[names[file]].append(message)
    assert done.returncode == 0 or any(found.values()), done.stdout + done.stderr
    return found


def rule_faults(graphs: Graphs) -> dict[str, list[str]]:
    """What the validator of search engines' rules says of each graph, as it reads it from an HTML page."""
    done = run(["node", "rules.js"], installed(), json.dumps(graphs))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def run(command: list[str], folder: Path, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, input=text, capture_output=True, text=True, timeout=300)  # noqa: S603
