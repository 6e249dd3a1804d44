from __future__ import annotations

import re

from wagtail.search.backends import get_search_backend

from ..models import ArticleIndexPage, ArticlePage
from .outline import Outline

MOST = 3
# Shorter words, such as "when" and "used", say nothing about a subject.
SHORTEST_WORD = 6


def find_related(outline: Outline, index: ArticleIndexPage) -> list[ArticlePage]:
    """Up to three public articles below ``index`` with most words of the title in common, the best first."""
    words = [word for word in re.findall(r"\w+", outline.title) if len(word) >= SHORTEST_WORD]
    if not words:
        return []
    articles = ArticlePage.objects.live().public().child_of(index)
    return list(get_search_backend().search(" ".join(words), articles, operator="or")[:MOST])
