#!/usr/bin/env python
"""Django's command line for this project; cms.settings.choice says with which settings."""

import sys

from django.core.management import execute_from_command_line

from cms.settings.choice import choose_settings
from cms.settings.environment import EnvironmentProblem


def main() -> None:
    try:
        choose_settings()
        execute_from_command_line(sys.argv)
    except EnvironmentProblem as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
