from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext_lazy as _

from api.routing.destinations import own_site, safe_url
from api.sites import SiteMap


class TargetField(forms.URLField):
    """The target of a redirect: a path of the site, or an absolute web URL.

    Characters that are invalid in URLs are encoded.
    """

    widget = forms.TextInput
    #: The current sites, unless a form has loaded them already.
    sites: SiteMap | None = None
    default_error_messages = {
        "invalid": _("Enter a path of this site that begins with /, or a URL that begins with https://."),
    }

    def clean(self, value: Any) -> str:
        text = str(value or "").strip()
        if not text.startswith("/") and not _is_own(text, self.sites or SiteMap()):
            text = super().clean(text)
        link = _encode(text)
        if link and (link.startswith("//") or safe_url(link, "https://path.invalid/") is None):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if self.max_length is not None and len(link) > self.max_length:
            message = _("This is too long: it has %(length)d characters, and the limit is %(most)d.")
            raise ValidationError(message, code="max_length", params={"length": len(link), "most": self.max_length})
        return link


def _is_own(text: str, sites: SiteMap) -> bool:
    """Whether it is a URL of one of our sites. Those in an intranet may have names without a dot."""
    site = sites.default_site
    return site is not None and safe_url(text, "") is not None and own_site(sites, text, site) is not None


def _encode(link: str) -> str:
    try:
        parts = urlsplit(link)
    except ValueError:
        return link
    encoded = [iri_to_uri(part) for part in (parts.path, parts.query, parts.fragment)]
    return parts._replace(path=encoded[0], query=encoded[1], fragment=encoded[2]).geturl()
