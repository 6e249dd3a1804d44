from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Locale

from media.models import ClinicImage

from . import content, illustrations
from .library import Library


def make_images(library: Library, spanish: Locale) -> None:
    """Draw the demo's pictures, with Spanish texts for those on Spanish pages."""
    for entry in content.load("images"):
        library.images[entry["key"]] = _make(
            f"{entry['key']}.jpg",
            illustrations.draw(entry["key"]),
            title=entry["title"],
            alt_text=entry["alt_text"],
            credit=entry["credit"],
        )
        if "alt_text_es" in entry:
            library.images[entry["key"]].translations.create(locale=spanish, alt_text=entry["alt_text_es"])
    make_logo(content.load("organisation")["name"], library, spanish)


def make_logo(name: str, library: Library, spanish: Locale) -> None:
    """The emblem of the fictional organisation, without its name."""
    library.images["logo"] = _make(
        "logo.png",
        illustrations.logo(),
        title=f"Logo of {name}",
        alt_text=f"The emblem of {name}: a juniper twig with three berries",
        credit="Drawn for this demo",
    )
    alt_text = f"El emblema de {name}: una ramita de enebro con tres bayas"
    library.images["logo"].translations.create(locale=spanish, alt_text=alt_text)


def make_portrait(name: str, key: str, number: int, library: Library, spanish: Locale) -> ClinicImage:
    """A drawn portrait of a fictional person."""
    initials = "".join(part[0] for part in name.split()[:2])
    library.images[f"portrait-{key}"] = _make(
        f"{key}.jpg",
        illustrations.portrait(initials, number),
        title=f"Portrait of {name}",
        alt_text=f"Drawn portrait of {name}, a fictional person",
        credit="Drawn for this demo",
    )
    alt_text = f"Retrato dibujado de {name}, una persona ficticia"
    library.images[f"portrait-{key}"].translations.create(locale=spanish, alt_text=alt_text)
    return library.images[f"portrait-{key}"]


def _make(filename: str, picture: bytes, **fields: Any) -> ClinicImage:
    image = ClinicImage(file=ContentFile(picture, name=filename), **fields)
    image.full_clean(exclude=["uploaded_by_user", "width", "height", "collection"])
    image.save()
    return image
