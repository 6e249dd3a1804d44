"""What HTTP caches need to know, on every answer."""

import gzip
import re
from importlib import import_module

import brotli
import pytest
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import PageViewRestriction

from api.delivery import details
from api.delivery.answers import preferred_coding
from api.dependencies.keys import Key
from api.snapshots import memory, store
from api.snapshots.models import Snapshot
from api.snapshots.prepared import fetch
from api.snapshots.surrogate_keys import MAX_BYTES, opaque, purged_names, surrogate_keys
from tests.media.factories import ImageFactory
from tests.plugin.models import EventPage

PATHS = ["pages/{event}/", "pages/find/?html_path=/one/", "pages/", "pages/?fields=*", "images/{image}/", "redirects/"]


@pytest.fixture
def ask(client, make_event):
    """Asks for one of ``PATHS``, with headers."""
    image = ImageFactory()
    event = make_event(slug="one", picture=image, teaser="<p>" + "Plain words. " * 200 + "</p>")

    def request(path, method="get", **headers):
        path = path.format(event=event.pk, image=image.pk)
        return getattr(client, method)(f"/api/v2/{path}", headers=headers)

    request.event, request.image = event, image
    return request


@pytest.mark.parametrize("path", PATHS)
def test_what_a_client_has_is_not_sent_again(ask, path):
    first = ask(path)
    again = ask(path, if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == first["Cache-Control"]
    assert "Accept-Encoding" in again["Vary"]
    assert "Content-Type" not in again


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("value", ['"other"', 'W/"other", "another"', "nonsense", '""'])
def test_what_a_client_has_not_is_sent(ask, path, value):
    assert ask(path, if_none_match=value).status_code == 200


@pytest.mark.parametrize("value", ['"other", {etag}', "W/{etag}", "*"])
def test_all_forms_of_if_none_match_are_read(ask, value):
    etag = ask("pages/{event}/")["ETag"]
    assert ask("pages/{event}/", if_none_match=value.format(etag=etag)).status_code == 304


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_a_project_with_one_language_answers_from_its_store_whatever_coding_is_taken(ask, settings, path, coding):
    settings.WAGTAIL_I18N_ENABLED = False
    made = ask(path)
    for _ in range(2):
        packed = ask(path, accept_encoding=coding)
        assert packed.status_code == 200
        unpack = {"gzip": gzip.decompress, "br": brotli.decompress}[coding] if "Content-Encoding" in packed else bytes
        assert unpack(packed.content) == made.content


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_answers_are_sent_compressed_to_who_takes_it(ask, path, coding):
    plain, packed = ask(path), ask(path, accept_encoding=coding)
    assert packed.get("Content-Encoding") == (coding if len(plain.content) >= 1024 else None)
    if packed.get("Content-Encoding"):
        unpack = {"gzip": gzip.decompress, "br": brotli.decompress}[coding]
        assert unpack(packed.content) == plain.content
        assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content)
        assert packed["ETag"] != plain["ETag"]
        assert ask(path, accept_encoding=coding, if_none_match=packed["ETag"]).status_code == 304
    assert ask(path, if_none_match=packed["ETag"]).status_code == 304


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", "identity"),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0.2, gzip;q=0.8", "gzip"),
        ("br;q=0, gzip;q=0", "identity"),
        ("GZIP ; q=1.0", "gzip"),
        ("br;q=x", "br"),
        ("br;q=5, gzip", "br"),
        ("*", "identity"),
    ],
)
def test_the_client_chooses_the_coding(accepted, coding):
    assert preferred_coding(accepted) == coding


@pytest.mark.parametrize("path", ["pages/{event}/", "pages/find/?id={event}"])
def test_the_bytes_that_a_process_knows_do_not_travel_again(ask, path, monkeypatch):
    ask(path)
    rows = []
    monkeypatch.setattr(store, "fetch", lambda *args: rows.extend(read := fetch(*args)) or read)
    memory.forget()
    plain = [ask(path), ask(path)]
    compressed = [ask(path, accept_encoding="gzip"), ask(path, accept_encoding="gzip")]
    assert plain[0].content == plain[1].content == gzip.decompress(compressed[1].content)
    assert compressed[0].content == compressed[1].content
    assert ask(path, if_none_match='"other"').content == plain[0].content
    sent = [value for row in rows for value in row if isinstance(value, bytes | memoryview)]
    assert len(sent) == 2  # Once for each coding.


def test_bytes_that_have_changed_are_read(ask):
    first = ask("pages/{event}/")
    ask("pages/{event}/")
    page = EventPage.objects.get(pk=ask.event.pk)
    page.title = "Another title"
    page.save()
    now = ask("pages/{event}/", if_none_match=first["ETag"])
    assert now.json()["title"] == "Another title"
    page.title = "One"
    page.save()
    assert ask("pages/{event}/").json()["title"] == "One"
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert ask("pages/{event}/").status_code == 404


@pytest.mark.parametrize("path", PATHS)
def test_head_is_get_without_a_body(ask, path, varnish_is_told):
    got, head = ask(path), ask(path, method="head")
    assert head.content == b""
    for name in ("ETag", "Content-Length", "Content-Type", "Cache-Control", "Surrogate-Key"):
        assert head[name] == got[name]


@pytest.mark.parametrize("path", ["pages/{event}/", "pages/"])
def test_dates_are_answered_when_their_second_is_over(ask, path):
    """Before, the same second may bring another change, which a date could not tell."""
    with freeze_time("2026-05-01 12:00:00.300"):
        assert "Last-Modified" not in ask(path)
        assert ask(path, if_modified_since="Fri, 01 May 2026 12:00:00 GMT").status_code == 200
    with freeze_time("2026-05-01 12:00:01.100"):
        assert ask(path)["Last-Modified"] == "Fri, 01 May 2026 12:00:00 GMT"
        assert ask(path, if_modified_since="Fri, 01 May 2026 12:00:00 GMT").status_code == 304
        assert ask(path, if_modified_since="Fri, 01 May 2026 11:59:59 GMT").status_code == 200
        assert ask(path, if_modified_since="nonsense").status_code == 200
        stale = ask(path, if_none_match='"x"', if_modified_since="Fri, 01 May 2026 12:00:00 GMT")
        assert stale.status_code == 200


def test_the_date_moves_on_only_with_the_bytes(ask):
    with freeze_time("2026-05-01 12:00:00"):
        ask("pages/{event}/")
    with freeze_time("2026-05-01 13:00:00"):
        ask.event.save()
        ask("pages/{event}/")
    with freeze_time("2026-05-01 14:00:00"):
        assert ask("pages/{event}/")["Last-Modified"] == "Fri, 01 May 2026 12:00:00 GMT"
        ask.event.seats = 7
        ask.event.save()
        ask("pages/{event}/")
    with freeze_time("2026-05-01 15:00:00"):
        assert ask("pages/{event}/")["Last-Modified"] == "Fri, 01 May 2026 14:00:00 GMT"


def test_caches_ask_each_time_unless_settings_say_otherwise(ask, settings):
    assert ask("pages/")["Cache-Control"] == "public, max-age=0, s-maxage=0, stale-if-error=86400"
    settings.CLINIC_CACHE_MAX_AGE = 5
    settings.CLINIC_CACHE_SHARED_MAX_AGE = 3600
    settings.CLINIC_CACHE_STALE_WHILE_REVALIDATE = 30
    settings.CLINIC_CACHE_STALE_IF_ERROR = 0
    expected = "public, max-age=5, s-maxage=3600, stale-while-revalidate=30"
    for path in PATHS:
        assert ask(path)["Cache-Control"] == expected


def test_nothing_is_kept_longer_than_what_it_shows(ask, settings):
    settings.CLINIC_CACHE_SHARED_MAX_AGE = 3600
    with freeze_time("2026-05-01 12:00:00"):
        ask.event.expire_at = timezone.now().replace(minute=10)
        ask.event.save()
        for path in ("pages/{event}/", "pages/"):
            assert ask(path)["Cache-Control"] == "public, max-age=0, s-maxage=600"


def test_no_cache_keeps_what_changed_while_it_was_made(ask, make_event, settings, monkeypatch):
    settings.CLINIC_CACHE_SHARED_MAX_AGE = 3600
    build = details.build

    def build_while_something_changes(*args):
        made = build(*args)
        make_event(title="Another one")
        return made

    monkeypatch.setattr(details, "build", build_while_something_changes)
    assert ask("pages/{event}/")["Cache-Control"] == "public, max-age=0, s-maxage=0"
    monkeypatch.undo()
    assert "s-maxage=3600" in ask("pages/{event}/")["Cache-Control"]


@pytest.mark.parametrize(
    ("path", "step"),
    [
        ("pages/?fields=*", "api.delivery.listings.next_expiry"),
        ("pages/find/?html_path=/former/", "api.endpoints.find.decide"),
        ("pages/{event}/?locale=en", "api.endpoints.viewset.find_stored"),
        ("search/?q=One", "api.search.answers.next_expiry"),
        ("sitemap/", "api.delivery.site_documents.next_expiry"),
        ("site/", "api.snapshots.store.encode"),
    ],
)
def test_no_cache_keeps_what_a_change_overtook(ask, make_event, settings, monkeypatch, path, step):
    settings.CLINIC_CACHE_SHARED_MAX_AGE = 3600
    ask.event.slug = "former"
    ask.event.save()
    ask.event.slug = "latter"
    ask.event.save()
    module, _, name = step.rpartition(".")
    before = getattr(import_module(module), name)

    def change_something_and_go_on(*args, **kwargs):
        make_event(title="Another one")
        return before(*args, **kwargs)

    monkeypatch.setattr(step, change_something_and_go_on)
    assert ask(path)["Cache-Control"] == "public, max-age=0, s-maxage=0", path
    monkeypatch.undo()
    assert "s-maxage=3600" in ask(path)["Cache-Control"]


@pytest.mark.parametrize("path", ["pages/999999/", "pages/?missing=1", "nothing/"])
def test_errors_are_not_for_caches(ask, path):
    assert "no-store" in ask(path)["Cache-Control"]


def test_answers_name_what_they_show_to_the_cache_that_is_told(ask, varnish_is_told):
    names = {opaque(f"page-{ask.event.pk}"), opaque(f"clinicimage-{ask.image.pk}"), opaque("site-all")}
    assert {"clinic-api", *names} <= set(ask("pages/{event}/")["Surrogate-Key"].split())
    assert "clinic-api-listings" in ask("pages/")["Surrogate-Key"].split()
    assert "Cache-Tag" not in ask("pages/{event}/")


def test_each_cache_gets_its_header_and_no_other(ask, settings):
    for path in PATHS:
        assert not {"Surrogate-Key", "Cache-Tag"} & set(ask(path).headers)
    cloudflare = {"BACKEND": "api.purging.backends.CloudflareBackend", "ZONE_ID": "z", "API_TOKEN": "t"}
    settings.CLINIC_CACHE_PURGE = {"cloudflare": cloudflare}
    for path in PATHS:
        answer = ask(path)
        assert "clinic-api" in answer["Cache-Tag"].split(",")
        assert "Surrogate-Key" not in answer
    fastly = {"BACKEND": "api.purging.backends.FastlyBackend", "SERVICE_ID": "s", "API_TOKEN": "t"}
    settings.CLINIC_CACHE_PURGE = {"cloudflare": cloudflare, "fastly": fastly, "second": fastly}
    answer = ask(PATHS[0])
    assert answer["Surrogate-Key"].split() == answer["Cache-Tag"].split(",")


def test_what_is_hidden_is_purged_by_names_that_tell_nothing(ask, home, settings, varnish_is_told):
    """A page that is looked for and not shown is among what an answer depends on."""
    secret = home.add_child(instance=EventPage(title="Secret", slug="secret", live=False))
    linked = f'<p><a linktype="page" id="{secret.pk}">there</a></p>'
    ask.event.teaser = linked
    ask.event.save()
    header = ask("pages/{event}/")["Surrogate-Key"]
    assert not [name for name in header.split() if re.fullmatch(r"[a-z]+-(\d+|all)", name)]
    assert {len(name) for name in header.split()} == {len(opaque("page-1")), len("clinic-api")}
    assert opaque(f"page-{secret.pk}") in header.split()
    names = purged_names(f"page-{secret.pk}")
    assert names == [opaque(f"page-{secret.pk}")]
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert names[0] in purged_names(f"page-{secret.pk}")
    assert names[0] not in ask("pages/{event}/")["Surrogate-Key"].split()


def test_what_has_files_is_purged_by_its_plain_name_too():
    assert "clinicimage-3" in purged_names("clinicimage-3")
    assert "page-3" not in purged_names("page-3")


def test_too_many_names_become_coarser_ones():
    keys = [Key("clinic_media.clinicimage", str(number)) for number in range(100_000, 102_000)]
    names = surrogate_keys([*keys, Key("wagtailcore.page", "1")])
    assert len(names.encode()) <= MAX_BYTES
    assert {opaque("clinicimage-all"), opaque("page-1"), "clinic-api"} == set(names.split())


def test_names_fit_into_a_header_however_many_models_they_are_of():
    keys = [Key(f"app.model{number}", str(pk)) for number in range(80) for pk in range(200)]
    assert len(surrogate_keys(keys).encode()) <= MAX_BYTES
    assert len(surrogate_keys(Key("app.model", str(pk)) for pk in range(140)).split()) == 141


def test_cursor_leads_through_everything_once(ask, make_event, get):
    for _ in range(7):
        make_event()
    seen, cursor = [], ""
    while cursor is not None:
        answer = get("pages/", cursor=cursor, limit=3).json()
        seen += [item["id"] for item in answer["items"]]
        cursor = answer["meta"]["next_cursor"]
    assert seen == sorted(item["id"] for item in get("pages/", limit=100).json()["items"])


def test_cursor_goes_with_filters(ask, make_event, get):
    make_event(seats=3)
    answer = get("pages/", type="plugin.EventPage", cursor="", seats=3, limit=1).json()
    assert (len(answer["items"]), answer["meta"]) == (1, {"next_cursor": None})


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"cursor": "x"}, "cursor"),
        ({"cursor": "-1"}, "cursor"),
        ({"cursor": "99999999999999999999"}, "cursor"),
        ({"cursor": "", "order": "title"}, "order"),
        ({"cursor": "", "offset": "1"}, "offset"),
        ({"cursor": "", "search": "x"}, "search"),
        ({"cursor": "", "limit": "0"}, "limit"),
    ],
)
def test_a_cursor_that_cannot_be_followed_is_refused(get, site, query, parameter):
    answer = get("pages/", **query)
    assert (answer.status_code, answer.json()["parameter"]) == (400, parameter)


def test_a_private_page_is_never_in_the_store(ask, get, home):
    assert ask("pages/{event}/").status_code == 200
    PageViewRestriction.objects.create(page=ask.event, restriction_type="login")
    assert ask("pages/{event}/").status_code == 404
    assert ask("pages/find/?html_path=/one/").status_code == 410
    assert not Snapshot.objects.filter(pk_text=ask.event.pk, stale_marks=None, model="plugin.eventpage").exists()
