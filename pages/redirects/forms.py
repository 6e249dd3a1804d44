from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.redirects.forms import RedirectForm as WagtailRedirectForm
from wagtail.contrib.redirects.models import Redirect

from api.routing.asked_path import AskedPath
from pages.redirects.fields import TargetField

_HOST = re.compile(r"[a-z][a-z0-9+.\-]*://[^/?#]*", re.IGNORECASE)


class RedirectForm(WagtailRedirectForm):
    """Takes paths as targets, and stores each old path in one spelling."""

    # It is not among the fields of Meta, as the model's takes no path: clean() hands it to the redirect.
    redirect_link = TargetField(
        label=gettext_lazy("Redirect to a path or address"),
        required=False,
        max_length=255,
        assume_scheme="https",
        help_text=gettext_lazy(
            "A path of this site, such as /new/place/, or a whole address: https://www.example.org/"
        ),
    )

    class Meta(WagtailRedirectForm.Meta):
        fields = ("old_path", "site", "is_permanent", "redirect_page")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["redirect_link"].initial = self.instance.redirect_link

    def clean_old_path(self) -> str:
        """The one spelling in which new redirects are stored; of a whole address its path."""
        asked = AskedPath.parse(_HOST.sub("", self.cleaned_data["old_path"].strip(), count=1))
        if "\0" in asked.html_path:
            raise ValidationError(_("No address has %00 in it."))
        return asked.old_path

    def clean(self) -> dict[str, Any]:
        super().clean()
        link, page = self.cleaned_data.get("redirect_link", ""), self.cleaned_data.get("redirect_page")
        if not self.errors and bool(link) == (page is not None):
            raise ValidationError(_("Choose a page, or write an address: a redirect leads to one of them."))
        self.instance.redirect_link = link
        if not self.errors:
            self._refuse_second()
        return self.cleaned_data

    def _refuse_second(self) -> None:
        """Two redirects from one path, though it is written in two ways."""
        same = AskedPath.parse(self.cleaned_data["old_path"]).spellings()[0]
        others = Redirect.objects.filter(old_path__in=same, site=self.cleaned_data["site"]).exclude(pk=self.instance.pk)
        if other := others.first():
            message = _("A redirect with this path already exists: %(old_path)s.")
            raise ValidationError(message, params={"old_path": other.old_path})
