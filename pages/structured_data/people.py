from __future__ import annotations

from ..images import represent_image
from ..people.representations import PersonFacts, represent_credentials, represent_profile_urls
from .graph import Graph
from .images import describe_image
from .representations import Node


def describe_person(person: PersonFacts, graph: Graph) -> Node:
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
