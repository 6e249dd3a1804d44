"""Everything that can be hidden, and every address there is, so that one meets the other."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.db.models import Model
from django.http import HttpResponseBase
from django.test import Client
from django.urls import get_resolver
from django.utils.regex_helper import normalize
from PIL import Image, UnidentifiedImageError
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    DraftStateMixin,
    Page,
    PageViewRestriction,
    UploadedFile,
)
from wagtail.users.models import UserProfile

from api.router import router
from media.models import ClinicDocument, ClinicImage
from media.renditions.originals import original_of
from tests.made_up.objects import MadeUp, page_types, served_models, snippet_models
from tests.media.factories import SMALLEST_PDF, root_collection
from tests.media.pictures import saved
from tests.pages.factories import FaqItemFactory, make_article

#: Stands in the titles and texts of all that is hidden, and in its documents.
MARK = "Zqvxhidden"
#: Hidden pictures have nothing but this colour, and nothing else has it.
COLOUR = (255, 0, 255)
KINDS = ("login", "password", "groups")
#: What stands in the place of a parameter that nothing hidden has a value for.
ANYTHING = ("1", "clinic_media", "clinicimage", "a-b")
MOST_ADDRESSES = 60


@dataclass
class Hidden:
    """One hidden object: its ids, and every text by which an address may name it or a file of it."""

    ids: set[int]
    texts: set[str] = field(default_factory=set)


def hide_everything() -> list[Hidden]:
    """Images and documents in collections of all kinds of privacy, their own and their parent's, each with a file that
    was replaced, renditions and thumbnails; pages and snippets that are drafts, or private; the picture of a user, and
    a file that was put aside by the upload of many.
    """
    found = []
    for kind in KINDS:
        for collection in _private_collections(kind):
            found += [_hide_image(collection), _hide_document(collection)]
    return [*found, *_hide_pages(), _hide_snippet(), _hide_avatar(), _hide_put_aside()]


def _private_collections(kind: str) -> Iterator[Collection]:
    own = root_collection().add_child(name=f"Own {kind}")
    parent = root_collection().add_child(name=f"Parent {kind}")
    for collection in (own, parent):
        restriction = CollectionViewRestriction.objects.create(
            collection=collection, restriction_type=kind, password="open sesame"
        )
        if kind == "groups":
            restriction.groups.add(Group.objects.get_or_create(name="Readers")[0])
    yield own
    yield parent.add_child(name=f"Child {kind}")


def _hide_image(collection: Collection) -> Hidden:
    image = ClinicImage(title=MARK, alt_text=f"{MARK} in a room", collection=collection)
    image.file = ContentFile(_picture(600), "earlier-room.png")
    image.save()
    image.get_rendition("max-165x165")
    earlier = original_of(image)
    image.file = ContentFile(_picture(500), "room.png")
    image.save()
    thumbnail = image.get_rendition("max-165x165")
    names = {"original.png", "content-480.jpg", "max-165x165", "original"}
    texts = {earlier.version, original_of(image).version, *names}
    return Hidden({image.pk, thumbnail.pk}, texts)


def _hide_document(collection: Collection) -> Hidden:
    document = ClinicDocument(title=MARK, collection=collection)
    document.file = ContentFile(SMALLEST_PDF + MARK.encode(), "earlier.pdf")
    document.save()
    document.file = ContentFile(SMALLEST_PDF + MARK.encode() * 2, "leaflet.pdf")
    document.save()
    return Hidden({document.pk}, {"earlier.pdf", "leaflet.pdf"})


def _hide_pages() -> Iterator[Hidden]:
    root = Page.objects.filter(depth=2).first() or Page.get_first_root_node()
    draft = make_article(root, title=f"{MARK} draft", slug="hidden-draft", live=False)
    draft.save_revision()
    private = make_article(root, title=f"{MARK} private", slug="hidden-private")
    PageViewRestriction.objects.create(page=private, restriction_type="password", password="open sesame")
    for page in (draft, private):
        yield Hidden({page.pk, page.latest_revision_id or page.pk}, {page.slug})


def _hide_snippet() -> Hidden:
    question = FaqItemFactory(question=f"{MARK}?", live=False)
    return Hidden({question.pk}, {"clinic_pages", "faqitem"})


def hide_every_kind(home: Page) -> dict[str, list[Model]]:
    """A draft and a private page of every page type, and a draft of whatever else has drafts; by the paths of their
    endpoints in the API. What they refer to is public.
    """
    shown = MadeUp(home)
    hidden = MadeUp(home, f"{MARK} hidden", others=shown)
    found: dict[str, list[Model]] = {name: [] for name in router.endpoints}
    for model in dict.fromkeys([*page_types(), *served_models(), *snippet_models()]):
        if not issubclass(model, DraftStateMixin):
            continue
        is_page = issubclass(model, Page)
        made = [hidden.make(model, live=False, **({"slug": f"draft-{model._meta.model_name}"} if is_page else {}))]
        if is_page:
            made.append(hidden.make(model, slug=f"private-{model._meta.model_name}"))
            PageViewRestriction.objects.create(page=made[1], restriction_type="password", password="open sesame")
        for name, viewset in router.endpoints.items():
            if (served := viewset.get_model()) is not None and issubclass(model, served):
                found[name] += made
    return found


def _hide_avatar() -> Hidden:
    user = User.objects.create_user("shy", password="open sesame")
    profile = UserProfile.get_for_user(user)
    profile.avatar.save("me.png", ContentFile(_picture(80)))
    return Hidden({user.pk})


def _hide_put_aside() -> Hidden:
    aside = UploadedFile(for_content_type=None)
    aside.file.save("aside.png", ContentFile(_picture(70)))
    return Hidden({aside.pk})


def _picture(side: int) -> bytes:
    return saved(Image.new("RGB", (side, side), COLOUR), "PNG")


def stored_files() -> list[str]:
    """The names of all files in the storage."""
    root = Path(settings.MEDIA_ROOT)
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def patterns() -> list[tuple[str, list[str]]]:
    """The address of every view of the project, with the names of its parameters."""
    return [shape for route in _routes(get_resolver(), "") for shape in normalize(route)]


def _routes(resolver, prefix: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = prefix + entry.pattern.regex.pattern.removeprefix("^")
        if hasattr(entry, "url_patterns"):
            yield from _routes(entry, route)
        else:
            yield route


def addresses(shape: tuple[str, list[str]], hidden: list[Hidden], files: list[str]) -> list[str]:
    """Where a pattern leads to with each hidden object, and with each stored file."""
    template, names = shape
    template = re.sub(r"%(?!\()", "%%", template)
    found: dict[str, None] = {}
    for thing in hidden:
        values = [_values(name, thing, files) for name in names]
        for chosen in itertools.islice(itertools.product(*values), MOST_ADDRESSES):
            found["/" + template % dict(zip(names, chosen, strict=True))] = None
    return list(found)


def _values(name: str, thing: Hidden, files: list[str]) -> list[str]:
    if name == "path":
        return files
    ids = sorted(str(pk) for pk in thing.ids)
    is_id = name in ("pk", "_0") or name.endswith(("_id", "_pk", "_id_a", "_id_b"))
    return ids if is_id else [*sorted(thing.texts), *(() if thing.texts else ANYTHING)]


def body_of(response: HttpResponseBase) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def shows_hidden(body: bytes) -> bool:
    """Whether a body has the mark in it, or is a picture of the hidden colour."""
    return MARK.encode().lower() in body.lower() or is_hidden_file(body)


def is_hidden_file(body: bytes) -> bool:
    if body.startswith(b"%PDF"):
        return MARK.encode() in body
    try:
        with Image.open(BytesIO(body)) as picture:
            seen = picture.convert("RGB").getpixel((picture.width // 2, picture.height // 2))
    except (UnidentifiedImageError, OSError):
        return False
    return all(abs(one - other) < 12 for one, other in zip(seen, COLOUR, strict=True))


def logged_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client
