"""Import statements are put where a linter wants them."""

from __future__ import annotations

import pytest

from api.scaffolds.imports import imports_name, with_imports, without_imports
from api.scaffolds.names import Name

TOPIC = "from .topic import Topic"


def first_party(module):
    return module == "api"


@pytest.mark.parametrize(
    ("source", "lines", "made"),
    [
        ("", [TOPIC], f"{TOPIC}\n"),
        ('"""Models."""\n', [TOPIC], f'"""Models."""\n\n{TOPIC}\n'),
        ("from .menu import Menu\n\nx = 1\n", [TOPIC], f"from .menu import Menu\n{TOPIC}\n\nx = 1\n"),
        (
            "from django.db import models\n\n# Create your models here.\n",
            [TOPIC],
            f"from django.db import models\n\n{TOPIC}\n\n# Create your models here.\n",
        ),
        (
            "from __future__ import annotations\n\nimport re\n\n\nclass A:\n    pass\n",
            ["from api.router import router", "from wagtail import blocks", "from ..blocks import A", TOPIC],
            "from __future__ import annotations\n\nimport re\n\nfrom wagtail import blocks\n\n"
            f"from api.router import router\n\nfrom ..blocks import A\n{TOPIC}\n\n\nclass A:\n    pass\n",
        ),
    ],
)
def test_they_are_sorted_into_their_groups(source, lines, made):
    assert with_imports(source, lines, first_party) == made


def test_some_can_be_taken_out():
    source = "import re\nfrom .a import (\n    A,\n    B,\n)\n\nx = 1\n"
    rest, taken = without_imports(source, lambda statement: statement.startswith("from "))
    assert rest == "import re\n\nx = 1\n"
    assert taken == ["from .a import (\n    A,\n    B,\n)"]
    assert imports_name(source, "B")
    assert not imports_name(source, "C")


@pytest.mark.parametrize(
    ("text", "suffix", "module", "class_name", "plural"),
    [
        ("lecture", "Page", "lecture", "Lecture", "lectures"),
        ("OpenDayPage", "Page", "open_day", "OpenDay", "open_days"),
        ("open-day", "", "open_day", "OpenDay", "open_days"),
        ("FAQSection", "Block", "faq_section", "FaqSection", "faq_sections"),
        ("therapy", "", "therapy", "Therapy", "therapies"),
        ("page", "Page", "page", "Page", "pages"),
        ("box", "", "box", "Box", "boxes"),
    ],
)
def test_a_name_has_each_spelling(text, suffix, module, class_name, plural):
    name = Name.of(text, suffix=suffix)
    assert (name.module, name.class_name, name.plural_module) == (module, class_name, plural)
    assert name.replace("Sample, samples path") == f"{class_name}, {name.path}"


@pytest.mark.parametrize(("typed", "said"), [("open_day", "An open day"), ("lecture", "A lecture")])
def test_a_name_has_the_article_that_it_is_spoken_with(typed: str, said: str):
    assert Name.of(typed).replace("A sample words; of a sample words") == f"{said}; of {said.lower()}"
