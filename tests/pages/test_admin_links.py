"""Links of the admin that lead to a page lead to its frontend: this host shows no pages."""

from __future__ import annotations

import datetime
from collections import deque
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as django_settings
from django.core import mail
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import GroupApprovalTask, Locale, Page, Site, Workflow, WorkflowTask
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from pages.models import ArticlePage, FaqPage, Menu, StandardPage
from tests.media.factories import DocumentFactory, ImageFactory
from tests.pages.factories import (
    FaqItemFactory,
    PersonFactory,
    TopicFactory,
    make_article,
    make_clinic,
    rich_text_body,
)

HOST = "http://testserver"
FRONTEND = "https://www.front.example"
#: Where the CMS answers itself.
OWN = ("/admin/", "/documents/", "/uploads/", "/static/", "/documentation/", "/api/")
ELSEWHERE = ("docs.wagtail.org", "guide.wagtail.org", "wagtail.org", "github.com", "www.enable-javascript.com")
#: A view may have many addresses; of each so many are visited.
EACH = 2


@pytest.fixture(autouse=True)
def _frontend(settings):
    settings.CLINIC_FRONTEND_URL_RESOLVER = "pages.frontend.frontend_url"
    settings.CLINIC_FRONTEND_BASE_URL = FRONTEND


@pytest.fixture
def world(articles, clinics, admin_user):
    """Something of everything, live, drafted, scheduled, aliased, translated, and waiting for review."""
    home = articles.get_parent().specific
    clinic = make_clinic(clinics)
    article = make_article(articles, title="Sleep", body=rich_text_body(f'<a linktype="page" id="{clinic.pk}">x</a>'))
    article.save_revision(user=admin_user).publish(user=admin_user)
    article = ArticlePage.objects.get(pk=article.pk)
    article.title = "Sleeping well"
    article.save_revision(user=admin_user)
    make_article(articles, title="A draft", live=False).save_revision()
    later = make_article(articles, title="Later", live=False)
    later.go_live_at = timezone.now() + datetime.timedelta(days=1)
    later.save_revision().publish()
    waiting = make_article(articles, title="Waiting")
    waiting.save_revision()
    waiting.create_alias(update_slug="alias")
    home.add_child(instance=FaqPage(title="Questions"))
    home.add_child(instance=StandardPage(title="About us"))
    for make in (FaqItemFactory, PersonFactory, TopicFactory, ImageFactory, DocumentFactory):
        make()
    Menu.objects.create(site=Site.objects.get(), slug="header", title="Main menu")
    Redirect.objects.create(old_path="/old", redirect_page=article)
    workflow = Workflow.objects.create(name="Review")
    task = GroupApprovalTask.objects.create(name="Approve")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    workflow.start(waiting, admin_user)
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    home.copy_for_translation(spanish)
    return article


def links_in(html: str) -> Iterator[str]:
    for tag in BeautifulSoup(html, "html.parser").find_all(["a", "iframe", "form", "button"]):
        for name in ("href", "src", "action", "data-url", "data-href", "data-w-action-url-value"):
            if tag.has_attr(name):
                yield tag[name]


def wrong(link: str, url: str) -> bool:
    """Whether ``link`` on the admin's page at ``url`` leads nowhere."""
    if link.startswith(("#", "mailto:", "javascript:", "data:")):
        return False
    if link in ("", "None"):
        return link == "None"
    parts = urlsplit(urljoin(HOST + url, link))
    if f"{parts.scheme}://{parts.netloc}" == HOST:
        return not parts.path.startswith(OWN)
    return f"{parts.scheme}://{parts.netloc}" != FRONTEND and parts.netloc not in ELSEWHERE


def view_of(path: str) -> str | None:
    try:
        match = resolve(path)
    except Resolver404:
        return None
    kind = [str(part) for part in match.kwargs.values() if not str(part).isdigit()]
    return " ".join([match.view_name, *kind])


def crawl(client, start: list[str]) -> Iterator[tuple[str, str]]:
    """The addresses of the admin's pages that are reached from ``start``, each with a link on it."""
    queue, seen, visits = deque(start), set(start), {}
    while queue:
        url = queue.popleft()
        view = view_of(urlsplit(url).path)
        if view is None or "logout" in view or "test404" in url or "failwhale" in url or visits.get(view, 0) >= EACH:
            continue
        visits[view] = visits.get(view, 0) + 1
        response = client.get(url)
        assert response.status_code < 500, url
        if response.status_code != 200 or not response.headers.get("Content-Type", "").startswith("text/html"):
            continue
        for link in links_in(response.content.decode()):
            yield url, link
            target = urlsplit(urljoin(HOST + url, link))
            path = target.path + (f"?{target.query}" if target.query else "")
            if target.netloc == "testserver" and target.path.startswith("/admin/") and path not in seen:
                seen.add(path)
                queue.append(path)


def test_every_link_of_the_admin_leads_somewhere(admin_client, world):
    pages = [reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in Page.objects.filter(depth__gt=1)]
    start = [reverse("wagtailadmin_home"), reverse("wagtailadmin_pages:search") + "?q=Sleep", *pages]
    found = list(crawl(admin_client, start))
    faults = {link: url for url, link in found if wrong(link, url)}
    assert not faults, faults
    assert len({url for url, _link in found}) > 50
    assert any(link == f"{FRONTEND}/articles/{world.slug}/" for _url, link in found)


def publish_in_editor(client, url, **changes):
    form = querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form")
    form = {**form.dict(), **nested_form_data({"body": streamfield([])}), "action-publish": "1", **changes}
    response = client.post(url, form, follow=True)
    return [link for message in response.context["messages"] for link in links_in(str(message))]


def test_the_message_after_publishing_leads_to_the_frontend(admin_client, articles):
    article = make_article(articles, title="Sleep", slug="sleep")
    links = publish_in_editor(admin_client, reverse("wagtailadmin_pages:edit", args=[article.pk]))
    assert f"{FRONTEND}/articles/sleep/" in links
    assert not [link for link in links if wrong(link, "/admin/")]


def test_the_message_after_creating_leads_to_the_frontend(admin_client, articles):
    url = reverse("wagtailadmin_pages:add", args=["clinic_pages", "standardpage", articles.get_parent().pk])
    links = publish_in_editor(admin_client, url, title="About us", slug="about-us")
    assert f"{FRONTEND}/about-us/" in links


def test_addresses_of_a_page_are_absolute_with_one_site_and_with_two(home, articles, rf):
    article = make_article(articles, title="Sleep", slug="sleep")
    address = f"{FRONTEND}/articles/sleep/"
    assert article.url == article.full_url == article.get_url(rf.get("/")) == address
    assert article.relative_url(Site.objects.get()) == address
    Site.objects.create(hostname="other.example", root_page=make_article(articles))
    assert ArticlePage.objects.get(pk=article.pk).get_url(rf.get("/")) == address


def test_a_page_outside_of_every_site_leads_nowhere(articles):
    article = make_article(articles)
    Site.objects.all().delete()
    assert ArticlePage.objects.get(pk=article.pk).url is None


def test_mails_of_a_workflow_lead_to_the_admin_by_whole_addresses(world, admin_user):
    admin_user.email = "editor@example.org"
    admin_user.save()
    waiting = ArticlePage.objects.get(title="Waiting", alias_of=None)
    state = waiting.current_workflow_state
    state.cancel(user=None)
    state.workflow.start(ArticlePage.objects.get(pk=waiting.pk), None)
    assert mail.outbox
    for message in mail.outbox:
        for word in message.body.split():
            if word.startswith(("http://", "https://", "/")):
                assert word.startswith((django_settings.WAGTAILADMIN_BASE_URL, FRONTEND)), word
