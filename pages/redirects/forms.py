from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.redirects.forms import RedirectForm as WagtailRedirectForm
from wagtail.contrib.redirects.models import Redirect

from api.routing.asked_path import AskedPath
from api.routing.prospects import Prospects, prospects_of
from api.sites import SiteMap

from .fields import TargetField

#: What precedes the path in an absolute URL.
HOST = re.compile(r"[a-z][a-z0-9+.\-]*://[^/?#]*", re.IGNORECASE)


class RedirectForm(WagtailRedirectForm):
    """Rejects redirects that can never work. ``warnings`` lists what prevents one from working now."""

    # Not among the fields of Meta, as the model's does not accept a path: clean() sets it on the redirect.
    redirect_link = TargetField(
        label=gettext_lazy("Redirect to a path or URL"),
        required=False,
        max_length=255,
        assume_scheme="https",
        help_text=gettext_lazy(
            "A path of this site, such as /new/place/, or a full URL, such as https://www.example.org/"
        ),
    )

    class Meta(WagtailRedirectForm.Meta):
        fields = ("old_path", "site", "is_permanent", "redirect_page")

    def __init__(self, *args: Any, sites: SiteMap | None = None, **kwargs: Any) -> None:
        """:param sites: shared by many forms."""
        super().__init__(*args, **kwargs)
        self.sites = sites or SiteMap()
        self.fields["redirect_link"].sites = self.sites
        self.fields["redirect_link"].initial = self.instance.redirect_link
        self.warnings: list[str] = []

    def clean_old_path(self) -> str:
        """The one spelling in which new redirects are stored; of an absolute URL its path."""
        asked = AskedPath.parse(HOST.sub("", self.cleaned_data["old_path"].strip(), count=1))
        if "\0" in asked.html_path:
            raise ValidationError(_("A URL cannot contain %00."))
        return asked.old_path

    def clean(self) -> dict[str, Any]:
        super().clean()
        link, page = self.cleaned_data.get("redirect_link", ""), self.cleaned_data.get("redirect_page")
        if not self.errors and bool(link) == (page is not None):
            raise ValidationError(_("Choose a page, or enter a path or URL to redirect to, but not both."))
        self.instance.redirect_link = link
        if not self.errors:
            self._refuse_second()
            self._look_ahead()
        return self.cleaned_data

    def _refuse_second(self) -> None:
        """Reject a second redirect from one path, even if it is spelled differently."""
        same = AskedPath.parse(self.cleaned_data["old_path"]).spellings()[0]
        others = Redirect.objects.filter(old_path__in=same, site=self.cleaned_data["site"]).exclude(pk=self.instance.pk)
        if other := others.first():
            message = _("A redirect with this path already exists: %(old_path)s.")
            raise ValidationError(message, params={"old_path": other.old_path})

    def _look_ahead(self) -> None:
        values = {name: self.cleaned_data[name] for name in ("old_path", "site", "redirect_page", "redirect_link")}
        prospects = prospects_of(Redirect(pk=self.instance.pk, **values), self.sites)
        if prospects.never_works:
            message = _(
                "This redirect leads back to its own path, directly or through other redirects. Choose a "
                "different target."
            )
            raise ValidationError(message)
        self.warnings = list(warnings_of(prospects))


def warnings_of(prospects: Prospects) -> Iterator[str]:
    """What prevents a redirect from working now."""
    for page in dict.fromkeys(prospects.in_the_way):
        yield _(
            "The page “%(page)s” is live at this path, so visitors see that page. The redirect takes effect "
            "once the page is no longer live."
        ) % {"page": page.get_admin_display_title()}
    if prospects.losses:
        sites = get_text_list([site.hostname for site in prospects.losses], _("and"))
        where = "" if len(prospects.losses) == prospects.site_count else _(" (on %(sites)s)") % {"sites": sites}
        yield _(
            "Visitors cannot see what this redirect leads to%(where)s: it is not published, is private or "
            "leads nowhere itself. The redirect takes effect once they can."
        ) % {"where": where}
