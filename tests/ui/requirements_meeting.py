"""A meeting with wishes of five parties, a programme of requirements and cases to test it on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from sessiecoach.domain.session import (
    Case,
    Note,
    Requirement,
    RequirementTest,
    Session,
    TestResult,
    WorksheetKind,
)
from sessiecoach.domain.text import visible
from sessiecoach.storage.records import record_bytes
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.live import LiveScreen
from sessiecoach.ui.screens.worksheet import WorksheetScreen
from sessiecoach.ui.surroundings import Surroundings
from tests.fake_clock import FakeClock
from tests.ui.pressing import HOSTILE, until
from tests.ui.sheet_meeting import STARTED_AT, at_block, meeting_of

GONE_AT = dt.datetime(2016, 9, 5, 7, 5, tzinfo=dt.UTC)
_WISHES = {
    "burger": (
        "Eén vast aanspreekpunt voor ons hele gezin",
        "Ik wil mijn verhaal niet steeds opnieuw doen",
        "Binnen een week weten waar ik aan toe ben",
    ),
    "beleidsambtenaar": ("Een uitzondering is te herleiden tot de bedoeling van de wet",),
    "raadslid": (
        "Achteraf kunnen zien hoe vaak er van de regel is afgeweken",
        "Geen willekeur tussen wijken",
    ),
    "directeur": ("Eén gezicht naar het gezin toe",),
    "professional": (
        "Mandaat om tot 1.500 euro zelf te besluiten",
        "Rugdekking als het achteraf anders uitpakt",
    ),
    "": ("Alles staat in gewone taal",),
}
NOTES = tuple(
    Note(id=f"n-{party or 'los'}-{number}", block="2c", kind="eis", perspective=party, text=text)
    for party, texts in _WISHES.items()
    for number, text in enumerate(texts, start=1)
)


def note(wish: str) -> Note:
    """Return a wish by its id."""
    return next(each for each in NOTES if each.id == wish)


def on_cases(**results: TestResult) -> tuple[RequirementTest, ...]:
    """Return results by case."""
    return tuple(RequirementTest(case=case, result=each) for case, each in results.items())


PROGRAMME = (
    Requirement(
        id="e-1",
        block="2h",
        text="Eén vast aanspreekpunt voor het hele gezin",
        party="burger",
        from_=("n-burger-1", "n-directeur-1"),
        supported_by=("burger", "directeur", "professional"),
        tests=(
            RequirementTest(case="a", result="holds"),
            RequirementTest(
                case="b",
                result="adjust",
                remark="Er waren er twee: een voor wonen en een voor zorg.",
            ),
        ),
    ),
    Requirement(
        id="e-2",
        block="2h",
        text="Elke uitzondering is te herleiden tot de bedoeling van de wet, en staat in gewone"
        " taal in het dossier",
        party="beleidsambtenaar",
        from_=("n-beleidsambtenaar-1",),
        supported_by=("burger", "beleidsambtenaar", "raadslid", "directeur", "professional"),
        tests=on_cases(a="holds", b="holds"),
    ),
    Requirement(
        id="e-3",
        block="2h",
        text="De professional besluit tot 1.500 euro zelf",
        party="professional",
        from_=("n-professional-1",),
        tests=on_cases(a="drops"),
    ),
    Requirement(id="e-4", block="2h", text="Elke week een overleg", withdrawn_at=GONE_AT),
)
CASES = (
    Case(id="a", title="Mevrouw A., drie loketten"),
    Case(id="b", title="De garage"),
    Case(id="c", title="Dubbele huur"),
)


def wishes() -> Session:
    """Return a meeting in which wishes were noted and nothing was made of them."""
    return replace(at_block(meeting_of("verticaal-maatwerk"), "2h"), notes=NOTES)


def programme() -> Session:
    """Return a meeting that is half way with its programme."""
    return replace(wishes(), requirements=PROGRAMME)


def untested() -> Session:
    """Return a meeting with a programme and nothing to test it on."""
    requirements = tuple(replace(each, tests=()) for each in PROGRAMME)
    return replace(wishes(), requirements=requirements)


def half_tested() -> Session:
    """Return a meeting in which the first of three cases was gone through."""
    started = at_block(meeting_of("verticaal-maatwerk"), "3b")
    return replace(started, notes=NOTES, requirements=PROGRAMME, cases=CASES)


def overfull() -> Session:
    """Return a meeting with more of everything than fits, and words that break things."""
    strange = visible(HOSTILE)
    many = tuple(
        replace(each, id=f"{each.id}-{time}", text=f"{each.text} {strange if time == 1 else ''}")
        for time in range(4)
        for each in (*NOTES, Note(id="n-lang", kind="eis", perspective="burger", text="x" * 300))
    )
    more = tuple(
        replace(each, id=f"{each.id}-{time}", supported_by=(*each.supported_by, strange))
        for time in range(5)
        for each in PROGRAMME
    )
    cases = (*CASES, *(Case(id=each, title=strange) for each in "defgh"))
    return replace(half_tested(), notes=many, requirements=more, cases=cases)


def app_with(
    session: Session,
    surroundings: Callable[..., Surroundings],
    clock: FakeClock,
    folder: Path,
    theme: str,
) -> SessiecoachApp:
    """Return a program that will open a meeting ten minutes after nine."""
    clock.advance((STARTED_AT + dt.timedelta(minutes=10) - clock.now()).total_seconds())
    path = folder / "sessions" / "reeks" / f"{session.header.id}.toml"
    path.parent.mkdir(parents=True)
    path.write_bytes(record_bytes(session))
    return SessiecoachApp(surroundings(theme=theme, open_first=path))


async def show_sheet(pilot: Pilot[None], kind: WorksheetKind, keys: Sequence[str]) -> None:
    """Go to a worksheet and press keys there."""
    app = pilot.app
    assert isinstance(app, SessiecoachApp)
    await until(pilot, lambda: isinstance(app.screen, LiveScreen) and app.is_ready)
    await pilot.press("ctrl+w")
    await until(pilot, lambda: isinstance(app.screen, WorksheetScreen))
    screen = app.screen
    assert isinstance(screen, WorksheetScreen)
    await screen.show_kind(kind)
    await until(pilot, lambda: screen.sheet.is_mounted and screen.earlier is not None)
    await until(pilot, lambda: screen.sheet.has_focus)
    await pilot.pause()
    await pilot.press(*keys)
    await pilot.pause()
