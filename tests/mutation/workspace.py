"""The folder in which mutmut works: it copies the apps with all mutants and the tests; links lead to the rest."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterable
from contextlib import chdir
from pathlib import Path

from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.utils.format_utils import get_mutant_name

from tests.mutation import APPS, FOLDER, ROOT

#: A mutant counts as caught in a loop after three times the seconds that its tests take, and these on top.
MOST_TIMES, MOST_SECONDS = 3, 30
#: What mutmut writes again and again while it works.
_PROGRESS = re.compile("[\u2800-\u28ff] [^\r\n]*[\r\n]+")


def set_up(modules: Iterable[str], tests: Iterable[str]) -> None:
    """Makes the folder anew.

    :param modules: the files to mutate, as paths below the project's root.
    :param tests: what pytest is given, as paths below the project's root.
    """
    shutil.rmtree(FOLDER, ignore_errors=True)
    copied = [*APPS, "tests", "pyproject.toml"]
    _link([ROOT / name for name in copied if name != "pyproject.toml"], FOLDER)
    _link([path for path in ROOT.iterdir() if path.name not in {*copied, "var", ".git"}], FOLDER / "mutants")
    databases = ROOT / "var" / "test-databases"
    databases.mkdir(parents=True, exist_ok=True)
    _link([databases], FOLDER / "mutants" / "var")
    configuration = (ROOT / "pyproject.toml").read_text(encoding="utf-8") + _configuration(modules, tests)
    (FOLDER / "pyproject.toml").write_text(configuration, encoding="utf-8")


def mutants_of(module: str) -> list[str]:
    """The names of all mutants of a file, once the folder is made."""
    code = (ROOT / module).read_text(encoding="utf-8")
    with chdir(FOLDER):  # Where mutmut finds its configuration.
        return [get_mutant_name(Path(module), name) for name in mutate_file_contents(module, code).mutant_names]


def run(mutants: Collection[str]) -> dict[str, str]:
    """The status of each mutant, in mutmut's words: ``killed``, ``survived``, ``timeout``, ``no tests`` and so on."""
    _mutmut("run", "--max-children", "1", *mutants)  # They share one test database.
    listed = _mutmut("results", "--all", "true").splitlines()
    statuses = dict(line.strip().rsplit(": ", 1) for line in listed if ": " in line)
    return {mutant: statuses[mutant] for mutant in mutants}


def difference(mutant: str) -> str:
    """What a mutant changes, as a unified diff."""
    return _mutmut("show", mutant)


def _link(targets: Iterable[Path], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for target in targets:
        (folder / target.name).symlink_to(target)


def _configuration(modules: Iterable[str], tests: Iterable[str]) -> str:
    """For mutmut, which tests each mutant in a fork of the process that ran the tests once, with all loaded."""
    values = {
        "source_paths": APPS,
        "only_mutate": list(modules),
        "pytest_add_cli_args": ["-p", "tests.mutation.plain_tests_first"],
        "pytest_add_cli_args_test_selection": list(tests),
        # mutmut allows (seconds + constant) * multiplier.
        "timeout_multiplier": MOST_TIMES,
        "timeout_constant": MOST_SECONDS / MOST_TIMES,
        "track_dependencies": False,
        "use_git_change_detection": False,
    }
    return "\n[tool.mutmut]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in values.items())


def _mutmut(*arguments: str) -> str:
    """What mutmut prints; it must succeed."""
    done = subprocess.run(  # noqa: S603
        [Path(sys.executable).parent / "mutmut", *arguments],
        cwd=FOLDER,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{_PROGRESS.sub('', done.stdout)}\nmutmut failed: {' '.join(arguments[:2])}")
    return done.stdout
