from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NotRequired

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from api.formats import Address
from api.represent.markdown import text as md
from api.represent.representations import represent
from media.alternative_text import find_fault
from media.presets import with_presets
from media.representations import DocumentRepresentation, ImageRepresentation

from ..embeds import explain_refusal, find_video
from .content import ContentBlock


class ImageBlockRepresentation(TypedDict):
    """``alt_text`` and ``caption`` are the block's own, else the image's; ``alt_text`` is empty for decorative images.
    ``locale`` is its language if that is not the page's.
    """

    image: ImageRepresentation | None
    alt_text: str
    caption: str
    decorative: bool
    locale: NotRequired[str]


class EmbedRepresentation(TypedDict):
    """``embed_url`` is the URL of the player, for an ``iframe`` titled ``title``, with the secret of an unlisted video
    and the start time; null if the provider is no longer allowed.
    """

    provider: str | None
    video_id: str | None
    url: str
    embed_url: Address | None
    title: str
    caption: str


class DocumentBlockRepresentation(TypedDict):
    document: DocumentRepresentation | None
    title: str
    description: str


class ImageBlock(ContentBlock):
    """An image in its context."""

    image = ImageChooserBlock(label=_("Image"))
    alt_text = blocks.CharBlock(
        label=_("Alternative text here"),
        required=False,
        max_length=255,
        search_index=False,
        help_text=_(
            "Only if the image means something different on this page from what its own alternative text says."
        ),
    )
    caption = blocks.CharBlock(
        label=_("Caption"), required=False, max_length=255, help_text=_("Leave empty to show the image's own caption.")
    )
    decorative = blocks.BooleanBlock(
        label=_("Decorative here"),
        required=False,
        help_text=_("The image adds nothing to the text beside it. Screen readers skip it."),
    )

    class Meta:
        icon = "image"
        label = _("Image")
        group = _("Media")
        help_text = _("An image with alternative text for people who cannot see it.")
        preview_template = "pages/block_previews/image.html"
        preview_value = {"caption": "The garden in Riverside", "alt_text": "", "decorative": True}

    def check_parts(self, value: Any) -> Any:
        if value["decorative"] and value["alt_text"]:
            message = _("A decorative image has no alternative text. Clear the text, or untick “Decorative here”.")
            raise blocks.StructBlockValidationError({"alt_text": ValidationError(message)})
        name = value["image"].filename if value["image"] else ""
        if value["alt_text"] and (fault := find_fault(value["alt_text"], name)):
            raise blocks.StructBlockValidationError({"alt_text": ValidationError(fault)})
        return value

    def get_api_representation(self, value: Any, context: Mapping[str, Any] | None = None) -> ImageBlockRepresentation:
        image = represent(value["image"], with_presets(context, "content"))
        decorative = value["decorative"] or bool(image and image["decorative"] and not value["alt_text"])
        shown = ImageBlockRepresentation(
            image=image,
            alt_text="" if decorative or image is None else value["alt_text"] or image["alt_text"],
            caption=value["caption"] or (image["caption"] if image else ""),
            decorative=decorative,
        )
        if image and shown["alt_text"] and not value["alt_text"] and "locale" in image["meta"]:
            shown["locale"] = image["meta"]["locale"]
        return shown

    def get_markdown(self, value: ImageBlockRepresentation) -> str:
        image = value["image"]
        return md.join(image and md.image(value["alt_text"], image["url"]), _caption(value["caption"] if image else ""))


class EmbedBlock(ContentBlock):
    """A video on another site."""

    url = blocks.URLBlock(
        label=_("Address"), help_text=_("The URL of the video's page, as in your browser's address bar.")
    )
    title = blocks.CharBlock(
        label=_("Title"),
        max_length=200,
        help_text=_("What the video shows; read aloud to people who cannot see it."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=255)

    class Meta:
        icon = "media"
        label = _("Video")
        group = _("Media")
        help_text = _("A video from an allowed provider, played without tracking the visitor.")
        preview_template = "pages/block_previews/embed.html"
        preview_value = {"url": "https://vimeo.com/76979871", "title": "A walk through the clinic", "caption": ""}

    def check_parts(self, value: Any) -> Any:
        if find_video(value["url"]) is None:
            raise blocks.StructBlockValidationError({"url": ValidationError(explain_refusal(value["url"]))})
        return value

    def get_api_representation(self, value: Any, context: Mapping[str, Any] | None = None) -> EmbedRepresentation:
        video = find_video(value["url"])
        return EmbedRepresentation(
            provider=video and video.provider,
            video_id=video and video.video_id,
            url=value["url"],
            embed_url=video and video.embed_url,
            title=value["title"],
            caption=value["caption"] or "",
        )

    def get_markdown(self, value: EmbedRepresentation) -> str:
        return md.join(md.link(md.words(value["title"]), value["url"]), _caption(value["caption"]))


class DocumentDownloadBlock(ContentBlock):
    """A file to download."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        label=_("Title here"),
        required=False,
        max_length=200,
        help_text=_("Leave empty to show the document's own title."),
    )
    description = blocks.TextBlock(
        label=_("Description"), required=False, help_text=_("What it contains and who it is for, in one sentence.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Document")
        group = _("Media")
        help_text = _("A file that visitors can download, such as a form or a leaflet.")
        preview_template = "pages/block_previews/document.html"
        preview_value = {"title": "What to bring", "description": "A list for the first day."}

    def get_api_representation(
        self, value: Any, context: Mapping[str, Any] | None = None
    ) -> DocumentBlockRepresentation:
        document = represent(value["document"], context)
        title = value["title"] or (document["title"] if document else "")
        return DocumentBlockRepresentation(
            document=document, title=title if document else "", description=value["description"] or ""
        )

    def get_markdown(self, value: DocumentBlockRepresentation) -> str:
        document = value["document"]
        if document is None:
            return ""
        link = md.link(md.words(value["title"]), document["meta"]["download_url"])
        return md.join(link, md.paragraphs(value["description"]))


def _caption(text: str) -> str:
    return f"*{md.words(text)}*" if text.strip() else ""
