"""A small clinic group in two languages on two sites, and everything that can happen to it."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, TypeVar

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import serializers
from django.core.exceptions import ObjectDoesNotExist
from django.core.files.images import ImageFile
from django.core.management import call_command
from PIL import Image as PillowImage
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.views.bulk_actions.add_to_collection import AddToCollectionBulkAction
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    DraftStateMixin,
    Locale,
    Page,
    PageViewRestriction,
    Revision,
    Site,
)

from media.models import ClinicDocument, ClinicImage, ImageTranslation
from pages.drafts.refusals import NotFitToPublish
from pages.models import (
    ArticleIndexPage,
    ArticlePage,
    ClinicIndexPage,
    ClinicPage,
    CrisisLine,
    FaqItem,
    FaqPage,
    HomePage,
    Menu,
    NotFoundText,
    OrganisationSettings,
    Person,
    SocialProfile,
    SpecialDay,
)
from pages.models.article_rows import ArticleAuthor, Citation, RelatedArticle
from tests.freshness.addresses import endpoint_models
from tests.made_up.objects import MadeUp, served_models, text_field
from tests.media.factories import DocumentFactory, ImageFactory
from tests.pages.factories import (
    FaqItemFactory,
    PersonFactory,
    TopicFactory,
    full_body,
    item,
    make_article,
    make_clinic,
)

T = TypeVar("T")

WORDS = ["calm", "door", "garden", "harbour", "light", "meadow", "river", "stone"]


class World:
    """Each method is something that staff, a schedule or a script do. Numbers choose what it is done to."""

    def __init__(self, *, has_everything: bool = False) -> None:
        """:param has_everything: whether there is one of whatever else the API serves, too."""
        self.now = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)
        self.count = 0
        self.user = get_user_model().objects.create_superuser("editor", "editor@example.org", "x")
        root = Page.get_first_root_node()
        self.home = root.add_child(instance=HomePage(title="Home", slug="clinic-home"))
        self.other_home = root.add_child(instance=HomePage(title="Other", slug="other-home"))
        Site.objects.all().delete()
        self.site = Site.objects.create(hostname="www.clinic.example", root_page=self.home, is_default_site=True)
        self.other_site = Site.objects.create(hostname="other.example", root_page=self.other_home)
        self.spanish, _ = Locale.objects.get_or_create(language_code="es")
        self.index = self.home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))
        self.clinic_index = self.home.add_child(instance=ClinicIndexPage(title="Clinics", slug="clinics"))
        self.private_place = self.home.add_child(instance=HomePage(title="Members", slug="members"))
        PageViewRestriction.objects.create(page=self.private_place, restriction_type="login")
        self.collection = Collection.get_first_root_node().add_child(name="Campaign")
        self.clinic = make_clinic(self.clinic_index)
        self._make_content()
        if has_everything:
            for model in served_models():
                if not model._default_manager.exists():
                    MadeUp(self.home, self.word(), takes_what_is_there=True).make(model)

    def _make_content(self) -> None:
        self.person, self.topic = PersonFactory(photo=self._image()), TopicFactory()
        FaqItemFactory(answer=f'<p><a linktype="page" id="{self.clinic.pk}">Ask</a></p>').topics.add(self.topic)
        article = make_article(self.index, body=full_body(self.index, self.clinic), hero_image=self._image())
        article.author_rows = [ArticleAuthor(person=self.person)]
        article.topics = [self.topic]
        article.save()
        linked = f'<p><a linktype="page" id="{article.pk}">Back</a></p>'
        second = make_article(self.index, body=[{"id": "a", "type": "rich_text", "value": linked}])
        second.related_rows = [RelatedArticle(page=article)]
        second.save()
        section = {"heading": "All", "items": [item(question.pk) for question in FaqItem.objects.all()]}
        self.home.add_child(
            instance=FaqPage(
                title="Questions", slug="faq", sections=[{"id": "s", "type": "faq_section", "value": section}]
            )
        )
        settings = OrganisationSettings.for_site(self.site)
        settings.name, settings.default_clinic = "Juniper (fictional)", self.clinic
        settings.save()
        self._make_menus([article, second])

    def _make_menus(self, articles: list[ArticlePage]) -> None:
        items = [menu_item(self.index, [menu_item(article) for article in articles]), menu_item(self.clinic)]
        Menu.objects.create(site=self.site, slug="header", title="Main menu", items=items)
        linked = f'<p><a linktype="page" id="{articles[0].pk}">Read on</a></p>'
        NotFoundText.objects.create(site=self.site, title="Not here", text=linked, links=[menu_item(articles[1])])

    # What there is

    def word(self) -> str:
        self.count += 1
        return f"{WORDS[self.count % len(WORDS)]} {self.count}"

    def articles(self) -> list[ArticlePage]:
        return list(ArticlePage.objects.filter(alias_of=None).order_by("pk"))

    def pages(self) -> list[Page]:
        """All pages that have words of their own, but the root of the tree and the roots of the sites."""
        return list(Page.objects.filter(depth__gt=2, alias_of=None).order_by("pk"))

    def images(self) -> list[ClinicImage]:
        return list(ClinicImage.objects.order_by("pk"))

    def _image(self) -> ClinicImage:
        return ImageFactory(file__width=64, file__height=48)

    # Pages

    def create(self) -> None:
        index = fresh(self.index)
        make_article(index, title=self.word(), body=full_body(index, fresh(self.clinic)), hero_image=self._image())

    def edit(self, number: int, *, publish: bool) -> None:
        page = pick(self.pages(), number)
        page = page.specific.get_latest_revision_as_object()
        page.title = self.word()
        if isinstance(page, ArticlePage):
            page.citations.add(Citation(title=self.word(), publisher="A journal (fictional)"))
        revision = page.save_revision(user=self.user)
        if publish:
            go_live(revision)

    def rename(self, number: int) -> None:
        page = pick(self.pages(), number).specific
        page.slug = self.word().replace(" ", "-")
        page.save()

    def publish(self, number: int) -> None:
        go_live(pick(self.pages(), number).get_latest_revision_as_object().save_revision())

    def unpublish(self, number: int) -> None:
        pick(self.pages(), number).specific.unpublish(user=self.user)

    def schedule(self, number: int) -> None:
        """To go live in an hour and to expire in two."""
        page = pick(self.pages(), number).specific
        page.go_live_at = self.now + datetime.timedelta(hours=1)
        page.expire_at = self.now + datetime.timedelta(hours=2)
        go_live(page.save_revision())

    def expire(self, number: int) -> None:
        """To expire in an hour; live until then."""
        page = pick(self.pages(), number).specific
        page.expire_at = self.now + datetime.timedelta(hours=1)
        go_live(page.save_revision())

    def expire_question(self, number: int) -> None:
        question = pick(list(FaqItem.objects.order_by("pk")), number)
        question.expire_at = self.now + datetime.timedelta(hours=1)
        question.save()

    def run_schedule(self) -> None:
        call_command("publish_scheduled", verbosity=0)

    def move(self, number: int, target: int) -> None:
        """Below the private page, or back."""
        page = pick(self.articles(), number)
        page.move(fresh(pick([self.index, self.private_place, self.home], target)), pos="last-child")

    def move_section(self, target: int) -> None:
        fresh(self.index).move(fresh(pick([self.home, self.private_place], target)), pos="last-child")

    def reorder(self, number: int) -> None:
        pick(self.articles(), number).move(fresh(self.index), pos="first-child")

    def swap(self, number: int) -> None:
        """A page takes the path of another one, which gets a new one."""
        first, second = pick(self.articles(), number), pick(self.articles(), number + 1)
        slug = first.slug
        first.slug = self.word().replace(" ", "-")
        first.save()
        second.refresh_from_db()
        second.slug = slug
        second.save()

    def copy(self, number: int, *, alias: bool) -> None:
        page = pick(self.articles(), number)
        slug = self.word().replace(" ", "-")
        if alias:
            page.create_alias(parent=page.get_parent(), update_slug=slug)
        else:
            page.copy(update_attrs={"slug": slug, "title": self.word()})

    def delete(self, number: int) -> None:
        pick(self.pages(), number).specific.delete()

    def translate(self, number: int) -> None:
        page = pick(self.articles(), number)
        if page.locale_id != self.spanish.pk and not page.has_translation(self.spanish):
            go_live(page.copy_for_translation(self.spanish, copy_parents=True).save_revision())
            for parent in (self.home, self.index):
                found = Page.objects.get(pk=parent.pk).get_translation_or_none(self.spanish)
                if found is not None and found.alias_of_id is None:
                    go_live(found.specific.save_revision())

    def restrict(self, number: int, kind: str) -> None:
        page = pick(self.pages(), number)
        PageViewRestriction.objects.create(page=page, restriction_type=kind, password="x")

    def unrestrict(self, number: int) -> None:
        restrictions = list(PageViewRestriction.objects.order_by("pk"))
        if restrictions:
            pick(restrictions, number).delete()

    def bulk(self, *, publish: bool) -> None:
        action = PublishBulkAction if publish else UnpublishBulkAction
        pages = [page.specific for page in self.articles()]
        with suppress(NotFitToPublish):
            action.execute_action(pages, user=self.user, include_descendants=False)

    # Images and documents

    def edit_image(self, number: int) -> None:
        image = pick(self.images(), number)
        image.alt_text = f"A picture of a {self.word()}"
        image.save()

    def tag_image(self, number: int) -> None:
        pick(self.images(), number).tags.add(self.word())

    def replace_image(self, number: int) -> None:
        image = pick(self.images(), number)
        data = io.BytesIO()
        PillowImage.new("RGB", (40 + self.count % 9, 30), "teal").save(data, "PNG")
        image.file = ImageFile(data, name="new.png")
        image.save()

    def translate_image(self, number: int) -> None:
        image = pick(self.images(), number)
        ImageTranslation.objects.update_or_create(
            image=image, locale=self.spanish, defaults={"alt_text": f"Una imagen de {self.word()}"}
        )

    def move_focal_point(self, number: int) -> None:
        image = pick(self.images(), number)
        image.focal_point_x = image.focal_point_y = self.count % 20
        image.focal_point_width = image.focal_point_height = 4
        image.save()

    def delete_image(self, number: int) -> None:
        if images := self.images():
            pick(images, number).delete()

    def delete_document(self) -> None:
        ClinicDocument.objects.order_by("pk").first().delete()
        DocumentFactory()

    def collect(self, number: int) -> None:
        """Moves an image into the campaign's collection."""
        image = pick(self.images(), number)
        image.collection = self.collection
        image.save()

    def collect_in_bulk(self, number: int) -> None:
        """Wagtail's bulk action, which is one ``UPDATE``, and no signal."""
        images = self.images()[number % 3 :]
        AddToCollectionBulkAction.execute_action(images, user=self.user, collection=self.collection)

    def update_in_bulk(self, number: int) -> None:
        """What a script does."""
        pks = [page.pk for page in self.articles()][number % 2 :]
        ArticlePage.objects.filter(pk__in=pks).update(title=self.word(), summary=self.word())
        questions = list(FaqItem.objects.all())
        for question in questions:
            question.question = f"{self.word()}?"
        FaqItem.objects.bulk_update(questions, ["question"])

    def hide_in_bulk(self, number: int) -> None:
        """Offline and online again, from one page on."""
        hidden = Page.objects.filter(pk__in=[page.pk for page in self.pages()[number % 5 :]], live=False)
        if not hidden.update(live=True):
            Page.objects.filter(pk=pick(self.pages(), number).pk).update(live=False)

    def restrict_in_bulk(self, number: int) -> None:
        page = pick(self.pages(), number)
        PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type="login")])

    def toggle_private_collection(self) -> None:
        found = CollectionViewRestriction.objects.filter(collection=self.collection)
        if found.exists():
            found.first().delete()
        else:
            CollectionViewRestriction.objects.create(collection=self.collection, restriction_type="login")

    # Snippets, clinics, settings

    def edit_snippet(self, number: int) -> None:
        snippet = pick(self.snippets(), number)
        setattr(snippet, text_field(type(snippet)), f"{self.word()}?")
        snippet.save()

    def edit_anything(self, number: int) -> None:
        """An object of any page type, or of any model with an endpoint."""
        found = pick(self.kinds(), number)._default_manager.order_by("pk").last()
        setattr(found, text_field(type(found)), f"{self.word()}?")
        found.save()

    def toggle_snippet(self, number: int) -> None:
        snippet = pick(self.snippets(), number)
        if snippet.live:
            snippet.unpublish()
        else:
            go_live(snippet.save_revision())

    def delete_snippet(self, number: int) -> None:
        snippet = pick(self.snippets(), number)
        if not isinstance(snippet, Person):
            snippet.delete()

    @staticmethod
    def kinds() -> list[Any]:
        """The models of all that the API serves by its key, and whose words can be edited."""
        return [model for model in served_models() if text_field(model) and model._default_manager.exists()]

    def snippets(self) -> list[Any]:
        models = [model for model in endpoint_models().values() if issubclass(model, DraftStateMixin)]
        return [found for model in models for found in model.objects.order_by("pk")]

    def edit_clinic(self) -> None:
        clinic = ClinicPage.objects.order_by("pk").first()
        if clinic is not None:
            telephone = clinic.telephones.first()
            telephone.label = self.word()
            telephone.save()

    def edit_hours(self) -> None:
        clinic = ClinicPage.objects.order_by("pk").first()
        if clinic is not None:
            day = self.now.date()
            clinic.special_days.add(SpecialDay(starts=day, ends=day, reason=self.word()))
            go_live(clinic.save_revision())

    def edit_clinic_in_admin(self) -> None:
        clinic = ClinicPage.objects.order_by("pk").first()
        if clinic is not None:
            clinic.locality = self.word()
            go_live(clinic.save_revision())

    def edit_settings(self) -> None:
        settings = OrganisationSettings.for_site(self.site)
        settings.crisis_lines.add(CrisisLine(name=self.word(), number="988"))
        settings.frontend_base_url = f"https://www{self.count}.example.org"
        settings.social_profiles.add(SocialProfile(network="X", url=f"https://x.com/juniper{self.count}"))
        settings.save()

    def choose_default_clinic(self) -> None:
        settings = OrganisationSettings.for_site(self.site)
        clinic = make_clinic(fresh(self.clinic_index), title=self.word())
        settings.default_clinic = clinic
        settings.save()

    def edit_menu(self, number: int) -> None:
        menu = pick(list(Menu.objects.order_by("pk")), number)
        menu.items = [menu_item(page, [menu_item(pick(self.pages(), number))]) for page in self.pages()[:3]]
        menu.title = self.word()
        menu.save()

    def translate_menu(self, number: int) -> None:
        """A menu or a text for missing pages in Spanish; where it is there, it goes away again."""
        model = pick([Menu, NotFoundText], number)
        found = model.objects.filter(locale=self.spanish)
        if found.exists():
            found.first().delete()
        else:
            model.objects.order_by("pk").first().copy_for_translation(self.spanish).save()

    def edit_not_found_text(self) -> None:
        text = NotFoundText.objects.order_by("pk").first()
        text.title = self.word()
        text.save()

    def rename_host(self) -> None:
        self.other_site.hostname = f"{self.word().replace(' ', '-')}.example"
        self.other_site.save()

    def move_site(self, number: int) -> None:
        site = Site.objects.get(pk=self.other_site.pk)
        site.root_page = fresh(pick([self.other_home, self.index], number))
        site.save()

    def add_redirect(self, number: int) -> None:
        Redirect.objects.create(old_path=f"/{self.word().replace(' ', '-')}", redirect_page=pick(self.pages(), number))

    def add_typed_redirect(self, number: int, target: int) -> None:
        """From an old path, or from one of few names, to the path of a page, or to another of those names."""
        names = ["/one", "/two", "/three", *(page.url_path.removeprefix("/clinic-home") for page in self.pages())]
        Redirect.objects.update_or_create(
            old_path=Redirect.normalise_path(names[number % 5]),
            site=None,
            defaults={"redirect_link": pick(names, target)},
        )

    def load_data(self, number: int, path: Any) -> None:
        """Dumps a page and a question, changes them in the file, and loads that."""
        page = pick(self.pages(), number)
        file = path / f"data-{self.count}.json"
        objects = [page, *FaqItem.objects.order_by("pk")[:1]]
        text = serializers.serialize("json", objects)
        word = self.word()
        file.write_text(text.replace(f'"title": "{page.title}"', f'"title": "{word}"'))
        call_command("loaddata", str(file), verbosity=0)

    def restrict_group(self, number: int) -> None:
        restriction = PageViewRestriction.objects.create(page=pick(self.pages(), number), restriction_type="groups")
        restriction.groups.add(Group.objects.get_or_create(name="Alumni")[0])

    def wait(self, minutes: int) -> None:
        self.now += datetime.timedelta(minutes=minutes)


def menu_item(page: Page, children: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    return {"id": f"link-{page.pk}", "type": "page", "value": {"page": page.pk, "children": list(children)}}


def go_live(revision: Revision) -> None:
    """Publishes, unless what the object needs was deleted meanwhile: that is refused."""
    with suppress(NotFitToPublish):
        revision.publish()


def pick(values: Sequence[T], number: int) -> T:
    """One of ``values``, by any number.

    :raises ObjectDoesNotExist: when there is none.
    """
    if not values:
        raise ObjectDoesNotExist
    return values[number % len(values)]


def fresh(page: Page) -> Page:
    """The page as the database has it, in its place in the tree.

    :raises DoesNotExist: when it was deleted.
    """
    return Page.objects.get(pk=page.pk).specific
