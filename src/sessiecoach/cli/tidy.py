"""Commands that remove for good: the details of cases in a series, or a whole meeting."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sessiecoach.cli.said import FAULTS_FOUND, say
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.arguments import WRONG_USE

if TYPE_CHECKING:
    from sessiecoach.storage.copies import Left
    from sessiecoach.storage.home import Places
    from sessiecoach.storage.tidying import MeetingTidied, SeriesTidied
    from sessiecoach.storage.wiping import Wiped


def tidy_series(arguments: argparse.Namespace) -> int:
    """Show what the passed dates of series remove, or remove it."""
    from sessiecoach.dutch.tidying import NO_WAY_BACK, NOT_REACHED
    from sessiecoach.export.comparison.wanted import UnclearError
    from sessiecoach.storage.tidying import tidy

    places, now = _places(arguments), _now()
    if arguments.doen and arguments.op is not None:
        say("--op is om vooruit te kijken; met --doen telt de dag van vandaag.", sys.stderr)
        return WRONG_USE
    on = arguments.op or now.astimezone().date()
    try:
        plans = _plans(places, arguments.series, on)
    except UnclearError as unclear:
        say(str(unclear), sys.stderr)
        return WRONG_USE
    waiting = [each for each in plans if each.passed]
    for each in plans:
        if not each.passed and (arguments.series or each.until is not None):
            say(_not_yet(each))
    if arguments.doen:
        waiting = [tidy(each.folder, places.state, now) for each in waiting]
    for each in waiting:
        _show(each, done=arguments.doen)
    wrong = any(_faults(each) for each in waiting)
    if not any(each.work for each in waiting):
        say("Er is niets op te ruimen.")
        return FAULTS_FOUND if wrong else 0
    say("")
    say(NOT_REACHED)
    if not arguments.doen:
        say(f"Er is nog niets gedaan. Met --doen gebeurt het. {NO_WAY_BACK}")
    return FAULTS_FOUND if wrong else 0


def wipe_meetings(arguments: argparse.Namespace) -> int:
    """Show what wiping meetings removes, or remove it."""
    from sessiecoach.dutch.tidying import NO_WAY_BACK, NOT_REACHED
    from sessiecoach.storage.wiping import wipe, wipe_plan

    places, now = _places(arguments), _now()
    wrong = False
    for path in arguments.files:
        told = wipe(path, places.state, now) if arguments.doen else wipe_plan(path, places.state)
        wrong |= _show_wiped(told, done=arguments.doen)
    say("")
    say(NOT_REACHED)
    if not arguments.doen:
        say(f"Er is nog niets gewist. Met --doen gebeurt het. {NO_WAY_BACK}")
    return FAULTS_FOUND if wrong else 0


def _plans(places: Places, wanted: Sequence[str], on: dt.date) -> tuple[SeriesTidied, ...]:
    from sessiecoach.export.comparison.wanted import series_folder
    from sessiecoach.storage.tidying import tidy_plan, tidy_plans

    if not wanted:
        return tidy_plans(places.sessions, places.state, on)
    folders = dict.fromkeys(series_folder(places.sessions, each) for each in wanted)
    return tuple(tidy_plan(folder, places.state, on) for folder in folders)


def _show(series: SeriesTidied, *, done: bool) -> None:
    from sessiecoach.dutch.dates import table_date
    from sessiecoach.dutch.faults import fault_sentence

    until = f"casusdetails tot en met {table_date(series.until)}" if series.until else ""
    say(f"{one_line(series.title)} · {until}")
    for fault in series.faults:
        say(fault_sentence(fault), sys.stderr)
    for meeting in series.meetings:
        _show_meeting(meeting, done=done)
    if series.updates:
        say(f"  tussentijds verteld: {series.updates} {'gewijzigd' if done else 'wijzigt'}")
    if series.questions:
        say("  series.toml: namen en persoonsgegevens eruit")
    for path in series.files:
        say(f"  {'verwijderd' if done else 'weg'}: {one_line(str(path))}")
    for left in series.left:
        _show_left(left)


def _show_meeting(meeting: MeetingTidied, *, done: bool) -> None:
    from sessiecoach.dutch.faults import fault_sentence
    from sessiecoach.dutch.tidying import NOT_DONE, kept_words, removed_words

    name = _name(meeting.path, meeting.date, meeting.title)
    if meeting.problem is not None:
        say(f"  {name}: {NOT_DONE[meeting.problem]}{_because(meeting.reason)}.", sys.stderr)
        for fault in meeting.faults:
            say(f"    {fault_sentence(fault)}", sys.stderr)
        return
    if not meeting.work:
        say(f"  {name}: al opgeruimd")
        return
    say(f"  {name}")
    say(f"    {'verwijderd' if done else 'weg'}: {removed_words(meeting.removed)}")
    say(f"    {'gebleven' if done else 'blijft'}: {kept_words(meeting.kept)}")
    for path in meeting.files:
        say(f"    {'verwijderd' if done else 'weg'}: {one_line(str(path))}")
    for left in meeting.left:
        _show_left(left)


def _show_wiped(told: Wiped, *, done: bool) -> bool:
    """Say what of a meeting goes or went; return whether something is wrong."""
    from sessiecoach.dutch.faults import fault_sentence
    from sessiecoach.dutch.tidying import NOT_DONE

    name = _name(told.path, told.date, told.title)
    wrong = told.problem is not None
    if told.problem is not None:
        say(f"{name}: {NOT_DONE[told.problem]}{_because(told.reason)}.", sys.stderr)
        for fault in told.faults:
            say(f"  {fault_sentence(fault)}", sys.stderr)
    else:
        say(name)
    for path in told.files:
        say(f"  {'verwijderd' if done else 'weg'}: {one_line(str(path))}")
    if told.planned:
        say(f"  {'verwijderd' if done else 'weg'}: de datum in de planning van de reeks")
    for left in told.left:
        _show_left(left)
    for path in told.told_in:
        say(f"  blijft: wat {one_line(path.name)} vertelt over wat hieruit kwam")
    return wrong or any(left.why == "refused" for left in told.left)


def _show_left(left: Left) -> None:
    from sessiecoach.dutch.tidying import LEFT

    say(f"    {one_line(str(left.path))}: {LEFT[left.why]}{_because(left.reason)}.", sys.stderr)


def _because(reason: str) -> str:
    return f" ({one_line(reason)})" if reason else ""


def _name(path: Path, date: dt.date | None, title: str) -> str:
    from sessiecoach.dutch.dates import table_date

    day = table_date(date) if date is not None else "zonder datum"
    return f"{day} · {title} · {one_line(path.name)}" if title else f"{one_line(path.name)}"


def _not_yet(series: SeriesTidied) -> str:
    from sessiecoach.dutch.dates import table_date

    if series.until is None:
        return f"{one_line(series.title)}: er is geen datum gekozen; alles blijft bewaard."
    return f"{one_line(series.title)}: casusdetails blijven tot en met {table_date(series.until)}."


def _faults(series: SeriesTidied) -> bool:
    """Tell whether something could not be done that somebody has to look at."""
    return bool(series.faults) or series.is_unfinished


def _places(arguments: argparse.Namespace) -> Places:
    from sessiecoach.storage.home import find_places, platform_folders

    return find_places(arguments.sessions, os.environ, Path.cwd(), platform_folders())


def _now() -> dt.datetime:
    from sessiecoach.live.clock import RoomClock, this_machine

    return RoomClock(this_machine()).now()
