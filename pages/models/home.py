from django.utils.translation import gettext_lazy as _

from .base import BasePage, page_tabs


class HomePage(BasePage):
    """The root page of a site, one for each language."""

    parent_page_types = ["wagtailcore.Page"]
    # Child page types name it as their parent.
    page_description = _("The first page of the website.")

    edit_handler = page_tabs(BasePage.content_panels, BasePage.promote_panels, BasePage.settings_panels)

    class Meta:
        verbose_name = _("home page")
