from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...importers.articles import ImportedArticle, import_article
from ...importers.errors import ArticleImportError
from ...reading import count_words


class Command(BaseCommand):
    help = "Imports an article from a text, Markdown, HTML or Word file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a .txt, .md, .html or .docx file")
        parser.add_argument("--parent", default="", metavar="PATH", help="the article index, such as /articles/")
        parser.add_argument("--clinic", default="", metavar="SLUG", help="the clinic to show in the closing section")
        parser.add_argument(
            "--publish", action="store_true", help="publish the article; by default, it is saved as a draft"
        )
        parser.add_argument("--dry-run", action="store_true", help="only show what would be imported")

    def handle(self, *, file: Path, parent: str, clinic: str, publish: bool, dry_run: bool, **options: Any) -> None:
        try:
            article = import_article(file, parent=parent, clinic=clinic, publish=publish, dry_run=dry_run)
        except ArticleImportError as fault:
            raise CommandError(str(fault)) from fault
        self._report(article)
        if article.refusal:
            raise CommandError(f"{article.refusal} It is saved as a draft: page {article.page.pk}.")
        self.stdout.write(self._conclusion(article, publish, dry_run))

    def _report(self, article: ImportedArticle) -> None:
        self.stdout.write(f"Title: {article.page.title}")
        self.stdout.write(f"Summary, from the first sentences: {article.page.summary}")
        self.stdout.write("Outline:")
        for section in article.outline.sections:
            indent = "  " * (section.level - 1)
            self.stdout.write(f"{indent}{section.heading or '(beginning)'} ({count_words([section.text])} words)")
        blocks = ", ".join(child.block_type for child in article.page.body)
        self.stdout.write(f"Blocks: {blocks}")
        for row in article.page.related_rows.all():
            self.stdout.write(f"Related page, found by its title: {row.page.title}")
        topics = ", ".join(topic.name for topic in article.page.topics.all())
        self.stdout.write(f"Topics, found in the text: {topics or 'none'}")
        for line in article.left_out:
            self.stdout.write(f"Left out: {line}")
        for warning in article.warnings:
            self.stdout.write(self.style.WARNING(f"Please check: {warning}"))

    def _conclusion(self, article: ImportedArticle, publish: bool, dry_run: bool) -> str:
        if dry_run:
            return "Nothing was written (--dry-run)."
        state = "Published" if publish else "Saved as a draft"
        return self.style.SUCCESS(f"{state}: page {article.page.pk}, slug {article.page.slug}.")
