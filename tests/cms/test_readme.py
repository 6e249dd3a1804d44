"""What the README tells a newcomer to type."""

import re
from pathlib import Path

import requests

ROOT = Path(__file__).parents[2]
COMMANDS = [
    line
    for block in re.findall(r"^```sh\n(.*?)^```", (ROOT / "README.md").read_text(), re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]


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


def test_its_links_lead_to_files():
    links = re.findall(r"\]\(((?!https?:)[^)#]+)\)", (ROOT / "README.md").read_text())
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
