"""The URLs of another project, as docs/media.md has them written there."""

import re
from pathlib import Path

from django.urls import URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

_DOCUMENTATION = (Path(__file__).resolve().parents[2] / "docs" / "media.md").read_text()
_WRITTEN = re.search(r"```python\n(# urls\.py.*?)```", _DOCUMENTATION, re.DOTALL)
_names: dict[str, list[URLResolver]] = {}
exec(_WRITTEN[1], _names)  # noqa: S102

urlpatterns = [path("admin/", include(wagtailadmin_urls)), *_names["urlpatterns"], path("", include(wagtail_urls))]
