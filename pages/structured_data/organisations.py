from __future__ import annotations

from ..clinics.representations import represent_languages, represent_main_telephone
from ..images import represent_image
from .graph import Graph
from .images import describe_logo
from .names import reference
from .representations import Node
from .values import dialled

ORGANISATION, WEBSITE = "organization", "website"


def describe_organisation(graph: Graph) -> Node | None:
    """The organisation behind the site; on its home page with contact details, where search engines look for them. None
    until its name is entered.
    """
    organisation = graph.organisation
    if organisation is None or not (organisation.name or organisation.legal_name):
        return None
    return {
        "@type": "Organization",
        "@id": graph.names.of_site(ORGANISATION),
        "name": organisation.name or organisation.legal_name,
        "legalName": organisation.legal_name,
        "url": graph.names.home_url,
        "logo": describe_logo(represent_image(organisation.logo_id, graph.context, "content")),
        "sameAs": organisation.profile_urls,
        "contactPoint": _describe_contact(graph) if graph.is_home else None,
    }


def describe_website(graph: Graph) -> Node:
    organisation = graph.organisation
    names = (organisation and (organisation.name or organisation.legal_name), graph.site.site_name, graph.site.hostname)
    return {
        "@type": "WebSite",
        "@id": graph.names.of_site(WEBSITE),
        "url": graph.names.home_url,
        "name": next(name for name in names if name),
        "publisher": graph.publisher,
    }


def _describe_contact(graph: Graph) -> Node | None:
    """The main number of the organisation's default clinic."""
    clinic = graph.page.default_clinic(graph.context)
    telephone = clinic and represent_main_telephone(clinic, graph.context)
    if not telephone:
        return None
    return {
        "@type": "ContactPoint",
        "telephone": dialled(telephone),
        "contactType": telephone["label"],
        "email": clinic.email,
        "availableLanguage": [language["code"] for language in represent_languages(clinic, graph.context)],
    }


def publisher_of(node: Node | None) -> dict[str, str] | None:
    return node and reference(node["@id"])
