"""What a rule asks for, and the type of a field does not tell."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from wagtail.models import Page

from tests.pages.factories import make_clinic

#: By ``app_label.Model.field``.
VALUES: dict[str, Any] = {
    "clinic_pages.ArticlePage.next_review_due": datetime.date(2027, 5, 1),
    "clinic_pages.FaqItem.question": "{word}?",
    "clinic_pages.Person.may_review": True,
    "wagtailredirects.Redirect.old_path": "/{slug}",
}
#: Pages whose fields have to fit each other, made below another page with these fields. By ``app_label.Model``.
PAGES: dict[str, Callable[..., Page]] = {
    "clinic_pages.ClinicPage": make_clinic,
}
