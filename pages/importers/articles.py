from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from api.sites import SiteMap
from pages.importers.errors import ArticleImportError
from pages.importers.outline import Outline
from pages.importers.placing import Placed, place, placed_text
from pages.importers.readers import read_file
from pages.importers.related import find_related
from pages.importers.summary import summary_of
from pages.models import ArticleIndexPage, ArticlePage, ClinicPage, RelatedArticle

_WORD = re.compile(r"\w+")


@dataclass
class ImportedArticle:
    """What came of a file. ``page`` is unsaved after a dry run."""

    page: ArticlePage
    outline: Outline
    warnings: list[str] = field(default_factory=list)


def import_article(
    path: Path, *, parent: str = "", clinic: str = "", publish: bool = False, dry_run: bool = False
) -> ImportedArticle:
    """Makes an article of a file: a draft, unless it is published. All or nothing is written.

    :param parent: the html path of the article index; by default that of the default site.
    :param clinic: the slug of the clinic that the closing section invites to call.
    :raises ArticleImportError: when the file, the parent or the article is not right; nothing is written then.
    """
    outline = read_file(path)
    index = find_index(parent)
    placed = place(outline, *_find_clinic(clinic))
    page = ArticlePage(
        title=outline.title,
        slug=slugify(outline.title),
        summary=summary_of(outline),
        body=placed.blocks,
        locale=index.locale,
        live=False,
    )
    related = find_related(outline, index) if placed.has("related_pages") else []
    page.related_rows = [RelatedArticle(sort_order=order, page=article) for order, article in enumerate(related)]
    _check(page, index)
    if not dry_run:
        _save(page, index, publish)
    return ImportedArticle(page, outline, [*outline.warnings, *placed.warnings, *_lost_words(outline, placed)])


def find_index(html_path: str) -> ArticleIndexPage:
    """The article index at a path of the default site, or its only one where none is named.

    :raises ArticleImportError: naming those that there are.
    """
    sites = SiteMap()
    indexes = {}
    for index in ArticleIndexPage.objects.select_related("locale").order_by("path"):
        location = sites.locate(index)
        if location is not None and location.site == sites.default_site:
            indexes[location.html_path] = index
    if not indexes:
        raise ArticleImportError("There is no article index yet. Make one below the home page, in the admin.")
    if not html_path:
        return next(iter(indexes.values()))
    wanted = "/" + html_path.strip("/") + "/"
    if wanted not in indexes:
        raise ArticleImportError(f"There is no article index at {wanted}. There is: {', '.join(indexes)}.")
    return indexes[wanted]


def _find_clinic(slug: str) -> tuple[ClinicPage | None, str]:
    """The clinic, or None with a sentence that says why there is none."""
    slugs = ", ".join(ClinicPage.objects.live().order_by("slug").values_list("slug", flat=True).distinct())
    if not slug:
        return None, f"no clinic was named. --clinic takes one of: {slugs or 'none yet'}."
    clinic = ClinicPage.objects.live().filter(slug=slug).order_by("path").first()
    return clinic, f"there is no clinic “{slug}”. --clinic takes one of: {slugs or 'none yet'}."


def _check(page: ArticlePage, index: ArticleIndexPage) -> None:
    if index.get_children().filter(slug=page.slug).exists():
        raise ArticleImportError(
            f"There is an article “{page.slug}” below {index.title} already. Edit that one, or rename it."
        )
    try:
        page.full_clean(exclude=["path", "depth", "content_type", "translation_key"])
        page.body.stream_block.clean(page.body)
    except ValidationError as error:
        raise ArticleImportError(f"The article cannot be made: {' '.join(_sentences(error))}") from error


def _sentences(error: ValidationError) -> list[str]:
    if hasattr(error, "error_dict"):
        return [f"{name}: {message}" for name, messages in error.message_dict.items() for message in messages]
    return error.messages or ["a block of its body is not right."]


@transaction.atomic
def _save(page: ArticlePage, index: ArticleIndexPage, publish: bool) -> None:
    index.add_child(instance=page)
    revision = page.save_revision(log_action=True)
    if publish:
        revision.publish()


def _lost_words(outline: Outline, placed: Placed) -> list[str]:
    """A warning for words of the file that stand neither in the article nor among what was dropped."""
    kept = " ".join([outline.title, placed_text(placed.blocks), *outline.dropped])
    lost = Counter(_WORD.findall(outline.source_text)) - Counter(_WORD.findall(kept))
    if not lost:
        return []
    return [f"{lost.total()} words were lost on the way: {' '.join(list(lost)[:20])}"]
