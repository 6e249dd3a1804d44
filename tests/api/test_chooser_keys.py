"""Blocks that choose objects whose keys are no numbers."""

from uuid import uuid4

import pytest
from wagtail.blocks import StreamBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from tests.plugin.models import EventPage, Sponsor, Venue


@pytest.fixture
def sponsors(db):
    return [Sponsor.objects.create(name=name) for name in ("Bakery", "Bank")]


def test_a_snippet_with_a_uuid_for_a_key_is_shown_wherever_it_is_chosen(get, make_event, sponsors):
    bakery, bank = sponsors
    event = make_event(
        body=[
            {"type": "sponsor", "value": str(bakery.pk)},
            {"type": "sponsor", "value": str(bakery.pk).upper()},
            {"type": "sponsor", "value": str(uuid4())},
            {"type": "sponsors", "value": [{"sponsor": str(bank.pk)}, {"sponsor": None}]},
        ]
    )
    page = EventPage.objects.get(pk=event.pk)
    assert [block.value for block in page.body][:3] == [bakery, bakery, None]
    for path in (f"pages/{event.pk}/", f"pages/?type=plugin.EventPage&fields=body&slug={event.slug}"):
        answer = get(path).json()
        first, second, gone, several = (answer.get("items") or [answer])[0]["body"]
        assert first["value"] == second["value"] == {"id": str(bakery.pk), "meta": {"type": "plugin.Sponsor"}}
        assert gone["value"] is None
        chosen = [item["value"]["sponsor"] for item in several["value"]]
        assert [sponsor and sponsor["id"] for sponsor in chosen] == [str(bank.pk), None]
    bakery.delete()
    assert get(f"pages/{event.pk}/").json()["body"][0]["value"] is None


def test_keys_that_are_numbers_are_found_by_one_query(db, django_assert_num_queries):
    venue = Venue.objects.create(title="Hall", live=True)
    block = StreamBlock([("venue", SnippetChooserBlock(Venue))])
    with django_assert_num_queries(1):
        made = block.child_blocks["venue"].bulk_to_python([venue.pk, None, str(venue.pk), 0])
    assert made == [venue, None, venue, None]
    assert made[0] is not made[2]
