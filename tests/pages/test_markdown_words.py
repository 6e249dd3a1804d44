import pytest
from django.utils import translation

from pages.markdown import words
from pages.markdown.words import day_name, long_date, word


def test_every_language_of_the_content_has_every_word(settings):
    assert set(words._WORDS) == {code for code, _ in settings.LANGUAGES}
    assert len({frozenset(found) for found in words._WORDS.values()}) == 1


@pytest.mark.parametrize(
    ("language", "sources", "day", "date"),
    [
        ("en", "Sources", "Monday", "September 14, 2026"),
        ("es", "Fuentes", "Lunes", "14 de septiembre de 2026"),
        ("es-mx", "Fuentes", "Lunes", "14 de septiembre de 2026"),
        ("de", "Sources", "Montag", "14. September 2026"),
    ],
)
def test_words_and_dates_are_in_the_page_s_language(language, sources, day, date):
    with translation.override(language):
        assert (word("sources"), day_name(0), long_date("2026-09-14")) == (sources, day, date)
