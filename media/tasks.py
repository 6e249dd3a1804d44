from __future__ import annotations

import logging

from django_tasks import task
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from media.facts import PictureFacts
from media.renditions import ensure_renditions

logger = logging.getLogger(__name__)


def add_missing_facts(image: AbstractImage) -> None:
    """For an image that was made before facts were kept. Where none can be found, nothing is saved."""
    if lacks_facts(image):
        image.set_facts()
        if not lacks_facts(image):
            image.save(update_fields=PictureFacts._fields)


def lacks_facts(image: AbstractImage) -> bool:
    return image.is_animated is None and not image.is_svg()


@task()
def make_renditions(image_id: int) -> int:
    """Makes the renditions that the image lacks, and returns how many were made.

    An image that is gone counts as none. A file that is missing or broken is logged, and fails the task; the image
    stays as it is and is shown by its original.
    """
    image = get_image_model()._default_manager.filter(pk=image_id).first()
    if image is None:
        return 0
    try:
        add_missing_facts(image)
        return len(ensure_renditions(image))
    except Exception:
        logger.exception("No renditions could be made of image %s, file %s.", image_id, image.file.name)
        raise
