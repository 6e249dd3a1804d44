"""A number of a clinic that is typed stays old when the clinic's changes: staff are told, and find it."""

import html
import time
from collections import Counter
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from pages.models import CrisisLine, FaqItem, FormerNumber, Menu, NotFoundText, OrganisationSettings, Telephone
from pages.typed_numbers.known import KnownNumber, NumberFinder, known_numbers
from pages.typed_numbers.places import all_typed_numbers, typed_numbers_in, written_models
from tests.kept import kept
from tests.pages.factories import FaqItemFactory, make_article, make_clinic, rich_text_body

NUMBER = KnownNumber("+19515550142;ext=3", "Riverside")
SPELLINGS = [
    "(951) 555-0142",
    "951.555.0142",
    "+1 951 555 0142",
    "19515550142",
    "9515550142",
    "951\u2011555\u20110142",
    "951\u00a0555\u00a001\u00a042",
    "<p>Call <b>951</b>-555-0142.</p>",
    '<p><a href="tel:+19515550142">Call us</a></p>',
    "<p>(951)&nbsp;555&#8209;0142</p>",
    "Now: 951-555-0142, 951-555-0143.",
]
OTHERS = ["(951) 555-0143", "19515550142 7".replace(" ", ""), "2951555014299", "555-0142", "951-555-014", "", "951555"]


@pytest.mark.parametrize("text", SPELLINGS)
def test_a_number_is_found_however_it_is_spelled(text):
    assert [found.known for found in NumberFinder([NUMBER]).find(text)] == [NUMBER]


@pytest.mark.parametrize("text", OTHERS)
def test_other_digits_are_not_a_number_of_a_clinic(text):
    assert NumberFinder([NUMBER]).find(text) == []


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("+442079460018", "Ring 020 7946 0018 or +44 (0)20 7946 0018"),
        ("+1800662HELP", "Call 1-800-662-help"),
        ("+1800662HELP", "Call 1-800-662-4357"),
    ],
)
def test_numbers_abroad_and_with_letters_are_found(stored, text):
    assert len(NumberFinder([KnownNumber(stored, "X")]).find(text)) == 1


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Call (951) 555-0142 now", "(951) 555-0142"),
        ("Call (951)555-0142.", "(951)555-0142"),
        ("tel. (951) 555-0142, fax", "(951) 555-0142"),
        ("Tel.951.555.0142", "951.555.0142"),
        ("<p>Call&nbsp;(951)&nbsp;555&#8209;0142</p>", "(951) 555\u20110142"),
        ("<p>Call <b>(951)</b> 555-0142</p>", "(951) 555-0142"),
        ("Call 951-555-0142.", "951-555-0142"),
        ("Call +1 951 555 0142", "+1 951 555 0142"),
        ("Call +1 (951) 555-0142", "+1 (951) 555-0142"),
        ("Call (+1) 951 555 0142", "(+1) 951 555 0142"),
        ("Call +19515550142", "+19515550142"),
        ("Call 001 951 555 0142", "001 951 555 0142"),
        ("Call 1-951-555-0142", "1-951-555-0142"),
        ("Call (1) 951 555 0142", "(1) 951 555 0142"),
        ('<a href="tel:+19515550142">Call us</a>', "+19515550142"),
        ("Call (951) 555-0142 ext. 12", "(951) 555-0142 ext. 12"),
        ("Call 951-555-0142 x3, please", "951-555-0142 x3"),
        ("Call 951-555-0142;ext=3", "951-555-0142;ext=3"),
        ("(951-555-0142)", "(951-555-0142)"),
        ("(951-555-0142, at any hour)", "951-555-0142"),
        ("(call 951-555-0142)", "951-555-0142"),
        ("1. 951-555-0142", "951-555-0142"),
        ("1) 951-555-0142", "951-555-0142"),
        ("( 951 ) 555 0142", "( 951 ) 555 0142"),
        ("Room 21 951-555-0142", "951-555-0142"),
        ("951\n555 0142", "951 555 0142"),
    ],
)
def test_a_number_is_told_as_it_is_written(text, written):
    assert [found.written for found in NumberFinder([NUMBER]).find(text)] == [written]


@pytest.mark.parametrize(
    ("stored", "text", "written"),
    [
        ("+442079460018", "Ring 020 7946 0018 today", "020 7946 0018"),
        ("+442079460018", "Ring (020) 7946 0018 today", "(020) 7946 0018"),
        ("+442079460018", "Ring +44 (0)20 7946 0018", "+44 (0)20 7946 0018"),
        ("+442079460018", "Ring +44 20 7946 0018", "+44 20 7946 0018"),
        ("+1800662HELP", "Call 1-800-662-HELP", "1-800-662-HELP"),
        ("+1800662HELP", "Call (800) 662-HELP", "(800) 662-HELP"),
        ("+1800662HELP", "Call 1-800-662-4357", "1-800-662-4357"),
    ],
)
def test_numbers_abroad_and_with_letters_are_told_as_they_are_written(stored, text, written):
    assert [found.written for found in NumberFinder([KnownNumber(stored, "X")]).find(text)] == [written]


@pytest.mark.parametrize("unit", ["951-555-0142 ", "951-555-0142, ", "9", "<", '<a href="tel:', "1 ", "&#"])
def test_a_text_is_searched_in_time_that_grows_with_its_length_alone(unit):
    start = time.process_time()
    NumberFinder([NUMBER, KnownNumber("+1800662HELP", "X")]).find(unit * 20_000)
    assert time.process_time() - start < 2


def test_a_character_with_a_number_of_thousands_of_digits_is_none():
    text = f'<p>&#{"1" * 5000}; 951-555-0142</p><a href="tel:&#{"1" * 5000}">x</a>'
    assert len(NumberFinder([NUMBER]).find(text)) == 1


@kept
def clinic(clinics):
    clinic = make_clinic(clinics, title="Riverside")
    clinic.telephones.add(Telephone(number="988", label="Crisis line"))
    clinic.save_revision().publish()
    return clinic


def change_number(clinic, number="+19515550177"):
    main = next(each for each in clinic.telephones.all() if each.is_main)
    main.number = number
    clinic.save_revision().publish()


class TestHistory:
    def test_a_number_that_a_clinic_gives_up_is_remembered(self, clinic):
        change_number(clinic)
        assert [(known.stored, known.given_up_at is None) for known in known_numbers()] == [
            ("+19515550177", True),
            ("+19515550142", False),
        ]
        change_number(clinic, "+19515550142")
        assert [known.stored for known in known_numbers()] == ["+19515550142", "+19515550177"]

    def test_a_row_that_goes_and_a_clinic_that_goes_leave_their_numbers(self, clinic, clinics):
        clinic.telephones.set([Telephone(number="+19515550188", is_main=True)])
        clinic.save_revision().publish()
        clinic.delete()
        assert set(FormerNumber.objects.values_list("number", flat=True)) <= {"+19515550142", "+19515550188"}
        assert "+19515550142" in set(FormerNumber.objects.values_list("number", flat=True))

    def test_short_codes_are_nobodys(self, clinic):
        clinic.telephones.set([each for each in clinic.telephones.all() if each.number != "988"])
        clinic.save_revision().publish()
        assert not FormerNumber.objects.filter(number="988").exists()


class TestReport:
    @pytest.fixture
    def typed(self, home, articles, clinic):
        """A typed number in everything that staff write."""
        make_article(
            articles,
            title="Sleep",
            body=[
                {"id": "a", "type": "rich_text", "value": "<p>Call 951-555-0142.</p>"},
                {"id": "b", "type": "call_to_action", "value": {"label": "Call", "phone": "+19515550142"}},
            ],
        )
        FaqItemFactory(question="Whom do I call?", answer="<p>(951) 555-0142</p>")
        Menu.objects.create(
            slug="header",
            title="Main",
            locale=Locale.objects.get(),
            items=[{"id": "c", "type": "telephone", "value": {"number": "+19515550142", "label": ""}}],
        )
        NotFoundText.objects.create(title="Gone", text="<p>+1 951 555 0142</p>")
        settings = OrganisationSettings.for_site(Site.objects.get())
        settings.crisis_lines = [CrisisLine(name="Us", number="+19515550142")]
        settings.save()

    def test_it_names_every_place(self, typed, clinic):
        found = {(each.source._meta.model_name, each.reference.describe_source_field()) for each in all_typed_numbers()}
        assert found == {
            ("articlepage", "Body → Text"),
            ("articlepage", "Body → Call to action"),
            ("faqitem", "Answer"),
            ("menu", "Links → Telephone number"),
            ("notfoundtext", "Text"),
            ("organisationsettings", "Crisis line → Number"),
        }

    def test_a_former_number_is_named_with_the_day_it_was_given_up(self, typed, clinic):
        change_number(clinic)
        assert {each.found.known.given_up_at is not None for each in all_typed_numbers()} == {True}
        out = StringIO()
        call_command("typed_numbers", stdout=out)
        assert "was a number of Riverside until" in out.getvalue()
        assert "6 found" not in out.getvalue().splitlines()[0]

    def test_staff_see_it_without_what_is_not_theirs(self, typed, client, admin_client):
        url = reverse("typed_numbers")
        page = html.unescape(admin_client.get(url).content.decode())
        assert "Sleep" in page
        assert "“951-555-0142” is typed here and is a number of Riverside" in page
        user = get_user_model().objects.create_user("faq", "faq@clinic.example", "x")
        group = Group.objects.create(name="Questions")
        group.permissions.add(
            Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
            Permission.objects.get(codename="change_faqitem"),
        )
        user.groups.add(group)
        client.force_login(user)
        page = html.unescape(client.get(url).content.decode())
        assert "Whom do I call?" in page
        assert "Sleep" not in page
        client.logout()
        assert client.get(url).status_code == 302

    def test_sixty_numbers_are_found_in_three_hundred_pages(self, articles, clinic, admin_client):
        numbers = [f"+1951556{number:04}" for number in range(60)]
        FormerNumber.objects.bulk_create(
            FormerNumber(number=number, clinic_title="Old town", given_up_at=timezone.now()) for number in numbers
        )
        for number in range(300):
            make_article(articles, body=rich_text_body(f"<p>Call {numbers[number % 60]}.</p>"))
        found = Counter(each.found.known.stored for each in all_typed_numbers())
        assert found == dict.fromkeys(numbers, 5)
        assert admin_client.get(reverse("typed_numbers")).status_code == 200

    def test_all_that_staff_write_is_read(self):
        names = {model._meta.model_name for model in written_models()}
        assert {"articlepage", "clinicpage", "faqitem", "person", "topic", "menu", "notfoundtext"} <= names
        assert {"organisationsettings", "clinicimage", "eventpage"} <= names

    def test_a_draft_and_a_text_without_numbers_cost_nothing(self, articles, clinic, django_assert_max_num_queries):
        make_article(articles, live=False, body=[{"type": "rich_text", "value": "<p>951-555-0142</p>"}])
        assert list(all_typed_numbers()) == []


class TestWarnings:
    def messages(self, response):
        return [str(message) for message in response.context["messages"]]

    def test_saving_a_page_tells_of_a_typed_number(self, admin_client, articles, clinic):
        article = make_article(articles)
        text = rich_text("<p>Call (951) 555-0142.</p>")
        data = {
            "title": article.title,
            "slug": article.slug,
            "summary": article.summary,
            "body": streamfield([("rich_text", text)]),
            **{name: inline_formset([]) for name in ("author_rows", "citations", "related_rows", "comments")},
        }
        url = reverse("wagtailadmin_pages:edit", args=[article.pk])
        response = admin_client.post(url, nested_form_data(data), follow=True)
        told = " ".join(self.messages(response))
        assert "Body → Text: “(951) 555-0142” is typed here and is a number of Riverside." in told

    def test_saving_a_question_a_menu_and_settings_tells_of_one(self, admin_client, clinic, home):
        question = FaqItemFactory(answer="<p>x</p>")
        url = reverse("wagtailsnippets_clinic_pages_faqitem:edit", args=[question.pk])
        data = nested_form_data({"question": "Who?", "answer": rich_text("<p>951 555 0142</p>")})
        assert "is a number of Riverside" in " ".join(self.messages(admin_client.post(url, data, follow=True)))
        items = streamfield([("telephone", {"number": "+1 951 555 0142", "label": ""})])
        data = nested_form_data({"title": "M", "slug": "header", "site": Site.objects.get().pk, "items": items})
        url = reverse("wagtailsnippets_clinic_pages_menu:add")
        assert "is a number of Riverside" in " ".join(self.messages(admin_client.post(url, data, follow=True)))
        site = Site.objects.get().pk
        url = reverse("wagtailsettings:edit", args=["clinic_pages", "organisationsettings", site])
        row = {"kind": "voice", "locale": Locale.objects.get().pk, "name": "Us", "number": "+1 951 555 0142"}
        lines = inline_formset([{**row, "message": "", "url": "", "text": ""}])
        data = nested_form_data({"name": "X", "crisis_lines": lines, "social_profiles": inline_formset([])})
        assert "is a number of Riverside" in " ".join(self.messages(admin_client.post(url, data, follow=True)))

    def test_what_names_the_clinic_is_not_told_of(self, clinic, articles):
        body = [{"type": "call_to_action", "value": {"label": "x", "clinic": clinic.pk, "clinic_number": "main"}}]
        assert typed_numbers_in(make_article(articles, body=body)) == []
        assert typed_numbers_in(clinic) == []
        assert isinstance(FaqItemFactory(), FaqItem)
