"""Rich text as the editor stores it, and text that looks like markup."""

from __future__ import annotations

from html import escape

from hypothesis import strategies as st

TRICKY = [
    *("*", "_", "**", "__", "`", "``", "#", "##", "-", "+", "1.", "1)", ">", "<", "<b>", "<script>", "&", "&amp;"),
    *("&copy;", "[", "]", "](", "![", "(", ")", "|", "---", "===", "~~", "~~~", "\\", "\\*", ":", "!", '"', "'", "x"),
    *(
        "word",
        "10",
        "2026.",
        " ",
        "  ",
        "\u00a0",
        "é",
        "“",
        "”",
        "—",
        "€",
        "漢字",
        "🙂",
        "\u200b",
        "http://a.example/_b_",
    ),
    *("javascript:alert(1)", "<!--", "]]>", "[x]: /y", "<a@b.example>", "<https://x.example>", "{{", "$", "=", "</p>"),
]
characters = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])
texts = st.lists(st.sampled_from(TRICKY) | st.text(characters), max_size=6).map("".join)
hrefs = st.sampled_from(
    [
        *(
            "https://x.example/",
            "https://x.example/a_(b)?c=1&d=*&copy;e#f",
            "/path/é ü/",
            "mailto:a@b.example",
            "tel:988",
        ),
        *("#part", "https://x.example/<>\\", "https://x.example/a|b"),
    ]
)
MARKS = ["b", "i", "sup", "sub", "s", "u", "code", "strong", "em"]


@st.composite
def inlines(draw, depth=2):
    """Text with marks, links and line breaks, nested as deep as ``depth``."""
    kind = draw(st.sampled_from(["text", "text", "mark", "link", "break"] if depth else ["text"]))
    if kind == "text":
        return escape(draw(texts), quote=False)
    if kind == "break":
        return "<br/>"
    inside = "".join(draw(st.lists(inlines(depth=depth - 1), min_size=1, max_size=3)))
    if kind == "link":
        return f'<a href="{escape(draw(hrefs))}">{inside}</a>' if "<a " not in inside else inside
    tag = draw(st.sampled_from(MARKS))
    return f"<{tag}>{inside}</{tag}>"


lines = st.lists(inlines(), max_size=4).map("".join)
# An item without words of its own is left out, and what hangs below it moves up.
words = st.sampled_from(["1986. A year", "- word", "x", "# word"])


@st.composite
def lists(draw, depth=2):
    tag = draw(st.sampled_from(["ul", "ol"]))
    items = []
    for _ in range(draw(st.integers(1, 3))):
        nested = draw(lists(depth=depth - 1)) if depth and draw(st.booleans()) else ""
        items.append(f'<li data-block-key="k">{draw(words)}{draw(lines)}{nested}</li>')
    return f"<{tag}>{''.join(items)}</{tag}>"


@st.composite
def blocks(draw):
    kind = draw(st.sampled_from(["p", "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "list", "hr"]))
    if kind == "hr":
        return "<hr/>"
    if kind == "list":
        return draw(lists())
    return f'<{kind} data-block-key="k">{draw(lines)}</{kind}>'


rich_texts = st.lists(blocks(), max_size=5).map("".join)


def _marked(inside):
    marked = st.tuples(st.sampled_from(["b", "i", "b", "i", "sup", "code"]), st.lists(inside, min_size=1, max_size=4))
    return marked.map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>")


# Few characters, of those that decide on where bold and italic text may begin and end.
_beside = st.sampled_from(["*", "x", " ", ".", "“", "é", "`", "!", "€", "1.", "<br/>", "~"])
crowded = st.lists(st.recursive(_beside, _marked, max_leaves=8), min_size=1, max_size=4).map("".join)
