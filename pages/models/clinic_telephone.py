from __future__ import annotations

import re
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from ..clinics.choices import TelephonePurpose
from ..clinics.fields import TelephoneNumberField
from ..clinics.telephone import STORED_FORM, TelephoneNumber
from .row import Row


class Telephone(Row):
    """A number of a clinic. One of them is the main number, which is shown if there is space for one only."""

    clinic = ParentalKey("clinic_pages.ClinicPage", on_delete=models.CASCADE, related_name="telephones")
    number = TelephoneNumberField(
        _("number"),
        help_text=_(
            "As you would dial it, such as (951) 555-0142 or (951) 555-0142 ext. 12. Enter a number in another "
            "country with + and the country code."
        ),
    )
    label = models.CharField(
        _("label"),
        max_length=60,
        blank=True,
        help_text=_("Who answers, such as “Admissions, day and night”. Leave empty to show the purpose."),
    )
    purpose = models.CharField(
        _("purpose"), max_length=20, choices=TelephonePurpose.choices, default=TelephonePurpose.GENERAL
    )
    is_main = models.BooleanField(
        _("main number"), default=False, help_text=_("The one number that patients call first.")
    )

    # A row without a number is not stored: in a draft, it is only in the revision.
    number.required_on_save = True

    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("label")]),
        FieldRowPanel([FieldPanel("purpose"), FieldPanel("is_main")]),
    ]

    class Meta(Row.Meta):
        verbose_name = _("telephone number")
        verbose_name_plural = _("telephone numbers")
        constraints = [
            models.CheckConstraint(
                condition=Q(number__regex=STORED_FORM),
                name="clinic_pages_telephone_number",
                violation_error_message=_("A telephone number is stored as +19515550142, a short code as 988."),
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=TelephonePurpose.values),
                name="clinic_pages_telephone_purpose",
                violation_error_message=_("Choose a purpose from the list."),
            ),
            models.UniqueConstraint(
                fields=["clinic"],
                condition=Q(is_main=True),
                name="clinic_pages_telephone_one_main",
                violation_error_message=_("Only one number of a clinic can be the main number."),
            ),
        ]

    def __str__(self) -> str:
        display = TelephoneNumber(self.number).display()
        return f"{self.label}: {display}" if self.label else display

    @property
    def spellings(self) -> str:
        """The digits in the groupings in which people search for them: "951 555 0142 9515550142 5550142"."""
        telephone = TelephoneNumber(self.number)
        groups = re.findall(r"\d+", telephone.digits.display(self.clinic.country))
        runs = ["".join(groups[start:]) for start in range(len(groups) - 1)]
        return " ".join(filter(None, [*groups, *runs, telephone.words]))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the number; a main number replaces the previous one.

        The rows of a page are saved one after the other, so two of them may temporarily be the main number. Without
        this, the constraint would prevent two numbers from being swapped.
        """
        with transaction.atomic():
            if self.is_main:
                siblings = Telephone.objects.filter(clinic=self.clinic_id).exclude(pk=self.pk)
                siblings.filter(is_main=True).update(is_main=False)
            super().save(*args, **kwargs)
