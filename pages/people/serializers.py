"""Serializer fields for a person's rows; each takes the whole person."""

from __future__ import annotations

from typing import Any

from api.contract.serializers import ObjectField
from api.formats import WebAddress

from .representations import CredentialRepresentation, represent_credentials, represent_profile_urls


class CredentialsField(ObjectField):
    def to_representation(self, person: Any) -> list[CredentialRepresentation]:
        return represent_credentials(person)


class ProfileUrlsField(ObjectField):
    def to_representation(self, person: Any) -> list[WebAddress]:
        return represent_profile_urls(person)
