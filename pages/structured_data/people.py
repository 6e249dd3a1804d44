from __future__ import annotations

from typing import TYPE_CHECKING

from pages.images import represent_image
from pages.people.representations import represent_credentials, represent_profile_urls
from pages.structured_data.images import describe_image
from pages.structured_data.representations import Node

if TYPE_CHECKING:
    from pages.models.person import Person
    from pages.structured_data.graph import Graph


def describe_person(person: Person, graph: Graph) -> Node:
    """:param person: one that is known to be public."""
    photo = represent_image(person.photo_id, graph.context, "square", page=person)
    return {
        "@type": "Person",
        "@id": graph.names.of_site(f"person-{person.pk}"),
        "name": person.name,
        "honorificSuffix": person.honorific_suffix,
        "jobTitle": person.job_title,
        "image": describe_image(photo),
        "sameAs": represent_profile_urls(person),
        "hasCredential": [
            {
                "@type": "EducationalOccupationalCredential",
                "name": credential["type"],
                "credentialCategory": credential["type"],
                "recognizedBy": {"@type": "Organization", "name": credential["authority"]},
                "identifier": credential["number"],
                "expires": credential["expires"],
            }
            for credential in represent_credentials(person)
        ],
    }
