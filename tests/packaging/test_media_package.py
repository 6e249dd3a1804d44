"""The package for images and documents, in a project that is set up as docs/use-in-your-project.md says."""

from __future__ import annotations

import json
from pathlib import Path

from tests.packaging.page import File, carry_out, steps, take
from tests.packaging.project import LOCAL_SETTINGS, Project

PAGE = Path(__file__).parents[2] / "docs" / "use-in-your-project.md"
SCRIPT = Path(__file__).parent / "picture_and_document.py"


def test_it_keeps_and_sends_files_beside_the_api_and_an_app_called_media(dist: Path, tmp_path: Path):
    project = Project(tmp_path / "site", tmp_path / "packages")
    project.folder.mkdir()
    project.run("wagtail start mysite .")
    (project.folder / "media").mkdir()
    (project.folder / "media" / "__init__.py").write_text("")
    carry_out(File("mysite/settings/base.py", 'INSTALLED_APPS += ["media"]\n', is_added=True), project.folder)
    (project.folder / "mysite" / "settings" / "local.py").write_text(LOCAL_SETTINGS)
    asked = steps(PAGE, only=["Install it", "Add it", "Images and documents"])
    # All is set before the first command of the project's own.
    said = take(sorted(asked, key=lambda step: "manage.py" in step.text), project, dist)
    assert "no issues (0 silenced)" in said["python manage.py check --database default"]

    seen = json.loads(project.python(f"exec(open({str(SCRIPT)!r}).read())").splitlines()[-1])
    assert seen["modules"] == {
        "clinic_media": str(tmp_path / "packages" / "clinic_media" / "__init__.py"),
        "media": str(project.folder / "media" / "__init__.py"),
    }
    assert seen["changes"] == "No changes detected\n"
    picture, document = seen["picture"], seen["document"]
    assert picture["meta"]["type"] == "clinic_media.ClinicImage"
    assert picture["meta"]["detail_url"].endswith(f"/api/v2/images/{picture['id']}/")
    assert (picture["alt_text"], document["title"]) == ("A teal square", "A leaflet")
    assert set(seen["sent"].values()) == {200}
    # Who asks for a document is led to the login.
    assert seen["sent_when_private"] == {**dict.fromkeys(seen["sent"], 404), document["meta"]["download_url"]: 302}
