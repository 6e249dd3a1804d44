"""References to objects, as they are sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NotRequired

from django.db.models import Model
from typing_extensions import TypedDict
from wagtail.models import Page, TranslatableMixin

from ..formats import Address, WebAddress
from ..router import router
from .references import LOCALE_CODE, References, get_references
from .withholding import withhold


class _ReferenceMeta(TypedDict):
    type: str
    detail_url: NotRequired[Address]


class ReferenceMeta(_ReferenceMeta):
    """``type`` is ``app_label.ModelName``; ``detail_url`` the object's URL in the API, if it has one; ``locale`` its
    language, if it can be translated.
    """

    locale: NotRequired[str]


class SnippetReferenceMeta(_ReferenceMeta):
    """The same for models that can always be translated."""

    locale: str


class Reference(TypedDict):
    id: Any
    meta: ReferenceMeta
    title: NotRequired[str]


class PageReferenceMeta(TypedDict):
    """``html_path`` and ``html_url`` are the page's path and URL on its frontend; null outside of every site."""

    type: str
    detail_url: Address
    html_url: WebAddress | None
    html_path: str | None
    locale: str


class PageReference(TypedDict):
    """A reference to a page: what a link needs."""

    id: int
    meta: PageReferenceMeta
    title: str


class Breadcrumb(TypedDict):
    """An ancestor of a page."""

    title: str
    html_path: str


def represent(obj: Model | None, context: Mapping[str, Any] | None) -> Any:
    """The representation of a referenced object; None if it is not public. A snippet is shown in the language of the
    page around it, if it is translated.

    A model overrides its shape with ``get_api_representation(context)``; it is only called for public objects.
    """
    public = get_references(context).public_for(obj, reader_of(context))
    return None if public is None else represent_public(public, context)


def reader_of(context: Mapping[str, Any] | None) -> Page | None:
    """The page that shows what is represented; None outside of every page."""
    return (context or {}).get("page")


def represent_many(objects: Any, context: Mapping[str, Any] | None) -> list[Any]:
    """The representations of the public ones among ``objects``, in their order."""
    found = get_references(context).public_many(objects, reader_of(context))
    return [represent_public(obj, context) for obj in found]


def represent_key(model: type[Model], pk: Any, context: Mapping[str, Any] | None) -> Any:
    """Like :func:`represent`, for an object given by its model and primary key; it need not be loaded yet."""
    references = get_references(context)
    chosen = None if pk is None else references.get(model, pk)
    public = references.public_for(chosen, reader_of(context))
    return None if public is None else represent_public(public, context)


def represent_page(page: Page | None, context: Mapping[str, Any] | None) -> PageReference | None:
    """A reference to a chosen page. None if it is not live and public."""
    references = get_references(context)
    public = references.public(page)
    return None if public is None else page_reference(public, references, context)


def represent_public(obj: Model, context: Mapping[str, Any] | None) -> Any:
    """Like :func:`represent`, for an object that is known to be public."""
    if hasattr(obj, "get_api_representation"):
        withhold(obj, get_references(context))
        return obj.get_api_representation(context)
    if isinstance(obj, Page):
        return page_reference(obj, get_references(context), context)
    reference = Reference(id=obj.pk, meta=reference_meta(obj, context))
    if isinstance(title := getattr(obj, "title", None), str):
        reference["title"] = title
    return reference


def reference_meta(obj: Model, context: Mapping[str, Any] | None) -> ReferenceMeta:
    """The ``meta`` of a representation: the object's type, its URL in the API, and its language."""
    meta = ReferenceMeta(type=type_name(type(obj)))
    if url := router.detail_url(type(obj), obj.pk, (context or {}).get("request")):
        meta["detail_url"] = url
    if isinstance(obj, TranslatableMixin):
        code = getattr(obj, LOCALE_CODE, None)
        meta["locale"] = code or get_references(context).sites.locale_codes[obj.locale_id]
    return meta


def page_reference(page: Page, references: References, context: Mapping[str, Any] | None) -> PageReference:
    """The reference to a page that is known to be public."""
    location = references.sites.locate(page)
    model = page.specific_class or type(page)
    return PageReference(
        id=page.pk,
        meta=PageReferenceMeta(
            type=type_name(model),
            detail_url=router.detail_url(model, page.pk, (context or {}).get("request")) or "",
            html_url=location.html_url if location else None,
            html_path=location.html_path if location else None,
            locale=references.sites.locale_codes[page.locale_id],
        ),
        title=page.title,
    )


def type_name(model: type[Model]) -> str:
    """``app_label.ModelName``, as in the ``type`` parameter and ``meta.type``."""
    return f"{model._meta.app_label}.{model.__name__}"
