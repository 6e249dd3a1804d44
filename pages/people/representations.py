"""What the API shows of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import TypedDict

from api.formats import Date, WebAddress
from api.represent.representations import SnippetReferenceMeta
from api.represent.rich_text.representations import RichText
from media.representations import ImageRepresentation

if TYPE_CHECKING:
    from pages.models.person import Person


class CredentialRepresentation(TypedDict):
    """``expires`` is an ISO 8601 date, null where the credential does not expire or nobody said when."""

    type: str
    authority: str
    number: str
    expires: Date | None


class PersonRepresentation(TypedDict):
    """A person where a page names them."""

    id: int
    meta: SnippetReferenceMeta
    name: str
    honorific_suffix: str
    job_title: str
    biography: RichText
    photo: ImageRepresentation | None
    credentials: list[CredentialRepresentation]
    profile_urls: list[WebAddress]


def represent_credentials(person: Person) -> list[CredentialRepresentation]:
    return [
        CredentialRepresentation(
            type=credential.type,
            authority=credential.authority,
            number=credential.number,
            expires=credential.expires and credential.expires.isoformat(),
        )
        for credential in person.credentials.all()
    ]


def represent_profile_urls(person: Person) -> list[WebAddress]:
    return [profile.url for profile in person.profile_urls.all() if profile.url]
