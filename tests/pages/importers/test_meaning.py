"""No word changes its meaning on the way in: whatever file it comes from."""

import pytest

from tests.pages.importers.documents import CASES, Imported, html
from tests.pages.importers.word_files import paragraph, run, word_file

OPENING = "This opening is long enough to make a summary of it, really."
RAISED = '<w:vertAlign w:val="superscript"/>'
LOWERED = '<w:vertAlign w:val="subscript"/>'


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (html("<p>1.5 × 10<sup>9</sup>/L and B<sub>12</sub></p>"), "a.html"),
        (
            html(
                '<style>.c1{vertical-align:super}</style><p>1.5 × 10<span class="c1">9</span>/L '
                'and B<span style="vertical-align: sub">12</span></p>'
            ),
            "a.html",
        ),
        (f"# T\n\n{OPENING}\n\n1.5 × 10<sup>9</sup>/L and B<sub>12</sub>", "a.md"),
        (f"# T\n\n{OPENING}\n\n1.5 × 10^9^/L and B<sub>12</sub>", "a.md"),
        (
            word_file(
                paragraph(run("T"), style="Titel"),
                paragraph(run(OPENING)),
                paragraph(run("1.5 × 10"), run("9", RAISED), run("/L and B"), run("12", LOWERED)),
            ),
            "a.docx",
        ),
        (
            word_file(
                paragraph(run("T"), style="Titel"),
                paragraph(run(OPENING)),
                paragraph(run("1.5 × 10"), run("9", '<w:rStyle w:val="Raised"/>'), run("/L and B"), run("12", LOWERED)),
            ),
            "a.docx",
        ),
    ],
)
def test_raised_and_lowered_text_stays_so(content, name):
    article = Imported(content, name)
    assert "<p>1.5 × 10<sup>9</sup>/L and B<sub>12</sub></p>" in article.html
    assert article.lost == []


def test_where_there_is_no_markup_signs_say_it():
    article = Imported(
        html("<h2>CO<sub>2</sub> and S<em>pO</em><sub>2</sub></h2><p>x</p>", "B<sub>12</sub> and <b>k</b>etamine")
    )
    assert (article.title, article.headings) == ("B₁₂ and ketamine", ["CO₂ and SpO₂"])
    assert article.lost == []


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("<s>100 mg</s>", "struck out: 100 mg"),
        ("<strike>100 mg</strike>", "struck out: 100 mg"),
        ("<del>100 mg</del>", "deleted: 100 mg"),
        ('<span style="text-decoration: underline line-through">100 mg</span>', "struck out: 100 mg"),
        ('<style>.c9{text-decoration-line:line-through}</style><span class="c9">100 mg</span>', "struck out: 100 mg"),
        ('<span style="display:none">100 mg</span>', "hidden: 100 mg"),
        ("<span hidden>100 mg</span>", "hidden: 100 mg"),
        ("<span style='mso-hide:all'>100 mg</span>", "hidden: 100 mg"),
        ("<span class=msoDel>100 mg</span>", "deleted: 100 mg"),
        ('<a href="#_msocom_1">100 mg</a>', "comment: 100 mg"),
    ],
)
def test_words_that_were_struck_out_hidden_or_commented_do_not_count_and_are_named(words, named):
    article = Imported(html(f"<p>Take {words} 10 mg.</p>"))
    assert "<p>Take 10 mg.</p>" in article.html
    assert named in article.left_out
    assert article.lost == []


def test_in_markdown_too():
    article = Imported(f"# T\n\n{OPENING}\n\nTake ~~100 mg~~ <del>50 mg</del> 10 mg.<!-- ask Jo -->", "a.md")
    assert "<p>Take 10 mg.</p>" in article.html
    assert article.left_out == ["comment: ask Jo", "struck out: 100 mg", "deleted: 50 mg"]
    assert article.lost == []


def test_in_word_files_too():
    content = word_file(
        paragraph(run("T"), style="Cover"),
        paragraph(run(OPENING)),
        paragraph(
            run("Take "),
            run("100 mg ", "<w:strike/>"),
            run("90 mg ", "<w:dstrike/>"),
            run("80 mg ", '<w:rStyle w:val="Old"/>'),
            run("70 mg ", "<w:vanish/>"),
            '<w:del w:author="A"><w:r><w:delText>60 mg </w:delText></w:r></w:del>',
            '<w:moveFrom w:author="A">' + run("50 mg ") + "</w:moveFrom>",
            '<w:ins w:author="A">' + run("10 mg.") + "</w:ins>",
            run(" Not more.", '<w:strike w:val="0"/>'),
        ),
        parts={
            "comments": f'<w:comments><w:comment w:id="0">{paragraph(run("Ask Jo"))}</w:comment></w:comments>',
            "header": f"<w:hdr>{paragraph(run('Draft 3'))}</w:hdr>",
        },
    )
    article = Imported(content, "a.docx")
    assert "<p>Take 10 mg. Not more.</p>" in article.html
    assert article.left_out == [
        "struck out: 100 mg 90 mg 80 mg",
        "hidden: 70 mg",
        "deleted: 60 mg",
        "moved elsewhere: 50 mg",
        "comment: Ask Jo",
        "header: Draft 3",
    ]
    assert article.lost == []


def test_words_in_fields_and_wrappers_of_word_stay():
    content = word_file(
        paragraph(run("T"), style="Titel"),
        paragraph(run(OPENING)),
        paragraph(
            run("Call"),
            f'<w:fldSimple w:instr=" DOCPROPERTY Line ">{run(" 911 ")}</w:fldSimple>',
            f"<w:customXml>{run('at ')}</w:customXml>",
            f"<w:sdt><w:sdtContent>{run('once.')}</w:sdtContent></w:sdt>",
        ),
        document="word/document2.xml",
    )
    article = Imported(content, "a.docx")
    assert "<p>Call 911 at once.</p>" in article.html
    assert article.lost == []


def test_titles_and_headings_of_word_go_by_what_their_styles_rest_on():
    content = word_file(
        paragraph(run("A cover's title"), style="Cover"),
        paragraph(run(OPENING)),
        paragraph(run("A chapter"), style="Chapter"),
        paragraph(run("Text.")),
        paragraph(run("A part"), properties='<w:outlineLvl w:val="1"/>'),
        paragraph(run("Text.")),
    )
    article = Imported(content, "a.docx")
    assert article.title == "A cover's title"
    assert [value for kind, value in article.blocks if kind == "heading"] == [
        {"text": "A chapter", "level": "2"},
        {"text": "A part", "level": "3"},
    ]
    assert article.warnings == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            '<p><a href="https://a.example/">methadone</a>\n<a href="https://b.example/">b</a>\n<em>911</em></p>',
            '<p><a href="https://a.example/">methadone</a> <a href="https://b.example/">b</a> <i>911</i></p>',
        ),
        ("<p><b>keta</b>mine <i> x </i>y</p>", "<p><b>keta</b>mine <i>x </i>y</p>"),
        ("<div>Take one tablet</div><div>Do not take two</div>", "<p>Take one tablet</p><p>Do not take two</p>"),
        ("loose<section>in a section</section>loose", "<p>loose</p><p>in a section</p><p>loose</p>"),
        ("<p>One<br>two<br><br>three</p>", "<p>One<br/>two</p><p>three</p>"),
        ("<ul><li><p>Call first.</p><p>Then come.</p></li></ul>", "<ul><li>Call first.<br/>Then come.</li></ul>"),
        ("<ul><li>A</li><ul><li>B</li></ul></ul>", "<ul><li>A<ul><li>B</li></ul></li></ul>"),
        ("<ol><li>A<ol><li>B</li></ol></li><li>C</li></ol>", "<ol><li>A<ol><li>B</li></ol></li><li>C</li></ol>"),
        (
            "<dl><dt>Onset</dt><dd>30 minutes</dd><dt>First day</dt><dd>30 mg</dd><dd>25 mg</dd></dl>",
            "<ul><li><b>Onset:</b> 30 minutes</li><li><b>First day:</b> 30 mg<br/>25 mg</li></ul>",
        ),
        ("<p>• Slow breathing</p><p>• Blue lips</p>", "<ul><li>Slow breathing</li><li>Blue lips</li></ul>"),
        ("<pre>one\ntwo</pre>", "<p>one<br/>two</p>"),
        ("<p>He said <q>no</q>.</p>", "<p>He said “no”.</p>"),
        ('<b style="font-weight:normal"><p>not bold</p></b>', "<p>not bold</p>"),
        ('<p><span style="font-weight:700;font-style:italic">x</span></p>', "<p><b><i>x</i></b></p>"),
    ],
)
def test_words_are_neither_joined_nor_torn(written, read):
    article = Imported(html(written))
    assert article.html.endswith(read)
    assert article.lost == []


@pytest.mark.parametrize("marker", ["·", "o", "§"])
def test_paragraphs_that_word_lists_are_a_list(marker):
    def item(level, ignored, words):
        ignored = f"<![if !supportLists]><span style='mso-list:Ignore'>{ignored}<span>&nbsp; </span></span><![endif]>"
        return f"<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'>{ignored}{words}<o:p></o:p></p>"

    article = Imported(
        html(item(1, marker, "One") + item(2, "1.", "Two") + item(2, "2.", "Three") + item(1, marker, "4"))
    )
    assert article.html.endswith("<ul><li>One<ol><li>Two</li><li>Three</li></ol></li><li>4</li></ul>")
    assert article.lost == []


def test_a_table_is_a_table_with_its_links_and_headings():
    article = Imported(
        html(
            "<h2>Doses</h2><table><tr><th>Drug</th><th>10<sup>3</sup>/L</th></tr><tr><td>Methadone</td>"
            '<td>10 mg, <a href="https://a.example/">leaflet</a></td></tr>'
            "<tr><td>Naloxone</td><td>4 mg</td></tr></table>"
        )
    )
    assert article.tables == [
        {
            "caption": "Doses",
            "columns": [{"type": "text", "heading": "Drug"}, {"type": "rich_text", "heading": "10³/L"}],
            "rows": [
                {"values": ["Methadone", '<p>10 mg, <a href="https://a.example/">leaflet</a></p>']},
                {"values": ["Naloxone", "<p>4 mg</p>"]},
            ],
        }
    ]
    assert article.lost == []


def test_each_cell_of_nested_tables_is_there_once():
    article = Imported(
        html(
            "<table><tr><td>Adults<table><tr><td>10 mg</td><td>20 mg</td></tr></table></td>"
            '<td>Call <a href="tel:+19515550142">the clinic</a></td></tr></table>'
        )
    )
    (table,) = article.tables
    assert table["rows"] == [
        {"values": ["<p>Adults</p><p>10 mg – 20 mg</p>", '<p>Call <a href="tel:+19515550142">the clinic</a></p>']}
    ]
    assert "A table has no column headings, so its columns were numbered. Give each one a heading." in article.warnings


def test_merged_cells_stand_in_each_row_that_they_are_about():
    article = Imported(
        html(
            "<table><thead><tr><th rowspan=2>Drug</th><th colspan=2>Dose</th></tr><tr><th>adults</th>"
            "<th>children</th></tr></thead><tr><td rowspan=2>Naloxone</td><td>4 mg</td><td>2 mg</td></tr>"
            "<tr><td>8 mg</td><td>4 mg</td></tr></table>"
        )
    )
    (table,) = article.tables
    assert [column["heading"] for column in table["columns"]] == ["Drug", "Dose: adults", "Dose: children"]
    assert [row["values"] for row in table["rows"]] == [["Naloxone", "4 mg", "2 mg"], ["Naloxone", "8 mg", "4 mg"]]
    assert any("Merged cells" in warning for warning in article.warnings)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://www.google.com/url?q=https://nida.nih.gov/&sa=D&ust=1", "https://nida.nih.gov/"),
        (
            "https://x.safelinks.protection.outlook.com/?url=https%3A%2F%2Fnida.nih.gov%2F&data=1",
            "https://nida.nih.gov/",
        ),
        ("https://urldefense.com/v3/__https://nida.nih.gov/__;!!x", "https://nida.nih.gov/"),
        ("https://www.google.com/search?q=x", "https://www.google.com/search?q=x"),
        ("//nida.nih.gov/", "https://nida.nih.gov/"),
    ],
)
def test_links_lead_to_the_real_address(written, read):
    assert f'<a href="{read}">x</a>' in Imported(html(f'<p><a href="{written.replace("&", "&amp;")}">x</a></p>')).html


@pytest.mark.parametrize(
    ("href", "named"),
    [
        ("#nowhere", "link without a target: words → #nowhere"),
        ("leaflet.html", "relative link: words → leaflet.html"),
        ("javascript:alert(1)", "link of the type “javascript”: words → javascript:alert(1)"),
        (" java\tscript:alert(1)", "link of the type “javascript”: words → java\tscript:alert(1)"),
        ("file:///C:/x.docx", "link of the type “file”: words → file:///C:/x.docx"),
    ],
)
def test_links_that_lead_nowhere_are_named_and_their_words_stay(href, named):
    article = Imported(html(f'<p>Some <a href="{href}">words</a>.</p>'))
    assert "<p>Some words.</p>" in article.html
    assert named in article.left_out


def test_links_to_headings_of_the_article_and_to_pages_of_the_site_stay():
    article = Imported(
        html('<p><a href="#b">below</a> <a href="/methadone/">m</a></p><h2 id="a">One</h2><p>x</p><h2 id="b">One</h2>')
    )
    assert '<a href="#one-2">below</a> <a href="/methadone/">m</a>' in article.html
    assert article.left_out == []
    assert "relative link, kept: m → /methadone/" in article.warnings


@pytest.mark.parametrize(
    "page",
    [
        "<main>{text}<article><h3>Teaser</h3><p>Read this.</p></article></main>",
        "<main><article>{text}</article><article><h3>Teaser</h3><p>Read this.</p></article></main>",
        "<article>{text}<article><h3>Teaser</h3><p>Read this.</p></article></article>",
        "<div><article><h3>Teaser</h3><p>Read this.</p></article><div role=main>{text}</div></div>",
        "{text}<aside><h3>Teaser</h3><p>Read this.</p></aside>",
    ],
)
def test_teasers_are_left_out_and_named_wherever_they_stand(page):
    text = (
        "<h1>A title</h1><p>Call 911 at once, and stay until help comes.</p><h2>After it</h2><p>Breathing can stop.</p>"
    )
    article = Imported(f"<html><body>{page.format(text=text)}</body></html>")
    assert (article.title, article.headings) == ("A title", ["After it"])
    assert article.html == "<p>Call 911 at once, and stay until help comes.</p><p>Breathing can stop.</p>"
    assert any("Teaser Read this." in each for each in article.left_out)
    assert article.lost == []


def test_an_article_below_the_title_is_the_text_when_it_holds_most_words():
    article = Imported(
        "<main><h1>A title</h1><article><p>Call 911 at once, and stay until help comes.</p></article></main>"
    )
    assert article.html == "<p>Call 911 at once, and stay until help comes.</p>"


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not beside this checkout")
class TestCases:
    @pytest.fixture
    def case(self):
        return lambda name: Imported((CASES / "importing" / name).read_bytes(), name)

    @pytest.mark.parametrize("encoding", ["cp1252", "utf8"])
    def test_a_web_page_saved_by_word(self, case, encoding):
        article = case(f"word-saveas-{encoding}.htm")
        assert article.title == "Living with opioid use disorder"
        assert article.headings == ["Signs of an overdose", "What to do", "Doses"]
        assert "works – and it’s never too late" in article.html
        assert "<ul><li>Slow or no breathing</li><li>Blue lips</li><li>Cannot be woken</li></ul>" in article.html
        assert "<ol><li>Call 911.</li><li>Give naloxone if you have it.</li></ol>" in article.html
        assert "<p>The dose is 5 mg.</p>" in article.html
        assert "struck out: 50 mg" in article.left_out
        assert article.lost == []

    def test_a_web_page_of_google_docs(self, case):
        article = case("google-docs-export.html")
        assert article.title == "Living with opioid use disorder"
        assert "<li>Slow breathing<ul><li>fewer than 8 breaths a minute</li></ul></li>" in article.html
        assert '<a href="https://nida.nih.gov/">NIDA</a>' in article.html
        assert article.tables[0]["rows"] == [{"values": ["Methadone", "10 mg"]}]
        assert "link without a target: [1] → #ftnt1" in article.left_out
        assert article.lost == []

    @pytest.mark.parametrize("name", ["divs-dl", "heading-inline", "inline-newline", "nested-article", "nested-table"])
    def test_nothing_is_lost_of_the_others(self, case, name):
        assert case(f"{name}.html").lost == []
