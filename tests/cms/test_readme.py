"""What the README tells a newcomer to type."""

import json
import re
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


COMMANDS = [line for block in blocks("sh") for line in block.splitlines()]


def test_it_has_commands_of_two_kinds_only():
    assert len(COMMANDS) >= 7
    assert all(re.fullmatch(r'make \w+|curl "http://127\.0\.0\.1:8000/api/v2/[^"]*"', line) for line in COMMANDS)


def test_its_make_targets_are_run_by_ci():
    ci = (ROOT / ".ci" / "run").read_text()
    for command in COMMANDS:
        if command.startswith("make"):
            assert re.search(rf"make (--silent )?{command.removeprefix('make ')}\b", ci), command


def test_its_requests_are_answered_by_the_demo(demo):
    for command in COMMANDS:
        if command.startswith("curl"):
            path = command.split('"')[1].removeprefix("http://127.0.0.1:8000")
            response = requests.get(demo + path, timeout=20)
            assert response.status_code == 200, command
            assert response.json().get("items") != [], command


def test_its_example_is_a_part_of_what_the_demo_answers(demo):
    example = json.loads(blocks("json")[0].replace("http://localhost:3000", "https://www.example.org"))
    answer = requests.get(f"{demo}/api/v2/pages/find/", {"html_path": example["meta"]["html_path"]}, timeout=20).json()
    assert is_part(example | {"id": answer["id"]}, answer)


def is_part(example: Any, answer: Any) -> bool:
    """Whether all that an example shows is in an answer; "…" stands for anything."""
    if isinstance(example, dict):
        return all(name in answer and is_part(value, answer[name]) for name, value in example.items())
    if isinstance(example, list):
        return all(any(is_part(item, found) for found in answer) for item in example)
    return example in ("…", answer)


def test_its_links_lead_to_files():
    links = re.findall(r"\]\(((?!https?:)[^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
