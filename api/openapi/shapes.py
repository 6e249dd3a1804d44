"""The named schemas of one document, and Python types as JSON Schema."""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Hashable, Mapping
from types import NoneType
from typing import Any

from pydantic import PydanticUserError, TypeAdapter
from pydantic.errors import PydanticUndefinedAnnotation
from pydantic.json_schema import GenerateJsonSchema, PydanticInvalidForJsonSchema
from typing_extensions import get_type_hints

from ..json_schema import Schema

PREFIX = "#/components/schemas/"
#: The keyword by which a schema says that an object of one of the project's models replaces it.
OBJECT_OF = "x-object-of"
_MISSING = object()
_ROLE = re.compile(r":\w+:`~?([^`]+)`")


class UndeclaredShapes(Exception):  # noqa: N818  (says what is the case)
    """Something that the API sends has no declared shape; ``places`` says where, one sentence each."""

    def __init__(self, places: list[str]) -> None:
        super().__init__("\n".join(places))
        self.places = places


class Shapes:
    """The named schemas of a document, and the places whose shape is not declared."""

    def __init__(self, objects: Mapping[str, Callable[[Shapes], Schema]] | None = None) -> None:
        """:param objects: the schemas for :data:`OBJECT_OF`, by its value: ``image``, ``document``, or the name of a
        model whose objects are represented by their fields.
        """
        self.objects = objects or {}
        self.schemas: dict[str, Schema] = {}
        self.undeclared: list[str] = []
        self._names: dict[Hashable, str] = {}
        self._adopted: dict[str, list[tuple[Schema, str]]] = {}

    def once(self, key: Hashable, names: list[str], make: Callable[[], Schema]) -> Schema:
        """A reference to the schema that ``make`` returns, built at the first call with ``key``.

        :param names: the first of them that is not taken becomes its name.
        """
        if key not in self._names:
            schema = make()
            self._names[key] = self.add(schema, names)
        return {"$ref": PREFIX + self._names[key]}

    def add(self, schema: Schema, names: list[str]) -> str:
        """Add ``schema`` under the first of ``names`` that is not taken; return that name."""
        for name in names:
            if self.schemas.setdefault(name, schema) == schema:
                return name
        self.missing(names[-1], "has the name of another shape that differs; rename one of them")
        return names[-1]

    def missing(self, place: str, fault: str) -> Schema:
        """Record that the shape of ``place`` is not declared; return a schema that allows any value."""
        self.undeclared.append(f"{place} {fault}.")
        return {}

    def of_type(self, annotation: Any, place: str) -> Schema:
        """A Python type as JSON Schema: ``TypedDict``, ``list``, ``Literal``, ``X | None``, ``Annotated``, …

        :param place: where it is used, for the error if it is too vague.
        """
        try:
            adapter = TypeAdapter[Any](annotation)
            found, definitions = TypeAdapter.json_schemas(
                [("it", "serialization", adapter)], ref_template=PREFIX + "{model}", schema_generator=_Exact
            )
        except (PydanticUndefinedAnnotation, PydanticUserError, PydanticInvalidForJsonSchema, NameError) as error:
            return self.missing(place, f"is declared in a way that cannot be read ({type(error).__name__}: {error})")
        except _Undeclared:
            return self.missing(place, f"is declared as {annotation}, which holds Any: say what it holds")
        return self._adopt(found["it", "serialization"], definitions.get("$defs", {}))

    def _adopt(self, schema: Schema, definitions: dict[str, Schema]) -> Schema:
        """Add schemas that pydantic names after their classes; those whose name is taken get another one."""
        names = {name: self._name_for(name, definition) for name, definition in definitions.items()}
        for name, definition in definitions.items():
            self.add(self._resolved(definition, names), [names[name]])
        return self._resolved(schema, names)

    def _resolved(self, schema: Any, names: dict[str, str]) -> Any:
        """``schema`` with references to the final names of its parts, and with the project's objects inserted."""
        if isinstance(schema, list):
            return [self._resolved(each, names) for each in schema]
        if not isinstance(schema, dict):
            return schema
        if (kind := schema.get(OBJECT_OF)) in self.objects:
            return self.objects[kind](self)
        if isinstance(ref := schema.get("$ref"), str):
            name = ref.removeprefix(PREFIX)
            return {**schema, "$ref": PREFIX + names.get(name, name)}
        return {key: self._resolved(value, names) for key, value in schema.items()}

    def _name_for(self, name: str, definition: Schema) -> str:
        adopted = self._adopted.setdefault(name, [])
        known = next((used for known, used in adopted if known == definition), None)
        if known is None:
            known = name if self.schemas.get(name, definition) == definition else f"{name}Shape"
            adopted.append((definition, known))
        return known

    def of_result(self, function: Callable, place: str) -> Schema:
        """The schema of a function's return annotation."""
        annotation = return_annotation(function)
        if annotation is _MISSING:
            return self.missing(place, f"sends what {function.__qualname__} returns, which has no return annotation")
        return self.of_type(annotation, place)


class _Undeclared(Exception):  # noqa: N818
    pass


class _Exact(GenerateJsonSchema):
    """Objects have no members but those that are declared, and no schema allows any type."""

    def any_schema(self, schema: Any) -> Schema:
        raise _Undeclared

    def typed_dict_schema(self, schema: Any) -> Schema:
        made = {**super().typed_dict_schema(schema), "additionalProperties": False}
        made.pop("title", None)
        if description := made.get("description"):
            made["description"] = plain(description)
        return made

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def return_annotation(function: Callable) -> Any:
    """The return annotation of ``function``, with names resolved; ``_MISSING`` if it has none.

    Parameters are not resolved: their types may be imported for type checkers only.
    """
    annotation = getattr(function, "__annotations__", {}).get("return", _MISSING)
    if annotation is _MISSING:
        return _MISSING
    holder = type("Holder", (), {"__annotations__": {"return": annotation}})
    names = {**getattr(function, "__globals__", {}), **typing.__dict__}
    names |= getattr(function, "__globals__", {})
    try:
        return get_type_hints(holder, globalns=names, include_extras=True)["return"]
    except NameError:
        return _MISSING


def is_declared(annotation: Any) -> bool:
    """Whether ``annotation`` is present and contains no ``Any``."""
    if annotation is _MISSING or annotation is Any:
        return False
    return all(is_declared(part) for part in typing.get_args(annotation) if part is not ...)


def may_be_none(annotation: Any) -> bool:
    return annotation in (None, NoneType) or NoneType in typing.get_args(annotation)


def pascal_case(name: str) -> str:
    """``name`` as a part of a schema's name: ``MetaData`` for ``meta_data``, ``FeedRead`` for ``feed_read``."""
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[\W_]+", name))


def plain(text: str) -> str:
    """A docstring as Markdown: inline code in single backticks, Sphinx roles removed."""
    return _ROLE.sub(r"`\1`", text.replace("``", "`")).strip()


def summary_of(documented: Any) -> str:
    """The docstring of the class itself, up to its parameters; empty if it has none."""
    text = vars(documented).get("__doc__") or "" if isinstance(documented, type) else documented.__doc__ or ""
    lines = []
    for line in text.split("\n"):
        if line.strip().startswith((":param", ":raises", ">>>")):
            break
        lines.append(line.strip())
    return plain("\n".join(lines))
