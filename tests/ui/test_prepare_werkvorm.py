"""What a werkvorm asks of preparing: half days, domains, a theme; and of no other meeting."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from sessiecoach.domain.half_days import Refusal, Unfit
from sessiecoach.domain.preparing import planned_minutes
from sessiecoach.domain.session import Case, Group, Participant, Session
from sessiecoach.storage.home import Places
from sessiecoach.storage.records import record_bytes
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.plan_words import half_day_words, lacking_lines
from sessiecoach.ui.screens.prepare import PrepareScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.bound_field import BoundInput
from sessiecoach.ui.widgets.carousel_table import CarouselPart
from sessiecoach.ui.widgets.row_table import RowTable
from tests.ui.pressing import SIZES, until, until_prepares
from tests.ui.sheet_meeting import meeting_of

Make = Callable[..., Surroundings]
Prepared = tuple[Pilot[None], PrepareScreen]
Begin = Callable[..., AbstractAsyncContextManager[Prepared]]


@pytest.fixture
def prepare(make_surroundings: Make, places: Places) -> Begin:
    """Give a way to prepare a meeting of any werkvorm."""

    @asynccontextmanager
    async def begin(session: Session) -> AsyncIterator[Prepared]:
        path = places.sessions / f"{session.header.id}.toml"
        path.write_bytes(record_bytes(session))
        app = SessiecoachApp(make_surroundings(open_first=path))
        async with app.run_test(size=(120, 36)) as pilot:
            screen = await until_prepares(pilot)
            read = [each for each in app.workers if each.group in ("werkvorm", "earlier")]
            await until(pilot, lambda: all(each.is_finished for each in read))
            await pilot.pause()
            yield pilot, screen

    return begin


def fields(screen: PrepareScreen) -> dict[str, BoundInput]:
    """Return the fields of one line by the attribute that they belong to."""
    return {each.bond.place.attribute: each for each in screen.query(BoundInput)}


async def type_in(pilot: Pilot[None], field: BoundInput, text: str) -> None:
    """Replace what stands in a field and confirm it."""
    field.focus()
    await pilot.pause()
    field.put(text)
    await pilot.press("enter")
    await pilot.pause()


async def test_the_plan_follows_the_half_days(prepare: Begin) -> None:
    """Another length is one act: steps and blocks follow, and one undo takes all of it back."""
    draft = meeting_of("verticaal-maatwerk", number=2)
    async with prepare(draft) as (pilot, screen):
        field = fields(screen)["half_day_minutes"]
        assert field.value == "210"
        await type_in(pilot, field, "240")
        session = screen.live.session
        assert session.header.half_day_minutes == 240
        assert [step.minutes for step in session.steps] == [240]
        assert planned_minutes(session) == 240
        total = screen.query_one("#plan-total", Static)
        await until(pilot, lambda: "240 min van 210 min" in str(total.render()))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: screen.live.session == draft)
        await until(pilot, lambda: field.value == "210")


async def test_there_and_back_is_the_plan_of_the_werkvorm(prepare: Begin) -> None:
    """A plan that nobody changed by hand comes back whole when the length does."""
    draft = meeting_of("verticaal-maatwerk")
    async with prepare(draft) as (pilot, screen):
        field = fields(screen)["half_day_minutes"]
        await type_in(pilot, field, "182")
        assert screen.live.session.blocks != draft.blocks
        await type_in(pilot, field, "210")
        assert screen.live.session == draft


@pytest.mark.parametrize(
    ("typed", "said"),
    [("241", "180 tot en met 240"), ("lang", "180 tot en met 240"), ("", "180"), ("201", "even")],
)
async def test_a_length_that_cannot_be_is_refused(prepare: Begin, typed: str, said: str) -> None:
    """A half day is a whole, even number of minutes; what else is typed changes nothing."""
    draft = meeting_of("verticaal-maatwerk")
    async with prepare(draft) as (pilot, screen):
        await type_in(pilot, fields(screen)["half_day_minutes"], typed)
        assert said in str(screen.query_one("#fault", Static).render())
        assert screen.live.session == draft


async def test_a_step_that_cannot_follow_refuses_the_length(prepare: Begin) -> None:
    """Where the fixed blocks of a step leave too little, the step is named."""
    draft = meeting_of("verticaal-maatwerk", number=2)
    blocks = (replace(draft.blocks[0], flexible=False, planned_minutes=170), *draft.blocks[1:])
    draft = replace(draft, blocks=blocks)
    async with prepare(draft) as (pilot, screen):
        await type_in(pilot, fields(screen)["half_day_minutes"], "180")
        assert "„Terugkom”" in str(screen.query_one("#fault", Static).render())
        assert screen.live.session == draft


async def test_half_days_of_a_meeting_that_is_held_stay(prepare: Begin) -> None:
    """Once a meeting is no draft its half days can be read and not changed."""
    draft = meeting_of("verticaal-maatwerk")
    async with prepare(draft) as (pilot, screen):
        assert not fields(screen)["half_day_minutes"].disabled
        screen.live.change("header", "", status="live")
        await until(pilot, lambda: fields(screen)["half_day_minutes"].disabled)


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (Unfit.OUT_OF_RANGE, "Een dagdeel duurt 180 tot en met 240 minuten."),
        (Unfit.ODD, "Een even aantal minuten: een stap kan een half dagdeel duren."),
        (Unfit.STEP_NOT_WHOLE, "Dan duurt de stap „[b]x” geen hele minuten."),
        (Unfit.STEP_TOO_SHORT, "Dan laten de vaste blokken van de stap „[b]x” te weinig over."),
        (Unfit.STEP_FIXED, "In de stap „[b]x” mag geen blok korter of langer."),
    ],
)
def test_each_refusal_has_a_sentence(why: Unfit, said: str) -> None:
    """Why a length cannot be is said in one sentence, with the step as it is called."""
    assert half_day_words(Refusal(why, "[b]x")) == said


async def test_domains_are_asked_where_they_are_needed(prepare: Begin) -> None:
    """A participant has a domain, completed from those that are needed; a missing one is told."""
    async with prepare(meeting_of("praktijklab")) as (pilot, screen):
        assert "Nog niemand uit: wonen, welzijn, zorg" in lacking_lines(screen.live.session)
        field = fields(screen)["domain"]
        assert field.suggester is not None
        assert await field.suggester.get_suggestion("Wel") == "welzijn"
        await type_in(pilot, field, "welzijn")
        (participant,) = screen.live.session.participants
        assert participant.domain == "welzijn"
        assert "Nog niemand uit: wonen, zorg" in lacking_lines(screen.live.session)


async def test_theme_and_guest_are_asked_where_there_are_themes(prepare: Begin) -> None:
    """A meeting that can choose a theme has a field for it, and for its guest."""
    async with prepare(meeting_of("masterclass-bijeenkomst")) as (pilot, screen):
        found = fields(screen)
        assert found["theme"].suggester is not None
        assert await found["theme"].suggester.get_suggestion("lei") == "leiderschap"
        await type_in(pilot, found["theme"], "leiderschap")
        await type_in(pilot, found["guest"], "Een master")
        header = screen.live.session.header
        assert (header.theme, header.guest) == ("leiderschap", "Een master")


async def test_theme_and_guest_are_asked_for_the_last_meeting_too(prepare: Begin) -> None:
    """The meeting that closes a series may have a guest, who is known by a role or initials."""
    async with prepare(meeting_of("masterclass-slot")) as (_pilot, screen):
        found = fields(screen)
        assert found["theme"].suggester is not None
        assert await found["theme"].suggester.get_suggestion("lei") == "leiderschap"
        assert found["guest"].placeholder == "rol of initialen"


async def test_a_theme_that_the_series_gave_shows(prepare: Begin) -> None:
    """A theme that was set elsewhere stands there as well, whatever the werkvorm offers."""
    draft = meeting_of("kijkglas")
    draft = replace(draft, header=replace(draft.header, theme="kijken"))
    async with prepare(draft) as (_pilot, screen):
        assert fields(screen)["theme"].value == "kijken"


async def test_what_a_werkvorm_does_not_use_is_not_asked(prepare: Begin) -> None:
    """A leersessie has no half days, domains, theme or guest."""
    async with prepare(meeting_of("leersessie")) as (_pilot, screen):
        assert not {"half_day_minutes", "domain", "theme", "guest"} & set(fields(screen))
    async with prepare(meeting_of("masterclass-slot")) as (_pilot, screen):
        assert [each.table for each in screen.query(RowTable)] == ["participants"]
        assert not screen.query(CarouselPart)


async def test_cases_and_groups_that_are_there_show(prepare: Begin) -> None:
    """Who wrote them down by hand finds them, also in a meeting about own questions."""
    draft = meeting_of("masterclass-bijeenkomst")
    draft = replace(draft, cases=(Case(id="a", title="Gezin"),), groups=(Group(id="A"),))
    async with prepare(draft) as (_pilot, screen):
        tables = [each.table for each in screen.query(RowTable)]
        assert tables == ["cases", "groups", "participants"]


def test_numbers_that_do_not_work_are_said() -> None:
    """Too few and too many people, and groups that are too large, each in a sentence."""
    draft = meeting_of("moreel-beraad")
    few = replace(draft, participants=(Participant(id="p-1", role="x", count=3),))
    assert "3 deelnemers verwacht, en goed werkt het vanaf 6" in lacking_lines(few)
    many = replace(draft, participants=(Participant(id="p-1", role="x", count=12),))
    assert "12 deelnemers verwacht, en goed werkt het tot 10" in lacking_lines(many)
    tables = replace(many, header=replace(draft.header, max_per_group=5), groups=(Group(id="A"),))
    assert (
        "Meer dan 5 mensen in een groep: maak meer groepen of verdeel ze anders"
        in lacking_lines(tables)
    )


@pytest.mark.parametrize(
    ("werkvorm", "number", "size", "theme"),
    [
        ("verticaal-maatwerk", 1, "120x36", "avond"),
        ("verticaal-maatwerk", 2, "80x24", "avond"),
        ("masterclass-bijeenkomst", 2, "80x24", "ochtend"),
        ("praktijklab", 1, "120x36", "avond"),
    ],
)
def test_pictures(
    make_surroundings: Make,
    places: Places,
    snap_compare: Callable[..., bool],
    werkvorm: str,
    number: int,
    size: str,
    theme: str,
) -> None:
    """What a werkvorm asks stands among the other fields, at each size."""
    path = places.sessions / "bijeenkomst.toml"
    path.write_bytes(record_bytes(meeting_of(werkvorm, number=number)))
    app = SessiecoachApp(make_surroundings(theme=theme, open_first=path))

    async def opened(pilot: Pilot[None]) -> None:
        await until_prepares(pilot)

    assert snap_compare(app, terminal_size=SIZES[size], run_before=opened)
