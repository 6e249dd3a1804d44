"""A page of the documentation, read as the steps that it asks of its reader."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"# (?P<path>[\w/.-]+)(?P<is_added>, at the end)?$")


class Command(NamedTuple):
    text: str


class File(NamedTuple):
    path: str
    text: str
    #: Whether the text goes behind what the file has.
    is_added: bool


def steps(document: Path) -> list[Command | File]:
    """All that its fenced blocks say, in order. Each line of ``sh`` is a command; any other block is a file, which its
    first line names.
    """
    found: list[Command | File] = []
    for language, text in FENCE.findall(document.read_text()):
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
