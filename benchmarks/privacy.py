"""Personal data in a long text at one key, and in sentences with known answers.

Beside it stands deduce, a program that takes personal data out of Dutch medical texts, where
the environment variable DEDUCE_PYTHON names a Python that has it (`pip install deduce`).
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path

from benchmarks.figures import Figure, median
from sessiecoach.domain.privacy import personal_signs
from tests.domain.privacy_sentences import MEASURED, NAMES, Found, found_by_rules, outcome

_LENGTH = 100_000
_GOAL_MILLISECONDS = 100
_NO_GOAL = float("inf")
_SAME_KINDS = {
    "persoon": "name",
    "patient": "name",
    "bsn": "bsn",
    "id": "bsn",
    "telefoonnummer": "phone",
    "emailadres": "email",
    "locatie": "postcode",
    "datum": "birth_date",
}
"""What deduce calls the kinds that it looks for as well; it takes out other things besides."""
_MEANT_FOR_ALL = ("postcode", "birth_date")
"""Of these deduce takes out all places and dates, so one that is nobody's is not wrong."""
_DEDUCE = """
import json, resource, sys, time
from importlib.metadata import version
texts = json.load(sys.stdin)
began = time.perf_counter()
from deduce import Deduce
deduce = Deduce()
started = time.perf_counter() - began
found = [
    [(m.tag, int(m.start_char), int(m.end_char)) for m in deduce.deidentify(text).annotations]
    for text in texts
]
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
json.dump(
    {"version": version("deduce"), "started": started, "memory": memory, "found": found}, sys.stdout
)
"""


def measure(folder: Path, runs: int) -> list[Figure]:
    """Personal data in 100,000 characters, and hits and misses on the sentences of the tests."""
    text = " ".join(sentence.text for sentence in MEASURED)
    text = (text * (_LENGTH // len(text) + 1))[:_LENGTH]
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        personal_signs(text, NAMES)
        times.append((time.perf_counter() - began) * 1000)
    whole = Figure("signs in 100,000 characters", "ms", median(times), None, _GOAL_MILLISECONDS)
    figures = [whole, *_counts("own rules", [found_by_rules(each.text) for each in MEASURED])]
    if python := os.environ.get("DEDUCE_PYTHON"):
        figures += _deduce(python, folder)
    return figures


def _deduce(python: str, folder: Path) -> list[Figure]:
    command = [python, "-c", _DEDUCE]
    texts = json.dumps([sentence.text for sentence in MEASURED])
    done = subprocess.run(  # noqa: S603
        command, input=texts, capture_output=True, text=True, check=True, cwd=folder
    )
    told = json.loads(done.stdout)
    name = f"deduce {told['version']}"
    found = [
        _as_ours(marks, sentence.expected)
        for marks, sentence in zip(told["found"], MEASURED, strict=True)
    ]
    return [
        Figure(f"{name}: start", "s", told["started"], None, _NO_GOAL),
        Figure(f"{name}: memory", "MB", told["memory"], None, _NO_GOAL),
        *_counts(name, found),
    ]


def _as_ours(marks: list[tuple[str, int, int]], expected: tuple[Found, ...]) -> tuple[Found, ...]:
    """Return what deduce marked as our rules would say it, in its favour where they differ.

    A mark of whatever kind counts as a hit, and only what it calls a person, a number or an
    address can be wrong.
    """
    found: list[Found] = []
    for tag, start, end in marks:
        met = [kind for kind, a, b in expected if a < end and start < b]
        kind = _SAME_KINDS.get(tag)
        if met:
            found += [(each, start, end) for each in met]
        elif kind is not None and kind not in _MEANT_FOR_ALL:
            found.append((kind, start, end))
    return tuple(found)


def _counts(name: str, found: list[tuple[Found, ...]]) -> list[Figure]:
    came = [
        outcome(sentence, dict.fromkeys((sentence.text,), each).__getitem__)
        for sentence, each in zip(MEASURED, found, strict=True)
    ]
    return [
        Figure(f"{name}: {what}", "", sum(len(each) for each in counted), None, _NO_GOAL)
        for what, counted in (
            ("found", [each.hits for each in came]),
            ("missed", [each.missed for each in came]),
            ("found wrongly", [each.false for each in came]),
        )
    ]
