from django.utils.translation import gettext_lazy as _

from .base import BasePage, page_tabs


class StandardPage(BasePage):
    """A page without a special type: about us, privacy, accessibility."""

    parent_page_types = ["clinic_pages.HomePage", "clinic_pages.StandardPage"]
    subpage_types = ["clinic_pages.StandardPage"]
    page_description = _("A page of no special kind, such as “About us” or “Privacy”.")

    edit_handler = page_tabs(BasePage.content_panels, BasePage.promote_panels, BasePage.settings_panels)

    class Meta:
        verbose_name = _("standard page")
