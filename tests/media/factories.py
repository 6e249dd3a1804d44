"""Images and documents with real files, for the tests of every app."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory, FileField, ImageField
from wagtail.models import Collection

from media.models import ClinicDocument, ClinicImage

SMALLEST_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def root_collection() -> Collection:
    return Collection.get_first_root_node() or Collection.add_root(name="Root")


class ImageFactory(DjangoModelFactory):
    """A JPEG, 2,000 pixels wide and 1,500 high.

    ``file__width``, ``file__height``, ``file__color``, ``file__format`` and ``file__filename`` change it.
    """

    class Meta:
        model = ClinicImage

    title = factory.Sequence("Image {}".format)
    alt_text = factory.Sequence("Morning light falls into counselling room number {}".format)
    collection = factory.LazyFunction(root_collection)
    file = ImageField(width=2000, height=1500, color="steelblue", format="JPEG", filename="counselling-room.jpg")


class DocumentFactory(DjangoModelFactory):
    """A small PDF; ``file__data`` and ``file__filename`` change it."""

    class Meta:
        model = ClinicDocument

    title = factory.Sequence("Document {}".format)
    collection = factory.LazyFunction(root_collection)
    file = FileField(data=SMALLEST_PDF, filename="visiting-hours.pdf")
