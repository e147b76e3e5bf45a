"""The terugkom of a framework, of bottlenecks on an agenda and of own questions, by keys."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from sessiecoach.domain.series import ParticipantQuestion, QuestionVersion, Series
from sessiecoach.domain.session import Session
from sessiecoach.storage.series import write_series
from sessiecoach.storage.updates import read_updates
from sessiecoach.ui.screens.live import LiveScreen
from sessiecoach.ui.screens.open_items import OpenItemsScreen
from sessiecoach.ui.screens.start import StartScreen
from sessiecoach.ui.widgets.answering import AnswerPanel
from sessiecoach.ui.widgets.item_stands import ItemStands
from tests.fake_clock import FakeClock
from tests.ui.live_meeting import SIZES
from tests.ui.lookback_kinds import DAY_ONE, DAY_TWO
from tests.ui.lookback_meeting import (
    MakeSurroundings,
    Meeting,
    app_of,
    looking_back,
    saved,
    typed,
)
from tests.ui.pressing import until
from tests.ui.series_of_three import third

IN_TERUGKOM = ("9.00.00", "9.05.00")
Begin = Callable[..., AbstractAsyncContextManager[Meeting]]


@pytest.fixture
def begin(make_surroundings: MakeSurroundings, clock: FakeClock) -> Begin:
    """Give what opens a meeting in its terugkom."""

    @asynccontextmanager
    async def begun(*earlier: Session) -> Any:
        app = app_of(make_surroundings, clock, third(*IN_TERUGKOM), *earlier)
        async with app.run_test(size=(120, 36)) as pilot:
            yield await looking_back(pilot)

    return begun


def panel(meeting: Meeting) -> AnswerPanel:
    """Return what asks."""
    return meeting.screen.query_one(AnswerPanel)


async def test_each_kind_comes_back_with_its_own_label_and_words(begin: Begin) -> None:
    """Only what stands: no line that a version dropped, no bottleneck that lies nowhere."""
    async with begin(DAY_ONE, DAY_TWO) as meeting:
        (group,) = meeting.screen.query_one(ItemStands).groups
        assert [(each.label, each.badge, each.since) for each in group.stands] == [
            (
                "V1",
                "○ stap afgesproken",
                "stap: Terugvragen: en jij? · al 1 bijeenkomst, 70 dagen open",
            ),
            ("V2", "○ nog geen stap", "al 1 bijeenkomst, 70 dagen open"),
            (
                "R1",
                "◐ deels toegepast",
                "uit casus A · al 1 bijeenkomst, 70 dagen van kracht",
            ),
            ("R2", "? onbekend", "al 1 bijeenkomst, 70 dagen van kracht"),
            ("R3", "? onbekend", "al 1 bijeenkomst, 70 dagen van kracht"),
            ("P1", "? onbekend", "ligt bij stuurgroep Wonen · al 1 bijeenkomst, 70 dagen open"),
        ]
        assert group.stands[0].text == "teamleider: Wat doe ik zelf?"
        summary = str(meeting.screen.query_one("#summary", Static).render())
        assert summary == (
            "2 deelnemersvragen: stap afgesproken bij 1, nog geen stap bij 1; 3 afspraken van het "
            "kader: 1 deels toegepast, 2 onbekend; 1 knelpunt: 1 onbekend."
        )


async def test_the_first_wording_stands_above_what_was_told(begin: Begin) -> None:
    """So that people see the way of their question; one in its first words says them once."""
    async with begin(DAY_ONE, DAY_TWO) as meeting:
        told = panel(meeting).asking.told
        assert told[0] == "eerst: Hoe krijg ik mijn team zover?"
        assert "vraag nu: Wat doe ik zelf?" in told[1]
        await meeting.press("down")
        assert not [each for each in panel(meeting).asking.told if each.startswith("eerst")]


async def test_a_whole_terugkom_of_these_kinds_by_keys(begin: Begin) -> None:
    """One key an answer, and the next question comes by itself."""
    async with begin(DAY_ONE, DAY_TWO) as meeting:
        # The step before was taken; the question is worded anew, and there is another step.
        assert meeting.asked == ("q-1", "done")
        await meeting.press("j")
        assert (meeting.asked, meeting.line) == (("q-1", "wording"), "Wat doe ik zelf?")
        await meeting.write(" En wanneer?")
        assert meeting.asked == ("q-1", "next_step")
        await meeting.write("Een dag meelopen")
        # One without a step before is not asked whether it was taken; Enter keeps the question.
        assert meeting.asked == ("q-2", "wording")
        await meeting.press("enter")
        await meeting.write("Agenda doorlopen")
        # The framework: applied where, how it went, what must get better.
        assert meeting.asked == ("l-1", "applied")
        await meeting.press("j")
        await meeting.write("wijkteam zuid")
        await meeting.press("g")
        await meeting.write("Ook in het weekend @teamleider vóór 10 okt")
        await meeting.press("enter", "n", "enter", "b")
        assert meeting.asked == ("l-3", "applied")
        await meeting.press("?", "enter")
        # A bottleneck that was not cut lies elsewhere now.
        assert meeting.asked == ("n-1", "done")
        await meeting.press("n")
        assert meeting.asked == ("n-1", "form")
        await meeting.write("het college")
        assert "Alles is besproken." in panel(meeting).asking.closing

        first, second = meeting.told("q-1"), meeting.told("q-2")
        assert (first.done, first.wording) == ("yes", "Wat doe ik zelf? En wanneer?")
        assert first.next_step == "Een dag meelopen"
        assert (second.done, second.wording, second.next_step) == (None, "", "Agenda doorlopen")
        line = meeting.told("l-1")
        assert (line.applied, line.applied_where, line.went) == ("yes", "wijkteam zuid", "well")
        (action,) = meeting.session.promises
        assert (action.what, action.from_) == ("Ook in het weekend", ("l-1",))
        assert (meeting.told("l-2").applied, meeting.told("l-3").embedded) == ("no", True)
        knot = meeting.told("n-1")
        assert (knot.done, knot.form) == ("no", "het college")
        badges = meeting.badges()
        assert {tick for tick, _badge in badges.values()} == {"✓"}
        assert badges["q-1"] == ("✓", "◐ stap gezet")
        assert badges["l-2"] == ("✓", "! niet toegepast")
        assert badges["n-1"] == ("✓", "! niet doorgehakt")
        assert meeting.screen.progress() == "6 van 6"
        since = meeting.screen.query_one(ItemStands).groups[0].stands
        assert since[0].since.startswith("stap: Terugvragen: en jij?")
        assert since[5].since.startswith("ligt bij het college")


async def test_undo_takes_back_that_a_knot_was_cut(begin: Begin) -> None:
    """What was decided first, then the answer itself; the question is asked again."""
    async with begin(replace(DAY_ONE, frameworks=(), questions=())) as meeting:
        await meeting.press("j")
        await meeting.write("De AVG staat het toe")
        assert meeting.badges()["n-1"] == ("✓", "● doorgehakt")
        assert meeting.told("n-1").response == "De AVG staat het toe"
        await meeting.press("ctrl+z", "ctrl+z")
        assert meeting.badges()["n-1"] == (" ", "? onbekend")
        assert meeting.asked == ("n-1", "done")
        await meeting.press("ctrl+y")
        assert meeting.told("n-1").done == "yes"


async def test_undo_takes_back_a_wording(begin: Begin) -> None:
    """The line begins again with the wording as it was."""
    async with begin(DAY_ONE) as meeting:
        await meeting.write(" Echt?")
        assert meeting.told("q-1").wording == "Hoe krijg ik mijn team zover? Echt?"
        await meeting.press("ctrl+z")
        assert meeting.asked == ("q-1", "wording")
        assert meeting.line == "Hoe krijg ik mijn team zover?"
        assert meeting.session.updates == ()


async def test_an_agreement_of_a_framework_is_not_dropped_here(begin: Begin) -> None:
    """The key is not there, and does nothing; a bottleneck and a question can be dropped."""
    async with begin(DAY_ONE) as meeting:
        await meeting.press("down", "down")
        assert meeting.asked == ("l-1", "applied")
        assert "x" not in meeting.screen.active_bindings
        assert "b" in meeting.screen.active_bindings
        await meeting.press("x")
        assert meeting.asked == ("l-1", "applied")
        await meeting.press("down", "down", "down")
        assert meeting.asked == ("n-1", "done")
        assert "b" not in meeting.screen.active_bindings
        await meeting.press("x")
        await meeting.write("achterhaald")
        assert (meeting.told("n-1").dropped, meeting.told("n-1").reason) == (True, "achterhaald")
        assert meeting.badges()["n-1"] == ("✓", "× vervallen")


async def test_a_half_typed_wording_is_kept(begin: Begin) -> None:
    """What was typed stays with its question, also after leaving for the session and back."""
    async with begin(DAY_ONE) as meeting:
        await meeting.press(*typed(" Nu"))
        await meeting.press("down", "escape")
        await meeting.stands(LiveScreen)
        await meeting.look_back()
        assert meeting.asked == ("q-1", "wording")
        assert meeting.line == "Hoe krijg ik mijn team zover? Nu"
        assert meeting.session.updates == ()


async def test_who_tells_it_is_kept_with_the_answer(begin: Begin) -> None:
    """The reporter goes with what is told of an agreement of the framework too."""
    async with begin(DAY_ONE) as meeting:
        await meeting.press("down", "down", "m")
        await meeting.write("raadslid")
        await meeting.press("j")
        assert meeting.told("l-1").reported_by == "raadslid"


IN_SERIES = ParticipantQuestion(
    id="q-9", by="bestuurder", versions=(QuestionVersion(text="Wat laat ik los?"),)
)


async def test_a_question_that_stands_in_the_series_is_asked_too(
    make_surroundings: MakeSurroundings, clock: FakeClock
) -> None:
    """In the terugkom, in the line that leads to it, and between meetings."""
    app = app_of(make_surroundings, clock, third(*IN_TERUGKOM), DAY_ONE)
    folder = app.surroundings.places.sessions / "proeftuin-ruwaard"
    write_series(folder / "series.toml", Series(id="proeftuin-ruwaard", questions=(IN_SERIES,)))
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.is_ready and isinstance(app.screen, LiveScreen))
        live = app.screen
        assert isinstance(live, LiveScreen)
        await until(pilot, lambda: live.earlier_words() != "")
        assert live.earlier_words().startswith("3 deelnemersvragen: nog geen stap bij 3;")
        meeting = await looking_back(pilot)
        assert meeting.asked == ("q-9", "wording")
        assert meeting.line == "Wat laat ik los?"
        screen = OpenItemsScreen(folder, "Proeftuin", clock)
        await app.push_screen(screen)
        await until(pilot, lambda: screen.history is not None)
        assert "q-9" in [each.carried.item.id for each in screen.items]


async def test_between_meetings_they_are_told_in_files(
    make_surroundings: MakeSurroundings, clock: FakeClock
) -> None:
    """Key o on the list of meetings: the same questions, each answer in a file of its own."""
    app = app_of(make_surroundings, clock, third(), DAY_ONE, DAY_TWO)
    app.surroundings = replace(app.surroundings, open_first=None)
    folder = app.surroundings.places.sessions / "proeftuin-ruwaard"
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, StartScreen) and app.is_ready)
        await pilot.pause()
        screen = OpenItemsScreen(folder, "Proeftuin", clock)
        await app.push_screen(screen)
        await until(pilot, lambda: screen.history is not None)
        await pilot.pause()
        assert screen.current == "q-1"
        await pilot.press("j")
        await pilot.press("enter", "enter", "down", "n", "enter")
        await until(pilot, lambda: len(read_updates(folder).updates) == 2)
        told = {each.update.item: each.update for each in read_updates(folder).updates}
        assert (told["q-1"].done, told["l-1"].applied) == ("yes", "no")


async def _in_the_framework(pilot: Pilot[None]) -> None:
    meeting = await looking_back(pilot)
    await meeting.press("j", "enter", "enter", "down", "j")
    await meeting.write("wijkteam zuid")
    await saved(meeting)


async def _in_a_question(pilot: Pilot[None]) -> None:
    meeting = await looking_back(pilot)
    await meeting.press("d")
    await saved(meeting)


async def _at_a_bottleneck(pilot: Pilot[None]) -> None:
    meeting = await looking_back(pilot)
    await meeting.press(*["down"] * 5, "d", "enter")
    await saved(meeting)


@pytest.mark.parametrize("size", ["80x24", "120x36"])
@pytest.mark.parametrize("begun", [_in_the_framework, _in_a_question, _at_a_bottleneck])
def test_picture(
    begun: Callable[[Pilot[None]], Any],
    size: str,
    snap_compare: Callable[..., bool],
    make_surroundings: MakeSurroundings,
    clock: FakeClock,
) -> None:
    """Each kind is asked about beside the others."""
    app = app_of(make_surroundings, clock, third(*IN_TERUGKOM), DAY_ONE, DAY_TWO)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=begun)
