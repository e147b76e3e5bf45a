"""What was told of an item in later meetings, in the report of the meeting that it comes from."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sessiecoach.domain.session import Promise, Session, Update
from sessiecoach.export.outline import Item, Listing, Outline, Table
from sessiecoach.export.report import report
from tests.ui.series_of_three import BETWEEN, FIRST

NOW = dt.datetime(2016, 9, 5, 8, tzinfo=dt.UTC)
LOOSE = (
    Update(id="u-8", item="t-1", on=dt.date(2016, 8, 20), status="started"),
    Update(id="u-9", item="b-1", on=dt.date(2016, 8, 20), done="yes"),
)


def items(outline: Outline, section: str) -> tuple[Item, ...]:
    """Return the things in the lists of a section."""
    found = next(each for each in outline.sections if each.id == section)
    return tuple(i for part in found.parts if isinstance(part, Listing) for i in part.items)


def below(outline: Outline, section: str) -> list[str]:
    """Return what stands below the cells of a table."""
    found = next(each for each in outline.sections if each.id == section)
    tables = (part for part in found.parts if isinstance(part, Table))
    return [line for part in tables for row in part.rows for cell in row for line in cell.below]


def with_series(session: Session, *, private: bool = False) -> Outline:
    """Return the report of a meeting with what the series tells of its items."""
    return report(session, NOW, private=private, meetings=(FIRST, BETWEEN), loose=LOOSE)


def test_what_was_told_later_stands_with_each_item() -> None:
    """At the solution, the promise, the decision and the report-back, with its day."""
    outline = with_series(FIRST)
    first, second = items(outline, "oplossingen")
    day, words = first.details[-1]
    assert day == "1 aug 2016"
    assert words == (
        "deels uitgewerkt — Per organisatie besproken in de werkgroep; niet toegepast; "
        "moet beter: Eerst één team (teamleider) (gemeld door werkgroep)"
    )
    assert second.details[-1][0] == "Toegezegd"
    assert "20 aug 2016: loopt" in below(outline, "toezeggingen")
    assert items(outline, "besluiten")[0].details[-1] == ("20 aug 2016", "gedaan")
    assert below(outline, "terugkoppeling") == ["1 aug 2016: gedaan — teamoverleg"]


def test_without_the_series_nothing_of_later_is_known() -> None:
    """The report of one file alone is as it was."""
    first, _second = items(report(FIRST, NOW), "oplossingen")
    assert first.details[-1][0] == "Toegezegd"


def test_what_was_heard_names_the_item_it_is_about() -> None:
    """By its text, its label and the day of its meeting; with one file alone only by its kind."""
    first, second = items(with_series(BETWEEN), "terugkom")
    assert (first.label, first.tags) == ("O1", ("27 jun 2016",))
    assert first.text == FIRST.solutions[0].text
    assert (second.text, second.tags) == ("wijkteam", ("27 jun 2016",))
    alone = items(report(BETWEEN, NOW), "terugkom")
    assert alone[0].text == "Oplossing van een eerdere bijeenkomst"


def test_an_action_says_which_earlier_item_it_comes_from() -> None:
    """By the label and the day; without the series that is not known."""
    action = Promise(id="t-9", what="Eerst één team", owner="teamleider", from_=("s-1", "k-1"))
    session = replace(BETWEEN, promises=(action,))
    assert below(with_series(session), "toezeggingen") == [
        "uit O1 van 27 jun 2016",
        "uit gemeente · de knelpunten van 27 jun 2016",
    ]
    assert below(report(session, NOW), "toezeggingen") == []


def test_what_is_private_stays_so_in_later_reports() -> None:
    """What was heard of it is only in a report that shows what is private."""
    hidden = replace(FIRST, solutions=(replace(FIRST.solutions[0], private=True),))
    asked = {"meetings": (hidden, BETWEEN), "loose": ()}
    (told,) = items(report(BETWEEN, NOW, **asked), "terugkom")  # type: ignore[arg-type]
    assert told.text == "wijkteam"
    shown = items(report(BETWEEN, NOW, private=True, **asked), "terugkom")  # type: ignore[arg-type]
    assert shown[0].text == FIRST.solutions[0].text


def test_a_word_about_notes_is_no_item() -> None:
    """That two notes say the same stands in the comparison."""
    link = Update(id="u-3", item="n-1", on=dt.date(2016, 8, 1), same_as="n-2")
    linked = replace(BETWEEN, updates=(link,))
    assert "terugkom" not in [each.id for each in report(linked, NOW).sections]
