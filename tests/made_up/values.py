from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.core.validators import MinLengthValidator
from django.db import models
from django.utils.text import slugify
from wagtail.fields import RichTextField, StreamField

from .blocks import stored_stream
from .known import VALUES
from .nothing_fits import NothingFits

DAY = datetime.date(2026, 5, 1)
#: The first class that a field is an instance of decides.
BY_CLASS: list[tuple[type[models.Field], Any]] = [
    (RichTextField, "<p>{word}</p>"),
    (models.SlugField, "{slug}"),
    (models.URLField, "https://www.example.org/{slug}/"),
    (models.EmailField, "{slug}@example.org"),
    (models.CharField, "{word}"),
    (models.TextField, "{word}"),
    (models.BooleanField, True),
    (models.IntegerField, 3),
    (models.FloatField, 3.5),
    (models.DecimalField, "3.5"),
    (models.DateTimeField, datetime.datetime(2026, 5, 1, 9, tzinfo=datetime.UTC)),
    (models.DateField, DAY),
    (models.TimeField, datetime.time(9)),
    (models.DurationField, datetime.timedelta(minutes=50)),
    (models.UUIDField, uuid.UUID(int=1)),
    (models.JSONField, []),
]


def made_up_value(field: models.Field, word: str, refer: Any) -> Any:
    """A value for a field that is no relation.

    :param word: stands in all texts.
    :param refer: makes an object of a model, for what a block refers to.
    :raises NothingFits: when its type is not known here.
    """
    place = f"{field.model._meta.label}.{field.name}"
    if place in VALUES:
        return _with_word(VALUES[place], word)
    if isinstance(field, StreamField):
        return stored_stream(field.stream_block, word, refer)
    if field.choices:
        return next(value for value, _label in field.flatchoices if value not in (None, ""))
    for kind, value in BY_CLASS:
        if isinstance(field, kind):
            return _long_enough(_with_word(value, word), field)
    raise NothingFits(place, type(field), "values")


def _with_word(value: Any, word: str) -> Any:
    return value.format(word=word, slug=slugify(word)) if isinstance(value, str) else value


def _long_enough(value: Any, field: models.Field) -> Any:
    """A text, again and again until it has as many characters as the field asks for."""
    least = max((rule.limit_value for rule in field.validators if isinstance(rule, MinLengthValidator)), default=0)
    return " ".join([value] * (least // len(value) + 1)) if isinstance(value, str) and least else value
