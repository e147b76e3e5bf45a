"""Tests of how an item of an earlier meeting is drawn beside its questions."""

from __future__ import annotations

from sessiecoach.ui.widgets.asked_item import Asking, item_lines

LONG = "5 sep 2016: " + " ".join(["uitgewerkt"] * 20) + " (gemeld door de werkgroep)"


def drawn(most: int, *told: str) -> list[str]:
    """Return the lines of an item of which this was told."""
    asking = Asking(item="s-1", label="O1", text="Huisbezoek", badge="? onbekend", told=told)
    return [line.plain for line in item_lines(asking, 40, most)]


def test_what_was_told_is_whole_where_there_is_room() -> None:
    """Nothing is cut while lines are empty below it."""
    lines = drawn(20, "27 jun 2016: deels", LONG)
    assert lines[-1].endswith("werkgroep)")
    assert not any(line.endswith("…") for line in lines)


def test_with_little_room_the_longest_gives_way_first() -> None:
    """As many lines of each as have a place; what came last is never left out."""
    lines = drawn(10, "27 jun 2016: deels", LONG)
    assert len(lines) == 10
    assert "27 jun 2016: deels" in lines
    assert lines[-1].endswith("…")
    assert len(drawn(5, LONG, LONG)) == 5
