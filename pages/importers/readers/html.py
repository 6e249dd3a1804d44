from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ...foreign_html.elements import UNSEEN, words_of
from ...foreign_html.left_out import LeftOut
from ...foreign_html.nesting import NestedTooDeeplyError
from ...foreign_html.reading import parse, read_node
from ..errors import ArticleImportError
from ..outline import Outline, outline_of_document
from .encoding import decode_html

# Elements around the text of a page.
SURROUNDINGS = {"aside", "footer", "header", "nav"}


def read(content: bytes) -> Outline:
    """The article in an HTML page: its ``article`` or ``main`` element, else its body.

    Teasers for other articles, and what is outside of that element, are left out and reported.

    :raises ArticleImportError: if it is not text, has no title, or is nested too deeply.
    """
    try:
        tree, style_sheet = parse(decode_html(content))
        body = tree.body
        if body is None:
            raise ArticleImportError("The file has no text.")
        root, kept = _article(body)
        document = read_node(root, style_sheet, skip=lambda node: _surrounding(node, root, kept))
    except NestedTooDeeplyError as error:
        raise ArticleImportError(str(error)) from error
    document.left_out[:0] = _outside(body, root)
    return outline_of_document(document, "" if document.title or root.css_first("h1") else _page_title(tree))


def _page_title(tree: LexborHTMLParser) -> str:
    title = tree.css_first("title")
    return title.text() if title else ""


def _article(body: LexborNode) -> tuple[LexborNode, set[int]]:
    """The element with the article's text, and the ``article`` elements in it that are not teasers."""
    mains = _outermost(body.css("main, [role=main]"))
    longest = max(mains, key=_length, default=None)
    root = longest if longest is not None and _length(longest) else body
    articles = [node for node in root.css("article") if not any(each.tag == "article" for each in _parents(node))]
    titled = [node for node in articles if node.css_first("h1, .title, .MsoTitle")]
    title = root.css_first("h1")
    if len(titled) == 1 or (len(articles) == 1 and title is None):
        article = (titled or articles)[0]
        return article, {article.mem_id}
    if titled:
        return root, {node.mem_id for node in articles}
    # The title is outside: an ``article`` with most of the text is the article, others are teasers.
    half = _length(root) / 2
    return root, {node.mem_id for node in articles if _length(node) > half}


def _surrounding(node: LexborNode, root: LexborNode, kept: set[int]) -> str:
    """Why an element inside of the article is not part of its text."""
    name = node.tag or ""
    if node.mem_id == root.mem_id:
        return ""
    if name == "article":
        return "" if node.mem_id in kept else "article"
    return name if name in SURROUNDINGS and node.css_first("h1") is None else ""


def _outside(body: LexborNode, root: LexborNode) -> Iterator[LeftOut]:
    """What is outside of the article."""
    if body.mem_id == root.mem_id:
        return
    for child in body.iter(include_text=True):
        if child.mem_id == root.mem_id:
            continue
        if child.is_element_node and _holds(child, root):
            yield from _outside(child, root)
        elif child.is_text_node:
            if words := " ".join((child.text_content or "").split()):
                yield LeftOut("outside the article", words)
        elif child.is_element_node and child.tag not in UNSEEN | {"script"} and (words := words_of(child)):
            yield LeftOut(child.tag if child.tag in SURROUNDINGS else "outside the article", words)


def _holds(node: LexborNode, inner: LexborNode) -> bool:
    return any(parent.mem_id == node.mem_id for parent in _parents(inner))


def _outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """Those that are not nested in another one, so that each text is in one of them at most."""
    known = {node.mem_id for node in nodes}
    return [node for node in nodes if not any(parent.mem_id in known for parent in _parents(node))]


def _parents(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _length(node: LexborNode) -> int:
    return len(words_of(node))
