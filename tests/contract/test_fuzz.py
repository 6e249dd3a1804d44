"""schemathesis sends the running demo site what its description allows, and what it does not: nothing may fail.

``make fuzz`` does so for ten minutes, with other requests each time. The short run makes up the same ones, so that what
it finds is the fault of the change under test.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONG = "FUZZ_SECONDS" in os.environ
SECONDS = int(os.environ.get("FUZZ_SECONDS", "30"))
# Whether an answer is refused may depend on what the other parameters say, which a description cannot tell: a page that
# is not there, `cursor` together with `offset`, a filter that needs a `type`.
CHECKS = ["--checks", "all", "--exclude-checks", "positive_data_acceptance"]
PHASES = ["--phases", "examples,coverage,fuzzing", "--continue-on-failure"]
SEED = [] if LONG else ["--seed", "1"]


@pytest.mark.parametrize("with_fields", [False, True], ids=["whole answers", "chosen members"])
def test_made_up_requests_find_nothing(demo: str, tmp_path: Path, with_fields: bool):
    program = shutil.which("schemathesis", path=str(Path(sys.executable).parent))
    assert program is not None
    environment = {
        **os.environ,
        "SCHEMATHESIS_HOOKS": "tests.contract.fuzzing",
        "PYTHONPATH": str(ROOT),
        "FUZZ_FIELDS": "1" if with_fields else "",
    }
    budget = ["--max-time", str(SECONDS // 2)]
    done = subprocess.run(  # noqa: S603
        [program, "run", f"{demo}/api/v2/schema/", *CHECKS, *PHASES, *SEED, *budget],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = re.search(r"(\d+) generated, (\d+) passed", done.stdout)
    assert found, done.stdout
    # A busy machine makes up fewer in the time that there is.
    assert int(found[1]) > 100, done.stdout
    print(found[0])  # noqa: T201  (what `make fuzz` shows)
