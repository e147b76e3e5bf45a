"""Tests of the terugkom: a whole round of answers by keys, kept in the record of this meeting."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, Static

from sessiecoach.domain.session import Session, Update
from sessiecoach.domain.text import LONGEST_BYTES
from sessiecoach.live.opening import open_to_work
from sessiecoach.storage.records import read_record
from sessiecoach.ui.messages import ShowStage
from sessiecoach.ui.screens.finish import FinishScreen
from sessiecoach.ui.screens.live import LiveScreen
from sessiecoach.ui.screens.lookback import LookbackScreen
from sessiecoach.ui.screens.prepare import PrepareScreen
from sessiecoach.ui.screens.start import StartScreen
from sessiecoach.ui.widgets.answering import AnswerPanel
from sessiecoach.ui.widgets.check_list import CheckList
from sessiecoach.ui.widgets.clock_panel import ClockPanel
from sessiecoach.ui.widgets.item_stands import ItemStands
from sessiecoach.ui.widgets.notice_line import NoticeLine
from sessiecoach.ui.widgets.question_panel import QuestionPanel
from tests.fake_clock import FakeClock
from tests.ui.live_meeting import SIZES
from tests.ui.lookback_meeting import (
    MakeSurroundings,
    Meeting,
    app_of,
    looking_back,
    saved,
    typed,
)
from tests.ui.pressing import until
from tests.ui.series_of_three import BETWEEN, FIRST, third

IN_TERUGKOM = ("9.00.00", "9.05.00")
DAY = dt.date(2016, 9, 5)


Begin = Callable[..., AbstractAsyncContextManager[Meeting]]


@pytest.fixture
def begin(make_surroundings: MakeSurroundings, clock: FakeClock) -> Begin:
    """Give what opens a meeting in its terugkom."""

    @asynccontextmanager
    async def begun(
        *earlier: Session, session: Session | None = None, size: tuple[int, int] = (120, 36)
    ) -> Any:
        app = app_of(make_surroundings, clock, session or third(*IN_TERUGKOM), *earlier)
        async with app.run_test(size=size) as pilot:
            meeting = Meeting(app, pilot, clock)
            await until(pilot, lambda: app.is_ready)
            await meeting.look_back()
            yield meeting

    return begun


async def test_everything_that_is_open_comes_back_oldest_first(begin: Begin) -> None:
    """By meeting, with what is known of it; what was reported back is not asked again."""
    async with begin(FIRST, BETWEEN) as meeting:
        groups = meeting.screen.query_one(ItemStands).groups
        assert [group.title for group in groups] == [
            "ma 27 jun 2016 · Eerste leersessie",
            "ma 1 aug 2016 · Tweede leersessie",
        ]
        first = groups[0].stands
        assert [(each.label, each.badge) for each in first] == [
            ("O1", "◐ in uitwerking"),
            ("O2", "? onbekend"),
            ("T1", "! te laat"),
            ("B1", "? onbekend"),
            ("K1", "? onbekend"),
        ]
        assert first[0].since == "al 1 bijeenkomst, 70 dagen open"
        assert [each.label for each in groups[1].stands] == ["O1", "A1"]
        summary = str(meeting.screen.query_one("#summary", Static).render())
        assert summary == (
            "3 oplossingen: 1 in uitwerking, 2 onbekend; 1 toezegging te laat; "
            "terugkoppeling uit 1 van 2 organisaties."
        )
        told = meeting.screen.query_one(AnswerPanel).asking.told
        assert told[0].startswith("1 aug 2016: deels uitgewerkt — Per organisatie besproken")


async def test_a_whole_terugkom_by_keys(begin: Begin) -> None:
    """Each kind of item: one key an answer, and the next question comes by itself."""
    async with begin(FIRST, BETWEEN) as meeting:
        # A solution that was applied, with what must get better.
        await meeting.press("d")
        assert meeting.asked == ("s-1", "how")
        await meeting.write("per team")
        await meeting.press("j")
        await meeting.write("wijkteam noord")
        assert meeting.asked == ("s-1", "went")
        await meeting.press("w")
        await meeting.write("Eerst één team @teamleider vóór 10 okt")
        assert meeting.asked == ("s-1", "improvements")
        await meeting.press("enter")
        # One that was not taken up: three keys.
        assert meeting.asked == ("s-2", "worked_out")
        await meeting.press("n", "n", "enter")
        # A promise that is late gets another day.
        assert meeting.asked == ("t-1", "status")
        await meeting.press("l")
        await meeting.write("10 okt")
        # A decision that is carried out.
        assert meeting.asked == ("b-1", "done")
        await meeting.press("j")
        # A report-back, with its form, the response, and what is in the way now.
        assert meeting.asked == ("k-1", "done")
        await meeting.press("j")
        await meeting.write("teamoverleg")
        await meeting.press("enter")
        await meeting.write("geen tijd")
        # Those of the second meeting.
        assert meeting.asked == ("s-3", "worked_out")
        await meeting.press("?", "?", "enter")
        assert meeting.asked == ("t-2", "status")
        await meeting.press("g")
        assert meeting.asked == ("t-2", "")
        assert "Alles is besproken." in meeting.screen.query_one(AnswerPanel).asking.closing

        first = meeting.told("s-1")
        assert (first.worked_out, first.how, first.applied) == ("partly", "per team", "yes")
        assert (first.applied_where, first.went, first.on) == ("wijkteam noord", "mixed", DAY)
        (wish,) = first.improvements
        assert (wish.text, wish.owner) == ("Eerst één team", "teamleider")
        (action,) = meeting.session.promises
        assert (action.id, action.kind, action.from_) == (wish.becomes, "actie", ("s-1",))
        assert (action.owner, action.due) == ("teamleider", dt.date(2016, 10, 10))
        assert action.block == "terugkom"
        assert meeting.told("s-2").worked_out == meeting.told("s-2").applied == "no"
        promise = meeting.told("t-1")
        assert (promise.status, promise.due) == ("started", dt.date(2016, 10, 10))
        assert meeting.told("b-1").done == "yes"
        back = meeting.told("k-1")
        assert (back.done, back.form, back.new_bottlenecks) == (
            "yes",
            "teamoverleg",
            ("geen tijd",),
        )
        assert meeting.told("s-3").worked_out == "unknown"
        assert meeting.told("t-2").status == "done"
        assert len(meeting.session.updates) == 7
        assert {tick for tick, _badge in meeting.badges().values()} == {"✓"}
        assert meeting.badges()["t-2"] == ("✓", "● gereed")
        assert "7 van 7" in meeting.screen.progress()


async def test_keys_that_come_at_once_all_count(begin: Begin) -> None:
    """A slow line brings many keys in one go: none answers another question, none is lost."""
    async with begin(FIRST) as meeting:
        keys = [
            "d",
            *"bij x",
            "enter",
            "j",
            *"ma",
            "enter",
            "w",
            *"één",
            "enter",
            "enter",
            "n",
            "n",
        ]
        for key in keys:
            character = {"enter": "\r"}.get(key, key)
            meeting.app.post_message(events.Key(key, character))
        await until(meeting.pilot, lambda: meeting.told("s-2").applied == "no")
        first = meeting.told("s-1")
        assert (first.worked_out, first.how) == ("partly", "bij x")
        assert (first.applied, first.applied_where, first.went) == ("yes", "ma", "mixed")
        assert [each.text for each in first.improvements] == ["één"]
        assert first.embedded is None
        assert meeting.asked == ("s-2", "improvements")
        assert meeting.screen.drafts == {}


def burst(text: str) -> list[events.Key]:
    """Return the keys that a text sends when it comes at once."""
    names = {"\r": "enter", "\x7f": "backspace"}
    return [events.Key(names.get(each, each), each) for each in text]


@pytest.mark.parametrize("turns", [0, 1, 2, 5, 20])
async def test_words_typed_on_after_an_answer_go_to_its_line(begin: Begin, turns: int) -> None:
    """In whatever turns the keys come among the others that the program works out."""
    async with begin(FIRST) as meeting:
        for key in burst("jvia de interviesx\x7fie [/x]\rd"):
            meeting.app.post_message(key)
            for _ in range(turns):
                await asyncio.sleep(0)
        await until(meeting.pilot, lambda: meeting.told("s-1").applied is not None)
        first = meeting.told("s-1")
        assert (first.worked_out, first.how) == ("yes", "via de interviesie [/x]")
        assert first.applied == "partly"
        assert not meeting.screen.show_closed


async def test_words_that_are_pasted_on_go_to_the_line(begin: Begin) -> None:
    """A paste waits its turn as keys do, whether the line stands there or not."""
    async with begin(FIRST) as meeting:
        meeting.app.post_message(events.Key("j", "j"))
        meeting.app.post_message(events.Paste("via de\nintervisie"))
        for key in burst(" ab\r"):
            meeting.app.post_message(key)
        await until(meeting.pilot, lambda: meeting.told("s-1").how != "")
        assert meeting.told("s-1").how == "via de intervisie ab"
        meeting.app.post_message(events.Paste("jbij x"))
        await until(meeting.pilot, lambda: meeting.line == "bij x")
        assert meeting.told("s-1").applied == "yes"


@pytest.mark.parametrize("turns", [0, 1, 2, 5, 20])
async def test_words_without_a_line_answer_nothing_and_are_told(begin: Begin, turns: int) -> None:
    """After no comes no line: the letters of words are no answers, and no acts either."""
    async with begin(FIRST) as meeting:
        for key in burst("nabc def [/x]"):
            meeting.app.post_message(key)
            for _ in range(turns):
                await asyncio.sleep(0)
        panel = meeting.screen.query_one(AnswerPanel)
        said = "Niet genoteerd: “abc def [/x]”. j, d, n of ?"
        await until(meeting.pilot, lambda: panel.fault == said)
        assert meeting.told("s-1").worked_out == "no"
        assert meeting.asked == ("s-1", "applied")
        assert meeting.told("s-1").applied is None
        assert meeting.told("s-1").embedded is None
        assert not meeting.screen.show_closed
        await meeting.press("q")
        assert panel.fault == "j, d, n of ?"
        await meeting.press("d")
        assert (meeting.told("s-1").applied, panel.fault) == ("partly", "")


async def test_a_line_offers_no_letters_and_says_how_to_leave_it(begin: Begin) -> None:
    """In a line letters are text, so the foot of the screen names none; help names the arrows."""
    async with begin(FIRST) as meeting:

        def shown() -> set[str]:
            return set(meeting.screen.active_bindings)

        leaving = meeting.screen.query_one("#asked-leaving", Static)
        assert {"b", "x", "up", "down"} <= shown()
        assert not leaving.display
        await meeting.press("n", "n")
        assert meeting.asked == ("s-1", "improvements")
        assert shown().isdisjoint("bxaim")
        assert "Esc terug" in str(leaving.render())
        assert leaving.display
        bindings = meeting.screen.active_bindings
        assert [bool(bindings[key].binding.id) for key in ("up", "down")] == [True, True]
        await meeting.press("enter", "x")
        assert meeting.asked == ("s-2", "reason")
        assert "Esc laat het zoals het was" in str(leaving.render())


async def test_an_item_takes_few_keys(begin: Begin) -> None:
    """What is applied and went well is told in five keys, without leaving the keyboard."""
    async with begin(FIRST) as meeting:
        await meeting.press("j", "enter", "j", "enter", "g", "enter")
        assert meeting.asked == ("s-2", "worked_out")
        assert meeting.told("s-1").went == "well"


async def test_what_had_to_get_better_before_becomes_an_action(begin: Begin) -> None:
    """One key, one act: the action has its owner, and the earlier record is as it was."""
    async with begin(FIRST, BETWEEN) as meeting:
        panel = meeting.screen.query_one(AnswerPanel)
        assert panel.asking.more == "i maakt er een actie van: Eerst één team (teamleider)"
        await meeting.press("i")
        (action,) = meeting.session.promises
        assert (action.what, action.owner, action.from_) == (
            "Eerst één team",
            "teamleider",
            ("s-1",),
        )
        assert meeting.told("s-1").improvements[0].becomes == action.id
        assert panel.asking.more == ""
        assert meeting.asked == ("s-1", "worked_out")
        await meeting.press("i", "ctrl+z")
        assert not meeting.session.promises
        assert panel.asking.more != ""


async def test_a_meeting_that_can_only_be_read_is_not_answered_for(
    make_surroundings: MakeSurroundings, clock: FakeClock
) -> None:
    """Another program has it open: the list is there, and no key tells anything."""
    app = app_of(make_surroundings, clock, third(*IN_TERUGKOM), FIRST)
    path = app.surroundings.open_first
    assert path is not None
    elsewhere = open_to_work(path, app.surroundings.places.state, clock)
    try:
        async with app.run_test(size=(120, 36)) as pilot:
            meeting = Meeting(app, pilot, clock)
            await until(pilot, lambda: app.is_ready)
            assert app.opened is not None
            assert app.opened.live.snapshot.read_only
            await meeting.look_back()
            await meeting.press("j", "b", "x", "i", "m")
            assert meeting.session.updates == ()
            closing = meeting.screen.query_one(AnswerPanel).asking.closing
            assert closing.startswith("Alleen lezen")
            await meeting.press("down")
            assert meeting.asked[0] == "s-2"
    finally:
        elsewhere.leave()


async def test_answers_are_in_the_record_of_this_meeting(begin: Begin) -> None:
    """The earlier record is not touched."""
    async with begin(FIRST) as meeting:
        assert meeting.app.opened is not None
        path = meeting.app.opened.path
        before = (path.parent / f"{FIRST.header.id}.toml").read_bytes()
        await meeting.press("j", "ctrl+o")
        await meeting.stands(StartScreen)
        (update,) = read_record(path).session.updates
        assert (update.item, update.worked_out, update.on) == ("s-1", "yes", DAY)
        assert update.written_at is not None
        assert (path.parent / f"{FIRST.header.id}.toml").read_bytes() == before


async def test_undo_takes_back_answer_by_answer(begin: Begin) -> None:
    """And asks that question again; what must get better goes with its action."""
    async with begin(FIRST) as meeting:
        await meeting.press("n", "n")
        await meeting.write("één loket")
        assert len(meeting.session.promises) == 1
        await meeting.press("enter", "ctrl+z")
        assert not meeting.session.promises
        assert meeting.told("s-1").improvements == ()
        assert meeting.asked == ("s-1", "improvements")
        await meeting.press("ctrl+z")
        assert meeting.asked == ("s-1", "applied")
        await meeting.press("ctrl+z")
        assert meeting.session.updates == ()
        assert meeting.asked == ("s-1", "worked_out")
        await meeting.press("ctrl+y", "ctrl+y", "ctrl+y")
        assert len(meeting.session.promises) == 1


async def test_an_answer_is_corrected(begin: Begin) -> None:
    """Backspace or left goes back; the other answer is in the same update."""
    async with begin(FIRST) as meeting:
        await meeting.press("n", "n", "left", "backspace")
        assert meeting.asked == ("s-1", "worked_out")
        await meeting.press("j")
        assert meeting.asked == ("s-1", "how")
        (update,) = meeting.session.updates
        assert (update.worked_out, update.applied) == ("yes", "no")


async def test_an_empty_line_goes_back_too(begin: Begin) -> None:
    """With text in it the same keys edit the text."""
    async with begin(FIRST) as meeting:
        await meeting.press("j", "a", "b", "left", "backspace")
        assert meeting.line == "b"
        await meeting.press("delete", "backspace")
        assert meeting.asked == ("s-1", "worked_out")


async def test_dropping_asks_why(begin: Begin) -> None:
    """Without a reason nothing is dropped; with one it is told, and x brings it back."""
    async with begin(FIRST) as meeting:
        await meeting.press("x")
        assert meeting.asked == ("s-1", "reason")
        await meeting.press("enter")
        assert "Geef een reden" in meeting.screen.query_one(AnswerPanel).fault
        await meeting.press("escape")
        assert meeting.asked == ("s-1", "worked_out")
        assert meeting.session.updates == ()
        await meeting.press("x")
        await meeting.write("achterhaald")
        assert meeting.told("s-1").dropped
        assert meeting.told("s-1").reason == "achterhaald"
        assert meeting.badges()["s-1"] == ("✓", "× vervallen")
        assert meeting.asked[0] == "s-2"
        await meeting.press("up")
        assert meeting.asked == ("s-1", "reason")
        await meeting.press("escape")
        await meeting.stands(LiveScreen)
        await meeting.look_back()
        await meeting.press("up")
        screen = meeting.screen
        await screen.run_action("drop_item")
        assert not meeting.told("s-1").dropped
        assert meeting.asked == ("s-1", "worked_out")


async def test_a_promise_is_dropped_with_a_reason(begin: Begin) -> None:
    """v asks why; an answer after all takes it back."""
    async with begin(FIRST) as meeting:
        await meeting.press("down", "down", "v")
        assert meeting.asked == ("t-1", "reason")
        assert meeting.session.updates == ()
        await meeting.write("niet meer nodig")
        told = meeting.told("t-1")
        assert (told.status, told.reason) == ("dropped", "niet meer nodig")
        await meeting.press("up", "left", "o")
        assert (meeting.told("t-1").status, meeting.told("t-1").reason) == ("open", "")


async def test_everyday_work_is_one_key(begin: Begin) -> None:
    """b says that it is, and once more that it is not."""
    async with begin(FIRST) as meeting:
        await meeting.press("b")
        assert meeting.badges()["s-1"] == ("✓", "● geborgd")
        await meeting.press("b")
        assert meeting.badges()["s-1"][1] == "? onbekend"
        await meeting.press("down", "down")
        assert meeting.screen.check_action("toggle_embedded", ()) is False


async def test_who_tells_it_is_kept_for_what_follows(begin: Begin) -> None:
    """m asks once; the next answers have it too."""
    async with begin(FIRST) as meeting:
        await meeting.press("m")
        await meeting.write("manager gemeente")
        assert meeting.asked == ("s-1", "worked_out")
        await meeting.press("n", "n", "enter", "n")
        assert meeting.told("s-1").reported_by == "manager gemeente"
        assert meeting.told("s-2").reported_by == "manager gemeente"
        await meeting.press("m")
        assert meeting.line == "manager gemeente"
        await meeting.press("ctrl+u")
        await meeting.write("wijkteam")
        assert meeting.told("s-2").reported_by == "wijkteam"


async def test_a_remark_is_kept_beside_the_answers(begin: Begin) -> None:
    """r asks for it, and then for what was to be asked; it shows, and can be emptied."""
    async with begin(FIRST) as meeting:
        await meeting.press("n", "r")
        await meeting.write("komt terug in het MT")
        assert meeting.told("s-1").remark == "komt terug in het MT"
        assert meeting.told("s-1").worked_out == "no"
        assert meeting.asked == ("s-1", "applied")
        steps = meeting.screen.query_one(AnswerPanel).asking.steps
        assert ("Opmerking", "komt terug in het MT") in [(e.title, e.answer) for e in steps]
        await meeting.press("r")
        assert meeting.line == "komt terug in het MT"
        await meeting.press("ctrl+u", "enter")
        assert meeting.told("s-1").remark == ""
        assert meeting.asked == ("s-1", "applied")


async def test_a_code_name_is_taken_back_in_the_line(begin: Begin) -> None:
    """Undo puts back what was typed, and leaves the answer before it alone."""
    async with begin(FIRST) as meeting:
        await meeting.press("n", "r", *typed("mevrouw Jansen belt"), "ctrl+l")
        assert meeting.line == "mevrouw A. belt"
        await meeting.press("ctrl+z")
        assert meeting.line == "mevrouw Jansen belt"
        assert meeting.told("s-1").worked_out == "no"


async def test_a_day_that_is_none_is_said(begin: Begin) -> None:
    """The line stays as it was typed; nothing but the status is told."""
    async with begin(FIRST) as meeting:
        await meeting.press("down", "down", "o")
        await meeting.write("ooit")
        assert "ooit" in meeting.screen.query_one(AnswerPanel).fault
        assert meeting.line == "ooit"
        assert meeting.told("t-1").due is None
        await meeting.press("ctrl+u")
        await meeting.write("31 feb")
        assert "28 dagen" in meeting.screen.query_one(AnswerPanel).fault


async def test_an_answer_that_is_too_long_is_refused(begin: Begin) -> None:
    """It stays in the line, with a sentence that says how much it may be."""
    async with begin(FIRST, BETWEEN) as meeting:
        await meeting.press("d")
        await meeting.app.on_event(events.Paste("n" * (LONGEST_BYTES + 1)))
        await meeting.press("enter")
        assert meeting.asked == ("s-1", "how")
        panel = meeting.screen.query_one(AnswerPanel)
        await until(meeting.pilot, lambda: "Te lang: 100 kB" in panel.fault)
        assert len(panel.query_one(Input).value) == LONGEST_BYTES + 1


async def test_an_improvement_needs_a_text(begin: Begin) -> None:
    """An owner alone is not enough."""
    async with begin(FIRST) as meeting:
        await meeting.press("n", "n")
        await meeting.write("@teamleider")
        assert "wat er beter moet" in meeting.screen.query_one(AnswerPanel).fault
        assert not meeting.session.promises


async def test_what_was_typed_is_there_again(begin: Begin) -> None:
    """Escape goes back to the session; the half-typed line comes back, and the place."""
    async with begin(FIRST) as meeting:
        await meeting.press("n", "n", "enter", "j", *typed("per te"), "escape")
        await meeting.stands(LiveScreen)
        await meeting.look_back()
        assert meeting.asked == ("s-2", "how")
        assert meeting.line == "per te"
        await meeting.write("am")
        assert meeting.told("s-2").how == "per team"
        assert meeting.app.opened is not None
        assert meeting.app.opened.writer is not None
        assert meeting.app.opened.writer.held == ()


async def test_going_elsewhere_keeps_the_line(begin: Begin) -> None:
    """Another item, and back again: the line stands there as it was typed."""
    async with begin(FIRST) as meeting:
        await meeting.press("j", *typed("zo"), "down", "up")
        assert meeting.asked == ("s-1", "how")
        assert meeting.line == "zo"


async def test_what_is_closed_shows_with_one_key(begin: Begin) -> None:
    """Nothing that was closed is asked, but one can see it."""
    async with begin(FIRST, BETWEEN) as meeting:
        assert "k-2" not in meeting.badges()
        await meeting.press("a")
        assert meeting.badges()["k-2"] == (" ", "● gedaan")
        await meeting.press("a")
        assert "k-2" not in meeting.badges()


async def test_keys_of_the_clock_work_and_typing_does_not(begin: Begin) -> None:
    """F5 interrupts from the line as well; letters only fill the line."""
    async with begin(FIRST) as meeting:
        await meeting.press("j", *typed("op v-+"))
        assert meeting.session.running is not None
        assert meeting.session.running.id == "terugkom"
        assert meeting.line == "op v-+"
        await meeting.press("f7")
        assert [each.seconds for each in meeting.session.running.added] == [60]
        await meeting.press("f5")
        assert meeting.session.running.interruptions
        await meeting.press("f5", "f8")
        assert "Nogmaals F8" in meeting.screen.query_one(NoticeLine).notice
        await meeting.press("f8")
        assert meeting.session.running.id == "r1"
        assert meeting.line == "op v-+"
        assert meeting.screen.query_one(ClockPanel).face.name.kind == "RONDE 1 VAN 3"


async def test_a_group_in_a_round_is_who_tells_it(begin: Begin) -> None:
    """While groups are apart the group of now is named; in the whole room nobody is."""
    session = third("9.00.00", "9.05.00", "9.06.00")
    async with begin(FIRST, session=session) as meeting:
        await meeting.press("j")
        assert meeting.told("s-1").reported_by == "Groep A"


async def test_the_first_meeting_gives_its_minutes_away(begin: Begin) -> None:
    """It says so, and one key gives what is left to the agreements and goes on."""
    async with begin() as meeting:
        panel, stands = meeting.screen.query_one(AnswerPanel), meeting.screen.query_one(ItemStands)
        assert stands.empty == "Nog geen eerdere sessie in deze reeks."
        assert panel.asking.closing == (
            "g geeft de 10 minuten van “Terugkom eerdere sessies” aan “Oplossingen en afspraken”."
        )
        await meeting.press("g")
        assert meeting.session.running is not None
        assert meeting.session.running.id == "r1"
        agreements = meeting.session.block("afspraken")
        assert agreements is not None
        assert agreements.allotted
        assert panel.asking.closing == "Esc gaat terug."


async def test_a_series_that_left_nothing_says_so(begin: Begin) -> None:
    """There was a meeting, but nothing was agreed on."""
    bare = replace(FIRST, solutions=(), promises=(), decisions=(), report_backs=())
    async with begin(bare) as meeting:
        empty = meeting.screen.query_one(ItemStands).empty
        assert empty == "Niets afgesproken in eerdere sessies van deze reeks."


async def test_all_that_is_closed_can_still_be_seen(begin: Begin) -> None:
    """With everything done the list says so; one key shows what there was."""
    done = replace(FIRST, promises=(), decisions=(), report_backs=(), solutions=FIRST.solutions[:1])
    closing = replace(
        BETWEEN,
        solutions=(),
        promises=(),
        updates=(Update(id="u-1", item="s-1", on=dt.date(2016, 8, 1), embedded=True),),
    )
    async with begin(done, closing) as meeting:
        assert meeting.screen.query_one(ItemStands).empty.startswith("Alles van eerdere sessies")
        await meeting.press("a")
        assert meeting.badges() == {"s-1": (" ", "● geborgd")}


async def test_preparing_leads_to_the_terugkom_and_back(begin: Begin) -> None:
    """What stands ready is named; no key starts the clock from there."""
    async with begin(FIRST, session=third()) as meeting:
        await meeting.press("f5", "j")
        assert meeting.session.running is None
        assert meeting.told("s-1").worked_out == "yes"
        await meeting.press("escape")
        await meeting.stands(PrepareScreen)
        line = meeting.app.screen.query_one("#lookback-line", Static)
        await until(meeting.pilot, lambda: line.display)
        assert "2 oplossingen: 1 uitgewerkt, 1 onbekend" in str(line.render())


async def test_the_live_screen_opens_it_with_the_summary(begin: Begin) -> None:
    """In the block that looks back stands what is left, and which key opens it."""
    async with begin(FIRST) as meeting:
        await meeting.press("escape")
        await meeting.stands(LiveScreen)
        panel = meeting.app.screen.query_one(QuestionPanel)
        await until(meeting.pilot, lambda: bool(panel.asked.summary))
        assert panel.asked.invitation[:2] == ("F2", "opent de terugkom")
        assert panel.asked.summary.startswith("2 oplossingen: 2 onbekend; 1 toezegging te laat")


async def test_a_half_typed_answer_stands_among_what_is_open(begin: Begin) -> None:
    """Rounding off names it, like any other line that was not confirmed."""
    async with begin(FIRST) as meeting:
        await meeting.press("j", *typed("half"))
        meeting.screen.post_message(ShowStage("finish"))
        await meeting.stands(FinishScreen)
        checks = meeting.app.screen.query_one(CheckList)
        checks.focus()
        await meeting.pilot.pause()
        half = [place for place, line in enumerate(checks.lines) if "half" in line.sentence]
        checks.cursor = half[0]
        await meeting.press("enter")
        await meeting.stands(LookbackScreen)
        await until(meeting.pilot, lambda: meeting.screen.history is not None)
        await meeting.pilot.pause()
        assert meeting.line == "half"
        await meeting.press("escape")
        await meeting.stands(FinishScreen)


async def test_a_record_that_cannot_be_read_costs_a_notice(
    begin: Begin, make_surroundings: MakeSurroundings
) -> None:
    """The others count all the same."""
    folder = make_surroundings().places.sessions / "proeftuin-ruwaard"
    folder.mkdir(parents=True)
    (folder / "2016-07-01-leersessie.toml").write_text("stuk", encoding="utf-8")
    async with begin(FIRST) as meeting:
        assert "s-1" in meeting.badges()
        await until(meeting.pilot, lambda: len(meeting.app._notifications) > 0)


# Pictures.


async def _half_way(pilot: Pilot[None]) -> None:
    meeting = await looking_back(pilot)
    await meeting.press("d")
    await meeting.write("per team")
    await meeting.press("n", "enter", "j", "enter", "d")
    await meeting.write("wijkteam noord")
    await saved(meeting)


@pytest.mark.parametrize("size", SIZES)
def test_picture_half_way(
    size: str,
    snap_compare: Callable[..., bool],
    make_surroundings: MakeSurroundings,
    clock: FakeClock,
) -> None:
    """One item told, another half, and the question of now."""
    app = app_of(make_surroundings, clock, third(*IN_TERUGKOM), FIRST, BETWEEN)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=_half_way)


def test_picture_by_daylight(
    snap_compare: Callable[..., bool], make_surroundings: MakeSurroundings, clock: FakeClock
) -> None:
    """The line for what must get better, in a light theme."""

    async def improving(pilot: Pilot[None]) -> None:
        meeting = await looking_back(pilot)
        await meeting.press("n", "n")
        await meeting.write("Eerst één team @teamleider vóór 10 okt")
        await meeting.press(*typed("Dan de re"))
        await saved(meeting)

    app = app_of(make_surroundings, clock, third(*IN_TERUGKOM), FIRST, BETWEEN, theme="ochtend")
    assert snap_compare(app, terminal_size=SIZES["120x36"], run_before=improving)


@pytest.mark.parametrize("size", ["80x24", "120x36"])
def test_picture_of_a_first_meeting(
    size: str,
    snap_compare: Callable[..., bool],
    make_surroundings: MakeSurroundings,
    clock: FakeClock,
) -> None:
    """Nothing to look back on, and what can be done with the minutes."""

    async def looking(pilot: Pilot[None]) -> None:
        await saved(await looking_back(pilot))

    app = app_of(make_surroundings, clock, third(*IN_TERUGKOM))
    assert snap_compare(app, terminal_size=SIZES[size], run_before=looking)
