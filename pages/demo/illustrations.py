"""The demo's pictures, drawn from gradients and simple shapes. The same key always gives the same picture."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable, Sequence

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 2400, 1350
PORTRAIT_SIZE = 800
JPEG_QUALITY = 88

Colour = str
Point = tuple[float, float]


def draw(key: str) -> bytes:
    """The picture with this key as a JPEG, 2,400 pixels wide and 1,350 high.

    :raises KeyError: if there is no such picture.
    """
    return _jpeg(_grain(ILLUSTRATIONS[key](), seed=len(key)))


def portrait(initials: str, seed: int) -> bytes:
    """A friendly abstract portrait as a JPEG of 800 by 800 pixels; ``seed`` and ``initials`` choose its colours."""
    rng = random.Random(f"{initials}{seed}")  # noqa: S311  (colours, not secrets)
    hue = rng.randrange(360)
    picture = _sky(f"hsl({hue}, 35%, 82%)", f"hsl({(hue + 40) % 360}, 40%, 66%)", (PORTRAIT_SIZE, PORTRAIT_SIZE))
    pen = ImageDraw.Draw(picture)
    skin = rng.choice(["#8d5b3e", "#c68e6a", "#e3b491", "#6d452f", "#d9a27c"])
    hair = rng.choice(["#2b211d", "#4a3327", "#7a5a3c", "#b8b2aa", "#1f1b1a"])
    coat = f"hsl({(hue + 180) % 360}, 28%, 40%)"
    pen.ellipse((255, 170, 545, 500), fill=hair)
    pen.ellipse((110, 560, 690, 1100), fill=coat)
    pen.polygon([(330, 590), (470, 590), (400, 730)], fill="#f4f1ec")
    pen.rounded_rectangle((345, 440, 455, 620), 50, fill=skin)
    pen.ellipse((282, 215, 518, 520), fill=skin)
    pen.pieslice((262, 180, 538, 470), 180, 360, fill=hair)
    return _jpeg(picture.filter(ImageFilter.GaussianBlur(1.6)))


def logo() -> bytes:
    """A twig with three berries as a transparent PNG of 512 by 512 pixels."""
    scale = 4
    picture = Image.new("RGBA", (512 * scale, 512 * scale))
    pen = ImageDraw.Draw(picture)
    pen.line([(x * scale, y * scale) for x, y in [(256, 480), (250, 330), (256, 60)]], fill="#2f4a41", width=14 * scale)
    for number in range(7):
        y = 90 + number * 48
        reach = 60 + number * 18
        for side in (-1, 1):
            tip = ((256 + side * reach) * scale, (y - 40) * scale)
            pen.line([(253 * scale, (y + 20) * scale), tip], fill="#4d6455", width=16 * scale)
    for x, y in [(168, 300), (344, 262), (318, 388)]:
        pen.ellipse([value * scale for value in (x - 38, y - 38, x + 38, y + 38)], fill="#3d5a80")
    buffer = io.BytesIO()
    picture.resize((512, 512), Image.Resampling.LANCZOS).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _sunrise_hills() -> Image.Image:
    picture = _sky("#f6d7b0", "#f2a67c")
    _glow(picture, (1500, 640), 210, "#fff2cf")
    for level, colour in enumerate(["#c98f7d", "#9c7d76", "#6f7568", "#4d6455", "#2f4a41"]):
        _hills(picture, 690 + level * 125, 70 + level * 12, colour, seed=level)
    return picture


def _calm_lake() -> Image.Image:
    picture = _sky("#dfe8ec", "#a8c7d3")
    for level, colour in enumerate(["#8fb0bf", "#6d93a5", "#4f7787"]):
        _hills(picture, 470 + level * 70, 90, colour, seed=10 + level)
    shore = 690
    mirror = picture.crop((0, 2 * shore - HEIGHT, WIDTH, shore)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    mirror = Image.blend(mirror.filter(ImageFilter.GaussianBlur(9)), Image.new("RGB", mirror.size, "#2f5666"), 0.25)
    picture.paste(mirror, (0, shore))
    _ripples(picture, shore, "#e9f2f3", seed=3)
    return picture


def _forest_path() -> Image.Image:
    picture = _sky("#eef3d9", "#b9cf9e")
    _glow(picture, (1200, 520), 300, "#fdfbe6")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 860, WIDTH, HEIGHT), fill="#6f8a55")
    pen.polygon([(1150, 860), (1250, 860), (1750, HEIGHT), (650, HEIGHT)], fill="#e3d8b4")
    rng = random.Random(5)  # noqa: S311
    for depth, colour in enumerate(["#9fb784", "#7a9967", "#55784d", "#375939"]):
        for _ in range(9):
            _trunk(picture, rng, depth, colour)
    return picture


def _open_door() -> Image.Image:
    picture = _sky("#3c3a44", "#2b2a33")
    pen = ImageDraw.Draw(picture)
    pen.polygon([(0, 1050), (WIDTH, 1050), (WIDTH, HEIGHT), (0, HEIGHT)], fill="#4a3f3a")
    pen.polygon([(1010, 1050), (1390, 1050), (1800, HEIGHT), (760, HEIGHT)], fill="#e9c98d")
    pen.rectangle((985, 260, 1415, 1050), fill="#8b6b4c")
    inner = _sky("#fff3d2", "#f4c983", (380, 765))
    picture.paste(inner, (1010, 285))
    pen.polygon([(1390, 285), (1600, 215), (1600, 1150), (1390, 1050)], fill="#6d5138")
    pen.ellipse((1560, 660, 1585, 685), fill="#d8b26a")
    return picture


def _two_chairs() -> Image.Image:
    picture = _sky("#efe6da", "#dccbb6")
    pen = ImageDraw.Draw(picture)
    picture.paste(_window_view(), (820, 170))
    pen.rectangle((800, 150, 1600, 178), fill="#9c7c5b")
    pen.rectangle((800, 742, 1600, 775), fill="#9c7c5b")
    pen.rectangle((1188, 170, 1212, 750), fill="#9c7c5b")
    pen.rectangle((0, 1080, WIDTH, HEIGHT), fill="#b99b78")
    pen.ellipse((650, 1110, 1750, 1270), fill="#c9d3c4")
    _armchair(pen, 480, "#5f7f7a", facing=1)
    _armchair(pen, 1920, "#c07a5c", facing=-1)
    return picture


def _city_morning() -> Image.Image:
    picture = _sky("#fbe3dc", "#e8a9a0")
    _glow(picture, (640, 760), 170, "#fff4df")
    rng = random.Random(8)  # noqa: S311
    for level, colour in enumerate(["#c9909a", "#9a6f83", "#67516b", "#3f3650"]):
        _skyline(picture, rng, 620 + level * 130, colour, windows=level > 1)
    return picture


def _night_window() -> Image.Image:
    picture = _sky("#101a33", "#2d3f63")
    pen = ImageDraw.Draw(picture)
    rng = random.Random(9)  # noqa: S311
    for _ in range(260):
        x, y, size = rng.randrange(WIDTH), rng.randrange(760), rng.choice([1, 1, 2, 3])
        pen.ellipse((x, y, x + size, y + size), fill="#dfe6ff")
    _glow(picture, (1960, 250), 70, "#f3efda")
    pen.polygon([(560, 720), (1100, 380), (1640, 720)], fill="#161c2b")
    pen.rectangle((640, 720, 1560, 1200), fill="#1b2334")
    _glow(picture, (1100, 940), 190, "#ffcf7d")
    pen.rectangle((990, 820, 1210, 1060), fill="#ffd98f")
    pen.rectangle((1092, 820, 1108, 1060), fill="#1b2334")
    pen.rectangle((990, 932, 1210, 948), fill="#1b2334")
    _hills(picture, 1170, 40, "#0d1422", seed=21)
    return picture


def _tea_table() -> Image.Image:
    picture = _sky("#f1ead9", "#e2d2b8")
    picture.paste(_window_view(), (150, 120))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 960, WIDTH, HEIGHT), fill="#a87b52")
    for y in range(1010, HEIGHT, 70):
        pen.line((0, y, WIDTH, y + 8), fill="#976c46", width=4)
    pen.ellipse((1240, 1010, 1900, 1130), fill="#e9e2d6")
    pen.pieslice((1330, 620, 1810, 1130), 0, 180, fill="#f7f3ea")
    pen.rectangle((1330, 800, 1810, 876), fill="#f7f3ea")
    pen.arc((1750, 800, 1960, 1000), 250, 110, fill="#f7f3ea", width=34)
    pen.ellipse((1330, 770, 1810, 840), fill="#9a6238")
    _steam(picture, 1570, 760)
    return picture


def _garden_steps() -> Image.Image:
    picture = _sky("#e6f0dc", "#bcd3a3")
    _hills(picture, 520, 80, "#93b37b", seed=31)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 700, WIDTH, HEIGHT), fill="#6c965b")
    for step in range(7):
        half, y = 150 + step * 62, 690 + step * 92
        pen.polygon([(1200 - half, y), (1200 + half, y), (1230 + half, y + 62), (1170 - half, y + 62)], fill="#d9d3c5")
        pen.rectangle((1170 - half, y + 62, 1230 + half, y + 92), fill="#aaa391")
    _flowers(picture, ["#e8879a", "#f3d36b", "#f6f1e6", "#b58ad0"], 700, seed=4, keep_clear=(900, 1500))
    return picture


def _coast_light() -> Image.Image:
    picture = _sky("#f3e2c7", "#b9cbd0")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 780, WIDTH, HEIGHT), fill="#5f8594")
    _ripples(picture, 790, "#dbe7e4", seed=6)
    pen.polygon([(1400, 800), (1700, 640), (2100, 600), (WIDTH, 560), (WIDTH, HEIGHT), (1850, HEIGHT)], fill="#4c5a4f")
    _glow(picture, (1880, 270), 90, "#fff2c4")
    pen.polygon([(1835, 620), (1925, 620), (1912, 320), (1848, 320)], fill="#f5f1e8")
    pen.rectangle((1840, 420, 1920, 490), fill="#b4483c")
    pen.rectangle((1846, 250, 1914, 322), fill="#39434a")
    pen.rectangle((1858, 262, 1902, 312), fill="#ffe9a6")
    pen.polygon([(1836, 252), (1924, 252), (1880, 200)], fill="#b4483c")
    return picture


def _winter_field() -> Image.Image:
    picture = _sky("#dfe6ee", "#f3e9e2")
    _hills(picture, 760, 40, "#cfd9e2", seed=41)
    _hills(picture, 900, 30, "#eef2f5", seed=42)
    _branch(ImageDraw.Draw(picture), (980, 1010), -math.pi / 2, 210, 26, random.Random(2))  # noqa: S311
    return picture


def _meadow() -> Image.Image:
    picture = _sky("#8fc0dd", "#dcecf2")
    _clouds(picture, seed=7)
    for level, colour in enumerate(["#a9c48a", "#8bb26d", "#6c9b54"]):
        _hills(picture, 800 + level * 110, 50, colour, seed=51 + level)
    _flowers(picture, ["#f6d65c", "#fdfbf2", "#f1b94a"], 980, seed=12)
    return picture


ILLUSTRATIONS: dict[str, Callable[[], Image.Image]] = {
    "sunrise-hills": _sunrise_hills,
    "calm-lake": _calm_lake,
    "forest-path": _forest_path,
    "open-door": _open_door,
    "two-chairs": _two_chairs,
    "city-morning": _city_morning,
    "night-window": _night_window,
    "tea-table": _tea_table,
    "garden-steps": _garden_steps,
    "coast-light": _coast_light,
    "winter-field": _winter_field,
    "meadow": _meadow,
}


def _sky(top: Colour, bottom: Colour, size: tuple[int, int] = (WIDTH, HEIGHT)) -> Image.Image:
    gradient = Image.linear_gradient("L").resize(size)
    return Image.composite(Image.new("RGB", size, bottom), Image.new("RGB", size, top), gradient)


def _glow(picture: Image.Image, centre: Point, radius: int, colour: Colour) -> None:
    mask = Image.radial_gradient("L").resize((radius * 6, radius * 6)).point(lambda value: max(0, 255 - value * 2))
    picture.paste(colour, (int(centre[0] - radius * 3), int(centre[1] - radius * 3)), mask)
    ImageDraw.Draw(picture).ellipse(_box(centre, radius), fill=colour)


def _hills(picture: Image.Image, base: float, height: float, colour: Colour, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    waves = [(rng.uniform(0.6, 3.2), rng.uniform(0, 6.3), rng.uniform(0.3, 1)) for _ in range(4)]
    ridge = [
        (x, base - height * sum(size * math.sin(x / WIDTH * speed * 6.3 + shift) for speed, shift, size in waves) / 2)
        for x in range(0, WIDTH + 12, 12)
    ]
    ImageDraw.Draw(picture).polygon([*ridge, (WIDTH, HEIGHT), (0, HEIGHT)], fill=colour)


def _ripples(picture: Image.Image, top: int, colour: Colour, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    layer = Image.new("L", picture.size, 0)
    pen = ImageDraw.Draw(layer)
    for _ in range(150):
        y = rng.randrange(top + 8, HEIGHT)
        x, length = rng.randrange(WIDTH), rng.randrange(40, 60 + (y - top) // 2)
        pen.line((x, y, x + length, y), fill=rng.randrange(40, 110), width=3)
    picture.paste(colour, (0, 0), layer.filter(ImageFilter.GaussianBlur(2)))


def _trunk(picture: Image.Image, rng: random.Random, depth: int, colour: Colour) -> None:
    width = 22 + depth * 22
    x = rng.choice([rng.randrange(0, 860 - depth * 90), rng.randrange(1540 + depth * 90, WIDTH)])
    foot = 860 + depth * 90
    pen = ImageDraw.Draw(picture)
    pen.polygon([(x, foot), (x + width * 0.2, 0), (x + width * 0.8, 0), (x + width, foot)], fill=colour)


def _window_view() -> Image.Image:
    view = _sky("#d5e8ef", "#eef4e4", (760, 580))
    pen = ImageDraw.Draw(view)
    for x, y, radius, colour in [(140, 430, 170, "#9dbf8b"), (420, 470, 210, "#7fa873"), (660, 450, 170, "#93b884")]:
        pen.ellipse(_box((x, y), radius), fill=colour)
    return view.filter(ImageFilter.GaussianBlur(6))


def _armchair(pen: ImageDraw.ImageDraw, x: int, colour: Colour, facing: int) -> None:
    def box(left: int, top: int, right: int, bottom: int) -> tuple[int, int, int, int]:
        one, other = x + facing * left, x + facing * right
        return min(one, other), top, max(one, other), bottom

    pen.rounded_rectangle(box(-190, 640, -60, 1120), 60, fill=colour)
    pen.rounded_rectangle(box(-190, 900, 230, 1110), 60, fill=colour)
    pen.rounded_rectangle(box(-110, 850, 240, 950), 48, fill="#f0e7d9")
    pen.rectangle(box(-150, 1100, -120, 1180), fill="#6b4f38")
    pen.rectangle(box(160, 1100, 190, 1180), fill="#6b4f38")


def _skyline(picture: Image.Image, rng: random.Random, top: int, colour: Colour, windows: bool) -> None:
    pen, x = ImageDraw.Draw(picture), 0
    while x < WIDTH:
        width, roof = rng.randrange(90, 240), top + rng.randrange(-110, 90)
        pen.rectangle((x, roof, x + width, HEIGHT), fill=colour)
        if windows:
            for row in range(roof + 30, HEIGHT - 60, 64):
                for column in range(x + 22, x + width - 30, 48):
                    if rng.random() < 0.22:
                        pen.rectangle((column, row, column + 18, row + 28), fill="#f8d9a4")
        x += width + rng.randrange(0, 14)


def _steam(picture: Image.Image, x: int, bottom: int) -> None:
    layer = Image.new("L", picture.size, 0)
    pen = ImageDraw.Draw(layer)
    for shift in (-90, 0, 90):
        wave = [(x + shift + 34 * math.sin(step / 9 + shift), bottom - step * 4) for step in range(80)]
        pen.line(wave, fill=120, width=22, joint="curve")
    picture.paste("#ffffff", (0, 0), layer.filter(ImageFilter.GaussianBlur(16)))


def _flowers(
    picture: Image.Image, colours: Sequence[Colour], top: int, seed: int, keep_clear: tuple[int, int] | None = None
) -> None:
    rng, pen = random.Random(seed), ImageDraw.Draw(picture)  # noqa: S311
    for _ in range(420):
        y = rng.randrange(top, HEIGHT)
        x, radius = rng.randrange(WIDTH), 4 + (y - top) / 45
        spread = (y - top) * 0.6
        if keep_clear and keep_clear[0] - spread < x < keep_clear[1] + spread:
            continue
        pen.line((x, y, x, y + radius * 4), fill="#4d7a45", width=3)
        pen.ellipse(_box((x, y), radius), fill=rng.choice(colours))


def _clouds(picture: Image.Image, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    layer = Image.new("L", picture.size, 0)
    pen = ImageDraw.Draw(layer)
    for _ in range(6):
        x, y = rng.randrange(WIDTH), rng.randrange(80, 480)
        for _ in range(7):
            centre = (x + rng.randrange(-170, 170), y + rng.randrange(-26, 26))
            pen.ellipse(_box(centre, rng.randrange(36, 86)), fill=200)
    picture.paste("#ffffff", (0, 0), layer.filter(ImageFilter.GaussianBlur(26)))


def _branch(
    pen: ImageDraw.ImageDraw, start: Point, angle: float, length: float, width: float, rng: random.Random
) -> None:
    if length < 16:
        return
    end = (start[0] + math.cos(angle) * length, start[1] + math.sin(angle) * length)
    pen.line((*start, *end), fill="#4b4442", width=max(2, int(width)))
    for turn in (-0.42, 0.1, 0.46):
        shorter = length * rng.uniform(0.56, 0.76)
        _branch(pen, end, angle + turn + rng.uniform(-0.15, 0.15), shorter, width * 0.62, rng)


def _box(centre: Point, radius: float) -> tuple[float, float, float, float]:
    return centre[0] - radius, centre[1] - radius, centre[0] + radius, centre[1] + radius


def _grain(picture: Image.Image, seed: int) -> Image.Image:
    """A little noise, so that wide gradients show no bands."""
    rng = random.Random(seed)  # noqa: S311
    tile = Image.frombytes("L", (256, 256), rng.randbytes(256 * 256))
    noise = Image.new("L", picture.size)
    for x in range(0, WIDTH, 256):
        for y in range(0, HEIGHT, 256):
            noise.paste(tile, (x, y))
    return Image.blend(picture.filter(ImageFilter.GaussianBlur(1.2)), noise.convert("RGB"), 0.035)


def _jpeg(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
    return stream.getvalue()
