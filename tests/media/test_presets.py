import pytest

from media.presets import DEFAULT_PRESETS, InvalidPreset, preset, presets, recipe, with_presets


def test_there_are_the_presets_that_every_site_needs():
    assert set(presets()) == {"content", "hero", "card", "square", "social"}
    assert preset("content").ratio is None
    assert preset("social").ratio * 630 == 1200


def test_a_project_declares_presets_of_its_own(settings):
    before = recipe()
    settings.CLINIC_IMAGE_PRESETS = {**DEFAULT_PRESETS, "banner": {"ratio": "3:1", "widths": [1920, 960, 960]}}
    assert preset("banner") == ("banner", 3, (960, 1920))
    assert recipe() != before


@pytest.mark.parametrize(
    ("declared", "sentence"),
    [
        ({"hero": {"widths": [10]}}, "Add a preset named “content”"),
        ({"Hero!": {"widths": [10]}}, "cannot be the name of a preset"),
        ({"original": {"widths": [10]}}, "cannot be the name of a preset"),
        ({"content": {"width": 10}}, "must have “widths”"),
        ({"content": [10]}, "must have “widths”"),
        ({"content": {"widths": []}}, "must be numbers of pixels"),
        ({"content": {"widths": [0]}}, "must be numbers of pixels"),
        ({"content": {"widths": ["480"]}}, "must be numbers of pixels"),
        ({"content": {"widths": [100_000]}}, "must be numbers of pixels"),
        ({"content": {"widths": [480], "ratio": "16/9"}}, "must be written like “16:9”"),
        ({"content": {"widths": [480], "ratio": "0:9"}}, "must be written like “16:9”"),
    ],
)
def test_a_declaration_that_cannot_be_used_is_told(settings, declared, sentence):
    settings.CLINIC_IMAGE_PRESETS = declared
    with pytest.raises(InvalidPreset, match=sentence):
        presets()


def test_a_place_that_asks_for_a_preset_that_is_not_there_is_told():
    with pytest.raises(InvalidPreset, match=r"There is no preset “poster”\. Presets: content, hero"):
        with_presets(None, "poster")
