"""A stranger follows docs/use-in-your-project.md, word for word, in a project with content and an app called ``api``.
Nothing of this repository is there but the wheels.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import requests
from filelock import FileLock

from tests.cms.test_processes import wait_for
from tests.freshness.servers import free_port
from tests.packaging.page import Command, File, carry_out, steps, take
from tests.packaging.project import LOCAL_SETTINGS, Project

ROOT = Path(__file__).parents[2]
STRANGER = Path(__file__).parent / "stranger"
PAGE = ROOT / "docs" / "use-in-your-project.md"
#: Of the one project; the other has what the last section is about, which has to come before anything else.
STEPS = steps(PAGE, without="Images and documents")
WRITTEN_ADDRESS = "http://127.0.0.1:8000"
#: What the project has already.
THEIR_SETTINGS = (
    'INSTALLED_APPS += ["api", "stock", "wagtail.contrib.typed_table_block", "wagtail.contrib.table_block"]\n'
)
THEIR_CONTENT = """
from django.core.management import call_command

call_command("makemigrations", "api", "stock")
call_command("migrate", verbosity=0)
exec(open("content.py").read())
"""
THEIR_URLS = """
from django.http import HttpResponse

urlpatterns = [path("their-api/", lambda request: HttpResponse("their own")), *urlpatterns]
"""
A_TALK = """
from datetime import date
from talks.models import TalkPage, Speaker
from wagtail.images.models import Image
from wagtail.models import Site
home = Site.objects.get().root_page
talk = TalkPage(title="How we sleep", slug="how-we-sleep", starts_on=date(2026, 12, 1), picture=Image.objects.get())
talk.speaker = Speaker.objects.create(name="Ada")
talk.body = [("text", "<p>Come in</p>")]
home.add_child(instance=talk).save_revision().publish()
"""
A_SEMINAR = """
from talks.models import SeminarPage, Sponsor
from wagtail.models import Site
home = Site.objects.get().root_page
page = SeminarPage(title="On rest", slug="on-rest", subtitle="In short")
page.facts = [("fact", {"label": "Length", "text": "An hour"})]
home.add_child(instance=page).save_revision().publish()
Sponsor.objects.create(name="A bakery", description="Bread")
"""
CHANGES = """
from talks.models import TalkPage, Speaker
from stock.models import Colour, StockPage
from wagtail.documents.models import Document
from wagtail.images.models import Image

def rename(thing, **names):
    vars(thing).update(names)
    thing.save()

rename(Speaker.objects.get(), name="Grace")
rename(Colour.objects.get(), name="Petrol")
rename(Image.objects.get(), title="A petrol picture")
rename(Document.objects.get(), title="Another leaflet")
page = StockPage.objects.get()
page.title = "Everything else"
page.save_revision().publish()
"""
#: Settings that forget most of what the API needs, and that have an empty database.
WITHOUT = """
from .dev import *

MISSING = {"taggit", "wagtail.documents", "wagtail.images", "wagtail.search", "rest_framework"}
INSTALLED_APPS = [name for name in INSTALLED_APPS if name not in MISSING | {"api", "stock", "talks"}]
DATABASES["default"]["NAME"] = BASE_DIR / "empty.sqlite3"
"""
LAST = """
from .dev import *

INSTALLED_APPS.remove("clinic_api")
INSTALLED_APPS.append("clinic_api")
"""
WHERE = "import sys, api.models, clinic_api; print(clinic_api.__file__, api.__file__, *sys.path)"


class Trial(NamedTuple):
    project: Project
    #: What the page's commands printed, each by the command.
    said: dict[str, str]
    #: The addresses that the page asks.
    asked: list[str]

    def get(self, path: str, **query: Any) -> Any:
        response = requests.get(f"{self.project.address}/api/v2/{path}", query, timeout=30)
        assert response.status_code == 200, response.text
        return response.json()


@pytest.fixture(scope="session")
def followed(dist: Path) -> Path:
    """The folder of a project in which the page has been followed to its end; made once for all processes."""
    folder = dist.parent / "stranger"
    with FileLock(f"{folder}.lock"):
        if not (folder / "said.json").exists():
            folder.mkdir()
            said = follow(folder, dist)
            (folder / "said.json").write_text(json.dumps(said))
    return folder


def follow(folder: Path, dist: Path) -> dict[str, str]:
    """What the page's commands print, each by the command."""
    project = Project(folder / "site", folder / "packages")
    make_their_project(project)
    said = take(STEPS, project, dist)
    project.python(A_TALK + A_SEMINAR)
    return said


@pytest.fixture(scope="module")
def trial(followed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    """That project, with its server and its worker."""
    folder = tmp_path_factory.mktemp("stranger") / "copy"
    shutil.copytree(followed, folder, symlinks=True)
    project = Project(folder / "site", folder / "packages", free_port())
    settings = project.folder / "mysite" / "settings" / "base.py"
    settings.write_text(settings.read_text().replace(WRITTEN_ADDRESS, project.address))
    commands = [step.text for step in STEPS if isinstance(step, Command)]
    asked = [shlex.split(command)[1] for command in commands if command.startswith("curl ")]
    (worker,) = (command for command in commands if command.endswith(" db_worker"))
    with project.running(worker), project.served():
        said = json.loads((folder / "said.json").read_text())
        yield Trial(project, said, [url.replace(WRITTEN_ADDRESS, project.address) for url in asked])


def make_their_project(project: Project) -> None:
    """What ``wagtail start`` writes, with an app named ``api``, an app with all of Wagtail's blocks, and content."""
    folder = project.folder
    folder.mkdir()
    project.run("wagtail start mysite .")
    shutil.copytree(STRANGER, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    carry_out(File("mysite/settings/base.py", THEIR_SETTINGS, is_added=True), folder)
    carry_out(File("mysite/urls.py", THEIR_URLS, is_added=True), folder)
    (folder / "mysite" / "settings" / "local.py").write_text(LOCAL_SETTINGS)
    project.python(THEIR_CONTENT)


def test_the_page_has_the_steps_of_an_installation():
    commands = [step.text for step in STEPS if isinstance(step, Command)]
    assert commands.index("make wheels") < commands.index("pip install dist/clinic_api-*.whl")
    assert {"python manage.py migrate", "python manage.py snapshots rebuild"} < set(commands)
    assert {step.path for step in STEPS if isinstance(step, File)} >= {"mysite/settings/base.py", "mysite/urls.py"}


def test_nothing_of_this_repository_is_there(trial: Trial):
    where, their_own, *path = trial.project.python(WHERE).split()
    packages = Path(trial.project.environment["PYTHONPATH"])
    assert Path(where) == packages / "clinic_api" / "__init__.py"
    assert Path(their_own) == trial.project.folder / "api" / "__init__.py"
    assert ROOT not in {Path(entry).resolve() for entry in path}


def test_the_checks_of_the_page_have_nothing_to_say(trial: Trial):
    assert "no issues (0 silenced)" in trial.said["python manage.py check --database default"]


def test_the_first_rebuild_makes_all_answers(trial: Trial):
    # The root that the tree begins with, two pages, a picture and a document.
    assert trial.said["python manage.py snapshots rebuild"].endswith("5 snapshots made.\n")
    assert "All snapshots are correct." in trial.project.run("python manage.py snapshots verify")


def test_the_migrations_fit_the_models_and_no_check_has_anything_to_say(trial: Trial):
    assert trial.project.run("python manage.py makemigrations --check --dry-run") == "No changes detected\n"


def test_every_address_that_the_page_asks_answers(trial: Trial):
    assert len(trial.asked) >= 12
    assert {url: requests.get(url, timeout=30).status_code for url in trial.asked} == dict.fromkeys(trial.asked, 200)


def test_what_is_missing_is_said_in_sentences(trial: Trial):
    (trial.project.folder / "mysite" / "settings" / "without.py").write_text(WITHOUT)
    without = {"DJANGO_SETTINGS_MODULE": "mysite.settings.without"}
    said = trial.project.run("python manage.py check --database default", status=1, **without)
    for missing in ("taggit", "wagtail.documents", "wagtail.images", "wagtail.search"):
        assert f"(clinic_api.E009) The API does not work without “{missing}”" in said
    assert set(re.findall(r"clinic_api\.\w+", said)) == {f"clinic_api.{name}" for name in ("E009", "W004", "W005")}
    for output in (said, trial.project.run("python manage.py snapshots rebuild", status=1, **without)):
        assert "manage.py migrate" in output
        assert "Traceback" not in output


def test_an_app_that_stands_before_the_api_is_named(trial: Trial):
    (trial.project.folder / "mysite" / "settings" / "last.py").write_text(LAST)
    said = trial.project.run("python manage.py check", DJANGO_SETTINGS_MODULE="mysite.settings.last")
    assert "(clinic_api.W006) “manage.py update_index” runs the command of “wagtail.search”" in said
    assert "HINT: Put “clinic_api” before “wagtail.search” in INSTALLED_APPS." in said


def test_their_own_api_answers_as_before(trial: Trial):
    assert requests.get(f"{trial.project.address}/their-api/", timeout=30).text == "their own"


def test_every_block_of_wagtail_is_shown(trial: Trial):
    home, page, image, document, colour = map(int, (trial.project.folder / "content.txt").read_text().split())
    found = trial.get("pages/find/", html_path="/everything/")
    assert (found["id"], found["meta"]["type"]) == (page, "stock.StockPage")
    body = {block["type"]: block["value"] for block in found["body"]}
    assert len(body) == 29
    assert [name for name, value in body.items() if value is None] == ["static"]
    assert body["page"]["id"] == body["struct"]["page"]["id"] == home
    assert body["document"]["id"] == document
    assert body["document"]["title"] in ("A leaflet", "Another leaflet")  # Another test changes it.
    assert body["picture"]["id"] == image
    assert body["colour"]["id"] == colour
    assert "kaleidoscope" in body["rich_text"]
    assert 'href="' in body["rich_text"]


def test_the_apps_own_endpoint_shows_pictures_as_renditions_and_snippets_by_their_fields(trial: Trial):
    (talk,) = trial.get("talks/", fields="picture,speaker(name)")["items"]
    assert (talk["title"], talk["starts_on"]) == ("How we sleep", "2026-12-01")
    assert talk["speaker"]["name"] in ("Ada", "Grace")
    assert (talk["picture"]["width"], talk["picture"]["height"]) == (400, 266)
    assert (trial.project.folder / talk["picture"]["url"].lstrip("/")).is_file()


def test_what_the_commands_have_started_is_served(trial: Trial):
    (seminar,) = trial.get("pages/", type="talks.SeminarPage", fields="subtitle,facts")["items"]
    assert (seminar["title"], seminar["subtitle"]) == ("On rest", "In short")
    assert [fact["value"] for fact in seminar["facts"]] == [{"label": "Length", "text": "An hour"}]
    (sponsor,) = trial.get("sponsors/")["items"]
    assert (sponsor["name"], sponsor["description"]) == ("A bakery", "Bread")
    for path in ("seminar_page.py", "quotation_block.py", "sponsor.py", "models.py", "api_endpoints.py"):
        trial.project.run(f"ruff check --isolated --select E,F,I --line-length 120 talks/{path}")


def test_a_document_can_be_had_where_its_answer_says(trial: Trial):
    (document,) = trial.get("documents/")["items"]
    assert requests.get(document["meta"]["download_url"], timeout=30).content == b"Words of a leaflet"


def test_an_old_path_leads_to_its_page(trial: Trial):
    (redirect,) = trial.get("redirects/")["items"]
    assert redirect["old_path"] == "/old"
    assert trial.get("pages/find/", html_path="/old/")["redirect"]["to"].endswith("/everything/")


def test_listings_are_searched(trial: Trial):
    assert trial.get("pages/", search="everything")["meta"]["total_count"] == 1
    assert trial.get("pages/", search="nowhere")["meta"]["total_count"] == 0


def test_the_description_knows_the_projects_own_models(trial: Trial):
    document = trial.get("schema/")
    assert document["openapi"].startswith("3.1")
    assert "/api/v2/talks/" in document["paths"]
    assert {"TalkPage", "TalkPageMeta", "StockPage", "ListingMeta"} <= set(document["components"]["schemas"])


def test_the_page_for_people_has_its_files(trial: Trial):
    page = requests.get(f"{trial.project.address}/api/v2/docs/", timeout=30)
    assert page.status_code == 200
    files = re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text)
    assert len(files) == 3
    for file in files:
        assert requests.get(trial.project.address + file, timeout=30).status_code == 200


def test_errors_are_problems_in_the_api_and_pages_elsewhere(trial: Trial):
    inside = requests.get(f"{trial.project.address}/api/v2/nothing/", timeout=30)
    assert (inside.status_code, inside.headers["Content-Type"]) == (404, "application/problem+json")
    outside = requests.get(f"{trial.project.address}/nothing/", timeout=30)
    assert (outside.status_code, outside.headers["Content-Type"]) == (404, "text/html; charset=utf-8")


def test_answers_name_the_keys_that_purge_them(trial: Trial):
    answer = requests.get(f"{trial.project.address}/api/v2/pages/find/?html_path=/", timeout=30)
    assert "clinic-api" in answer.headers["Surrogate-Key"].split()


def test_a_change_of_another_process_is_in_the_next_answer(trial: Trial):
    def shown() -> dict[str, str]:
        everything = trial.get("pages/find/", html_path="/everything/")
        body = {block["type"]: block["value"] for block in everything["body"]}
        return {
            "page": everything["title"],
            "listed": trial.get("pages/", type="stock.StockPage")["items"][0]["title"],
            "picture": trial.get("images/")["items"][0]["title"],
            "picture in a body": body["picture"]["title"],
            "document in a body": body["document"]["title"],
            "snippet of a page": trial.get("talks/", fields="speaker(name)")["items"][0]["speaker"]["name"],
        }

    assert list(shown().values()) == ["Everything", "Everything", *["A teal picture"] * 2, "A leaflet", "Ada"]
    trial.project.python(CHANGES)
    assert list(shown().values()) == [
        *["Everything else"] * 2,
        *["A petrol picture"] * 2,
        "Another leaflet",
        "Grace",
    ]
    # Wagtail's index is renewed by a task: the worker has it.
    wait_for(lambda: trial.get("pages/", search="else")["meta"]["total_count"] == 1)
