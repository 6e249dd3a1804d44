"""The shapes of a person in the API."""

from __future__ import annotations

from typing import Any, Protocol

from django.db.models import Manager
from typing_extensions import TypedDict

from api.formats import Date, WebAddress


class CredentialRepresentation(TypedDict):
    """``expires`` is an ISO 8601 date, null if the credential does not expire or the date is unknown."""

    type: str
    authority: str
    number: str
    expires: Date | None


class PersonFacts(Protocol):
    """A protocol: what the functions here need of a person."""

    pk: Any
    name: str
    honorific_suffix: str
    job_title: str
    photo_id: Any
    credentials: Manager[Any]
    profile_urls: Manager[Any]


def represent_credentials(person: PersonFacts) -> list[CredentialRepresentation]:
    return [
        CredentialRepresentation(
            type=credential.type,
            authority=credential.authority,
            number=credential.number,
            expires=credential.expires and credential.expires.isoformat(),
        )
        for credential in person.credentials.all()
    ]


def represent_profile_urls(person: PersonFacts) -> list[WebAddress]:
    return [profile.url for profile in person.profile_urls.all() if profile.url]
