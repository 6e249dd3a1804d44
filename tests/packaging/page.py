"""A page of the documentation, read as the steps that it asks of its reader."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from tests.packaging.project import Project

FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^## (.+)\n", re.MULTILINE)
FILE = re.compile(r"# (?P<path>[\w/.-]+)(?P<is_added>, at the end)?$")
#: What has been done before the page is followed, and what waits until the site is there.
LATER = ("make wheels", "curl ", "python manage.py db_worker")


class Command(NamedTuple):
    text: str


class File(NamedTuple):
    path: str
    text: str
    #: Whether the text goes behind what the file has.
    is_added: bool


def steps(document: Path, *, without: str = "", only: Collection[str] = ()) -> list[Command | File]:
    """All that its fenced blocks say, in order. Each line of ``sh`` is a command; any other block is a file, which its
    first line names.

    :param without: the title of a section that is left out.
    :param only: the titles of the sections that are read; all unless given.
    """
    _, *parts = HEADING.split(document.read_text())
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    assert {without, *only} - {""} <= set(sections)
    chosen = [text for title, text in sections.items() if (title in only if only else title != without)]
    found: list[Command | File] = []
    for language, text in FENCE.findall("\n".join(chosen)):
        if language == "sh":
            found += [Command(line) for line in text.splitlines()]
        else:
            first, _, rest = text.partition("\n")
            named = FILE.fullmatch(first)
            assert named, f"This block does not say in which file it stands: {first}"
            found.append(File(named["path"], rest, bool(named["is_added"])))
    return found


def carry_out(file: File, folder: Path) -> None:
    path = folder / file.path
    before = path.read_text() + "\n" if file.is_added else ""
    path.write_text(before + file.text)


def take(steps: Iterable[Command | File], project: Project, dist: Path) -> dict[str, str]:
    """What the commands among the steps print, each by the command."""
    if not (project.folder / "dist").exists():
        (project.folder / "dist").symlink_to(dist)
    said: dict[str, str] = {}
    for step in steps:
        if isinstance(step, File):
            carry_out(step, project.folder)
        elif step.text.startswith("pip install "):
            target = project.environment["PYTHONPATH"]
            said[step.text] = project.run(f"{step.text} --no-deps --no-index --quiet --target {target}")
        elif not step.text.startswith(LATER):
            said[step.text] = project.run(step.text)
    return said
