"""The browser's part of pasting, as Wagtail's editor and its streams load it."""

from __future__ import annotations

from django.forms import Media
from django.urls import URLPattern, path, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text.editors.draftail.features import PluginFeature
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.blocks.stream_block import StreamBlockAdapter
from wagtail.rich_text.feature_registry import FeatureRegistry

from ..blocks.body import BodyBlock
from ..rich_text_features import PASTING, SHORT_PASTING
from .views import paste

# Wagtail's own, named so that ours comes after it.
EDITOR_SCRIPT = "wagtailadmin/js/draftail.js"
SCRIPT = "clinic_pages/pasting.js"
STYLE = "clinic_pages/pasting.css"


def register_pasting(features: FeatureRegistry) -> None:
    """Register the plugin with Wagtail's editor. Rich text enables it as a feature."""
    strings = {
        "heading": _("Pasted. Please check:"),
        "waiting": _("Processing the pasted text…"),
        "failed": _(
            "Nothing was pasted, because the server did not respond. Paste again. If you were away for a long time, "
            "log in again in another tab first."
        ),
        "close": _("Close"),
    }  # fmt: skip
    for feature, headings in ((PASTING, True), (SHORT_PASTING, False)):
        options = {
            "type": "CLINIC_PASTING", "headings": headings, "strings": strings, "url": reverse_lazy("clinic_paste")
        }  # fmt: skip
        features.register_editor_plugin(
            "draftail", feature, PluginFeature(options, js=[EDITOR_SCRIPT, SCRIPT], css={"all": [STYLE]})
        )


def pasting_urls() -> list[URLPattern]:
    return [path("clinic/paste/", paste, name="clinic_paste")]


class BodyBlockAdapter(StreamBlockAdapter):
    """A stream that its editors can find, to insert tables beside their text."""

    js_constructor = "clinic_pages.BodyBlock"

    @cached_property
    def media(self) -> Media:
        return super().media + Media(js=[versioned_static(SCRIPT)])


register(BodyBlockAdapter(), BodyBlock)
