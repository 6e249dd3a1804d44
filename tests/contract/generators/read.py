"""What a program in Python reads with a generated client: python read.py http://127.0.0.1:8000"""

from __future__ import annotations

import json
import sys

from clinic_client import Client
from clinic_client.api.clinics import clinics_list
from clinic_client.api.pages import pages_detail, pages_find
from clinic_client.api.site import site_read
from clinic_client.models import (
    ArticlePage,
    ClinicPageList,
    CountedListingMeta,
    HeadingBlock,
    ProblemDocument,
    RedirectRepresentation,
    RichTextBlock,
    SiteRepresentation,
)

client = Client(base_url=sys.argv[1], raise_on_unexpected_status=True)

found = pages_find.sync(client=client, html_path="/articles/what-is-addiction/")
assert isinstance(found, ArticlePage)
article = pages_detail.sync(found.id, client=client)
assert isinstance(article, ArticlePage)
redirect = pages_find.sync(client=client, html_path="/first-week")
assert isinstance(redirect, RedirectRepresentation)
clinics = clinics_list.sync(client=client, fields="*")
assert isinstance(clinics, ClinicPageList)
assert isinstance(clinics.meta, CountedListingMeta)
site = site_read.sync(client=client)
assert isinstance(site, SiteRepresentation)
missing = pages_detail.sync_detailed(999_999, client=client)
assert isinstance(missing.parsed, ProblemDocument)

text = next(block.value for block in article.body if isinstance(block, RichTextBlock))
assert isinstance(text, str)
print(  # noqa: T201
    json.dumps(
        {
            "found": found.id,
            "title": article.title,
            "type": article.meta.type_,
            "blocks": [block.type_ for block in article.body],
            "text": text,
            "headings": [block.value.text for block in article.body if isinstance(block, HeadingBlock)],
            "redirect": redirect.redirect.to,
            "listing": [item.title for item in clinics.items],
            "total": clinics.meta.total_count,
            "menus": {
                place: [item.label for item in menu.items] for place, menu in site.menus.additional_properties.items()
            },
            "problem": [missing.status_code.value, missing.parsed.detail],
            "whole": article.to_dict(),
        }
    )
)
