from __future__ import annotations

from datetime import time

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from ..clinics.choices import Weekday
from ..clinics.opening_hours import describe_interval
from ..clinics.special_days import describe_period
from .row import Row


def validate_whole_minutes(moment: time) -> None:
    """:raises ValidationError: for a time with seconds."""
    if moment.second or moment.microsecond:
        raise ValidationError(_("Give the time in hours and minutes, such as 09:30."), code="seconds")


class OpeningInterval(Row):
    """Hours on one day of every week, in the clinic's local time."""

    clinic = ParentalKey("clinic_pages.ClinicPage", on_delete=models.CASCADE, related_name="opening_intervals")
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday.choices)
    opens = models.TimeField(_("opens"), validators=[validate_whole_minutes])
    closes = models.TimeField(
        _("closes"),
        validators=[validate_whole_minutes],
        help_text=_(
            "To close after midnight, enter a time before the opening time. For 24 hours, enter the opening time again."
        ),
    )

    panels = [FieldRowPanel([FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")])]

    class Meta(Row.Meta):
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__range=(0, 6)),
                name="clinic_pages_opening_interval_weekday",
                violation_error_message=_("Choose a day from Monday to Sunday."),
            )
        ]

    def __str__(self) -> str:
        return describe_interval(self)


class SpecialDay(Row):
    """Days with other hours than the weekly ones."""

    clinic = ParentalKey("clinic_pages.ClinicPage", on_delete=models.CASCADE, related_name="special_days")
    starts = models.DateField(_("first day"))
    ends = models.DateField(_("last day"), blank=True, help_text=_("Leave empty for a single day."))
    closed = models.BooleanField(_("closed"), default=True, help_text=_("Untick to give other hours."))
    opens = models.TimeField(_("opens"), null=True, blank=True, validators=[validate_whole_minutes])
    closes = models.TimeField(_("closes"), null=True, blank=True, validators=[validate_whole_minutes])
    reason = models.CharField(
        _("reason"), max_length=100, blank=True, help_text=_("As visitors read it, such as “Thanksgiving”.")
    )

    panels = [
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
        FieldRowPanel([FieldPanel("closed"), FieldPanel("opens"), FieldPanel("closes")]),
        FieldPanel("reason"),
    ]

    class Meta(Row.Meta):
        verbose_name = _("special day")
        verbose_name_plural = _("special days")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")),
                name="clinic_pages_special_day_ends_after_start",
                violation_error_message=_("The last day cannot come before the first day."),
            ),
            models.CheckConstraint(
                condition=Q(closed=True, opens__isnull=True, closes__isnull=True)
                | Q(closed=False, opens__isnull=False, closes__isnull=False),
                name="clinic_pages_special_day_closed_or_hours",
                violation_error_message=_("A special day is either closed or has an opening and a closing time."),
            ),
        ]

    def __str__(self) -> str:
        return describe_period(self)

    def clean(self) -> None:
        """:raises ValidationError: on the field at fault."""
        super().clean()
        self.ends = self.ends or self.starts
        errors = self._hours_errors()
        if self.starts and self.ends and self.ends < self.starts:
            errors["ends"] = _("The last day cannot come before the first day, %(starts)s.") % {"starts": self.starts}
        if errors:
            raise ValidationError(errors)

    def _hours_errors(self) -> dict[str, str]:
        hours = {"opens": self.opens, "closes": self.closes}
        if self.closed:
            message = _("A closed day has no hours. Delete the time, or untick “closed”.")
            return {name: message for name, moment in hours.items() if moment is not None}
        message = _("Give the time, or tick “closed”.")
        return {name: message for name, moment in hours.items() if moment is None}
