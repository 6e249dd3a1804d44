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
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page, Site

from api.references import References, get_references
from api.snapshots.recording import depend_on_all
from media.representations import ImageRepresentation
from pages.clinics.representations import ClinicRepresentation, represent_clinic
from pages.clinics.telephone import InvalidTelephone, TelephoneNumber
from pages.images import represent_image


class CrisisLineRepresentation(TypedDict):
    """``number`` is E.164 or a short code; ``href`` dials it."""

    name: str
    number: str
    display: str
    href: str
    text: str


class SocialProfileRepresentation(TypedDict):
    network: str
    url: str


class OrganisationRepresentation(TypedDict):
    name: str
    legal_name: str
    logo: ImageRepresentation | None
    default_clinic: ClinicRepresentation | None
    crisis_line: CrisisLineRepresentation | None
    social_profiles: list[SocialProfileRepresentation]


@register_setting(icon="group")
class OrganisationSettings(BaseSiteSetting, ClusterableModel):
    """Who stands behind a site, and what all of its pages share."""

    name = models.CharField(_("name"), max_length=120, blank=True, help_text=_("As visitors know you."))
    legal_name = models.CharField(
        _("legal name"), max_length=200, blank=True, help_text=_("As in the register, for the imprint.")
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
        help_text=_("Shown wherever a contact block chooses no clinic."),
    )
    crisis_line_name = models.CharField(
        _("name of the crisis line"), max_length=120, blank=True, help_text=_("Such as 988 Suicide & Crisis Lifeline.")
    )
    crisis_line_number = models.CharField(
        _("number"),
        max_length=30,
        blank=True,
        help_text=_("A short code such as 988, or a number with its country's code."),
    )
    crisis_line_text = models.CharField(
        _("when to call"), max_length=300, blank=True, help_text=_("One sentence to somebody in danger.")
    )
    frontend_base_url = models.URLField(
        _("address of the website"),
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("Where visitors read these pages, such as https://www.example.org. Links in the API lead there."),
    )

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("legal_name"), FieldPanel("logo")], _("Organisation")),
        FieldPanel("default_clinic"),
        MultiFieldPanel(
            [FieldPanel("crisis_line_name"), FieldPanel("crisis_line_number"), FieldPanel("crisis_line_text")],
            _("Crisis line"),
        ),
        InlinePanel("social_profiles", heading=_("Social profiles"), label=_("Profile")),
        FieldPanel("frontend_base_url"),
    ]

    class Meta:
        verbose_name = _("organisation")

    @classmethod
    def read_for_site(cls, site: Site) -> OrganisationSettings:
        """The settings of ``site``, or empty ones. Unlike ``for_site`` it writes nothing, as befits an answer."""
        depend_on_all(cls)
        return cls.base_queryset().filter(site=site).first() or cls(site=site)

    @classmethod
    def of_page(cls, page: Page, references: References) -> OrganisationSettings | None:
        """The settings of the site on which ``page`` is read, loaded once for each answer; None outside of every
        site.
        """
        location = references.sites.locate(page)
        if location is None:
            return None
        return references.once((cls, location.site.pk), lambda: cls.read_for_site(location.site))

    @cached_property
    def profile_urls(self) -> list[str]:
        """The addresses of the social profiles, in their order."""
        return [profile.url for profile in self.social_profiles.all()]

    def clean(self) -> None:
        super().clean()
        self.frontend_base_url = self.frontend_base_url.rstrip("/")
        if set("?#@") & set(self.frontend_base_url):
            message = _("Enter the address alone, such as https://www.example.org: nothing with “?”, “#” or “@” in it.")
            raise ValidationError({"frontend_base_url": message})
        if self.crisis_line_number:
            try:
                country = self.default_clinic.country if self.default_clinic else None
                self.crisis_line_number = TelephoneNumber.parse(self.crisis_line_number, country).number
            except InvalidTelephone as error:
                raise ValidationError({"crisis_line_number": str(error)}) from error
        if self.crisis_line_number and not self.crisis_line_name:
            raise ValidationError({"crisis_line_name": _("Say whose number it is.")})

    def get_api_representation(self, context: Mapping[str, Any] | None = None) -> OrganisationRepresentation:
        references = get_references(context)
        clinic = references.public(self.default_clinic)
        clinic = references.public(references.localized(clinic, (context or {}).get("page")))
        return OrganisationRepresentation(
            name=self.name,
            legal_name=self.legal_name,
            logo=represent_image(self.logo_id, context, "content"),
            default_clinic=clinic and represent_clinic(clinic, context),
            crisis_line=self._crisis_line(),
            social_profiles=[
                SocialProfileRepresentation(network=profile.network, url=profile.url)
                for profile in self.social_profiles.all()
            ],
        )

    def _crisis_line(self) -> CrisisLineRepresentation | None:
        if not self.crisis_line_number:
            return None
        number = TelephoneNumber(self.crisis_line_number)
        return CrisisLineRepresentation(
            name=self.crisis_line_name,
            number=number.number,
            display=number.display(),
            href=number.href,
            text=self.crisis_line_text,
        )


class SocialProfile(Orderable):
    organisation = ParentalKey(OrganisationSettings, on_delete=models.CASCADE, related_name="social_profiles")
    network = models.CharField(_("network"), max_length=60)
    url = models.URLField(_("address"))

    panels = [FieldPanel("network"), FieldPanel("url")]

    class Meta(Orderable.Meta):
        verbose_name = _("social profile")

    def __str__(self) -> str:
        return self.network
