from __future__ import annotations

from ..clinics import representations as shown
from ..clinics.choices import PaymentMethod, TelephonePurpose
from ..clinics.facts import ClinicFacts
from ..clinics.opening_hours import is_round_the_clock
from ..images import represent_image
from .graph import Graph
from .images import describe_image
from .names import reference
from .opening_hours import (
    describe_round_the_clock,
    describe_special_day,
    describe_weekly_hours,
)
from .representations import Node
from .values import dialled
from .web_pages import WEB_PAGE


def describe_clinic(clinic: ClinicFacts, graph: Graph) -> None:
    """Add the clinic with all of its facts that schema.org has a term for."""
    graph.add_main_entity(
        {
            "@type": "MedicalClinic",
            "@id": graph.names.of_page("clinic"),
            "mainEntityOfPage": reference(graph.names.of_page(WEB_PAGE)),
            "name": clinic.title,
            "legalName": clinic.legal_name,
            "description": clinic.summary,
            "url": graph.names.html_url,
            "image": _images(clinic, graph),
            "parentOrganization": graph.publisher,
            **_contact(clinic, graph),
            **_place(clinic, graph),
            **_care(clinic, graph),
        }
    )


def _contact(clinic: ClinicFacts, graph: Graph) -> Node:
    telephones = shown.represent_telephones(clinic, graph.context)
    return {
        "telephone": next((dialled(each) for each in telephones if each["is_main"]), None),
        "faxNumber": [dialled(each) for each in telephones if each["purpose"] == TelephonePurpose.FAX],
        "email": clinic.email,
        "contactPoint": [
            {"@type": "ContactPoint", "telephone": dialled(each), "contactType": each["label"]}
            for each in telephones
            if each["purpose"] != TelephonePurpose.FAX and each["kind"] == "voice"
        ],
    }


def _place(clinic: ClinicFacts, graph: Graph) -> Node:
    address = shown.represent_address(clinic, graph.context)
    geo = shown.represent_geo(clinic)
    return {
        "address": {
            "@type": "PostalAddress",
            "streetAddress": ", ".join(address["street_address"]),
            "addressLocality": address["locality"],
            "addressRegion": address["region"],
            "postalCode": address["postal_code"],
            "addressCountry": address["country"],
        },
        "geo": geo and {"@type": "GeoCoordinates", **geo},
        "openingHoursSpecification": [
            *_weekly_hours(clinic),
            *map(describe_special_day, shown.represent_special_days(clinic)),
        ],
    }


def _weekly_hours(clinic: ClinicFacts) -> list[Node]:
    if is_round_the_clock(clinic.opening_intervals.all()):
        return [describe_round_the_clock()]
    return list(map(describe_weekly_hours, shown.represent_opening_hours(clinic)))


def _care(clinic: ClinicFacts, graph: Graph) -> Node:
    methods = shown.represent_choices(clinic.payment_methods, PaymentMethod, clinic, graph.context)
    services = graph.references.public_many(clinic.services.all(), clinic)
    return {
        "availableService": [
            {"@type": "MedicalTherapy", "name": service.name, "description": service.description}
            for service in services
        ],
        "isAcceptingNewPatients": clinic.accepts_new_patients,
        "knowsLanguage": [language["code"] for language in shown.represent_languages(clinic, graph.context)],
        "paymentAccepted": ", ".join(method["name"] for method in methods),
        "hasCredential": [_licence(licence) for licence in shown.represent_licences(clinic)],
    }


def _licence(licence: shown.LicenceRepresentation) -> Node:
    return {
        "@type": "EducationalOccupationalCredential",
        "credentialCategory": "license",
        "recognizedBy": {"@type": "Organization", "name": licence["authority"]},
        "identifier": licence["number"],
        "expires": licence["expires"],
        "url": licence["verification_url"],
    }


def _images(clinic: ClinicFacts, graph: Graph) -> list[Node | None]:
    photos = (
        represent_image(row.image_id, graph.context, "content", "card", page=clinic) for row in clinic.photos.all()
    )
    return [describe_image(graph.hero_image), *map(describe_image, photos)]
