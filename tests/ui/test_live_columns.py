"""The live screen shows what the running block captures: its columns, words and questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from sessiecoach.domain.agenda import agenda
from sessiecoach.domain.columns import columns
from sessiecoach.domain.preparing import prepared_session
from sessiecoach.domain.room import room_state
from sessiecoach.domain.session import Case, Group, Note, OwnQuestion, Session, Station, Update
from sessiecoach.storage.records import record_bytes
from sessiecoach.storage.werkvormen import load_werkvormen
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.live import LiveScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.column_words import captured_notes, column_title, empty_hint
from sessiecoach.ui.widgets.composer import Composer
from sessiecoach.ui.widgets.item_rows import ItemKey
from sessiecoach.ui.widgets.note_column import NoteColumn
from sessiecoach.ui.widgets.note_columns import NoteColumns
from sessiecoach.ui.widgets.question_panel import QuestionPanel, asked
from sessiecoach.ui.widgets.solution_list import SolutionList
from tests.fake_clock import FakeClock
from tests.ui.pressing import until
from tests.ui.sheet_meeting import STARTED_AT, at_block, meeting_of

FORMATS = load_werkvormen(None).formats


def said(number: int, block: str, kind: str = "inzicht", **values: object) -> Note:
    """Make a note of a block, by a running number."""
    everything = {
        "id": f"n-{number:08}",
        "block": block,
        "kind": kind,
        "text": f"Notitie {number}",
        "written_at": STARTED_AT + dt.timedelta(seconds=number),
        **values,
    }
    return Note(**everything)  # type: ignore[arg-type]


@asynccontextmanager
async def led(
    session: Session,
    surroundings: Callable[..., Surroundings],
    clock: FakeClock,
    folder: Path,
    *,
    size: tuple[int, int] = (120, 36),
) -> AsyncIterator[tuple[Pilot[None], LiveScreen]]:
    """Open a meeting four minutes after nine, and give its live screen to the test."""
    clock.advance((STARTED_AT + dt.timedelta(minutes=4) - clock.now()).total_seconds())
    place = folder / "sessions" / "reeks"
    place.mkdir(parents=True, exist_ok=True)
    path = place / f"{session.header.id}.toml"
    path.write_bytes(record_bytes(session))
    app = SessiecoachApp(surroundings(open_first=path))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, LiveScreen) and app.is_ready)
        screen = app.screen
        assert isinstance(screen, LiveScreen)
        await until(pilot, lambda: bool(titles(screen)))
        yield pilot, screen


def of(screen: LiveScreen) -> NoteColumns:
    """Return the columns of a screen."""
    return screen.query_one(NoteColumns)


def titles(screen: LiveScreen) -> list[str]:
    """Return the titles of the columns."""
    return [str(column.border_title) for column in of(screen).columns]


def words(column: NoteColumn) -> list[str]:
    """Return what a column says, line by line."""
    return ["".join(piece.text for piece in line) for row in column.rows for line in row.lines]


def panel(screen: LiveScreen) -> str:
    """Return what the question panel says."""
    return str(screen.query_one(QuestionPanel).render())


def board(block: str) -> Session:
    """Return the meeting with a board, in one of its blocks, with notes on it."""
    session = replace(
        meeting_of("verticaal-maatwerk"),
        notes=(said(1, "1b"), said(2, "1b"), said(3, "1c"), said(4, "1d", "belemmering")),
    )
    return at_block(session, block)


# A board.


async def test_a_board_has_a_column_a_heading(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, tmp_path: Path
) -> None:
    """What is typed goes under the heading of the running block; the next block goes on there."""
    async with led(board("1c"), make_surroundings, clock, tmp_path) as (pilot, screen):
        assert titles(screen) == [
            "Is 2",
            "Is niet 1",
            "Schaduwzijden 1",
            "Wat mij weerhoudt 0",
            "Zo werkt het 0",
        ]
        await pilot.press(*"regels", "enter")
        await until(pilot, lambda: titles(screen)[1] == "Is niet 2")
        await pilot.press("f8", "f8")
        await until(pilot, lambda: screen.snapshot.session.running is not None)
        await until(pilot, lambda: of(screen).used == of(screen).columns[2].column)
        await pilot.press(*"willekeur", "enter")
        await until(pilot, lambda: titles(screen)[2] == "Schaduwzijden 2")
        made = screen.snapshot.session.notes[-1]
        assert (made.block, made.kind, made.perspective) == ("1d", "belemmering", "")


async def test_on_a_small_screen_the_running_heading_is_among_those_that_show(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, tmp_path: Path
) -> None:
    """The line of titles says that there are more, and is never cut within a title."""
    async with led(board("1f"), make_surroundings, clock, tmp_path, size=(80, 24)) as (
        pilot,
        screen,
    ):
        await until(pilot, lambda: of(screen).columns[-1].display)
        assert [each.display for each in of(screen).columns] == [False, False, True, True, True]
        screen.live.change("blocks", "1b", heading="is volgens iedereen die hier nu aan tafel zit")
        line = of(screen).query_one("#column-titles")
        await until(pilot, lambda: "‹" in str(line.render()))
        shown = str(line.render()).split("   ")
        assert shown == [
            "‹",
            "Is niet 1",
            "Schaduwzijden 1",
            "Wat mij weerhoudt 0",
            "Zo werkt het 0",
        ]


async def test_a_note_moves_to_another_heading_and_back(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, tmp_path: Path
) -> None:
    """Sideways its block changes, and nothing else; the cursor goes with it."""
    async with led(board("1c"), make_surroundings, clock, tmp_path) as (pilot, screen):
        before = screen.snapshot.session.notes[2]
        await pilot.press("ctrl+up", "shift+right")
        await until(pilot, lambda: screen.snapshot.session.notes[2].block == "1d")
        assert screen.snapshot.session.notes[2] == replace(before, block="1d")
        assert of(screen).current == ItemKey("notes", before.id)
        assert titles(screen)[1:3] == ["Is niet 0", "Schaduwzijden 2"]
        await pilot.press("ctrl+z")
        await until(pilot, lambda: screen.snapshot.session.notes[2] == before)
        await pilot.press("shift+left", "shift+left")
        await until(pilot, lambda: screen.snapshot.session.notes[2].block == "1b")


async def test_moving_on_a_board_offers_its_headings(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, tmp_path: Path
) -> None:
    """Not the perspectives, which do nothing there; the digit is the place of the column."""
    async with led(board("1c"), make_surroundings, clock, tmp_path) as (pilot, screen):
        await pilot.press("ctrl+up", "m")
        await until(pilot, lambda: bool(pilot.app.screen.query(OptionList)))
        options = pilot.app.screen.query_one(OptionList).options
        offered = [str(each.prompt) for each in options][:6]
        assert [each.split()[-1] for each in offered] == [
            "Kolom",
            "Is",
            "Schaduwzijden",
            "weerhoudt",
            "het",
            "Soort",
        ]
        await pilot.press("5")
        await until(pilot, lambda: screen.snapshot.session.notes[2].block == "1f")


async def test_what_is_merged_stands_in_the_same_column(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, tmp_path: Path
) -> None:
    """Other headings are no twins; the only other note of the column is offered."""
    async with led(board("1b"), make_surroundings, clock, tmp_path) as (pilot, screen):
        await pilot.press("ctrl+up", "home", "g")
        await until(pilot, lambda: bool(pilot.app.screen.query(OptionList)))
        assert pilot.app.screen.query_one(OptionList).option_count == 2
        await pilot.press("1")
        await until(pilot, lambda: screen.snapshot.session.notes[1].merged_into == "n-00000001")


async def test_the_heading_that_stands_out_is_where_a_line_goes(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, tmp_path: Path
) -> None:
    """Who looks in another column and types on, types under the running heading again."""
    async with led(board("1c"), make_surroundings, clock, tmp_path) as (pilot, screen):
        await pilot.press("ctrl+up", "left")
        await until(pilot, lambda: of(screen).used == of(screen).columns[0].column)
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is not screen)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert of(screen).used == of(screen).columns[0].column
        await pilot.press("escape")
        await until(pilot, lambda: screen.query_one(Composer).line.has_focus)
        assert of(screen).used == of(screen).columns[1].column


async def test_a_plenary_that_decides_on_a_board_looks_at_it(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, tmp_path: Path
) -> None:
    """The board stays, and F4 shows the decisions; elsewhere those come by themselves."""
    async with led(board("1g"), make_surroundings, clock, tmp_path) as (pilot, screen):
        assert not screen.query_one(SolutionList).display
        assert len(titles(screen)) == 5
        await pilot.press(*":i samengevat", "enter")
        await until(pilot, lambda: titles(screen)[-1] == "Notities 1")
        await pilot.press("f4")
        await until(pilot, lambda: screen.query_one(SolutionList).display)


# Perspectives, and a column of the block.


async def test_a_round_of_one_perspective_shows_nothing_of_the_rounds_before(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, tmp_path: Path
) -> None:
    """What the opening gathered is not in the way; what is typed has the perspective."""
    session = replace(meeting_of("kijkglas"), notes=(said(1, "start", "feit"),))
    async with led(at_block(session, "ambitie"), make_surroundings, clock, tmp_path) as (
        pilot,
        screen,
    ):
        assert titles(screen) == ["Ambitie 0"]
        await pilot.press(*"samen", "enter")
        await until(pilot, lambda: titles(screen) == ["Ambitie 1"])
        assert screen.snapshot.session.notes[-1].perspective == "ambitie"
        assert words(of(screen).columns[0])[0] == "+ HELPT  0"


async def test_a_block_without_perspectives_shows_what_was_said_in_it(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, tmp_path: Path
) -> None:
    """Of one kind it needs no heading; a note of a perspective says which."""
    session = replace(
        meeting_of("kijkglas"),
        notes=(said(1, "start", "feit"), said(2, "advies", "advies", perspective="proces")),
    )
    async with led(at_block(session, "advies"), make_surroundings, clock, tmp_path) as (
        pilot,
        screen,
    ):
        assert titles(screen) == ["Adviezen 1"]
        assert words(of(screen).columns[0]) == ["● Notitie 2 /proces"]
        await pilot.press(*"? waarom", "enter")
        await until(pilot, lambda: titles(screen) == ["Adviezen 2"])
        shown = [line for line in words(of(screen).columns[0]) if line and line[:1] not in "●○"]
        assert shown == ["· ADVIEZEN  1", "? VRAGEN  1"]


async def test_a_title_that_ends_in_a_number_is_apart_from_its_count(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, tmp_path: Path
) -> None:
    """At `Tafel 1` there is one note, and there are not eleven tables."""
    session = replace(meeting_of("wereldcafe"), notes=(said(1, "r1", perspective="tafel-1"),))
    async with led(at_block(session, "r1"), make_surroundings, clock, tmp_path) as (_pilot, screen):
        assert titles(screen) == ["Tafel 1 · 1", "Tafel 2 · 0", "Tafel 3 · 0"]


def _blocks() -> list[tuple[str, str]]:
    return [(name, block.id) for name in FORMATS for block in prepared(name).plan]


def prepared(name: str) -> Session:
    """Return a later meeting of a werkvorm, which has all its blocks."""
    return prepared_session(
        FORMATS[name], session_id="s", document="d", number=2, earlier_meetings=True
    )


@pytest.mark.parametrize(("name", "block_id"), _blocks())
def test_every_block_names_what_it_captures(name: str, block_id: str) -> None:
    """The signs of what helps and hinders only where that is captured; else the first kind."""
    session = prepared(name)
    block = session.block(block_id)
    found = columns(session, block)
    hint = empty_hint(session, block, found)
    captures = block.captures if block is not None else ()
    both = {"helpend", "belemmering"} <= set(captures)
    if captures:
        assert ("Met + helpt het" in hint) == both
        assert "Zonder teken" in hint or (both and len(found) > 1)
    for column in found:
        assert column_title(session, column)
        always = {"helpend", "belemmering"} & set(captured_notes(session, column, block))
        assert column.block or always <= set(captures) or not captures


def test_the_words_of_a_hint() -> None:
    """Without a sign, with the others, and where what is typed goes out of sight."""
    balint, vrij, moreel = (prepared(each) for each in ("balintmethode", "vrij", "moreel-beraad"))

    def hint(session: Session, block_id: str) -> str:
        block = session.block(block_id)
        return empty_hint(session, block, columns(session, block))

    begin = "Typ hieronder wat u hoort en druk op Enter. "
    assert hint(balint, "beeldvorming") == (
        f"{begin}Zonder teken wordt het een vraag, met :f een feit."
    )
    assert hint(balint, "kiezen") == (
        f"{begin}Zonder teken wordt het een besluit. F4 toont wat hier wordt vastgelegd."
    )
    assert hint(vrij, "r1") == (
        f"{begin}Met + helpt het, met - belemmert het. Zonder teken wordt het een inzicht."
    )
    assert hint(moreel, "waarden") == (
        f"{begin}Zonder teken wordt het een waarde. Met /naasten komt het in die kolom."
    )
    assert empty_hint(Session(), None, columns(Session(), None)) == (
        f"{begin}Met + helpt het, met - belemmert het."
    )


def test_the_titles_of_a_column_of_a_block() -> None:
    """One kind or two by name; more, or none that is a note, are notes."""

    def title(name: str, block_id: str) -> str:
        session = prepared(name)
        return column_title(session, next(iter(columns(session, session.block(block_id)))))

    assert title("balintmethode", "evaluatie") == "Evaluatiepunten"
    assert title("balintmethode", "beeldvorming") == "Vragen en feiten"
    assert title("balintmethode", "kiezen") == "Notities"
    assert title("vrij", "r1") == "Notities"
    assert title("kijkglas", "ambitie") == "Ambitie"


# What is asked.


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_opening_shows_the_rules_until_the_next_block(
    make_surroundings: Callable[..., Surroundings],
    clock: FakeClock,
    tmp_path: Path,
    size: tuple[int, int],
) -> None:
    """A line each where there is room; on a low screen as much as one line takes."""
    session = at_block(meeting_of("leersessie"), "opening")
    async with led(session, make_surroundings, clock, tmp_path, size=size) as (pilot, screen):
        await until(pilot, lambda: "Spelregels" in panel(screen))
        lines = panel(screen).split("\n")
        below = lines[[line.startswith("Spelregels") for line in lines].index(True) + 1 :]
        if size[1] < 30:
            assert below == []
            assert lines[-1].startswith("Spelregels  We praten open")
        else:
            assert below == [f"· {rule}" for rule in session.header.rules]
        await pilot.press("f8", "f8")
        await until(pilot, lambda: "Spelregels" not in panel(screen))


async def test_only_the_first_opening_opens_the_meeting(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, tmp_path: Path
) -> None:
    """A later block of that kind shows neither rules nor theme."""
    session = meeting_of("verticaal-maatwerk")
    header = replace(session.header, rules=("Alles telt.",), theme="Maatwerk")
    session = at_block(replace(session, header=header), "3a")
    async with led(session, make_surroundings, clock, tmp_path) as (_pilot, screen):
        assert "Spelregels" not in panel(screen)
        assert "Thema" not in panel(screen)


async def test_the_opening_names_theme_and_guest(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, tmp_path: Path
) -> None:
    """On this screen only: the beamer knows no guest."""
    session = meeting_of("masterclass-bijeenkomst")
    header = replace(session.header, theme="Zakelijke afspraken", guest="Mw. De Gast")
    session = at_block(replace(session, header=header), "opening")
    async with led(session, make_surroundings, clock, tmp_path) as (pilot, screen):
        await until(pilot, lambda: "Thema  Zakelijke afspraken" in panel(screen))
        assert "Gast  Mw. De Gast" in panel(screen)
        now = clock.now()
        state = room_state(session, agenda(session, now, dt.UTC), now)
        assert "Gast" not in repr(state)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_own_elaboration_is_labelled_where_the_source_seems_to_say_it(
    make_surroundings: Callable[..., Surroundings],
    clock: FakeClock,
    tmp_path: Path,
    size: tuple[int, int],
) -> None:
    """A block whose questions are not in the source says so, in no line of its own where lines
    are few; a changeover asks nothing."""
    session = replace(meeting_of("leersessie"), cases=(Case(id="a", title="Drie loketten"),))
    async with led(at_block(session, "r1"), make_surroundings, clock, tmp_path, size=size) as (
        pilot,
        screen,
    ):
        await until(pilot, lambda: "sessiecoach-uitwerking" in panel(screen))
        assert len(panel(screen).split("\n")) == (2 if size[1] < 30 else 3)
    for block, says in (("opening", True), ("w1", False), ("r3", False)):
        folder = tmp_path / block
        folder.mkdir()
        given = replace(session, header=replace(session.header, document=block * 5))
        async with led(at_block(given, block), make_surroundings, clock, folder, size=size) as (
            other_pilot,
            other,
        ):
            if says:
                await until(other_pilot, lambda: "sessiecoach-uitwerking" in panel(other))
            assert ("sessiecoach-uitwerking" in panel(other)) == says


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_block_from_one_side_asks_what_that_side_asks(
    make_surroundings: Callable[..., Surroundings],
    clock: FakeClock,
    tmp_path: Path,
    size: tuple[int, int],
) -> None:
    """After its own questions those of the only perspective; of several sides none is asked."""
    session = meeting_of("leersessie")
    (side, *_others) = session.perspectives
    one_side = tuple(
        replace(each, perspectives=(side.id,)) if each.id == "r3" else each
        for each in session.blocks
    )
    one = at_block(replace(session, blocks=one_side), "r3")
    async with led(one, make_surroundings, clock, tmp_path, size=size) as (pilot, screen):
        await until(pilot, lambda: side.questions[0] in panel(screen))
        text = panel(screen)
        own = session.blocks[-3].questions[0]
        assert text.index(own) < text.index(side.questions[0])
        assert (side.questions[-1] in text) == (size[1] >= 30)
        assert text.count("sessiecoach-uitwerking") == 1
    many = at_block(session, "r3")
    now = clock.now()
    shown = asked(many, agenda(many, now, dt.UTC))
    assert (shown.looks, shown.looks_elaborated) == ((), False)


def test_a_group_of_a_carousel_is_asked_what_its_station_asks() -> None:
    """Where this laptop's group is, and not what the others are asked."""
    session = at_block(meeting_of("leersessie"), "r1")
    (first, second, *_others) = session.perspectives
    stations = (
        Station(group="A", perspective=first.id),
        Station(group="B", perspective=second.id),
    )
    blocks = tuple(
        replace(each, stations=stations) if each.id == "r1" else each for each in session.blocks
    )
    session = replace(session, groups=(Group(id="A"), Group(id="B")), blocks=blocks)
    state = agenda(session, STARTED_AT, dt.UTC)
    assert asked(session, state, group="B").looks == second.questions
    assert asked(session, state, group="B").looks_elaborated
    assert asked(session, state).looks == ()


async def test_a_round_on_a_question_shows_its_wording_first(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, tmp_path: Path
) -> None:
    """As it is worded now, and not whose it is."""
    session = meeting_of("masterclass-bijeenkomst")
    session = replace(
        session,
        blocks=tuple(
            replace(each, question="q-00000001") if each.id == "v1" else each
            for each in session.blocks
        ),
        questions=(OwnQuestion(id="q-00000001", by="manager A.", text="Hoe begin ik?"),),
        updates=(
            Update(
                id="u-00000001",
                item="q-00000001",
                on=STARTED_AT.date(),
                wording="Met wie begin ik?",
            ),
        ),
    )
    async with led(at_block(session, "v1"), make_surroundings, clock, tmp_path) as (pilot, screen):
        await until(pilot, lambda: panel(screen).startswith("„Met wie begin ik?”\n"))
        assert "manager" not in panel(screen)
        await pilot.press("f8", "f8")
        await until(pilot, lambda: "Met wie" not in panel(screen))
        # The next round has no question yet: it says which key leads to them.
        assert panel(screen).startswith(" ^w   kiest de vraag voor deze ronde\n")


# How it looks.


@pytest.mark.parametrize(
    ("name", "block", "theme", "size"),
    [
        ("verticaal-maatwerk", "1d", "avond", (80, 24)),
        ("verticaal-maatwerk", "1d", "ochtend", (120, 36)),
        ("kijkglas", "start", "avond", (80, 24)),
        ("kijkglas", "start", "avond", (120, 36)),
    ],
    ids=["board-80", "board-120", "opening-80", "opening-120"],
)
def test_looks(
    snap_compare: Callable[..., bool],
    make_surroundings: Callable[..., Surroundings],
    clock: FakeClock,
    tmp_path: Path,
    name: str,
    block: str,
    theme: str,
    size: tuple[int, int],
) -> None:
    """A board with more headings than fit, and an opening with its spelregels."""
    session = board(block) if name == "verticaal-maatwerk" else at_block(meeting_of(name), block)
    clock.advance(240)
    place = tmp_path / "sessions" / "reeks"
    place.mkdir(parents=True, exist_ok=True)
    path = place / f"{session.header.id}.toml"
    path.write_bytes(record_bytes(session))
    app = SessiecoachApp(make_surroundings(theme=theme, open_first=path))

    async def run_before(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: isinstance(app.screen, LiveScreen) and app.is_ready)
        screen = app.screen
        assert isinstance(screen, LiveScreen)
        await until(pilot, lambda: bool(panel(screen)) and bool(titles(screen)))
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=run_before)
