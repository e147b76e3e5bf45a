"""The explanation of the keys of a werkvorm, on the command line and in the handbook."""

from __future__ import annotations

import re
import typing
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

import sessiecoach
from sessiecoach.domain.keys import key_of
from sessiecoach.domain.werkvorm import SeriesKind, Werkvorm
from sessiecoach.dutch.werkvorm_keys import key_tables
from sessiecoach.storage.toml_file import read_toml
from sessiecoach.storage.werkvormen import read_werkvorm

PAGE = Path(__file__).parents[2] / "docs" / "werkvormen.md"


def every_type(whole: type[Any]) -> list[type[Any]]:
    """Return a dataclass with those of which it holds lists."""
    found = [whole]
    for hint in typing.get_type_hints(whole).values():
        inside = typing.get_args(hint)
        if inside and isinstance(inside[0], type) and is_dataclass(inside[0]):
            found.append(inside[0])
    return found


@pytest.mark.parametrize("of", [*every_type(Werkvorm), *every_type(SeriesKind)])
def test_every_key_is_explained(of: type[Any]) -> None:
    """Each key that a file may have has a meaning, and stands with it in the tables."""
    tables = key_tables()
    for declared in fields(of):
        meaning = key_of(declared).meaning
        assert meaning, declared.name
        rows = [row for row in tables.splitlines() if row.endswith(f"| {meaning} |")]
        assert any(f"`{declared.name}`" in row.split("|")[1] for row in rows), declared.name


@pytest.mark.parametrize("of", [*every_type(Werkvorm), *every_type(SeriesKind)])
def test_every_key_does_something(of: type[Any]) -> None:
    """What one can write in a file is read by more than what checks it or copies it."""
    source = Path(sessiecoach.__file__).parent
    checks = source / "domain" / "werkvorm_faults.py"
    texts = [path.read_text("utf-8") for path in source.rglob("*.py") if path != checks]
    for declared in fields(of):
        name = declared.name
        used = re.compile(rf"(?<!{name}=block)(?<!{name}=each)\.{name}\b")
        assert any(used.search(text) for text in texts), name


def test_the_value_says_what_is_allowed() -> None:
    """Types, limits, choices and what holds without the key stand with each key."""
    rows = key_tables().splitlines()
    for wanted in (
        "| **`schema`** | `1` |",
        "| `half_day_minutes` | geheel getal van 180 tot en met 240; anders `210` |",
        "| `buffer` | true of false; anders `false` |",
        "| `required_roles` | lijst: tekst |",
        "| **`blocks`** | groepen |",
        "| **`meetings`** | lijst: tekst |",
    ):
        assert any(row.startswith(wanted) for row in rows), wanted


def test_the_handbook_has_the_same_tables() -> None:
    """The page of the handbook holds what the command line says, word by word."""
    assert key_tables() in PAGE.read_text(encoding="utf-8")


def test_the_example_of_the_handbook_is_a_werkvorm() -> None:
    """Who copies the example gets a file without faults."""
    text = PAGE.read_text(encoding="utf-8")
    example = text.split("```toml\n")[1].split("```")[0]
    werkvorm, faults = read_werkvorm(read_toml(example.encode()), "korte-ronde")
    assert isinstance(werkvorm, Werkvorm)
    assert faults == ()
