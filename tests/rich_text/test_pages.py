"""Whole pages as Markdown, and the demo site in every format."""

import re

import pytest
import requests
from markdown_it import MarkdownIt

from api.snapshots.bypass import store_bypassed
from media.models import ClinicImage
from pages.models import ArticleAuthor, Citation, FaqItem, RelatedArticle
from pages.models.article_index import ArticleIndexPage
from pages.models.clinic_index import ClinicIndexPage
from pages.models.home import HomePage
from tests.kept import kept
from tests.media.factories import ImageFactory
from tests.pages.factories import PersonFactory, full_body, item, make_article, make_clinic
from tests.rich_text.normal import normal
from tests.rich_text.portable_text_library import render_all
from tests.rich_text.renderer import render

pytestmark = pytest.mark.django_db
commonmark = MarkdownIt("commonmark")


@kept
def places(home):
    clinic_home = home.add_child(instance=HomePage(title="Clinic", slug="clinic"))
    articles = clinic_home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))
    clinics = clinic_home.add_child(instance=ClinicIndexPage(title="Clinics", slug="clinics"))
    return articles, clinics


@kept
def article(places):
    articles, clinics = places
    clinic = make_clinic(clinics, title="Riverside", slug="riverside")
    article = make_article(articles, title="What *is* it?", body=full_body(articles, clinic), hero_image=ImageFactory())
    article.author_rows = [ArticleAuthor(person=PersonFactory(name="Wren Okafor", honorific_suffix="LCSW"))]
    article.medical_reviewer, article.last_reviewed = PersonFactory(name="Mara Ellison"), "2026-09-14"
    article.citations = [Citation(title="A paper", publisher="A journal", year=2020, doi="10.1000/x")]
    article.save()
    return article


def as_markdown(client, page, query=""):
    return client.get(f"/api/v2/pages/{page.pk}/{query}", headers={"Accept": "text/markdown"})


def test_an_article_reads_from_its_title_to_its_sources(client, article):
    for _ in range(2):
        text = as_markdown(client, article).content.decode()
        image = ClinicImage.objects.get(pk=article.hero_image_id)
        expected = [
            "# What \\*is\\* it?\n\nA plain summary of this page, long enough",
            "By Wren Okafor, LCSW\\\nMedically reviewed by Mara Ellison on September 14, 2026.\n",
            f"![{image.alt_text}](http",
            "## Getting help\n",
            "### First steps\n\n[Read on](/clinic/articles/article-",
            "\n*The door*\n",
            "> It helped.\n>\n> — A patient (fictional)\n",
            "> **Crisis: In danger?**\n>\n> Call 988.\n",
            "**Hours a week**\n\n| Level | Hours |\n| --- | --- |\n| Outpatient | 1 to **3** |\n",
            "[A walk](https://youtu.be/abcdefghijk)\n",
            "**[Our clinic](/clinic/clinics/riverside/)**\n",
            "## Questions\n\n### Is question ",
            "answered?\n\nYes, here.\n",
            "## Speak with us\n\nAny time.\n\n**[Riverside](/clinic/clinics/riverside/)**\n\n- ",
            ": [(951) 555-0142](tel:+19515550142)\n\n**Address**\\\n1 Example Street\\\n",
            "## More resources\n\n- [Related](/clinic/articles/article-",
            "## Sources\n\n1. [A paper](https://doi.org/10.1000/x). A journal, 2020. DOI 10.1000/x.\n",
        ]
        place = 0
        for part in expected:
            assert part in text[place:], (part, text)
            place = text.index(part, place)


def test_it_is_the_same_past_the_store_and_by_path(client, article, varnish_is_told):
    stored = [as_markdown(client, article) for _ in range(2)]
    with store_bypassed():
        live = as_markdown(client, article)
    path = client.get(f"/api/v2/pages/{article.pk}/").json()["meta"]["html_path"]
    found = client.get(f"/api/v2/pages/find/?html_path={path}", headers={"Accept": "text/markdown"})
    assert {answer.content for answer in [*stored, live, found]} == {live.content}
    assert {answer["ETag"] for answer in [*stored, live, found]} == {live["ETag"]}
    assert found["Content-Type"] == "text/markdown; charset=utf-8"
    assert stored[1]["Surrogate-Key"] == client.get(f"/api/v2/pages/{article.pk}/")["Surrogate-Key"]


def test_a_client_that_has_it_is_told_so(client, article):
    answer = as_markdown(client, article)
    known = {"Accept": "text/markdown", "If-None-Match": answer["ETag"]}
    for _ in range(2):
        assert client.get(f"/api/v2/pages/{article.pk}/", headers=known).status_code == 304
    as_json = client.get(f"/api/v2/pages/{article.pk}/", headers={"If-None-Match": answer["ETag"]})
    assert as_json.status_code == 200
    head = client.head(f"/api/v2/pages/{article.pk}/", headers={"Accept": "text/markdown"})
    assert (head.content, head["ETag"], head["Content-Length"]) == (b"", answer["ETag"], answer["Content-Length"])
    packed = client.get(
        f"/api/v2/pages/{article.pk}/", headers={"Accept": "text/markdown", "Accept-Encoding": "gzip, br"}
    )
    assert packed["Content-Encoding"] == "br"


def test_structured_data_stays_html(client, article):
    answers = [client.get(f"/api/v2/pages/{article.pk}/?rich_text={name}").json() for name in ("html", "json")]
    assert answers[0]["meta"] == answers[1]["meta"]
    assert "<p>Yes, here.</p>" in str(answers[0]["meta"]["json_ld"])


def test_a_changed_answer_is_in_it_at_once(client, article):
    before = as_markdown(client, article)
    question = FaqItem.objects.get()
    question.answer = "<p>No <b>longer</b>.</p>"
    question.save_revision().publish()
    after = client.get(
        f"/api/v2/pages/{article.pk}/", headers={"Accept": "text/markdown", "If-None-Match": before["ETag"]}
    )
    assert "No **longer**." in after.content.decode()


def test_fields_choose_what_is_in_it(client, article):
    assert as_markdown(client, article, "?fields=_,title").content.decode() == "# What \\*is\\* it?\n"
    text = as_markdown(client, article, "?fields=_,title,citations").content.decode()
    assert "## Sources" in text
    assert "Getting help" not in text


def test_its_words_are_in_the_page_s_language_whatever_is_chosen(client, places, spanish):
    article = make_article(places[0], last_reviewed="2026-09-14")
    translated = article.copy_for_translation(spanish.locale, copy_parents=True)
    translated.save_revision().publish()
    for parent in translated.get_ancestors().specific():
        if not parent.is_root() and not parent.live:
            parent.save_revision().publish()
    expected = "Última revisión: 14 de septiembre de 2026.\n"
    for query in ("?fields=_,last_reviewed", "?fields=_,last_reviewed,hero_image(url)"):
        assert as_markdown(client, translated, query).content.decode().endswith(expected)
        with store_bypassed():
            assert as_markdown(client, translated, query).content.decode().endswith(expected)


def test_related_pages_are_named_once(client, places, article):
    plain = make_article(places[0], body=[])
    plain.related_rows = [RelatedArticle(page=article)]
    plain.save()
    text = as_markdown(client, plain).content.decode()
    assert text.count("## More resources\n\n- [What \\*is\\* it?](/clinic/articles/") == 1


def test_a_clinic_tells_its_facts(client, places):
    clinic = make_clinic(places[1], title="Riverside", languages=["en"], email="desk@clinic.example")
    text = as_markdown(client, clinic).content.decode()
    for part in ("[(951) 555-0142](tel:+19515550142)", "- Monday: 09:00–17:00", "mailto:desk@clinic.example"):
        assert part in text
    assert "**Languages**: English" in text


def test_what_staff_type_is_text(client, places):
    hostile = "<script>alert(1)</script> [x](javascript:alert(1)) # * | `"
    body = [
        {"type": "heading", "value": {"text": hostile, "level": "2"}},
        {"type": "quote", "value": {"quote": hostile, "attribution": hostile}},
        {"type": "call_to_action", "value": {"label": "x", "url": "javascript:alert(1)"}},
        {"type": "embed", "value": {"url": "javascript:alert(1)", "title": hostile, "caption": hostile}},
        {
            "type": "table",
            "value": {
                "columns": [{"type": "text", "heading": hostile}],
                "rows": [{"values": [f"{hostile}\n\n{hostile}"]}],
                "caption": hostile,
            },
        },
    ]
    article = make_article(places[0], title=hostile[:100], summary=hostile, body=body)
    text = as_markdown(client, article).content.decode()
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    assert "<script" not in html
    assert 'href="javascript' not in html
    assert html.count("<td>") == 1


def test_a_page_of_another_app_reads_as_its_blocks_do(client, make_event):
    image, linked = ImageFactory(alt_text="A hall"), make_event(title="Linked", slug="linked")
    body = [
        {"type": "text", "value": "<p>Come <i>early</i></p>"},
        {"type": "page", "value": linked.pk},
        {"type": "image", "value": image.pk},
        {"type": "described_image", "value": {"image": image.pk, "alt_text": "The door", "decorative": False}},
        {"type": "steps", "value": [item("Knock", 1), item("1. Wait", 2)]},
        {"type": "links", "value": [item({"label": "More", "page": linked.pk})]},
    ]
    event = make_event(title="Open day", teaser="<p>A <b>day</b></p>", body=body)
    text = as_markdown(client, event).content.decode()
    url = image.get_api_representation()["fallback"]["url"]
    assert text.startswith("# Open day\n\nA **day**\n\nCome *early*\n\n[Linked](/linked/)\n\n![A hall](http")
    assert f"![The door]({url})\n\n- Knock\n- 1\\. Wait\n\nMore\n\n[Linked](/linked/)\n" in text


def rich_texts(html, tree, markdown):
    """Each rich text of an answer in all three formats."""
    if isinstance(html, dict):
        for name, value in html.items():
            yield from rich_texts(value, tree[name], markdown[name])
    elif isinstance(html, list):
        for place, value in enumerate(html):
            yield from rich_texts(value, tree[place], markdown[place])
    elif isinstance(html, str) and isinstance(tree, list):
        yield html, tree, markdown
    else:
        assert html == tree == markdown


def test_every_rich_text_of_the_demo_site_goes_there_and_back(demo):
    with requests.Session() as session:

        def get(path, **options):
            response = session.get(f"{demo}/api/v2/{path}", timeout=20, **options)
            response.raise_for_status()
            return response

        paths = [f"pages/{route['id']}/" for route in get("routes/").json()["items"]]
        for endpoint in ("faqs", "people"):
            paths += [f"{endpoint}/{each['id']}/" for each in get(f"{endpoint}/?limit=100").json()["items"]]
        found = []
        for path in paths:
            found += rich_texts(*(get(f"{path}?rich_text={name}").json() for name in ("html", "json", "markdown")))
        for path in paths:
            if not path.startswith("pages/"):
                continue
            text = get(path, headers={"Accept": "text/markdown"}).content.decode()
            assert text.startswith("# ")
            assert not re.search(r"\]\((None)?\)|<script|Markdown\(", text)
    assert len(found) > 200
    rendered = render_all([tree for _, tree, _ in found])
    for (html, tree, markdown), by_library in zip(found, rendered, strict=True):
        assert normal(render(tree)) == normal(by_library) == normal(html)
        assert normal(commonmark.render(markdown)) == normal(html), markdown
