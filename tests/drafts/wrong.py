"""What staff may type into each kind of field that a rule refuses."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail import blocks
from wagtail.blocks.base import BlockField
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

LONG = "word" * 150
ROWS_LEFT_OUT = {"comments"}


def wrong_value(field: forms.Field) -> str | None:
    """A text that the field refuses, and that staff could type; None where nothing can be typed wrong."""
    kinds: list[tuple[Any, str]] = [
        (forms.ModelMultipleChoiceField, None),
        (forms.ModelChoiceField, None),
        (forms.MultipleChoiceField, None),
        (forms.ChoiceField, None),
        (forms.BooleanField, None),
        (forms.SlugField, "not a / slug?"),
        (forms.URLField, "not an address"),
        (forms.EmailField, "nobody at all"),
        (forms.DecimalField, "12,5 degrees"),
        (forms.IntegerField, "99999999999999"),
        (forms.DateTimeField, "some day"),
        (forms.DateField, "31.31.2026"),
        (forms.TimeField, "half past nine"),
    ]
    for kind, text in kinds:
        if isinstance(field, kind):
            return text
    if type(field).__name__ == "TelephoneFormField":
        return "951 55 01"
    if type(field).__name__ == "LanguagesFormField":
        return "Klingonish"
    if isinstance(field, forms.CharField) and field.max_length:
        return LONG[: field.max_length + 50]
    return None


def wrong_data(form_class: Any, blocks: list[tuple[str, Any]]) -> tuple[dict[str, str], dict[str, str]]:
    """What is posted with every field wrong, and those of its fields, also of one row of each kind, that are refused.

    :param blocks: the blocks of each stream.
    """
    wrong: dict[str, str] = {}
    streams: dict[str, Any] = {}
    rows: dict[str, str] = {}
    for name, field in form_class.base_fields.items():
        if isinstance(field, BlockField):
            streams |= nested_form_data({name: streamfield(blocks)})
        elif text := wrong_value(field):
            wrong[name] = text
    for relation, formset in form_class.formsets.items():
        rows |= {f"{relation}-INITIAL_FORMS": "0", f"{relation}-MAX_NUM_FORMS": "1000"}
        rows[f"{relation}-TOTAL_FORMS"] = "0" if relation in ROWS_LEFT_OUT else "1"
        if relation not in ROWS_LEFT_OUT:
            rows |= {f"{relation}-0-ORDER": "1", f"{relation}-0-DELETE": "", f"{relation}-0-id": ""}
            found = {name: wrong_value(field) for name, field in formset.form.base_fields.items()}
            wrong |= {f"{relation}-0-{name}": text for name, text in found.items() if text}
    return {**wrong, **streams, **rows}, wrong


def wrong_block(block: blocks.Block, typed: list[str]) -> Any:
    """What is posted for a block with everything wrong in it; the texts are added to ``typed``."""
    if isinstance(block, TypedTableBlock):
        typed.append("Hours")
        column = {"type": next(iter(block.child_blocks)), "heading": "", "order": "0", "deleted": ""}
        return {"caption": "", "column-count": "1", "row-count": "1", "column-0": column} | {
            "row-0": {"order": "0", "deleted": ""},
            "cell-0-0": "Hours",
        }
    if isinstance(block, blocks.StructBlock):
        return {name: wrong_block(child, typed) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        return streamfield([("item", wrong_block(block.child_block, typed))])
    if isinstance(block, blocks.StreamBlock):
        return streamfield([(name, wrong_block(child, typed)) for name, child in block.child_blocks.items()])
    if isinstance(block, blocks.RichTextBlock):
        return rich_text("")
    text = wrong_value(getattr(block, "field", None)) or ""
    typed += [text] if text else []
    return text
