from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail import blocks

from api.represent.markdown import text as md
from api.represent.references import get_references
from api.represent.representations import PageReference, represent_page

from ..cards import PageCard, represent_card
from ..clinics.representations import NumberRepresentation, represent_number
from ..clinics.telephone import InvalidTelephone, TelephoneNumber
from ..headings import Outline
from ..markdown.articles import cards_markdown
from .clinic_numbers import clinic_block, number_block, public_clinic, represent_clinic_number
from .content import ContentBlock

TARGETS = ("page", "url", "clinic_number", "phone", "email")
NUMBER_MEMBERS = tuple(NumberRepresentation.__annotations__)
MAX_RELATED_PAGES = 6


class CallToActionRepresentation(TypedDict):
    """``href`` is ready to use; it is null, with ``page``, while the chosen page is not public, or, for a clinic's
    number, while the clinic is not. ``telephone`` is the number that ``phone`` calls, or that ``text`` sends a message
    to.
    """

    label: str
    kind: Literal["page", "url", "phone", "text", "email"]
    href: str | None
    page: PageReference | None
    telephone: NumberRepresentation | None


class RelatedPagesRepresentation(TypedDict):
    heading: str
    anchor: str
    pages: list[PageCard]


class CallToActionBlock(ContentBlock):
    """A button."""

    label = blocks.CharBlock(
        label=_("Button text"), max_length=60, help_text=_("Say what the button does, such as “See our clinics”.")
    )
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("URL on another site"), required=False)
    clinic_number = number_block(
        label=_("A clinic's number"),
        required=False,
        help_text=_(
            "Stays up to date when the clinic's number changes. If the clinic has no such number, its "
            "main number is called."
        ),
    )
    clinic = clinic_block(help_text=_("Whose number it is. Leave empty for the organisation's default clinic."))
    phone = blocks.CharBlock(
        label=_("Another telephone number"),
        required=False,
        max_length=60,
        search_index=False,
        help_text=_("With the country code, such as +1 951 555 0142 ext. 12, or a short code such as 988."),
    )
    email = blocks.EmailBlock(label=_("Email address"), required=False)

    class Meta:
        icon = "link"
        label = _("Call to action")
        group = _("Links")
        help_text = _(
            "A button that leads to a page, another site, a clinic's number, another telephone number or an email "
            "address."
        )
        preview_template = "pages/block_previews/call_to_action.html"
        preview_value = {"label": "See our clinics", "url": "https://www.example.org/clinics/"}

    def check_parts(self, value: Any) -> Any:
        faults: dict[str, ValidationError] = {}
        if value["clinic"] and not value["clinic_number"]:
            faults["clinic_number"] = ValidationError(_("Choose which of the clinic's numbers to call."))
        if value["phone"]:
            try:
                value["phone"] = TelephoneNumber.parse(value["phone"]).stored
            except InvalidTelephone as error:
                faults["phone"] = ValidationError(str(error))
        whole = [] if faults else self._target_faults(value)
        if faults or whole:
            raise blocks.StructBlockValidationError(faults, whole)
        return value

    @staticmethod
    def _target_faults(value: Any) -> list[ValidationError]:
        if sum(bool(value[name]) for name in TARGETS) != 1:
            message = _(
                "Choose exactly one target: a page, a URL, a clinic's number, another telephone number or an "
                "email address."
            )
            return [ValidationError(message)]
        return []

    def get_api_representation(
        self, value: Any, context: Mapping[str, Any] | None = None
    ) -> CallToActionRepresentation:
        target = next((name for name in TARGETS if value.get(name)), "page")
        page = self._page(value, context) if target == "page" else None
        telephone = self._telephone(value, target, context)
        href = {
            "page": lambda: self._page_href(page, context),
            "url": lambda: value["url"],
            "email": lambda: f"mailto:{value['email']}",
        }.get(target, lambda: telephone and telephone["href"])()
        return CallToActionRepresentation(
            label=value["label"],
            kind=_kind(target, telephone),
            href=href,
            page=represent_page(page, context),
            telephone=telephone,
        )

    def get_markdown(self, value: CallToActionRepresentation) -> str:
        return md.strong(md.link(md.words(value["label"]), value["href"])) if value["href"] else ""

    @staticmethod
    def _telephone(value: Any, target: str, context: Mapping[str, Any] | None) -> NumberRepresentation | None:
        if target == "phone":
            return represent_number(value["phone"])
        if target != "clinic_number":
            return None
        telephone = represent_clinic_number(public_clinic(value["clinic"], context), value["clinic_number"], context)
        return telephone and NumberRepresentation(**{name: telephone[name] for name in NUMBER_MEMBERS})

    @staticmethod
    def _page(value: Any, context: Mapping[str, Any] | None) -> Any:
        """The chosen page, in the reader's language if it is translated."""
        references = get_references(context)
        return references.localized(references.public(value["page"]), (context or {}).get("page"))

    @staticmethod
    def _page_href(page: Any, context: Mapping[str, Any] | None) -> str | None:
        references = get_references(context)
        public = references.public(page)
        return public and references.href(public, (context or {}).get("page"))


def _kind(target: str, telephone: NumberRepresentation | None) -> Any:
    if target not in ("phone", "clinic_number"):
        return target
    return "text" if telephone and telephone["kind"] == "text" else "phone"


class RelatedPagesBlock(ContentBlock):
    """Cards of other pages."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, default=_("More resources"))
    pages = blocks.ListBlock(
        blocks.PageChooserBlock(label=_("Page")),
        label=_("Pages"),
        default=[],
        max_num=MAX_RELATED_PAGES,
        help_text=_("Leave empty to show the article's own related pages (see its “Promotion” tab)."),
    )

    class Meta:
        icon = "list-ul"
        label = _("Related pages")
        group = _("Links")
        help_text = _("Cards that lead to other pages.")
        preview_template = "pages/block_previews/related_pages.html"
        preview_value = {"heading": "More resources", "pages": []}

    def get_api_representation(
        self, value: Any, context: Mapping[str, Any] | None = None
    ) -> RelatedPagesRepresentation:
        references = get_references(context)
        chosen = [page for page in value["pages"] if page is not None]
        shown = references.localized_many(references.public_many(chosen), (context or {}).get("page"))
        pages = shown if chosen else self._own_related_pages(context)
        return RelatedPagesRepresentation(
            heading=value["heading"],
            anchor=Outline.of(context).claim(value["heading"]),
            pages=[represent_card(page, context) for page in pages],
        )

    def get_markdown(self, value: RelatedPagesRepresentation) -> str:
        return cards_markdown(value["heading"], value["pages"])

    @staticmethod
    def _own_related_pages(context: Mapping[str, Any] | None) -> list[Any]:
        page = (context or {}).get("page")
        related = getattr(page, "public_related_pages", None)
        return related(context) if related else []
