"""Tests of rounding off: hands, attendance, what is open, the next date, and closing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from sessiecoach.domain.closing import OpenCode
from sessiecoach.domain.evaluation import scores
from sessiecoach.domain.session import Case, Session
from sessiecoach.storage.records import read_record
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.ask import AskScreen
from sessiecoach.ui.screens.finish import FinishScreen
from sessiecoach.ui.screens.finish_acts import free_case_id
from sessiecoach.ui.screens.form import FormScreen
from sessiecoach.ui.screens.live import LiveScreen
from sessiecoach.ui.screens.start import StartScreen
from sessiecoach.ui.widgets.attendance_table import AttendanceTable
from sessiecoach.ui.widgets.check_list import CheckList
from sessiecoach.ui.widgets.choices import AddedLines, Choices
from sessiecoach.ui.widgets.hands_grid import HandsGrid
from tests.fake_clock import FakeClock
from tests.ui.finish_meeting import (
    Closing,
    MakeSurroundings,
    all_saved,
    bare,
    nearly_done,
    rounding_off,
    stands,
)
from tests.ui.live_meeting import SIZES, at
from tests.ui.masterclass import today


@pytest.fixture
def closing(make_surroundings: MakeSurroundings, clock: FakeClock) -> Closing:
    """Give the program with a meeting that is rounded off."""
    return Closing(make_surroundings, clock)


def session_of(app: SessiecoachApp) -> Session:
    """Return the session that is open."""
    assert app.opened is not None
    return app.opened.live.session


def counts(app: SessiecoachApp) -> list[tuple[int, ...]]:
    """Return the hands for each statement."""
    return [score.counts for score in scores(session_of(app))]


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys and let everything that follows happen."""
    await pilot.press(*keys)
    await pilot.pause()


def drawn_rows(grid: HandsGrid) -> str:
    """Return the rows of the statements as they are drawn."""
    return "\n".join(line.plain for row in grid.rows(60) for line in row)


def open_codes(app: SessiecoachApp) -> list[str]:
    """Return the codes on the check list; a line that was not confirmed has none."""
    lines = app.screen.query_one(CheckList).lines
    return [line.point.code if line.point else "line" for line in lines]


async def stand_on(app: SessiecoachApp, pilot: Pilot[None], code: OpenCode) -> None:
    """Put the cursor of the check list on a line."""
    await press(pilot, "f4")
    app.screen.query_one(CheckList).cursor = open_codes(app).index(code)
    await pilot.pause()


# The evaluation.


async def test_evaluation_takes_at_most_fifteen_keys(closing: Closing) -> None:
    """Five statements, who was missing and a new case: no more than fifteen keypresses."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        await rounding_off(app, pilot)
        keys = ["4", "5", "4", "3", "5", "2", "enter", *"Wonen", "enter"]
        assert len(keys) <= 15
        await press(pilot, *keys)
        session = session_of(app)
        assert counts(app) == [
            (0, 0, 0, 13, 0),
            (0, 0, 0, 0, 13),
            (0, 0, 0, 13, 0),
            (0, 0, 13, 0, 0),
            (0, 0, 0, 0, 13),
        ]
        assert session.evaluation.missing == ("manager",)
        assert (session.cases[-1].title, session.cases[-1].status) == ("Wonen", "offered")
        assert {rating.block for rating in session.ratings} == {"evaluatie"}


async def test_a_key_stands_for_all_who_are_present(closing: Closing) -> None:
    """Once people were counted, a digit raises the hands of those who came."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await rounding_off(app, pilot)
        screen.query_one(AttendanceTable).focus()
        await press(pilot, "5", "enter")
        screen.query_one(HandsGrid).focus()
        await press(pilot, "4")
        assert counts(app)[0] == (0, 0, 0, 5, 0)


async def test_hands_are_counted_per_number(closing: Closing) -> None:
    """In the columns numbers of several digits are typed; leaving a cell takes them in."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        await rounding_off(app, pilot)
        await press(pilot, "right", "right", "right", "2", "right", "1", "1", "right", "4", "down")
        assert counts(app)[0] == (0, 0, 2, 11, 4)
        await press(pilot, "up", "backspace", "left", "7", "backspace", "9", "tab")
        assert counts(app)[0] == (0, 0, 2, 9, 0)


async def test_a_number_off_the_scale_does_nothing(closing: Closing) -> None:
    """On a scale of five an 8 is a slip, and the cursor stays."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await rounding_off(app, pilot)
        await press(pilot, "8")
        assert counts(app)[0] == (0, 0, 0, 0, 0)
        assert screen.query_one(HandsGrid).cursor == 0


async def test_more_hands_than_people_are_named_and_kept(closing: Closing) -> None:
    """Ninety-three hands where thirteen people are expected are a slip, but nobody's to refuse."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await rounding_off(app, pilot)
        grid = screen.query_one(HandsGrid)
        await press(pilot, "right", "1", "3", "down")
        assert "handen" not in drawn_rows(grid)
        await press(pilot, "up", "9", "3", "down")
        assert counts(app)[0] == (93, 0, 0, 0, 0)
        assert drawn_rows(grid).count("93 handen geteld, 13 verwacht") == 1
        screen.query_one(AttendanceTable).focus()
        await press(pilot, "5", "enter")
        assert drawn_rows(grid).count("93 handen geteld, 5 aanwezig") == 1


async def test_an_answer_can_be_changed_cleared_and_undone(closing: Closing) -> None:
    """A second key replaces the first, Backspace clears, and undo brings it back."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        await rounding_off(app, pilot)
        await press(pilot, "4", "up", "5")
        assert counts(app)[0] == (0, 0, 0, 0, 13)
        await press(pilot, "up", "backspace")
        assert counts(app)[0] == (0, 0, 0, 0, 0)
        await press(pilot, "ctrl+z")
        assert counts(app)[0] == (0, 0, 0, 0, 13)


async def test_escape_forgets_a_number_before_it_goes_back(closing: Closing) -> None:
    """The first Escape drops what is being typed; the second goes back to live."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        await rounding_off(app, pilot)
        await press(pilot, "right", "7", "escape")
        assert isinstance(app.screen, FinishScreen)
        await press(pilot, "escape")
        await stands(app, pilot, LiveScreen)
        assert counts(app)[0] == (0, 0, 0, 0, 0)
        assert session_of(app).header.status == "live"


async def test_good_wishes_and_free_texts(closing: Closing) -> None:
    """Lines add up under their heads; an empty Enter goes on; Delete takes one back."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await rounding_off(app, pilot)
        screen.query_one("#missing", Input).focus()
        await press(pilot, *"raad", "enter", "enter", "enter")
        await press(pilot, *"tempo", "enter", *"mix", "enter", "enter", *"tijd", "enter", "enter")
        said = session_of(app).evaluation
        assert (said.good, said.wishes, said.missing) == (("tempo", "mix"), ("tijd",), ("raad",))
        assert isinstance(app.screen.focused, AttendanceTable)
        assert "raad" in screen.query_one(Choices).chosen
        screen.query_one("#good-lines", AddedLines).focus()
        await press(pilot, "delete")
        assert session_of(app).evaluation.good == ("mix",)
        await press(pilot, "enter")
        await stands(app, pilot, FormScreen)
        await press(pilot, "end", *"ed", "ctrl+s")
        assert session_of(app).evaluation.good == ("mixed",)


async def test_only_cases_for_a_next_time_are_listed(closing: Closing) -> None:
    """A case that was talked about today is not new; closing says that it was discussed."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await rounding_off(app, pilot)
        assert screen.query_one("#cases", AddedLines).lines == ()
        screen.query_one("#case", Input).focus()
        await press(pilot, *"Wonen", "enter")
        assert [line.text for line in screen.query_one("#cases", AddedLines).lines] == ["Wonen"]
        await press(pilot, "ctrl+s")
        await stands(app, pilot, AskScreen)
        await press(pilot, "j")
        await stands(app, pilot, StartScreen)
    kept = read_record(closing.path).session
    assert [(case.id, case.status) for case in kept.cases] == [
        ("a", "discussed"),
        ("b", "discussed"),
        ("c", "offered"),
    ]


def test_code_names_never_clash() -> None:
    """A new case gets the first free letter, also beyond z."""
    assert free_case_id(Session()) == "a"
    letters = tuple(Case(id=letter) for letter in "ABcdefghijklmnopqrstuvwxyz")
    assert free_case_id(Session(cases=letters)) == "a2"


# Attendance.


async def test_attendance_by_key(closing: Closing) -> None:
    """Space says all of them, digits say how many, and missing required roles are named."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await rounding_off(app, pilot)
        table = screen.query_one(AttendanceTable)
        table.focus()
        await press(pilot, "space", "down", "3", "down")
        shown = [(party.role, party.expected, party.present) for party in table.parties]
        assert shown == [
            ("professional", 6, 6),
            ("professional", 4, 3),
            ("manager", 2, 0),
            ("notulist", 1, 0),
        ]
        foot = "\n".join(line.plain for line in table.foot(60))
        assert "9 van 13 deelnemers aanwezig" in foot
        assert "Vereist en er niet: manager" in foot
        assert OpenCode.REQUIRED_ROLE_MISSING in open_codes(app)
        await press(pilot, "a")
        assert all(party.present == party.expected for party in table.parties)
        assert OpenCode.REQUIRED_ROLE_MISSING not in open_codes(app)


async def test_people_who_stood_on_no_list(closing: Closing) -> None:
    """Somebody who came unexpectedly is added, and counts as present."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        await rounding_off(app, pilot)
        await press(pilot, "ctrl+n")
        await stands(app, pilot, FormScreen)
        await press(pilot, *"wethouder", "enter", *"gemeente", "enter", "backspace", "2", "enter")
        await pilot.pause()
        added = session_of(app).participants[-1]
        assert (added.role, added.organisation, added.count, added.present) == (
            "wethouder",
            "gemeente",
            2,
            ("*",),
        )


async def test_own_questions_ask_for_no_cases(closing: Closing) -> None:
    """Nor whether solutions were worked out: the next meeting asks about the own questions."""
    app = closing.app(today(block="stap"))
    async with app.run_test(size=(120, 36)) as pilot:
        await rounding_off(app, pilot)
        assert not app.screen.query_one("#case").display
        question = app.screen.query_one("#next-question", Input)
        assert question.value == "Wat heb je met je vraag gedaan, en met wie?"


# What is open, and mending it.


async def test_the_last_line_of_the_check_list_can_be_mended(closing: Closing) -> None:
    """The list becomes shorter under the cursor, which goes to the line before."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        await rounding_off(app, pilot)
        await stand_on(app, pilot, OpenCode.NEXT_DATE_UNKNOWN)
        checks = app.screen.query_one(CheckList)
        place = checks.cursor
        assert place == len(checks.lines) - 1
        await press(pilot, "enter")
        assert session_of(app).next.date == dt.date(2016, 10, 10)
        assert (checks.cursor, len(checks.lines)) == (place - 1, place)
        assert checks.has_focus


async def test_the_check_list_mends_what_it_can(closing: Closing) -> None:
    """A key on a line answers it, fills in the date, or opens the form of the item."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        await rounding_off(app, pilot)
        await stand_on(app, pilot, OpenCode.SOLUTION_NOT_MARKED_FEASIBLE)
        await press(pilot, "n")
        assert session_of(app).solutions[1].feasible_for_management_present is False
        await stand_on(app, pilot, OpenCode.NEXT_DATE_UNKNOWN)
        checks = app.screen.query_one(CheckList)
        line = checks.lines[checks.cursor]
        assert line.sentence == "Datum voorgesteld: ma 10 okt 2016"
        assert line.remedy == "Enter neemt over"
        await press(pilot, "enter")
        assert session_of(app).next.date == dt.date(2016, 10, 10)
        assert session_of(app).next.question == "Zijn de oplossingen uitgewerkt, en hoe?"
        await stand_on(app, pilot, OpenCode.SOLUTION_WITHOUT_ADDRESSEE)
        await press(pilot, "enter")
        await stands(app, pilot, FormScreen)
        app.screen.query_one("#field-addressed_to", Input).value = "management; werkgroep"
        await press(pilot, "ctrl+s")
        assert session_of(app).solutions[1].addressed_to == ("management", "werkgroep")
        await stand_on(app, pilot, OpenCode.SOLUTION_WITHOUT_PROMISE)
        await press(pilot, "enter")
        await stands(app, pilot, FormScreen)
        app.screen.query_one("#field-owner", Input).value = "wethouder"
        app.screen.query_one("#field-due", Input).value = "10 okt"
        await press(pilot, "ctrl+s")
        promise = session_of(app).promises[-1]
        assert (promise.owner, promise.due, promise.from_) == (
            "wethouder",
            dt.date(2016, 10, 10),
            ("s-2",),
        )
        assert promise.perspective == "systeem"


async def test_the_form_of_a_point_starts_where_it_is_mended(closing: Closing) -> None:
    """Where the list says that a date or a name is missing, one types it at once."""
    session = nearly_done()
    promises = (
        *session.promises,
        replace(session.promises[0], id="t-2", owner="", due=at("9.00.00").date()),
    )
    app = closing.app(replace(session, promises=promises))
    async with app.run_test(size=(120, 36)) as pilot:
        await rounding_off(app, pilot)
        await stand_on(app, pilot, OpenCode.PROMISE_WITHOUT_DATE)
        await press(pilot, "enter")
        await stands(app, pilot, FormScreen)
        await press(pilot, *"10 okt", "ctrl+s")
        await stand_on(app, pilot, OpenCode.PROMISE_WITHOUT_OWNER)
        await press(pilot, "enter")
        await stands(app, pilot, FormScreen)
        await press(pilot, *"raad", "ctrl+s")
        await stand_on(app, pilot, OpenCode.SOLUTION_WITHOUT_ADDRESSEE)
        await press(pilot, "enter")
        await stands(app, pilot, FormScreen)
        await press(pilot, *"wethouder", "ctrl+s")
        first, second = session_of(app).promises
        assert (first.due, second.owner) == (dt.date(2016, 10, 10), "raad")
        assert session_of(app).solutions[1].addressed_to == ("wethouder",)


async def test_the_check_list_leads_to_where_it_is_mended(closing: Closing) -> None:
    """Attendance, report-backs and notes are mended in their own place."""
    app = closing.app(bare())
    async with app.run_test(size=(120, 36)) as pilot:
        await rounding_off(app, pilot)
        await stand_on(app, pilot, OpenCode.ATTENDANCE_UNKNOWN)
        await press(pilot, "enter")
        assert isinstance(app.screen.focused, AttendanceTable)
        await stand_on(app, pilot, OpenCode.NO_REPORT_BACKS)
        await press(pilot, "enter")
        assert app.screen.focused is app.screen.query_one("#report-organisation")
        await stand_on(app, pilot, OpenCode.ROUND_WITHOUT_NOTES)
        await press(pilot, "enter")
        await stands(app, pilot, LiveScreen)


async def test_nothing_open_says_so(closing: Closing) -> None:
    """When all is mended the list says what is left to do."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await rounding_off(app, pilot)
        checks = screen.query_one(CheckList)
        checks.lines = ()
        assert "Ctrl+s sluit" in checks.foot(60)[0].plain


# Report-backs and the next meeting.


async def test_who_reports_back_where(closing: Closing) -> None:
    """Three short fields and Enter make one report-back, and the fields are free again."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await rounding_off(app, pilot)
        screen.query_one("#report-organisation", Input).focus()
        await press(pilot, *"ggz", "enter", *"chef", "enter", *"ruimte", "enter")
        (added,) = session_of(app).report_backs
        assert (added.organisation, added.who, added.subject) == ("ggz", "chef", "ruimte")
        assert app.screen.focused is screen.query_one("#report-organisation")
        assert OpenCode.NO_REPORT_BACKS not in open_codes(app)
        await press(pilot, "enter")
        assert app.screen.focused is screen.query_one("#next-date")


async def test_the_next_date_is_proposed_and_can_be_another(closing: Closing) -> None:
    """The first date of the series after this meeting stands ready; nothing is stored unasked."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await rounding_off(app, pilot)
        field = screen.query_one("#next-date", Input)
        assert field.value == "ma 10 okt 2016"
        assert session_of(app).next.date is None
        field.focus()
        await press(pilot, "home", "ctrl+k", *"31 feb", "enter")
        note = screen.query_one("#next-note")
        assert "29 dagen" in str(note.render())
        assert session_of(app).next.date is None
        await press(pilot, "home", "ctrl+k", *"17 okt", "tab")
        assert session_of(app).next.date == dt.date(2016, 10, 17)
        assert field.value == "ma 17 okt 2016"


async def test_the_question_for_next_time(closing: Closing) -> None:
    """The question is proposed too, and what is typed instead is kept."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await rounding_off(app, pilot)
        question = screen.query_one("#next-question", Input)
        assert question.value == "Zijn de oplossingen uitgewerkt, en hoe?"
        question.focus()
        await press(pilot, "home", "ctrl+k", *"Wie?", "enter")
        assert session_of(app).next.question == "Wie?"


async def test_what_is_pasted_cannot_command_the_terminal(closing: Closing) -> None:
    """A paste comes in on one line, with what commands a terminal made visible."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await rounding_off(app, pilot)
        field = screen.query_one("#good", Input)
        field.focus()
        await pilot.pause()
        field.post_message(events.Paste("goed\x1b[31m\ngesprek"))
        await press(pilot, "enter")
        assert session_of(app).evaluation.good == ("goed<1b>[31m gesprek",)


# Closing.


async def test_closing_asks_once_and_keeps_what_was_open(closing: Closing) -> None:
    """The question names how many points are open; the record keeps them, and the clock ends."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        await rounding_off(app, pilot)
        many = len(open_codes(app))
        await press(pilot, "ctrl+s")
        await stands(app, pilot, AskScreen)
        assert f"Nog {many} punten staan open." in str(app.screen.query_one("#question").render())
        await press(pilot, "n")
        await stands(app, pilot, FinishScreen)
        assert session_of(app).header.status == "live"
        await press(pilot, "ctrl+s")
        await stands(app, pilot, AskScreen)
        await press(pilot, "j")
        await stands(app, pilot, StartScreen)
    kept = read_record(closing.path).session
    assert kept.header.status == "closed"
    assert len(kept.header.closed_with) == many
    assert "promise_without_date:t-1" in kept.header.closed_with
    assert kept.blocks[-1].ended_at == at("10.30.00")
    assert not list(closing.path.parent.parent.parent.glob("state/*/journal.sqlite3"))


async def test_enter_does_not_close_what_is_not_done(closing: Closing) -> None:
    """With points open and the clock running, closing needs more than Enter, and is told why."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        await rounding_off(app, pilot)
        await press(pilot, "ctrl+s")
        await stands(app, pilot, AskScreen)
        asked = str(app.screen.query_one("#question").render())
        assert asked.startswith("De klok loopt nog: Evaluatie. Sluiten zet haar stil.")
        assert app.screen.focused is app.screen.query_one("#no.-primary")
        await press(pilot, "enter")
        await stands(app, pilot, FinishScreen)
        assert session_of(app).header.status == "live"
        await press(pilot, "f8", "ctrl+s")
        await stands(app, pilot, AskScreen)
        asked = str(app.screen.query_one("#question").render())
        assert asked.startswith("Nog ")
        assert "klok" not in asked


async def test_half_typed_lines_are_not_forgotten(closing: Closing) -> None:
    """A line of the composer that was not confirmed is on the list with its text."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        await stands(app, pilot, LiveScreen)
        await press(pilot, *"- te weinig")
        await press(pilot, "f10")
        await stands(app, pilot, FinishScreen)
        lines = app.screen.query_one(CheckList).lines
        assert "Getypt, niet bevestigd: - te weinig" in [line.sentence for line in lines]
        app.screen.query_one("#case", Input).focus()
        await press(pilot, *"half", "tab")
        lines = app.screen.query_one(CheckList).lines
        assert "Getypt, niet bevestigd: half" in [line.sentence for line in lines]
        await press(pilot, "escape")
        await stands(app, pilot, LiveScreen)
        await press(pilot, "f10")
        await stands(app, pilot, FinishScreen)
        assert app.screen.query_one("#case", Input).value == "half"


async def test_a_number_that_is_being_typed_is_closed_in(closing: Closing) -> None:
    """Closing takes in what stands in a cell, a count and a date, without another key."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await rounding_off(app, pilot)
        await press(pilot, "right", "9", "ctrl+s")
        await stands(app, pilot, AskScreen)
        await press(pilot, "n")
        assert counts(app)[0] == (9, 0, 0, 0, 0)
        screen.query_one(AttendanceTable).focus()
        await press(pilot, "4", "ctrl+s")
        await stands(app, pilot, AskScreen)
        await press(pilot, "n")
        assert screen.query_one(AttendanceTable).parties[0].present == 4
        screen.query_one("#next-date", Input).focus()
        await press(pilot, "home", "ctrl+k", *"17 okt", "ctrl+s")
        await stands(app, pilot, AskScreen)
        assert session_of(app).next.date == dt.date(2016, 10, 17)


async def test_back_from_a_meeting_that_could_not_be_left(closing: Closing) -> None:
    """Where closing could not be saved and somebody stays, going back opens the meeting again."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await rounding_off(app, pilot)
        screen.live.close()
        await pilot.pause()
        assert screen.check_action("close", ()) is None
        await press(pilot, "escape")
        await stands(app, pilot, LiveScreen)
        assert session_of(app).header.status == "live"


async def test_the_clock_is_led_from_here_too(closing: Closing) -> None:
    """The evaluation is a block like others: it can be interrupted, lengthened and ended."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await rounding_off(app, pilot)
        await press(pilot, "f7")
        assert session_of(app).blocks[-1].added[0].seconds == 60
        await press(pilot, "f5")
        assert session_of(app).blocks[-1].interruptions
        await press(pilot, "f5", "f8")
        assert session_of(app).running is None
        assert "+1 min gegeven; onderbroken" in str(screen.query_one("#time").render())


async def test_time_names_the_largest_deviations(closing: Closing) -> None:
    """Rule 33: the three blocks furthest off their plan are named, largest first."""
    app = closing.app(nearly_done())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await rounding_off(app, pilot)
        shown = str(screen.query_one("#time").render()).split("\n")
        assert shown[0].startswith("Evaluatie  nog 02:00")
        assert [line.split()[0] for line in shown[1:]] == ["+3", "−3", "+1"]


SNAPSHOTS = {"empty": bare, "full": nearly_done}


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("state", SNAPSHOTS)
def test_finish_screen(
    snap_compare: object, closing: Closing, size: tuple[int, int], state: str
) -> None:
    """Rounding off at three sizes, before anything is known and with a full meeting."""
    app = closing.app(SNAPSHOTS[state]())

    async def run_before(pilot: Pilot[None]) -> None:
        await rounding_off(app, pilot)
        if state == "full":
            await pilot.press("4", "5", "right", "right", "right", "3", "right", "1", "0", "down")
            await all_saved(app, pilot)

    assert snap_compare(app, terminal_size=size, run_before=run_before)  # type: ignore[operator]


def test_finish_screen_by_daylight(snap_compare: object, closing: Closing) -> None:
    """The light theme reads as well."""
    app = closing.app(replace(nearly_done()), theme="ochtend")

    async def run_before(pilot: Pilot[None]) -> None:
        await rounding_off(app, pilot)
        await pilot.press("f4")
        await pilot.pause()

    assert snap_compare(app, terminal_size=(120, 36), run_before=run_before)  # type: ignore[operator]
