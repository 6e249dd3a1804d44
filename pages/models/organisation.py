from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from typing_extensions import TypedDict
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page, Site

from api.dependencies.recording import depend_on_all
from api.represent.references import References, get_references
from media.representations import ImageRepresentation

from ..clinics.representations import ClinicRepresentation, represent_clinic
from ..images import represent_image
from .crisis_line import CrisisLineRepresentation


class SocialProfileRepresentation(TypedDict):
    network: str
    url: str


class OrganisationRepresentation(TypedDict):
    """``crisis_lines`` are those for readers of the response's language, in the order chosen by staff; ``crisis_line``
    is the first of them that is called or accepts text messages.
    """

    name: str
    legal_name: str
    logo: ImageRepresentation | None
    default_clinic: ClinicRepresentation | None
    crisis_line: CrisisLineRepresentation | None
    crisis_lines: list[CrisisLineRepresentation]
    social_profiles: list[SocialProfileRepresentation]


class OrganisationForm(WagtailAdminModelForm):
    """Tells each crisis line the country of its number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in self.formsets["crisis_lines"].forms if "crisis_lines" in self.formsets else ():
            row.instance.organisation = self.instance


@register_setting(icon="group")
class OrganisationSettings(BaseSiteSetting, ClusterableModel):
    """The organisation behind a site, and what all of its pages share."""

    name = models.CharField(_("name"), max_length=120, blank=True, help_text=_("The name that visitors know you by."))
    legal_name = models.CharField(
        _("legal name"), max_length=200, blank=True, help_text=_("As registered, for the legal notice.")
    )
    logo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    default_clinic = models.ForeignKey(
        "clinic_pages.ClinicPage",
        verbose_name=_("default clinic"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown by contact blocks in which no clinic is chosen."),
    )
    frontend_base_url = models.URLField(
        _("URL of the website"),
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("Where visitors read these pages, such as https://www.example.org. Links in the API use it."),
    )

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("legal_name"), FieldPanel("logo")], _("Organisation")),
        FieldPanel("default_clinic"),
        InlinePanel(
            "crisis_lines",
            heading=_("Crisis lines"),
            label=_("Crisis line"),
            help_text=_("The first one that can be called or texted is shown on every page."),
        ),
        InlinePanel("social_profiles", heading=_("Social profiles"), label=_("Profile")),
        FieldPanel("frontend_base_url"),
    ]

    base_form_class = OrganisationForm

    class Meta:
        verbose_name = _("organisation")

    @classmethod
    def read_for_site(cls, site: Site) -> OrganisationSettings:
        """The settings of ``site``, or unsaved defaults. Unlike ``for_site`` it writes nothing."""
        depend_on_all(cls)
        return cls.base_queryset().filter(site=site).first() or cls(site=site)

    @classmethod
    def of_page(cls, page: Page, references: References) -> OrganisationSettings | None:
        """The settings of the site of ``page``, loaded once per response; None outside of every site."""
        location = references.sites.locate(page)
        if location is None:
            return None
        return references.once((cls, location.site.pk), lambda: cls.read_for_site(location.site))

    @cached_property
    def profile_urls(self) -> list[str]:
        """The URLs of the social profiles, in their order."""
        return [profile.url for profile in self.social_profiles.all() if profile.url]

    def clean(self) -> None:
        super().clean()
        self.frontend_base_url = self.frontend_base_url.rstrip("/")
        if set("?#@") & set(self.frontend_base_url):
            message = _("Enter only the URL of the website, such as https://www.example.org, without “?”, “#” or “@”.")
            raise ValidationError({"frontend_base_url": message})

    def get_api_representation(self, context: Mapping[str, Any] | None = None) -> OrganisationRepresentation:
        references = get_references(context)
        clinic = references.public(self.default_clinic)
        clinic = references.public(references.localized(clinic, (context or {}).get("page")))
        lines = self._crisis_lines(context)
        return OrganisationRepresentation(
            name=self.name,
            legal_name=self.legal_name,
            logo=represent_image(self.logo_id, context, "content"),
            default_clinic=clinic and represent_clinic(clinic, context),
            crisis_line=next((line for line in lines if line["kind"] != "chat"), None),
            crisis_lines=lines,
            social_profiles=[
                SocialProfileRepresentation(network=profile.network, url=profile.url)
                for profile in self.social_profiles.all()
                if profile.url
            ],
        )

    def _crisis_lines(self, context: Mapping[str, Any] | None) -> list[CrisisLineRepresentation]:
        """Those in the language of the page, else those in the site's own, else any: somebody may be in danger."""
        lines = [line for line in self.crisis_lines.all() if line.number or line.url]
        page = (context or {}).get("page")
        own = self.site.root_page.locale_id
        spoken = [line for line in lines if page is not None and line.locale_id == page.locale_id]
        codes = get_references(context).sites.locale_codes
        is_fallback = page is not None and not spoken and page.locale_id != own
        shown = spoken or [line for line in lines if line.locale_id == own] or lines
        return [line.represent(codes[line.locale_id], is_fallback) for line in shown]


class SocialProfile(Orderable):
    organisation = ParentalKey(OrganisationSettings, on_delete=models.CASCADE, related_name="social_profiles")
    network = models.CharField(_("network"), max_length=60)
    url = models.URLField(_("address"))

    panels = [FieldPanel("network"), FieldPanel("url")]

    class Meta(Orderable.Meta):
        verbose_name = _("social profile")

    def __str__(self) -> str:
        return self.network
