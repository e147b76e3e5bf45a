"""The words of the room view, by the rules of the clock; never more than the state holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from sessiecoach.domain.agenda import Phase
from sessiecoach.domain.room import RoomPlace, RoomState, RoomTimer
from sessiecoach.storage.room import Published
from sessiecoach.ui.room_face import RoomFace, TimerFace, room_face
from tests.domain.reference_plan import ZONE, at

NOW = at("9.46.26")
ROUND = RoomState(
    title="Ronde 2: verdiepen",
    place="2/3",
    questions=("Wat hield je tegen?", "Wat hielp?"),
    running=True,
    ends_at=at("9.59"),
    marks_seconds=(300, 60),
    following="Wisselen",
    hand=True,
    meeting_ends_at=at("10.30"),
)


def face_of(
    state: RoomState, now: dt.datetime = NOW, *, lost: bool = False, **published: Any
) -> RoomFace:
    """Return what the room sees of a published state."""
    return room_face(Published(state=state, **published), now, ZONE, lost=lost)


def test_a_round() -> None:
    """Round, name, questions, what remains, when it ends and what comes next."""
    assert face_of(ROUND) == RoomFace(
        place="RONDE 2 VAN 3",
        title="Verdiepen",
        questions=("Wat hield je tegen?", "Wat hielp?"),
        time="12:34",
        phase=Phase.RUNNING,
        end="klaar om 9.59 uur",
        following="Hierna: Wisselen",
    )


def test_the_rules_of_the_opening() -> None:
    """The room reads the spelregels below what is asked, each on one line with a dot."""
    state = replace(ROUND, questions=("Wat is de vraag?",), rules=("Alles telt.", "Geen\nnamen."))
    assert face_of(state).questions == ("Wat is de vraag?", "· Alles telt.", "· Geen namen.")


def test_where_groups_go() -> None:
    """In a changeover of a carousel every group reads where it goes, below what is asked."""
    places = (
        RoomPlace(group="A", perspective="Systeem", case="b"),
        RoomPlace(group="B", title="Het\nraam", perspective="Professional"),
        RoomPlace(group="C"),
    )
    assert face_of(replace(ROUND, questions=("Loop door.",), places=places)).questions == (
        "Loop door.",
        "Groep A: Systeem, casus b",
        "Het raam: Professional",
        "Groep C: –",
    )


def test_another_block() -> None:
    """A block that is no round, or the only one, stands under its own name."""
    for place in ("", "1/1"):
        face = face_of(replace(ROUND, place=place, title="Ronde 1: oogst"))
        assert (face.place, face.title) == ("", "Ronde 1: oogst")


@pytest.mark.parametrize(
    ("clock", "phase", "marker", "end", "hand"),
    [
        ("9.54", Phase.LAST_MINUTES, "▲  NOG 5 MIN  ▲", "klaar om 9.59 uur", ""),
        ("9.58", Phase.LAST_MINUTE, "◆ ◆  LAATSTE MINUUT  ◆ ◆", "klaar om 9.59 uur", ""),
        ("9.59", Phase.OVERRUN, "■ ■ ■  UITLOOP  ■ ■ ■", "", "HAND OMHOOG = STIL"),
    ],
)
def test_each_phase_has_a_word_and_a_shape(
    clock: str, phase: Phase, marker: str, end: str, hand: str
) -> None:
    """Rules 9 and 11: phases differ in word and shape; at zero the hand sign is shown."""
    face = face_of(ROUND, at(clock))
    assert (face.phase, face.marker, face.end, face.hand) == (phase, marker, end, hand)


def test_overrun_counts_on() -> None:
    """Rule 2: past zero the time goes on, until somebody decides."""
    assert face_of(ROUND, at("10.00.05")).time == "+01:05"


def test_a_confirmed_hand() -> None:
    """Rule 11: once it is confirmed the hand sign is gone, and UITLOOP stays."""
    face = face_of(replace(ROUND, hand=False), at("10.00"))
    assert (face.hand, face.marker) == ("", "■ ■ ■  UITLOOP  ■ ■ ■")


def test_standing_still() -> None:
    """Rule 13: an interrupted block shows what is left; before the start it is just planned."""
    still = replace(ROUND, running=False, ends_at=None, frozen_seconds=900)
    face = face_of(replace(still, interrupted=True), at("11.00"))
    assert (face.time, face.marker, face.end) == ("15:00", "▍▍  ONDERBROKEN  ▍▍", "")
    face = face_of(still, at("11.00"))
    assert (face.time, face.phase, face.marker, face.end) == ("15:00", Phase.PLANNED, "", "")


def test_no_drift_is_ever_shown() -> None:
    """An hour over the hard end changes nothing but the time of the block itself."""
    assert face_of(ROUND, at("11.30")) == replace(face_of(ROUND, at("10.31")), time="+1:31:00")


def test_groups_that_report_back() -> None:
    """Rule 31: each group with its own time; the one that is held stands out, over or not."""
    timers = (
        RoomTimer(title="Groep A", ends_at=at("9.46.21")),
        RoomTimer(title="Groep B", ends_at=at("9.47.26")),
        RoomTimer(title="Groep C", seconds=120),
    )
    assert face_of(replace(ROUND, timers=timers)).timers == (
        TimerFace("Groep A", "+00:05", held=True, over=True),
        TimerFace("Groep B", "01:00", held=True, over=False),
        TimerFace("Groep C", "02:00", held=False, over=False),
    )


def test_lost() -> None:
    """Nobody keeps the state any more: it says so with the last known end, and counts on."""
    face = face_of(ROUND, lost=True)
    assert face.lost == "verbinding weg  ·  laatst bekende einde 10.30 uur"
    assert face.time == "12:34"
    assert face_of(replace(ROUND, meeting_ends_at=None), lost=True).lost == "verbinding weg"


def test_nothing_yet() -> None:
    """Without a session it says what will happen, and nothing is lost."""
    face = room_face(None, NOW, ZONE, lost=False)
    assert face.title == "Nog geen bijeenkomst gestart"
    assert (face.time, face.lost) == ("", "")


def test_closed() -> None:
    """At the end the room is thanked; of the meeting nothing is left but a message."""
    closed = replace(ROUND, closed=True, message="Tot 10 oktober", blackout=True)
    assert face_of(closed, lost=True) == RoomFace(
        title="Dank jullie wel", message="Tot 10 oktober", blackout=True
    )


def test_practice_is_marked() -> None:
    """Practice can be told from a meeting in every phase."""
    assert face_of(ROUND, practice=True).place == "OEFENEN  ·  RONDE 2 VAN 3"
    assert face_of(replace(ROUND, place=""), practice=True).place == "OEFENEN"
    assert face_of(replace(ROUND, closed=True), practice=True).place == "OEFENEN"


def test_hostile_words() -> None:
    """What commands a terminal is made visible, and every text stays on its one line."""
    bad = "een\x1b[2J\ntwee\u202e"
    state = replace(ROUND, title=bad, place="", questions=(bad,), message=bad, following=bad)
    face = face_of(replace(state, timers=(RoomTimer(title=bad),)))
    good = "een<1b>[2J twee<202e>"
    assert face.title == "E" + good[1:]
    assert (face.questions, face.message) == ((good,), good)
    assert face.following == f"Hierna: {good}"
    assert face.timers[0].group == good
