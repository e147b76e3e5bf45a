"""A stagnation scan that is well under way, for tests of its worksheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from sessiecoach.domain.session import (
    Diagnosis,
    Interest,
    Note,
    Participant,
    PioneerTeam,
    Promise,
    Rating,
    Session,
)
from sessiecoach.storage.records import record_bytes
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.form import FormScreen
from sessiecoach.ui.screens.live import LiveScreen
from sessiecoach.ui.screens.worksheet import WorksheetScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.worksheets.sheet import Worksheet
from tests.fake_clock import FakeClock
from tests.ui.pressing import until
from tests.ui.sheet_meeting import STARTED_AT, at_block, meeting_of, opened_in

SCAN = "stagnatiescan"
LOUD = "[/x] [red]rood[/red] été 🙂"
"""What looks like markup and is none; a file can hold it as it is."""
_PEOPLE = (("professional", "De Linde"), ("manager", "Welzijn Noord"), ("bestuurder", "gemeente"))


def at(block: str, **changes: object) -> Session:
    """Return a scan of which nothing is written down yet, in which a block runs."""
    people = tuple(
        Participant(id=f"p-{number}", role=role, organisation=organisation, present=("*",))
        for number, (role, organisation) in enumerate(_PEOPLE, start=1)
    )
    session = at_block(meeting_of(SCAN), block)
    return replace(session, participants=people, **changes)  # type: ignore[arg-type]


def interest(number: int, partner: str, text: str, by: str = "", **changes: object) -> Interest:
    """Return an interest of a partner."""
    return replace(
        Interest(
            id=f"i-0000000{number}",
            block="belangen",
            partner=partner,
            text=text,
            looked_after_by=by,
            written_at=STARTED_AT,
        ),
        **changes,  # type: ignore[arg-type]
    )


def bottleneck(number: int, text: str, to: str = "", cut: dt.date | None = None) -> Note:
    """Return a bottleneck, where it lies and when it was cut."""
    return Note(
        id=f"n-0000000{number}",
        block="afspraken",
        kind="knelpunt",
        text=text,
        escalated_to=to,
        resolved_on=cut,
        written_at=STARTED_AT,
    )


def scored(**means: tuple[int, ...]) -> tuple[Rating, ...]:
    """Return what people gave on scales."""
    return tuple(
        Rating(id=f"r-{scale}-{number}", block="krachten", scale=scale, value=value, of=10)
        for scale, values in means.items()
        for number, value in enumerate(values)
    )


SHAM = scored(intentie=(7, 7, 7, 8), actie=(3, 4, 3, 4), verbinding=(4, 3, 3, 3))
"""Well meant, little done."""

INTERESTS = (
    interest(1, "De Linde", "Minder overdrachten in het weekend", "teamleider"),
    interest(2, "De Linde", "Een vast gezicht voor elk gezin"),
    interest(3, "Welzijn Noord", "Zichtbaar zijn in de wijk", "manager"),
    interest(4, "gemeente", "De begroting sluitend houden", withdrawn_at=STARTED_AT),
    interest(5, "Politie", f"{LOUD} " + "zeer lang belang " * 12, "wijkagent"),
)
TEAM = PioneerTeam(members=("wijkverpleegkundige", "jongerenwerker"), promise="t-00000001")
ASSIGNMENT = Promise(
    id="t-00000001",
    kind="toezegging",
    block="belangen",
    what="Binnen een half jaar één intake voor alle partners",
    owner="pioniersteam",
    due=dt.date(2017, 3, 1),
    written_at=STARTED_AT,
)
CHOSEN = Diagnosis(
    choice="schijnsamenwerking", motivation="Vier convenanten, geen gezin merkt het."
)
BOTTLENECKS = (
    bottleneck(1, "Niemand mag gegevens delen"),
    bottleneck(2, "Twee indicaties voor één gezin", "stuurgroep Jeugd"),
    bottleneck(3, "Geen ruimte in de wijk", "college", dt.date(2016, 9, 1)),
    replace(bottleneck(4, f"{LOUD} " + "onmogelijkheid " * 20), private=True),
)


def full(block: str) -> Session:
    """Return a scan in which everything was said, at a block that runs."""
    return at(
        block,
        interests=INTERESTS,
        pioneer_team=TEAM,
        promises=(ASSIGNMENT,),
        ratings=SHAM,
        diagnosis=CHOSEN,
        notes=BOTTLENECKS,
    )


def before(*notes: Note) -> Session:
    """Return the closed scan of June, with these bottlenecks."""
    first = at("afspraken", notes=notes)
    header = replace(
        first.header,
        id="2016-06-27-stagnatiescan",
        document="z8d4h6j2r9m4w8k2p6t9c3x7q5",
        date=dt.date(2016, 6, 27),
        status="closed",
    )
    return replace(first, header=header)


async def fill(pilot: Pilot[None], **values: str) -> None:
    """Wait for a form, put values in its fields, keep them, and wait for what that changes."""
    live = opened_in(pilot).live
    start = live.session
    await fill_without_change(pilot, **values)
    await until(pilot, lambda: live.session != start)


async def fill_without_change(pilot: Pilot[None], **values: str) -> None:
    """Wait for a form, put values in its fields, and keep them."""
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, FormScreen))
    await pilot.pause()
    form = app.screen
    for name, value in values.items():
        field = form.query_one(f"#field-{name}")
        assert isinstance(field, Input | TextArea)
        if isinstance(field, TextArea):
            field.text = value
        else:
            field.value = value
    await pilot.press("ctrl+s")
    await until(pilot, lambda: app.screen is not form)
    await pilot.pause()


def field_of(pilot: Pilot[None], name: str) -> str:
    """Return what stands in a field of the form that is asked."""
    field = pilot.app.screen.query_one(f"#field-{name}", Input)
    return field.value


def shown(sheet: Worksheet) -> str:
    """Return all that a worksheet says, its lines joined."""
    lines = ("".join(piece.text for piece in line) for row in sheet.rows for line in row.lines)
    return " ".join(" ".join(lines).split())


def styled(sheet: Worksheet, style: str) -> list[str]:
    """Return the texts of one style."""
    return [
        piece.text.replace("\u00a0", " ")
        for row in sheet.rows
        for line in row.lines
        for piece in line
        if piece.style == style
    ]


async def undone(pilot: Pilot[None], before: Session) -> None:
    """Check that one undo brings the meeting back to what it was."""
    live = opened_in(pilot).live
    assert live.session != before
    await pilot.press("ctrl+z")
    await until(pilot, lambda: live.session == before)


def app_of(
    session: Session,
    surroundings: Callable[..., Surroundings],
    clock: FakeClock,
    folder: Path,
    *others: Session,
    theme: str = "avond",
) -> SessiecoachApp:
    """Return the program with a meeting open, ten minutes after nine, for a picture."""
    clock.advance((STARTED_AT + dt.timedelta(minutes=10) - clock.now()).total_seconds())
    place = folder / "sessions" / "reeks"
    place.mkdir(parents=True, exist_ok=True)
    for each in (*others, session):
        (place / f"{each.header.id}.toml").write_bytes(record_bytes(each))
    path = place / f"{session.header.id}.toml"
    return SessiecoachApp(surroundings(theme=theme, open_first=path))


async def at_sheet(pilot: Pilot[None]) -> None:
    """Show the worksheet of the block that runs."""
    app = pilot.app
    assert isinstance(app, SessiecoachApp)
    await until(pilot, lambda: isinstance(app.screen, LiveScreen) and app.is_ready)
    await pilot.press("ctrl+w")
    await until(pilot, lambda: isinstance(app.screen, WorksheetScreen))
    screen = app.screen
    assert isinstance(screen, WorksheetScreen)
    await until(pilot, lambda: screen.sheet.is_mounted and screen.earlier is not None)
    await pilot.pause()
