"""Every werkvorm can be rehearsed: a plan that is filled in and begins when somebody starts."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from sessiecoach.domain.agenda import agenda
from sessiecoach.domain.attendance import roles_not_expected
from sessiecoach.domain.preparing import planned_minutes
from sessiecoach.domain.session import Session
from sessiecoach.dutch.rehearsal import rehearsal
from sessiecoach.storage.records import as_recorded
from sessiecoach.storage.werkvormen import load_werkvormen

FORMATS = load_werkvormen(None).formats
OSS = ZoneInfo("Europe/Amsterdam")
NOW = dt.datetime(2016, 9, 5, 8, 41, 17, tzinfo=OSS)


def rehearsed(werkvorm: str, now: dt.datetime = NOW) -> Session:
    return rehearsal(
        FORMATS[werkvorm], now, session_id="oefenen", document="oefenen123", zone="Europe/Amsterdam"
    )


@pytest.mark.parametrize("werkvorm", FORMATS)
def test_every_werkvorm_can_be_rehearsed(werkvorm: str) -> None:
    """There are groups, cases and everybody that is asked for, and the record holds it."""
    session = rehearsed(werkvorm)
    assert session.plan
    assert (len(session.groups), len(session.cases)) == (3, 3)
    assert {each.group for each in session.participants} == {"A", "B", "C"}
    assert roles_not_expected(session) == ()
    assert as_recorded(session) == session


@pytest.mark.parametrize("waits_minutes", [0, 12, 600])
def test_it_begins_when_somebody_starts(waits_minutes: int) -> None:
    """A clock that runs sixty times as fast makes nobody late who looks around first."""
    session = rehearsed("leersessie")
    now = NOW + dt.timedelta(minutes=waits_minutes)
    state = agenda(session, now, OSS)
    assert state.slot is not None
    assert (state.slot.begins_at, state.drift_seconds, state.surplus_seconds) == (now, 0, 0)
    assert state.slot.ends_at == now + dt.timedelta(minutes=planned_minutes(session))


def test_a_night_is_no_hindrance() -> None:
    """Rule 5: who rehearses just after midnight has the same meeting."""
    now = dt.datetime(2016, 9, 5, 0, 5, tzinfo=OSS)
    session = rehearsed("leersessie", now)
    state = agenda(session, now, OSS)
    assert state.slot is not None
    assert state.slot.begins_at == now
    assert state.slot.ends_at - now == dt.timedelta(minutes=planned_minutes(session))


def test_nobody_takes_it_for_a_real_one() -> None:
    """The title says it, and all that is filled in is marked as invented."""
    session = rehearsed("leersessie")
    assert session.header.title.startswith("Oefenen: ")
    assert session.header.origin == "invented"
    assert {each.origin for each in session.cases} == {"invented"}
    assert {each.origin for each in session.participants} == {"invented"}
