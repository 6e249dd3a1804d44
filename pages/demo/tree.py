"""The parent pages, in both languages, and the settings of the site."""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale, Page, Site

from ..models import (
    ArticleIndexPage,
    CrisisLine,
    FaqPage,
    HomePage,
    OrganisationSettings,
    SocialProfile,
    StandardPage,
)
from . import content
from .blocks import rich_text, stream
from .library import Library

HOME_SLUG = "juniper-hollow"


def make_home(site: Site) -> HomePage:
    """Create the home page, in place of the page that Wagtail creates in an empty database."""
    entry = content.load("pages")["home"]
    welcome = site.root_page
    home = Page.get_first_root_node().add_child(
        instance=HomePage(title=entry["title"], slug=HOME_SLUG, summary=entry["summary"])
    )
    site.root_page = home
    site.site_name = content.load("organisation")["name"]
    site.save()
    Page.objects.get(pk=welcome.pk).delete()
    return home


def make_index(home: HomePage, model: type[Page], slug: str, key: str, library: Library) -> Any:
    entry = content.load("pages")[key]
    index = model(
        title=entry["title"],
        slug=slug,
        summary=entry["summary"],
        introduction=rich_text(entry["introduction"], library),
        show_in_menus=True,
    )
    home.add_child(instance=index)
    index.save_revision().publish()
    return index


def finish_home(home: HomePage, library: Library) -> None:
    entry = content.load("pages")["home"]
    home.seo_title, home.search_description = entry["seo_title"], entry["search_description"]
    home.hero_image = library.images[entry["hero_image"]]
    home.body = stream(entry["body"], library)
    _publish(home)


def make_standard_pages(home: HomePage, library: Library) -> None:
    for entry in content.load("pages")["standard"]:
        fields = {name: entry[name] for name in ("title", "summary", "seo_title", "search_description")}
        page = StandardPage(slug=entry["key"], body=stream(entry["body"], library), **fields)
        home.add_child(instance=page)
        _publish(page)


def make_faq_page(home: HomePage, library: Library) -> None:
    entry = content.load("pages")["faq_page"]
    sections = [{"faq_section": section} for section in entry["sections"]]
    page = FaqPage(
        title=entry["title"],
        slug="faqs",
        summary=entry["summary"],
        introduction=rich_text(entry["introduction"], library),
        sections=stream(sections, library),
        show_in_menus=True,
    )
    home.add_child(instance=page)
    _publish(page)


def translate_tree(home: HomePage, articles: ArticleIndexPage, locale: Locale, library: Library) -> ArticleIndexPage:
    """The Spanish home page and article index."""
    entries = content.load("pages")
    translated_home = home.copy_for_translation(locale)
    translated_home.title, translated_home.summary = entries["home_es"]["title"], entries["home_es"]["summary"]
    translated_home.seo_title = translated_home.search_description = ""
    translated_home.body = stream(entries["home_es"]["body"], library)
    _publish(translated_home)
    index = articles.copy_for_translation(locale)
    entry = entries["articles_index_es"]
    index.title, index.slug, index.summary = entry["title"], "articulos", entry["summary"]
    index.introduction = rich_text(entry["introduction"], library)
    _publish(index)
    return index


def make_organisation(site: Site, library: Library) -> None:
    entry = dict(content.load("organisation"))
    profiles = entry.pop("social_profiles")
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    lines = [{**line, "locale": locales[line["locale"]]} for line in entry.pop("crisis_lines")]
    settings = OrganisationSettings.for_site(site)
    settings.logo = library.images["logo"]
    settings.default_clinic = library.clinics[entry.pop("default_clinic")]
    for name, value in entry.items():
        setattr(settings, name, value)
    settings.social_profiles = [SocialProfile(sort_order=order, **row) for order, row in enumerate(profiles)]
    settings.crisis_lines = [CrisisLine(sort_order=order, **row) for order, row in enumerate(lines)]
    for line in settings.crisis_lines.all():
        line.full_clean(exclude=["organisation"])
    settings.full_clean()
    settings.save()


def _publish(page: Page) -> None:
    page.full_clean()
    page.save_revision().publish()
