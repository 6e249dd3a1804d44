from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction

from api.sites import SiteMap

from ..drafts.refusals import NotFitToPublish, refusal_message
from ..foreign_html.left_out import LeftOut
from ..models import ArticleIndexPage, ArticlePage, ClinicPage, RelatedArticle
from .errors import ArticleImportError
from .lost import lost_sentences, texts_of
from .outline import Outline
from .placing import place
from .raw import RAW_READERS
from .readers import check_name, read, read_file
from .related import find_related
from .slugs import slug_of
from .summary import summary_of
from .topics import find_topics


@dataclass
class ImportedArticle:
    """The result for a file. ``page`` may be unsaved; ``left_out`` lists all that is not in it."""

    page: ArticlePage
    outline: Outline
    left_out: list[LeftOut] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    #: Why it was not published although that was requested.
    refusal: str = ""


def import_article(
    path: Path, *, parent: str = "", clinic: str = "", publish: bool = False, dry_run: bool = False
) -> ImportedArticle:
    """Create an article from a file: a draft, unless it is published. All or nothing is written.

    :param parent: the html path of the article index; by default that of the default site.
    :param clinic: the slug of the clinic for the call to action in the closing section.
    :raises ArticleImportError: if the file, the parent or the article is invalid; nothing is written then.
    """
    name, content = read_file(path)
    found, clinic_warning = _find_clinic(clinic)
    # Errors of the file are reported before others.
    outline = read(name, content)
    article = _article_of(outline, RAW_READERS[check_name(name)](content), find_index(parent), found, clinic_warning)
    if not dry_run:
        save_article(article, find_index(parent), publish=publish)
    return article


def read_article(
    name: str, content: bytes, index: ArticleIndexPage, clinic: ClinicPage | None = None
) -> ImportedArticle:
    """The article from a file below ``index``; nothing is written.

    :raises ArticleImportError: if the file or the article is invalid.
    """
    outline = read(name, content)
    return _article_of(outline, RAW_READERS[check_name(name)](content), index, clinic, "no clinic was chosen.")


@transaction.atomic
def save_article(
    article: ImportedArticle, index: ArticleIndexPage, *, publish: bool = False, user: AbstractBaseUser | None = None
) -> None:
    """Save an article below ``index`` as a draft, or publish it. One that may not go live stays a draft.

    :param user: recorded in the history of the page.
    :raises ArticleImportError: if it cannot be created, for example because its slug has been taken meanwhile.
    """
    article.page.owner = user
    try:
        index.add_child(instance=article.page)
    except ValidationError as error:
        raise ArticleImportError(f"The article cannot be created: {' '.join(_sentences(error))}") from error
    revision = article.page.save_revision(user=user, log_action=True)
    if publish:
        try:
            with transaction.atomic():
                revision.publish(user=user)
        except NotFitToPublish as refusal:
            article.refusal = refusal_message(refusal)


def _article_of(
    outline: Outline, raw: Sequence[str], index: ArticleIndexPage, clinic: ClinicPage | None, clinic_warning: str
) -> ImportedArticle:
    placed = place(outline, clinic, clinic_warning)
    page = ArticlePage(
        title=outline.title,
        slug=slug_of(outline.title),
        summary=summary_of(outline),
        body=placed.blocks,
        locale=index.locale,
        live=False,
    )
    related = find_related(outline, index) if placed.has("related_pages") else []
    page.topics = find_topics(outline, index)
    page.related_rows = [RelatedArticle(sort_order=order, page=article) for order, article in enumerate(related)]
    _check(page, index)
    left_out = [*outline.dropped, *placed.left_out]
    kept = [escape(outline.title), *texts_of(placed.blocks), *(escape(each.text) for each in left_out)]
    lost = lost_sentences(raw, kept)
    return ImportedArticle(page, outline, left_out, [*outline.warnings, *placed.warnings, *lost])


def find_index(html_path: str) -> ArticleIndexPage:
    """The article index at a path of the default site, or by default its only one.

    :raises ArticleImportError: with the paths of those that exist.
    """
    sites = SiteMap()
    indexes = {}
    for index in ArticleIndexPage.objects.select_related("locale").order_by("path"):
        location = sites.locate(index)
        if location is not None and location.site == sites.default_site:
            indexes[location.html_path] = index
    if not indexes:
        raise ArticleImportError("There is no article index yet. Create one below the home page in the admin.")
    if not html_path:
        return next(iter(indexes.values()))
    wanted = "/" + html_path.strip("/") + "/"
    if wanted not in indexes:
        raise ArticleImportError(f"There is no article index at {wanted}. Choose one of: {', '.join(indexes)}.")
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
            f"There is already an article “{page.slug}” below {index.title}. Edit that one, or change its slug."
        )
    try:
        page.full_clean(exclude=["path", "depth", "content_type", "translation_key"])
        page.body.stream_block.clean(page.body)
    except ValidationError as error:
        raise ArticleImportError(f"The article cannot be created: {' '.join(_sentences(error))}") from error


def _sentences(error: ValidationError) -> list[str]:
    if hasattr(error, "error_dict"):
        return [f"{name}: {message}" for name, messages in error.message_dict.items() for message in messages]
    return error.messages or ["a block of its body is not valid."]
