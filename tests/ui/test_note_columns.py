"""The columns: every note once, in its perspective and kind, light however many there are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st
from rich.cells import cell_len
from textual import events
from textual.pilot import Pilot

from sessiecoach.domain.facts import Added
from sessiecoach.domain.session import Note
from sessiecoach.live.opening import open_to_work
from sessiecoach.live.writer import Saved
from sessiecoach.storage.records import record_bytes
from sessiecoach.ui.widgets.composer import Composer
from sessiecoach.ui.widgets.item_rows import ItemKey, ItemRows, Piece, flow
from sessiecoach.ui.widgets.note_column import NoteColumn
from sessiecoach.ui.widgets.note_columns import NoteColumns
from sessiecoach.ui.widgets.note_line import MOST_LINES, NoteMarks, note_row
from tests.fake_clock import FakeClock
from tests.ui.noted import (
    AT,
    HOSTILE,
    NotedApp,
    NotedScreen,
    full_session,
    note,
    noted,
    overfull_session,
    session,
)
from tests.ui.pressing import until


def columns_of(screen: NotedScreen) -> NoteColumns:
    """Return the columns of a screen."""
    return screen.query_one(NoteColumns)


def lines(column: ItemRows) -> list[str]:
    """Return what a column draws, as text."""
    return [
        "".join(segment.text for segment in column.render_line(y)).replace("\u00a0", " ").rstrip()
        for y in range(column.size.height)
    ]


def titles(screen: NotedScreen) -> list[str]:
    """Return the titles of the columns."""
    return [str(column.border_title) for column in columns_of(screen).columns]


def current(screen: NotedScreen) -> str:
    """Return the id of the note with the cursor."""
    key = columns_of(screen).current
    return key.item if key is not None else ""


# Which columns, and what is in them.


async def test_an_empty_meeting_says_how_to_choose_a_column(
    tmp_path: Path, clock: FakeClock
) -> None:
    """Before the first note it says what to type, with a column that is there; then no more."""
    async with noted(tmp_path, clock) as (pilot, screen):
        column = columns_of(screen).columns[0]
        assert "Met /professional komt het in die kolom." in column.shown.hint
        screen.live.do((Added("notes", "n-1", {"text": "x", "kind": "feit"}),))
        await until(pilot, lambda: not columns_of(screen).columns[0].shown.hint)


async def test_notes_stand_by_kind_with_their_counts(tmp_path: Path, clock: FakeClock) -> None:
    """What helps and what hinders come first, then the kinds that are there; with totals."""
    async with noted(tmp_path, clock, full_session()) as (_pilot, screen):
        assert titles(screen) == ["Systeem 3", "Professional 5", "Veranderproces 3"]
        shown = lines(columns_of(screen).columns[2])
        headings = [line for line in shown if line.isupper() or line[2:].isupper()]
        assert headings == ["+ HELPT  1", "− BELEMMERT  1", "? VRAGEN  1"]
        assert "● Wie zet de eerste stap? #a %A" in shown


async def test_every_note_that_counts_is_in_one_column(tmp_path: Path, clock: FakeClock) -> None:
    """Nothing is lost and nothing is there twice."""
    given = overfull_session()
    given = replace(given, notes=(*given.notes, note(200, perspective="onbekend")))
    async with noted(tmp_path, clock, given) as (_pilot, screen):
        shown = [item.item for column in columns_of(screen).columns for item in column.items]
        assert sorted(shown) == sorted(each.id for each in given.notes)


async def test_the_tail_says_only_what_differs(tmp_path: Path, clock: FakeClock) -> None:
    """With one case and one group no note repeats them."""
    given = full_session()
    given = replace(given, cases=given.cases[:1], groups=given.groups[:1])
    async with noted(tmp_path, clock, given) as (_pilot, screen):
        assert "● Wie zet de eerste stap?" in lines(columns_of(screen).columns[2])


def test_a_tail_says_who_where_and_what_became_of_it() -> None:
    """Private, who, case, group, escalation, solution and withdrawal each have a word."""
    whole = note(
        1, private=True, who="manager", escalated_to="stuurgroep", withdrawn_at=AT, text="Regels"
    )
    marks = NoteMarks(cases=True, groups=True)
    row = note_row(whole, 200, marks, unsaved=False, solved=True)
    text = "".join(piece.text for piece in row.lines[0]).replace("\u00a0", " ")
    assert text == "■ Regels privé @manager #a %A → stuurgroep → oplossing ingetrokken"
    assert [piece.style for piece in row.lines[0]] == ["private", "withdrawn", "private"]
    merged = note_row(replace(whole, merged_into="n-2"), 200, NoteMarks())
    assert "samengevoegd" in merged.lines[0][-1].text


async def test_a_note_is_a_circle_until_it_is_on_disk(tmp_path: Path, clock: FakeClock) -> None:
    """○ as long as the fact waits for the disk, ● when it is there."""
    async with noted(tmp_path, clock) as (pilot, screen):
        screen.live.add("notes", text="Regels", kind="feit", perspective="systeem")
        await pilot.pause()
        column = columns_of(screen).columns[0]
        assert "○ Regels" in lines(column)
        writer = screen.opened.writer
        assert writer is not None
        screen.live.saved(writer.save_now())
        await pilot.pause()
        assert "● Regels" in lines(column)


async def test_a_failed_save_leaves_the_circle(tmp_path: Path, clock: FakeClock) -> None:
    """A save that reached nothing changes nothing."""
    async with noted(tmp_path, clock) as (pilot, screen):
        screen.live.add("notes", text="Regels", kind="feit", perspective="systeem")
        screen.live.saved(Saved(at=clock.now(), facts=frozenset(), reason="schijf vol"))
        await pilot.pause()
        assert "○ Regels" in lines(columns_of(screen).columns[0])


async def test_withdrawn_notes_are_hidden_until_asked(tmp_path: Path, clock: FakeClock) -> None:
    """They do not show and do not count; `w` shows them, struck, and they still do not count."""
    async with noted(tmp_path, clock, full_session()) as (pilot, screen):
        column = columns_of(screen).columns[1]
        assert not any("Dubbel getypt" in line for line in lines(column))
        await pilot.press("ctrl+up", "w")
        await pilot.pause()
        assert "● Dubbel getypt #a %A ingetrokken" in lines(column)
        assert titles(screen)[1] == "Professional 5"
        await pilot.press("w")
        await pilot.pause()
        assert not any("Dubbel getypt" in line for line in lines(column))


async def test_an_empty_meeting_says_what_to_do(tmp_path: Path, clock: FakeClock) -> None:
    """The first column tells how to begin, until there is a note."""
    async with noted(tmp_path, clock) as (pilot, screen):
        assert any("Typ hieronder" in line for line in lines(columns_of(screen).columns[0]))
        screen.live.add("notes", text="Regels", kind="feit", perspective="professional")
        await pilot.pause()
        assert not any("Typ hieronder" in line for line in lines(columns_of(screen).columns[0]))


async def test_another_block_brings_its_columns(tmp_path: Path, clock: FakeClock) -> None:
    """The columns are those of the block; a cursor that has a place stays in it."""
    async with noted(tmp_path, clock, full_session()) as (pilot, screen):
        columns = columns_of(screen)
        await pilot.press("ctrl+up", "right", "end")
        where = current(screen)
        block = screen.snapshot.session.blocks[0]
        screen.live.change("blocks", block.id, perspectives=("professional",))
        columns.block = screen.snapshot.session.blocks[0]
        await pilot.pause()
        assert titles(screen) == ["Professional 5"]
        assert len(screen.query(NoteColumn)) == 1
        assert current(screen) == where
        screen.live.change("blocks", block.id, perspectives=("systeem",))
        columns.block = screen.snapshot.session.blocks[0]
        await pilot.pause()
        assert columns.perspective == "systeem"
        assert screen.query_one(Composer).perspective == "systeem"


# The cursor.


async def test_arrows_move_within_and_across_columns(tmp_path: Path, clock: FakeClock) -> None:
    """Up and down go over headings; left and right to the note at the same height."""
    async with noted(tmp_path, clock, full_session()) as (pilot, screen):
        await pilot.press("ctrl+up")
        assert current(screen) == "n-00000001"
        await pilot.press("up")
        assert current(screen) == "n-00000001"
        await pilot.press("down")
        assert current(screen) == "n-00000002"
        await pilot.press("right")
        assert current(screen) in ("n-00000005", "n-00000006")
        assert columns_of(screen).perspective == "professional"
        assert screen.query_one(Composer).perspective == "professional"
        await pilot.press("end")
        assert current(screen) == "n-00000008"
        await pilot.press("right", "right", "right")
        assert columns_of(screen).perspective == "veranderproces"
        await pilot.press("home", "left", "left", "left")
        assert current(screen) == "n-00000001"


async def test_tab_goes_to_the_columns_and_back(tmp_path: Path, clock: FakeClock) -> None:
    """One Tab from the line to the columns, whatever their number, and one back."""
    async with noted(tmp_path, clock, full_session()) as (pilot, screen):
        await pilot.press("tab")
        assert columns_of(screen).has_focus
        await pilot.press("shift+tab")
        assert screen.query_one(Composer).line.has_focus
        await pilot.press("shift+tab")
        assert columns_of(screen).has_focus
        await pilot.press("escape")
        assert screen.query_one(Composer).line.has_focus


async def test_letters_in_the_columns_never_write(tmp_path: Path, clock: FakeClock) -> None:
    """What is typed while the columns have the focus reaches neither the line nor a note."""
    async with noted(tmp_path, clock, full_session()) as (pilot, screen):
        before = screen.live.session
        await pilot.press("ctrl+up", *"aceqyz135+-!")
        await pilot.pause()
        assert screen.query_one(Composer).text == ""
        assert screen.live.session is before


async def test_a_cursor_whose_note_goes_falls_to_the_neighbour(
    tmp_path: Path, clock: FakeClock
) -> None:
    """After withdrawing a note the cursor stands where it stood, not at the top."""
    async with noted(tmp_path, clock, full_session()) as (pilot, screen):
        await pilot.press("ctrl+up", "right", "end", "up")
        assert current(screen) == "n-00000007"
        await pilot.press("x")
        await pilot.pause()
        assert current(screen) in ("n-00000006", "n-00000008")


async def test_a_click_chooses_and_two_clicks_edit(tmp_path: Path, clock: FakeClock) -> None:
    """The mouse puts the cursor on a note, and opens it on the second click."""
    async with noted(tmp_path, clock, full_session()) as (pilot, screen):
        column = columns_of(screen).columns[1]
        await pilot.click(column, offset=(5, 2))
        await pilot.pause()
        assert columns_of(screen).has_focus
        assert current(screen) == "n-00000004"
        await pilot.click(column, offset=(5, 2), times=2)
        await pilot.pause()
        assert pilot.app.screen is not screen


async def test_a_click_on_an_empty_column_uses_it(tmp_path: Path, clock: FakeClock) -> None:
    """What is typed next goes to the column that was clicked, also without a note in it."""
    async with noted(tmp_path, clock) as (pilot, screen):
        await pilot.click(columns_of(screen).columns[2], offset=(5, 12))
        await pilot.pause()
        assert columns_of(screen).perspective == "veranderproces"


# New notes, and more notes than fit.


async def test_a_new_note_stands_out_for_a_moment(tmp_path: Path, clock: FakeClock) -> None:
    """It flashes, is in view, and has the cursor for who comes to the columns next."""
    async with noted(tmp_path, clock, overfull_session()) as (pilot, screen):
        item = screen.live.add("notes", text="Nieuw", kind="belemmering", perspective="systeem")
        await pilot.pause()
        column = columns_of(screen).columns[0]
        assert column.flashing == {ItemKey("notes", item)}
        assert any("○ Nieuw" in line for line in lines(column))
        await pilot.press("ctrl+up")
        assert current(screen) == item
        column._unflash(frozenset({ItemKey("notes", item)}))
        assert column.flashing == frozenset()


async def test_what_was_there_at_opening_does_not_flash(tmp_path: Path, clock: FakeClock) -> None:
    """Opening a meeting is no news."""
    async with noted(tmp_path, clock, full_session()) as (_pilot, screen):
        assert not any(column.flashing for column in columns_of(screen).columns)


async def test_an_overfull_column_says_how_much_more(tmp_path: Path, clock: FakeClock) -> None:
    """The counts at its edges and the notes in view add up to all; the cursor is in view."""
    async with noted(tmp_path, clock, overfull_session(), size=(80, 24)) as (pilot, screen):
        column = columns_of(screen).columns[0]
        assert lines(column)[-1].startswith("↓ ")
        await pilot.press("ctrl+up", "end")
        await pilot.pause()
        assert lines(column)[0].startswith("↑ ")
        assert not lines(column)[-1].startswith("↓ ")
        for _ in range(len(column.items)):
            await pilot.press("up")
            begin, end = column._spans[column.cursor or column.items[0]]
            assert column.top <= begin
            assert end <= column.top + column.size.height
        assert lines(column)[0] == "+ HELPT  8"


async def test_the_wheel_scrolls(tmp_path: Path, clock: FakeClock) -> None:
    """The wheel moves the view and not the cursor, and stops at both ends."""
    async with noted(tmp_path, clock, overfull_session(), size=(80, 24)) as (pilot, screen):
        column = columns_of(screen).columns[0]
        await pilot._post_mouse_events([events.MouseScrollDown], column)
        await pilot.pause()
        assert column.top == 2
        for _ in range(3):
            await pilot._post_mouse_events([events.MouseScrollUp], column)
        await pilot.pause()
        assert column.top == 0


async def test_columns_that_do_not_fit_give_way(tmp_path: Path, clock: FakeClock) -> None:
    """On a small screen the used column shows, and a line names them all with their totals."""
    async with noted(tmp_path, clock, full_session(), size=(50, 24)) as (pilot, screen):
        columns = columns_of(screen)
        assert [column.display for column in columns.columns] == [True, True, False]
        names = str(columns.query_one("#column-titles").render())
        assert names.split("   ") == titles(screen)
        await pilot.press("ctrl+up", "right", "right")
        await pilot.pause()
        assert [column.display for column in columns.columns] == [False, True, True]
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        assert all(column.display for column in columns.columns)
        assert not columns.query_one("#column-titles").display


async def test_a_column_that_does_not_show_knows_its_notes(
    tmp_path: Path, clock: FakeClock
) -> None:
    """A column for which there is no place has its notes at hand; shown, all their words."""
    async with noted(tmp_path, clock, full_session(), size=(50, 24)) as (pilot, screen):
        column = columns_of(screen).columns[2]
        assert not column.display
        known = column.items
        assert known
        await pilot.press("ctrl+up", "right", "right")
        await until(pilot, lambda: column.display and column.size.width > 0)
        assert column.items == known
        assert all(row.lines[0] for row in column.rows if row.item)
        assert column.cursor in known


async def test_a_key_in_the_line_draws_no_column(tmp_path: Path, clock: FakeClock) -> None:
    """Typing with three hundred notes on screen lays out and draws nothing of them."""
    many = tuple(note(number) for number in range(300))
    async with noted(tmp_path, clock, session(notes=many)) as (pilot, screen):
        # What opening the screen still had to lay out is done once a key shows.
        await pilot.press("x")
        await until(pilot, lambda: screen.query_one(Composer).text == "x")
        await pilot.pause()
        drawn: list[int] = []
        laid_out: list[object] = []
        screen.screen_layout_refresh_signal.subscribe(screen, laid_out.append)
        column = columns_of(screen).columns[1]
        draw = column.render_line
        column.render_line = lambda y: drawn.append(y) or draw(y)  # type: ignore[func-returns-value,method-assign]
        await pilot.press(*"abc")
        await pilot.pause()
        assert screen.query_one(Composer).text == "xabc"
        assert drawn == []
        assert laid_out == []


async def test_only_changed_notes_are_laid_out_again(tmp_path: Path, clock: FakeClock) -> None:
    """A new note costs one layout, not three hundred."""
    many = tuple(note(number) for number in range(300))
    async with noted(tmp_path, clock, session(notes=many)) as (pilot, screen):
        column = columns_of(screen).columns[1]
        before = dict(column._laid_out)
        screen.live.change("notes", "n-00000007", text="anders")
        await pilot.pause()
        after = column._laid_out
        assert [key for key in after if after[key] is not before[key]] == ["n-00000007"]


# Breaking lines.


@given_any(
    st.lists(st.tuples(st.text(max_size=60), st.sampled_from(["text", "muted"])), max_size=4),
    st.integers(3, 40),
    st.integers(0, 3),
)
def test_lines_fit_and_lose_no_word(given: list[tuple[str, str]], width: int, indent: int) -> None:
    """No line is wider than asked, and all characters that are no space are in order."""
    pieces = [Piece(*each) for each in given]
    broken = flow(pieces, width, first=(Piece(" " * indent),), indent=indent)
    widest = max(width, indent + 2)
    assert all(cell_len("".join(piece.text for piece in line)) <= widest for line in broken)
    plain = "".join(piece.text for line in broken for piece in line)
    wanted = "".join(text for text, _style in given)
    assert [c for c in plain if c not in " \t\n"] == [c for c in wanted if c not in " \t\n"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_long_note_is_cut_with_an_ellipsis(text: str) -> None:
    """A column shows the beginning of a note, however long its text."""
    row = note_row(note(1, text=text), 30, NoteMarks())
    assert len(row.lines) <= MOST_LINES
    plain = ["".join(piece.text for piece in line) for line in row.lines]
    assert all(cell_len(line) <= 30 for line in plain)
    assert plain[-1].endswith("…") == (len(text) > 1000)
    assert not set("".join(plain)) & set("\x1b\x07\x9b\u202e")


def test_a_newline_in_a_note_stays() -> None:
    """What somebody wrote on two lines is shown on two lines."""
    row = note_row(Note(id="n", text="een\ntwee"), 30, NoteMarks())
    assert [line[-1].text for line in row.lines] == ["een", "twee"]


# How it looks.


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)], ids=lambda size: f"{size[0]}")
@pytest.mark.parametrize("state", ["empty", "full", "overfull"])
def test_looks(
    snap_compare: object, tmp_path: Path, clock: FakeClock, size: tuple[int, int], state: str
) -> None:
    """Empty, as it mostly is, and with thirty notes a column, some of them hostile."""
    make = {"empty": session, "full": full_session, "overfull": overfull_session}[state]
    path = tmp_path / "sessie.toml"
    path.write_bytes(record_bytes(make()))
    theme = "ochtend" if state == "full" else "avond"
    app = NotedApp(open_to_work(path, tmp_path / "state", clock), theme)

    async def run_before(pilot: Pilot[None]) -> None:
        if state != "empty":
            await pilot.press("ctrl+up", "right", "down", "down")
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=run_before)  # type: ignore[operator]
