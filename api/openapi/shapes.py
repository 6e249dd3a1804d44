"""The schemas of one document by name, and Python types as JSON Schema."""

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
#: The member by which a schema says that an object of a model of the project's stands in its place.
OBJECT_OF = "x-object-of"
_MISSING = object()
_ROLE = re.compile(r":\w+:`~?([^`]+)`")


class UndeclaredShapes(Exception):  # noqa: N818  (says what is the case)
    """Some of what the API sends is not declared; ``places`` says where, one sentence each."""

    def __init__(self, places: list[str]) -> None:
        super().__init__("\n".join(places))
        self.places = places


class Shapes:
    """The schemas that a document names, and the places whose shape nobody has declared."""

    def __init__(self, objects: Mapping[str, Callable[[Shapes], Schema]] | None = None) -> None:
        """:param objects: what stands for :data:`OBJECT_OF`, by its value: ``image``, ``document``, or the name of a
        model whose objects are shown by their fields.
        """
        self.objects = objects or {}
        self.schemas: dict[str, Schema] = {}
        self.undeclared: list[str] = []
        self._names: dict[Hashable, str] = {}
        self._adopted: dict[str, list[tuple[Schema, str]]] = {}

    def once(self, key: Hashable, names: list[str], make: Callable[[], Schema]) -> Schema:
        """A reference to the schema that ``make`` returns, made at the first call with ``key``.

        :param names: the first of them that no other schema has becomes its name.
        """
        if key not in self._names:
            schema = make()
            self._names[key] = self.add(schema, names)
        return {"$ref": PREFIX + self._names[key]}

    def add(self, schema: Schema, names: list[str]) -> str:
        """The name under which ``schema`` is kept: the first of ``names`` that no other schema has."""
        for name in names:
            if self.schemas.setdefault(name, schema) == schema:
                return name
        self.missing(names[-1], "has the name of another shape that differs; rename one of them")
        return names[-1]

    def missing(self, place: str, fault: str) -> Schema:
        """Notes that nobody has declared what stands in ``place``; any value, to go on with."""
        self.undeclared.append(f"{place} {fault}.")
        return {}

    def of_type(self, annotation: Any, place: str) -> Schema:
        """A Python type as JSON Schema: ``TypedDict``, ``list``, ``Literal``, ``X | None``, ``Annotated``, …

        :param place: where it stands, to be named where it says too little.
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
        """Takes over schemas that pydantic names by their classes; those whose name is taken get another one."""
        names = {name: self._name_for(name, definition) for name, definition in definitions.items()}
        for name, definition in definitions.items():
            self.add(self._resolved(definition, names), [names[name]])
        return self._resolved(schema, names)

    def _resolved(self, schema: Any, names: dict[str, str]) -> Any:
        """``schema`` with references to the names that its parts got here, and objects in their places."""
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
        """What a function declares to return."""
        annotation = return_annotation(function)
        if annotation is _MISSING:
            return self.missing(place, f"sends what {function.__qualname__} returns, which has no return annotation")
        return self.of_type(annotation, place)


class _Undeclared(Exception):  # noqa: N818
    pass


class _Exact(GenerateJsonSchema):
    """Objects have no members but those that are declared, and nothing is of any type."""

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
    """What ``function`` declares to return, names resolved; ``_MISSING`` where it declares nothing.

    Only that: its parameters may be of types that are there for type checkers alone.
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
    """Whether ``annotation`` says what there is: it is there, and no Any stands in it."""
    if annotation is _MISSING or annotation is Any:
        return False
    return all(is_declared(part) for part in typing.get_args(annotation) if part is not ...)


def may_be_none(annotation: Any) -> bool:
    return annotation in (None, NoneType) or NoneType in typing.get_args(annotation)


def pascal_case(name: str) -> str:
    """``name`` as a part of a name of a schema: ``MetaData`` for ``meta_data``, ``FeedRead`` for ``feed_read``."""
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[\W_]+", name))


def plain(text: str) -> str:
    """A docstring as Markdown: inline code in single backticks, roles of Sphinx taken away."""
    return _ROLE.sub(r"`\1`", text.replace("``", "`")).strip()


def summary_of(documented: Any) -> str:
    """The docstring of a class's own, up to what it says of parameters; empty where it has none."""
    text = vars(documented).get("__doc__") or "" if isinstance(documented, type) else documented.__doc__ or ""
    lines = []
    for line in text.split("\n"):
        if line.strip().startswith((":param", ":raises", ">>>")):
            break
        lines.append(line.strip())
    return plain("\n".join(lines))
