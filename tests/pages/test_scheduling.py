"""Pages and snippets go live, and expire, when staff said; what cannot keeps its date and says why."""

import datetime
import threading
from unittest.mock import patch

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import GroupPagePermission, Page, Revision
from wagtail.signals import page_published
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from cms.worker.duties import find_duties
from pages.models import FaqItem, ScheduleFailure, StandardPage
from pages.scheduling import due
from pages.scheduling import mail as schedule_mail
from pages.scheduling.models import LONGEST_WAIT_S
from pages.scheduling.problems import PublicationRefused
from pages.scheduling.running import run_schedule
from tests.database_errors import fail_for_good
from tests.pages.factories import SUMMARY, FaqItemFactory, make_article

pytestmark = pytest.mark.django_db

User = get_user_model()
A_MINUTE = datetime.timedelta(minutes=1)


def a_minute_ago() -> datetime.datetime:
    return timezone.now() - A_MINUTE


def make_page(parent: Page, slug: str, **fields) -> StandardPage:
    return parent.add_child(instance=StandardPage(title=slug.title(), slug=slug, summary=SUMMARY, **fields))


def schedule(instance, at=None, user=None, **fields) -> Revision:
    """A version that staff approved to go live at ``at``, by default a minute ago."""
    at = at or a_minute_ago()
    draft = instance.get_latest_revision_as_object()
    draft.go_live_at = at
    for name, value in fields.items():
        setattr(draft, name, value)
    revision = draft.save_revision(user=user, clean=False)
    # It was fit then; what has changed since is what these tests are about.
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=at)
    revision.refresh_from_db()
    return revision


def take_slug(page: Page) -> Page:
    """Another page takes the address that ``page`` is to have."""
    return make_page(page.get_parent(), "taken")


@pytest.fixture
def editor(home):
    """Somebody who may edit and publish pages, and nothing else."""
    group = Group.objects.create(name="Somebody's editors")
    group.permissions.add(*_permissions("access_admin"))
    for name in ("change_page", "publish_page"):
        GroupPagePermission.objects.create(group=group, page=home, permission=_permissions(name)[0])
    user = User.objects.create_user("editor", "editor@example.org", "a-password")
    user.groups.add(group)
    return user


def _permissions(codename):
    return list(Permission.objects.filter(codename=codename, content_type__app_label__startswith="wagtail"))


def test_the_worker_does_it_by_itself_within_five_seconds():
    duty = next(duty for duty in find_duties() if duty.run is run_schedule)

    assert duty.interval <= 2


def test_a_page_and_a_snippet_go_live_at_their_minute(home):
    page = make_page(home, "soon", live=False)
    question = FaqItemFactory(live=False)
    schedule(page, title="It is time")
    schedule(question, question="Is it time?")
    run_schedule()

    page.refresh_from_db()
    question.refresh_from_db()
    assert (page.live, page.title) == (True, "It is time")
    assert (question.live, question.question) == (True, "Is it time?")
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()


def test_what_is_to_go_live_later_waits(home):
    page = make_page(home, "later", live=False)
    schedule(page, at=timezone.now() + A_MINUTE)
    run_schedule()

    page.refresh_from_db()
    assert not page.live


def test_a_page_and_a_snippet_expire_at_their_minute(home):
    page = make_page(home, "over", expire_at=a_minute_ago())
    question = FaqItemFactory(expire_at=a_minute_ago())
    run_schedule()

    page.refresh_from_db()
    question.refresh_from_db()
    assert (page.live, page.expired) == (False, True)
    assert (question.live, question.expired) == (False, True)


def test_what_was_over_before_it_could_go_live_does_not_stay(home):
    page = make_page(home, "missed", live=False)
    schedule(page, at=timezone.now() - 2 * A_MINUTE, expire_at=a_minute_ago())
    run_schedule()

    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)


def test_an_end_does_not_wipe_the_schedule_of_the_version_that_follows(home):
    page = make_page(home, "season", expire_at=a_minute_ago())
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    revision = schedule(page, at=tomorrow, expire_at=None)
    run_schedule()

    page.refresh_from_db()
    revision.refresh_from_db()
    assert not page.live
    assert revision.approved_go_live_at == tomorrow


def test_a_slug_that_was_taken_meanwhile_keeps_the_date_and_lets_others_go_live(home):
    first, second = make_page(home, "first", live=False), make_page(home, "second", live=False)
    revision = schedule(first, at=timezone.now() - 2 * A_MINUTE, slug="taken")
    schedule(second)
    take_slug(first)
    outcome = run_schedule()

    second.refresh_from_db()
    revision.refresh_from_db()
    assert second.live
    assert revision.approved_go_live_at is not None
    assert [failure.title for failure in outcome.failures] == ["First"]
    assert "The slug “taken” is already used by “Taken”" in ScheduleFailure.objects.get().problem


def test_nothing_is_half_published(home):
    page = make_page(home, "half", live=False)
    revision = schedule(page)

    def fail(**kwargs):
        raise RuntimeError("a receiver")

    page_published.connect(fail, weak=False)
    try:
        run_schedule()
    finally:
        page_published.disconnect(fail)

    page.refresh_from_db()
    revision.refresh_from_db()
    assert not page.live
    assert revision.approved_go_live_at is not None
    assert "RuntimeError" in ScheduleFailure.objects.get().problem


def test_an_invalid_snippet_keeps_its_date_and_says_what_is_wrong():
    question = FaqItemFactory(live=False)
    revision = schedule(question, question="")
    run_schedule()

    revision.refresh_from_db()
    assert revision.approved_go_live_at is not None
    assert ScheduleFailure.objects.get().problem.startswith("Question: ")


def test_a_page_that_cannot_expire_is_told_of_and_keeps_no_other(home):
    broken, fine = (
        make_page(home, "broken", expire_at=a_minute_ago()),
        make_page(home, "fine", expire_at=a_minute_ago()),
    )
    unpublish = Page.unpublish

    def fail_for_one(self, *args, **kwargs):
        if self.pk == broken.pk:
            raise ValueError("no")
        return unpublish(self, *args, **kwargs)

    with patch.object(Page, "unpublish", fail_for_one):
        run_schedule()
    fine.refresh_from_db()
    assert not fine.live
    assert ScheduleFailure.objects.get().kind == "expire"

    ScheduleFailure.objects.update(retry_at=timezone.now())
    run_schedule()
    assert not ScheduleFailure.objects.exists()


def test_a_refusal_is_told_in_its_own_sentences(home):
    schedule(make_page(home, "refused", live=False))
    sentences = ["The review is out of date. Ask for a new one.", "The picture has no alternative text."]
    with patch.object(due, "require_publishable", side_effect=PublicationRefused(sentences)):
        run_schedule()

    assert ScheduleFailure.objects.get().sentences == sentences


def test_what_failed_is_tried_again_and_goes_live_once_nothing_is_in_the_way(home):
    page = make_page(home, "patient", live=False)
    schedule(page, slug="taken")
    other = take_slug(page)
    run_schedule()
    other.delete()
    run_schedule()
    page.refresh_from_db()
    assert not page.live, "It waits for its next attempt."

    ScheduleFailure.objects.update(retry_at=timezone.now())
    run_schedule()
    page.refresh_from_db()
    assert page.live
    assert not ScheduleFailure.objects.exists()


def test_attempts_become_rarer_and_stop_at_five_minutes():
    failure = ScheduleFailure(due_at=timezone.now())
    waits = []
    for _ in range(10):
        failure.note_attempt()
        waits.append((failure.retry_at - failure.failed_at).total_seconds())

    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (15, LONGEST_WAIT_S)


@pytest.mark.parametrize("settle", ["unschedule", "publish", "delete"])
def test_what_was_settled_by_hand_is_no_failure_any_more(home, settle):
    page = make_page(home, "settled", live=False)
    revision = schedule(page, slug="taken")
    take_slug(page)
    run_schedule()
    assert ScheduleFailure.objects.exists()

    if settle == "unschedule":
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    elif settle == "publish":
        StandardPage.objects.get(pk=page.pk).save_revision().publish()
    else:
        page.delete()
    run_schedule()
    assert not ScheduleFailure.objects.exists()


def test_a_schedule_that_has_lost_its_object_is_dropped():
    question = FaqItemFactory(live=False)
    revision = schedule(question)
    FaqItem.objects.filter(pk=question.pk)._raw_delete("default")
    run_schedule()

    revision.refresh_from_db()
    assert revision.approved_go_live_at is None


def test_two_writes_at_the_same_moment_are_nobodys_fault(home):
    page = make_page(home, "busy", live=False)
    schedule(page)
    with patch.object(due, "require_publishable", side_effect=OperationalError("deadlock detected")):
        run_schedule()
    assert not ScheduleFailure.objects.exists()

    run_schedule()
    page.refresh_from_db()
    assert page.live


def test_what_the_database_refuses_for_good_is_a_failed_schedule(home):
    schedule(make_page(home, "refused", live=False))
    with patch.object(due, "require_publishable", side_effect=fail_for_good):
        run_schedule()
    assert ScheduleFailure.objects.count() == 1


def test_a_database_that_is_away_is_left_to_the_worker(home):
    schedule(make_page(home, "away", live=False))
    with (
        patch.object(due, "require_publishable", side_effect=OperationalError("server closed the connection")),
        patch.object(connection, "is_usable", return_value=False),
        pytest.raises(OperationalError),
    ):
        run_schedule()
    assert not ScheduleFailure.objects.exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_fails_after_it_went_live_is_no_failed_schedule(home):
    page = make_page(home, "afterwards", live=False)
    schedule(page)

    def fail_later(**kwargs):
        transaction.on_commit(lambda: 1 / 0)

    page_published.connect(fail_later, weak=False)
    try:
        run_schedule()
    finally:
        page_published.disconnect(fail_later)

    page.refresh_from_db()
    assert page.live
    assert not ScheduleFailure.objects.exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_workers_at_the_same_moment_publish_each_page_once(home):
    for number in range(4):
        schedule(make_page(home, f"page-{number}", live=False))
    published = []

    def note(sender, instance, **kwargs):
        published.append(instance.pk)

    start = threading.Barrier(3)
    problems = []

    def work():
        try:
            start.wait(30)
            run_schedule()
        except Exception as error:
            problems.append(error)
        finally:
            connection.close()

    page_published.connect(note, weak=False)
    try:
        threads = [threading.Thread(target=work) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        page_published.disconnect(note)

    run_schedule()
    assert problems == []
    assert len(published) == len(set(published)) == 4
    assert not ScheduleFailure.objects.exists()


# By mail


def test_the_owner_is_told_by_mail_once_what_is_in_the_way_and_what_to_do(home, editor, settings):
    settings.TIME_ZONE = "America/Los_Angeles"
    page = make_page(home, "told", live=False)
    schedule(page, user=editor, slug="taken")
    take_slug(page)
    run_schedule()
    ScheduleFailure.objects.update(retry_at=timezone.now())
    run_schedule()

    (message,) = mail.outbox
    assert message.to == ["editor@example.org"]
    assert "did not go live" in message.subject
    assert "America/Los_Angeles" in message.body
    assert "The slug “taken” is already used by “Taken”" in message.body
    assert "Cancel scheduled publish" in message.body
    assert f"{settings.WAGTAILADMIN_BASE_URL}/admin/pages/{page.pk}/edit/" in message.body


def test_another_problem_is_told_anew(home, editor):
    page = make_page(home, "told", live=False)
    schedule(page, user=editor, slug="taken")
    take_slug(page)
    run_schedule()
    ScheduleFailure.objects.update(retry_at=timezone.now())
    with patch.object(due, "require_publishable", side_effect=PublicationRefused(["Something else."])):
        run_schedule()

    assert len(mail.outbox) == 2
    assert "Something else." in mail.outbox[1].body


def test_a_mail_that_cannot_be_sent_is_sent_later_and_stops_nothing(home, editor):
    page = make_page(home, "told", live=False)
    schedule(page, user=editor, slug="taken")
    take_slug(page)
    with patch.object(schedule_mail, "send_mail", side_effect=ConnectionRefusedError):
        run_schedule()
    assert mail.outbox == []

    run_schedule()
    assert len(mail.outbox) == 1


def test_where_nobody_can_be_reached_superusers_are_told(home, django_user_model):
    django_user_model.objects.create_superuser("boss", "boss@example.org", "a-password")
    page = make_page(home, "told", live=False)
    schedule(page, slug="taken")
    take_slug(page)
    run_schedule()

    assert [message.to for message in mail.outbox] == [["boss@example.org"]]


def test_a_title_of_two_lines_makes_no_second_header(home, editor):
    question = FaqItemFactory(live=False)
    schedule(question, user=editor, question="Is it\nBcc: x@example.org\n?")
    with patch.object(due, "require_publishable", side_effect=PublicationRefused(["No."])):
        run_schedule()

    (message,) = mail.outbox
    assert "\n" not in message.subject
    assert "Bcc" not in message.message()


# In the admin


def failing(home, **fields):
    page = make_page(home, "shown", live=False)
    schedule(page, slug="taken", **fields)
    take_slug(page)
    run_schedule()
    return page


def test_the_dashboard_and_the_editor_say_what_failed_and_what_to_do(home, editor, client):
    page = failing(home)
    client.force_login(editor)
    dashboard = client.get(reverse("wagtailadmin_home")).content.decode()
    editing = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    for shown in (dashboard, editing):
        assert "The slug “taken” is already used by “Taken”" in shown
        assert "Cancel scheduled publish" in shown


def test_nobody_sees_what_they_may_not_edit(home, client):
    failing(home)
    group = Group.objects.create(name="Others")
    group.permissions.add(*_permissions("access_admin"))
    user = User.objects.create_user("other", "other@example.org", "a-password")
    user.groups.add(group)
    client.force_login(user)

    assert "Shown" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_problem_is_shown_as_text(home, admin_client):
    page = make_page(home, "shown", live=False)
    schedule(page)
    with patch.object(due, "require_publishable", side_effect=PublicationRefused(["<script>alert(1)</script>"])):
        run_schedule()

    for url in (reverse("wagtailadmin_home"), reverse("wagtailadmin_pages:edit", args=[page.pk])):
        assert "<script>alert(1)</script>" not in admin_client.get(url).content.decode()


def test_a_snippet_says_above_its_editor_what_failed(admin_client):
    question = FaqItemFactory(live=False)
    schedule(question, question="")
    run_schedule()
    url = reverse(question.snippet_viewset.get_url_name("edit"), args=[question.pk])

    assert "This was due to go live on" in admin_client.get(url).content.decode()


# By hand


def test_the_command_does_the_same_says_what_fails_and_ends_with_an_error(home, capsys):
    first, second = make_page(home, "first", live=False), make_page(home, "second", live=False)
    schedule(first, slug="taken")
    schedule(second)
    take_slug(first)
    with pytest.raises(CommandError, match="1 failed"):
        call_command("publish_scheduled")

    output = capsys.readouterr()
    second.refresh_from_db()
    assert second.live
    assert "Published: Second" in output.out
    assert "Failed: First: The slug “taken” is already used by “Taken”" in output.err


def test_the_command_does_not_wait_for_the_next_attempt(home):
    page = make_page(home, "patient", live=False)
    schedule(page, slug="taken")
    other = take_slug(page)
    run_schedule()
    other.delete()
    call_command("publish_scheduled_pages")

    page.refresh_from_db()
    assert page.live


def test_a_dry_run_changes_nothing(home, capsys):
    page = make_page(home, "soon", live=False)
    schedule(page)
    call_command("publish_scheduled", "--dryrun")

    page.refresh_from_db()
    assert not page.live
    assert "Would publish: Soon" in capsys.readouterr().out


# By the installation's clock


def test_the_dialog_names_the_time_zone_of_pages_and_snippets(home, admin_client, settings):
    settings.TIME_ZONE = "America/Los_Angeles"
    page, question = make_page(home, "dialog"), FaqItemFactory()
    urls = [
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse(question.snippet_viewset.get_url_name("edit"), args=[question.pk]),
    ]
    for url in urls:
        assert "Times are in the time zone America/Los_Angeles (UTC-0" in admin_client.get(url).content.decode()


def test_dates_of_review_go_by_the_installations_day(articles, settings):
    article = make_article(articles, last_reviewed=None)
    article.last_reviewed = datetime.date(2026, 11, 27)
    with freeze_time("2026-11-26T20:00:00Z"), timezone.override("Asia/Tokyo"):
        settings.TIME_ZONE = "Pacific/Auckland"
        article.clean()
        settings.TIME_ZONE = "America/Los_Angeles"
        with pytest.raises(ValidationError, match="is in the future"):
            article.clean()


def test_answers_send_moments_in_utc_whatever_the_installations_clock(articles, settings, client):
    settings.TIME_ZONE = "America/Los_Angeles"
    page = make_article(articles)
    page.save_revision().publish()
    for path in (f"pages/{page.pk}/", "pages/?fields=*", "pages/find/?html_path=/"):
        text = client.get(f"/api/v2/{path}").content.decode()
        assert "-08:00" not in text
        assert "-07:00" not in text
    assert client.get(f"/api/v2/pages/{page.pk}/").json()["meta"]["first_published_at"].endswith("Z")


@pytest.mark.parametrize("is_open_meanwhile", [False, True])
def test_an_expired_page_and_snippet_can_be_edited_and_saved_as_drafts(home, admin_client, is_open_meanwhile):
    over = timezone.now().replace(microsecond=0) - datetime.timedelta(days=1)
    page, question = make_page(home, "over", expire_at=over), FaqItemFactory(expire_at=over)
    run_schedule()
    for instance, url in (
        (page, reverse("wagtailadmin_pages:edit", args=[page.pk])),
        (question, reverse(question.snippet_viewset.get_url_name("edit"), args=[question.pk])),
    ):
        opened = admin_client.get(url).content.decode()
        assert "This expired on" in opened
        form = querydict_from_html(opened, form_index=1).dict()
        form |= nested_form_data({"body": streamfield([])}) if instance is page else {}
        if is_open_meanwhile:
            form["expire_at"] = over.strftime("%Y-%m-%d %H:%M")
        field = "title" if instance is page else "question"
        admin_client.post(url, {**form, field: "Is it edited?"})
        draft = type(instance).objects.get(pk=instance.pk).get_latest_revision_as_object()
        assert getattr(draft, field) == "Is it edited?"
        assert draft.expire_at is None
