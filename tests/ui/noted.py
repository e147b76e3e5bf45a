"""A meeting in a test with a composer and its lists, on a screen with nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path, PurePath
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.pilot import Pilot
from textual.widgets import Footer

from sessiecoach.domain.session import (
    Block,
    Case,
    Decision,
    Group,
    Header,
    Note,
    Participant,
    Perspective,
    Promise,
    ReportBack,
    Session,
    Solution,
)
from sessiecoach.live.opening import Opened, open_to_work
from sessiecoach.storage.home import shipped
from sessiecoach.storage.records import record_bytes
from sessiecoach.storage.themes import load_themes
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.note_acts import NoteActs
from sessiecoach.ui.themes import textual_theme
from sessiecoach.ui.widgets.composer import Composer
from sessiecoach.ui.widgets.note_columns import NoteColumns
from sessiecoach.ui.widgets.solution_list import SolutionList
from tests.fake_clock import FakeClock

AT = dt.datetime(2016, 9, 5, 9, 10, tzinfo=dt.timezone(dt.timedelta(hours=2)))
HOSTILE = (
    "[/nope] [link=https://x] [@click=app.quit]",
    "\x1b]2;x\x07 en \x9b2J",
    "\u202eomgekeerd\u202c",
    "👩‍👩‍👧‍👦 🇳🇱 é ｆｕｌｌ",
    "שלום עולם مرحبا",
    "Samenwerkingsverbandenoverlegstructuurwijzigingsvoorstel " * 2,
    "x" * 100_000,
)


def session(**values: object) -> Session:
    """Make a running meeting: a round that looks from three perspectives, after an opening."""
    everything: dict[str, object] = {
        "header": Header(
            id="s",
            series="r",
            title="Tweede leersessie",
            werkvorm="leersessie",
            status="live",
            date=dt.date(2016, 9, 5),
            starts=dt.time(9),
            ends=dt.time(10, 30),
            document="m4w8x2k9q7p5t3r1n6b0",
        ),
        "perspectives": (
            Perspective(id="systeem", title="Systeem"),
            Perspective(id="professional", title="Professional"),
            Perspective(id="veranderproces", title="Veranderproces"),
        ),
        "participants": (
            Participant(id="p-00000001", role="manager", organisation="Gemeente Oss"),
            Participant(id="p-00000002", role="professional", organisation="Thuiszorg"),
        ),
        "cases": (Case(id="a", title="Drie loketten"), Case(id="b", title="Wachtlijst")),
        "groups": (Group(id="A", title="Groep A"), Group(id="B", title="Groep B")),
        "blocks": (
            Block(
                id="r1",
                kind="round",
                title="Ronde 1: in beeld brengen",
                planned_minutes=20,
                captures=("feit", "belemmering", "helpend"),
                perspectives=("*",),
                started_at=AT,
            ),
            Block(
                id="afspraken",
                kind="plenary",
                title="Afspraken",
                planned_minutes=8,
                captures=("toezegging", "actie", "besluit"),
            ),
        ),
    }
    return Session(**{**everything, **values})  # type: ignore[arg-type]


def note(number: int, **values: object) -> Note:
    """Make a note of the round, by a running number."""
    everything: dict[str, object] = {
        "id": f"n-{number:08}",
        "block": "r1",
        "perspective": "professional",
        "kind": "belemmering",
        "case": "a",
        "group": "A",
        "text": f"Notitie {number}",
        "written_at": AT + dt.timedelta(seconds=number),
    }
    return Note(**{**everything, **values})  # type: ignore[arg-type]


def full_session() -> Session:
    """Make a meeting with notes of every kind, solutions, promises and what goes with them."""
    notes = (
        note(
            1,
            kind="helpend",
            perspective="systeem",
            text="Werkgroep 'Anders samenwerken' heeft mandaat",
        ),
        note(
            2,
            perspective="systeem",
            text="Kaders voor resultaat en geld verschillen per organisatie",
        ),
        note(3, perspective="systeem", case="b", group="B", text="Drie indicaties voor één vraag"),
        note(4, kind="helpend", text="Intervisie over de grens van de organisatie heen"),
        note(
            5,
            kind="helpend",
            text="Leidinggevende geeft rugdekking als ik afwijk",
            who="professional",
        ),
        note(6, text="Te weinig ruimte en tijd om bij de vraag van de inwoner aan te sluiten"),
        note(7, text="Ik sta er alleen voor als het misgaat", private=True),
        note(8, kind="knelpunt", text="Regels spreken elkaar tegen", escalated_to="stuurgroep"),
        note(
            9,
            kind="helpend",
            perspective="veranderproces",
            text="Professionals en managers zitten samen aan tafel: draagvlak",
        ),
        note(
            10, perspective="veranderproces", text="Nog niemand die zegt: zo doen we het voortaan"
        ),
        note(11, kind="vraag", perspective="veranderproces", text="Wie zet de eerste stap?"),
        note(12, text="Dubbel getypt", withdrawn_at=AT),
    )
    solutions = (
        Solution(
            id="s-00000001",
            block="r1",
            perspective="professional",
            case="a",
            group="A",
            text="Figuurlijke ruimte en tijd krijgen om aan te sluiten bij de vraag van de burger",
            parts=("één aanspreekpunt", "een budget per gezin"),
            answers=("n-00000006",),
            addressed_to=("management",),
            follow_up_at="werkgroep Anders samenwerken",
            feasible_for_management_present=True,
            written_at=AT,
        ),
        Solution(
            id="s-00000002",
            block="r1",
            perspective="systeem",
            text="Eén indicatie per gezin",
            case="a",
            written_at=AT,
        ),
        Solution(
            id="s-00000003",
            block="r1",
            perspective="systeem",
            text="Eén loket",
            case="a",
            feasible_for_management_present=False,
            addressed_to=("bestuurders",),
            written_at=AT,
        ),
    )
    return session(
        notes=notes,
        solutions=solutions,
        promises=(
            Promise(
                id="t-00000001",
                kind="toezegging",
                what="Uitkomsten meenemen en er actie op ondernemen",
                owner="werkgroep Anders samenwerken",
                cover="wethouder",
                due=dt.date(2016, 10, 10),
                from_=("s-00000001",),
            ),
            Promise(
                id="t-00000002", kind="actie", what="Verslag rondsturen", owner="programmamanager"
            ),
        ),
        decisions=(
            Decision(
                id="b-00000001",
                text="We gaan door met drie casussen",
                reason="dat werkt",
                decided_by="stuurgroep",
            ),
        ),
        report_backs=(
            ReportBack(
                id="k-00000001",
                organisation="Gemeente Oss",
                who="manager",
                subject="ervaren knelpunten",
            ),
        ),
    )


def overfull_session() -> Session:
    """Make a meeting of thirty notes a column and more, some of them hostile."""
    texts = [each for each in HOSTILE if len(each) < 1000]
    notes = [
        note(
            number,
            perspective=("systeem", "professional", "veranderproces")[number % 3],
            kind=("helpend", "belemmering", "belemmering", "vraag")[number % 4],
            text=texts[number % len(texts)]
            if number % 5 == 0
            else f"Notitie {number} over wat er mis ging",
        )
        for number in range(1, 100)
    ]
    whole = full_session()
    solutions = [
        replace(
            whole.solutions[number % 3],
            id=f"s-{number:08}",
            text=f"Oplossing {number} " + texts[number % 6],
        )
        for number in range(1, 30)
    ]
    return replace(whole, notes=tuple(notes), solutions=tuple(solutions))


class NotedScreen(NoteActs):
    """The columns and the list above the composer."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [
        str(Path(__file__).parents[2] / "src/sessiecoach/ui/screens" / each)
        for each in NoteActs.ITEM_STYLES
    ]

    def compose(self) -> ComposeResult:
        """Lay out what is tested."""
        with Vertical():
            yield NoteColumns().data_bind(snapshot=NotedScreen.snapshot)
            yield SolutionList().data_bind(snapshot=NotedScreen.snapshot)
        yield Composer().data_bind(snapshot=NotedScreen.snapshot)
        yield Footer()

    def on_mount(self) -> None:
        """Show the notes, and be ready to type."""
        self.show_solutions(shown=False)
        self.query_one(NoteColumns).block = self.snapshot.session.running
        self.query_one(Composer).focus()

    def show_solutions(self, *, shown: bool) -> None:
        """Show one of the two lists."""
        self.query_one(SolutionList).display = shown
        self.query_one(NoteColumns).display = not shown


class NotedApp(App[None]):
    """An app with the styles of the program and one screen."""

    CSS_PATH = SessiecoachApp.CSS_PATH
    HORIZONTAL_BREAKPOINTS = SessiecoachApp.HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = SessiecoachApp.VERTICAL_BREAKPOINTS

    def __init__(self, opened: Opened, theme: str = "avond") -> None:
        super().__init__(css_path=str(Path(__file__).parents[2] / "src/sessiecoach/ui/app.tcss"))
        self.opened = opened
        for file in load_themes((shipped("themes"),)).themes.values():
            self.register_theme(textual_theme(file))
        self.theme = theme

    def on_mount(self) -> None:
        """Show the screen."""
        self.push_screen(NotedScreen(self.opened))


@asynccontextmanager
async def noted(
    tmp_path: Path,
    clock: FakeClock,
    given: Session | None = None,
    *,
    size: tuple[int, int] = (120, 36),
    theme: str = "avond",
) -> AsyncIterator[tuple[Pilot[None], NotedScreen]]:
    """Open a meeting from a record and give its screen with the pilot."""
    path = tmp_path / "2016-09-05-leersessie.toml"
    path.write_bytes(record_bytes(given if given is not None else session()))
    opened = open_to_work(path, tmp_path / "state", clock)
    app = NotedApp(opened, theme)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, NotedScreen)
        yield pilot, screen
    opened.leave()
