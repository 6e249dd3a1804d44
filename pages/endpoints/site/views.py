from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import URLPattern, path
from rest_framework.request import Request
from wagtail.models import Site

from api import problems
from api.delivery.singletons import Part, object_answer
from api.endpoints.public_view import PublicView
from api.parameters import LOCALE_PARAMETER, SITE_PARAMETER
from api.represent.rich_text.formats import RICH_TEXT_FORMAT_PARAMETER, RICH_TEXT_PARAMETER
from api.sites import site_for_request

from .representations import SiteRepresentation, represent_site


class SiteView(PublicView):
    """What every page of a frontend needs besides its own content: the organisation behind the site, its default clinic
    and crisis line, the site's languages, its menus, and the text for missing pages.
    """

    query_parameters = (SITE_PARAMETER, LOCALE_PARAMETER, RICH_TEXT_PARAMETER, RICH_TEXT_FORMAT_PARAMETER)
    response_shape = SiteRepresentation

    @classmethod
    def get_model(cls) -> None:
        return None

    @classmethod
    def get_snapshot_model(cls) -> type[Site]:
        return Site

    @classmethod
    def get_snapshot_queryset(cls) -> QuerySet[Site]:
        return Site.objects.all()

    @classmethod
    def get_snapshot_object(cls, pk: Any) -> Site | None:
        return Site.objects.filter(pk=pk).first()

    @classmethod
    def represent_snapshot(cls, instance: Site, context: dict[str, Any]) -> dict[str, SiteRepresentation]:
        """The responses in all languages, of which each request gets one."""
        return represent_site(instance, context)

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        return [path("", cls.as_view(), name="listing")]

    def get(self, request: Request) -> HttpResponse:
        self.check_parameters(request)
        locale = request.query_params.get("locale")

        def choose(document: dict[str, Any]) -> Any:
            return in_language(document, locale)

        answer = object_answer(type(self), request, lambda: site_for_request(request).pk, Part(locale, choose))
        return self.respond(answer)


def in_language(documents: dict[str, Any], locale: str | None) -> Any:
    """The document in a language; by default in the first one.

    :raises NotFound: if the site does not have that language.
    """
    if locale is None:
        return next(iter(documents.values()))
    if locale not in documents:
        raise problems.UnknownLocale(list(documents))
    return documents[locale]
