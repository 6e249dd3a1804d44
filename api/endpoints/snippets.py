from __future__ import annotations

from django.db.models import Model

from ..contract.represented_by_fields import reference_fields
from ..contract.serializers import ObjectSerializer
from ..model_fields import model_field
from .filters import LocaleFilter
from .own_locale import OwnLocaleFilter
from .page_serializers import LocaleField
from .viewset import EndpointViewSet


class SnippetSerializer(ObjectSerializer):
    locale = LocaleField()


class SnippetsViewSet(EndpointViewSet):
    """The public snippets of one translatable model, by default in the site's own language.

    A subclass sets ``model``. Its listing shows all ``api_fields``, unless the class adds names to
    ``listing_default_fields``: then it shows those.
    """

    filter_backends = tuple(
        OwnLocaleFilter if backend is LocaleFilter else backend for backend in EndpointViewSet.filter_backends
    )
    base_serializer_class = SnippetSerializer
    meta_fields = [*EndpointViewSet.meta_fields, "locale"]
    listing_default_fields = [*EndpointViewSet.listing_default_fields, "locale"]

    @classmethod
    def get_listing_default_fields(cls, model: type[Model]) -> list[str]:
        named = list(cls.listing_default_fields)
        if named != SnippetsViewSet.listing_default_fields:
            return named
        body = {field.name for field in cls.get_body_fields(model)}
        return [*named, *(name for name in cls.get_fields_at(model, "listing") if name in body)]

    @classmethod
    def get_nested_default_fields(cls, model: type[Model]) -> list[str]:
        """The class's own, and the columns in a reference to an object; relations are not followed."""
        columns = [name for name in reference_fields(model) if _is_column(model, name)]
        return [*cls.nested_default_fields, *columns]


def _is_column(model: type[Model], name: str) -> bool:
    field = model_field(model, name)
    return field is not None and not field.is_relation
