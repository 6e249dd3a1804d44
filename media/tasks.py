from __future__ import annotations

import logging

from django_tasks import task, task_backends
from django_tasks.backends.immediate import ImmediateBackend
from wagtail.images import get_image_model

from .renditions.originals import original_of
from .renditions.storing import make_missing
from .upkeep import tidying
from .upkeep.earlier_files import clean_earlier_file, is_earlier

logger = logging.getLogger(__name__)


@task()
def make_renditions(image_id: int) -> int:
    """Make the missing renditions of the image, and return how many were made. A file from before uploads were cleaned
    is cleaned first.

    A deleted image has none. A missing or broken file is logged, and fails the task; the image is unchanged.
    """
    image = get_image_model()._default_manager.filter(pk=image_id).first()
    if image is None:
        return 0
    try:
        if is_earlier(image):
            clean_earlier_file(image)
        return make_missing(original_of(image))
    except Exception:
        logger.exception("No renditions could be made from image %s, file %s.", image_id, image.file.name)
        raise


@task()
def remove_image_files(image_id: int, names: list[str]) -> None:
    """Remove all renditions of a deleted image, and its former files."""
    tidying.remove_image_files(image_id, names)


def ask_for_renditions(image_id: int) -> None:
    """Enqueue the renditions of an image. Not if tasks run immediately: each is then made on demand."""
    if not isinstance(task_backends[make_renditions.backend], ImmediateBackend):
        make_renditions.enqueue(image_id)
