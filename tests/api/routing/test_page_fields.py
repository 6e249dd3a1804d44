import pytest
from wagtail.models import Page, PageViewRestriction

from tests.api.conftest import translate
from tests.plugin.models import EventPage


@pytest.fixture
def meta(get):
    return lambda page: get(f"pages/{page.pk}/").json()["meta"]


def ids(references):
    return [reference and reference["id"] for reference in references]


@pytest.fixture
def beside(meta):
    """``beside(page)`` are the keys of the pages before and after it."""
    return lambda page: ids(meta(page)["siblings"].values())


class TestTranslations:
    def test_all_published_languages_are_named_that_of_the_site_first(self, meta, event, section, in_spanish):
        in_spanish(section, slug="seccion")
        day = in_spanish(event, slug="dia", title="Día abierto")
        expected = [
            {
                "id": event.pk,
                "locale": "en",
                "title": "Open day",
                "html_path": "/section/open-day/",
                "html_url": "http://www.clinic.example/section/open-day/",
            },
            {
                "id": day.pk,
                "locale": "es",
                "title": "Día abierto",
                "html_path": "/es/seccion/dia/",
                "html_url": "http://www.clinic.example/es/seccion/dia/",
            },
        ]
        assert meta(event)["translations"] == meta(day)["translations"] == expected

    @pytest.mark.parametrize("way", ["unpublish", "restrict", "restrict above"])
    def test_what_is_not_public_is_not_named_until_it_is(self, meta, event, section, in_spanish, way):
        above = in_spanish(section, slug="seccion")
        day = in_spanish(event, slug="dia")
        assert len(meta(event)["translations"]) == 2
        if way == "unpublish":
            day.unpublish()
        else:
            page = above if way == "restrict above" else day
            restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
        assert ids(meta(event)["translations"]) == [event.pk]
        if way == "unpublish":
            day.save_revision().publish()
        else:
            restriction.delete()
        assert ids(meta(event)["translations"]) == [event.pk, day.pk]

    def test_a_translation_that_is_made_later_is_named(self, meta, event, section, spanish):
        assert ids(meta(event)["translations"]) == [event.pk]
        translate(section, spanish.locale)
        day = translate(event, spanish.locale)
        assert ids(meta(event)["translations"]) == [event.pk, day.pk]


class TestChildren:
    def test_the_first_of_them_are_named_and_all_are_counted(self, meta, make_event, section):
        children = []
        for number in range(52):
            section.refresh_from_db()
            children.append(make_event(parent=section, slug=f"child-{number}"))
        found = meta(section)["children"]
        assert found["total_count"] == 52
        assert ids(found["items"]) == [child.pk for child in children[:50]]
        assert set(found["items"][0]) == {"id", "meta", "title"}
        children[-1].unpublish()
        assert meta(section)["children"]["total_count"] == 51
        PageViewRestriction.objects.create(page=children[0], restriction_type="login")
        assert ids(meta(section)["children"]["items"]) == [child.pk for child in children[1:51]]

    def test_they_follow_what_happens_to_them(self, meta, make_event, home, section, event):
        def named(page):
            found = meta(page)["children"]
            assert found["total_count"] == len(found["items"])
            return [item["title"] for item in found["items"]]

        assert named(section) == ["Open day"]
        second = make_event(parent=Page.objects.get(pk=section.pk), title="Second")
        assert named(section) == ["Open day", "Second"]
        second.move(Page.objects.get(pk=section.pk), pos="first-child")
        assert named(section) == ["Second", "Open day"]
        event.refresh_from_db()
        event.title = "Renamed"
        event.save()
        assert named(section) == ["Second", "Renamed"]
        Page.objects.get(pk=second.pk).move(Page.objects.get(pk=home.pk), pos="last-child")
        assert named(section) == ["Renamed"]
        assert named(home) == ["Section", "Second"]
        Page.objects.get(pk=event.pk).delete()
        assert named(section) == []


class TestSiblings:
    @pytest.fixture
    def events(self, make_event, section):
        found = []
        for number in range(5):
            section.refresh_from_db()
            found.append(make_event(parent=section, slug=f"event-in-section-{number}"))
        make_event(parent=found[1], slug="below")
        return found

    def test_they_are_those_before_and_after_in_the_tree(self, beside, home, events):
        pks = [event.pk for event in events]
        expected = list(zip([None, *pks], [*pks[1:], None], strict=False))
        assert [tuple(beside(event)) for event in events] == expected
        assert beside(home) == [None, None]

    @pytest.mark.parametrize("way", ["unpublish", "restrict", "delete", "move", "draft"])
    def test_they_close_the_gap_that_one_leaves(self, beside, home, events, way):
        before, gone, after = events[1:4]
        assert beside(before)[1] == beside(after)[0] == gone.pk
        if way == "restrict":
            restriction = PageViewRestriction.objects.create(page=gone, restriction_type="login")
        elif way == "draft":
            gone.live = False
            gone.save()
        elif way == "move":
            gone.move(home, pos="last-child")
        else:
            getattr(gone, way)()
        assert beside(before)[1] == after.pk
        assert beside(after)[0] == before.pk
        if way == "restrict":
            restriction.delete()
        elif way == "move":
            EventPage.objects.get(pk=gone.pk).move(EventPage.objects.get(pk=after.pk), pos="left")
        elif way != "delete":
            EventPage.objects.get(pk=gone.pk).save_revision().publish()
        if way != "delete":
            assert beside(before)[1] == beside(after)[0] == gone.pk

    def test_a_publication_marks_three_answers_however_many_siblings_there_are(self, get, events, section):
        from api.snapshots.models import StaleMark

        for page in [section, *events]:
            get(f"pages/{page.pk}/")
        events[2].unpublish()
        marked = {mark.snapshot.pk_text for mark in StaleMark.objects.select_related("snapshot")}
        assert marked == {str(page.pk) for page in [section, *events[1:4]]}

    def test_an_edit_marks_those_that_name_it(self, get, events, section):
        from api.snapshots.models import StaleMark

        for page in [section, *events]:
            get(f"pages/{page.pk}/")
        page = EventPage.objects.get(pk=events[2].pk)
        page.seats = 7
        page.save_revision().publish()
        marked = {mark.snapshot.pk_text for mark in StaleMark.objects.select_related("snapshot")}
        assert marked == {str(page.pk) for page in [section, *events[1:4]]}


def test_they_are_part_of_a_page_and_not_of_listings(get, event):
    names = {"translations", "children", "siblings"}
    assert names <= get(f"pages/{event.pk}/").json()["meta"].keys()
    assert not any(names & item["meta"].keys() for item in get("pages/", fields="*").json()["items"])
    assert get("pages/", fields="siblings").status_code == 400
    only = get(f"pages/{event.pk}/", fields="_,siblings").json()
    assert only == {"meta": {"siblings": {"previous": None, "next": None}}}
