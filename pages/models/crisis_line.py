from __future__ import annotations

from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from typing_extensions import TypedDict
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Locale

from ..clinics.telephone import LONGEST_STORED, InvalidTelephone, TelephoneNumber
from .row import Row


class CrisisLineRepresentation(TypedDict):
    """``href`` is the link: ``tel:`` for ``voice``, ``sms:`` with the first message for ``text``, a URL for ``chat``.
    ``number`` is E.164 or a short code, and empty for a chat. ``message`` is the word to send first. ``locale`` is the
    language of ``name`` and ``text``; ``is_fallback`` says that it is not the requested one.
    """

    kind: Literal["voice", "text", "chat"]
    name: str
    number: str
    display: str
    href: str
    message: str
    text: str
    locale: str
    is_fallback: bool


class CrisisLineKind(models.TextChoices):
    VOICE = "voice", _("Calls")
    TEXT = "text", _("Text messages")
    CHAT = "chat", _("Chat on a website")


def default_language() -> Any:
    """The primary key of the installation's default language."""
    return Locale.get_default().pk


class CrisisLine(Row):
    """A way to reach somebody who helps in a crisis, for readers of one language."""

    organisation = ParentalKey(
        "clinic_pages.OrganisationSettings", on_delete=models.CASCADE, related_name="crisis_lines"
    )
    kind = models.CharField(
        _("how it is reached"), max_length=10, choices=CrisisLineKind.choices, default=CrisisLineKind.VOICE
    )
    locale = models.ForeignKey(
        Locale,
        verbose_name=_("language"),
        on_delete=models.CASCADE,
        related_name="+",
        default=default_language,
        help_text=_(
            "The language of this entry. In languages without a crisis line, visitors see those in the site's own "
            "language."
        ),
    )
    name = models.CharField(
        _("name of the crisis line"), max_length=120, help_text=_("Such as 988 Suicide & Crisis Lifeline.")
    )
    number = models.CharField(
        _("number"),
        max_length=LONGEST_STORED,
        blank=True,
        help_text=_(
            "A short code such as 988, or a number with its country code. For text messages, a short "
            "code such as 741741."
        ),
    )
    message = models.CharField(
        _("word to send first"), max_length=60, blank=True, help_text=_("For text messages only, such as HOME.")
    )
    url = models.URLField(_("URL of the chat"), blank=True, validators=[URLValidator(schemes=["https", "http"])])
    text = models.CharField(
        _("when to use it"), max_length=300, blank=True, help_text=_("One sentence addressed to someone in danger.")
    )

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("locale")]),
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("number"), FieldPanel("message")]),
        FieldPanel("url"),
        FieldPanel("text"),
    ]

    class Meta(Row.Meta):
        verbose_name = _("crisis line")
        verbose_name_plural = _("crisis lines")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=CrisisLineKind.values),
                name="clinic_pages_crisisline_kind",
                violation_error_message=_("Choose from the list how the line is reached."),
            ),
            models.CheckConstraint(
                condition=Q(kind=CrisisLineKind.CHAT, number="") & ~Q(url="")
                | ~Q(kind=CrisisLineKind.CHAT) & ~Q(number="") & Q(url=""),
                name="clinic_pages_crisisline_target",
                violation_error_message=_("A chat needs a URL, and every other crisis line needs a number."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Normalize the number.

        :raises ValidationError: if the line cannot be reached in the chosen way.
        """
        super().clean()
        self._clean_target()
        if self.message and self.kind != CrisisLineKind.TEXT:
            raise ValidationError({"message": _("Only a line for text messages has a word to send first.")})

    def represent(self, locale: str, is_fallback: bool) -> CrisisLineRepresentation:
        """:param locale: the code of the line's language."""
        number = TelephoneNumber(self.number)
        chat_name = self.url.partition("://")[2].rstrip("/")
        return CrisisLineRepresentation(
            kind=self.kind,
            name=self.name,
            number=number.number,
            display=number.display() if self.number else chat_name,
            href=self._href(number),
            message=self.message,
            text=self.text,
            locale=locale,
            is_fallback=is_fallback,
        )

    def _href(self, number: TelephoneNumber) -> str:
        if self.kind == CrisisLineKind.CHAT:
            return self.url
        return number.message_href(self.message) if self.kind == CrisisLineKind.TEXT else number.href

    def _clean_target(self) -> None:
        wanted, other = ("url", "number") if self.kind == CrisisLineKind.CHAT else ("number", "url")
        if getattr(self, other):
            message = {
                "number": _("A chat has no number. Add another crisis line for calls or text messages."),
                "url": _("Only a chat has a URL. Add another crisis line for it."),
            }
            raise ValidationError({other: message[other]})
        if not getattr(self, wanted):
            message = {
                "number": _("Enter the number to call or to send text messages to."),
                "url": _("Enter the URL of the chat, such as https://www.example.org/chat."),
            }
            raise ValidationError({wanted: message[wanted]}, code="required")
        if self.number:
            self._clean_number()

    def _clean_number(self) -> None:
        clinic = self.organisation.default_clinic
        parse = TelephoneNumber.parse_for_messages if self.kind == CrisisLineKind.TEXT else TelephoneNumber.parse
        try:
            number = parse(self.number, clinic.country if clinic else None)
        except InvalidTelephone as error:
            raise ValidationError({"number": str(error)}) from error
        if number.kind == "text" and self.kind == CrisisLineKind.VOICE:
            message = _("%(number)s takes text messages and cannot be called. Choose “Text messages” for it.")
            raise ValidationError({"number": message % {"number": number.number}})
        self.number = number.stored
