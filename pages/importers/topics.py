from __future__ import annotations

import re
from collections import Counter

from ..models import ArticleIndexPage, Topic
from ..models.article import MAX_TOPICS
from .outline import Outline


def find_topics(outline: Outline, index: ArticleIndexPage) -> list[Topic]:
    """Up to three topics in the language of ``index`` that the file mentions: most often, or in its title."""
    text = " ".join([outline.title, *(f"{section.heading} {section.text}" for section in outline.sections)]).casefold()
    named: Counter[Topic] = Counter()
    for topic in Topic.objects.filter(live=True, locale=index.locale).order_by("name"):
        name = rf"\b{re.escape(topic.name.casefold())}\b"
        in_title = bool(re.search(name, outline.title.casefold()))
        named[topic] = len(re.findall(name, text)) + len(text) * in_title
    return [topic for topic, times in named.most_common(MAX_TOPICS) if times]
