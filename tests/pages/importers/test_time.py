"""Small files take little time, whatever is in them: what would take long is read in time that grows with its length
alone, or refused in a sentence.
"""

import time
from contextlib import contextmanager, suppress

import pytest

from api.represent.rich_text.scripts import with_signs
from pages.headings import Outline as Anchors
from pages.importers.errors import ArticleImportError
from pages.importers.lost import lost_sentences, words
from pages.importers.raw import html as raw_html
from pages.importers.raw import markdown as raw_markdown
from pages.importers.raw import text as raw_text
from pages.importers.raw import word as raw_word
from pages.importers.readers import markdown, word, word_xml
from pages.importers.readers.word_amplification import MAX_FIELD_DEPTH
from pages.importers.readers.word_xml import MAX_ATTRIBUTES, MAX_ELEMENTS
from tests.pages.importers.documents import OPENING, Imported, html
from tests.pages.importers.word_files import paragraph, run, word_file

# All below takes a quarter of it at most, and without care for it ten times as long.
MOMENT = 2
TITLE = paragraph(run("A title"), style="Titel")
BEGUN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'


@contextmanager
def a_moment():
    """Of the processor's time, so that what else the machine does counts for nothing."""
    start = time.process_time()
    yield
    assert time.process_time() - start < MOMENT


@pytest.mark.parametrize("unit", ["\n", " \n", "\r", "\x85", "\u3000\n"])
def test_blank_lines_in_a_text_are_read_at_once(unit):
    with a_moment():
        article = Imported(f"A title\n\n{OPENING}\n\n{unit * 20_000}x", "a.txt")
    assert article.lost == []


@pytest.mark.parametrize(
    "unit",
    [
        "\n", "\n ", " \n", "> \n", "[a]: b\n", "[^a]: b\n", "[a]:\n", "```\n", "<a ", "<a", "</a", "<x:", "<http://",
        "](", "](a", "![](<", "[a](b", "^a", "a^b", "*a", "`a", "\\<sup>", "<!--", "|", "---\n", "1", "1.", "- ",
    ],
)  # fmt: skip
def test_the_words_of_markdown_are_found_at_once(unit):
    with a_moment():
        raw_markdown.read(f"# T\n\n{OPENING}\n\n{unit * 30_000}x".encode())


@pytest.mark.parametrize(
    "unit",
    ["[a](b", "[a][", "^[a", "^[", "![a", "[^a]", "^a", "~~a", "*a", "_a", "`a", "<a@", "[a]: b 'c\n", "+ a\n - b\n"],
)
def test_signs_of_markdown_by_the_thousand_are_read_or_refused_at_once(unit):
    with a_moment(), suppress(ArticleImportError):
        Imported(f"[a]: b\n[^a]: b\n\n# T\n\n{OPENING}\n\n{unit * (20_000 // len(unit))}", "a.md")


def test_markdown_with_too_many_lines_or_too_many_signs_for_its_paragraphs_is_refused():
    with a_moment(), pytest.raises(ArticleImportError, match="has more than 20,000 lines"):
        Imported(f"# T\n\n{OPENING}" + "\n" * 1_000_000, "a.md")
    with a_moment(), pytest.raises(ArticleImportError, match="long paragraphs with too many special characters"):
        Imported(f"# T\n\n{OPENING}\n\n" + "[a](b" * 20_000, "a.md")


def test_a_long_book_in_markdown_is_read():
    chapter = f"## On *sleep*\n\n{'What is *asked* of [you](https://a.example/) is little. ' * 8}\n\n- One\n- Two\n\n"
    markdown.read(f"# T\n\n{OPENING}\n\n{chapter * 150}".encode())


def test_spaces_between_the_signs_of_nested_lists_are_counted_at_once():
    with a_moment():
        markdown.read(f"# T\n\n{OPENING}\n\n{('-' + ' ' * 30) * 12}\\".encode())


@pytest.mark.parametrize(
    "unit",
    [
        "<article>a</article>",
        "<h2>a</h2>",
        "<p role=heading>a",
        "<main><h1>a</h1>b</main>",
        "<article><h1>a</h1></article>",
    ],
)
def test_elements_by_the_thousand_are_read_at_once(unit):
    with a_moment():
        Imported(html(unit * 4000))


def test_main_elements_within_each_other_are_measured_once():
    with a_moment():
        Imported("<main>" * 140 + f"<h1>A title</h1><p>{OPENING}" + "<b>a</b>" * 10_000)


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><td colspan=50>a<td>b" * 5000,
        f"<tr><td rowspan=50>{'word ' * 40_000}<td>b" + "<tr><td>b" * 49,
        f"<thead><tr><th rowspan=50 colspan=50>{'word ' * 4000}<th>b" + "<tr><th>b" * 49 + "<tbody><tr><td>a<td>b",
    ],
)
def test_merged_cells_do_not_make_a_large_table_of_a_small_one(rows):
    with a_moment(), pytest.raises(ArticleImportError, match="The tables are too large"):
        Imported(html(f"<table>{rows}</table>"))


@pytest.mark.parametrize("unit", ["<sup>a", "<sup", "<sub>a</sup>", "<", "<a", "</sup ", "&lt;sup&gt;"])
def test_half_a_tag_in_a_text_is_looked_at_once(unit):
    with a_moment():
        words(with_signs(unit * 20_000))
        raw_html.read_text(unit * 20_000)
        raw_text.read((unit * 20_000).encode())


def test_sentences_that_are_lost_are_looked_for_in_a_moment():
    raw = [f"Sentence is lost, it is not, number {number}." for number in range(4000)]
    with a_moment():
        lines = lost_sentences(raw, [" ".join(f"is lost it is number {number}" for number in range(40_000))])
    assert lines[0] == "Missing: Sentence, not, from “Sentence is lost, it is not, number 0.”"


def test_the_same_heading_by_the_thousand_has_its_anchors_at_once():
    anchors = Anchors()
    with a_moment():
        claimed = [anchors.claim("Sleep") for _number in range(8000)]
    assert claimed[:3] == ["sleep", "sleep-2", "sleep-3"]
    anchors.forget_after(1)
    assert anchors.claim("Sleep") == "sleep-2"


@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_a_character_with_a_number_of_thousands_of_digits_is_none(name):
    text = f"&#{'1' * 5000};"
    article = Imported(html(f"<p>x {text}</p>") if name == "a.html" else f"# T\n\n{OPENING} {text}", name)
    assert "\ufffd" in article.html


class TestWord:
    @pytest.mark.parametrize("part", ["styles", "comments", "footnotes", "endnotes", "numbering", "header", "footer"])
    def test_no_part_is_read_that_holds_too_many_elements(self, part, monkeypatch):
        monkeypatch.setattr(word_xml, "MAX_ELEMENTS", 2000)
        content = word_file(TITLE, parts={part: f"<w:{part}>{'<w:a/>' * 20_000}</w:{part}>"})
        with a_moment(), pytest.raises(ArticleImportError, match=f"2,000 elements, most of them in its {part}"):
            word.read(content)

    def test_the_text_may_hold_as_many_elements_and_attributes_as_all_parts(self):
        with a_moment(), pytest.raises(ArticleImportError, match="200,000 elements, most of them in its text"):
            word.read(word_file(TITLE, "<w:p/>" * MAX_ELEMENTS))
        attributes = " ".join(f'w:a{number}="1"' for number in range(MAX_ATTRIBUTES // 100))
        with a_moment(), pytest.raises(ArticleImportError, match="300,000 attributes"):
            word.read(word_file(TITLE, f"<w:p {attributes}/>" * 101))

    def test_a_file_that_unpacks_to_too_much_text_is_refused(self):
        with a_moment(), pytest.raises(ArticleImportError, match="more than 10 MB of text, styles and notes"):
            word.read(word_file(TITLE, parts={"settings": f"<w:settings>{' ' * 11_000_000}</w:settings>"}))

    def test_mammoth_gets_nothing_that_was_not_counted(self):
        many = f"<w:theme>{'<w:a/>' * (MAX_ELEMENTS + 1)}</w:theme>"
        assert word.read(word_file(TITLE, paragraph(run(OPENING)), parts={"theme": many})).title == "A title"

    def test_notes_that_are_referred_to_again_and_again_are_refused(self):
        note = "<w:footnotes><w:footnote w:id='1'>" + paragraph(run("a")) * 1000 + "</w:footnote></w:footnotes>"
        references = "<w:p>" + "<w:r><w:footnoteReference w:id='1'/></w:r>" * 1000 + "</w:p>"
        with a_moment(), pytest.raises(ArticleImportError, match="refers to long notes too often"):
            word.read(word_file(TITLE, references, parts={"footnotes": note}))

    @pytest.mark.parametrize(
        "fields",
        [
            BEGUN * (MAX_FIELD_DEPTH + 1),
            BEGUN + f"<w:r><w:instrText>{'a' * 100_000}</w:instrText></w:r>"
            + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' * 1000,
        ],
    )  # fmt: skip
    def test_fields_that_would_take_long_are_refused(self, fields):
        with (
            a_moment(),
            pytest.raises(ArticleImportError, match="has fields that are nested more than 100 levels deep"),
        ):
            word.read(word_file(TITLE, f"<w:p>{fields}</w:p>"))

    def test_each_style_is_read_once(self):
        marks = "<w:i/>" * 2000
        style = f'<w:style w:type="paragraph" w:styleId="s"><w:name w:val="s"/><w:rPr>{marks}</w:rPr></w:style>'
        content = word_file(
            TITLE, *[paragraph(run("a"), style="s")] * 3000, parts={"styles": f"<w:styles>{style}</w:styles>"}
        )
        with a_moment():
            word.WordPackage(word.zipfile.ZipFile(word.io.BytesIO(content))).prepared()

    def test_a_part_that_is_named_again_and_again_is_read_once(self):
        header = f"<w:hdr>{paragraph(run('Head')) * 2000}</w:hdr>"
        content = word_file(TITLE, paragraph(run(OPENING)), parts={"header": header}, repeated=2000)
        with a_moment():
            word.read(content)

    @pytest.mark.parametrize(
        "unit", ["<w:vertAlign ", "<w:t ", '<w:style w:styleId="a"/>', "<mc:Fallback/>", "<w:rStyle "]
    )
    def test_the_letters_of_its_xml_are_read_at_once(self, unit):
        letters = unit * 20_000
        with a_moment():
            raw_word.read(
                word_file(
                    TITLE, f"<!--</mc:Fallback>{letters}-->", parts={"styles": f"<w:styles><!--{letters}--></w:styles>"}
                )
            )
