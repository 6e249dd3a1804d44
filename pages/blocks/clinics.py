from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail import blocks

from api.represent.markdown import text as md
from api.represent.rich_text import display_html
from api.represent.rich_text.representations import RichText

from ..clinics.representations import ClinicRepresentation, represent_clinic
from ..headings import Outline
from ..markdown.clinics import clinic_markdown
from .clinic_numbers import clinic_block, public_clinic
from .content import ContentBlock
from .text import ShortTextBlock

DETAILS = [
    ("telephone", _("Telephone numbers")),
    ("address", _("Address")),
    ("hours", _("Opening hours")),
    ("email", _("Email address")),
]


class ClinicContactRepresentation(TypedDict):
    """``details`` lists the facts of the clinic to show: ``telephone``, ``address``, ``hours``, ``email``."""

    heading: str
    anchor: str
    text: RichText
    details: list[Literal["telephone", "address", "hours", "email"]]
    clinic: ClinicRepresentation | None


class ClinicContactBlock(ContentBlock):
    """A clinic's contact details. They come from the clinic's page: nobody types a number twice."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, default=_("Speak with us today"))
    text = ShortTextBlock(
        label=_("Text"), required=False, help_text=_("Leave out telephone numbers and addresses: they are shown below.")
    )
    clinic = clinic_block()
    details = blocks.MultipleChoiceBlock(
        label=_("Details to show"),
        choices=DETAILS,
        default=["telephone", "address", "hours"],
        widget=CheckboxSelectMultiple,
    )

    class Meta:
        icon = "site"
        label = _("Clinic contact")
        group = _("Clinic")
        help_text = _("An invitation to call or visit, with the clinic's current number, address and hours.")
        preview_template = "pages/block_previews/clinic_contact.html"
        preview_value = {
            "heading": "Speak with us today",
            "text": "<p>Somebody answers at any hour. You decide what happens next.</p>",
            "details": ["telephone", "address"],
        }

    def get_api_representation(
        self, value: Any, context: Mapping[str, Any] | None = None
    ) -> ClinicContactRepresentation:
        clinic = public_clinic(value["clinic"], context)
        return ClinicContactRepresentation(
            heading=value["heading"],
            anchor=Outline.of(context).claim(value["heading"]),
            text=display_html(value["text"].source if value["text"] else "", context),
            details=[name for name in value["details"] or () if name in dict(DETAILS)],
            clinic=clinic and represent_clinic(clinic, context),
        )

    def get_markdown(self, value: ClinicContactRepresentation) -> str:
        clinic = value["clinic"]
        name = clinic and md.strong(md.link(md.words(clinic["title"]), clinic["meta"]["html_path"]))
        facts = clinic and clinic_markdown(clinic, value["details"])
        return md.join(md.heading(2, md.words(value["heading"])), value["text"], name, facts)
