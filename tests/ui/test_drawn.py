"""Numbers drawn with signs of a page of text, always with the numbers beside them."""

from __future__ import annotations

import pytest

from sessiecoach.export.outline import Cell, Column, Section, Shift, Shifts, Table, Trend, summed_up
from sessiecoach.ui.widgets.drawn import set_shifts
from sessiecoach.ui.widgets.typeset import set_section

ROLES = Shifts(
    (
        Shift("professional", 12, 13, 20),
        Shift("manager", 3, 7, 20, mark="promise"),
        Shift("bestuurder", None, 1, 20, made_up=True),
    ),
    "5 sep",
    "10 okt",
)


def lines(shifts: Shifts, width: int) -> list[str]:
    """Return the lines that are drawn."""
    return [line.plain for line in set_shifts(shifts, width)]


def test_numbers_stand_on_both_sides_of_their_line() -> None:
    """Then, a line from an open to a full dot, now, and the difference."""
    assert lines(ROLES, 80) == [
        "               5 sep                                    10 okt",
        "professional      12   ─────────────────○━●──────────   13       +1",
        "manager            3   ────○━━━━━●───────────────────   7        +4",
        "bestuurder°        –   ─●────────────────────────────   1",
    ]


@pytest.mark.parametrize("width", [20, 34, 40, 60, 80, 120])
def test_a_line_of_numbers_fits_its_width(width: int) -> None:
    """A narrow page gets a shorter line or none; the numbers are always there."""
    found = lines(ROLES, width)
    assert all(len(line) <= max(width, 38) for line in found)
    assert all(number in " ".join(found).split() for number in ("12", "13", "3", "7"))


def test_a_long_name_is_broken_and_not_cut() -> None:
    """A name that does not fit goes on below itself."""
    name = "manager van een organisatie met een lange naam"
    found = lines(Shifts((Shift(name, 1, 2, 2),), "toen", "nu"), 60)
    assert len(found) > 2
    assert " ".join(" ".join(line[:20].split()) for line in found[1:]).startswith("manager van")


def test_decimals_are_shown_where_asked() -> None:
    """A mean has its decimal with a comma, also a round one, and the difference as well."""
    found = lines(Shifts((Shift("Intentie", 4, 4.75, 5, least=1),), "a", "b", places=1), 80)
    assert found[1].split()[1] == "4,0"
    assert found[1].split()[-2:] == ["4,8", "+0,8"]
    same = lines(Shifts((Shift("Intentie", 4, 4.01, 5),), "a", "b", places=1), 80)
    assert same[1].endswith("gelijk")


def test_where_a_value_is_between_the_lowest_and_the_highest() -> None:
    """A bar is empty at the lowest, full at the highest, and never leaves its track."""
    shift = Shift("x", 1, 5, 5, least=1)
    assert [shift.place(value) for value in (0, 1, 3, 5, 9)] == [0, 0, 0.5, 1, 1]
    assert Shift("x", 1, 1, of=1, least=1).place(1) == 0


def test_a_course_is_drawn_before_its_numbers() -> None:
    """A table draws a sign a meeting, and a dot where there is no number."""
    table = Table(
        (Column("rol"), Column("verloop"), Column("nu")),
        ((Cell("manager"), Cell("", trend=Trend((0, None, 7), 14)), Cell("7")),),
    )
    page = set_section(Section("s", "S", (table,)), 60).plain.splitlines()
    assert page[-1].split() == ["manager", "▁·▅", "7"]


def test_a_course_without_a_highest_is_as_high_as_its_highest() -> None:
    """Where nobody says how high it could be, the highest value is the top."""
    assert Trend((1, 2, None)).heights == (0.5, 1, None)
    assert Trend((0, 0)).heights == (0, 0)
    assert Trend((1, 3, 5), 5, least=1).heights == (0, 0.5, 1)


def test_what_is_all_made_up_says_so_once() -> None:
    """Drawn numbers that are all of a sample are marked once, for the section."""
    invented = Shifts((Shift("manager", 1, 2, 2, made_up=True),), "a", "b")
    section = summed_up(Section("s", "S", (invented,)))
    assert section.made_up
    assert section.parts == (Shifts((Shift("manager", 1, 2, 2),), "a", "b"),)
