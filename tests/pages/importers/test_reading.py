"""Files in all encodings and of all shapes are read, or refused in a sentence, within a moment."""

import time

import pytest

from pages.importers.errors import ArticleImportError
from pages.importers.raw import html as raw_html
from pages.importers.slugs import slug_of
from tests.pages.importers.documents import OPENING, Imported, html
from tests.pages.importers.word_files import word_file

# What a machine five times slower than a slow one needs for what takes hundredths of a second.
MOMENT = 5
UMLAUTS = "Größe – “Überdosis”"


@pytest.mark.parametrize(
    "content",
    [
        html(f"<p>{UMLAUTS}</p>").encode(),
        b"\xef\xbb\xbf" + html(f"<p>{UMLAUTS}</p>").encode(),
        html(f"<p>{UMLAUTS}</p>").encode("utf-16"),
        html(f"<p>{UMLAUTS}</p>").encode("utf-32"),
        html(f"<p>{UMLAUTS}</p>").replace("charset=utf-8", 'charset="windows-1252"').encode("cp1252"),
        html(f"<p>{UMLAUTS}</p>").replace("charset=utf-8", "charset=iso-8859-1").encode("cp1252"),
        html(f"<p>{UMLAUTS}</p>").replace("charset=utf-8", "charset=windows-1252").encode(),
        html("<p>Größe – “Überdosis”</p>").replace("charset=utf-8", "charset=macintosh").encode("mac_roman"),
    ],
)
def test_an_encoding_that_is_marked_or_declared_is_read(content):
    article = Imported(content)
    assert f"<p>{UMLAUTS}</p>" in article.html
    assert article.lost == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (html("<p>Größe</p>").encode("latin-1"), "Save it again as UTF-8"),
        (html("<p>x</p>").replace("utf-8", "klingon").encode() + b"\xff", "“klingon”, which is not known"),
        (html("<p>x</p>").replace("utf-8", "ascii").encode() + b"\x81", "“ascii”, but is not"),
    ],
)
def test_any_other_encoding_is_refused_in_a_sentence(content, message):
    with pytest.raises(ArticleImportError, match=message):
        Imported(content)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\x85", "\u2028"])
@pytest.mark.parametrize("beginning", ["", "\n", " \n\n", "\ufeff\n"])
def test_lines_end_as_on_any_system_and_a_file_may_begin_with_blank_ones(line_end, beginning):
    text = f"{beginning}A title\n\n{OPENING}\n\nWhat to do\n\n1. Call\n2. Wait\n".replace("\n", line_end)
    article = Imported(text, "a.txt")
    assert (article.title, article.headings) == ("A title", ["What to do"])
    assert article.html == f"<p>{OPENING}</p><ol><li>Call</li><li>Wait</li></ol>"
    assert article.lost == []


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (html("<div>" * 300 + "x" + "</div>" * 300), "a.html"),
        (html("<b>" * 100_000), "a.html"),
        (html("<table><tr><td>" * 300), "a.html"),
        (html("<i></i>" * 200_000), "a.html"),
        (f"# T\n\n{OPENING}\n\n" + ">" * 5000 + " x", "a.md"),
        (f"# T\n\n{OPENING}\n\n" + "> " * 5000 + " x", "a.md"),
        (f"# T\n\n{OPENING}\n\n" + "- " * 5000 + " x", "a.md"),
        (f"# T\n\n{OPENING}\n\n" + "[" * 5000 + " x", "a.md"),
        (f"# T\n\n{OPENING}\n\n" + "*" * 5000 + "x", "a.md"),
        (f"# T\n\n{OPENING}\n\n" + "".join("  " * level + "- x\n" for level in range(1000)), "a.md"),
        ("---\ntitle: " + "[" * 5000 + f"\n---\n# T\n\n{OPENING}", "a.md"),
        ("---\na: &a [x,x]\nb: &b [*a,*a]\ntitle: *b\n---\n# T\n\n" + OPENING, "a.md"),
        (f"---\ntitle: [a, b]\n---\n\n{OPENING}", "a.md"),
        (word_file("<w:ins>" * 3000 + "</w:ins>" * 3000), "a.docx"),
        (word_file("<w:p/>"), "a.docx"),
        (b"\xd0\xcf\x11\xe0 an old Word file", "a.docx"),
        (b"PK\x03\x04 half a file", "a.docx"),
        (" \n\r\n ", "a.txt"),
        ("<p></p>", "a.html"),
        ("---\na: b\n---\n", "a.md"),
    ],
)
def test_what_is_nested_too_deeply_or_stands_for_too_much_is_refused_in_a_sentence_at_once(content, name):
    start = time.monotonic()
    with pytest.raises(ArticleImportError) as refused:
        Imported(content, name)
    assert time.monotonic() - start < MOMENT
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("sign", ["<", "<!", "<!--", "<script>", "&", "</"])
def test_half_a_sign_of_html_a_hundred_thousand_times_is_read_at_once(sign):
    start = time.monotonic()
    Imported(html(f"<p>words</p>{sign * 20_000}"))
    assert time.monotonic() - start < MOMENT


def test_html_within_markdown_stays_text_where_markdown_has_signs_for_it():
    article = Imported(f"# T\n\n{OPENING}\n\nIf x < y, <b>ask</b> <script>alert(1)</script>.", "a.md")
    assert "&lt;b&gt;ask&lt;/b&gt; &lt;script&gt;alert(1)&lt;/script&gt;" in article.html


def test_the_front_matter_is_named_but_its_title():
    article = Imported(f"---\ntitle: A title\nauthor: Jo\ntags: [a, b]\n---\n{OPENING}", "a.md")
    assert article.title == "A title"
    assert article.left_out == ["front matter: author: Jo", "front matter: tags: a, b"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("¿Qué es la adicción?", "que-es-la-adiccion"),
        ("Größe & Maß", "grosse-mass"),
        ("Vitamin B₁₂", "vitamin-b12"),
        ("ما هو إدمان الكيتامين؟", "ما-هو-إدمان-الكيتامين"),
        ("氯胺酮会上瘾吗？", "氯胺酮会上瘾吗"),
        ("האם קטמין ממכר?", "האם-קטמין-ממכר"),
        ("Вызывает ли кетамин зависимость?", "вызывает-ли-кетамин-зависимость"),
        ("क्या केटामाइन की लत लगती है?", "kya-ketamain-ki-lt-lgti-hai"),
        ("???", "article"),
    ],
)
def test_a_title_in_any_script_has_a_slug(title, slug):
    assert slug_of(title) == slug


def test_slugs_are_latin_where_unicode_is_off(settings):
    settings.WAGTAIL_ALLOW_UNICODE_SLUGS = False
    assert slug_of("Вызывает ли кетамин") == "vyzyvaet-li-ketamin"


class TestLost:
    """The second way of reading shares nothing with the first: what the first one loses is found."""

    @pytest.mark.parametrize(
        ("kept", "missing"),
        [
            ("Call 911 at once. Do take two. 10<sup>9</sup>/L", ["not, from “Do not take two.”"]),
            ("Call911 at once. Do not take two. 10<sup>9</sup>/L", ["Call, 911, from “Call 911 at once.”"]),
            ("Call 911 at once. Do not take two. 109/L", ["10, 9, from “10⁹/L”"]),
            ("Call 911 at once. 10<sup>9</sup>/L", ["Do, not, take, two, from “Do not take two.”"]),
            ("Call 911 at once. Do not take two. 10⁹/L", []),
        ],
    )
    def test_a_word_that_is_missing_joined_or_without_its_sign_is_named_with_its_sentence(self, kept, missing):
        from pages.importers.lost import lost_sentences

        raw = raw_html.read_text("<p>Call <b>911</b> at once. Do not take two.</p><td>10<sup>9</sup>/L</td>")
        assert lost_sentences(raw, [kept]) == [f"Missing: {line}" for line in missing]

    def test_the_command_says_so(self, run, monkeypatch):
        from pages.foreign_html import reading

        monkeypatch.setattr(reading, "BLOCKS", reading.BLOCKS - {"div"})
        output = run(html("<div>Take one tablet</div><div>Do not take two</div>"))
        assert "Please check: Missing: tablet, from “Take one tablet”" in output
        assert "Please check: Missing: Do, from “Do not take two”" in output
