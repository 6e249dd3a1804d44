from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from media.renditions import missing_filters
from media.tasks import lacks_facts, make_renditions


def register_signal_handlers() -> None:
    post_save.connect(make_renditions_on_commit, sender=get_image_model(), dispatch_uid="clinic_media.make_renditions")


def make_renditions_on_commit(instance: AbstractImage, raw: bool = False, **kwargs: Any) -> None:
    """After a saved image is committed, has its missing renditions made; fixtures bring their own.

    ``robust``: the image is saved by then, and a queue that cannot be reached does not undo that. It is logged, for
    which Django wants the function's name; a ``partial`` has none.
    """
    if not raw:
        transaction.on_commit(lambda: enqueue_missing_renditions(instance.pk), robust=True)


def enqueue_missing_renditions(image_id: int) -> None:
    """Asks for what the image lacks: a new one, one with a new file or focal point, one from before placeholders."""
    image = get_image_model()._default_manager.filter(pk=image_id).first()
    if image is not None and (missing_filters(image) or lacks_facts(image)):
        make_renditions.enqueue(image_id)
