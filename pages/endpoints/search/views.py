from __future__ import annotations

from api.endpoints.search import SearchView
from api.parameters import QueryParameter

from .sources import ClinicPagesSource, PeopleSource, QuestionsSource

TOPIC_PARAMETER = QueryParameter("topic", "Only articles and questions under this topic: its slug.")


class SiteSearchView(SearchView):
    """Pages, questions and people."""

    sources = (ClinicPagesSource(), QuestionsSource(), PeopleSource())
    query_parameters = (*SearchView.query_parameters, TOPIC_PARAMETER)
