"""Tests the mutants of a module, and shows those that survive: python -m tests.mutation api/visibility.py

It ends with status 1 if too few are killed.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from tests.mutation import workspace
from tests.mutation.selection import mirrored_tests, modules_of, sample

#: What mutmut says of a mutant with which a test failed, took far too long, or broke the process.
KILLED = {"killed", "timeout", "segfault"}


def main() -> int:
    """The exit status."""
    asked = _arguments()
    path = asked.path.rstrip("/")
    modules = modules_of(path)
    if not modules:
        raise SystemExit(f"There is no module {path}.")
    tests = [*mirrored_tests(path), *asked.tests]
    if not tests:
        raise SystemExit(f"No tests mirror {path}. Name some, such as TESTS=tests/api.")
    workspace.set_up(modules, tests)
    mutants = sample([mutant for module in modules for mutant in workspace.mutants_of(module)], asked.sample)
    if not mutants:
        raise SystemExit(f"There is nothing to change in {path}.")
    _say(f"{len(mutants)} mutants of {path}, tested by {' '.join(tests)}")
    statuses = workspace.run(mutants)
    for mutant, status in statuses.items():
        if status not in KILLED:
            _say(f"\n{status}: {workspace.difference(mutant)}")
    share = 100 * sum(status in KILLED for status in statuses.values()) / len(statuses)
    counts = ", ".join(f"{count} {status}" for status, count in Counter(statuses.values()).most_common())
    _say(f"\n{counts}: {share:.0f} % were killed, and {asked.least:g} % are required.")
    return int(share < asked.least)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("path", help="a module or a folder of modules")
    parser.add_argument("--sample", type=int, help="how many mutants to test, the same ones each time; all by default")
    parser.add_argument("--least", type=float, default=95, help="the percentage that must be killed (95)")
    parser.add_argument("--tests", nargs="*", default=[], help="tests besides those that mirror the module")
    return parser.parse_args()


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
