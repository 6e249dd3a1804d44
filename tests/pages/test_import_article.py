import io
import re
from html import unescape
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils.html import strip_tags

from pages.models import ArticlePage
from tests.pages.factories import make_article, make_clinic

REAL_ARTICLE = Path(__file__).parents[3] / "shared" / "input" / "is-ketamine-addictive.txt"
HEADINGS = [
    "Understanding Ketamine",
    "The Rise of Ketamine for Depression",
    "Potential for Addiction",
    "Medical Use Versus Abuse",
    "The Therapeutic Process",
    "Evidence of Addiction Risks",
    "Side Effects and Concerns",
    "Monitoring and Aftercare",
    "Future Directions",
    "Speak With a Professional Today",
    "More Resources",
]

TEXT = """How We Begin

Table of Contents

The first talk takes an hour. Nobody is asked to promise anything, and you may bring a friend.

What You Will Be Asked

- How you sleep
- What you take

Speak With Us Today

Call and ask for the first free hour.

More Resources
"""
MARKDOWN = """---
title: How we begin
---
The first talk takes an **hour**, and nobody is asked to promise anything at all.

## What you will be asked

| What | Why |
|---|---|
| Sleep | It tells a lot |

### About medicine

See [NIDA](https://nida.nih.gov/). <script>alert(1)</script>

## Contact us

Call for an hour.
"""
HTML = """<html><head><title>Site | How we begin</title><script>alert(1)</script></head><body>
<header>Our site</header><nav><a href="/">Home</a></nav>
<main><h1>How we begin</h1><div><p onclick="alert(1)">The first talk takes an <strong>hour</strong>, and nobody promises
anything at all.</p></div><h2>Contents</h2><ul><li><a href="#a">What you will be asked</a></li></ul>
<h2 id="a">What you will be asked</h2><img src="x.png" alt="A door"><p><a href="javascript:alert(1)">Sleep</a></p>
<iframe src="https://evil.example"></iframe><h2>Reach out</h2><p>Call for an hour.</p></main><footer>Imprint</footer>
</body></html>"""


@pytest.fixture
def clinic(clinics):
    return make_clinic(clinics, title="Riverside", slug="riverside")


@pytest.fixture
def run(articles, tmp_path):
    """``run("text", clinic="riverside")`` imports a file with that content, and returns what was printed."""

    def run(content, name="article.txt", **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        output = io.StringIO()
        call_command("import_article", path, stdout=output, no_color=True, **options)
        return output.getvalue()

    return run


def blocks():
    return [(child.block_type, child.value) for child in ArticlePage.objects.get().body]


def test_text_becomes_headings_paragraphs_lists_and_a_contact(run, clinic):
    output = run(TEXT, clinic="riverside")
    article = ArticlePage.objects.get()
    assert (article.title, article.slug, article.live) == ("How We Begin", "how-we-begin", False)
    assert [block_type for block_type, _ in blocks()] == [
        "rich_text",
        "heading",
        "rich_text",
        "clinic_contact",
        "related_pages",
    ]
    assert "<li>How you sleep</li>" in blocks()[2][1].source
    assert blocks()[3][1]["clinic"].pk == clinic.pk
    assert "Left out: derived: Table of Contents" in output
    assert "Saved as a draft" in output


@pytest.mark.parametrize(("content", "name"), [(MARKDOWN, "article.md"), (HTML, "article.html")])
def test_markdown_and_html_become_the_same_article(run, clinic, content, name):
    run(content, name, clinic="riverside", publish=True)
    article = ArticlePage.objects.get()
    assert article.title == "How we begin"
    assert article.live
    headings = [value["text"] for block_type, value in blocks() if block_type == "heading"]
    assert headings[0] == "What you will be asked"
    assert blocks()[-1][0] == "clinic_contact"
    assert "<b>hour</b>" in blocks()[0][1].source


def test_hostile_html_is_left_out_and_named(run):
    output = run(HTML, "article.html", publish=True)
    source = " ".join(value.source for block_type, value in blocks() if block_type == "rich_text")
    for mark in ("script", "onclick", "javascript", "iframe", "evil"):
        assert mark not in source
    for line in ("image: A door", "iframe", "derived: Contents", "derived: What you will be asked"):
        assert f"Left out: {line}" in output
    assert "Our site" not in source


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("How we begin\n\nIf x < y & z, <b>ask</b> &order=1 again; nobody is asked to promise anything.", "a.txt"),
        ("# How we begin\n\nIf x < y & z, <b>ask</b> &order=1 again; nobody is asked to promise anything.", "a.md"),
        (
            "<h1>How we begin</h1>If x &lt; y &amp; z, &lt;b&gt;ask&lt;/b&gt; &amp;order=1 again; "
            "nobody is asked to promise anything.",
            "a.html",
        ),
    ],
)
def test_signs_that_mean_something_in_html_stay_text(run, content, name):
    output = run(content, name)
    text = "If x < y & z, <b>ask</b> &order=1 again; nobody is asked to promise anything."
    assert ArticlePage.objects.get().summary == text
    assert unescape(strip_tags(blocks()[0][1].source)) == text
    assert "lost" not in output


def test_words_in_links_and_before_stops_stay_together(run):
    run("# How we begin\n\nSee **this**, or [NIDA](https://nida.nih.gov/). It is long enough, it really is.", "a.md")
    assert ArticlePage.objects.get().summary == "See this, or NIDA. It is long enough, it really is."


def test_a_word_file_is_read(run):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("How we begin", 0)
    document.add_paragraph("The first talk takes an hour, and nobody is asked to promise anything at all.")
    document.add_heading("What you will be asked", 1)
    document.add_paragraph("How you sleep", style="List Bullet")
    content = io.BytesIO()
    document.save(content)
    run(content.getvalue(), "article.docx")
    assert ArticlePage.objects.get().title == "How we begin"
    assert [block_type for block_type, _ in blocks()] == ["rich_text", "heading", "rich_text"]
    assert blocks()[1][1]["level"] == "2"


def test_a_missing_clinic_leaves_the_text_and_says_which_there_are(run, clinic):
    output = run(TEXT, clinic="nowhere")
    assert (
        "“Speak With Us Today” was imported as text: there is no clinic “nowhere”. --clinic takes one of: riverside."
        in output
    )
    assert "clinic_contact" not in [block_type for block_type, _ in blocks()]


def test_a_dry_run_writes_nothing_and_prints_the_same_outline(run, clinic):
    output = run(TEXT, dry_run=True)
    assert "What You Will Be Asked (6 words)" in output
    assert "Nothing was written" in output
    assert not ArticlePage.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"", "article.txt", "is empty"),
        (b"   \n ", "article.txt", "is empty"),
        (b"\xff\xfe\x00", "article.txt", "not text in UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "article.md", "not text"),
        ("Größe\n\nx".encode("latin-1"), "article.txt", "not text in UTF-8"),
        (b"A title\n", "article.txt", "no text apart from its title"),
        (b"A long sentence that goes on and ends with a full stop.\n\nMore.", "article.txt", "No title was found"),
        (b"---\ntitle: [\n---\ntext", "article.md", "front matter"),
        (b"no word file", "article.docx", "not a Word file"),
        (b"x", "article.pdf", "Formats: .txt, .md"),
        (("T\n\n" + "x" * 6_000_000).encode(), "article.txt", "larger than 5 MB"),
        (b"A title\n\nShort.", "article.txt", "summary"),
        (("T" * 100 + " " + "t" * 100 + "\n\nx").encode(), "article.md", "No title was found"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_clear_error_and_nothing_is_written(run, content, name, message):
    with pytest.raises(CommandError, match=re.escape(message)):
        run(content, name)
    assert not ArticlePage.objects.exists()


def test_a_missing_file_and_a_wrong_parent_are_clear_errors(run, articles, tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("import_article", tmp_path / "missing.txt")
    with pytest.raises(CommandError, match=r"There is no article index at /news/\. Choose one of: /articles/\."):
        run(TEXT, parent="/news/")


def test_an_article_that_is_there_is_not_made_again(run, articles):
    make_article(articles, slug="how-we-begin")
    with pytest.raises(CommandError, match="how-we-begin"):
        run(TEXT)
    assert ArticlePage.objects.count() == 1


@pytest.mark.skipif(not REAL_ARTICLE.exists(), reason="the article is not beside this checkout")
class TestRealArticle:
    @pytest.fixture
    def answer(self, articles, clinic, get):
        make_article(articles, title="Another article about depression")
        make_article(articles, title="Sleeping well")
        self.output = io.StringIO()
        call_command("import_article", REAL_ARTICLE, clinic="riverside", publish=True, stdout=self.output)
        path = "/articles/is-ketamine-addictive-when-used-for-depression/"
        return get("pages/find/", html_path=path).json()

    def test_its_title_and_headings_keep_order_and_wording(self, answer):
        assert answer["title"] == "Is Ketamine Addictive When Used for Depression?"
        assert [entry["text"] for entry in answer["toc"]] == HEADINGS

    def test_no_sentence_is_lost(self, answer):
        text = REAL_ARTICLE.read_text()
        sentences = [s.strip() for s in re.split(r"(?<=\.)\s+", text) if s.strip().endswith(".")]
        shown = str(answer["body"])
        missing = [s for s in sentences if s.split("\n")[-1] not in shown]
        assert len(sentences) > 30
        assert missing == []

    def test_the_closing_section_has_the_clinics_own_number_and_address(self, answer, get, clinic):
        contact = next(block["value"] for block in answer["body"] if block["type"] == "clinic_contact")
        assert contact["heading"] == "Speak With a Professional Today"
        assert contact["clinic"]["telephone"]["number"] == "+19515550142"
        assert "Riverside, CA 92501" in " ".join(contact["clinic"]["address"]["formatted"])
        telephone = clinic.telephones.get()
        telephone.number = "+19515550199"
        clinic.telephones = [telephone]
        clinic.save_revision().publish()
        again = get(f"pages/{answer['id']}/").json()
        contact = next(block["value"] for block in again["body"] if block["type"] == "clinic_contact")
        assert contact["clinic"]["telephone"]["number"] == "+19515550199"

    def test_more_resources_are_the_related_pages(self, answer):
        assert answer["body"][-1]["type"] == "related_pages"
        assert [page["title"] for page in answer["body"][-1]["value"]["pages"]] == ["Another article about depression"]
        assert "Related page, found by its title: Another article about depression" in self.output.getvalue()
