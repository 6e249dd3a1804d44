from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site, TranslatableMixin

from api import conf

from .readable_texts import ReadableTexts


def default_site() -> Any:
    """The primary key of the default site of a new object; None without any site."""
    return Site.objects.filter(is_default_site=True).values_list("pk", flat=True).first()


class SiteText(ReadableTexts, TranslatableMixin, models.Model):
    """A site's text outside of its pages, in each of its languages. A subclass declares what has to be unique."""

    site = models.ForeignKey(
        Site, verbose_name=_("site"), on_delete=models.CASCADE, related_name="+", default=default_site
    )

    #: The fields whose values are unique in each language.
    unique_by: tuple[str, ...] = ("site",)
    #: The fields that refer to pages and files.
    link_fields: tuple[str, ...] = ()

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def clean(self) -> None:
        """:raises ValidationError: if there is another one of the kind in this language."""
        super().clean()
        if self.site_id is None:
            return
        same = {name: getattr(self, name) for name in self.unique_by}
        locale_id = self.locale_id or self.get_default_locale().pk
        others = type(self)._default_manager.filter(locale=locale_id, **same).exclude(pk=self.pk)
        if others.exists():
            raise ValidationError({self.unique_by[-1]: self.taken_message()})

    def shown_where(self) -> str:
        """Where visitors see it, in sentences for staff."""
        site = self.site.site_name or self.site.hostname
        return " ".join([self.place_message() % {"site": site}, *self._languages()])

    def place_message(self) -> str:
        """Where the website shows it, with ``%(site)s`` for the site's name."""
        raise NotImplementedError

    def _languages(self) -> Iterator[str]:
        if not conf.i18n_enabled():
            return
        yield _("It is for pages in %(language)s.") % {"language": self.locale.get_display_name()}
        if self.locale_id == self.site.root_page.locale_id:
            yield str(_("Languages without one of their own show it too."))

    def taken_message(self) -> str:
        """What to do if one exists already."""
        return _("The site already has one in this language. Edit that one.")
