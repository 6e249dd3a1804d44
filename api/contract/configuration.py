from __future__ import annotations

from typing import Any

from django.db.models import Model
from rest_framework.fields import Field
from wagtail.api import APIField

from ..model_fields import model_field
from ..represent.fields import UnstoredField
from .serializers import ObjectSerializer


class ObjectConfiguration:
    """Which fields an object has in the API, and which of them are sent by default.

    Class attributes are the configuration, as in Wagtail's API v2; a model adds its own by ``api_fields`` and
    ``api_meta_fields``, and names those of them that listings leave out in ``api_detail_only_fields``.
    """

    base_serializer_class: type[ObjectSerializer] = ObjectSerializer
    body_fields: list[str] = ["id"]
    meta_fields: list[str] = ["type", "detail_url"]
    listing_default_fields: list[str] = ["id", "type", "detail_url"]
    nested_default_fields: list[str] = ["id", "type", "detail_url"]
    detail_only_fields: list[str] = []
    #: Fields that depend on the request, such as a distance: annotations of the queryset, never stored.
    row_fields: tuple[str, ...] = ()

    @classmethod
    def get_body_fields(cls, model: type[Model]) -> list[APIField]:
        return _api_fields([*cls.body_fields, *getattr(model, "api_fields", ())])

    @classmethod
    def get_meta_fields(cls, model: type[Model]) -> list[APIField]:
        return _api_fields([*cls.meta_fields, *getattr(model, "api_meta_fields", ())])

    @classmethod
    def get_meta_fields_names(cls, model: type[Model]) -> list[str]:
        return [field.name for field in cls.get_meta_fields(model)]

    @classmethod
    def get_field_serializer_overrides(cls, model: type[Model]) -> dict[str, Field]:
        fields = cls.get_body_fields(model) + cls.get_meta_fields(model)
        return {field.name: field.serializer for field in fields if field.serializer is not None}

    @classmethod
    def get_unstored_fields(cls, model: type[Model]) -> dict[str, UnstoredField]:
        """The names of the fields that depend on the time or the request."""
        fields = cls.get_body_fields(model) + cls.get_meta_fields(model)
        return {field.name: field for field in fields if isinstance(field, UnstoredField)}

    @classmethod
    def get_available_fields(cls, model: type[Model], db_fields_only: bool = False) -> list[str]:
        """The names of all fields of ``model``.

        :param db_fields_only: only database fields, which can be filtered and ordered by.
        """
        names = [field.name for field in cls.get_body_fields(model) + cls.get_meta_fields(model)]
        names = list(dict.fromkeys(names))
        if not db_fields_only:
            return names
        columns = {field.attname for field in model._meta.concrete_fields}
        return [name for name in names if name in columns or model_field(model, name) is not None]

    @classmethod
    def get_fields_at(cls, model: type[Model], level: str) -> list[str]:
        """The fields that can be selected at a level: ``"detail"``, ``"listing"`` or ``"nested"``."""
        names = cls.get_available_fields(model)
        if level == "detail":
            return names
        left_out = {*cls.detail_only_fields, *getattr(model, "api_detail_only_fields", ())}
        if level == "nested":  # The parent object may be stored.
            left_out |= cls.get_unstored_fields(model).keys()
        return [name for name in names if name not in left_out]

    @classmethod
    def get_default_fields(cls, model: type[Model], level: str) -> list[str]:
        """The fields that are sent at a level by default."""
        if level == "detail":
            return cls.get_detail_default_fields(model)
        return cls.get_listing_default_fields(model) if level == "listing" else cls.get_nested_default_fields(model)

    @classmethod
    def get_detail_default_fields(cls, model: type[Model]) -> list[str]:
        return cls.get_available_fields(model)

    @classmethod
    def represent_row_field(cls, model: type[Model], name: str, value: Any) -> Any:
        """The value of a field that depends on the request, as it is sent."""
        field = cls.get_field_serializer_overrides(model)[name]
        return None if value is None else field.to_representation(value)

    @classmethod
    def get_snapshot_model(cls) -> Any:
        """The model whose objects have snapshots; None to serialize at each request."""
        return None

    @classmethod
    def get_listing_default_fields(cls, model: type[Model]) -> list[str]:
        return list(cls.listing_default_fields)

    @classmethod
    def get_nested_default_fields(cls, model: type[Model]) -> list[str]:
        return list(cls.nested_default_fields)


def _api_fields(fields: list[str | APIField]) -> list[APIField]:
    return [field if isinstance(field, APIField) else APIField(field) for field in fields]
