from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import template
from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.template.base import Node, Parser, Token
from django.urls import Resolver404, resolve
from wagtail.models import Page

from api.dependencies.content import is_content

from ..models.site_text import SiteText
from ..usage.addresses import TypedLink, typed_links_to
from ..usage.linking import live_links_to
from ..usage.needed import last_of_needed
from ..usage.revisions import RevisedObjects, revisions_naming

register = template.Library()


class OverriddenNode(Node):
    """Renders the template that the current one overrides."""

    def render(self, context: template.Context) -> str:
        found, _origin = context.template.engine.find_template(self.origin.template_name, skip=[self.origin])
        return found.render(context)


@register.tag
def overridden_template(parser: Parser, token: Token) -> OverriddenNode:
    """The template of the same name in a later app, unchanged: extending it needs no copy."""
    return OverriddenNode()


@register.inclusion_tag("pages/usage/links_here.html", takes_context=True)
def links_to(context: template.Context, target: Model | None) -> dict[str, Any]:
    """The list of what visitors see that refers to ``target``."""
    links = None
    if target is not None and is_content(type(target)):
        links = live_links_to(target, context["request"].user, _typed_links(context, target))
    return {
        "links": links,
        "last_of": last_of_needed(target, _together(context, target)) if links else 0,
        "kind": target._meta.verbose_name if links else "",
        "shown_where": target.shown_where() if isinstance(target, SiteText) else "",
    }


def _together(context: template.Context, target: Model) -> list[Any]:
    """All objects of a bulk action; else ``target`` alone."""
    return [entry["item"] for entry in context.get("items") or ()] or [target]


def _typed_links(context: template.Context, target: Model) -> list[TypedLink]:
    """The typed URLs of all pages of a bulk action, from one search; else those of ``target``."""
    if not isinstance(target, Page):
        return []
    request = context["request"]
    if not hasattr(request, "_clinic_typed_links"):
        request._clinic_typed_links = typed_links_to(_together(context, target))
    return request._clinic_typed_links


@register.inclusion_tag("pages/usage/revisions.html")
def revisions_list(revisions: RevisedObjects) -> dict[str, Any]:
    """The list of the revisions that are not live and refer to something."""
    return {"revisions": revisions}


@register.simple_tag(takes_context=True)
def revisions_naming_it(context: template.Context, target: Model | None) -> RevisedObjects:
    """Drafts, scheduled and earlier revisions that refer to ``target``; none for an object that is not content, such as
    a user.
    """
    if target is None or not is_content(type(target)):
        return RevisedObjects()
    return revisions_naming(target, context["request"].user)


@register.simple_tag
def used_object(usage_url: str | None, model_opts: Any) -> Model | None:
    """The object whose usage is shown at ``usage_url``: all that Wagtail's confirmation pages have in common."""
    if not usage_url:
        return None
    try:
        match = resolve(urlsplit(usage_url).path)
    except Resolver404:
        return None
    key = next(iter([*match.args, *match.kwargs.values()]), None)
    return None if key is None else model_opts.model._default_manager.filter(pk=unquote(str(key))).first()
