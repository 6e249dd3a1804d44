from __future__ import annotations

import re
from pathlib import Path

from .imports import imports_name, with_imports, without_imports
from .names import Name
from .places import Place, is_first_party, root, template

_PACKAGE = __name__.partition(".")[0]


class InTheWay(ValueError):  # noqa: N818  (says what is the case)
    """A name is taken; the message says by what. Nothing was written."""


class Files:
    """The files of one scaffold. They are written all at once, if none of them exists."""

    def __init__(self, place: Place, name: Name) -> None:
        self.place = place
        self.name = name
        self.texts: dict[Path, str] = {}

    def add(self, path: Path, template_name: str, *, about: Path | None = None) -> None:
        """Add a new file. In its template, ``sample`` stands for the name, ``sample_api`` for this package, and
        ``sample_module`` for a module of the app.

        :param about: the module of the app that it is about; by default the file itself.
        :raises InTheWay: if the file exists.
        """
        if path.exists():
            raise InTheWay(f"{shown(path)} already exists. Choose another name, or edit that file.")
        module = self.place.module_name(about or path)
        text = self.name.replace(template(template_name), sample_module=module, sample_api=_PACKAGE)
        text, statements = without_imports(text, lambda statement: statement.startswith("from "))
        self.texts[path] = with_imports(text, [self._relative(each, path) for each in statements], is_first_party)

    def import_into(self, path: Path, module: Path, name: str, *, exported: bool = False) -> None:
        """Add a statement to ``path``, a module of the app, that imports ``name`` from ``module``, another one.

        :param exported: whether ``path`` only re-exports it.
        """
        self.import_line(path, f"from {self.place.module_name(module)} import {name}")
        if not exported:
            return
        text = self.texts[path]
        found = re.search(r"^__all__ = \[\n((?:    .*\n)*)\]", text, re.MULTILINE)
        if found is None:
            self.texts[path] = text.replace(f"import {name}\n", f"import {name} as {name}\n")
            return
        names = sorted([*found[1].splitlines(), f'    "{name}",'])
        self.texts[path] = text[: found.start(1)] + "\n".join(names) + "\n" + text[found.end(1) :]

    def import_line(self, path: Path, statement: str) -> None:
        """Add an import statement to ``path``, unless it is there."""
        text = self._text(path)
        if not imports_name(text, statement.rpartition(" ")[2]):
            text = with_imports(text, [self._relative(statement, path)], is_first_party)
        self.texts[path] = text

    def append(self, path: Path, line: str) -> None:
        """Append a line to ``path``."""
        text = self._text(path).rstrip("\n")
        gap = "\n" if text.rpartition("\n")[2].startswith(line.partition("(")[0]) else "\n\n"
        self.texts[path] = f"{text}{gap}{line}\n"

    def write(self) -> list[str]:
        """Write everything; return a sentence for each file."""
        said = []
        for path, text in self.texts.items():
            said.append(f"{'changed' if path.exists() else 'written'}: {shown(path)}")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return said

    def _text(self, path: Path) -> str:
        return self.texts.get(path) or (path.read_text(encoding="utf-8") if path.exists() else "")

    def _relative(self, statement: str, path: Path) -> str:
        """A relative import for the module in ``path`` of the app."""
        own = self.place.app.name
        found = re.fullmatch(rf"from {re.escape(own)}((?:\.\w+)*) import (.+)", statement)
        if found is None or not path.is_relative_to(self.place.path) or path.name.startswith("test_"):
            return statement
        target = found[1].split(".")[1:]
        here = list(path.relative_to(self.place.path).parent.parts)
        while here and target and here[0] == target[0]:
            here, target = here[1:], target[1:]
        return f"from {'.' * (len(here) + 1)}{'.'.join(target)} import {found[2]}"


def shown(path: Path) -> str:
    """A path relative to the current directory, for messages."""
    return str(path.relative_to(root()) if path.is_relative_to(root()) else path)
