"""What a person does with the item that has the cursor; each act is one that undo takes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Select, TextArea

from sessiecoach.domain.session import Note, Request, Session, Solution
from sessiecoach.domain.text import visible
from sessiecoach.live.opening import open_to_work
from sessiecoach.ui.screens.form import FormScreen
from sessiecoach.ui.screens.item_forms import fields_of, item_of, title_of, values_of
from sessiecoach.ui.screens.note_acts import most_alike_first
from sessiecoach.ui.screens.pick import PickScreen
from sessiecoach.ui.widgets.item_rows import ItemKey
from sessiecoach.ui.widgets.note_columns import NoteColumns
from sessiecoach.ui.widgets.solution_list import SolutionList
from tests.fake_clock import FakeClock
from tests.ui.noted import HOSTILE, NotedApp, NotedScreen, full_session, note, noted, session

Screen = tuple[Pilot[None], NotedScreen]


@pytest.fixture
async def on_notes(tmp_path: Path, clock: FakeClock) -> AsyncIterator[Screen]:
    """Open a full meeting with the cursor on note 6, a hindrance of the second column."""
    async with noted(tmp_path, clock, full_session()) as (pilot, screen):
        await pilot.press("ctrl+up")
        columns = screen.query_one(NoteColumns)
        columns.go_to(ItemKey("notes", "n-00000006"))
        await pilot.pause()
        yield pilot, screen


@pytest.fixture
async def on_solutions(tmp_path: Path, clock: FakeClock) -> AsyncIterator[Screen]:
    """Open a full meeting with the cursor on solution 2, of which nothing was said yet."""
    async with noted(tmp_path, clock, full_session()) as (pilot, screen):
        screen.show_solutions(shown=True)
        await pilot.press("ctrl+up")
        await pilot.pause()
        assert current(screen) == "s-00000002"
        yield pilot, screen


def current(screen: NotedScreen) -> str:
    """Return the id of the item that the keys work on."""
    key = screen.focused_item
    return key.item if key is not None else ""


def found(screen: NotedScreen, table: str, item: str) -> object:
    """Return an item as it stands."""
    return item_of(screen.live.session, table, item)


def the_note(screen: NotedScreen, item: str = "n-00000006") -> Note:
    """Return a note as it stands."""
    made = found(screen, "notes", item)
    assert isinstance(made, Note)
    return made


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys and let what they do come to rest."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    await pilot.pause()


async def undone(pilot: Pilot[None], screen: NotedScreen, before: Session) -> None:
    """Check that one undo brings the meeting back to what it was."""
    assert screen.live.session != before
    await press(pilot, "ctrl+z")
    assert screen.live.session == before
    await press(pilot, "ctrl+y")
    assert screen.live.session != before


def form_of(screen: NotedScreen) -> FormScreen:
    """Return the form that is asked."""
    form = screen.app.screen
    assert isinstance(form, FormScreen)
    return form


def fill(screen: NotedScreen, **values: str) -> None:
    """Put values in the fields of the form that is asked."""
    for name, value in values.items():
        field = form_of(screen).query_one(f"#field-{name}")
        if isinstance(field, TextArea):
            field.text = value
        elif isinstance(field, Input | Select):
            field.value = value


# On notes.


async def test_enter_changes_everything_of_a_note(on_notes: Screen) -> None:
    """Text, kind, place, who and privacy in one form, as one act."""
    pilot, screen = on_notes
    before = screen.live.session
    await press(pilot, "enter")
    fill(
        screen,
        text="Anders gezegd",
        kind="knelpunt",
        perspective="systeem",
        case="b",
        group="B",
        who="manager",
        private="yes",
    )
    await press(pilot, "ctrl+s")
    now = the_note(screen)
    assert (now.text, now.kind, now.perspective) == ("Anders gezegd", "knelpunt", "systeem")
    assert (now.case, now.group, now.who, now.private) == ("b", "B", "manager", True)
    await undone(pilot, screen, before)


async def test_only_a_knelpunt_is_put_on_an_agenda(on_notes: Screen) -> None:
    """Where it is put on the agenda and when it was settled are asked of a knelpunt only."""
    pilot, screen = on_notes
    await press(pilot, "enter")
    assert not form_of(screen).query("#field-escalated_to")
    await press(pilot, "escape", "down", "down")
    assert current(screen) == "n-00000008"
    await press(pilot, "enter")
    fill(screen, escalated_to="bestuur", resolved_on="10 okt")
    await press(pilot, "ctrl+s")
    now = the_note(screen, "n-00000008")
    assert (now.escalated_to, now.resolved_on) == ("bestuur", dt.date(2016, 10, 10))


async def test_a_form_that_is_left_changes_nothing(on_notes: Screen) -> None:
    """Escape, and Enter without a change, make no fact."""
    pilot, screen = on_notes
    before = screen.live.session
    await press(pilot, "enter", "escape", "enter", "ctrl+s")
    assert screen.live.session is before
    assert not screen.snapshot.can_undo


async def test_m_moves_by_one_key(on_notes: Screen) -> None:
    """A digit is a perspective, a sign a kind; the cursor goes along."""
    pilot, screen = on_notes
    before = screen.live.session
    await press(pilot, "m", "3")
    assert the_note(screen).perspective == "veranderproces"
    assert current(screen) == "n-00000006"
    assert screen.query_one(NoteColumns).perspective == "veranderproces"
    await undone(pilot, screen, before)
    await press(pilot, "m", "plus")
    assert the_note(screen).kind == "helpend"
    await press(pilot, "m", "0")
    assert the_note(screen).perspective == ""
    assert current(screen) == "n-00000006"


async def test_m_can_be_chosen_with_the_arrows(on_notes: Screen) -> None:
    """What a key does an arrow and Enter do too; Escape leaves."""
    pilot, screen = on_notes
    await press(pilot, "m")
    assert isinstance(screen.app.screen, PickScreen)
    options = screen.app.screen.query_one(OptionList)
    assert [str(options.get_option_at_index(place).prompt) for place in range(3)] == [
        "Perspectief",
        " 1  Systeem",
        " 3  Veranderproces",
    ]
    await press(pilot, "escape", "m", "down", "enter")
    assert the_note(screen).perspective == "veranderproces"


async def test_shift_and_an_arrow_move_to_the_next_column(on_notes: Screen) -> None:
    """At the edge nothing happens."""
    pilot, screen = on_notes
    await press(pilot, "shift+left")
    assert the_note(screen).perspective == "systeem"
    assert current(screen) == "n-00000006"
    await press(pilot, "shift+left")
    assert the_note(screen).perspective == "systeem"
    await press(pilot, "shift+right", "shift+right", "shift+right")
    assert the_note(screen).perspective == "veranderproces"


async def test_o_makes_a_solution_that_stays_tied(on_notes: Screen) -> None:
    """The note stays, and the solution answers it and has its place."""
    pilot, screen = on_notes
    before = screen.live.session
    await press(pilot, "o")
    made = screen.live.session.solutions[-1]
    assert made.answers == ("n-00000006",)
    assert (made.text, made.case) == (the_note(screen).text, "a")
    assert the_note(screen).withdrawn_at is None
    await undone(pilot, screen, before)


async def test_g_merges_with_the_most_alike(tmp_path: Path, clock: FakeClock) -> None:
    """The twin that is most alike comes first; the note with the cursor stands for both."""
    notes = (
        note(1, text="regels van drie loketten spreken elkaar tegen"),
        note(2, text="te weinig tijd"),
        note(3, text="Regels van de loketten spreken elkaar tegen"),
        note(4, text="regels van drie loketten spreken elkaar tegen", perspective="systeem"),
    )
    async with noted(tmp_path, clock, session(notes=notes)) as (pilot, screen):
        await press(pilot, "ctrl+up", "right", "home", "g")
        picker = screen.app.screen
        assert isinstance(picker, PickScreen)
        prompts = [str(option.prompt) for option in picker.query_one(OptionList).options]
        assert "Regels van de loketten" in prompts[1]
        assert len(prompts) == 3
        before = screen.live.session
        await press(pilot, "1")
        twin = the_note(screen, "n-00000003")
        assert twin.merged_into == "n-00000001"
        assert twin.withdrawn_at is not None
        assert the_note(screen, "n-00000001").withdrawn_at is None
        await undone(pilot, screen, before)


async def test_g_without_another_note_says_so(tmp_path: Path, clock: FakeClock) -> None:
    """With one note in the column there is nothing to merge."""
    async with noted(tmp_path, clock, session(notes=(note(1),))) as (pilot, screen):
        await press(pilot, "ctrl+up", "right", "g")
        assert screen.app.screen is screen
        assert len(screen.app._notifications) == 1


def test_twins_are_found_by_their_words_not_their_capitals() -> None:
    """Order is by likeness, and of two equal texts the same kind goes first."""
    one = note(1, text="Te weinig tijd")
    others = [
        note(2, text="iets heel anders"),
        note(3, text="te WEINIG tijd", kind="helpend"),
        note(4, text="te weinig tijd"),
        note(5, text=HOSTILE[-1]),
    ]
    assert [each.id[-1] for each in most_alike_first(one, others)[:2]] == ["4", "3"]


async def test_p_marks_private_and_back(on_notes: Screen) -> None:
    """One key on, the same key off."""
    pilot, screen = on_notes
    before = screen.live.session
    await press(pilot, "p")
    assert the_note(screen).private
    await undone(pilot, screen, before)
    await press(pilot, "p")
    assert not the_note(screen).private


@pytest.mark.parametrize("key", ["x", "delete"])
async def test_a_note_is_withdrawn_and_brought_back(on_notes: Screen, key: str) -> None:
    """Withdrawn it does not count; shown again by `w`, `b` brings it back."""
    pilot, screen = on_notes
    before = screen.live.session
    await press(pilot, key)
    assert the_note(screen).withdrawn_at == screen.live.now()
    assert current(screen) != "n-00000006"
    await undone(pilot, screen, before)
    await press(pilot, "w")
    screen.query_one(NoteColumns).go_to(ItemKey("notes", "n-00000006"))
    await press(pilot, "b")
    assert the_note(screen).withdrawn_at is None


async def test_what_can_be_done_follows_the_cursor(on_notes: Screen) -> None:
    """A withdrawn note can only be brought back; another can do all but that."""
    pilot, screen = on_notes

    def can(action: str) -> bool:
        return screen.check_action(action, ()) is True

    assert can("withdraw_item")
    assert can("edit_item")
    assert not can("bring_back_item")
    assert not can("set_feasible")
    await press(pilot, "w")
    screen.query_one(NoteColumns).go_to(ItemKey("notes", "n-00000012"))
    await pilot.pause()
    assert can("bring_back_item")
    assert not any(can(each) for each in ("withdraw_item", "edit_item", "move_note", "merge_note"))
    shown = {binding.binding.action for binding in screen.active_bindings.values()}
    assert "screen.bring_back_item" in shown
    assert "screen.withdraw_item" not in shown
    await press(pilot, "escape")
    assert not any(can(each) for each in ("bring_back_item", "add_promise", "toggle_withdrawn"))


async def test_a_read_only_meeting_can_be_looked_at(tmp_path: Path, clock: FakeClock) -> None:
    """Where another program has it nothing can be changed, and all can be seen."""
    async with noted(tmp_path, clock, full_session()) as (_pilot, first):
        second = open_to_work(first.opened.path, tmp_path / "state", clock)
        app = NotedApp(second)
        async with app.run_test() as pilot:
            await pilot.pause()
            before = second.live.session
            await press(pilot, "tab", "down", "x", "p", "o", "enter", "m")
            assert isinstance(app.screen, NotedScreen)
            assert app.screen.focused_item is not None
            assert app.screen.check_action("withdraw_item", ()) is False
            assert second.live.session is before
            await press(pilot, "w")
            assert app.screen.query_one(NoteColumns).show_withdrawn
        second.leave()


# On solutions and what goes with them.


async def test_enter_changes_everything_of_a_solution(on_solutions: Screen) -> None:
    """Text, parts, addressees, feasibility, requests, follow-up and place in one form."""
    pilot, screen = on_solutions
    before = screen.live.session
    await press(pilot, "enter")
    fill(
        screen,
        text="Eén loket",
        parts="eerst dit; dan dat",
        addressed_to="management; raad",
        feasible_for_management_present="no",
        requests="bestuurders: geef ruimte; help mee",
        follow_up_at="werkgroep",
        perspective="professional",
        case="b",
    )
    await press(pilot, "ctrl+s")
    now = found(screen, "solutions", "s-00000002")
    assert isinstance(now, Solution)
    assert (now.text, now.parts) == ("Eén loket", ("eerst dit", "dan dat"))
    assert now.addressed_to == ("management", "raad")
    assert now.feasible_for_management_present is False
    assert now.requests == (Request(to="bestuurders", text="geef ruimte"), Request(text="help mee"))
    assert (now.follow_up_at, now.perspective, now.case) == ("werkgroep", "professional", "b")
    await undone(pilot, screen, before)


async def test_j_and_n_say_whether_it_can_be_carried_out(on_solutions: Screen) -> None:
    """One key each; the same key again takes the answer back."""
    pilot, screen = on_solutions

    def feasible() -> bool | None:
        now = found(screen, "solutions", "s-00000002")
        assert isinstance(now, Solution)
        return now.feasible_for_management_present

    answers = []
    for key in ("j", "n", "n", "j"):
        await press(pilot, key)
        answers.append(feasible())
    assert answers == [True, False, None, True]
    await press(pilot, "ctrl+z")
    assert feasible() is None


async def test_t_adds_a_promise_to_the_solution(on_solutions: Screen) -> None:
    """It carries out the solution, has its place, and the cursor is on it."""
    pilot, screen = on_solutions
    before = screen.live.session
    await press(pilot, "t")
    fill(
        screen,
        what="Uitzoeken",
        owner="manager",
        promised_by="wethouder",
        cover="bestuur",
        due="10 okt",
    )
    await press(pilot, "ctrl+s")
    made = screen.live.session.promises[-1]
    assert (made.what, made.kind, made.owner) == ("Uitzoeken", "toezegging", "manager")
    assert (made.promised_by, made.cover, made.due) == (
        "wethouder",
        "bestuur",
        dt.date(2016, 10, 10),
    )
    assert made.from_ == ("s-00000002",)
    assert (made.perspective, made.case, made.block) == ("systeem", "a", "r1")
    assert made.written_at == screen.live.now()
    assert current(screen) == made.id
    await undone(pilot, screen, before)


async def test_t_on_a_promise_adds_another_to_its_solution(on_solutions: Screen) -> None:
    """From a promise the next one goes to the same solution."""
    pilot, screen = on_solutions
    screen.query_one(SolutionList).go_to(ItemKey("promises", "t-00000001"))
    await press(pilot, "t")
    fill(screen, what="Ook dit", kind="actie")
    await press(pilot, "ctrl+s")
    made = screen.live.session.promises[-1]
    assert (made.from_, made.kind) == (("s-00000001",), "actie")


async def test_a_promise_needs_its_words(on_solutions: Screen) -> None:
    """Without what is promised there is no promise, and the form says so."""
    pilot, screen = on_solutions
    before = screen.live.session
    await press(pilot, "t", "ctrl+s")
    assert form_of(screen)
    assert screen.live.session is before


async def test_d_and_r_add_a_decision_and_a_report_back(on_solutions: Screen) -> None:
    """A decision is tied to the solution; a report-back names organisation, who and what."""
    pilot, screen = on_solutions
    await press(pilot, "d")
    fill(screen, text="We doen het", reason="omdat het kan", decided_by="manager", check_on="10-10")
    await press(pilot, "ctrl+s")
    decision = screen.live.session.decisions[-1]
    assert (decision.text, decision.reason, decision.decided_by) == (
        "We doen het",
        "omdat het kan",
        "manager",
    )
    assert decision.check_on == dt.date(2016, 10, 10)
    assert decision.block == "r1"
    before = screen.live.session
    await press(pilot, "r")
    fill(screen, organisation="Thuiszorg", who="teamleider", subject="knelpunten", due="1 okt")
    await press(pilot, "ctrl+s")
    report_back = screen.live.session.report_backs[-1]
    assert (report_back.organisation, report_back.who) == ("Thuiszorg", "teamleider")
    assert (report_back.subject, report_back.due) == ("knelpunten", dt.date(2016, 10, 1))
    await undone(pilot, screen, before)


async def test_keys_work_on_an_empty_list(tmp_path: Path, clock: FakeClock) -> None:
    """A promise, a decision and a report-back can be the first thing there is."""
    async with noted(tmp_path, clock) as (pilot, screen):
        screen.show_solutions(shown=True)
        await press(pilot, "ctrl+up", "j", "x", "enter")
        assert screen.app.screen is screen
        await press(pilot, "t")
        fill(screen, what="mailen")
        await press(pilot, "ctrl+s")
        assert screen.live.session.promises[0].from_ == ()


@pytest.mark.parametrize(
    ("table", "item", "field", "attribute"),
    [
        ("promises", "t-00000001", "what", "what"),
        ("decisions", "b-00000001", "text", "text"),
        ("report_backs", "k-00000001", "subject", "subject"),
    ],
)
async def test_everything_in_the_list_can_be_changed_and_withdrawn(
    on_solutions: Screen, table: str, item: str, field: str, attribute: str
) -> None:
    """Promises, decisions and report-backs like solutions."""
    pilot, screen = on_solutions
    listed = screen.query_one(SolutionList)
    listed.go_to(ItemKey(table, item))
    await press(pilot, "enter")
    fill(screen, **{field: "anders"})
    await press(pilot, "ctrl+s")
    assert getattr(found(screen, table, item), attribute) == "anders"
    before = screen.live.session
    await press(pilot, "x")
    assert getattr(found(screen, table, item), "withdrawn_at") is not None  # noqa: B009
    await undone(pilot, screen, before)
    await press(pilot, "w")
    listed.go_to(ItemKey(table, item))
    await press(pilot, "b")
    assert getattr(found(screen, table, item), "withdrawn_at") is None  # noqa: B009


# The forms by themselves.


async def test_a_form_takes_any_text(tmp_path: Path, clock: FakeClock) -> None:
    """A note with any text and any place can be opened and kept without losing a character."""
    texts = [text for text in HOSTILE if len(text) < 1000]
    hostile = tuple(
        note(number, case=text[:30], group=text[:30], who=text, text=text)
        for number, text in enumerate(texts)
    )
    async with noted(tmp_path, clock, session(notes=hostile)) as (pilot, screen):
        before = screen.live.session
        await press(pilot, "ctrl+up", "right")
        for each in before.notes:
            screen.query_one(NoteColumns).go_to(ItemKey("notes", each.id))
            await press(pilot, "enter")
            assert title_of(each) == "Notitie"
            await press(pilot, "ctrl+s")
            assert screen.app.screen is screen
        after = screen.live.session
        assert [each.text.split() for each in after.notes] == [
            visible(each.text).split() for each in before.notes
        ]


@pytest.mark.parametrize("table", ["notes", "solutions", "promises", "decisions", "report_backs"])
def test_an_untouched_form_gives_what_stood_there(table: str) -> None:
    """Every field of every form names an attribute and leaves its value as it was."""
    given = full_session()
    for item in getattr(given, table):
        for field in fields_of(item, given, []):
            assert hasattr(item, field.name)
    values = {"private": "yes", "requests": ("raad: doe mee", "help: ", ": x"), "text": "t"}
    assert values_of(values) == {
        "private": True,
        "requests": (
            Request(to="raad", text="doe mee"),
            Request(text="help:"),
            Request(text="x"),
        ),
        "text": "t",
    }
