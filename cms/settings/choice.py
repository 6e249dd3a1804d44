"""Which settings ``manage.py`` runs with: those of the installation that it stands in.

Development settings make other answers, may meet another database, and trust everybody. A command that runs with them
where a production server has its content empties its store of answers, or migrates the wrong database.
"""

from __future__ import annotations

import os
from pathlib import Path

from cms.settings.environment import EnvironmentProblem

ROOT = Path(__file__).resolve().parents[2]
VARIABLE = "DJANGO_SETTINGS_MODULE"
PRODUCTION, DEVELOPMENT = "cms.settings.production", "cms.settings.development"
#: Set by Django for the process that it starts anew after a change of code.
RELOADED = "RUN_MAIN"


def choose_settings(root: Path = ROOT) -> None:
    """Sets ``DJANGO_SETTINGS_MODULE`` where nobody did: production's where there is an installation.

    :raises EnvironmentProblem: when development settings were chosen for a production installation.
    """
    sign = sign_of_production(root)
    chosen = os.environ.get(VARIABLE)
    if chosen == DEVELOPMENT and sign and RELOADED not in os.environ:
        raise EnvironmentProblem(
            f"Nothing was done: {VARIABLE} selects the development settings, but this is a production "
            f"installation, because {sign}. Unset {VARIABLE}; or, to develop here, {_way_to_develop(sign)}."
        )
    if chosen:
        return
    local = root / "var" / "local.env"
    is_local = not sign and local.is_file() and os.environ.get("CLINIC_ENV_FILE", "") != os.devnull
    if is_local:
        # What `make run` serves.
        os.environ["CLINIC_ENV_FILE"] = str(local)
    os.environ[VARIABLE] = PRODUCTION if sign or is_local else DEVELOPMENT


def sign_of_production(root: Path) -> str | None:
    """What says that this is a production installation, as the end of a sentence."""
    if os.environ.get("CLINIC_SECRET_KEY", "").strip():
        return "CLINIC_SECRET_KEY is set"
    named = os.environ.get("CLINIC_ENV_FILE", "").strip()
    if named:
        is_local = Path(named).resolve() == (root / "var" / "local.env").resolve()
        return None if is_local or named == os.devnull else f"CLINIC_ENV_FILE is {named}"
    return f"there is a file {root / '.env'}" if (root / ".env").is_file() else None


def _way_to_develop(sign: str) -> str:
    if sign.startswith("CLINIC_SECRET_KEY"):
        return "unset CLINIC_SECRET_KEY"
    return f"set CLINIC_ENV_FILE={os.devnull}"
