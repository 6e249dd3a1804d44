"""Filters of a listing. Each class handles one parameter, or one kind of parameter."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import FieldDoesNotExist, FieldError, ValidationError
from django.db import models
from django.db.models import QuerySet
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request
from taggit.managers import TaggableManager
from wagtail.models import Locale, Page
from wagtail.search import index

from .. import conf, problems
from ..moments import as_stored
from ..parameters import ALL_LANGUAGES, QueryParameter, language_or_all, parse_boolean, parse_integer
from ..search.folding import separate
from ..search.listings import search
from ..visibility import public
from .endpoint_parameters import PAGE_KEY, PAGE_KEY_OR_ROOT
from .listing_views import Listing, PageTree

# Each tag is a join, and each word of a search a condition nested in the one before.
MAX_TAGS = 10
MAX_WORDS = 32


class FieldsFilter(BaseFilterBackend):
    """Equality with any database field of the API: ``?slug=about-us``, ``?tags=sleep,anxiety``.

    Hidden objects match no value, so that a filter does not reveal which public objects refer to them.
    """

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Listing) -> QuerySet:
        for name in filtered_fields(request, queryset, view):
            field = queryset.model._meta.get_field(name)
            value = request.query_params[name]
            if isinstance(field, TaggableManager):
                for tag in several(request, name, MAX_TAGS):
                    queryset = queryset.filter(**{f"{name}__name": tag})
                continue
            try:
                queryset = queryset.filter(_condition(field, value))
            except (ValueError, TypeError, OverflowError, ValidationError, FieldError) as error:
                reason = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
                raise problems.InvalidParameter(
                    f"field filter error. '{value}' is not a valid value for {name} ({reason})", parameter=name
                ) from error
        return queryset


class SearchFilter(BaseFilterBackend):
    """``search=…`` with ``search_operator=and|or``, by Wagtail's search. Must be last: its results cannot be
    filtered.
    """

    ordering_parameters = ("search",)
    query_parameters = (
        QueryParameter("search", "Words to search for."),
        QueryParameter(
            "search_operator", "Whether all words must be found, or any.", {"type": "string", "enum": ["and", "or"]}
        ),
    )

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Listing) -> Any:
        operator = self._operator(request)
        if "search" not in request.query_params:
            return queryset
        if not conf.search_enabled():
            raise problems.InvalidParameter("search is disabled", parameter="search")
        if not _is_searchable(queryset.model):
            raise problems.InvalidParameter("search is not available here", parameter="search")
        self._check_combinations(request, queryset, view)
        # Punctuation has a meaning in Wagtail's search, different on each database, and some of it raises errors.
        words = separate(request.query_params["search"]).split()
        if len(words) > MAX_WORDS:
            allowed = f"at most {MAX_WORDS} words"
            raise problems.InvalidParameter("search has too many words", parameter="search", allowed=allowed)
        if not words:
            return queryset.none()
        return search(
            _without_conditions(queryset),
            " ".join(words),
            operator=operator,
            by_relevance="order" not in request.query_params,
        )

    @staticmethod
    def _operator(request: Request) -> str | None:
        operator = request.query_params.get("search_operator")
        if operator not in (None, "and", "or"):
            raise problems.InvalidParameter(
                f"search_operator must be 'and' or 'or', got '{operator}'",
                parameter="search_operator",
                allowed=["and", "or"],
            )
        return operator

    @staticmethod
    def _check_combinations(request: Request, queryset: QuerySet, view: Listing) -> None:
        indexed = {field.field_name for field in queryset.model.get_filterable_search_fields()} | {"id"}
        for name in filtered_fields(request, queryset, view):
            if isinstance(queryset.model._meta.get_field(name), TaggableManager):
                raise problems.InvalidParameter("filtering by tag with a search query is not supported", parameter=name)
            if name not in indexed:
                raise problems.InvalidParameter(
                    f"cannot filter by '{name}' while searching (field is not indexed)",
                    parameter=name,
                    allowed=sorted(indexed),
                )
        columns = {field.get_attname(queryset.model) for field in queryset.model.get_filterable_search_fields()}
        sortable = indexed & {*columns, "id"}
        for name in filter(None, request.query_params.get("order", "").split(",")):
            if name.removeprefix("-") not in sortable:
                raise problems.InvalidParameter(
                    f"cannot order by '{name}' while searching (field is not indexed)",
                    parameter="order",
                    allowed=sorted(sortable),
                )


class ChildOfFilter(BaseFilterBackend):
    """``child_of=<id>`` or ``child_of=root``."""

    query_parameters = (QueryParameter("child_of", "Direct children of this page.", PAGE_KEY_OR_ROOT),)

    def filter_queryset(self, request: Request, queryset: QuerySet, view: PageTree) -> QuerySet:
        if "child_of" not in request.query_params:
            return queryset
        page = page_parameter(request, view, "child_of", "parent page doesn't exist")
        return queryset.filter(reduce(or_, map(queryset.child_of_q, view.get_counterparts(page))))


class AncestorOfFilter(BaseFilterBackend):
    """``ancestor_of=<id>``."""

    query_parameters = (QueryParameter("ancestor_of", "Ancestors of this page.", PAGE_KEY),)

    def filter_queryset(self, request: Request, queryset: QuerySet, view: PageTree) -> QuerySet:
        if "ancestor_of" not in request.query_params:
            return queryset
        page = page_parameter(request, view, "ancestor_of", "descendant page doesn't exist", root=False)
        return queryset.filter(pk__in=[each.pk for each in view.get_counterparts(*page.get_ancestors())])


class DescendantOfFilter(BaseFilterBackend):
    """``descendant_of=<id>`` or ``descendant_of=root``."""

    query_parameters = (
        QueryParameter("descendant_of", "All descendants of this page. Not with `child_of`.", PAGE_KEY_OR_ROOT),
    )

    def filter_queryset(self, request: Request, queryset: QuerySet, view: PageTree) -> QuerySet:
        if "descendant_of" not in request.query_params:
            return queryset
        if "child_of" in request.query_params:
            raise problems.InvalidParameter(
                "filtering by descendant_of with child_of is not supported", parameter="descendant_of"
            )
        page = page_parameter(request, view, "descendant_of", "ancestor page doesn't exist")
        return queryset.filter(reduce(or_, map(queryset.descendant_of_q, view.get_counterparts(page))))


class TranslationOfFilter(BaseFilterBackend):
    """``translation_of=<id>`` or ``translation_of=root``."""

    query_parameters = (QueryParameter("translation_of", "Translations of this page.", PAGE_KEY_OR_ROOT),)

    def filter_queryset(self, request: Request, queryset: QuerySet, view: PageTree) -> QuerySet:
        if "translation_of" not in request.query_params:
            return queryset
        page = page_parameter(request, view, "translation_of", "translation_of page doesn't exist")
        return queryset.translation_of(page)


class LocaleFilter(BaseFilterBackend):
    """``locale=es``: a language of the project's content; ``locale=*``: all of them.

    :raises NotFound: for a language that the project does not have.
    """

    query_parameters = (QueryParameter("locale", "The code of a language, or * for all.", language_or_all),)

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Listing) -> QuerySet:
        code = request.query_params.get("locale")
        if code is None or code == ALL_LANGUAGES:
            return queryset
        codes = dict(Locale.objects.values_list("language_code", "pk"))
        if code not in codes:
            raise problems.UnknownLocale(sorted(codes))
        return queryset.filter(locale=codes[code])


def filtered_fields(request: Request, queryset: QuerySet, view: Listing) -> list[str]:
    """The database fields that the request filters by, without ``locale``, which has its own filter."""
    names = view.get_available_fields(queryset.model, db_fields_only=True)
    return [
        name for name in names if name in request.query_params and name != "locale" and _has_field(queryset.model, name)
    ]


def several(request: Request, name: str, most: int) -> list[str]:
    """The distinct values of a comma-separated parameter.

    :raises InvalidParameter: for more than ``most``.
    """
    values = list(dict.fromkeys(request.query_params[name].split(",")))
    if len(values) > most:
        raise problems.InvalidParameter(f"{name} has too many values", parameter=name, allowed=f"at most {most}")
    return values


def page_parameter(request: Request, view: PageTree, name: str, missing: str, root: bool = True) -> Page:
    """The public page that a tree parameter names.

    :param missing: the message if there is no such page.
    :param root: whether ``root``, the site's root page, is allowed.
    :raises InvalidParameter: if there is no such page, or the value is not an id.
    """
    text = request.query_params[name]
    if root and text == "root":
        return view.get_root_page()
    pk = parse_integer(text)
    if pk is None or pk < 0:
        allowed = "the id of a page, or root" if root else "the id of a page"
        raise problems.InvalidParameter(f"{name} must be a positive integer", parameter=name, allowed=allowed)
    page = view.get_base_queryset().filter(pk=pk).first()
    if page is None:
        raise problems.InvalidParameter(missing, parameter=name)
    return page


def _is_searchable(model: type[models.Model]) -> bool:
    """Whether the model is indexed, and its key is a ``FilterField``."""
    if not index.class_is_indexed(model):
        return False
    filterable = {field.field_name for field in model.get_filterable_search_fields()}
    return issubclass(model, Page) or model._meta.pk.name in filterable


def _field_value(field: models.Field, text: str) -> Any:
    if isinstance(field, models.BooleanField):
        return parse_boolean(text)
    if isinstance(field, models.IntegerField):
        value = int(text)
        field.run_validators(value)
        return value
    if isinstance(field, models.ForeignKey):
        return _field_value(field.target_field, text)
    if field.is_relation:
        return _key(text)
    value = field.to_python(text)
    if isinstance(field, models.DateTimeField) and value is not None:
        return as_stored(value)
    return value


def _condition(field: models.Field, text: str) -> models.Q:
    """The condition for a filter by ``field``."""
    value = _field_value(field, text)
    if field.is_relation and field.related_model is not None:
        target = field.target_field.name if isinstance(field, models.ForeignKey) else "pk"
        chosen = public(field.related_model._default_manager.filter(**{target: value}))
        return models.Q(**{f"{field.name}__in": chosen})
    return models.Q(**{field.name: value})


def _key(text: str) -> int:
    key = parse_integer(text)
    if key is None:
        raise ValueError("expected the id of an object")
    return key


def _has_field(model: type[models.Model], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def _without_conditions(queryset: QuerySet) -> QuerySet:
    """The same objects in the same order, selected by one condition on the key: search backends understand nothing
    else.
    """
    plain = queryset.model._default_manager.filter(pk__in=queryset.order_by().values("pk"))
    return plain.order_by(*queryset.query.order_by) if queryset.query.order_by else plain
