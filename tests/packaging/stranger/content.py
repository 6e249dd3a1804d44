"""What the stranger's site has before the API is added to it; run by ``manage.py shell``."""

from io import BytesIO
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from django.core.files.base import ContentFile
from PIL import Image as Picture
from stock.models import BLOCKS, Colour, StockPage
from wagtail.blocks import Block
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed
from wagtail.images.models import Image
from wagtail.models import Site

#: What others derive from, and what stands in no stream.
ABSTRACT = {"Block", "FieldBlock", "ChooserBlock", "BaseChoiceBlock", "BaseDocumentChooserBlock"}
VIDEO = "https://video.example/1"


def kinds(cls=Block):
    for kind in cls.__subclasses__():
        if kind.__module__.startswith("wagtail.") and kind.__name__ not in ABSTRACT:
            yield kind
        yield from kinds(kind)


tried = {base for _, block in BLOCKS for base in type(block).__mro__}
untried = {kind.__name__ for kind in kinds() if kind not in tried}
assert not untried, untried

buffer = BytesIO()
Picture.new("RGB", (900, 600), "teal").save(buffer, "JPEG")
image = Image.objects.create(title="A teal picture", file=ContentFile(buffer.getvalue(), "teal.jpg"))
document = Document.objects.create(title="A leaflet", file=ContentFile(b"Words of a leaflet", "leaflet.txt"))
colour = Colour.objects.create(name="Teal")
Embed.objects.create(
    url=VIDEO, hash=get_embed_hash(VIDEO), type="video", html="<iframe></iframe>", provider_name="Example"
)
home = Site.objects.get(is_default_site=True).root_page
values = {
    "char": "Words",
    "text": "Words\nin lines",
    "email": "a@example.org",
    "integer": 3,
    "float": 3.5,
    "decimal": "3.50",
    "regex": "word",
    "url": "https://example.org/",
    "boolean": True,
    "date": "2026-11-27",
    "time": "10:00",
    "date_time": "2026-11-27T10:00:00Z",
    "rich_text": f'<p>Go <a linktype="page" id="{home.pk}">home</a>: kaleidoscope</p>',
    "raw_html": "<b>typed</b>",
    "quote": "A quote",
    "choice": "a",
    "choices": ["a", "b"],
    "page": home.pk,
    "document": document.pk,
    "picture": image.pk,
    "described_picture": {"image": image.pk, "alt_text": "Teal", "decorative": False},
    "colour": colour.pk,
    "video": VIDEO,
    "static": None,
    "struct": {"label": "Home", "page": home.pk},
    "list": [{"type": "item", "value": "one", "id": "7c12c9f9-90b0-4e29-9075-5555f4b0d6ee"}],
    "stream": [{"type": "words", "value": "inside", "id": "aa650526-7d99-482d-b127-0b4be4190e29"}],
    "table": {"data": [["a", "b"]], "first_row_is_table_header": False},
    "typed_table": {
        "columns": [{"type": "words", "heading": "Words"}, {"type": "page", "heading": "Page"}],
        "rows": [{"values": ["a", home.pk]}],
        "caption": "",
    },
}
assert list(values) == [name for name, _ in BLOCKS]
page = StockPage(title="Everything", slug="everything")
page.body = page.body.stream_block.to_python(
    [{"type": name, "value": value, "id": str(uuid5(NAMESPACE_URL, name))} for name, value in values.items()]
)
home.add_child(instance=page)
page.save_revision().publish()
Redirect.add_redirect("/old", page)
Path("content.txt").write_text(" ".join(str(made.pk) for made in (home, page, image, document, colour)))
