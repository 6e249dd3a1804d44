"""One request, asked of Wagtail's API v2 and of this API: what v2 answers, this API answers, and may answer more."""

import json

import pytest
from django.test import override_settings
from wagtail.contrib.redirects.models import Redirect

from tests.media.factories import DocumentFactory, ImageFactory
from tests.plugin.models import Speaker, Venue

pytestmark = [
    pytest.mark.urls("tests.api.reference_urls"),
    pytest.mark.filterwarnings("ignore::wagtail.utils.deprecation.RemovedInWagtail90Warning"),
]

# What DESIGN says is different, and addresses, which are made for another host.
DEPARTURES = {"detail_url", "html_url", "download_url", "body", "teaser", "directions"}


def contains(ours, theirs):
    """Whether ``ours`` has all that ``theirs`` has, with the same values, in the same order."""
    if isinstance(theirs, dict):
        return isinstance(ours, dict) and all(
            name in DEPARTURES or (name in ours and contains(ours[name], value)) for name, value in theirs.items()
        )
    if isinstance(theirs, list):
        return len(ours) == len(theirs) and all(contains(*pair) for pair in zip(ours, theirs, strict=True))
    return ours == theirs


@pytest.fixture
def ask_both(client, site):
    def ask(path, query):
        ours = client.get(f"/api/v2/{path}?{query}")
        theirs = client.get(f"/reference/{path}?{query}", follow=True)
        return ours, theirs

    return ask


@pytest.fixture
def corpus(make_event, home, spanish):
    image = ImageFactory(title="Front door")
    image.tags.add("door")
    document = DocumentFactory(title="Visiting hours")
    section = make_event(title="Autumn", slug="autumn", seats=10)
    venue = Venue.objects.create(title="Hall", picture=image)
    for number in range(4):
        event = make_event(
            parent=section,
            title=f"Breathing {number}",
            slug=f"breathing-{number}",
            seats=number,
            is_free=bool(number % 2),
            picture=image,
            programme=document,
            series=section,
            show_in_menus=True,
        )
        event.venues.add(venue)
        event.speakers.add(Speaker(name=f"Speaker {number}", portrait=image))
        event.tags.add("sleep", f"tag{number}")
        event.save()
    make_event(parent=section, title="Draft", live=False)
    Redirect.objects.create(old_path="/old", redirect_page=section)
    return {"section": section.pk, "event": event.pk, "image": image.pk, "document": document.pk}


REQUESTS = [
    "pages/",
    "pages/?limit=2&offset=1",
    "pages/?type=plugin.EventPage&order=-title",
    "pages/?type=plugin.EventPage&order=seats,title&fields=seats",
    "pages/?type=plugin.EventPage&fields=*",
    "pages/?type=plugin.EventPage&fields=_,seats,tags",
    "pages/?type=plugin.EventPage&fields=-title,-html_url,seats",
    "pages/?type=plugin.EventPage&fields=picture(width,-title),series(slug)",
    "pages/?type=plugin.EventPage&fields=speakers(portrait(_,title))",
    "pages/?type=plugin.EventPage&fields=venues(*)",
    "pages/?type=plugin.EventPage&seats=2",
    "pages/?type=plugin.EventPage&is_free=true&limit=1",
    "pages/?type=plugin.EventPage&tags=sleep,tag1",
    "pages/?type=plugin.EventPage&picture={image}",
    "pages/?type=plugin.EventPage&search=breathing&order=title",
    "pages/?search=breathing&search_operator=and&order=title",
    "pages/?search=nothing",
    "pages/?child_of=root",
    "pages/?child_of={section}",
    "pages/?descendant_of={section}&slug=breathing-1",
    "pages/?ancestor_of={event}",
    "pages/?translation_of=root",
    "pages/?locale=es",
    "pages/?show_in_menus=true",
    "pages/?_=123",
    "pages/{event}/",
    "pages/{event}/?fields=_,title",
    "pages/{event}/?fields=-speakers",
    "pages/{event}/?fields=series(*)",
    "pages/{event}/?fields=speakers(name,-portrait)",
    "pages/find/?id={event}",
    "pages/find/?html_path=/autumn/breathing-1/",
    "images/",
    "images/?fields=*",
    "images/?tags=door",
    "images/?search=front",
    "images/{image}/",
    "images/find/?id={image}",
    "documents/",
    "documents/{document}/?fields=_,title",
    "redirects/?fields=_,old_path",
    "redirects/find/?html_path=/old&fields=_,old_path",
    "pages/?type=plugin.Missing",
    "pages/?fields=title,*",
    "pages/?fields=missing",
    "pages/?fields=title(id)",
    "pages/?missing=1",
    "pages/?id=x",
    "pages/?limit=x",
    "pages/?limit=1000",
    "pages/?offset=-1",
    "pages/?child_of=x",
    "pages/?child_of=999999",
    "pages/?descendant_of=root&child_of=root",
    "pages/?order=missing",
    "pages/?order=random&offset=1",
    "pages/?site=nobody.example",
    "pages/?locale=tlh",
    "pages/999999/",
    "pages/find/?html_path=/missing/",
    "images/999999/",
    "redirects/find/?html_path=/missing",
]


def test_what_wagtail_answers_is_answered(ask_both, corpus, subtests):
    for request_line in REQUESTS:
        path, _, query = request_line.format(**corpus).partition("?")
        with subtests.test(request_line):
            ours, theirs = ask_both(path, query)
            assert ours.status_code == theirs.status_code, ours.content
            ours, theirs = ours.json(), theirs.json()
            if "message" in theirs and not path.startswith("redirects/find"):
                assert ours["message"] == theirs["message"]
            elif "items" in theirs or "id" in theirs:
                assert contains(ours, theirs), json.dumps({"ours": ours, "wagtail": theirs}, indent=1)


def test_the_same_without_languages(ask_both, corpus):
    with override_settings(WAGTAIL_I18N_ENABLED=False):
        for path in ("pages/", f"pages/{corpus['event']}/"):
            ours, theirs = (response.json() for response in ask_both(path, ""))
            assert contains(ours, theirs)
