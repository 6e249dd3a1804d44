import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from pages.clinics.languages import language_name, parse_languages, validate_languages


def test_languages_are_written_by_name_or_tag_in_any_case():
    written = "English, spanish; es, american sign language, zh-hans, pt_BR,, K'iche'".replace(";", ",")
    assert parse_languages(written) == ["en", "es", "ase", "zh-Hans", "pt-BR", "quc"]


def test_languages_may_be_written_in_the_language_of_the_admin():
    with override("es"):
        assert parse_languages("inglés, Spanish") == ["en", "es"]


def test_a_word_that_names_no_language_is_named():
    with pytest.raises(ValidationError, match="“Klingonish” is not a known language"):
        parse_languages("English, Klingonish")


def test_a_language_is_named_in_the_reader_s_language_else_in_english():
    assert language_name("es", "en") == "Spanish"
    assert language_name("en", "es") == "inglés"
    assert language_name("ase", "es") == "American Sign Language"


@pytest.mark.parametrize("tags", [["en", "xx-unknown"], "en", {"en": 1}, ["und"]])
def test_only_a_list_of_known_tags_is_stored(tags):
    with pytest.raises(ValidationError):
        validate_languages(tags)
