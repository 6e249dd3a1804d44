"""A small renderer of Portable Text, written as a frontend developer would write one from the documentation."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import Any

TAGS = {
    **{"strong": "strong", "em": "em", "underline": "u", "strike-through": "s", "code": "code"},
    **{"sup": "sup", "sub": "sub"},
}


def render(blocks: list[dict[str, Any]]) -> str:
    parts = []
    for in_list, run in groupby(blocks, key=lambda block: "listItem" in block):
        same = list(run)
        parts.append(_lists(same, 1) if in_list else "".join(map(_block, same)))
    return "".join(parts)


def _lists(items: list[dict[str, Any]], level: int) -> str:
    html, tag = "", ""
    place = 0
    while place < len(items):
        item, end = items[place], place + 1
        while end < len(items) and items[end]["level"] > level:
            end += 1
        kind = "ul" if item["listItem"] == "bullet" else "ol"
        if kind != tag:
            html += (f"</{tag}>" if tag else "") + f"<{kind}>"
            tag = kind
        html += f"<li>{_content(item)}{_lists(items[place + 1 : end], level + 1) if end > place + 1 else ''}</li>"
        place = end
    return f"{html}</{tag}>" if tag else html


def _content(item: dict[str, Any]) -> str:
    style = item["style"]
    return _inline(item) if style == "normal" else f"<{style}>{_inline(item)}</{style}>"


def _block(block: dict[str, Any]) -> str:
    if block["_type"] == "block":
        tag = "p" if block["style"] == "normal" else block["style"]
        anchor = f' id="{escape(block["anchor"])}"' if "anchor" in block else ""
        return f"<{tag}{anchor}>{_inline(block)}</{tag}>"
    return _object(block)


def _object(node: dict[str, Any]) -> str:
    if node["_type"] == "image":
        return f'<img src="{escape(node["src"])}" alt="{escape(node["alt"])}">'
    if node["_type"] == "embed":
        return node["html"] or f'<a href="{escape(node["url"])}">{escape(node["url"])}</a>'
    return "<hr>" if node["_type"] == "horizontal-rule" else node["html"]


def _inline(block: dict[str, Any]) -> str:
    links = {mark["_key"]: mark for mark in block["markDefs"]}
    html = ""
    for child in block["children"]:
        if child["_type"] != "span":
            html += _object(child)
            continue
        text = escape(child["text"], quote=False).replace("\n", "<br>")
        for mark in child["marks"]:
            if mark in links:
                text = f'<a href="{escape(links[mark]["href"])}">{text}</a>'
            else:
                text = f"<{TAGS[mark]}>{text}</{TAGS[mark]}>"
        html += text
    return html
