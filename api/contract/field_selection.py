"""The ``fields`` parameter: ``title,body``, ``*,-body``, ``_,title``, ``hero_image(title,width)``.

The grammar and the messages are those of Wagtail's API v2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

ALL = "*"
NONE = "_"
MAX_DEPTH = 8


class FieldSelectionError(ValueError):
    """The ``fields`` parameter does not follow the grammar; the message says where."""


@dataclass(frozen=True)
class SelectedField:
    """One selected field, with the selection in brackets after it, if any."""

    name: str
    negated: bool = False
    nested: tuple[SelectedField, ...] = ()


class FieldSelectionParser:
    """A left-to-right parser of one ``fields`` value.

    :raises FieldSelectionError: at the first character that does not fit.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.depth = 0

    def parse(self) -> tuple[SelectedField, ...]:
        return tuple(self._fields(nested=False))

    def _fields(self, nested: bool) -> Iterator[SelectedField]:
        first: SelectedField | None = None
        while self.position < len(self.text):
            field = self._field(is_first=first is None)
            self._check_combination(first, field)
            first = first or field
            yield field
            if self._next() == ")":
                if not nested:
                    raise self._unexpected()
                self.position += 1
                return
            if self._next() == ",":
                self.position += 1
                if self._next() in ("", ","):
                    raise self._unexpected(",")
        if nested:
            raise FieldSelectionError("unexpected end of input (did you miss out a close bracket?)")

    def _field(self, is_first: bool) -> SelectedField:
        negated = self._next() == "-"
        self.position += negated
        name = self._name()
        if name in (ALL, NONE):
            if not is_first:
                raise FieldSelectionError(f"'{name}' must be in the first position")
            if negated:
                raise FieldSelectionError(f"'{name}' cannot be negated")
        if self._next() != "(":
            return SelectedField(name, negated)
        if negated or name in (ALL, NONE):
            raise self._unexpected()
        return SelectedField(name, nested=self._nested_fields())

    def _nested_fields(self) -> tuple[SelectedField, ...]:
        if self.depth == MAX_DEPTH:
            raise FieldSelectionError(f"fields are nested more than {MAX_DEPTH} levels deep")
        self.position += 1
        self.depth += 1
        fields = tuple(self._fields(nested=True))
        self.depth -= 1
        return fields

    def _name(self) -> str:
        start = self.position
        while (char := self._next()) and char not in "(),":
            name = self.text[start : self.position]
            if char.isspace():
                raise FieldSelectionError(f"unexpected whitespace at position {self.position}")
            if name == ALL or (char == ALL and name) or not (char.isalnum() or char in (NONE, ALL)):
                raise self._unexpected()
            self.position += 1
        if start == self.position and char:
            raise self._unexpected()
        return self.text[start : self.position]

    @staticmethod
    def _check_combination(first: SelectedField | None, field: SelectedField) -> None:
        if first is None:
            return
        if first.name == NONE and field.negated:
            raise FieldSelectionError("negated fields with '_' doesn't make sense")
        if first.name == ALL and not field.negated and not field.nested:
            raise FieldSelectionError("additional fields with '*' doesn't make sense")

    def _next(self) -> str:
        return self.text[self.position : self.position + 1]

    def _unexpected(self, char: str = "") -> FieldSelectionError:
        return FieldSelectionError(f"unexpected char '{char or self._next()}' at position {self.position}")


def parse_fields(text: str) -> tuple[SelectedField, ...]:
    """The fields selected by ``text``, in its order.

    :raises FieldSelectionError: if ``text`` does not follow the grammar.
    """
    return FieldSelectionParser(text).parse()
