"""An object and its selected fields, as JSON in the shape of Wagtail's API v2: ``id``, ``meta``, then the rest."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import FilePathField, Model
from django.utils.functional import cached_property
from rest_framework import serializers
from rest_framework.fields import Field, SkipField
from taggit.managers import TaggableManager
from wagtail import fields as wagtail_fields
from wagtail.models import Page

from ..addresses import empty_unsafe_columns
from ..formats import Address
from ..model_fields import is_child_relation, model_field
from ..represent.blocks import represent_block
from ..represent.faults import FATAL, report
from ..represent.fields import ReadOnlyField, RepresentationField, RichTextField
from ..represent.outgoing import resolve_member
from ..represent.references import get_references
from ..represent.representations import reader_of, type_name
from ..represent.withholding import withhold
from ..router import router
from .attributes import reads_freely, show_public_only
from .field_selection import ALL, NONE, SelectedField
from .selection import select


class ObjectField(ReadOnlyField):
    """A field computed from the object as a whole."""

    def get_attribute(self, instance: Model) -> Model:
        return instance


class TypeField(ObjectField):
    """``app_label.ModelName``; the specific type even of a page that was loaded as a plain ``Page``."""

    def to_representation(self, instance: Model) -> str | None:
        model = instance.specific_class if isinstance(instance, Page) else type(instance)
        return type_name(model) if model else None


class DetailUrlField(ObjectField):
    """The object's URL in the API; omitted for objects that have none."""

    def get_attribute(self, instance: Model) -> Any:
        url = router.detail_url(type(instance), instance.pk, self.context.get("request"))
        if url is None:
            raise SkipField
        return url

    def to_representation(self, url: str) -> Address:
        return url


class TagsField(ReadOnlyField):
    """The names of the tags, sorted."""

    def to_representation(self, value: Any) -> list[str]:
        return sorted(tag.name for tag in value.all())


class StreamField(ReadOnlyField):
    """The blocks of a stream, with references resolved."""

    def to_representation(self, value: Any) -> list[dict[str, Any]]:
        return represent_block(value.stream_block, value, self.context)


class NestedObjectField(RepresentationField):
    """A foreign key, with the selected fields of its object; null if that is not public."""

    def __init__(self, serializer: ObjectSerializer, **kwargs: Any) -> None:
        self.serializer = serializer
        super().__init__(**kwargs)

    def to_representation(self, value: Model | tuple[type[Model], Any]) -> Any:
        references = get_references(self.context)
        chosen = value if isinstance(value, Model) else references.get(*value)
        public = references.public_for(chosen, reader_of(self.context))
        return None if public is None else self.serializer.bind_context(self.context).to_representation(public)


class NestedRowsField(ReadOnlyField):
    """Rows of a to-many relation, with the selected fields of each."""

    def __init__(self, serializer: ObjectSerializer, are_children: bool, **kwargs: Any) -> None:
        self.serializer = serializer
        self.are_children = are_children
        super().__init__(**kwargs)

    def to_representation(self, value: Any) -> list[Any]:
        serializer = self.serializer.bind_context(self.context)
        return [serializer.to_representation(row) for row in self.objects(value)]

    def objects(self, value: Any) -> list[Model]:
        """The child rows, which are part of their parent; of other relations, the public objects."""
        return list(value.all()) if self.are_children else self._public(value)

    def _public(self, value: Any) -> list[Model]:
        return get_references(self.context).public_many(value.all(), reader_of(self.context))


class PartField(ReadOnlyField):
    """Some members of an object that a custom field of the model returns."""

    def __init__(self, field: serializers.Field, fields: tuple[SelectedField, ...], **kwargs: Any) -> None:
        self.field = field
        self.selected = fields
        super().__init__(**kwargs)

    def bind(self, field_name: str, parent: Any) -> None:
        super().bind(field_name, parent)
        self.field.bind(field_name, parent)

    def get_attribute(self, instance: Model) -> Any:
        return self.field.get_attribute(instance)

    def to_representation(self, value: Any) -> Any:
        return select_part(self.selected, self.field.to_representation(value))


def select_part(selected: tuple[SelectedField, ...], representation: Any) -> Any:
    """The selected members of a representation, or of each in a list; a value without members stays whole."""
    if isinstance(representation, list):
        return [select_part(selected, item) for item in representation]
    if not isinstance(representation, dict):
        return representation
    names = list(representation)
    chosen = set(select(selected, names, default=names).names)
    if not any(field.negated or field.name in (ALL, NONE) for field in selected):
        chosen = {"id", "meta"} & set(names) | {field.name for field in selected}
    return {name: representation[name] for name in names if name in chosen}


class ObjectSerializer(serializers.ModelSerializer):
    """One object. ``serializer_classes`` makes a subclass for each model and selection of fields."""

    meta_fields: tuple[str, ...] = ()
    nested_serializers: Mapping[str, type[ObjectSerializer]] = {}

    serializer_field_mapping = {
        **serializers.ModelSerializer.serializer_field_mapping,
        wagtail_fields.RichTextField: RichTextField,
        wagtail_fields.StreamField: StreamField,
    }

    type = TypeField()
    detail_url = DetailUrlField()

    def to_representation(self, instance: Model) -> dict[str, Any]:
        if not isinstance(instance, Page):
            return self._document(instance)
        outer = self.context.get("page")
        self.context["page"] = instance
        try:
            return self._document(instance)
        finally:
            self.context["page"] = outer

    def prime(self, objects: Sequence[Model]) -> None:
        """A hook to prefetch, or compute, what fields of this serializer show of many objects of one model."""

    def _document(self, instance: Model) -> dict[str, Any]:
        empty_unsafe_columns(instance)
        if self.reads_freely:
            withhold(instance, get_references(self.context))
        values: dict[str, Any] = {}
        handled = sys.exc_info()[1]
        for field in self._readable_fields:
            try:
                values[field.field_name] = self._value(field, instance)
            except SkipField as skip:
                if _hides_a_fault(skip, field, handled):
                    values[field.field_name] = None
                    self._report(field, instance, skip)
            except FATAL:
                raise
            except Exception as fault:
                values[field.field_name] = None
                self._report(field, instance, fault)
        meta = {name: values.pop(name) for name in list(values) if name in self.meta_fields}
        first = {"id": values.pop("id")} if "id" in values else {}
        return {**first, **({"meta": meta} if meta else {}), **values}

    def _value(self, field: Field, instance: Model) -> Any:
        attribute = field.get_attribute(instance)
        if attribute is None:
            return None
        return resolve_member(field.field_name, field.to_representation(attribute), self.context)

    def _report(self, field: Field, instance: Model, fault: BaseException) -> None:
        """Report a failed field, which becomes null; the rest of the object is unaffected."""
        report(f"The field {field.field_name} of {type_name(type(instance))} {instance.pk}", self.context, fault)

    @cached_property
    def reads_freely(self) -> bool:
        """Whether a field may reach hidden objects through this one."""
        return any(reads_freely(field, self.Meta.model) for field in self._readable_fields)

    def get_fields(self) -> dict[str, Field]:
        fields = super().get_fields()
        for field in fields.values():
            show_public_only(field)
        return fields

    def build_standard_field(self, field_name: str, model_field: Any) -> tuple[type[Field], dict[str, Any]]:
        """Build the field as Django REST Framework does, without keyword arguments that it does not take. Fields of
        this app ignore the model's validation rules, such as maximum lengths.
        """
        field_class, kwargs = super().build_standard_field(field_name, model_field)
        if isinstance(model_field, FilePathField):  # It would read the folder, which may be on another machine.
            return serializers.CharField, {}
        if issubclass(field_class, ReadOnlyField):
            kwargs = {name: kwargs[name] for name in ("label", "help_text") if name in kwargs}
        elif issubclass(field_class, serializers.ChoiceField):
            kwargs = {name: value for name, value in kwargs.items() if name not in ("child", "decoder", "encoder")}
        return field_class, kwargs

    def bind_context(self, context: Mapping[str, Any]) -> ObjectSerializer:
        """Bind this serializer to the ``context`` of a response."""
        self._context = context
        return self

    def build_field(self, field_name: str, info: Any, model_class: type[Model], nested_depth: int) -> Any:
        field = model_field(model_class, field_name)
        if isinstance(field, TaggableManager):
            return TagsField, {}
        if field is not None and field_name in self.nested_serializers:
            serializer = self.nested_serializers[field_name](context={})
            if field.many_to_one or field.one_to_one:
                return NestedObjectField, {"serializer": serializer}
            return NestedRowsField, {"serializer": serializer, "are_children": is_child_relation(field)}
        return super().build_field(field_name, info, model_class, nested_depth)


def _hides_a_fault(skip: SkipField, field: Field, handled: BaseException | None) -> bool:
    """Whether a field was omitted because its property raised: Django REST Framework takes an ``AttributeError`` from
    inside a property for a missing attribute. If a dotted source ends at None, the field is omitted, as in API v2.

    :param handled: the exception that the caller was already handling, which Python also gives as the context.
    """
    return skip.__context__ is not handled and len(getattr(field, "source_attrs", ())) == 1
