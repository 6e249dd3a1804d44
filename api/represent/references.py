"""The objects that a response refers to: loaded in bulk, and only public ones.

Serializers and blocks ask for one referenced object at a time; the keys are collected first from all objects in the
response, so that the number of queries does not grow with the number of references.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import Error as DatabaseError
from django.db.models import F, ForeignKey, Model, QuerySet, prefetch_related_objects
from modelcluster.fields import ParentalKey
from wagtail.api import APIField
from wagtail.models import Page, TranslatableMixin

from .. import conf
from ..dependencies.recording import depend_on, depend_on_key
from ..dependencies.translations import translations_key
from ..sites import SiteMap
from ..visibility import public

M = TypeVar("M", bound=Model)
T = TypeVar("T")
#: The attribute of a loaded snippet with the code of its language.
LOCALE_CODE = "api_locale_code"
Key = tuple[type[Model], str]
#: A model, the translation key, and a language.
Translation = tuple[type[Model], UUID, int]

logger = logging.getLogger(__name__)

MAX_DEPTH = 3
CONTEXT_NAME = "references"


class References:
    """The public objects that one response refers to, cached while the response is made."""

    def __init__(self, sites: SiteMap | None = None) -> None:
        """:param sites: a map that several responses share while the content does not change."""
        self.sites = sites or SiteMap()
        self._objects: dict[Key, Model | None] = {}
        self._ancestors: dict[str, Page | None] = {}
        self._translations: dict[Translation, Any] = {}
        self._alternates: dict[UUID, list[Page]] = {}
        self._made: dict[Hashable, Any] = {}

    def public(self, obj: M | None) -> M | None:
        """The object if it is public (a page as its specific type), else None."""
        if obj is None or obj.pk is None:
            return None
        return self.get(type(obj), obj.pk)

    def know(self, objects: Iterable[Model]) -> None:
        """Take ``objects`` for public without a query: the response is about them."""
        for obj in objects:
            if not isinstance(obj, Page) or obj.specific_class is type(obj):
                self._objects.setdefault(_key(type(obj), obj.pk), obj)

    def public_for(self, obj: M | None, reader: Page | None) -> M | None:
        """The public object; a snippet in the language of ``reader``, if it is translated. A page is not replaced by
        its translation.
        """
        public = self.public(obj)
        if isinstance(public, Page) or not isinstance(public, TranslatableMixin):
            return public
        return self.public(self.localized(public, reader)) or public

    def public_many(self, objects: Iterable[M | None], reader: Page | None = None) -> list[M]:
        """The public ones among ``objects``, in their order, without duplicates; snippets in the language of
        ``reader``.
        """
        chosen: list[Any] = [obj for obj in objects if obj is not None]
        self.prime((type(obj), obj.pk) for obj in chosen)
        public = [found for obj in chosen if (found := self.public(obj)) is not None]
        if reader is None:
            return public
        snippets = [obj for obj in public if is_translated_snippet(obj)]
        self.prime_translations((obj, reader) for obj in snippets)
        self.prime((type(obj), obj.pk) for obj in (self.localized(snippet, reader) for snippet in snippets))
        shown: dict[Any, M] = {}
        for number, obj in enumerate(public):
            found = self.public_for(obj, reader)
            if found is not None:
                shown.setdefault(found.pk if is_translated_snippet(found) else f"page {number}", found)
        return list(shown.values())

    def get(self, model: type[Model], pk: Any) -> Any:
        """The public object of ``model`` with this primary key, or None."""
        key = _key(model, pk)
        if key not in self._objects:
            self.prime([key])
        return self._objects[key]

    def prime(self, keys: Iterable[tuple[type[Model], Any]]) -> None:
        """Load the objects with these ``keys`` (model, primary key), and the objects that they refer to in turn."""
        for _ in range(MAX_DEPTH):
            unknown = {_key(model, pk) for model, pk in keys} - self._objects.keys()
            if not unknown:
                return
            loaded = self._load(unknown)
            keys = [key for obj in loaded for key in reference_keys(obj, getattr(obj, "api_reference_fields", None))]

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` returns, computed at the first call with ``key`` within the response."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def ancestors(self, page: Page) -> list[Page]:
        """The public ancestors of ``page`` within its site, from the site's root page to its parent."""
        root = self.sites.root_of(page)
        if root is None:
            return []
        self.prime_ancestors([page])
        found = (self._ancestors[path] for path in _ancestor_paths(page))
        return [ancestor for ancestor in found if ancestor is not None and root.contains(ancestor)]

    def prime_ancestors(self, pages: Iterable[Page]) -> None:
        """Load the ancestors of all ``pages`` in one query."""
        unknown = {path for page in pages for path in _ancestor_paths(page)} - self._ancestors.keys()
        if unknown:
            found = {page.path: page for page in public(Page.objects.filter(path__in=unknown))}
            self._ancestors |= {path: found.get(path) for path in unknown}

    def localized(self, obj: Any, reader: Page | None) -> Any:
        """The translation of a page or snippet into the language of ``reader``, the page that shows it; else itself."""
        if obj is None or reader is None or obj.locale_id == reader.locale_id or not conf.i18n_enabled():
            return obj
        self.prime_translations([(obj, reader)])
        return self._translations[_translation(obj, reader)] or obj

    def localized_many(self, pages: Iterable[Page], reader: Page | None) -> list[Page]:
        """The public ones among ``pages``, in their order, each as :meth:`localized` returns it; loaded in bulk."""
        pages = list(pages)
        if reader is not None and conf.i18n_enabled():
            self.prime_translations((page, reader) for page in pages if page.locale_id != reader.locale_id)
        return self.public_many(self.localized(page, reader) for page in pages)

    def prime_translations(self, links: Iterable[tuple[Any, Page]]) -> None:
        """Load the public translations for all ``links`` (an object, and a page that shows it): one query for pages,
        and one for each snippet model.
        """
        if not conf.i18n_enabled():
            return
        wanted = {_translation(obj, reader) for obj, reader in links if obj.locale_id != reader.locale_id}
        by_model: dict[type[Model], set[Translation]] = defaultdict(set)
        for translation in wanted - self._translations.keys():
            by_model[translation[0]].add(translation)
        for model, translations in by_model.items():
            for _model, key, _locale in translations:
                depend_on_key(translations_key(model, key))
            keys, locales = {key for _, key, _ in translations}, {locale for _, _, locale in translations}
            objects = public(model._default_manager.filter(translation_key__in=keys, locale__in=locales))
            found = {(model, obj.translation_key, obj.locale_id): obj for obj in objects}
            self._translations |= {translation: found.get(translation) for translation in translations}

    def alternates(self, page: Page) -> list[Page]:
        """The other public translations of ``page``, as their specific types."""
        self.prime_alternates([page])
        return [found for found in self._alternates.get(page.translation_key, ()) if found.pk != page.pk]

    def prime_alternates(self, pages: Iterable[Page]) -> None:
        """Load all translations of ``pages`` in a number of queries that does not grow with them."""
        unknown = {page.translation_key for page in pages} - self._alternates.keys() if conf.i18n_enabled() else set()
        if not unknown:
            return
        for key in unknown:
            depend_on_key(translations_key(Page, key))
        rows = Page.objects.filter(translation_key__in=unknown).order_by("pk").values_list("translation_key", "pk")
        pks: dict[UUID, list[int]] = defaultdict(list)
        for key, pk in rows:
            depend_on(Page, pk)  # also while it is hidden: when a restriction ends, no translation is saved
            pks[key].append(pk)
        wanted = [pk for found in pks.values() if len(found) > 1 for pk in found]
        loaded = list(public(Page.objects.filter(pk__in=wanted)).defer_streamfields().specific()) if wanted else []
        for key in unknown:
            self._alternates[key] = [found for found in loaded if found.translation_key == key]

    def href(self, page: Page, reader: Page | None) -> str | None:
        """The ``href`` of a link to ``page``: its path, or its absolute URL if the reader's page is on another site."""
        location = self.sites.locate(page)
        if location is None:
            return None
        here = self.sites.locate(reader) if reader is not None else None
        site = here.site if here else self.sites.default_site
        return location.html_path if location.site == site else location.html_url

    def _load(self, keys: set[Key]) -> list[Model]:
        by_model: dict[type[Model], list[str]] = defaultdict(list)
        for model, pk in sorted(keys, key=str):
            depend_on(model, pk)
            by_model[model].append(pk)
        loaded = []
        for model, pks in by_model.items():
            objects = load_public(model._default_manager.filter(pk__in=_valid_pks(model, pks)))
            self._objects |= dict.fromkeys(((model, pk) for pk in pks), None)
            self._objects |= {_key(model, obj.pk): obj for obj in objects}
            loaded += objects
        return loaded


def is_translated_snippet(obj: Any) -> bool:
    return isinstance(obj, TranslatableMixin) and not isinstance(obj, Page)


def get_references(context: Mapping[str, Any] | None) -> References:
    """The references of the response that ``context`` belongs to; new ones outside of a response."""
    return (context or {}).get(CONTEXT_NAME) or References()


def load_public(queryset: QuerySet) -> list[Model]:
    """The public objects of ``queryset``, pages as their specific type, with their models' prefetched relations."""
    queryset = public(queryset)
    if issubclass(queryset.model, Page):
        queryset = queryset.defer_streamfields().specific()
    elif issubclass(queryset.model, TranslatableMixin):
        queryset = queryset.annotate(**{LOCALE_CODE: F("locale__language_code")})
    objects = list(queryset)
    by_model: dict[type[Model], list[Model]] = defaultdict(list)
    for obj in objects:
        by_model[type(obj)].append(obj)
    for model, instances in by_model.items():
        relations = getattr(model, "api_prefetch_related", ())
        prefetch_related_objects(instances, *getattr(model, "api_reference_prefetch_related", relations))
    return objects


def reference_keys(obj: Model, field_names: Iterable[str] | None = None) -> Iterator[tuple[type[Model], Any]]:
    """The keys of the objects that ``obj`` refers to by its API fields: foreign keys, blocks, links in rich text, child
    rows.

    :param field_names: the fields of ``obj`` that count; by default all of its ``api_fields``.
    """
    if field_names is None:
        field_names = (field.name for field in APIField.get_fields_for_model(type(obj)))
    deferred = obj.get_deferred_fields()
    for name in field_names:
        field = _model_field(type(obj), name)
        if field is None or getattr(field, "attname", None) in deferred:
            continue
        if isinstance(field, ForeignKey):
            yield from _foreign_key(obj, field)
        elif hasattr(field, "extract_references"):
            yield from _extracted(obj, field)
    yield from _prefetched_keys(obj)


def _extracted(obj: Model, field: Any) -> list[tuple[type[Model], Any]]:
    """The references in a stream or in rich text; empty if it cannot be parsed, which is reported on representation."""
    try:
        return [(model, pk) for model, pk, *_ in field.extract_references(field.value_from_object(obj))]
    except DatabaseError:
        raise
    except Exception:
        logger.debug("The references in %s of %s cannot be read", field.name, obj.pk, exc_info=True)
        return []


def _prefetched_keys(obj: Model) -> Iterator[tuple[type[Model], Any]]:
    """The references of child rows, and the objects of to-many relations; rows that only point back are left out."""
    for rows in getattr(obj, "_prefetched_objects_cache", {}).values():
        for row in rows:
            foreign_keys = _foreign_keys(row)
            others = [field for field in foreign_keys if not isinstance(field, ParentalKey)]
            if len(others) < len(foreign_keys):
                for field in others:
                    yield from _foreign_key(row, field)
            elif not any(isinstance(obj, field.related_model) for field in foreign_keys):
                yield type(row), row.pk


def _translation(obj: Any, reader: Page) -> Translation:
    model = Page if isinstance(obj, Page) else type(obj)._meta.concrete_model or type(obj)
    return model, obj.translation_key, reader.locale_id


def _ancestor_paths(page: Page) -> list[str]:
    return [page.path[:length] for length in range(Page.steplen, len(page.path), Page.steplen)]


def _foreign_keys(obj: Model) -> list[ForeignKey]:
    return [field for field in obj._meta.concrete_fields if isinstance(field, ForeignKey)]


def _foreign_key(obj: Model, field: ForeignKey) -> Iterator[tuple[type[Model], Any]]:
    pk = getattr(obj, field.attname)
    if pk is not None:
        yield field.related_model, pk


def _model_field(model: type[Model], name: str) -> Any:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _key(model: type[Model], pk: Any) -> Key:
    return (Page if issubclass(model, Page) else model._meta.concrete_model or model), str(pk)


def _valid_pks(model: type[Model], pks: Iterable[str]) -> list[Any]:
    valid = []
    for pk in pks:
        try:
            valid.append(model._meta.pk.to_python(pk))
        except ValidationError:
            continue
    return valid
