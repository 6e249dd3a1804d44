"""Re-encodes a picture, with nothing but the picture, its colour profile, its credit and copyright."""

from __future__ import annotations

from io import BytesIO
from typing import Any, NamedTuple, cast

from PIL import ExifTags, Image, ImageCms, ImageFile, ImageOps, IptcImagePlugin, JpegImagePlugin

from ..decoding import DECODING
from . import refusal
from .drawings import MIME_TYPE, clean_drawing, is_drawing
from .heif import HEIF
from .inspection import EXTENSIONS, MOST_FRAMES, drawings_are_allowed, most_pixels, open_picture
from .refusal import UploadRefused

#: For formats that cannot be written losslessly: high enough that no loss is visible, least of all in a rendition.
JPEG_QUALITY, WEBP_QUALITY, AVIF_QUALITY = 92, 90, 85
_CREDIT_MAX_LENGTH = 500
_CREDIT_TAGS = (ExifTags.Base.Artist, ExifTags.Base.Copyright)
_IPTC_CREDIT, _IPTC_COPYRIGHT = (2, 110), (2, 116)
#: What Pillow needs besides the pixels to write a picture.
_PART_OF_PICTURE = ("icc_profile", "transparency", "gamma", "background", "loop")


class CleanPicture(NamedTuple):
    """A file as it is stored, with the extension of its format, such as ``jpg``."""

    data: bytes
    extension: str
    mime_type: str


def clean_picture(data: bytes) -> CleanPicture:
    """The picture in ``data``, upright, re-encoded in its own format; a HEIC photograph as JPEG, or as WebP if parts of
    it are transparent.

    A CMYK picture becomes RGB, and 16 bits per channel become 8. A JPEG keeps its quantization tables, so that it loses
    next to nothing; still PNG, GIF and lossless WebP pictures lose nothing.

    :raises UploadRefused: with what is wrong with the file.
    """
    if is_drawing(data):
        if not drawings_are_allowed():
            raise UploadRefused(refusal.IS_SVG)
        return CleanPicture(clean_drawing(data), "svg", MIME_TYPE)
    picture = open_picture(data)
    kind = _stored_as(picture)
    try:
        with DECODING:
            moves = picture.format == kind != "JPEG" and getattr(picture, "is_animated", False)
            written = _moving(picture, kind, data) if moves else _still(picture, kind, data)
    except UploadRefused:
        raise
    except Exception as error:  # Pillow raises many different errors for truncated or damaged files.
        raise UploadRefused(refusal.BROKEN) from error
    return CleanPicture(written, EXTENSIONS[kind], Image.MIME[kind])


def _stored_as(picture: Image.Image) -> str:
    """Pillow's name of the stored format. Phones write files with several pictures (MPO, HEIF): the first, or main one,
    is the photograph.
    """
    if picture.format == HEIF:
        return "WEBP" if picture.has_transparency_data else "JPEG"
    return "JPEG" if picture.format == "MPO" else str(picture.format)


def _still(picture: Image.Image, kind: str, data: bytes) -> bytes:
    picture.load()
    options = _options(picture, kind, data)
    upright = _in_plain_colours(_upright(picture), kind)
    if kind == "JPEG" and upright.mode == picture.mode:
        tables = getattr(picture, "quantization", None)
        options = {"qtables": tables, "subsampling": JpegImagePlugin.get_sampling(picture)} if tables else options
        options |= {"progressive": "progressive" in picture.info}
    return _written(upright, kind, options | _credits(picture))


def _moving(picture: Image.Image, kind: str, data: bytes) -> bytes:
    if kind == "PNG":
        raise UploadRefused(refusal.ANIMATED_PNG)
    durations = _durations(picture)
    picture = open_picture(data)
    options = {**_options(picture, kind, data), "save_all": True, "duration": durations}
    if "loop" in picture.info:
        options["loop"] = picture.info["loop"]
    if kind == "GIF":
        options |= {"comment": "", "disposal": 2}
    return _written(picture, kind, options)


def _durations(picture: Image.Image) -> list[int]:
    """How long each frame is shown, in milliseconds; each is decoded once, as long as they are not too many."""
    width, height = picture.size
    limit = most_pixels()
    durations: list[int] = []
    while True:
        count = len(durations) + 1
        if count > MOST_FRAMES or (limit is not None and width * height * count > limit):
            raise UploadRefused(refusal.TOO_LONG, "file_too_many_pixels")
        picture.load()
        durations.append(int(picture.info.get("duration") or 0))
        try:
            picture.seek(count)
        except EOFError:
            return durations


def _upright(picture: Image.Image) -> Image.Image:
    """A copy in its intended orientation. An orientation that cannot be read is ignored."""
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # The picture is fine, only its metadata is not.
        return picture.copy()


def _in_plain_colours(picture: Image.Image, kind: str) -> Image.Image:
    """In a colour mode that browsers show and that renditions can be made from."""
    if picture.mode == "CMYK":
        return _from_cmyk(picture)
    if picture.mode in ("La", "RGBa"):  # Colours that are premultiplied by alpha.
        return picture.convert(picture.mode.upper())
    if picture.mode.startswith("I"):  # 16-bit greyscale, which none of Pillow's conversions scales.
        grey = picture.convert("I").point(lambda value: value * (1 / 256))
        return _with_info(grey.convert("L"), picture)
    return picture


def _from_cmyk(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            made = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except ImageCms.PyCMSError:
            made = None
        if made is not None:
            made.info = {}
            return made
    made = picture.convert("RGB")
    made.info = {}
    return made


def _with_info(made: Image.Image, picture: Image.Image) -> Image.Image:
    made.info = dict(picture.info)
    made.info.pop("icc_profile", None)
    made.info.pop("transparency", None)
    return made


def _options(picture: Image.Image, kind: str, data: bytes) -> dict[str, Any]:
    if kind == "JPEG":
        return {"quality": JPEG_QUALITY, "optimize": True}
    if kind == "WEBP":
        return {"lossless": True} if b"VP8L" in data else {"quality": WEBP_QUALITY}
    if kind == "AVIF":
        return {"quality": AVIF_QUALITY}
    return {"optimize": True} if kind == "PNG" else {}


def _credits(picture: Image.Image) -> dict[str, bytes]:
    """The author and copyright of the picture, as the EXIF data of the new file."""
    found: dict[int, str] = {}
    try:
        exif = picture.getexif()
        found = {tag: exif[tag] for tag in _CREDIT_TAGS if isinstance(exif.get(tag), str)}
        iptc = IptcImagePlugin.getiptcinfo(cast(ImageFile.ImageFile, picture)) or {}
        for tag, name in zip(_CREDIT_TAGS, (_IPTC_CREDIT, _IPTC_COPYRIGHT), strict=True):
            if isinstance(iptc.get(name), bytes):
                found.setdefault(tag, iptc[name].decode("latin-1"))
    except Exception:  # The picture is fine, only its metadata is not.
        found = dict(found)
    kept = Image.Exif()
    for tag, text in found.items():
        if text := "".join(filter(str.isprintable, _decoded(text)))[:_CREDIT_MAX_LENGTH].strip():
            kept[tag] = text.encode()
    return {"exif": kept.tobytes()} if kept else {}


def _decoded(text: str) -> str:
    """Pillow reads all text as Latin-1; text that is really UTF-8, as most programs write it, is decoded as such."""
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text


def _written(picture: Image.Image, kind: str, options: dict[str, Any]) -> bytes:
    picture.info = {name: value for name, value in picture.info.items() if name in _PART_OF_PICTURE}
    buffer = BytesIO()
    picture.save(buffer, kind, icc_profile=picture.info.get("icc_profile"), **options)
    return buffer.getvalue()
