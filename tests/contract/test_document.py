"""The description that is kept with the code, for clients and for those who review a change."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_it_is_the_description_of_the_api_as_it_is():
    """Made with the settings of development, which do not have the tests' own app."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CLINIC_")}
    environment |= {"DJANGO_SETTINGS_MODULE": "cms.settings.development", "CLINIC_ENV_FILE": os.devnull}
    done = subprocess.run(
        [sys.executable, "manage.py", "openapi", "docs/openapi.json", "--check"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
