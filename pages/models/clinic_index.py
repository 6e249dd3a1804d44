from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField

from api.represent.fields import RichTextField as RichTextAPIField
from api.search.fields import WordsField

from ..rich_text_features import SHORT_TEXT_FEATURES
from .base import BasePage, page_tabs


class ClinicIndexPage(BasePage):
    """The parent of all clinics in one language. Frontends list its children through ``clinics/``."""

    introduction = RichTextField(
        _("introduction"), blank=True, features=SHORT_TEXT_FEATURES, help_text=_("Shown above the list of clinics.")
    )

    structured_data_type = "CollectionPage"

    parent_page_types = ["clinic_pages.HomePage"]
    subpage_types = ["clinic_pages.ClinicPage"]
    max_count_per_parent = 1
    page_description = _("Holds the clinics. A website has one.")

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    edit_handler = page_tabs(content_panels, BasePage.promote_panels, BasePage.settings_panels)

    api_fields = [APIField("introduction", serializer=RichTextAPIField()), *BasePage.api_fields]
    search_fields = [*BasePage.search_fields, WordsField("introduction")]

    class Meta:
        verbose_name = _("clinic index")
        verbose_name_plural = _("clinic indexes")
