from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import yaml
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.superscript import superscript_plugin

from ...foreign_html.left_out import LeftOut
from ..errors import ArticleImportError
from ..outline import Outline, outline_of
from .encoding import decode

MAX_DEPTH = 50
MAX_FRONT_MATTER = 20_000
MAX_LINES = 20_000
# For each special character the parser may scan its whole paragraph: the limit is what takes some seconds.
MAX_LOOKED_THROUGH = 100_000_000
_READING_A_SIGN = 1000

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
# Nested quotes, lists and brackets, and runs of emphasis characters.
_NESTED = re.compile(
    rf"^(?:[ \t]*+>){{{MAX_DEPTH}}}|^(?:[ \t]*+(?:[-*+]|\d{{1,9}}[.)])[ \t]++){{{MAX_DEPTH}}}"
    rf"|^[ \t]{{{4 * MAX_DEPTH}}}[ \t]*+[^ \t\n]|(?:!?\[){{{MAX_DEPTH}}}|[*_~^]{{{2 * MAX_DEPTH}}}\w",
    re.MULTILINE,
)
_SIGN = re.compile(r"[\[\]<^~*_`!&\\]")
# HTML is only parsed where Markdown has no syntax; all other HTML stays text.
_INLINE_TAG = re.compile(r"</?(?:sup|sub|s|del|strike|u|ins|br|mark|small)\s*/?>", re.IGNORECASE)
_BLOCK = re.compile(r"\s*</?(?:table|dl|details|figure|ul|ol|div|section|p|h[1-6]|hr|img|center)\b", re.IGNORECASE)
_COMMENT = re.compile(r"\s*<!--(.*?)(?:-->|\Z)\s*", re.DOTALL)


def markdown_to_html(text: str) -> str:
    """Markdown as untrusted HTML."""
    parser = _parser()
    return parser.renderer.render(_without_strange_html(parser.parse(text), []), parser.options, {})


def read(content: bytes) -> Outline:
    """The article in a Markdown file; a ``title`` in its front matter takes precedence over its first heading.

    :raises ArticleImportError: if it is not text, its front matter cannot be parsed, it is nested too deeply, or it has
        no title.
    """
    text = decode(content).lstrip("\n")
    left_out: list[LeftOut] = []
    title = ""
    if front_matter := _FRONT_MATTER.match(text):
        values = _front_matter(front_matter[1])
        title = values.pop("title", "")
        left_out += [LeftOut("front matter", f"{name}: {value}") for name, value in values.items()]
        text = text[front_matter.end() :]
    if _NESTED.search(text):
        raise ArticleImportError(
            f"Lists, quotes or brackets are nested more than {MAX_DEPTH} levels deep. Use fewer levels."
        )
    if text.count("\n") > MAX_LINES:
        raise ArticleImportError(f"The file has more than {MAX_LINES:,} lines. Split it into several.")
    parser = _parser()
    env: dict = {}
    tokens = _without_strange_html(parser.parse(text, env), left_out)
    outline = outline_of(parser.renderer.render(tokens, parser.options, env), title)
    outline.dropped[:0] = left_out
    return outline


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 2 * MAX_DEPTH}).enable(["table", "strikethrough"])
    parser.use(superscript_plugin).use(footnote_plugin).use(deflist_plugin)
    parser.core.ruler.before("inline", "count_signs", _check_signs)
    return parser


def _check_signs(state: StateCore) -> None:
    """:raises ArticleImportError: if the paragraphs would take too long to parse."""
    texts = (token.content for token in state.tokens if token.type == "inline")
    if sum(len(_SIGN.findall(text)) * (len(text) + _READING_A_SIGN) for text in texts) > MAX_LOOKED_THROUGH:
        raise ArticleImportError(
            "The file has long paragraphs with too many special characters (such as * _ [ ] <). Divide long "
            "paragraphs with blank lines, or split the file."
        )


def _without_strange_html(tokens: Iterable[Token], left_out: list[LeftOut]) -> list[Token]:
    """Comments are removed, and HTML with an equivalent in Markdown becomes text."""
    kept = []
    for token in tokens:
        if token.children:
            token.children = _without_strange_html(token.children, left_out)
        if token.type == "footnote_anchor":
            continue
        if token.type in ("html_inline", "html_block"):
            if comment := _COMMENT.fullmatch(token.content):
                left_out.append(LeftOut("comment", " ".join(comment[1].split())))
                continue
            kept += _as_text(token)
        else:
            kept.append(token)
    return kept


def _as_text(token: Token) -> Iterator[Token]:
    if token.type == "html_inline":
        token.type = "html_inline" if _INLINE_TAG.fullmatch(token.content) else "text"
        yield token
    elif _BLOCK.match(token.content):
        yield token
    else:
        text = Token("text", "", 0, content=token.content)
        yield Token("paragraph_open", "p", 1)
        yield Token("inline", "", 0, content=token.content, children=[text])
        yield Token("paragraph_close", "p", -1)


class _FrontMatterLoader(yaml.SafeLoader):
    """YAML without aliases: with them, a few lines can expand to billions of values."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise ArticleImportError(
                "The front matter between the lines “---” uses aliases (names with * before them), which are "
                "not supported. Write out each value."
            )
        return super().compose_node(parent, index)


def _front_matter(text: str) -> dict[str, str]:
    try:
        if len(text) > MAX_FRONT_MATTER or max(map(text.count, "[{")) > MAX_DEPTH:
            raise ArticleImportError(
                "The front matter between the lines “---” is too long or nested too deeply. Shorten it."
            )
        values = yaml.load(text, _FrontMatterLoader)  # noqa: S506  (a SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        where = " ".join(str(error).split())[:200]
        raise ArticleImportError(f"The front matter between the lines “---” cannot be read: {where}") from error
    if not isinstance(values, dict):
        return {}
    shown = {str(name): _shown(value) for name, value in values.items() if value is not None}
    if isinstance(values.get("title"), dict | list):
        raise ArticleImportError("The title in the front matter is a list. Write it as one line of text.")
    return shown


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
