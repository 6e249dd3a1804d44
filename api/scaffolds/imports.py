from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any


def with_imports(source: str, lines: Iterable[str], is_first_party: Callable[[str], bool]) -> str:
    """``source`` with further import statements at its top, all in the order of isort's default.

    :param lines: each one statement, such as ``from .topic import Topic``.
    :param is_first_party: whether a top-level module belongs to the project.
    """
    start, end, known = _section(source)
    statements = [*known, *(line for line in lines if line not in known)]
    statements.sort(key=lambda statement: _place(statement, is_first_party))
    groups = groupby(statements, key=lambda statement: _place(statement, is_first_party)[0])
    section = "\n\n".join("\n".join(group) for _, group in groups)
    before, after = source[:start], source[end:].lstrip("\n")
    if before.strip():
        before = before.rstrip("\n") + "\n\n"
    gap = "\n\n\n" if after.startswith(("class ", "def ", "@")) else "\n\n" if after else "\n"
    return f"{before}{section}{gap}{after}" if section else f"{before}{after}"


def without_imports(source: str, wanted: Callable[[str], bool]) -> tuple[str, list[str]]:
    """``source`` without the import statements that are ``wanted``, and these statements."""
    start, end, known = _section(source)
    taken = [statement for statement in known if wanted(statement)]
    kept = [statement for statement in known if not wanted(statement)]
    return source[:start] + "\n".join(kept) + "\n" + source[end:], taken


def imports_name(source: str, name: str) -> bool:
    """Whether a top-level import statement of ``source`` binds ``name``."""
    statements = [node for node in ast.parse(source).body if isinstance(node, ast.Import | ast.ImportFrom)]
    return any((alias.asname or alias.name) == name for node in statements for alias in node.names)


def _section(source: str) -> tuple[int, int, list[str]]:
    """The start and end of the first block of imports, and its statements, without ``from __future__``, which stays
    above.
    """
    lines = source.splitlines(keepends=True)
    offsets = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]
    body = ast.parse(source).body
    first = 0
    while first < len(body) and (_is_docstring(body[first]) or _is_future(body[first])):
        first += 1
    last = first
    while last < len(body) and isinstance(body[last], ast.Import | ast.ImportFrom):
        last += 1
    nodes = body[first:last]
    if not nodes:
        place = offsets[body[first - 1].end_lineno or 0] if first else 0
        return place, place, []
    spans = [(offsets[node.lineno - 1], offsets[node.end_lineno or node.lineno]) for node in nodes]
    return spans[0][0], spans[-1][1], [source[start:end].rstrip("\n") for start, end in spans]


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _place(statement: str, is_first_party: Callable[[str], bool]) -> tuple[int, bool, int, str]:
    node: Any = ast.parse(statement).body[0]
    is_from = isinstance(node, ast.ImportFrom)
    module, level = (node.module or "", node.level) if is_from else (node.names[0].name, 0)
    top = module.partition(".")[0]
    group = 3 if level else 0 if top in sys.stdlib_module_names else 2 if is_first_party(top) else 1
    return group, is_from, -level, module.lower()
