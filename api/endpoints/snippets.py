from __future__ import annotations

from ..contract.serializers import ObjectSerializer
from .filters import LocaleFilter
from .own_locale import OwnLocaleFilter
from .page_serializers import LocaleField
from .viewset import EndpointViewSet


class SnippetSerializer(ObjectSerializer):
    locale = LocaleField()


class SnippetsViewSet(EndpointViewSet):
    """The public snippets of one translatable model, in the site's own language unless told so. Set ``model``."""

    filter_backends = tuple(
        OwnLocaleFilter if backend is LocaleFilter else backend for backend in EndpointViewSet.filter_backends
    )
    base_serializer_class = SnippetSerializer
    meta_fields = [*EndpointViewSet.meta_fields, "locale"]
    listing_default_fields = [*EndpointViewSet.listing_default_fields, "locale"]
