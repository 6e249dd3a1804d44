from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from ..blocks.tables import TableBlock
from ..foreign_html.left_out import LeftOut
from ..foreign_html.levels import level_headings
from ..foreign_html.parts import Heading, Paragraph, Part, Run, Table, plain, plain_parts
from ..foreign_html.reading import read_html
from ..foreign_html.table_values import table_value
from ..foreign_html.writing import to_html
from ..importers.lost import lost_sentences, texts_of
from ..importers.raw.html import read_text
from ..rich_text_features import SHORT_TEXT_FEATURES

MAX_CAPTION = 200


@dataclass
class Pasted:
    """What the editor inserts. Each segment is a ``text``, in the editor's own format, or a ``table``, in that of a
    table block; ``notices`` are messages for staff.
    """

    segments: list[dict[str, Any]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def read_clipboard(
    html: str, features: Sequence[str], *, takes_tables: bool, own_addresses: Sequence[str] = ()
) -> Pasted:
    """Parse the untrusted HTML of a clipboard, for an editor with these features.

    :param takes_tables: whether table blocks can be inserted beside the text; else the rows become lines.
    :param own_addresses: URLs below which only staff have access; links there are left out.
    :raises NestedTooDeeplyError: if elements are nested too deeply, or there are too many.
    """
    document = read_html(html, own_addresses=own_addresses)
    level_headings(document.parts)
    left_out = list(document.left_out)
    notes = list(document.notes)

    def target(href: str, words: str) -> str:
        left_out.append(LeftOut("link without a target", f"{words} → {href}"))
        return ""

    if "h2" not in features and any(isinstance(part, Heading) for part in document.parts):
        notes.append(_("Headings are not allowed here: they became paragraphs."))
    blocks: list[dict[str, Any]] = []
    caption = _("Table")
    parts = document.parts if takes_tables else _without_tables(document.parts, notes)
    for is_table, group in groupby(parts, key=lambda part: isinstance(part, Table)):
        group = list(group)
        if not is_table:
            caption = next((plain(part.line) for part in reversed(group) if isinstance(part, Heading)), caption)
            if text := to_html(group, features, target):
                blocks.append({"type": "text", "value": text})
            continue
        for table in group:
            if not table.caption:
                notes.append(_("A table now has “%s” as its caption. Say in one line what the table shows.") % caption)
            value = table_value(table, caption[:MAX_CAPTION], SHORT_TEXT_FEATURES, target)
            blocks.append({"type": "table", "value": value})
    kept = [*texts_of(blocks), *(escape(each.text) for each in left_out)]
    lost = lost_sentences(read_text(html), kept)
    segments = [_segment(block, features) for block in blocks]
    return Pasted(segments, [*(_("Left out – %s") % str(each) for each in left_out), *notes, *lost])


def _segment(block: dict[str, Any], features: Sequence[str]) -> dict[str, Any]:
    if block["type"] == "table":
        table = TableBlock()
        return {"type": "table", "value": table.get_form_state(table.to_python(block["value"]))}
    content = ContentstateConverter(features).from_database_format(block["value"])
    return {"type": "text", "value": json.loads(content)}


def _without_tables(parts: Sequence[Part], notes: list[str]) -> list[Part]:
    """Each row of a table as a paragraph."""
    found: list[Part] = []
    for part in parts:
        if not isinstance(part, Table):
            found.append(part)
            continue
        notes.append(_("Tables are not allowed here: the rows became paragraphs. Add a table block instead."))
        rows = [part.headings, *([plain_parts(cell) for cell in row] for row in part.rows)]
        lines = [part.caption, *(" – ".join(filter(None, row)) for row in rows)]
        found += [Paragraph([Run(line)]) for line in lines if line]
    return found
