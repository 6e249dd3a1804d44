"""@portabletext/to-html, the library that frontends use, run by Node."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "to_html"


def render_all(texts: list[list[dict[str, Any]]]) -> list[str]:
    """The HTML that the library makes of each rich text. Skips the test where there is no Node, or no package."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("There is no Node here.")
    if not (FOLDER / "node_modules").exists():
        command = [npm, "ci", "--no-audit", "--no-fund"]
        installed = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True)  # noqa: S603
        if installed.returncode:
            pytest.skip(f"npm could not install @portabletext/to-html: {installed.stderr.strip()[:200]}")
    command = [node, str(FOLDER / "render.js")]
    ran = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=False)  # noqa: S603
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)
