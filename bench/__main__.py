"""``make bench``: measures on SQLite and PostgreSQL, prints tables, writes ``var/bench/results.json``, draws a plot."""

from __future__ import annotations

import argparse
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")


def main() -> int:
    import django

    django.setup()

    from bench import load, postgresql, report
    from bench.run import PARTS, run

    try:
        load.require_wrk()
    except load.WrkIsMissing as missing:
        print(missing, file=sys.stderr)
        return 1
    options = _arguments(PARTS)
    results = run(options)
    report.write(results)
    reached = report.print_table(results)
    reached = postgresql.run_as_well(sys.argv[1:], options) and reached
    return 0 if reached or not options.strict else 1


def _arguments(parts: tuple[str, ...]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--pages", type=int, default=1000, help="articles in the corpus (1,000)")
    parser.add_argument("--growth", type=int, default=100_000, help="articles that it grows to (100,000); 0 to skip it")
    parser.add_argument("--fan-out", type=int, default=10_000, help="articles that show one clinic (10,000)")
    parser.add_argument("--reads", type=int, default=100_000, help="after which memory is looked at (100,000)")
    parser.add_argument("--seconds", type=int, default=3, help="of each measurement (3)")
    parser.add_argument("--rounds", type=int, default=5, help="of interleaved measurements (5)")
    parser.add_argument("--strict", action="store_true", help="end with status 1 where a line is not reached")
    parser.add_argument("--only", nargs="*", choices=parts, help="parts (all)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
