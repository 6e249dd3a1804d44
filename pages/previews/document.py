"""The API's response for an object in memory: a draft, or unsaved input."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.db import DatabaseError
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from rest_framework.fields import SkipField

from api.contract.field_selection import ALL, SelectedField
from api.contract.serializer_classes import serializer_class
from api.represent.references import CONTEXT_NAME, References
from api.router import router
from api.sites import SiteMap

logger = logging.getLogger(__name__)

#: Shown elsewhere on the page, or useless to its reader.
LEFT_OUT = ("id", "title", "name", "question", "toc")


class ShownField(NamedTuple):
    """A field with its value as the API sends it. ``is_broken`` if representing it failed."""

    name: str
    label: str
    value: Any
    is_broken: bool = False


def shown_fields(instance: Model) -> Iterator[ShownField]:
    """The fields of ``instance`` as readers would get them, without what is not public.

    A field that fails does not affect the others.
    """
    endpoint = router.endpoint_for(type(instance))
    if endpoint is None:
        return
    references = References(SiteMap())
    references.know([instance])
    context = {"request": None, CONTEXT_NAME: references, "page": instance}
    serializer = serializer_class(endpoint[1], type(instance), (SelectedField(ALL),), "detail")(context=context)
    for field in serializer._readable_fields:
        name = field.field_name
        if name in serializer.meta_fields or name in LEFT_OUT:
            continue
        try:
            attribute = field.get_attribute(instance)
            value = None if attribute is None else field.to_representation(attribute)
        except SkipField:
            continue
        except DatabaseError:
            raise
        except Exception:
            logger.exception("“%s” of %r cannot be shown in the preview", name, instance)
            yield ShownField(name, _label(instance, name), None, is_broken=True)
        else:
            yield ShownField(name, _label(instance, name), value)


def _label(instance: Model, name: str) -> str:
    own = {"toc": _("Contents"), "word_count": _("Words"), "reading_time_minutes": _("Minutes to read")}
    try:
        words = own.get(name) or getattr(instance._meta.get_field(name), "verbose_name", None)
    except FieldDoesNotExist:
        words = None
    return str(capfirst(words or name.replace("_", " ")))
