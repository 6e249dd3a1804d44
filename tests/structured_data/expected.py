"""The graph that an answer of the API should come with, put together from that answer alone."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

KINDS = {
    "clinic_pages.ArticlePage": "MedicalWebPage",
    "clinic_pages.ArticleIndexPage": "CollectionPage",
    "clinic_pages.ClinicIndexPage": "CollectionPage",
    "clinic_pages.FaqPage": "FAQPage",
}


def expected_nodes(answer: Json, site: Json) -> dict[str, Json]:
    """The nodes by ``@id``, without empty members."""
    meta = answer["meta"]
    home = site["html_url"]
    page = _page(answer, site)
    nodes = [page, _website(site), _breadcrumbs(answer, site)]
    if _organisation_name(site):
        nodes.append(_organisation(site, meta))
    if meta["type"] == "clinic_pages.ArticlePage":
        nodes += [_article(answer, site), *(_person(person, home) for person in people(answer))]
    if meta["type"] == "clinic_pages.ClinicPage":
        nodes.append(_clinic(answer, site))
    if (faq := _faq(answer, site)) is not None:
        nodes.append(faq)
    return {node["@id"]: full(node) for node in nodes if node is not None}


def people(answer: Json) -> list[Json]:
    """The people whom an article names, each once."""
    named = [*answer["authors"], answer["medical_reviewer"]]
    return list({person["id"]: person for person in named if person}.values())


def full(value: Any) -> Any:
    if isinstance(value, dict):
        members = {name: full(member) for name, member in value.items()}
        return {name: member for name, member in members.items() if member not in (None, "", [], {})}
    return [full(item) for item in value if item is not None] if isinstance(value, list) else value


def _page(answer: Json, site: Json) -> Json:
    meta = answer["meta"]
    url, home = meta["html_url"], site["html_url"]
    kind = KINDS.get(meta["type"], "WebPage")
    node = {
        "@type": kind,
        "@id": f"{url}#webpage",
        "url": url,
        "name": answer["title"],
        "description": meta["seo"]["description"],
        "inLanguage": meta["locale"],
        "isPartOf": {"@id": f"{home}#website"},
        "about": _publisher(site) if _is_home(meta, site) else None,
        "primaryImageOfPage": _picture(answer["hero_image"]),
        "datePublished": meta["first_published_at"],
        "dateModified": meta["last_published_at"],
        "breadcrumb": {"@id": f"{url}#breadcrumb"} if meta["breadcrumbs"] else None,
    }
    entity = {"clinic_pages.ArticlePage": "article", "clinic_pages.ClinicPage": "clinic"}.get(meta["type"])
    if entity:
        node["mainEntity"] = {"@id": f"{url}#{entity}"}
    if questions := _questions(answer, home):
        node |= {"mainEntity": questions} if kind == "FAQPage" else {"hasPart": {"@id": f"{url}#faq"}}
    if entity == "article":
        reviewer = answer["medical_reviewer"]
        node["lastReviewed"] = answer["last_reviewed"]
        node["reviewedBy"] = reviewer and {"@id": f"{home}#person-{reviewer['id']}"}
        node["citation"] = [_citation(citation) for citation in answer["citations"]]
    return node


def _citation(citation: Json) -> Json:
    return {
        "@type": "CreativeWork",
        "name": citation["title"],
        "publisher": citation["publisher"] and {"@type": "Organization", "name": citation["publisher"]},
        "datePublished": citation["year"] and str(citation["year"]),
        "url": citation["url"] or citation["doi_url"] or citation["pmid_url"],
        "sameAs": [url for url in (citation["doi_url"], citation["pmid_url"]) if url],
        "identifier": [
            {"@type": "PropertyValue", "propertyID": name.upper(), "value": citation[name]}
            for name in ("doi", "pmid")
            if citation[name]
        ],
    }


def _article(answer: Json, site: Json) -> Json:
    meta = answer["meta"]
    hero = answer["hero_image"]
    shapes = [hero["fallback"], hero["presets"]["card"]["fallback"]] if hero else []
    return {
        "@type": "Article",
        "@id": f"{meta['html_url']}#article",
        "mainEntityOfPage": {"@id": f"{meta['html_url']}#webpage"},
        "headline": answer["title"],
        "description": answer["summary"],
        "image": [_picture(hero, shown) for shown in {shape["url"]: shape for shape in shapes}.values()],
        "author": [{"@id": f"{site['html_url']}#person-{author['id']}"} for author in answer["authors"]],
        "publisher": _publisher(site),
        "datePublished": meta["first_published_at"],
        "dateModified": meta["last_published_at"],
        "keywords": [topic["name"] for topic in answer["topics"]],
        "wordCount": answer["word_count"],
        "timeRequired": f"PT{answer['reading_time_minutes']}M",
        "inLanguage": meta["locale"],
    }


def _person(person: Json, home: str) -> Json:
    return {
        "@type": "Person",
        "@id": f"{home}#person-{person['id']}",
        "name": person["name"],
        "honorificSuffix": person["honorific_suffix"],
        "jobTitle": person["job_title"],
        "image": _picture(person["photo"]),
        "sameAs": person["profile_urls"],
        "hasCredential": [
            {
                "@type": "EducationalOccupationalCredential",
                "name": credential["type"],
                "credentialCategory": credential["type"],
                "recognizedBy": {"@type": "Organization", "name": credential["authority"]},
                "identifier": credential["number"],
                "expires": credential["expires"],
            }
            for credential in person["credentials"]
        ],
    }


def _clinic(answer: Json, site: Json) -> Json:
    url, address, telephones = answer["meta"]["html_url"], answer["address"], answer["telephones"]
    return {
        "@type": "MedicalClinic",
        "@id": f"{url}#clinic",
        "mainEntityOfPage": {"@id": f"{url}#webpage"},
        "name": answer["title"],
        "legalName": answer["legal_name"],
        "description": answer["summary"],
        "url": url,
        "image": [_picture(answer["hero_image"]), *map(_picture, answer["photos"])],
        "parentOrganization": _publisher(site),
        "telephone": answer["telephone"] and answer["telephone"]["number"],
        "faxNumber": [each["number"] for each in telephones if each["purpose"] == "fax"],
        "email": answer["email"],
        "contactPoint": [
            {"@type": "ContactPoint", "telephone": each["number"], "contactType": each["label"]}
            for each in telephones
            if each["purpose"] != "fax"
        ],
        "address": {
            "@type": "PostalAddress",
            "streetAddress": ", ".join(address["street_address"]),
            "addressLocality": address["locality"],
            "addressRegion": address["region"],
            "postalCode": address["postal_code"],
            "addressCountry": address["country"],
        },
        "geo": answer["geo"] and {"@type": "GeoCoordinates", **answer["geo"]},
        "openingHoursSpecification": [*_weekly_hours(answer), *map(_special, answer["special_days"])],
        "availableService": [
            {"@type": "MedicalTherapy", "name": service["name"], "description": service["description"]}
            for service in answer["services"]
        ],
        "isAcceptingNewPatients": answer["accepts_new_patients"],
        "knowsLanguage": [language["code"] for language in answer["languages"]],
        "paymentAccepted": ", ".join(method["name"] for method in answer["payment_methods"]),
        "hasCredential": [
            {
                "@type": "EducationalOccupationalCredential",
                "credentialCategory": "license",
                "recognizedBy": {"@type": "Organization", "name": licence["authority"]},
                "identifier": licence["number"],
                "expires": licence["expires"],
                "url": licence["verification_url"],
            }
            for licence in answer["licences"]
        ],
    }


def _weekly_hours(answer: Json) -> list[Json]:
    if not answer["round_the_clock"]:
        return list(map(_weekly, answer["opening_hours"]))
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    days = [f"https://schema.org/{name}" for name in names]
    return [{"@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": "00:00", "closes": "23:59"}]


def _weekly(hours: Json) -> Json:
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": "https://schema.org/" + hours["day"].capitalize(),
        "opens": hours["opens"],
        "closes": _minute_before(hours["closes"]) if hours["all_day"] else hours["closes"],
    }


def _special(day: Json) -> Json:
    return {
        "@type": "OpeningHoursSpecification",
        "validFrom": day["starts"],
        "validThrough": day["ends"],
        "opens": "00:00" if day["closed"] else day["opens"],
        "closes": "00:00" if day["closed"] else _minute_before(day["closes"]) if day["all_day"] else day["closes"],
        "description": day["reason"],
    }


def _minute_before(clock: str) -> str:
    minutes = (int(clock[:2]) * 60 + int(clock[3:]) - 1) % (24 * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _faq(answer: Json, site: Json) -> Json | None:
    url = answer["meta"]["html_url"]
    sections = _sections(answer)
    if not sections or KINDS.get(answer["meta"]["type"]) == "FAQPage":
        return None
    return {
        "@type": "FAQPage",
        "@id": f"{url}#faq",
        "url": f"{url}#{sections[0]['anchor']}",
        "name": sections[0]["heading"],
        "inLanguage": answer["meta"]["locale"],
        "isPartOf": {"@id": f"{url}#webpage"},
        "mainEntity": _questions(answer, site["html_url"]),
    }


def _sections(answer: Json) -> list[Json]:
    blocks = [*answer.get("sections", []), *answer["body"]]
    return [block["value"] for block in blocks if block["type"] == "faq_section" and block["value"]["items"]]


def _questions(answer: Json, home: str) -> list[Json]:
    language = answer["meta"]["locale"]
    items = {item["id"]: item for section in _sections(answer) for item in section["items"]}
    return [
        {
            "@type": "Question",
            "@id": f"{home}#question-{item['id']}-{language}",
            "name": item["question"],
            "acceptedAnswer": {"@type": "Answer", "text": item["answer"]},
        }
        for item in items.values()
    ]


def _breadcrumbs(answer: Json, site: Json) -> Json | None:
    meta = answer["meta"]
    trail = [(crumb["title"], site["html_url"] + crumb["html_path"][1:]) for crumb in meta["breadcrumbs"]]
    if not trail:
        return None
    return {
        "@type": "BreadcrumbList",
        "@id": f"{meta['html_url']}#breadcrumb",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": url}
            for place, (name, url) in enumerate([*trail, (answer["title"], meta["html_url"])], start=1)
        ],
    }


def _website(site: Json) -> Json:
    home = site["html_url"]
    name = _organisation_name(site) or site["hostname"]
    return {"@type": "WebSite", "@id": f"{home}#website", "url": home, "name": name, "publisher": _publisher(site)}


def _organisation(site: Json, meta: Json) -> Json:
    organisation, home = site["organisation"], site["html_url"]
    clinic = organisation["default_clinic"]
    logo = organisation["logo"] and organisation["logo"]["fallback"]
    contact = clinic and {
        "@type": "ContactPoint",
        "telephone": clinic["telephone"]["number"],
        "contactType": clinic["telephone"]["label"],
        "email": clinic["email"],
        "availableLanguage": [language["code"] for language in clinic["languages"]],
    }
    return {
        "@type": "Organization",
        "@id": f"{home}#organization",
        "name": _organisation_name(site),
        "legalName": organisation["legal_name"],
        "url": home,
        "logo": _picture({"fallback": logo, "alt_text": "", "caption": "", "credit": ""}),
        "sameAs": [profile["url"] for profile in organisation["social_profiles"]],
        "contactPoint": contact if _is_home(meta, site) else None,
    }


def _organisation_name(site: Json) -> str:
    return site["organisation"]["name"] or site["organisation"]["legal_name"]


def _publisher(site: Json) -> Json | None:
    return {"@id": f"{site['html_url']}#organization"} if _organisation_name(site) else None


def _is_home(meta: Json, site: Json) -> bool:
    return meta["html_path"] in {locale["html_path"] for locale in site["locales"]}


def _picture(image: Json | None, shown: Json | None = None) -> Json | None:
    shown = shown or (image and image["fallback"])
    if not image or not shown:
        return None
    return {
        "@type": "ImageObject",
        "url": shown["url"],
        "width": f"{shown['width']} px",
        "height": f"{shown['height']} px",
        "description": image["alt_text"],
        "caption": image["caption"],
        "creditText": image["credit"],
    }
