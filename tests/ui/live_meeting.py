"""The second leersessie of Proeftuin Ruwaard as tests of the live screen lead it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path, PurePath
from typing import ClassVar

from textual import events
from textual.screen import Screen

from sessiecoach.domain.preparing import prepared_session
from sessiecoach.domain.session import Case, Group, Interruption, Note, SecondsAt, Session
from sessiecoach.live.opening import Opened, open_to_work
from sessiecoach.storage.records import record_bytes
from sessiecoach.storage.werkvormen import load_werkvormen
from sessiecoach.ui import app as shell
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.messages import Stage
from sessiecoach.ui.screens.live import LiveScreen
from sessiecoach.ui.surroundings import Surroundings
from tests.fake_clock import FakeClock

SIZES = {"80x24": (80, 24), "120x36": (120, 36), "200x50": (200, 50)}
ROUND_TWO_AT = dt.datetime(2016, 9, 5, 7, 46, 26, tzinfo=dt.UTC)
"""9.46.26 in Oss: twelve minutes and thirty-four seconds are left of round 2."""


def at(clock: str) -> dt.datetime:
    """Return a moment of 5 September 2016 by the clock in Oss."""
    hour, minute, second = (int(part) for part in clock.split("."))
    return dt.datetime(2016, 9, 5, hour - 2, minute, second, tzinfo=dt.UTC)


def prepared() -> Session:
    """The meeting as it stands before anybody came."""
    werkvorm = load_werkvormen(None).formats["leersessie"]
    session = prepared_session(
        werkvorm,
        session_id="2016-09-05-leersessie",
        document="m4w8k2p6t9c3x7q5z8d4h6j2r9",
        series="proeftuin-ruwaard",
        number=2,
        title="Tweede leersessie Proeftuin Ruwaard",
        date=dt.date(2016, 9, 5),
        starts=dt.time(9, 0),
        ends=dt.time(10, 30),
        earlier_meetings=True,
    )
    return replace(
        session,
        header=replace(
            session.header,
            learning_questions=("Wat hebben we van onze managers nodig om door te pakken?",),
        ),
        groups=(Group(id="A"), Group(id="B")),
        cases=(
            Case(id="a", title="Inwoner met vragen bij drie organisaties"),
            Case(id="b", title="Gezin dat tussen twee wetten valt"),
        ),
    )


def running(*starts: str, session: Session | None = None) -> Session:
    """The meeting with its first blocks started at these times; the last one still runs."""
    session = session or prepared()
    moments = [at(start) for start in starts]
    blocks = list(session.blocks)
    for place, moment in enumerate(moments):
        ended_at = moments[place + 1] if place + 1 < len(moments) else None
        blocks[place] = replace(blocks[place], started_at=moment, ended_at=ended_at)
    header = replace(session.header, status="live")
    return replace(session, header=header, blocks=tuple(blocks))


def in_round_two() -> Session:
    """The meeting in its second round, two minutes late, with what was said so far."""
    session = running("9.00.00", "9.05.00", "9.16.00", "9.36.40", "9.39.00")
    return replace(session, notes=_notes())


def interrupted(session: Session, since: str) -> Session:
    """The meeting with its running block interrupted."""
    block = session.running
    assert block is not None
    stopped = replace(block, interruptions=(Interruption(from_=at(since)),))
    return _with(session, stopped)


def lengthened(session: Session, seconds: int) -> Session:
    """The meeting with its running block given more seconds, or fewer."""
    block = session.running
    assert block is not None
    added = SecondsAt(at=at("9.40.00"), seconds=seconds)
    return _with(session, replace(block, added=(added,)))


def dropped(session: Session, block_id: str) -> Session:
    """The meeting with a block taken out of the plan."""
    block = session.block(block_id)
    assert block is not None
    return _with(session, replace(block, withdrawn_at=at("9.10.00")))


def _with(session: Session, changed: object) -> Session:
    blocks = (changed if each.id == changed.id else each for each in session.blocks)  # type: ignore[attr-defined]
    return replace(session, blocks=tuple(blocks))  # type: ignore[arg-type]


_SAID = (
    ("r1", "systeem", "helpend", "a", "Werkgroep 'Anders samenwerken' heeft mandaat"),
    (
        "r1",
        "systeem",
        "belemmering",
        "a",
        "Kaders voor resultaat en geld verschillen per organisatie",
    ),
    ("r1", "professional", "helpend", "a", "Intervisie over de grens van de organisatie heen"),
    (
        "r1",
        "professional",
        "belemmering",
        "b",
        "Te weinig ruimte en tijd om bij de vraag van de inwoner aan te sluiten",
    ),
    ("r2", "systeem", "belemmering", "a", "Drie indicaties voor één vraag"),
    ("r2", "professional", "helpend", "b", "Leidinggevende geeft rugdekking als ik afwijk"),
    (
        "r2",
        "veranderproces",
        "helpend",
        "a",
        "Professionals en managers zitten samen aan tafel: draagvlak",
    ),
    ("r2", "veranderproces", "belemmering", "a", "Nog niemand die zegt: zo doen we het voortaan"),
    ("r2", "professional", "inzicht", "", "Wie het dichtst bij de inwoner staat, mag het minst"),
)


def _notes() -> tuple[Note, ...]:
    return tuple(
        Note(
            id=f"n-0000000{place}",
            block=block,
            perspective=perspective,
            kind=kind,
            case=case,
            group="A",
            text=text,
            author="notulist A",
            written_at=at("9.20.00") + dt.timedelta(minutes=2 * place),
        )
        for place, (block, perspective, kind, case, text) in enumerate(_SAID)
    )


class LiveApp(SessiecoachApp):
    """The program with the live screen of one opened session as its first screen."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [Path(shell.__file__).with_name("app.tcss")]

    def __init__(self, surroundings: Surroundings, opened: Opened) -> None:
        super().__init__(surroundings)
        self._given = opened
        self.stages: list[Stage] = []

    def _stage_screen(self, stage: Stage) -> Screen[None]:
        """Note which stage was asked for, and show an empty screen in its place."""
        self.stages.append(stage)
        return Screen()

    async def on_mount(self, event: events.Mount) -> None:  # type: ignore[override]
        """Show the live screen at once."""
        event.prevent_default()
        self.opened = self._given
        await self.push_screen(LiveScreen(self._given))
        self.call_after_refresh(self.stands)


def opened_at(session: Session, clock: FakeClock, now: dt.datetime, folder: Path) -> Opened:
    """Write the record of a session and open it to work on it, at a moment."""
    clock.advance((now - clock.now()).total_seconds())
    path = folder / "sessions" / f"{session.header.id}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(record_bytes(session))
    opened = open_to_work(path, folder / "state", clock)
    if opened.writer is not None:
        opened.live.saved(opened.writer.save_now())
    return opened


def killed(opened: Opened) -> None:
    """Let a program die without leaving: what is on disk stays as it is."""
    assert opened.writer is not None
    assert opened.lock is not None
    opened.writer.save_now()
    opened.writer.close()
    opened.lock.release()
