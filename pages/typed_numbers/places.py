"""The places of typed numbers: in the fields, streams and rows that staff edit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, QuerySet, TextField
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex
from wagtail.snippets.models import get_snippet_models

from api.dependencies.content import is_content

from ..models.clinic_telephone import Telephone
from ..models.former_number import FormerNumber
from ..usage.texts import live_with_words
from .known import Found, NumberFinder, known_numbers

_NOT_WRITTEN = (Telephone, FormerNumber)
# Wagtail's metadata of a page, which staff do not write as text.
_NOT_TEXTS = ("path", "url_path", "slug", "draft_title")


class Text(NamedTuple):
    text: str
    model_path: str
    content_path: str


class TypedNumber(NamedTuple):
    """A number of a clinic that is typed in ``source``. ``reference`` is the place, as in the reference index."""

    source: Model
    found: Found
    reference: ReferenceIndex

    @property
    def sentence(self) -> str:
        return self.found.known.describe(self.found.written)


def typed_numbers_in(source: Model, finder: NumberFinder | None = None) -> list[TypedNumber]:
    """The numbers of clinics in the text of ``source``, as it is in memory, each once per field or block."""
    finder = finder or NumberFinder(known_numbers())
    return [
        TypedNumber(source, found, _reference(source, text))
        for text in texts_of(source)
        for found in finder.find(text.text)
    ]


def all_typed_numbers() -> Iterator[TypedNumber]:
    """The numbers of clinics in all live content: pages, snippets, menus, other texts of sites, and settings."""
    finder = NumberFinder(known_numbers())
    endings = finder.endings
    if not endings:
        return
    for model in written_models():
        for source in _candidates(model, endings):
            yield from typed_numbers_in(source, finder)


def written_models() -> Iterator[type[Model]]:
    """The models that staff edit as a whole, including their rows."""
    for model in apps.get_models():
        is_row = any(isinstance(field, ParentalKey) for field in model._meta.concrete_fields)
        is_written = is_content(model) and not is_row and model is not Page and model not in _NOT_WRITTEN
        is_edited = issubclass(model, Page) or ReferenceIndex.is_indexed(model) or model in get_snippet_models()
        if is_written and is_edited and _text_fields(model):
            yield model


def texts_of(source: Model) -> Iterator[Text]:
    """The texts in the fields of ``source`` and of its rows. Items of streams are identified by type and id."""
    yield from _field_texts(source, "", "")
    if not isinstance(source, ClusterableModel):
        return
    for relation in get_all_child_relations(type(source)):
        name = relation.get_accessor_name()
        if relation.related_model in _NOT_WRITTEN:
            continue
        for row in getattr(source, name).all():
            yield from _field_texts(row, f"{name}.item.", f"{name}.{row.pk}.")


def _field_texts(source: Model, model_prefix: str, content_prefix: str) -> Iterator[Text]:
    for field in _text_fields(type(source)):
        value = getattr(source, field.name)
        raw = list(value.raw_data) if isinstance(field, StreamField) else value
        yield from _texts_in(raw, f"{model_prefix}{field.name}", f"{content_prefix}{field.name}")


def _text_fields(model: type[Model]) -> list[Any]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField | StreamField)
        and field.name not in _NOT_TEXTS
        and not getattr(field, "choices", None)
    ]


def _texts_in(value: Any, model_path: str, content_path: str) -> Iterator[Text]:
    if isinstance(value, str):
        yield Text(value, model_path, content_path)
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _texts_in(part, f"{model_path}.{name}", f"{content_path}.{name}")
    elif isinstance(value, list):
        for part in value:
            if isinstance(part, dict) and {"type", "value"} <= part.keys():
                within = f"{model_path}.{part['type']}", f"{content_path}.{part.get('id')}"
                yield from _texts_in(part["value"], *within)
            else:
                yield from _texts_in(part, model_path, content_path)


def _candidates(model: type[Model], endings: set[str]) -> QuerySet:
    """The live objects of ``model`` that have the last digits of a number in a text of theirs or of a row."""
    ways = [field.name for field in _text_fields(model)]
    if issubclass(model, ClusterableModel):
        ways += [
            f"{relation.get_accessor_name()}__{field.name}"
            for relation in get_all_child_relations(model)
            if relation.related_model not in _NOT_WRITTEN
            for field in _text_fields(relation.related_model)
        ]
    return live_with_words(model, ways, endings)


def _reference(source: Model, text: Text) -> ReferenceIndex:
    return ReferenceIndex(
        content_type=ContentType.objects.get_for_model(source),
        object_id=str(source.pk),
        model_path=text.model_path,
        content_path=text.content_path,
    )
