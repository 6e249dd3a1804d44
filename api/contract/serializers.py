"""An object and the fields chosen of it, as JSON in the shape of Wagtail's API v2: ``id``, ``meta``, then the rest."""

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
    """A field made of the object as a whole."""

    def get_attribute(self, instance: Model) -> Model:
        return instance


class TypeField(ObjectField):
    """``app_label.ModelName``; of a page that was loaded without its specific type, that type all the same."""

    def to_representation(self, instance: Model) -> str | None:
        model = instance.specific_class if isinstance(instance, Page) else type(instance)
        return type_name(model) if model else None


class DetailUrlField(ObjectField):
    """The object's address in the API; left out of objects that have none."""

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
    """The blocks of a stream, references in them resolved."""

    def to_representation(self, value: Any) -> list[dict[str, Any]]:
        return represent_block(value.stream_block, value, self.context)


class NestedObjectField(RepresentationField):
    """A foreign key, with the fields that the client chose of its object; null where a visitor may not see that."""

    def __init__(self, serializer: ObjectSerializer, **kwargs: Any) -> None:
        self.serializer = serializer
        super().__init__(**kwargs)

    def to_representation(self, value: Model | tuple[type[Model], Any]) -> Any:
        references = get_references(self.context)
        chosen = value if isinstance(value, Model) else references.get(*value)
        public = references.public_for(chosen, reader_of(self.context))
        return None if public is None else self.serializer.bind_context(self.context).to_representation(public)


class NestedRowsField(ReadOnlyField):
    """Rows of a relation to many, with the fields that the client chose of each."""

    def __init__(self, serializer: ObjectSerializer, are_children: bool, **kwargs: Any) -> None:
        self.serializer = serializer
        self.are_children = are_children
        super().__init__(**kwargs)

    def to_representation(self, value: Any) -> list[Any]:
        serializer = self.serializer.bind_context(self.context)
        return [serializer.to_representation(row) for row in self.objects(value)]

    def objects(self, value: Any) -> list[Model]:
        """The child rows, which are part of their parent; or the public ones among the objects related to."""
        return list(value.all()) if self.are_children else self._public(value)

    def _public(self, value: Any) -> list[Model]:
        return get_references(self.context).public_many(value.all(), reader_of(self.context))


class PartField(ReadOnlyField):
    """Some members of an object that a field of the model's own choice makes."""

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
    """The members that a client chose of a representation, or of each in a list; what has no members stays whole."""
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
    """One object. Subclasses are made by ``serializer_classes``, one for each model and choice of fields."""

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
        """Loads, or works out, what fields of this serializer show of many objects, all of one model. A hook."""

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
        """A field that failed is null; the rest of the object is what it is."""
        report(f"The field {field.field_name} of {type_name(type(instance))} {instance.pk}", self.context, fault)

    @cached_property
    def reads_freely(self) -> bool:
        """Whether a field may come upon what is hidden behind an object."""
        return any(reads_freely(field, self.Meta.model) for field in self._readable_fields)

    def get_fields(self) -> dict[str, Field]:
        fields = super().get_fields()
        for field in fields.values():
            show_public_only(field)
        return fields

    def build_standard_field(self, field_name: str, model_field: Any) -> tuple[type[Field], dict[str, Any]]:
        """As Django REST Framework chooses, without what it passes to fields that do not take it. A field of ours takes
        nothing of what the model says of values that are written, such as their length.
        """
        field_class, kwargs = super().build_standard_field(field_name, model_field)
        if isinstance(model_field, FilePathField):  # It would look for the folder, which may be on another machine.
            return serializers.CharField, {}
        if issubclass(field_class, ReadOnlyField):
            kwargs = {name: kwargs[name] for name in ("label", "help_text") if name in kwargs}
        elif issubclass(field_class, serializers.ChoiceField):
            kwargs = {name: value for name, value in kwargs.items() if name not in ("child", "decoder", "encoder")}
        return field_class, kwargs

    def bind_context(self, context: Mapping[str, Any]) -> ObjectSerializer:
        """This serializer, within the answer that ``context`` belongs to."""
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
    """Whether a field was left out since its property failed: Django REST Framework takes an ``AttributeError`` within
    one for an attribute that there is not. Where a dotted source ends at nothing, the field is left out, as in API v2.

    :param handled: the exception that the caller was dealing with already, which Python names as the context, too.
    """
    return skip.__context__ is not handled and len(getattr(field, "source_attrs", ())) == 1
