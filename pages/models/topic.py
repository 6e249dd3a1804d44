from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from api.represent.representations import reference_meta

from ..topics.representations import TopicRepresentation
from .term import Term


class Topic(Term):
    """A subject that articles and questions are filed under."""

    api_fields = ["name", "slug", "description"]

    class Meta(Term.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def get_api_representation(self, context: Mapping[str, Any] | None = None) -> TopicRepresentation:
        return TopicRepresentation(id=self.pk, meta=reference_meta(self, context), name=self.name, slug=self.slug)
