"""What is asked of whom, and which ratios are to be reached."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.request import Request, urlopen

from bench import floors

ONE_PAGE = {"sqlite": 0.7, "postgresql": 0.65}
LISTING = "?type=plain.PlainArticle&limit=20&order=id"


@dataclass(frozen=True)
class Case:
    """One row of the table.

    :param ours: the path below ``/api/v2/``; ``theirs`` is what asks the same of Wagtail's API v2.
    :param of_floor: the least part of the rate of the empty DRF view, by vendor of the database.
    :param of_v2: the least multiple of API v2's rate.
    """

    name: str
    ours: str
    theirs: str
    of_floor: dict[str, float] = field(default_factory=dict)
    of_v2: float | None = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return "".join(char if char.isalnum() else "-" for char in self.name)


def cases(pk: int, html_path: str) -> list[Case]:
    return [
        Case("page by id", f"pages/{pk}/", f"pages/{pk}/", of_floor=ONE_PAGE, of_v2=12),
        Case("find by path", f"pages/find/?html_path={html_path}", f"pages/{pk}/", of_floor=ONE_PAGE, of_v2=12),
        Case(
            "20 with summary and image",
            f"pages/{LISTING}&fields=summary,hero_image",
            f"pages/{LISTING}&fields=summary,hero_image",
            of_floor={"sqlite": 0.5, "postgresql": 0.75},
            of_v2=25,
        ),
        Case(
            "20 with all fields",
            f"pages/{LISTING}&fields=*",
            f"pages/{LISTING}&fields=*",
            of_floor={"sqlite": 0.4, "postgresql": 0.75},
            of_v2=30,
        ),
    ]


def prepare(address: str, case: Case) -> str:
    """Keeps what the API answers as what the empty views send, and returns its ETag."""
    request = Request(f"{address}/api/v2/{case.ours}")  # noqa: S310
    with urlopen(request) as answer:  # noqa: S310
        floors.keep(case.slug, answer.read())
        return answer.headers["ETag"]
