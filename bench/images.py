"""Renditions: their bytes, the time that it takes to make them, and how fast they are sent."""

from __future__ import annotations

import io
import os
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from urllib.request import urlopen

from django.conf import settings
from django.core.files.images import ImageFile
from PIL import Image as PillowImage
from PIL import ImageDraw, ImageFilter
from wagtail.images import get_image_model
from wagtail.images.models import Filter
from wagtail.models import Collection

from bench import load, server
from media.presets import preset
from media.renditions.addresses import RenditionName, storage_name
from media.renditions.encoding import encode
from media.renditions.originals import original_of
from media.renditions.storing import offered_names, remove_folder
from media.uploads.fields import cleaned

PHOTOGRAPHS = 6
SIZE = (6000, 4000)
AT_ONCE = 50
LOG = Path(settings.RENDITIONS_LOG)
_NGINX = """
{user}worker_processes 2; daemon off; pid {folder}/pid; error_log stderr crit;
events {{ worker_connections 256; }}
http {{
    access_log off; client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder}; types {{ image/avif avif; image/webp webp; }}
    server {{ listen 127.0.0.1:{port}; location /uploads/ {{ alias {uploads}/; }} location /healthz {{ return 200; }} }}
}}
"""


def measure(rounds: int, seconds: int, say: Callable[[str], None]) -> dict[str, Any]:
    say("Drawing pictures like photographs …")
    pictures = [photograph(number) for number in range(PHOTOGRAPHS)]
    say("Making renditions …")
    return {
        "original_bytes": median(len(data) for data in pictures),
        "encoding": {extension: _encoding(pictures, extension) for extension in ("avif", "webp", "jpg")},
        "whole_set_ms": median(_whole_set_ms(data) for data in pictures[:3]),
        "wagtail_ms": median(_wagtail_ms(data) for data in pictures[:3]),
        "cleaning_ms": median(_ms(lambda data=data: cleaned(data)) for data in pictures[:3]),
        **_sending(pictures[0], rounds, seconds, say),
    }


def photograph(number: int) -> bytes:
    """A JPEG of 24 megapixels with what photographs have: soft grounds, edges, texture, and some noise."""
    rng = random.Random(number)  # noqa: S311
    small = (SIZE[0] // 4, SIZE[1] // 4)
    picture = PillowImage.merge("RGB", [_clouds(small, rng) for _ in range(3)])
    draw = ImageDraw.Draw(picture)
    for _ in range(40):
        x, y, reach = rng.randrange(small[0]), rng.randrange(small[1]), rng.randrange(20, 300)
        colour = tuple(rng.randrange(256) for _ in range(3))
        draw.ellipse((x, y, x + reach, y + reach * rng.uniform(0.4, 1.6)), fill=colour)
    picture = picture.filter(ImageFilter.GaussianBlur(1)).resize(SIZE, PillowImage.Resampling.BICUBIC)
    grain = PillowImage.effect_noise(SIZE, 12).convert("RGB")
    return _saved(PillowImage.blend(picture, grain, 0.08), quality=92)


def _clouds(size: tuple[int, int], rng: random.Random) -> PillowImage.Image:
    """Noise of several scales, the coarser the stronger."""
    made = PillowImage.new("L", size, 128)
    for cells, strength in ((4, 0.6), (16, 0.4), (64, 0.25), (256, 0.15)):
        noise = PillowImage.new("L", (cells, max(1, cells * size[1] // size[0])))
        noise.putdata([rng.randrange(256) for _ in range(noise.width * noise.height)])
        made = PillowImage.blend(made, noise.resize(size, PillowImage.Resampling.BICUBIC), strength)
    return made


def _encoding(pictures: list[bytes], extension: str) -> dict[str, float]:
    """Medians for the widest rendition of the whole picture: bytes, their part of what the original would take at the
    same width and its own quality, and milliseconds from the original to the finished file.
    """
    wanted = (preset("content"), preset("content").widths[-1], extension)
    sizes, parts, times = [], [], []
    for data in pictures:
        began = time.perf_counter()
        ((_, made),) = encode(io.BytesIO(data), None, [wanted])
        times.append((time.perf_counter() - began) * 1000)
        with PillowImage.open(io.BytesIO(data)) as picture:
            picture.draft("RGB", (wanted[1] * 2, wanted[1] * 2))
            as_original = _saved(picture.resize((wanted[1], wanted[1] * SIZE[1] // SIZE[0])), quality=92)
        sizes.append(len(made))
        parts.append(len(made) / len(as_original))
    return {"bytes": median(sizes), "of_original": median(parts), "ms": median(times)}


def _whole_set_ms(data: bytes) -> float:
    image = _image(data)
    names = offered_names(original_of(image))
    return _ms(lambda: list(encode(io.BytesIO(data), None, names)))


def _wagtail_ms(data: bytes) -> float:
    image, wanted = _image(data), Filter("width-1600|format-webp|webpquality-80")
    return _ms(lambda: wanted.run(image, io.BytesIO()))


def _sending(data: bytes, rounds: int, seconds: int, say: Callable[[str], None]) -> dict[str, Any]:
    image = _image(data)
    original = original_of(image)
    path = f"/uploads/{storage_name(original, RenditionName(preset('hero'), 1280, 'avif'))}"
    results: dict[str, Any] = {"bytes_sent": 0, "django": [], "nginx": []}
    with server.serve(server.GRANIAN) as (address, _), _nginx() as storage:
        say(f"{AT_ONCE} first requests at once …")
        results |= _first_requests(address + path, image.pk)
        for _ in range(rounds):
            results["django"].append(load.measure(address + path, seconds).rate)
            if storage:
                results["nginx"].append(load.measure(storage + path, seconds).rate)
        results["bytes_sent"] = len(urlopen(address + path).read())  # noqa: S310
    return {
        **results,
        "django": median(results["django"]),
        "nginx": median(results["nginx"]) if results["nginx"] else None,
    }


def _first_requests(url: str, image_id: int) -> dict[str, Any]:
    """Many ask for the same rendition before it is there; the server's log says how often it was made."""
    remove_folder(image_id)
    LOG.write_text("")
    began = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        sizes = set(pool.map(lambda _: len(urlopen(url).read()), range(AT_ONCE)))  # noqa: S310
    waited = (time.perf_counter() - began) * 1000
    return {"first_requests_ms": waited, "first_encodes": LOG.read_text().count("Made "), "one_file": len(sizes) == 1}


@contextmanager
def _nginx() -> Iterator[str | None]:
    """nginx on the folder of uploads, by its address; None where there is no nginx."""
    if shutil.which("nginx") is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        port = server.free_port()
        # Started by root, its workers would be somebody who may not look into the folder.
        user = "user root;\n" if os.getuid() == 0 else ""
        configuration = _NGINX.format(user=user, folder=folder, port=port, uploads=settings.MEDIA_ROOT)
        path = Path(folder) / "nginx.conf"
        path.write_text(configuration)
        process = subprocess.Popen(["nginx", "-c", str(path)])  # noqa: S603, S607
        try:
            server.wait(process, f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=server.PATIENCE_S)


def _image(data: bytes) -> Any:
    facts = {"title": "Photograph", "alt_text": "Soft shapes", "collection": Collection.get_first_root_node()}
    image = get_image_model()(file=ImageFile(io.BytesIO(data), name="photograph.jpg"), **facts)
    image.save()
    return image


def _ms(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _saved(picture: PillowImage.Image, **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", **options)
    return buffer.getvalue()
