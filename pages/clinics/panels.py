"""The editor's tabs with the facts of a clinic."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel

CONTACT_PANELS = [
    HelpPanel(_("Changes appear at once on every page that shows this clinic.")),
    InlinePanel(
        "telephones",
        heading=_("Telephone numbers"),
        label=_("Number"),
        min_num=1,
        help_text=_("Exactly one of them must be the main number, which visitors see first."),
    ),
    FieldPanel("email"),
    MultiFieldPanel(
        [
            FieldPanel("street_address"),
            FieldRowPanel([FieldPanel("locality"), FieldPanel("region"), FieldPanel("postal_code")]),
            FieldPanel("country"),
        ],
        heading=_("Address"),
    ),
    FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")], heading=_("Place on the map")),
]

HOURS_PANELS = [
    FieldPanel("time_zone"),
    InlinePanel(
        "opening_intervals",
        heading=_("Opening hours"),
        label=_("Hours"),
        help_text=_("Add a row for each period without a break. The clinic is closed on days without a row."),
    ),
    InlinePanel(
        "special_days",
        heading=_("Holidays and special hours"),
        label=_("Special day"),
        help_text=_("They replace the opening hours. Add two rows for the same day for hours with a break."),
    ),
]

CARE_PANELS = [
    FieldPanel("accepts_new_patients"),
    FieldPanel("services", widget=CheckboxSelectMultiple),
    FieldPanel("levels_of_care"),
    FieldPanel("languages"),
    FieldPanel("payment_methods"),
    InlinePanel("photos", heading=_("Photos"), label=_("Photo"), help_text=_("Put the best-known view first.")),
]

TRUST_PANELS = [
    FieldPanel("legal_name"),
    InlinePanel("licences", heading=_("Licences and accreditations"), label=_("Licence")),
    InlinePanel("insurers", heading=_("Accepted insurers"), label=_("Insurer")),
]
