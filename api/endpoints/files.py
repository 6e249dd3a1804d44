"""Images and documents of public collections."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from ..contract.serializers import ObjectField, ObjectSerializer
from ..formats import Address
from ..router import absolute_url
from .filters import LocaleFilter
from .viewset import EndpointViewSet


class ImageDownloadUrlField(ObjectField):
    """The URL of the original file."""

    def to_representation(self, image: Any) -> Address | None:
        """The storage's URL, unless the model overrides it by ``get_download_url(context)``."""
        if hasattr(image, "get_download_url"):
            return image.get_download_url(self.context)
        return absolute_url(image.file.url, self.context.get("request"))


class DocumentDownloadUrlField(ObjectField):
    """The URL of the file, served by Wagtail, which checks permissions."""

    def to_representation(self, document: Any) -> Address:
        return absolute_url(document.url, self.context.get("request"))


class ImageSerializer(ObjectSerializer):
    download_url = ImageDownloadUrlField()


class DocumentSerializer(ObjectSerializer):
    download_url = DocumentDownloadUrlField()


class FilesViewSet(EndpointViewSet):
    """What images and documents have in common."""

    meta_fields = [*EndpointViewSet.meta_fields, "tags", "download_url"]
    listing_default_fields = [*EndpointViewSet.listing_default_fields, "title", "tags", "download_url"]
    nested_default_fields = [*EndpointViewSet.nested_default_fields, "title", "download_url"]
    filter_backends = tuple(each for each in EndpointViewSet.filter_backends if each is not LocaleFilter)


class ImagesViewSet(FilesViewSet):
    """The public images, with their renditions."""

    base_serializer_class = ImageSerializer
    body_fields = [*FilesViewSet.body_fields, "title", "width", "height"]

    @classmethod
    def get_model(cls) -> type[Model]:
        return get_image_model()


class DocumentsViewSet(FilesViewSet):
    """The public documents."""

    base_serializer_class = DocumentSerializer
    body_fields = [*FilesViewSet.body_fields, "title"]

    @classmethod
    def get_model(cls) -> type[Model]:
        return get_document_model()
