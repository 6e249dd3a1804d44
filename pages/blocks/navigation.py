"""The links of a menu: pages, other URLs, telephone numbers, email addresses, and headings that group them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail import blocks
from wagtail.models import Page

from api.represent.references import get_references
from api.represent.representations import PageReference, page_reference

from ..clinics.representations import NumberRepresentation, represent_number
from ..clinics.telephone import InvalidTelephone, TelephoneNumber
from .clinic_numbers import MAIN, clinic_block, number_block, public_clinic, represent_clinic_number
from .content import ContentBlock
from .stream import ResilientStreamBlock

LABEL_MAX_LENGTH = 80
MAX_ITEMS = 40
#: The key of :func:`menu_language` in the context of a response.
LANGUAGE_NAME = "menu_language"

_PATH = re.compile(r"/(?![/\\])[^\s\\]*")
_check_url = URLValidator(schemes=["http", "https"])

ItemKind = Literal["page", "link", "telephone", "text", "email", "group"]


class MenuItemContent(TypedDict):
    kind: ItemKind
    label: str
    lang: str
    href: str | None
    open_in_new_tab: bool
    page: PageReference | None
    children: list[MenuItemRepresentation]


class MenuItemRepresentation(MenuItemContent):
    """A link of a menu. ``href`` is ready to use, and null only for a group, which has no target itself.

    ``lang`` is the language of the label; ``page`` has details of the page that the link leads to, or whose number it
    calls. A link of the kind ``text`` begins a text message.
    """

    id: str | None


def menu_language(context: Mapping[str, Any] | None) -> str:
    """The language of the labels of the current menu."""
    return (context or {}).get(LANGUAGE_NAME, "")


def check_link(text: str) -> None:
    """:raises ValidationError: for anything but an absolute URL or a path of the website."""
    if _PATH.fullmatch(text):
        return
    try:
        _check_url(text)
    except ValidationError as error:
        message = _(
            "Enter a full URL, such as https://www.example.org/help, or a path on this website that begins "
            "with “/”, such as /search/."
        )
        raise ValidationError(message) from error


def label_block(**kwargs: Any) -> blocks.CharBlock:
    return blocks.CharBlock(label=_("Label"), max_length=LABEL_MAX_LENGTH, **kwargs)


class MenuItemBlock(ContentBlock):
    """One link, with its children. Subclasses implement its target."""

    kind: ItemKind

    def get_api_representation(self, value: Any, context: Mapping[str, Any] | None = None) -> MenuItemContent | None:
        """The link; None if its target is not public."""
        target = self.target(value, context)
        if target is None:
            return None
        below = self.child_blocks.get("children")
        children = below.get_api_representation(value["children"], context) if below else []
        return MenuItemContent(**{"kind": self.kind, **target}, children=children)

    def target(self, value: Any, context: Mapping[str, Any] | None) -> dict[str, Any] | None:
        """All members but the children."""
        raise NotImplementedError

    @staticmethod
    def describe(
        label: str, href: str | None, lang: str, *, page: PageReference | None = None, open_in_new_tab: bool = False
    ) -> dict[str, Any]:
        return {"label": label, "lang": lang, "href": href, "open_in_new_tab": open_in_new_tab, "page": page}


class PageItemBlock(MenuItemBlock):
    kind = "page"

    page = blocks.PageChooserBlock(label=_("Page"))
    label = label_block(
        required=False, help_text=_("Leave empty to show the title of the page, in the language of the menu.")
    )
    open_in_new_tab = blocks.BooleanBlock(label=_("Open in a new tab"), required=False)

    class Meta:
        icon = "doc-empty-inverse"
        label = _("Page")
        help_text = _("While the page is not published, neither the link nor the links below it are shown.")

    def target(self, value: Any, context: Mapping[str, Any] | None) -> dict[str, Any] | None:
        """The page, or its translation into the language of the page that shows the menu."""
        reader = (context or {}).get("page")
        references = get_references(context)
        page: Page | None = references.public(references.localized(references.public(value["page"]), reader))
        href = references.href(page, reader) if page is not None else None
        if page is None or href is None:
            return None
        own_label = value["label"]
        lang = menu_language(context) if own_label else references.sites.locale_codes[page.locale_id]
        return self.describe(
            own_label or page.title,
            href,
            lang,
            page=page_reference(page, references, context),
            open_in_new_tab=bool(value["open_in_new_tab"]),
        )


class LinkItemBlock(MenuItemBlock):
    kind = "link"

    label = label_block()
    url = blocks.CharBlock(
        label=_("Address"),
        max_length=2000,
        validators=[check_link],
        help_text=_(
            "https://… for another website, or /… for something on this website that is not one of these pages."
        ),
    )
    open_in_new_tab = blocks.BooleanBlock(label=_("Open in a new tab"), required=False)

    class Meta:
        icon = "link"
        label = _("Address")

    def target(self, value: Any, context: Mapping[str, Any] | None) -> dict[str, Any] | None:
        try:
            check_link(value["url"])
        except ValidationError:  # The editor rejects it; a script may have stored it.
            return None
        new_tab = bool(value["open_in_new_tab"])
        return self.describe(value["label"], value["url"], menu_language(context), open_in_new_tab=new_tab)


def describe_number(number: NumberRepresentation, label: str, context: Mapping[str, Any] | None) -> dict[str, Any]:
    """A link that calls a number, or begins a text message to it."""
    kind: ItemKind = "text" if number["kind"] == "text" else "telephone"
    described = MenuItemBlock.describe(label or number["display"], number["href"], menu_language(context))
    return {"kind": kind, **described}


class TelephoneItemBlock(MenuItemBlock):
    kind = "telephone"

    number = blocks.CharBlock(
        label=_("Telephone number"),
        max_length=60,
        help_text=_("With the country code, such as +1 951 555 0142 ext. 12, or a short code such as 988."),
    )
    label = label_block(required=False, help_text=_("Leave empty to show the number itself."))

    class Meta:
        icon = "mobile-alt"
        label = _("Telephone number")

    def check_parts(self, value: Any) -> Any:
        try:
            value["number"] = TelephoneNumber.parse(value["number"]).stored
        except InvalidTelephone as error:
            raise blocks.StructBlockValidationError({"number": ValidationError(str(error))}) from error
        return value

    def target(self, value: Any, context: Mapping[str, Any] | None) -> dict[str, Any]:
        return describe_number(represent_number(value["number"]), value["label"], context)


class ClinicTelephoneItemBlock(MenuItemBlock):
    kind = "telephone"

    clinic = clinic_block()
    number = number_block(default=MAIN)
    label = label_block(
        required=False, help_text=_("Leave empty to show the number itself. Do not type the number: it may change.")
    )

    class Meta:
        icon = "site"
        label = _("A clinic's number")
        help_text = _("Stays up to date when the clinic's number changes. Not shown while the clinic is not published.")

    def target(self, value: Any, context: Mapping[str, Any] | None) -> dict[str, Any] | None:
        clinic = public_clinic(value["clinic"], context)
        telephone = represent_clinic_number(clinic, value["number"], context)
        if telephone is None:
            return None
        page = page_reference(clinic, get_references(context), context)
        return {**describe_number(telephone, value["label"], context), "page": page}


class EmailItemBlock(MenuItemBlock):
    kind = "email"

    email = blocks.EmailBlock(label=_("Email address"))
    label = label_block(required=False, help_text=_("Leave empty to show the email address itself."))

    class Meta:
        icon = "mail"
        label = _("Email address")

    def target(self, value: Any, context: Mapping[str, Any] | None) -> dict[str, Any]:
        return self.describe(value["label"] or value["email"], f"mailto:{value['email']}", menu_language(context))


class GroupItemBlock(MenuItemBlock):
    kind = "group"

    label = label_block(help_text=_("What the links below it have in common."))

    class Meta:
        icon = "list-ul"
        label = _("Heading with links below it")
        help_text = _("Not a link itself. Not shown while none of its links is shown.")

    def get_api_representation(self, value: Any, context: Mapping[str, Any] | None = None) -> MenuItemContent | None:
        item = super().get_api_representation(value, context)
        return item if item and item["children"] else None

    def target(self, value: Any, context: Mapping[str, Any] | None) -> dict[str, Any]:
        return self.describe(value["label"], None, menu_language(context))


class MenuItemsBlock(ResilientStreamBlock):
    """The links of a menu, or of a part of one. The names of the kinds are part of the API: they never change.

    :param levels: the number of nested levels.
    """

    class Meta:
        collapsed = True

    def __init__(self, levels: int = 1, **kwargs: Any) -> None:
        below: list[tuple[str, blocks.Block]] = []
        if levels > 1:
            children = MenuItemsBlock(levels - 1, required=False, label=_("Links below it"))
            below = [("children", children)]
        items: list[tuple[str, blocks.Block]] = [
            ("page", PageItemBlock(below)),
            ("link", LinkItemBlock(below)),
            ("telephone", TelephoneItemBlock()),
            ("clinic_telephone", ClinicTelephoneItemBlock()),
            ("email", EmailItemBlock()),
        ]
        if below:
            items.append(("group", GroupItemBlock(below)))
        super().__init__(items, **{"max_num": MAX_ITEMS, **kwargs})

    def get_api_representation(
        self, value: blocks.StreamValue | None, context: Mapping[str, Any] | None = None
    ) -> list[MenuItemRepresentation]:
        items = super().get_api_representation(value, context)
        return [MenuItemRepresentation(id=item["id"], **item["value"]) for item in items if item["value"] is not None]
