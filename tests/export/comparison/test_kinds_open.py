"""What the comparison and the open points tell of a framework, bottlenecks and own questions."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

from sessiecoach.domain.chronology import chronological
from sessiecoach.domain.series import ParticipantQuestion, QuestionVersion, Series
from sessiecoach.domain.session import Session, Update
from sessiecoach.export.comparison import Asked, comparison, open_points
from sessiecoach.export.comparison.data import as_json, open_points_data
from sessiecoach.export.outline import Heading, Paragraph, Section, Table
from sessiecoach.storage.history import History
from tests.ui.lookback_kinds import DAY_ONE, DAY_TWO

TODAY = dt.date(2016, 9, 5)
NOW = dt.datetime(2016, 9, 5, 8, tzinfo=dt.UTC)
KNOT = Update(id="u-3", item="n-1", done="no", form="het college", response="Na de zomer")


def history(*meetings: Session, series: Series | None = None) -> History:
    """Return a series of these meetings."""
    return History(Path("reeks"), "Reeks", series or Series(), meetings=chronological(meetings))


def open_list(found: History) -> Section:
    """Return the list of what is open, which the command line prints too."""
    compared = comparison(found, Asked(TODAY), NOW).sections[0]
    assert open_points(found, Asked(TODAY)).sections[0] == compared
    return compared


def test_they_are_open_with_what_was_last_told() -> None:
    """Each with its label; below it where a bottleneck lies, and which step was chosen."""
    told = replace(DAY_TWO, updates=(*DAY_TWO.updates, KNOT))
    section = open_list(history(DAY_ONE, told))
    sentence = next(part.text for part in section.parts if isinstance(part, Paragraph))
    assert sentence == (
        "2 deelnemersvragen: stap afgesproken bij 1, nog geen stap bij 1; 3 afspraken van het "
        "kader: 1 deels toegepast, 2 onbekend; 1 knelpunt: 1 niet doorgehakt."
    )
    (heading,) = (part for part in section.parts if isinstance(part, Heading))
    assert heading.beside == "6 open, 70 dagen en 1 bijeenkomst geleden"
    (table,) = (part for part in section.parts if isinstance(part, Table))
    assert [(row[0].text, row[2].text, row[1].below) for row in table.rows] == [
        ("V1", "○ stap afgesproken", ("stap: Terugvragen: en jij?",)),
        ("V2", "○ nog geen stap", ()),
        ("R1", "◐ deels toegepast", ("uit casus A", "1 aug: Toegepast: wijkteam noord.")),
        ("R2", "? onbekend", ()),
        ("R3", "? onbekend", ()),
        ("P1", "! niet doorgehakt", ("ligt bij het college", "1 aug: Na de zomer.")),
    ]
    assert table.rows[0][1].text == "teamleider: Wat doe ik zelf?"
    assert (table.rows[5][2].mark, table.rows[2][2].mark) == ("attention", "")
    assert section.count == 6


def test_a_question_of_the_series_is_open_too() -> None:
    """It is of the first meeting, numbered before those that meetings brought."""
    brought = ParticipantQuestion(
        id="q-9", by="bestuurder", versions=(QuestionVersion(on=TODAY, text="Wat laat ik los?"),)
    )
    section = open_list(history(DAY_ONE, series=Series(questions=(brought,))))
    (table,) = (part for part in section.parts if isinstance(part, Table))
    assert [(row[0].text, row[1].text) for row in table.rows][:2] == [
        ("V1", "bestuurder: Wat laat ik los?"),
        ("V2", "teamleider: Hoe krijg ik mijn team zover?"),
    ]


def test_what_is_asked_at_a_meeting_is_left_by_those_before_it() -> None:
    """The meeting that looks back sees the same items in its comparison as in its terugkom."""
    brought = Series(questions=(ParticipantQuestion(id="q-9"),))
    found = open_points_data(history(DAY_ONE, DAY_TWO, series=brought), Asked(TODAY))
    asking = Asked(TODAY, asking=DAY_TWO.header.id)
    left = comparison(history(DAY_ONE, DAY_TWO, series=brought), asking, NOW).sections[0]
    opened = found["open"]
    assert isinstance(opened, list)
    assert left.count == len(opened) == 7


def test_the_data_counts_the_kinds_that_there_are() -> None:
    """By the words of the statuses; a series without them has just the keys it had."""
    found = json.loads(as_json(open_points_data(history(DAY_ONE, DAY_TWO), Asked(TODAY))))
    assert {key: found["opening"][key] for key in ("questions", "framework", "bottlenecks")} == {
        "questions": {"agreed": 1, "none": 1},
        "framework": {"partly_applied": 1, "unknown": 2},
        "bottlenecks": {"unknown": 1},
    }
    assert [(each["id"], each["kind"]) for each in found["open"]][1:3] == [
        ("q-2", "questions"),
        ("l-1", "framework"),
    ]
    bare = json.loads(as_json(open_points_data(history(DAY_TWO), Asked(TODAY))))
    assert "framework" not in bare["opening"]
