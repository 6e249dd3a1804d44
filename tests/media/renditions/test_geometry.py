from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from media.presets import Preset
from media.renditions.geometry import crop_box, offered_widths, rendition_size

HERO = Preset("hero", Fraction(16, 9), (640, 1280, 1920))
CONTENT = Preset("content", None, (480, 960, 1600))

sides = st.integers(1, 16_000)
shares = st.floats(0, 1)


def test_a_crop_is_the_largest_part_of_its_ratio():
    assert crop_box((1600, 1600), Fraction(16, 9)) == (0, 350, 1600, 1250)
    assert crop_box((3000, 900), Fraction(1)) == (1050, 0, 1950, 900)
    assert crop_box((3000, 900), None) == (0, 0, 3000, 900)


def test_a_crop_follows_the_focal_point_as_far_as_the_edges_allow():
    assert crop_box((3000, 900), Fraction(1), (0.3, 0.5)) == (450, 0, 1350, 900)
    assert crop_box((3000, 900), Fraction(1), (0.01, 0.5)) == (0, 0, 900, 900)
    assert crop_box((900, 3000), Fraction(1), (0.5, 1.0)) == (0, 2100, 900, 3000)


def test_the_widths_end_with_one_that_shows_all_there_is():
    assert offered_widths((400, 300), CONTENT) == (480,)
    assert offered_widths((480, 300), CONTENT) == (480,)
    assert offered_widths((1000, 300), CONTENT) == (480, 960, 1600)
    assert offered_widths((9000, 300), CONTENT) == (480, 960, 1600)
    assert rendition_size((1000, 300), CONTENT, 1600) == (1000, 300)
    assert rendition_size((1000, 3000), HERO, 1280) == (1000, 562)


@given(sides, sides, st.fractions(Fraction(1, 10), 10, max_denominator=50), shares, shares)
def test_a_crop_lies_within_the_picture_and_is_as_large_as_can_be(width, height, ratio, x, y):
    box = crop_box((width, height), ratio, (x, y))
    assert 0 <= box.left < box.right <= width
    assert 0 <= box.top < box.bottom <= height
    assert box.width == width or box.height == height or abs(box.height - height) <= 1 + 1 / ratio
    if min(box.width, box.height) > 50:
        assert abs(box.width / box.height / float(ratio) - 1) < 0.05


@given(sides, sides, st.sampled_from([HERO, CONTENT]))
def test_no_rendition_is_larger_than_what_it_shows_and_each_is_wider_than_the_one_before(width, height, preset):
    box = crop_box((width, height), preset.ratio)
    sizes = [rendition_size((width, height), preset, asked) for asked in offered_widths((width, height), preset)]
    assert all(wide <= box.width and 1 <= high <= box.height for wide, high in sizes)
    widths = [wide for wide, _ in sizes]
    assert widths == sorted(set(widths))
