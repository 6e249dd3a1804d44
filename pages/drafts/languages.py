"""What an object shows that is in another language than its own.

A response shows what was chosen, in the language in which it is written. If there is a translation into the object's
own language, that one has to be chosen; if there is none, staff are warned about what readers get.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail import blocks
from wagtail.blocks.field_block import ChooserBlock
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, Page, TranslatableMixin

from api import conf


class ForeignChoice(NamedTuple):
    """A chosen object in another language.

    :param field: the name of the field or stream in which it was chosen.
    :param label: the field's label.
    :param choose: replaces it by another object, in memory.
    :param block: the position of its block in the stream; None outside of streams.
    """

    field: str
    label: str
    chosen: Any
    choose: Callable[[Any], None]
    block: int | None = None

    def fault(self, locale_id: int) -> ValidationError | None:
        """What to choose instead; None if nothing is in that language, and for pages, which responses localize."""
        found = self.instead(locale_id)
        if found is None:
            return None
        message = _("“%(chosen)s” is written in another language (%(theirs)s). Choose its translation, “%(own)s”.")
        values = {"chosen": self.chosen, "theirs": _language(self.chosen), "own": found}
        return ValidationError(message % values, code="language")

    def instead(self, locale_id: int) -> Any | None:
        """The replacement."""
        return None if isinstance(self.chosen, Page) else self.translation(locale_id)

    def translation(self, locale_id: int) -> Any | None:
        """Its live translation into that language."""
        translation = self.chosen.get_translations().filter(locale=locale_id)
        if isinstance(self.chosen, DraftStateMixin):
            translation = translation.filter(live=True)
        return translation.first()

    def warning(self) -> str:
        message = _(
            "%(label)s: there is no translation of “%(chosen)s” into this language. Visitors see it in %(theirs)s."
        )
        return message % {"label": self.label, "chosen": self.chosen, "theirs": _language(self.chosen)}


def language_faults(instance: models.Model) -> dict[str, list[ValidationError]]:
    """The choices with a translation into the object's own language, by field; blocks within streams."""
    faults: dict[str, list[ValidationError]] = {}
    streams: dict[str, dict[int, ValidationError]] = {}
    for choice in foreign_choices(instance):
        if fault := choice.fault(instance.locale_id):
            if choice.block is None:
                faults.setdefault(choice.field, []).append(fault)
            else:
                streams.setdefault(choice.field, {})[choice.block] = fault
    return {**faults, **{name: [StreamBlockValidationError(found)] for name, found in streams.items()}}


def row_language_faults(row: models.Model, locale_id: Any) -> Iterator[tuple[str, list[ValidationError]]]:
    """The fields of a row of an object in that language whose choice has a translation into it."""
    for choice in _chosen_by_keys(row, locale_id):
        if fault := choice.fault(locale_id):
            yield choice.field, [fault]


def language_warnings(instance: models.Model) -> list[str]:
    """Sentences for staff about what readers get in another language, since it is not translated."""
    choices = (*foreign_choices(instance), *(choice for _row, choice in foreign_choices_of_rows(instance)))
    return list(dict.fromkeys(choice.warning() for choice in choices if choice.translation(instance.locale_id) is None))


def foreign_choices(instance: models.Model) -> Iterator[ForeignChoice]:
    """Choices in another language in the object's own fields and streams; without its rows."""
    locale_id = getattr(instance, "locale_id", None)
    if not conf.i18n_enabled() or locale_id is None:
        return
    yield from _chosen_by_keys(instance, locale_id)
    for field in get_all_child_m2m_relations(type(instance)):
        for chosen in getattr(instance, field.name).all():
            if _is_foreign(chosen, locale_id):
                choose = partial(_choose_among, instance, field.name, chosen)
                yield ForeignChoice(field.name, capfirst(field.verbose_name), chosen, choose)
    for field in instance._meta.get_fields():
        if isinstance(field, StreamField):
            for place, child in enumerate(getattr(instance, field.name)):
                for chosen, choose in _choices_in(child.block, child.value, partial(setattr, child, "value")):
                    if _is_foreign(chosen, locale_id):
                        yield ForeignChoice(field.name, str(child.block.label), chosen, choose, place)


def foreign_choices_of_rows(instance: models.Model) -> Iterator[tuple[models.Model, ForeignChoice]]:
    """Each row of the object with choices in another language, and these choices."""
    for relation in get_all_child_relations(type(instance)):
        for row in getattr(instance, relation.get_accessor_name()).all():
            for choice in _chosen_by_keys(row, getattr(instance, "locale_id", None)):
                yield row, choice


def _chosen_by_keys(instance: models.Model, locale_id: int | None) -> Iterator[ForeignChoice]:
    if not conf.i18n_enabled() or locale_id is None:
        return
    for field in instance._meta.fields:
        if not isinstance(field, models.ForeignKey) or isinstance(field, ParentalKey) or not field.editable:
            continue
        is_own = getattr(field.remote_field, "parent_link", False) or not issubclass(
            field.related_model, TranslatableMixin
        )
        if is_own or getattr(instance, field.attname) is None:
            continue
        chosen = field.related_model._base_manager.filter(pk=getattr(instance, field.attname)).first()
        if _is_foreign(chosen, locale_id):
            choose = partial(setattr, instance, field.name)
            yield ForeignChoice(field.name, capfirst(field.verbose_name), chosen, choose)


def _choose_among(instance: models.Model, name: str, former: Any, chosen: Any) -> None:
    """Replace ``former`` by ``chosen`` in a to-many relation."""
    objects = [chosen if each == former else each for each in getattr(instance, name).all()]
    setattr(instance, name, list(dict.fromkeys(objects)))


def _choices_in(block: blocks.Block, value: Any, put: Callable[[Any], None]) -> Iterator[tuple[Any, Callable]]:
    """The choices in a block, and functions that replace each.

    :param put: replaces ``value`` in the block.
    """
    if isinstance(block, ChooserBlock):
        yield value, put
    elif isinstance(block, blocks.BaseStreamBlock):
        for child in value or ():
            yield from _choices_in(child.block, child.value, partial(setattr, child, "value"))
    elif isinstance(block, blocks.BaseStructBlock):
        for name, part in block.child_blocks.items():
            yield from _choices_in(part, value.get(name), partial(value.__setitem__, name))
    elif isinstance(block, blocks.ListBlock):
        for item in value.bound_blocks if value else ():
            yield from _choices_in(block.child_block, item.value, partial(setattr, item, "value"))


def _is_foreign(chosen: Any, locale_id: int) -> bool:
    return isinstance(chosen, TranslatableMixin) and chosen.locale_id != locale_id


def _language(chosen: Any) -> str:
    return str(chosen.locale.get_display_name())
