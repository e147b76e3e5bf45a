"""While typing: what looks like personal data is pointed out, and one key replaces it."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.app import App
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widget import Widget

from sessiecoach.domain.session import Note
from sessiecoach.live.opening import open_to_work
from sessiecoach.storage.records import record_bytes
from sessiecoach.storage.themes import FALLBACK_THEME
from sessiecoach.ui.screens.form import FormField, FormScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.bound_field import Bond, BoundInput, BoundText, Place
from sessiecoach.ui.widgets.chip_row import ChipRow
from sessiecoach.ui.widgets.composer import Composer
from sessiecoach.ui.widgets.composer_line import ComposerLine
from sessiecoach.ui.widgets.item_rows import ItemKey
from sessiecoach.ui.widgets.note_columns import NoteColumns
from sessiecoach.ui.widgets.personal_field import PersonalInput, PersonalText
from sessiecoach.ui.widgets.said_field import SaidField
from tests.fake_clock import FakeClock
from tests.ui.live_meeting import in_round_two
from tests.ui.noted import NotedApp, NotedScreen, full_session, note, noted, session
from tests.ui.pressing import until
from tests.ui.test_room_controls import Room

Screen = tuple[Pilot[None], NotedScreen]
Snap = Callable[..., bool]
BSN = "bsn 123456782"
TEXT = f"mevrouw Jansen ({BSN}) belt"


@pytest.fixture
async def open_round(tmp_path: Path, clock: FakeClock) -> AsyncIterator[Screen]:
    """Open a round without any note, with the cursor in the composer."""
    async with noted(tmp_path, clock) as opened:
        yield opened


async def pasted(pilot: Pilot[None], field: Widget, text: str) -> None:
    """Paste a text into a field."""
    field.post_message(events.Paste(text))
    await pilot.pause()
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys and let what they do come to rest."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


def drawn(field: Widget) -> str:
    """Return what a field shows."""
    lines = field.render_lines(Region(0, 0, *field.size))
    return "\n".join(strip.text.rstrip() for strip in lines)


def underlined(field: Widget) -> list[str]:
    """Return what is underlined in a field."""
    lines = field.render_lines(Region(0, 0, *field.size))
    return [
        segment.text
        for strip in lines
        for segment in strip
        if segment.style is not None and segment.style.underline
    ]


def told(screen: NotedScreen) -> str:
    """Return what the row above the composer says of personal data, longest words."""
    return "".join(screen.query_one(ChipRow).personal[:1])


# The composer.


@pytest.mark.parametrize("comes_by", ["keys", "paste"])
async def test_what_is_typed_is_pointed_out(open_round: Screen, comes_by: str) -> None:
    """It is underlined where it stands, and the row above says what the key makes of it."""
    pilot, screen = open_round
    line = screen.query_one(Composer).line
    if comes_by == "paste":
        await pasted(pilot, line, f"het {BSN} klopt")
    else:
        await press(pilot, *(key if key != " " else "space" for key in f"het {BSN} klopt"))
    assert underlined(line) == ["123456782"]
    assert told(screen) == "lijkt op een BSN · ctrl+l maakt er [BSN] van"
    assert line.value == f"het {BSN} klopt"


async def test_nothing_is_said_of_other_text(open_round: Screen) -> None:
    """A line without personal data has no mark, and the key does nothing to it."""
    pilot, screen = open_round
    line = screen.query_one(Composer).line
    await pasted(pilot, line, "te weinig tijd voor 12 gezinnen")
    await press(pilot, "ctrl+l")
    assert (underlined(line), told(screen)) == ([], "")
    assert line.value == "te weinig tijd voor 12 gezinnen"


async def test_the_key_replaces_one_after_the_other(open_round: Screen) -> None:
    """The first, then the following; the cursor stays in its place, and Enter files that text."""
    pilot, screen = open_round
    line = screen.query_one(Composer).line
    await pasted(pilot, line, TEXT)
    await press(pilot, "ctrl+l")
    assert line.value == f"mevrouw A. ({BSN}) belt"
    await press(pilot, "ctrl+l", "!")
    assert line.value == "mevrouw A. (bsn [BSN]) belt!"
    assert told(screen) == ""
    await press(pilot, "enter")
    (made,) = screen.live.session.notes
    assert made.text == "mevrouw A. (bsn [BSN]) belt!"


async def test_undo_puts_back_what_was_typed_first(open_round: Screen) -> None:
    """Each piece comes back by itself, the last first; with an empty line undo goes on."""
    pilot, screen = open_round
    line = screen.query_one(Composer).line
    await press(pilot, "e", "e", "n", "enter")
    await pasted(pilot, line, TEXT)
    await press(pilot, "ctrl+l", "ctrl+l", "!")
    await press(pilot, "ctrl+z")
    assert line.value == "mevrouw A. (bsn [BSN]) belt"
    await press(pilot, "ctrl+z")
    assert line.value == f"mevrouw A. ({BSN}) belt"
    await press(pilot, "ctrl+z")
    assert line.value == TEXT
    await press(pilot, "ctrl+z")
    assert line.value == ""
    assert [each.withdrawn_at for each in screen.live.session.notes] == [None]
    await press(pilot, "ctrl+z")
    assert screen.live.session.notes == ()


async def test_a_replacement_that_is_gone_is_not_put_back(open_round: Screen) -> None:
    """In a line that was filed or emptied undo is about the meeting again."""
    pilot, screen = open_round
    line = screen.query_one(Composer).line
    await pasted(pilot, line, TEXT)
    await press(pilot, "ctrl+l", "enter", "ctrl+z")
    assert (line.value, screen.live.session.notes) == ("", ())


async def test_a_full_stop_comes_back_too(open_round: Screen) -> None:
    """The full stop that a code name took over stands again after undo."""
    pilot, screen = open_round
    line = screen.query_one(Composer).line
    await pasted(pilot, line, "bel mevrouw Jansen. Morgen")
    await press(pilot, "home", "ctrl+l")
    assert (line.value, line.cursor_position) == ("bel mevrouw A. Morgen", 0)
    await press(pilot, "ctrl+z")
    assert line.value == "bel mevrouw Jansen. Morgen"


async def test_a_cursor_within_goes_behind(open_round: Screen) -> None:
    """Typing goes on after the code name, not in the midst of it."""
    pilot, screen = open_round
    line = screen.query_one(Composer).line
    await pasted(pilot, line, "mevrouw Jansen belt")
    line.cursor_position = 10
    await press(pilot, "ctrl+l")
    assert line.cursor_position == len("mevrouw A.")


async def test_pasted_lines_stay_apart(open_round: Screen) -> None:
    """What is replaced in one of several pasted lines leaves them notes of their own."""
    pilot, screen = open_round
    line = screen.query_one(Composer).line
    await pasted(pilot, line, f"eerst dit\n{TEXT}\nen dan dat")
    asked = screen.query_one(ChipRow)
    assert asked.sentence[0].endswith("ctrl+l lakt")
    await press(pilot, "ctrl+l", "ctrl+l", "ctrl+z", "ctrl+l")
    assert asked.sentence[0] == "3 regels geplakt: Enter = 3 notities, Esc = één notitie"
    await press(pilot, "enter")
    assert [each.text for each in screen.live.session.notes] == [
        "eerst dit",
        "mevrouw A. (bsn [BSN]) belt",
        "en dan dat",
    ]


async def test_what_stands_in_two_pasted_lines_makes_one_of_them(open_round: Screen) -> None:
    """A number that only the paste as one line shows cannot be in one of two notes."""
    pilot, screen = open_round
    line = screen.query_one(Composer).line
    await pasted(pilot, line, "bel mevrouw\nJansen morgen")
    assert underlined(line) == ["mevrouw Jansen"]
    await press(pilot, "ctrl+l", "enter")
    assert [each.text for each in screen.live.session.notes] == ["bel mevrouw A. morgen"]


async def test_a_code_name_is_of_nobody_else(tmp_path: Path, clock: FakeClock) -> None:
    """What the meeting calls somebody already is not proposed for another."""
    given = session(notes=(note(1, text="mevrouw A. en meneer B. wachten"),))
    async with noted(tmp_path, clock, given) as (pilot, screen):
        line = screen.query_one(Composer).line
        await pasted(pilot, line, "mevrouw Jansen belt")
        await press(pilot, "ctrl+l")
        assert line.value == "mevrouw C. belt"


async def test_a_long_line_is_read_when_typing_pauses(open_round: Screen) -> None:
    """Also at the end of 90 kB something is found, and replaced where it stands."""
    pilot, screen = open_round
    line = screen.query_one(Composer).line
    words = "te weinig tijd " * 6_000
    await pasted(pilot, line, words + BSN)
    await until(pilot, lambda: bool(told(screen)))
    await press(pilot, "ctrl+l")
    assert line.value == words + "bsn [BSN]"


async def test_the_key_has_a_name_in_help_and_palette(open_round: Screen) -> None:
    """It is an act with an id and a tooltip, but only where there is something to replace."""
    pilot, screen = open_round

    def names() -> list[str]:
        shown = screen.active_bindings.values()
        return [each.binding.description for each in shown if each.enabled and each.binding.id]

    assert "Lakken" not in names()
    await pasted(pilot, screen.query_one(Composer).line, BSN)
    assert "Lakken" in names()


# An item in a list.


@pytest.fixture
async def on_note(tmp_path: Path, clock: FakeClock) -> AsyncIterator[Screen]:
    """Open a meeting with the cursor on a note with a name and a BSN in it."""
    given = session(notes=(note(1, text="te weinig tijd"), note(2, text=TEXT)))
    async with noted(tmp_path, clock, given) as (pilot, screen):
        await press(pilot, "ctrl+up")
        screen.query_one(NoteColumns).go_to(ItemKey("notes", "n-00000002"))
        await pilot.pause()
        yield pilot, screen


def the_note(screen: NotedScreen) -> Note:
    """Return the note as it stands."""
    return screen.live.session.notes[1]


async def test_a_key_replaces_in_a_note(on_note: Screen) -> None:
    """One thing at a time, each an act that undo takes back."""
    pilot, screen = on_note
    await press(pilot, "ctrl+l")
    assert the_note(screen).text == f"mevrouw A. ({BSN}) belt"
    await press(pilot, "ctrl+l")
    assert the_note(screen).text == "mevrouw A. (bsn [BSN]) belt"
    assert screen.check_action("replace_personal", ()) is False
    await press(pilot, "ctrl+z")
    assert the_note(screen).text == f"mevrouw A. ({BSN}) belt"


async def test_a_note_without_personal_data_has_no_key(on_note: Screen) -> None:
    """The key shows only where it does something."""
    pilot, screen = on_note
    assert screen.check_action("replace_personal", ()) is True
    screen.query_one(NoteColumns).go_to(ItemKey("notes", "n-00000001"))
    await pilot.pause()
    assert screen.check_action("replace_personal", ()) is False
    screen.query_one(Composer).focus()
    await pilot.pause()
    assert screen.check_action("replace_personal", ()) is False


# Other fields.


class Asking(App[None]):
    """An app with a form or a field on it."""

    def __init__(self, *fields: Callable[[], Widget]) -> None:
        super().__init__()
        self._fields = fields

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(FALLBACK_THEME.variables)

    def compose(self) -> list[Widget]:
        """Lay out the fields."""
        return [make() for make in self._fields]


FIELDS = (
    FormField("line", "Regel", value=TEXT),
    FormField("text", "Tekst", "text", value=f"eerst dit\n{TEXT}"),
    FormField("due", "Voor", "date", value=dt.date(2016, 10, 10)),
)


async def test_the_fields_of_a_form_point_it_out() -> None:
    """A line and a text of more lines alike, each with the hint where the cursor is."""
    app = Asking()
    async with app.run_test(size=(100, 30)) as pilot:
        form = FormScreen("Notitie", FIELDS)
        app.push_screen(form)
        await pilot.pause()
        line = form.query_one("#field-line", PersonalInput)
        text = form.query_one("#field-text", PersonalText)
        await until(pilot, lambda: line.has_focus and "ctrl+l" in drawn(line))
        assert underlined(line) == underlined(text) == ["mevrouw Jansen", "123456782"]
        assert "ctrl+l" not in drawn(text)
        await press(pilot, "ctrl+l", "ctrl+l", "ctrl+z")
        assert line.value == f"mevrouw A. ({BSN}) belt"
        text.focus()
        await pilot.pause()
        assert "ctrl+l" in drawn(text)
        await press(pilot, "ctrl+l")
        assert text.text == f"eerst dit\nmevrouw A. ({BSN}) belt"
        await press(pilot, "ctrl+l")
        assert text.text == "eerst dit\nmevrouw A. (bsn [BSN]) belt"
        await press(pilot, "ctrl+z")
        assert text.text == f"eerst dit\nmevrouw A. ({BSN}) belt"
        await press(pilot, "ctrl+l", "ctrl+l")
        assert underlined(text) == []


async def test_a_hint_covers_nothing() -> None:
    """In a full line there is no room for it; the mark and the key are still there."""
    app = Asking(lambda: SaidField(id="said", placeholder=""))
    async with app.run_test(size=(60, 10)) as pilot:
        field = app.query_one(SaidField)
        field.focus()
        await pasted(pilot, field, f"{BSN} en nog veel meer woorden achter elkaar gezegd")
        assert drawn(field).endswith("gezegd")
        assert underlined(field) == ["123456782"]
        await press(pilot, "ctrl+l")
        assert field.value.startswith("bsn [BSN] en")


def bond(table: str, attribute: str, value: object) -> Bond:
    """Return what ties a field to a value."""
    return Bond(Place(table, "x", attribute), "line", value)


async def test_fields_of_the_preparation() -> None:
    """A case is watched; who takes part is no client, so of them a name is not pointed out."""
    app = Asking(
        lambda: BoundInput(bond("cases", "title", "mevrouw Jansen")),
        lambda: BoundInput(bond("participants", "name", "mevrouw Jansen")),
        lambda: BoundInput(bond("participants", "name", f"mevrouw Jansen {BSN}")),
        lambda: BoundInput(bond("header", "location", "Raadhuislaan 2, 5341 GM Oss")),
        lambda: BoundText(Bond(Place("header", "", "goal"), "text", "mevrouw Jansen helpen")),
    )
    async with app.run_test(size=(80, 20)) as pilot:
        case, name, numbered, place = app.query(BoundInput)
        goal = app.query_one(BoundText)
        await until(pilot, lambda: bool(underlined(case)))
        assert underlined(goal) == underlined(case) == ["mevrouw Jansen"]
        assert underlined(name) == underlined(place) == []
        assert underlined(numbered) == ["123456782"]
        goal.focus()
        await press(pilot, "ctrl+l")
        assert goal.text == "mevrouw A. helpen"


async def test_what_names_people_of_the_meeting_is_not_watched() -> None:
    """A field that takes a date or somebody who is present asks nothing."""
    app = Asking(lambda: SaidField(id="who", placeholder="", watched=False))
    async with app.run_test(size=(60, 10)) as pilot:
        field = app.query_one(SaidField)
        field.focus()
        await pasted(pilot, field, "mevrouw Jansen")
        await press(pilot, "ctrl+l")
        assert (field.value, underlined(field)) == ("mevrouw Jansen", [])


# Pictures.


@pytest.mark.parametrize(
    ("size", "theme"), [((80, 24), "avond"), ((120, 36), "ochtend")], ids=["80x24", "120x36"]
)
async def test_the_row_keeps_its_place(
    tmp_path: Path, clock: FakeClock, size: tuple[int, int], theme: str
) -> None:
    """What is told fits between the chips and the edge, and is as long as there is room."""
    async with noted(tmp_path, clock, full_session(), size=size, theme=theme) as (pilot, screen):
        await pasted(pilot, screen.query_one(Composer).line, f"- {TEXT}")
        row = drawn(screen.query_one(ChipRow))
        assert "lijkt op een naam · ctrl+l maakt er mevrouw A. van" in row
        await pasted(pilot, screen.query_one(ComposerLine), " #a @manager %B /professional")
        assert len(drawn(screen.query_one(ChipRow))) <= size[0]
        assert "ctrl+l" in drawn(screen.query_one(ChipRow))


def test_picture_of_the_composer(snap_compare: Snap, tmp_path: Path, clock: FakeClock) -> None:
    """The mark is quiet: underlined in the line, one sentence above it."""
    path = tmp_path / "2016-09-05-leersessie.toml"
    path.write_bytes(record_bytes(full_session()))
    opened = open_to_work(path, tmp_path / "state", clock)

    async def paste(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await pasted(pilot, pilot.app.screen.query_one(ComposerLine), f"- {TEXT}")

    try:
        app = NotedApp(opened)
        assert snap_compare(app, terminal_size=(80, 24), run_before=paste)
    finally:
        opened.leave()


def test_picture_of_a_form(snap_compare: Snap, tmp_path: Path, clock: FakeClock) -> None:
    """In a field of more lines the hint stands at the end of the last, where that is empty."""
    path = tmp_path / "2016-09-05-leersessie.toml"
    path.write_bytes(record_bytes(full_session()))
    opened = open_to_work(path, tmp_path / "state", clock)

    async def show(pilot: Pilot[None]) -> None:
        await pilot.pause()
        pilot.app.push_screen(FormScreen("Notitie", FIELDS, first="text"))
        await pilot.pause()
        await until(pilot, lambda: isinstance(pilot.app.focused, PersonalText))
        await pilot.pause()

    try:
        app = NotedApp(opened, "ochtend")
        assert snap_compare(app, terminal_size=(80, 24), run_before=show)
    finally:
        opened.leave()


# The beamer.


async def test_nothing_of_it_reaches_the_beamer(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, tmp_path: Path
) -> None:
    """The room sees the same whatever is pointed out, replaced and put back beside it."""
    given = in_round_two()
    noted_down = replace(given.notes[0], text=TEXT)
    room = Room(make_surroundings, clock, tmp_path)
    app = room.app(replace(given, notes=(noted_down, *given.notes[1:])))
    try:
        async with app.run_test(size=(120, 36)) as pilot:
            before = room.shown
            await pasted(pilot, room.screen.query_one(ComposerLine), TEXT)
            await press(pilot, "ctrl+up")
            await pilot.pause()
            assert room.shown == before
            room.screen.query_one(Composer).focus()
            await press(pilot, "ctrl+l", "ctrl+l")
            line = room.screen.query_one(ComposerLine)
            assert line.value == "mevrouw A. (bsn [BSN]) belt"
            assert room.shown == before
            await press(pilot, "ctrl+z", "ctrl+z")
            assert line.value == TEXT
            assert room.screen.live.session.notes[0].text == TEXT
            for word in ("123456782", "Jansen", "BSN", "ctrl+l"):
                assert word not in repr(room.shown)
    finally:
        room.opened.leave()
