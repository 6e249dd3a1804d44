"""The package of the whole, in a folder that has nothing else."""

from __future__ import annotations

from pathlib import Path

from tests.packaging.project import Project

INSTALLATION = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "CLINIC_SECRET_KEY": "made-up-for-the-package-of-the-whole-0123456789-and-nothing-else",
    "CLINIC_ALLOWED_HOSTS": "cms.example.org",
    "CLINIC_BASE_URL": "https://cms.example.org",
    "CLINIC_FRONTEND_BASE_URL": "https://www.example.org",
    "CLINIC_NUM_PROXIES": "1",
}
#: Its pages of documentation are there, too.
SHOWS = (
    "import api; from django.conf import settings; "
    "print(api.__file__, (settings.BASE_DIR / 'docs' / 'operating.md').is_file())"
)


def test_its_command_finds_all_that_it_needs(dist: Path, tmp_path: Path):
    project = Project(tmp_path, tmp_path / "packages")
    target = project.environment["PYTHONPATH"]
    project.run(f"pip install {dist}/clinic_cms-*.whl --no-deps --no-index --quiet --target {target}")
    command = f"python {target}/bin/clinic-cms"
    environment = {**INSTALLATION, "CLINIC_VAR_DIR": str(tmp_path / "var")}
    said = project.run(f"{command} check --deploy --fail-level WARNING", **environment)
    assert "identified no issues" in said
    assert project.run(f"{command} makemigrations --check --dry-run", **environment) == "No changes detected\n"
    shown = project.run(f'{command} shell --no-imports -c "{SHOWS}"', **environment)
    assert shown == f"{tmp_path / 'packages' / 'api' / '__init__.py'} True\n"
