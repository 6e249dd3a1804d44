"""The parsed request: all that delivery knows of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import Model
from rest_framework.request import Request

from .. import conf, problems
from ..contract.configuration import ObjectConfiguration
from ..contract.field_selection import FieldSelectionError, SelectedField, parse_fields
from ..contract.loading import load_for
from ..contract.serializer_classes import serializer_class
from .forms import Form, form_of
from .selection import Choice, choose

# Longer values of ``fields`` are not cached once parsed.
MAX_FIELDS_LENGTH = 2_000


@dataclass(frozen=True, eq=False)
class Query:
    """What a request asks an endpoint for.

    :param context: the serializers' context, which includes the request.
    """

    endpoint: type[ObjectConfiguration]
    request: Request
    context: dict[str, Any]

    @cached_property
    def form(self) -> Form:
        """The format that the request asks for.

        :raises InvalidParameter: for an unknown format of rich text.
        """
        return form_of(self.request)

    @cached_property
    def fields(self) -> tuple[SelectedField, ...]:
        """The fields that the request selects.

        :raises InvalidParameter: if ``fields`` cannot be parsed.
        """
        if not self.request.query_params:
            return ()
        text = self.request.query_params.get("fields", "")
        if len(text) > MAX_FIELDS_LENGTH:
            allowed = f"at most {MAX_FIELDS_LENGTH} characters"
            raise problems.InvalidParameter("fields is too long", parameter="fields", allowed=allowed)
        try:
            return _parse_fields(text)
        except FieldSelectionError as error:
            raise problems.InvalidParameter(
                f"fields error: {error}", parameter="fields", allowed="names such as title,body or *,-body"
            ) from error

    @property
    def name(self) -> tuple:
        """The key under which the response is cached, together with the host of the request."""
        meta = self.request._request.META
        return (self.endpoint, meta.get("PATH_INFO", ""), meta.get("QUERY_STRING", ""))

    def choice(self, model: type[Model], level: str) -> Choice:
        """What the request selects of the objects of ``model``.

        :param level: ``"detail"`` or ``"listing"``.
        :raises UnknownField: if a selected field does not exist.
        :raises InvalidParameter: if members are selected of a field that has none.
        """
        endpoint: Any = self.endpoint
        return choose(endpoint, model, self.fields, level, conf.i18n_enabled())

    def represent(
        self,
        objects: Sequence[Model],
        model: type[Model],
        level: str,
        fields: tuple[SelectedField, ...] | None = None,
    ) -> list[dict[str, Any]]:
        """The documents of ``objects``, all of one model, from the serializers.

        :param fields: by default those of the request.
        """
        chosen = self.fields if fields is None else fields
        serializer = serializer_class(self.endpoint, model, chosen, level)(context=dict(self.context))
        load_for(serializer, objects)
        return [serializer.to_representation(obj) for obj in objects]


@lru_cache(maxsize=256)
def _parse_fields(text: str) -> tuple[SelectedField, ...]:
    return parse_fields(text)
