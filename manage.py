#!/usr/bin/env python
"""Django's command line for this project; cms.settings.choice says with which settings."""

import sys

from django.core.management import execute_from_command_line

from cms.settings.choice import choose_settings
from cms.settings.environment import EnvironmentProblem
from cms.startup.loading import load_project

#: Commands that go on until they are stopped.
LONG = ("serve", "db_worker")


def main() -> None:
    try:
        choose_settings()
        if sys.argv[1:2] and sys.argv[1] in LONG:
            load_project()
        execute_from_command_line(sys.argv)
    except EnvironmentProblem as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
