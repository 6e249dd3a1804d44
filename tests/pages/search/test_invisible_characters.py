"""Everything that is written can be found, whatever came along when it was pasted."""

import json
from pathlib import Path

import pytest

from tests.pages.factories import FaqItemFactory, make_article

CASES = Path(__file__).parents[4] / "shared/cases/invisible-characters.json"
WRITTEN = [
    ("Metha\u00addone", "methadone"),
    ("nal\u200boxone", "naloxone"),
    ("beta\u200dstatin", "betastatin"),
    ("zalo\u2060mab", "zalomab"),
    ("wepro\ufefftide", "weprotide"),
    ("vaxi\u200enol", "vaxinol"),
    ("Uro\ufb01broxin", "urofibroxin"),
    ("\uff34\uff48\uff45\uff42\uff41xil", "thebaxil"),
    ("Sero\u0301nadol", "seronadol"),
    ("methodo\u2011logy", "methodo-logy"),
    ("\u0645\u062d\u0640\u0645\u062f\u0648\u0644", "\u0645\u062d\u0645\u062f\u0648\u0644"),
]


@pytest.mark.parametrize(("written", "typed"), WRITTEN)
def test_a_word_is_found_in_a_body_a_title_and_a_question(search, get, articles, written, typed):
    body = make_article(articles, title="Body", slug="body", body=[{"type": "rich_text", "value": f"<p>{written}</p>"}])
    title = make_article(articles, title=f"On {written} now", slug="title")
    FaqItemFactory(question=f"What is {written}?", answer="<p>Nothing.</p>")
    FaqItemFactory(question="Which one?", answer=f"<p>It is {written}.</p>")
    found = search(typed)["items"]
    assert {result["title"] for result in found} == {
        "Body",
        f"On {written} now",
        f"What is {written}?",
        "Which one?",
    }
    for result in found:
        assert any(part["match"] for part in result["excerpt"]["parts"]) or written in result["title"]
    assert {item["id"] for item in get("pages/", search=typed).json()["items"]} == {body.pk, title.pk}
    assert len(search(written)["items"]) == 4


def test_all_that_the_cases_write_is_found(search, articles):
    if not CASES.exists():
        pytest.skip("The cases are not here.")
    for number, case in enumerate(json.loads(CASES.read_text())):
        written = case["write"].partition(" (")[0]
        text = [{"type": "rich_text", "value": f"<p>{written}</p>"}]
        make_article(articles, title=f"Case {number}", slug=f"case-{number}", body=text)
        assert f"Case {number}" in [result["title"] for result in search(case["search"])["items"]], case
