from __future__ import annotations

from django.conf import settings
from wagtail.models import Site

from api.addresses import is_safe
from api.dependencies.recording import depend_on_all

from .models.organisation import OrganisationSettings


def frontend_url(site: Site) -> str | None:
    """The URL of the site's frontend: what staff entered for the organisation, else ``CLINIC_FRONTEND_BASE_URL``.

    The setting applies to the default site only; other sites without an entry are at their host name.
    """
    depend_on_all(OrganisationSettings)
    entered = OrganisationSettings.objects.filter(site=site).values_list("frontend_base_url", flat=True).first()
    if entered and is_safe(entered):
        return entered
    return getattr(settings, "CLINIC_FRONTEND_BASE_URL", None) if site.is_default_site else None
