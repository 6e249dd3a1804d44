from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from api.represent.representations import reference_meta

from ..clinics.representations import ServiceRepresentation
from .term import Term


class Service(Term):
    """A treatment or help that clinics offer."""

    api_fields = ["name", "slug", "description"]

    class Meta(Term.Meta):
        verbose_name = _("service")
        verbose_name_plural = _("services")

    def get_api_representation(self, context: Mapping[str, Any] | None = None) -> ServiceRepresentation:
        return ServiceRepresentation(
            id=self.pk,
            meta=reference_meta(self, context),
            name=self.name,
            slug=self.slug,
            description=self.description,
        )
