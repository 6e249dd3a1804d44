import pytest
from django.utils import translation

from media.alternative_text import find_fault, is_file_name


@pytest.mark.parametrize(
    "text",
    [
        "IMG_2041.JPG",
        "front door.png",
        "img_2041",
        "DSC00012",
        "IMG-20260102-WA0007",
        "Screenshot 2026-01-02 at 10.11.12",
        "Photo 3",
        "P1010001",
        "copy of image (2)",
    ],
)
def test_a_camera_s_name_for_a_file_is_no_alternative_text(text):
    assert is_file_name(text)


def test_the_name_of_the_own_file_is_no_alternative_text():
    assert is_file_name("Front-Door_2", "original_images/front-door_2.jpg")


@pytest.mark.parametrize(
    "text",
    [
        "Two counsellors listen to a young man in a bright room",
        "Reception",
        "988",
        "Well-being",
        "Photo of the 3 counsellors at the front desk",
        "Call 555-0100",
        "P",
        "A photograph saved as a .jpg file on a screen",
    ],
)
def test_words_are_an_alternative_text(text):
    assert find_fault(text, "original_images/some-other-file.jpg") is None


def test_plain_words_stay_an_alternative_text_when_the_file_is_named_with_them():
    assert find_fault("Reception", "original_images/Reception.jpg") is None


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_no_words_at_all_are_answered_with_what_to_do(text):
    assert find_fault(text) == (
        "Describe the image in one sentence for people who cannot see it, or tick “Decorative” if it adds "
        "nothing to the text beside it."
    )


def test_the_sentence_names_the_text_that_was_refused():
    with translation.override("en"):
        assert find_fault("IMG_2041.jpg").startswith("“IMG_2041.jpg” looks like a file name.")
