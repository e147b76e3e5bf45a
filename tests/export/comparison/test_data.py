"""The comparison as data for other programs."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.session import Note
from sessiecoach.domain.text import visible
from sessiecoach.export.comparison import Asked
from sessiecoach.export.comparison.data import as_json, comparison_data, open_points_data
from tests.export.comparison.grown import FIRST, GROWN, NOW, SECOND, TODAY, history


def data(asked: Asked | None = None) -> dict[str, Any]:
    """Return the comparison as another program reads it."""
    found: dict[str, Any] = json.loads(as_json(comparison_data(GROWN, asked or Asked(TODAY), NOW)))
    return found


def test_the_keys_are_what_other_programs_rely_on() -> None:
    """The first level has these keys, in this order, and says its schema."""
    found = data()
    assert tuple(found) == (
        "schema",
        "kind",
        "series",
        "on",
        "meetings",
        "compared",
        "opening",
        "open",
        "side_by_side",
        "recurring",
        "timelines",
        "report_backs",
        "promises",
        "attendance",
        "frameworks",
        "learning_questions",
        "cases_not_discussed",
        "scales",
        "diagnoses",
        "participant_questions",
        "times",
    )
    assert (found["schema"], found["kind"], found["on"]) == (1, "comparison", "2016-11-21")
    assert found["series"] == {"folder": "proeftuin", "title": "Proeftuin"}


def test_meetings_and_what_is_compared() -> None:
    """Every held meeting is there; a choice among them is named by ids."""
    found = data(Asked(TODAY, meetings=("een", "drie")))
    assert found["meetings"][0] == {
        "id": "een",
        "number": 1,
        "date": "2016-06-27",
        "title": "Eerste",
        "status": "closed",
    }
    assert len(found["meetings"]) == 3
    assert found["compared"] == ["een", "drie"]
    assert found["attendance"][0]["present"] == [14, 13]
    assert found["report_backs"][0]["statuses"] == [None, None]


def test_what_is_open() -> None:
    """Open items have their id, kind, status, and how long they have been open."""
    found = data()
    assert found["opening"] == {
        "solutions": {"applied": 1, "unknown": 2},
        "promises_late": 2,
        "promises_open": 2,
        "organisations_reported": 1,
        "organisations": 2,
    }
    assert found["open"][0] == {
        "id": "s-1",
        "kind": "solutions",
        "meeting": "een",
        "text": "Eén aanspreekpunt per gezin",
        "status": "applied",
        "meetings_open": 2,
        "days_open": 147,
        "times_told": 2,
    }
    assert [each["id"] for each in found["open"]] == [
        "s-1",
        "s-2",
        "t-1",
        "t-2",
        "b-1",
        "k-2",
        "s-4",
    ]


def test_notes_side_by_side() -> None:
    """Notes have their ids and what became of them; proposals stand apart."""
    found = data(Asked(TODAY, meetings=("een", "twee")))["side_by_side"]
    assert (found["before"], found["after"]) == ("een", "twee")
    assert found["counts"] == {"new": 0, "recurring": 1, "gone": 2}
    assert found["notes"][0] == {
        "id": "n-4",
        "recurrence": "recurring",
        "recurs_from": "n-1",
        "kind": "belemmering",
        "perspective": "systeem",
        "text": "Ieder product een eigen verantwoording",
    }
    assert found["likely_twins"] == []
    twin = data()["side_by_side"]["likely_twins"][0]
    assert (twin["later"], twin["earlier"]) == ("n-5", "n-2")
    assert 0.6 <= twin["likeness"] <= 1
    assert data()["recurring"] == [
        {
            "meetings": 2,
            "notes": [{"meeting": "een", "id": "n-1"}, {"meeting": "twee", "id": "n-4"}],
        }
    ]


def test_one_meeting_has_nothing_side_by_side() -> None:
    """Where there are no two meetings, that part is null."""
    assert comparison_data(history(FIRST), Asked(TODAY), NOW)["side_by_side"] is None


def test_solutions_and_report_backs() -> None:
    """A solution has its status after each meeting; a report-back what was told at each."""
    found = data()
    assert found["timelines"][0] == {
        "solution": "s-1",
        "meeting": "een",
        "text": "Eén aanspreekpunt per gezin",
        "status": "applied",
        "stands": [
            {"meeting": "twee", "status": "being_worked_out", "reported_by": "wijkteam"},
            {"meeting": "drie", "status": "applied", "reported_by": "manager"},
        ],
    }
    assert found["report_backs"][0] == {
        "organisation": "gemeente",
        "statuses": [None, "done", None],
        "expected": [False, True, True],
    }


def test_promises() -> None:
    """Promises are by owner with their counts, and how often each was postponed."""
    found = data()["promises"]
    assert found["counts"] == {"kept": 1, "open": 0, "late": 2, "dropped": 0}
    body = found["by_owner"][1]
    assert (body["owner"], body["is_body"]) == ("werkgroep Anders samenwerken", True)
    assert body["promises"] == [
        {
            "id": "t-1",
            "kind": "promise",
            "meeting": "een",
            "what": "Uitkomsten meenemen",
            "promised_by": "",
            "due": "2016-10-01",
            "status": "late",
            "times_postponed": 1,
        }
    ]


def test_what_is_counted() -> None:
    """Attendance, scores and times have a place a meeting, null where there is no number."""
    found = data()
    assert found["attendance"][1] == {
        "role": "manager",
        "required": True,
        "manages": True,
        "present": [0, 3, 7],
    }
    assert found["scales"] == [
        {
            "id": "intentie",
            "title": "Intentie",
            "least": 1,
            "of": 10,
            "answer_words": [],
            "means": [4.0, None, 7.0],
            "answers": [2, 0, 2],
            "delta": 3.0,
        }
    ]
    assert found["times"][0] == {
        "block": "r1",
        "title": "Ronde 1",
        "planned_minutes": [20, 20, 20],
        "used_seconds": [1380, 1200, 1080],
    }
    assert found["times"][1]["planned_minutes"] == [None, None, 5]


def test_what_develops() -> None:
    """Versions of a framework, questions, waiting cases and diagnoses are there as codes."""
    found = data()
    assert [change["how"] for change in found["frameworks"][1]["changes"]] == [
        "changed",
        "added",
        "dropped",
    ]
    assert found["learning_questions"][0]["states"] == ["new", "carried", "handled"]
    assert {"meeting": "een", "title": "De wachtlijst"} in found["cases_not_discussed"]
    assert [each["stagnation"] for each in found["diagnoses"]] == ["sham", "island"]
    (question,) = found["participant_questions"]
    assert question["next_step_done"] is False
    assert question["steps"] == [
        {"on": "2016-10-10", "text": "Een week niets goedkeuren", "done": "no"}
    ]
    assert (question["position"], question["worked_on"]) == ("", [])
    assert question["versions"][0] == {
        "on": "2016-06-27",
        "text": "Hoe krijg ik lef in mijn team?",
    }


def test_open_points_are_the_same_data() -> None:
    """The shorter document has the same parts under the same keys."""
    whole = comparison_data(GROWN, Asked(TODAY), NOW)
    short = open_points_data(GROWN, Asked(TODAY))
    assert short["kind"] == "open_points"
    assert {key: short[key] for key in ("opening", "open", "promises")} == {
        key: whole[key] for key in ("opening", "open", "promises")
    }


def test_private_items_are_left_out_unless_asked_for() -> None:
    """What was marked private is not in the data, until somebody asks for it."""
    assert "Geheim plan" not in as_json(comparison_data(GROWN, Asked(TODAY), NOW))
    assert "Geheim plan" in as_json(comparison_data(GROWN, Asked(TODAY, private=True), NOW))


COMMANDING = "\x00\x1b\x7f\x9b\u061c\u200e\u2028\u202e\u2066\u2069\uffff"


@given(st.text() | st.text(COMMANDING))
def test_json_commands_nothing_and_loses_nothing(text: str) -> None:
    """Whatever somebody typed is read back as it was, and holds no control character."""
    note = Note(id="n", kind="helpend", text=text)
    found = history(FIRST, replace(SECOND, notes=(note,)))
    written = as_json(comparison_data(found, Asked(TODAY), NOW))
    assert visible(written) == written
    assert json.loads(written)["side_by_side"]["notes"][0]["text"] == text


def test_json_writes_what_no_file_can_hold_as_a_code() -> None:
    """Half a sign is written as its number, so that the text can be stored."""
    assert as_json({"a": "\ud800"}) == '{\n  "a": "\\ud800"\n}\n'
