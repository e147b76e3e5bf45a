"""Every rule of the clock is shown by tests that carry its number."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).resolve().parent
RULES = range(1, 35)
"""Counting, signals, control, the hard end, sleep and crash, groups, and afterwards."""
_NAMED = re.compile(r"\b[Rr]ules? (?P<first>\d{1,2})(?: (?P<joint>to|and) (?P<last>\d{1,2}))?\b")


def rules_of(docstring: str) -> set[int]:
    """Return the rules that a docstring names: `Rule 7: ...`, `(rule 14)`, `Rules 20 to 23`."""
    rules: set[int] = set()
    for named in _NAMED.finditer(docstring):
        first, last = int(named["first"]), int(named["last"] or named["first"])
        rules |= set(range(first, last + 1)) if named["joint"] == "to" else {first, last}
    return rules


def named_in_tests() -> Iterator[tuple[int, str]]:
    """Yield each rule with the name of a test that carries its number."""
    for file in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            if node.name.startswith("test_"):
                place = f"{file.relative_to(TESTS).as_posix()}::{node.name}"
                yield from ((rule, place) for rule in rules_of(ast.get_docstring(node) or ""))


def test_every_rule_has_a_test() -> None:
    """None of the rules is without a test, and no test names a rule that there is not."""
    assert {rule for rule, _test in named_in_tests()} == set(RULES)


def test_how_a_rule_is_named() -> None:
    """One rule, two, or a range; a number of something else is no rule."""
    assert rules_of("Rule 7: once. A later press asks again (rule 14).") == {7, 14}
    assert rules_of("Rule 15 and 28: no burst.") == {15, 28}
    assert rules_of("Rules 20 to 23: whatever happened.") == {20, 21, 22, 23}
    assert rules_of("After 31 s the ruler of 12 cm is gone.") == set()
