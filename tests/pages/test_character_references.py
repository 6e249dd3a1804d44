"""References to characters that cannot be, such as ``&#999…;`` with 5,000 digits, which Python cannot read."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from api.character_references import readable, unescape
from pages.models import ArticlePage, FaqItem, NotFoundText, Person
from pages.usage.addresses import typed_links_to
from tests.pages.factories import SUMMARY, make_article

DIGITS = "9" * 5000
HUGE = f"&#{DIGITS};"
TEXTS = [
    f"<p>Call {HUGE} now</p>",
    f"<h2>Call {HUGE}</h2>",
    f"<p>Call 10<sup>{HUGE}</sup></p>",
    f'<p>Call <a href="https://x.example/{HUGE}">us</a></p>',
    f'<p>Call <img src="https://x.example/a.png" width="{DIGITS}" height="²"/></p>',
    f'<p>Call</p><embed embedtype="media" url="https://x.example/{HUGE}"/>',
    f"<p>Call {DIGITS}</p>",
]
FORMATS = [
    {},
    {"rich_text": "json"},
    {"rich_text": "markdown"},
    {"rich_text_format": "db_html"},
    {"rich_text_format": "db_markdown"},
]
FOREIGN = [
    *TEXTS,
    f'<p style="font-weight: {DIGITS}">Call</p><p style="font-weight: ²">us</p>',
    f'<h2 aria-level="{DIGITS}">Call</h2><table><tr><td colspan="{DIGITS}">us</td></tr></table>',
    f'<ol start="{DIGITS}"><li>Call</li></ol><p style="mso-list: l0 level{DIGITS} lfo1">us</p>',
]
PARAMETERS = [
    *(f"pages/?{name}" for name in ("search", "slug", "topic", "fields", "order", "cursor", "id", "child_of", "limit")),
    *("search/?q", "clinics/?near", "clinics/?service", "feed/?topic", "sitemap/?part", "routes/?cursor"),
    *("pages/find/?html_path", "redirects/find/?html_path", "images/?width", "images/?tags", "site/?locale"),
]


def test_a_character_that_cannot_be_is_the_replacement_character():
    assert unescape(f"a&amp;{HUGE}&#233;&#x1F600;") == "a&\ufffdé😀"
    assert readable("&#8209; &#99999999; &amp;#999999999999") == "&#8209; &#99999999; &amp;#999999999999"


@pytest.mark.parametrize("text", TEXTS)
def test_what_a_script_stored_is_answered_in_each_format(get, client, articles, text):
    table = {"columns": [{"type": "rich_text", "heading": "H"}], "rows": [{"values": [text]}], "caption": "C"}
    body = [{"type": "rich_text", "value": text}, {"type": "table", "value": table}]
    article = make_article(articles, title="Sleep", body=body)
    for query in FORMATS:
        assert "Call" in get(f"pages/{article.pk}/", **query).json()["body"].__repr__()
    markdown = client.get(f"/api/v2/pages/{article.pk}/", headers={"accept": "text/markdown"})
    assert "Call" in markdown.content.decode()
    assert get("search/", q="call").json()["meta"]["total_count"] == 1
    assert typed_links_to([article]) == []


@pytest.mark.parametrize("text", TEXTS)
def test_staff_edit_publish_and_compare_it(admin_client, articles, text):
    article = make_article(articles, title="Sleep", body=[{"type": "rich_text", "value": text}])
    article.save_revision().publish()
    for view in ("edit", "view_draft", "unpublish"):
        assert admin_client.get(reverse(f"wagtailadmin_pages:{view}", args=[article.pk])).status_code == 200
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[article.pk, "earliest", "latest"])
    assert admin_client.get(compare).status_code == 200
    assert admin_client.get(reverse("typed_numbers")).status_code == 200


@pytest.mark.parametrize("text", TEXTS)
def test_questions_people_and_texts_of_the_site_hold_it(get, admin_client, home, text):
    question = FaqItem(question="Why?", answer=text)
    question.save()
    question.answer = text
    question.save_revision().publish()
    person = Person.objects.create(name="Mara Ellison", biography=text)
    gone = NotFoundText.objects.create(title="Gone", text=text)
    assert "Call" in get(f"faqs/{question.pk}/").json()["answer"]
    assert "Call" in get(f"people/{person.pk}/").json()["biography"]
    assert "Call" in get("site/").json()["not_found"]["text"]
    for snippet in (question, person, gone):
        url = reverse(f"wagtailsnippets_clinic_pages_{snippet._meta.model_name}:edit", args=[snippet.pk])
        assert admin_client.get(url).status_code == 200


@pytest.mark.parametrize("html", FOREIGN)
def test_it_can_be_pasted_and_imported(admin_client, articles, html):
    data = json.dumps({"html": html, "headings": True, "tables": True})
    assert admin_client.post(reverse("clinic_paste"), data, content_type="application/json").status_code == 200
    url = reverse("clinic_import_article", args=[articles.pk])
    page = f"<h1>Sleep</h1><p>{SUMMARY}</p>{html}"
    proposed = admin_client.post(url, {"html": page})
    assert proposed.status_code == 200, proposed.context["form"].errors
    files = {"a.html": page, "a.md": f"# Sleep\n\n{SUMMARY}\n\n{html}", "a.txt": f"Sleep\n\n{SUMMARY}\n\n{html}"}
    for name, text in files.items():
        assert admin_client.post(url, {"file": SimpleUploadedFile(name, text.encode())}).status_code == 200
    assert admin_client.post(url, {"proposal": proposed.context["proposal"]}).status_code == 302
    assert admin_client.get(reverse("wagtailadmin_pages:edit", args=[ArticlePage.objects.get().pk])).status_code == 200


@pytest.mark.parametrize("parameter", PARAMETERS)
@pytest.mark.parametrize("value", [HUGE, DIGITS])
def test_a_parameter_of_the_api_may_be_anything(client, home, parameter, value):
    path, name = parameter.split("?")
    assert client.get(f"/api/v2/{path}", {name: value}).status_code < 500
