from __future__ import annotations

from api.contract.page_serializers import LocaleField
from api.contract.serializers import ObjectSerializer
from api.contract.views import EndpointViewSet


class SnippetSerializer(ObjectSerializer):
    locale = LocaleField()


class SnippetsViewSet(EndpointViewSet):
    """The public snippets of one translatable model. Set ``model``."""

    base_serializer_class = SnippetSerializer
    meta_fields = [*EndpointViewSet.meta_fields, "locale"]
    listing_default_fields = [*EndpointViewSet.listing_default_fields, "locale"]
