from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save, pre_delete
from wagtail.images import get_image_model

from .models import ClinicImage
from .tasks import ask_for_renditions, remove_image_files


def register_signal_handlers() -> None:
    image_model = get_image_model()
    post_save.connect(make_renditions_on_commit, sender=image_model, dispatch_uid="clinic_media.make_renditions")
    pre_delete.connect(remove_files_on_commit, sender=image_model, dispatch_uid="clinic_media.remove_files")


def make_renditions_on_commit(instance: ClinicImage, raw: bool = False, **kwargs: Any) -> None:
    """Enqueue the renditions of a new image, and of one with a new file or focal point.

    ``robust``: the image is saved by then, and an unreachable queue does not undo that. It is logged, for which Django
    wants the function's name; a ``partial`` has none.
    """
    if not raw and instance.has_new_addresses:
        transaction.on_commit(lambda: ask_for_renditions(instance.pk), robust=True)


def remove_files_on_commit(instance: ClinicImage, **kwargs: Any) -> None:
    """A deleted image leaves no picture behind. Wagtail removes its file, this the rest."""
    image_id, names = instance.pk, sorted(set(instance.versions.values_list("file", flat=True)))
    transaction.on_commit(lambda: remove_image_files.enqueue(image_id, names), robust=True)
