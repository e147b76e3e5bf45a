"""Preparing a meeting: every field is kept, filed, undone and brought back."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from sessiecoach.domain.session import Case, Group, Participant, Presenter, Session
from sessiecoach.storage.home import Places
from sessiecoach.storage.records import as_recorded, read_record, record_bytes
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.live import LiveScreen
from sessiecoach.ui.screens.prepare import PrepareScreen
from sessiecoach.ui.screens.start import StartScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.bound_field import Bound, BoundInput, BoundText
from sessiecoach.ui.widgets.plan_table import PlanTable
from sessiecoach.ui.widgets.row_table import RowTable
from sessiecoach.ui.widgets.session_header import SessionHeader
from tests.ui import drafts
from tests.ui.pressing import HOSTILE, SIZES, until, until_prepares

Make = Callable[..., Surroundings]
Begin = Callable[..., AbstractAsyncContextManager["Preparing"]]


def draft() -> Session:
    """The second leersessie, nothing prepared yet."""
    return drafts.draft("gemeentehuis Oss")


def crowded() -> Session:
    """A meeting with more of everything than fits, and texts that could do harm."""
    session = draft()
    return replace(
        session,
        header=replace(
            session.header,
            title=f"{HOSTILE} en een titel die veel langer is dan de regel waarop hij staat",
            goal="Samen zien wat anders denken en doen belemmert en helpt. " * 6,
            learning_questions=tuple(f"Leervraag {number}?" for number in range(1, 9)),
            starts=dt.time(9),
            ends=dt.time(10, 20),
        ),
        cases=tuple(
            Case(
                id=letter, title=f"Casus {letter.upper()} {HOSTILE}", presenter=Presenter(role="x")
            )
            for letter in "abcde"
        ),
        groups=tuple(Group(id=letter, note_taker=f"notulist {letter}") for letter in "ABCD"),
        participants=tuple(
            Participant(
                id=f"p-{number:08}",
                role="professional" if number % 2 else "manager",
                organisation=f"Organisatie met een lange naam {number}",
                count=number,
            )
            for number in range(1, 13)
        ),
    )


class Preparing:
    """A meeting that is being prepared in a test."""

    def __init__(self, pilot: Pilot[None], screen: PrepareScreen, path: Path) -> None:
        self.pilot, self.screen, self.path = pilot, screen, path

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self.screen.live.session

    def field(self, table: str, attribute: str, item: str = "") -> Bound:
        """Return the field of a value."""
        fields: tuple[Bound, ...] = (
            *self.screen.query(BoundInput),
            *self.screen.query(BoundText),
        )
        name = f"{table}/{item}/{attribute}"
        return next(each for each in fields if each.bond.place.name == name)

    async def write(self, field: Bound, text: str, *after: str) -> None:
        """Go to a field, replace what stands there at once and press keys."""
        field.focus()
        await self.pilot.pause()
        field.put(text)
        await self.pilot.press(*after)
        await self.pilot.pause()

    async def write_new(self, table: str, *texts: str) -> None:
        """Go to the empty row of a table and fill its cells."""
        self.table(table).focus_new()
        await self.pilot.pause()
        for number, text in enumerate(texts):
            field = self.screen.focused
            assert isinstance(field, BoundInput)
            field.put(text)
            await self.pilot.press("enter" if number == len(texts) - 1 else "tab")
            await self.pilot.pause()

    def table(self, name: str) -> RowTable:
        """Return the rows of a table."""
        return self.screen.query_one(f"#{name}", RowTable)

    @property
    def total(self) -> str:
        """What stands below the agenda."""
        return str(self.screen.query_one("#plan-total", Static).render())

    @property
    def fault(self) -> str:
        """What is said to be wrong, or nothing."""
        line = self.screen.query_one("#fault", Static)
        return str(line.render()) if line.display else ""


@pytest.fixture
def prepare(make_surroundings: Make, places: Places) -> Begin:
    """Give a way to prepare a meeting."""

    @asynccontextmanager
    async def begin(
        session: Session | None = None, size: tuple[int, int] = (120, 36)
    ) -> AsyncIterator[Preparing]:
        path = places.sessions / "2016-09-05-leersessie.toml"
        if session is not None or not path.exists():
            path.write_bytes(record_bytes(session or draft()))
        app = SessiecoachApp(make_surroundings(open_first=path))
        async with app.run_test(size=size) as pilot:
            yield Preparing(pilot, await until_prepares(pilot), path)

    return begin


async def test_fields_of_the_meeting_are_filed(prepare: Begin) -> None:
    """Title, goal, moment and place go to the session when a field is left or confirmed."""
    async with prepare() as meeting:
        await meeting.write(meeting.field("header", "title"), "Oogsten", "enter")
        await meeting.write(meeting.field("header", "goal"), "Doen", "tab")
        await meeting.write(meeting.field("header", "date"), "6-9", "enter")
        await meeting.write(meeting.field("header", "starts"), "13:00", "enter")
        await meeting.write(meeting.field("header", "ends"), "14u30", "enter")
        await meeting.write(meeting.field("header", "location"), "wijkhuis", "tab")
        await meeting.write(meeting.field("header", "learning_questions"), "Wie?\n\nWat?", "tab")
        header = meeting.session.header
        assert (header.title, header.goal, header.location) == ("Oogsten", "Doen", "wijkhuis")
        assert header.date == dt.date(2016, 9, 6)
        assert (header.starts, header.ends) == (dt.time(13), dt.time(14, 30))
        assert header.learning_questions == ("Wie?", "Wat?")
        assert meeting.screen.query_one(PlanTable).rows[0].time.render() == "13.00"


async def test_a_pause_files_what_was_typed(prepare: Begin) -> None:
    """Nobody has to leave a field for it to be saved."""
    async with prepare() as meeting:
        await meeting.write(meeting.field("header", "title"), "Oogsten")
        assert meeting.session.header.title.startswith("Tweede")
        await until(meeting.pilot, lambda: meeting.session.header.title == "Oogsten")
        assert meeting.field("header", "title").has_focus


async def test_what_cannot_be_read_is_told_and_stays(prepare: Begin) -> None:
    """A wrong date is not filed, says why, and is there again when the meeting is reopened."""
    async with prepare() as meeting:
        date = meeting.field("header", "date")
        await meeting.write(date, "31 sep 2016", "tab")
        assert "30 dagen" in meeting.fault
        assert date.has_class("-wrong")
        assert meeting.session.header.date == dt.date(2016, 9, 5)
        await meeting.pilot.press("ctrl+o")
        await until(meeting.pilot, lambda: isinstance(meeting.pilot.app.screen, StartScreen))
    async with prepare() as meeting:
        date = meeting.field("header", "date")
        await until(meeting.pilot, lambda: date.typed == "31 sep 2016")
        await meeting.write(date, "30 sep 2016", "tab")
        assert meeting.fault == ""
        assert meeting.session.header.date == dt.date(2016, 9, 30)


async def test_undo_puts_back_what_was_refused(prepare: Begin) -> None:
    """The field has what the session has again, and nothing else was undone."""
    async with prepare() as meeting:
        await meeting.write(meeting.field("header", "location"), "wijkhuis", "tab")
        date = meeting.field("header", "date")
        await meeting.write(date, "21 nov 2016 x", "enter")
        assert date.has_class("-wrong")
        assert date.has_focus
        await meeting.pilot.press("ctrl+z")
        await until(meeting.pilot, lambda: date.typed == "5 sep 2016")
        assert not date.has_class("-wrong")
        assert meeting.fault == ""
        assert meeting.session.header.location == "wijkhuis"
        await meeting.write(date, "x", "tab")
        assert not date.has_focus
        await meeting.pilot.press("ctrl+z")
        await until(meeting.pilot, lambda: date.typed == "5 sep 2016")
        await meeting.pilot.press("ctrl+z")
        await until(meeting.pilot, lambda: meeting.session.header.location == "gemeentehuis Oss")


async def test_what_is_refused_stands_in_the_header(prepare: Begin) -> None:
    """Each refused field is counted and named, in the order of the screen, until it is right."""
    async with prepare(crowded(), size=(80, 24)) as meeting:
        people = meeting.table("participants").rows
        await meeting.write(people[0].fields[2], "veel", "tab")
        header = meeting.screen.query_one(SessionHeader)
        assert header.saved.text == "▲ 1 veld nog niet ingevuld zoals het hoort"
        assert meeting.fault == "Aantal: een getal van 1 tot en met 999."
        await meeting.write(meeting.field("header", "date"), "31 sep 2016", "tab")
        assert header.saved.text == "▲ 2 velden nog niet ingevuld zoals het hoort"
        both = meeting.fault
        assert both.startswith("Datum: ")
        assert both.endswith("Aantal: een getal van 1 tot en met 999.")
        line = meeting.screen.query_one("#fault")
        await until(meeting.pilot, lambda: line.size.height == 2)  # both can be read whole
        meeting.screen.file_all()
        assert meeting.fault == both
        await meeting.write(meeting.field("header", "date"), "21 11 2016", "tab")
        assert meeting.fault == "Aantal: een getal van 1 tot en met 999."
        await meeting.write(people[0].fields[2], "3", "tab")
        await until(meeting.pilot, lambda: "opgeslagen" in header.saved.text)
        assert meeting.fault == ""


async def test_the_session_is_told_of_what_is_refused(prepare: Begin) -> None:
    """Going to the session says once which field is still to be filled in."""
    async with prepare() as meeting:
        await meeting.write(meeting.field("header", "starts"), "straks", "f5")
        app = meeting.pilot.app
        await until(meeting.pilot, lambda: isinstance(app.screen, LiveScreen))
        told = [each.message for each in app._notifications]
        assert told == [
            "1 veld nog niet ingevuld zoals het hoort: Begin. Wat u typte staat er nog."
        ]


async def test_back_from_the_session(prepare: Begin) -> None:
    """By key and by name one comes back here; what was refused before stands there still."""
    async with prepare() as meeting:
        await meeting.write(meeting.field("header", "title"), "Half", "tab")
        await meeting.write(meeting.field("header", "starts"), "straks", "f5")
        app = meeting.pilot.app
        assert isinstance(app, SessiecoachApp)
        await until(meeting.pilot, lambda: isinstance(app.screen, LiveScreen))
        assert "Voorbereiding" in {each.title for each in app.get_system_commands(app.screen)}
        await meeting.pilot.press("shift+f5")
        meeting.screen = await until_prepares(meeting.pilot)
        await until(meeting.pilot, lambda: meeting.field("header", "starts").typed == "straks")
        assert meeting.field("header", "title").typed == "Half"
        await meeting.pilot.press("f5")
        await until(meeting.pilot, lambda: isinstance(app.screen, LiveScreen))


async def test_what_was_half_typed_once_stays_away(prepare: Begin) -> None:
    """What was brought back and then filed otherwise does not come back a second time."""
    async with prepare() as meeting:
        await meeting.write(meeting.field("header", "starts"), "straks", "ctrl+o")
        await until(meeting.pilot, lambda: isinstance(meeting.pilot.app.screen, StartScreen))
    async with prepare() as meeting:
        starts = meeting.field("header", "starts")
        await until(meeting.pilot, lambda: starts.typed == "straks")
        await meeting.write(starts, "8.30", "f5")
        await until(meeting.pilot, lambda: isinstance(meeting.pilot.app.screen, LiveScreen))
        await meeting.pilot.press("shift+f5")
        meeting.screen = await until_prepares(meeting.pilot)
        assert meeting.field("header", "starts").typed == "8.30"


async def test_what_is_retyped_is_replaced(prepare: Begin) -> None:
    """With Tab to a date or a time one types a new one; a text goes on at its end."""
    async with prepare() as meeting:
        await meeting.pilot.press("tab", "tab", *"6-9", "tab", *"13.00", "tab", *"14.30", "tab")
        await meeting.pilot.press(*" 2", "tab")
        header = meeting.session.header
        assert (header.date, header.starts) == (dt.date(2016, 9, 6), dt.time(13))
        assert (header.ends, header.location) == (dt.time(14, 30), "gemeentehuis Oss 2")


@pytest.mark.parametrize("names", [False, True])
async def test_it_is_said_that_a_name_stays_here(prepare: Begin, names: bool) -> None:
    """Where names are not kept beyond the list, that stands above the cell where one types one."""
    given = draft()
    async with prepare(replace(given, header=replace(given.header, names=names))) as meeting:
        titles = [str(each.render()) for each in meeting.screen.query(".section-title")]
        (above,) = [each for each in titles if each.startswith("Deelnemers")]
        assert ("een naam blijft hier; in notities typt u de rol" in above) is not names
        assert len(above) <= 61  # on one line at 120 columns, beside the agenda


async def test_half_a_new_row_comes_back(prepare: Begin) -> None:
    """What stood in the empty row of a list when the program was killed is there again."""
    async with prepare() as meeting:
        meeting.table("participants").focus_new()
        await meeting.pilot.pause()
        await meeting.write(meeting.table("participants").rows[0].fields[0], "bestuu")
        opened = meeting.screen.opened
        assert opened.writer is not None
        assert opened.lock is not None
        assert [line.text for line in opened.writer.held] == ["bestuu"]
        opened.writer.save_now()
        # What the system does for a program that is killed.
        opened.writer.close()
        opened.lock.release()
    async with prepare() as meeting:
        await until(
            meeting.pilot, lambda: meeting.table("participants").rows[0].fields[0].typed == "bestuu"
        )
        await until(meeting.pilot, lambda: len(meeting.session.participants) == 1)
        assert meeting.session.participants[0].role == "bestuu"


async def test_typing_in_the_empty_row_adds(prepare: Begin) -> None:
    """The row becomes an item and a new empty one comes below it."""
    async with prepare() as meeting:
        await meeting.write_new("participants", "manager", "gemeente", "4")
        await meeting.write_new("participants", "bestuurder")
        people = meeting.session.participants
        assert [(each.role, each.organisation, each.count) for each in people] == [
            ("manager", "gemeente", 4),
            ("bestuurder", "", 1),
        ]
        assert len(meeting.table("participants").rows) == 3


async def test_cases_and_groups_get_a_letter(prepare: Begin) -> None:
    """The next free letter, small for a case and large for a group."""
    async with prepare() as meeting:
        for table in ("cases", "groups"):
            for text in ("een", "twee"):
                await meeting.write_new(table, text, "rol")
        session = meeting.session
        assert [(each.id, each.title, each.presenter.role) for each in session.cases] == [
            ("a", "een", "rol"),
            ("b", "twee", "rol"),
        ]
        assert [(each.id, each.title, each.note_taker) for each in session.groups] == [
            ("A", "een", "rol"),
            ("B", "twee", "rol"),
        ]


async def test_a_row_goes_and_comes_back(prepare: Begin) -> None:
    """F9 withdraws the row that is stood in, and undo brings it back where it was."""
    async with prepare(crowded()) as meeting:
        rows = meeting.table("groups").rows
        rows[1].fields[0].focus()
        await meeting.pilot.pause()
        await meeting.pilot.press("f9")
        await until(
            meeting.pilot,
            lambda: [row.item_id for row in meeting.table("groups").rows] == ["A", "C", "D", "E"],
        )
        assert meeting.session.groups[1].withdrawn_at is not None
        assert meeting.table("groups").rows[1].fields[0].has_focus
        await meeting.pilot.press("ctrl+z")
        await until(
            meeting.pilot,
            lambda: [row.item_id for row in meeting.table("groups").rows][:3] == ["A", "B", "C"],
        )


async def test_undo_takes_back_a_field_and_an_addition(prepare: Begin) -> None:
    """What is still being typed is taken back as well, and redo does it again."""
    async with prepare() as meeting:
        title = meeting.field("header", "title")
        await meeting.write(title, "Anders")
        await meeting.pilot.press("ctrl+z")
        await until(meeting.pilot, lambda: title.typed.startswith("Tweede"))
        await meeting.pilot.press("ctrl+y")
        await until(meeting.pilot, lambda: title.typed == "Anders")
        await meeting.write_new("cases", "Mevrouw A")
        await until(meeting.pilot, lambda: len(meeting.table("cases").rows) == 2)
        await meeting.pilot.press("ctrl+z")
        await until(meeting.pilot, lambda: len(meeting.table("cases").rows) == 1)
        assert meeting.table("cases").rows[0].fields[0].typed == ""


async def test_minutes_against_the_slot(prepare: Begin) -> None:
    """The total follows each change; too much is said in words."""
    async with prepare() as meeting:
        assert "90 min van 90 min" in meeting.total
        assert "past precies" in meeting.total
        await meeting.pilot.press("f4")
        await meeting.pilot.pause()
        await meeting.pilot.press("1", "1", "enter")
        await until(meeting.pilot, lambda: "6 min meer dan er is" in meeting.total)
        block = meeting.session.blocks[0]
        assert (block.planned_minutes, block.min_minutes) == (11, 5)
        assert meeting.screen.query_one(PlanTable).rows[1].time.render() == "9.11"
        await meeting.pilot.press("3", "enter")
        await until(meeting.pilot, lambda: meeting.session.blocks[0].min_minutes == 3)


async def test_a_block_drops_and_comes_back(prepare: Begin) -> None:
    """A dropped block stays in sight and takes no minutes."""
    async with prepare() as meeting:
        await meeting.pilot.press("f4", "f9")
        await until(meeting.pilot, lambda: "85 min van 90 min" in meeting.total)
        row = meeting.screen.query_one(PlanTable).rows[0]
        assert row.has_class("-dropped")
        assert row.time.render() == "vervalt"
        await meeting.pilot.press("f9")
        await until(meeting.pilot, lambda: "past precies" in meeting.total)


async def test_what_the_plan_lacks_is_named(prepare: Begin) -> None:
    """Required roles by name; they go from the list when somebody has them."""
    async with prepare() as meeting:

        def lacking() -> str:
            width = meeting.screen.query_one("#plan-findings").size.width
            strips = meeting.screen.query_one("#plan-findings").render_lines(
                meeting.screen.query_one("#plan-findings").size.region
            )
            assert width
            return " ".join(" ".join(strip.text for strip in strips).split())

        assert "nog niet genoemd: professional, manager" in lacking()
        await meeting.write_new("participants", "Manager")
        await until(meeting.pilot, lambda: "nog niet genoemd: professional △" in lacking())


async def test_going_through_the_sections(prepare: Begin) -> None:
    """F8 and F7 go round; the arrows go through rows; ctrl+n to the empty one."""
    async with prepare(crowded()) as meeting:
        screen = meeting.screen

        def where() -> str:
            focused = screen.focused
            assert isinstance(focused, BoundInput | BoundText)
            return focused.bond.place.name

        assert where() == "header//title"
        steps = []
        for _ in range(6):
            await meeting.pilot.press("f8")
            await meeting.pilot.pause()
            steps.append(where())
        assert steps == [
            "header//learning_questions",
            "cases/a/title",
            "groups/A/title",
            "participants/p-00000001/role",
            "blocks/opening/planned_minutes",
            "header//title",
        ]
        await meeting.pilot.press("f7", "f7")
        await meeting.pilot.pause()
        await meeting.pilot.press("down", "down", "up", "tab")
        await meeting.pilot.pause()
        assert where() == "participants/p-00000002/organisation"
        await meeting.pilot.press("ctrl+n")
        await meeting.pilot.pause()
        assert screen.focused is meeting.table("participants").rows[-1].fields[0]


async def test_known_words_are_completed(prepare: Begin) -> None:
    """Roles of the werkvorm, and what was typed before."""
    async with prepare() as meeting:
        meeting.table("participants").focus_new()
        await meeting.pilot.pause()
        await meeting.pilot.press(*"prof")
        role = meeting.screen.focused
        assert isinstance(role, BoundInput)
        await until(meeting.pilot, lambda: role._suggestion == "professional")
        await meeting.pilot.press("right", "tab")
        await meeting.pilot.pause()
        assert meeting.session.participants[0].role == "professional"


async def test_f5_goes_to_the_session_with_everything_filed(prepare: Begin) -> None:
    """The clock does not start by itself, and what stood half typed is filed."""
    async with prepare() as meeting:
        await meeting.write(meeting.field("header", "title"), "Oogsten")
        app = meeting.pilot.app
        await meeting.pilot.press("f5")
        await until(meeting.pilot, lambda: isinstance(app.screen, LiveScreen))
        live = app.screen
        assert isinstance(live, LiveScreen)
        assert live.snapshot.session.header.title == "Oogsten"
        assert live.snapshot.session.running is None


async def test_everything_reaches_the_record(prepare: Begin) -> None:
    """Leaving saves what was prepared, and nothing half typed stays behind as a draft."""
    async with prepare() as meeting:
        await meeting.write(meeting.field("header", "title"), "Oogsten")
        await meeting.pilot.press("ctrl+o")
        await until(meeting.pilot, lambda: isinstance(meeting.pilot.app.screen, StartScreen))
        session = read_record(meeting.path).session
        assert session.header.title == "Oogsten"
        assert session.drafts == ()


async def test_hostile_text_is_only_text(prepare: Begin) -> None:
    """Brackets stay as they were typed, and an escape becomes visible."""
    async with prepare(crowded()) as meeting:
        title = meeting.field("cases", "title", "a")
        assert "[/x] [red]rood[/red]" in title.typed
        assert "\x1b" not in title.typed
        await meeting.write(meeting.field("header", "location"), "[/nope]", "tab")
        assert meeting.session.header.location == "[/nope]"


async def test_minutes_of_a_running_meeting_are_not_typed_over(
    prepare: Begin,
) -> None:
    """Once it runs the plan is what it was; only other fields can still change."""
    session = draft()
    started = replace(session.blocks[0], started_at=dt.datetime(2016, 9, 5, 7, tzinfo=dt.UTC))
    session = replace(session, blocks=(started, *session.blocks[1:]))
    async with prepare(session) as meeting:
        meeting.screen.live.change("header", "", status="live")
        await meeting.pilot.pause()
        rows = meeting.screen.query_one(PlanTable).rows
        assert all(each.disabled for row in rows for each in row.fields)
        assert not meeting.field("header", "title").disabled


@pytest.mark.parametrize("size", SIZES)
def test_picture_of_nothing_prepared(
    size: str, snap_compare: Callable[..., bool], make_surroundings: Make, places: Places
) -> None:
    """The form as a newcomer finds it."""
    assert snap_compare(
        _app(draft(), make_surroundings, places, "ochtend"),
        terminal_size=SIZES[size],
        run_before=until_prepares,
    )


@pytest.mark.parametrize("size", SIZES)
def test_picture_of_too_much(
    size: str, snap_compare: Callable[..., bool], make_surroundings: Make, places: Places
) -> None:
    """Long texts, many rows and a plan that does not fit."""
    assert snap_compare(
        _app(crowded(), make_surroundings, places, "avond"),
        terminal_size=SIZES[size],
        run_before=_at_participants,
    )


async def _at_participants(pilot: Pilot[None]) -> None:
    screen = await until_prepares(pilot)
    screen.query_one("#cases", RowTable).rows[0].fields[0].focus()
    await pilot.pause()


def _app(session: Session, make: Make, places: Places, theme: str) -> SessiecoachApp:
    path = places.sessions / "2016-09-05-leersessie.toml"
    path.write_bytes(record_bytes(as_recorded(session)))
    return SessiecoachApp(make(theme, open_first=path))
