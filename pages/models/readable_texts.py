from __future__ import annotations

from typing import Any

from django.db import models
from wagtail.fields import RichTextField

from api.character_references import readable


class ReadableTexts(models.Model):
    """Replaces character references that parsers fail on before rich text is stored: a script may have written them."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._make_readable()
        super().save(*args, **kwargs)

    def serializable_data(self) -> dict[str, Any]:
        self._make_readable()
        return super().serializable_data()

    def _make_readable(self) -> None:
        for field in self._meta.concrete_fields:
            if isinstance(field, RichTextField) and (text := self.__dict__.get(field.attname)):
                setattr(self, field.attname, readable(text))
