from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .. import problems
from .field_selection import ALL, NONE, SelectedField


@dataclass(frozen=True)
class Selection:
    """The selected fields of one object, in the object's order, with the selections inside them."""

    names: tuple[str, ...]
    nested: dict[str, tuple[SelectedField, ...]]


def select(fields: Sequence[SelectedField], available: Sequence[str], default: Collection[str]) -> Selection:
    """Apply a client's ``fields`` to the ``default`` ones; return the selected ones of ``available``.

    :raises UnknownField: if a selected field is not available.
    """
    available = list(dict.fromkeys(available))
    names = set(default)
    nested = {}
    if fields and fields[0].name in (ALL, NONE):
        names = set(available) if fields[0].name == ALL else set()
        fields = fields[1:]
    for field in fields:
        if field.negated:
            names.discard(field.name)
            continue
        names.add(field.name)
        if field.nested:
            nested[field.name] = field.nested
    unknown = sorted({field.name for field in fields} - set(available))
    if unknown:
        raise problems.UnknownField(
            f"unknown fields: {', '.join(unknown)}", parameter="fields", allowed=sorted(available)
        )
    return Selection(tuple(name for name in available if name in names), nested)
