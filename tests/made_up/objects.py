from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.text import slugify
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.managers import TaggableManager
from wagtail.api import APIField
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Page,
    RevisionMixin,
    Site,
    TranslatableMixin,
    WorkflowMixin,
    get_page_models,
)
from wagtail.snippets.models import get_snippet_models

from api.router import router
from tests.media.factories import DocumentFactory, ImageFactory

from . import known
from .values import made_up_value

#: Whose fields Wagtail fills itself.
OF_WAGTAIL = (Page, DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin, WorkflowMixin)


def page_types() -> list[type[Page]]:
    """All page types of all apps."""
    return [model for model in get_page_models() if model is not Page]


def served_models() -> list[type[models.Model]]:
    """What can be read in the API by its key: page types, and the models of all endpoints."""
    of_endpoints = [viewset.get_model() for viewset in router.endpoints.values()]
    others = [model for model in of_endpoints if model is not None and not issubclass(model, Page)]
    return list(dict.fromkeys([*page_types(), *others]))


def snippet_models() -> list[type[models.Model]]:
    """All snippets of all apps."""
    return list(get_snippet_models())


def text_field(model: type[models.Model]) -> str | None:
    """A field of ``model`` that the API shows and that may hold any words; None where it has none."""
    if issubclass(model, Page):
        return "title"
    fields = _fields(model, _shown(model))
    return next((field.name for field in fields if type(field) in (models.CharField, models.TextField)), None)


class MadeUp:
    """Makes objects of any model, each once, with something in every field that the API shows.

    >>> MadeUp(home).make(ArticlePage, live=False)
    """

    def __init__(
        self, home: Page, word: str = "Made up", *, others: MadeUp | None = None, takes_what_is_there: bool = False
    ) -> None:
        """:param home: where pages go, and what refers to any page refers to.
        :param word: stands in all texts.
        :param others: makes what they refer to, such as with another word.
        :param takes_what_is_there: whether they may refer to objects that were there before.
        """
        self.home = home
        self.word = word
        self.others = others or self
        self.takes_what_is_there = takes_what_is_there
        self._referred: dict[type[models.Model], Any] = {Page: home}

    def make(self, model: type[models.Model], **fields: Any) -> Any:
        """A new object of ``model``; ``fields`` stand instead of what is made up.

        What it refers to is made up, too, and refers to nothing itself but what it cannot be without.

        :raises NothingFits: when there is no value for one of its fields.
        """
        if issubclass(model, get_image_model()):
            return ImageFactory(title=self.word, alt_text=self.word, file__width=64, file__height=48, **fields)
        if issubclass(model, get_document_model()):
            return DocumentFactory(title=self.word, **fields)
        if model._meta.label in known.PAGES:
            return self._known(model, fields)
        instance = model(**{**self._values(model), **fields})
        self._relate(instance)
        return self._kept(instance, fields)

    def referred(self, model: type[models.Model]) -> Any:
        """An object of ``model`` that others refer to: one that is there, or a new one; the same each time."""
        if model not in self._referred:
            is_simple = issubclass(model, (get_image_model(), get_document_model())) or model._meta.label in known.PAGES
            self._referred[model] = (
                model._default_manager.order_by("pk").first() if self.takes_what_is_there else None
            ) or (self.make(model) if is_simple else self._kept(model(**self._needed(model)), {}))
        return self._referred[model]

    def _known(self, model: type[models.Model], fields: dict[str, Any]) -> Page:
        self.home.refresh_from_db()
        named = {"title": self.word, "slug": self._slug(model)}
        return known.PAGES[model._meta.label](self.home, **{**named, **fields})

    def _kept(self, instance: models.Model, fields: dict[str, Any]) -> Any:
        if isinstance(instance, Page):
            instance.title = fields.get("title", self.word)
            instance.slug = fields.get("slug") or self._slug(type(instance))
            self.home.refresh_from_db()
            return self.home.add_child(instance=instance)
        instance.save()
        return instance

    def _slug(self, model: type[models.Model]) -> str:
        return f"{slugify(self.word)}-{model._meta.model_name}-{self.home.get_children().count()}"

    def _values(self, model: type[models.Model]) -> dict[str, Any]:
        return {field.name: self._value(field) for field in _fields(model, _shown(model))}

    def _needed(self, model: type[models.Model]) -> dict[str, Any]:
        return {field.name: self._value(field) for field in _fields(model, set())}

    def _value(self, field: Any) -> Any:
        if not isinstance(field, models.ForeignKey):
            return made_up_value(field, self.word, self.others.referred)
        target = field.remote_field.model
        return Site.objects.get(is_default_site=True) if target is Site else self.others.referred(target)

    def _relate(self, instance: models.Model) -> None:
        for relation in _relations(type(instance)):
            if isinstance(relation, models.ManyToOneRel):
                row = relation.related_model
                setattr(instance, relation.get_accessor_name(), [row(**self._values(row))])
            elif isinstance(relation, TaggableManager):
                getattr(instance, relation.name).add(self.word)
            else:
                setattr(instance, relation.name, [self.others.referred(relation.related_model)])


def _fields(model: type[models.Model], shown: set[str]) -> Iterator[Any]:
    """Those that an object cannot be without, and those that are ``shown``."""
    others = _filled_by_wagtail(model)
    for field in model._meta.concrete_fields:
        is_needed = not field.blank and not field.has_default() and not field.auto_created
        is_needed = is_needed or f"{model._meta.label}.{field.name}" in known.VALUES
        if field.name in others or field.primary_key or isinstance(field, ParentalKey):
            continue
        if is_needed or (field.name in shown and field.editable):
            yield field


def _relations(model: type[models.Model]) -> Iterator[Any]:
    shown = _shown(model)
    for relation in model._meta.get_fields():
        if relation.name not in shown:
            continue
        is_child = isinstance(relation, models.ManyToOneRel)
        if is_child or isinstance(relation, ParentalManyToManyField | TaggableManager):
            yield relation


def _shown(model: type[models.Model]) -> set[str]:
    """What the API shows: the fields' names, and what their serializers read instead."""
    fields = APIField.get_fields_for_model(model)
    return {getattr(field.serializer, "source", None) or field.name for field in fields}


def _filled_by_wagtail(model: type[models.Model]) -> set[str]:
    return {field.name for base in OF_WAGTAIL if issubclass(model, base) for field in base._meta.get_fields()}
