"""Former numbers of clinics: recorded when a number of a clinic is changed or removed."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, pre_save
from django.utils import timezone

from ..clinics.telephone import TelephoneNumber
from ..models.clinic import ClinicPage
from ..models.clinic_telephone import Telephone
from ..models.former_number import FormerNumber


def register_signal_handlers() -> None:
    uid = "clinic_pages.typed_numbers"
    pre_save.connect(note_change, sender=Telephone, dispatch_uid=uid)
    post_delete.connect(note_removal, sender=Telephone, dispatch_uid=uid)


def note_change(sender: type[Telephone], instance: Telephone, raw: bool, using: str, **kwargs: Any) -> None:
    if raw or instance.pk is None:
        return
    before = Telephone.objects.using(using).filter(pk=instance.pk).first()
    if before is not None and before.number != instance.number:
        _note(before, using)


def note_removal(sender: type[Telephone], instance: Telephone, using: str, **kwargs: Any) -> None:
    _note(instance, using)


def _note(telephone: Telephone, using: str) -> None:
    """Short codes are left out: they belong to nobody."""
    number = TelephoneNumber(telephone.number).number
    clinic = ClinicPage.objects.using(using).filter(pk=telephone.clinic_id).only("title").first()
    if clinic is not None and number.startswith("+"):
        FormerNumber.objects.using(using).update_or_create(
            number=number, defaults={"clinic_title": clinic.title, "given_up_at": timezone.now()}
        )
