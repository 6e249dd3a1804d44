"""Validators that others wrote take every page of the demo, and broken graphs are caught."""

import copy
import json

import pytest

from tests.structured_data.broken import BROKEN
from tests.structured_data.parity import differences
from tests.structured_data.validators import rule_faults, type_faults


def graphs_of(answers):
    return {path: answer["meta"]["json_ld"] for path, answer in answers["pages"].items()}


@pytest.fixture
def broken(answers):
    """The answers with broken graphs, by what is broken in them."""
    found = {}
    for name, fault in BROKEN.items():
        answer = copy.deepcopy(answers["pages"][fault.path])
        before = json.dumps(answer["meta"]["json_ld"])
        fault.break_graph(answer["meta"]["json_ld"])
        assert json.dumps(answer["meta"]["json_ld"]) != before, f"“{name}” breaks nothing"
        found[name] = answer
    return found


def test_types_and_rules_take_every_page_of_the_demo(answers, tmp_path):
    graphs = graphs_of(answers)
    assert type_faults(graphs, tmp_path) == {path: [] for path in graphs}
    assert rule_faults(graphs) == {path: [] for path in graphs}


def test_each_broken_graph_is_caught_by_the_checks_that_should_catch_it(answers, broken, tmp_path):
    graphs = {name: answer["meta"]["json_ld"] for name, answer in broken.items()}
    types, rules = type_faults(graphs, tmp_path), rule_faults(graphs)
    caught = {
        name: {
            check
            for check, faults in (
                ("types", types[name]),
                ("rules", rules[name]),
                ("parity", differences(answer, answers["site"])),
            )
            if faults
        }
        for name, answer in broken.items()
    }
    assert len(caught) >= 30
    assert caught == {name: set(fault.caught_by) for name, fault in BROKEN.items()}
