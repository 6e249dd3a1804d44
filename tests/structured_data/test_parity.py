"""Search engines are told what visitors read, and nothing else."""

import pytest

from tests.structured_data.parity import differences


def test_every_page_of_the_demo_tells_search_engines_what_it_shows(answers):
    found = {path: differences(answer, answers["site"]) for path, answer in answers["pages"].items()}
    assert len(found) > 20
    assert {path: faults for path, faults in found.items() if faults} == {}


def article(**changes):
    """An answer with as little in it as the checks read, and its site."""
    url = "https://www.example.org/x/"
    answer = {
        "meta": {
            "type": "clinic_pages.StandardPage",
            "html_url": url,
            "html_path": "/x/",
            "locale": "en",
            "first_published_at": "2026-01-01T00:00:00Z",
            "last_published_at": None,
            "breadcrumbs": [],
            "seo": {"description": "About us."},
        },
        "title": "About",
        "hero_image": None,
        "body": [],
    }
    page = {
        "@type": "WebPage",
        "@id": f"{url}#webpage",
        "url": url,
        "name": "About",
        "description": "About us.",
        "inLanguage": "en",
        "isPartOf": {"@id": "https://www.example.org/#website"},
        "datePublished": "2026-01-01T00:00:00Z",
    }
    website = {
        "@type": "WebSite",
        "@id": "https://www.example.org/#website",
        "url": "https://www.example.org/",
        "name": "www.example.org",
    }
    nodes = [{**page, **changes}, website]
    answer["meta"]["json_ld"] = {"@context": "https://schema.org", "@graph": nodes}
    organisation = {"name": "", "legal_name": "", "default_clinic": None, "logo": None, "social_profiles": []}
    site = {
        "html_url": "https://www.example.org/",
        "hostname": "www.example.org",
        "locales": [{"html_path": "/"}],
        "organisation": organisation,
    }
    return answer, site


def test_a_graph_that_says_what_the_page_shows_has_no_differences():
    assert differences(*article()) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"name": "Us"}, "https://www.example.org/x/#webpage.name is 'Us', not 'About'"),
        ({"name": 1}, "https://www.example.org/x/#webpage.name is 1, not 'About'"),
        ({"name": None}, "name is empty"),
        ({"keywords": ["a"]}, "https://www.example.org/x/#webpage.keywords is not on the page"),
        (
            {"isPartOf": {"@id": "https://www.example.org/#else"}},
            "nothing in the graph is 'https://www.example.org/#else'",
        ),
        ({"isPartOf": "https://www.example.org/#website"}, "isPartOf is 'https://www.example.org/#website', not"),
        ({"@id": "#webpage"}, "@id '#webpage' is not an absolute address"),
        ({"@id": "https://www.example.org/#website"}, "@id 'https://www.example.org/#website' stands twice"),
        ({"datePublished": "2026-01-01"}, "datePublished is '2026-01-01', not '2026-01-01T00:00:00Z'"),
    ],
)
def test_a_difference_is_named_with_its_place(changes, fault):
    assert any(fault in found for found in differences(*article(**changes)))


def test_a_missing_member_and_a_missing_node_are_named():
    answer, site = article()
    page, _website = answer["meta"]["json_ld"]["@graph"]
    del page["url"]
    answer["meta"]["json_ld"]["@graph"] = [page]
    found = differences(answer, site)
    assert "https://www.example.org/x/#webpage.url is missing" in found
    assert "https://www.example.org/#website is missing" in found
