from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from wagtail.models import Locale, Page, Site

from ..models import ArticleIndexPage, ClinicIndexPage, HomePage
from . import articles, clinics, tree
from .images import make_images
from .leaflets import make_documents
from .library import Library
from .navigation import make_navigation
from .redirects import make_redirects
from .snippets import make_snippets


class OtherContentError(Exception):
    """The site has other content, which the demo does not change; the message says so."""


def load_demo(tell: Callable[[str], None]) -> bool:
    """Create the demo site. Returns whether it did: if it exists, nothing is changed.

    :param tell: called with a line for each step.
    :raises OtherContentError: if the default site has other content.
    """
    if HomePage.objects.filter(slug=tree.HOME_SLUG).exists():
        return False
    site = _pristine_site()
    library = Library()
    try:
        with transaction.atomic():
            _load(site, library, tell)
    except BaseException:
        for made in (*library.images.values(), *library.documents.values()):
            made.file.delete(save=False)
        raise
    return True


def _pristine_site() -> Site:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        root = Page.get_first_root_node()
        return Site(hostname="localhost", port=80, is_default_site=True, root_page=root)
    if site.root_page.specific_class is not Page or site.root_page.get_children().exists():
        raise OtherContentError(
            f"The site {site.hostname} already has content. Load the demo site into an empty database."
        )
    return site


def _load(site: Site, library: Library, tell: Callable[[str], None]) -> None:
    spanish, _created = Locale.objects.get_or_create(language_code="es")
    tell("Drawing images, writing leaflets …")
    make_images(library, spanish)
    make_documents(library)
    tell("Topics, services, people and questions …")
    make_snippets(library, spanish)
    home = tree.make_home(site)
    article_index = tree.make_index(home, ArticleIndexPage, "articles", "articles_index", library)
    clinic_index = tree.make_index(home, ClinicIndexPage, "clinics", "clinics_index", library)
    tell("Clinics and articles …")
    clinics.make_clinics(clinic_index, library)
    articles.make_articles(article_index, library)
    clinics.publish_clinics(library)
    articles.finish_articles(library)
    tree.make_organisation(site, library)
    tree.finish_home(home, library)
    tree.make_faq_page(home, library)
    tree.make_standard_pages(home, library)
    tell("Spanish pages …")
    spanish_index = tree.translate_tree(home, article_index, spanish, library)
    articles.translate_articles(spanish_index, spanish, library)
    tell("Menus and redirects …")
    make_navigation(site, home, library)
    make_redirects(site, home)
