"""What breaks clients, between two descriptions of the API.

Clients are taken to ignore members, types of pages and blocks, and values that they do not know: those may be added.
What they read must go on being there in its form, and what they ask must go on being taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .shapes import NULL, PREFIX, Schema

_BOUNDS = {"maximum": -1, "maxItems": -1, "maxLength": -1, "minimum": 1, "minItems": 1, "minLength": 1}


def breaking_changes(old: Schema, new: Schema) -> list[str]:
    """One sentence for each change from ``old`` to ``new`` that can break a client; each begins with the place."""
    return sorted(set(_Comparison(old, new).run()))


class _Comparison:
    def __init__(self, old: Schema, new: Schema) -> None:
        self.old = old
        self.new = new
        self.seen: set[tuple[str, str]] = set()

    def run(self) -> Iterator[str]:
        for path, methods in self.old["paths"].items():
            if path not in self.new["paths"]:
                yield f"{path} is gone."
                continue
            for method, operation in methods.items():
                place = f"{method.upper()} {path}"
                if method not in self.new["paths"][path]:
                    yield f"{place} is gone."
                else:
                    yield from self._operation(operation, self.new["paths"][path][method], place)

    def _operation(self, old: Schema, new: Schema, place: str) -> Iterator[str]:
        yield from self._parameters(_by_name(old), _by_name(new), place)
        after = new["responses"].get("200", {})
        after = self._resolved(after, self.new)
        before = self._resolved(old["responses"].get("200", {}), self.old)
        for name in before.get("headers", {}):
            if name not in after.get("headers", {}):
                yield f"{place} no longer has the header {name}."
        for media_type, content in before.get("content", {}).items():
            if media_type not in after.get("content", {}):
                yield f"{place} no longer answers with {media_type}."
            else:
                yield from self._answer(content["schema"], after["content"][media_type]["schema"], f"{place} answer")

    def _parameters(self, old: dict[str, Schema], new: dict[str, Schema], place: str) -> Iterator[str]:
        for name in old.keys() - new.keys():
            yield f"{place} no longer takes the parameter {name}."
        for name, parameter in new.items():
            where = f"{place}, parameter {name}"
            if parameter.get("required") and not old.get(name, {}).get("required"):
                yield f"{where} is required now."
            if name in old:
                yield from _narrowed(old[name]["schema"], parameter["schema"], where)

    def _answer(self, old: Schema, new: Schema, place: str) -> Iterator[str]:
        """What a client reads: each value that it may get must be one that it knows how to read."""
        before, after = self._alternatives(old, self.old), self._alternatives(new, self.new)
        if _NOTHING in after and _NOTHING not in before:
            yield f"{place} may be null now."
        kinds = before.keys() - {_NOTHING}
        others = after.keys() - {_NOTHING}
        if len(kinds) == len(others) == 1 and kinds != others:
            yield f"{place} was {_text(*kinds)}, and is {_text(*others)} now."
            return
        for kind in kinds - others:
            yield f"{place} is no longer {_text(kind)}."
        for kind in others - kinds:
            if not kind.startswith("="):
                yield f"{place} may also be {_text(kind)} now."
        for kind in kinds & others:
            yield from self._same_kind(before[kind], after[kind], place)

    def _same_kind(self, old: Schema, new: Schema, place: str) -> Iterator[str]:
        if "$ref" in old:
            pair = (old["$ref"], new.get("$ref", place))
            if pair in self.seen:
                return
            self.seen.add(pair)
            place = pair[0].removeprefix(PREFIX)
        old, new = self._resolved(old, self.old), self._resolved(new, self.new)
        if "format" in old and old["format"] != new.get("format"):
            yield f"{place} had the format {old['format']}, and has {new.get('format', 'none')} now."
        if "items" in old:
            yield from self._answer(old["items"], new.get("items", {}), f"{place}[]")
        if isinstance(old.get("additionalProperties"), dict) and isinstance(new.get("additionalProperties"), dict):
            yield from self._answer(old["additionalProperties"], new["additionalProperties"], f"{place}.*")
        for name, schema in old.get("properties", {}).items():
            member = f"{place}.{name}"
            if name not in new.get("properties", {}):
                yield f"{member} is gone."
                continue
            if name in old.get("required", ()) and name not in new.get("required", ()):
                yield f"{member} may be left out now."
            yield from self._answer(schema, new["properties"][name], member)

    def _alternatives(self, schema: Schema, document: Schema) -> dict[str, Schema]:
        """What a value may be, by kind: ``=name`` for what is told apart by a type, else a JSON type. Schemas that have
        a name are given by it.
        """
        flat = list(self._flattened(schema, document))
        kinds = [_kind(self._resolved(each, document)) for each in flat]
        return {
            kind if kinds.count(kind) == 1 else f"{kind} with {_members(self._resolved(each, document))}": each
            for kind, each in zip(kinds, flat, strict=True)
        }

    def _flattened(self, schema: Schema, document: Schema) -> Iterator[Schema]:
        resolved = self._resolved(schema, document)
        several = [*resolved.get("anyOf", ()), *resolved.get("oneOf", ())]
        for each in several:
            yield from self._flattened(each, document)
        if not several:
            yield schema

    def _resolved(self, schema: Schema, document: Schema) -> Schema:
        while "$ref" in schema:
            found: Any = document
            for part in schema["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            schema = found
        return schema


_NOTHING = "null"


def _kind(schema: Schema) -> str:
    if schema == NULL:
        return _NOTHING
    properties = schema.get("properties", {})
    tags = [*properties.values(), properties.get("meta", {}).get("properties", {}).get("type", {})]
    tag = next((tag["const"] for tag in tags if "const" in tag), None)
    if tag is not None:
        return f"={tag}"
    values = schema.get("enum", [schema["const"]] if "const" in schema else [])
    return schema.get("type") or (_type_of(values[0]) if values else "anything")


def _members(schema: Schema) -> str:
    return ", ".join(schema.get("properties", ())) or "no members"


def _type_of(value: Any) -> str:
    return {bool: "boolean", int: "integer", float: "number", str: "string"}.get(type(value), "object")


def _text(kind: str) -> str:
    return f"“{kind[1:]}”" if kind.startswith("=") else kind


def _by_name(operation: Schema) -> dict[str, Schema]:
    return {parameter["name"]: parameter for parameter in operation.get("parameters", ())}


def _narrowed(old: Schema, new: Schema, place: str) -> Iterator[str]:
    """Values of a parameter that were taken, and no longer are."""
    if "enum" in new:
        gone = [value for value in old.get("enum", ()) if value not in new["enum"]]
        if gone or "enum" not in old:
            yield f"{place} no longer takes {', '.join(map(str, gone)) or 'any value'}."
    elif old.get("type") != new.get("type") and "type" in new:
        yield f"{place} was {old.get('type', 'one of several types')}, and is {new['type']} now."
    if "pattern" in new and old.get("pattern") != new["pattern"]:
        yield f"{place} has to look like {new['pattern']} now."
    for name, sign in _BOUNDS.items():
        if name in new and (name not in old or (new[name] - old[name]) * sign > 0):
            yield f"{place} has the {name} {new[name]} now."
    if "items" in old and "items" in new:
        yield from _narrowed(old["items"], new["items"], place)
