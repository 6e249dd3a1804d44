"""Whose the files in the storage of images are."""

from __future__ import annotations

from typing import cast

from wagtail.images import get_image_model

from media.models import ClinicImage, ImageVersion


def image_of_file(name: str) -> ClinicImage | None:
    """The image that ``name`` is the file of, or was within the grace period, or that Wagtail made it from as a
    rendition. None where there is no such image: a file that nobody owns is shown to nobody.
    """
    images = get_image_model()
    renditions = images.get_rendition_model()
    earlier = ImageVersion.objects.in_grace()
    for image_ids in (
        renditions._default_manager.filter(file=name).values("image_id"),
        images._default_manager.filter(file=name).values("pk"),
        earlier.filter(file=name).values("image_id"),
    ):
        found = images._default_manager.select_related("collection").filter(pk__in=image_ids[:1]).first()
        if found is not None:
            return cast(ClinicImage, found)
    return None
