"""The worksheet of the own questions: worded anew, given a round, asked about their step."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from sessiecoach.domain import own_questions as own
from sessiecoach.domain.series import Series
from sessiecoach.domain.session import Session, Update
from sessiecoach.storage.records import read_record, record_bytes
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.screens.form import FormScreen
from sessiecoach.ui.screens.live import LiveScreen
from sessiecoach.ui.screens.worksheet import WorksheetScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.item_rows import ItemKey, ItemRows
from sessiecoach.ui.worksheets.questions import QuestionDetail, QuestionsSheet
from tests.fake_clock import FakeClock
from tests.ui import masterclass
from tests.ui.masterclass import EARLIER, SERIES, put_series
from tests.ui.pressing import SIZES, until
from tests.ui.sheet_meeting import opened_in, worksheet

Make = Callable[..., Surroundings]
Open = Callable[..., "AbstractAsyncContextManager[Sitting]"]


class Sitting:
    """A worksheet of own questions that a test leads."""

    def __init__(self, pilot: Pilot[None], sheet: QuestionsSheet) -> None:
        self.pilot, self.sheet = pilot, sheet

    @property
    def session(self) -> Session:
        return opened_in(self.pilot).live.session

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def go_to(self, question: str) -> None:
        """Put the cursor on a question."""
        key = ItemKey("questions", question)
        await until(self.pilot, lambda: key in self.sheet.items)
        self.sheet.go_to(key)
        await self.pilot.pause()

    async def form(self) -> FormScreen:
        app = self.pilot.app
        await until(
            self.pilot, lambda: isinstance(app.screen, FormScreen) and app.screen.is_mounted
        )
        await self.pilot.pause()
        assert isinstance(app.screen, FormScreen)
        return app.screen

    async def keep(self) -> None:
        """Keep what the form says."""
        await self.press("ctrl+s")
        await until(self.pilot, lambda: isinstance(self.pilot.app.screen, WorksheetScreen))

    async def until(self, reached: Callable[[Session], bool]) -> None:
        await until(self.pilot, lambda: reached(self.session))
        await self.pilot.pause()

    def lines(self) -> list[str]:
        """Return what the list says."""
        return text_of(self.sheet)

    def detail(self) -> list[str]:
        """Return what is known of the question with the cursor."""
        return text_of(self.pilot.app.screen.query_one(QuestionDetail))

    def can(self, action: str, *parameters: object) -> bool:
        return self.sheet.check_action(action, parameters) is True

    def in_rounds(self) -> list[str]:
        return [each.question for each in self.session.plan if each.id in ("v1", "v2", "v3")]


def text_of(rows: ItemRows) -> list[str]:
    """Return rows as lines of text, with plain blanks."""
    lines = ("".join(piece.text for piece in line) for row in rows.rows for line in row.lines)
    return [line.replace("\u00a0", " ") for line in lines]


@pytest.fixture
def sitting(make_surroundings: Make, clock: FakeClock, tmp_path: Path) -> Open:
    """Open the worksheet of a meeting of the masterclass."""

    @asynccontextmanager
    async def open_it(
        session: Session | None = None,
        *,
        others: Sequence[Session] = EARLIER,
        series: Series | None = SERIES,
        size: tuple[int, int] = (120, 36),
    ) -> AsyncIterator[Sitting]:
        if series is not None:
            put_series(tmp_path, series)
        here = session if session is not None else masterclass.today()
        async with worksheet(
            here, "questions", make_surroundings, clock, tmp_path, others=others, size=size
        ) as (pilot, sheet):
            assert isinstance(sheet, QuestionsSheet)
            await until(pilot, lambda: bool(pilot.app.screen.query(QuestionDetail)))
            await pilot.pause()
            yield Sitting(pilot, sheet)

    return open_it


# What is shown.


async def test_who_had_no_turn_yet_stands_first(sitting: Open) -> None:
    """Then those that had one, the longest ago first; each with its wording now."""
    async with sitting(size=(200, 50)) as at:
        assert at.lines() == [
            "NOG NIET AAN DE BEURT 2",
            "● wijkverpleegkundige: (nog niet onder woorden gebracht)",
            "● intern begeleider: Wie bel ik als een leerling na schooltijd nergens terechtkan?",
            "",
            "EERDER AAN DE BEURT 3",
            "● teamleider welzijn: Hoe voorkom ik dat mijn team blijft afbakenen wat van wie is?",
            "  vorige stap niet gedaan",
            f"● beleidsadviseur wonen: {masterclass.SECOND.updates[0].wording}",
            "  2e verwoording · vorige stap gedaan?",
            "● epidemioloog ggd: Wie heeft iets aan mijn cijfers?",
        ]


async def test_the_first_wording_stands_against_the_one_now(sitting: Open) -> None:
    """With the position and every step, the last first."""
    async with sitting(size=(200, 50)) as at:
        await at.go_to("q-beleid")
        assert at.detail() == [
            "EERST 23 mei 2016",
            "Hoe krijg ik de corporaties mee in één aanpak voor de wijk?",
            "",
            "NU 27 jun 2016",
            "Wat heeft elke corporatie te winnen bij één aanpak, en wie zegt dat hardop?",
            "",
            "POSITIE",
            "verbinder, nog zonder mandaat",
            "",
            "STAPPEN",
            "· Beide directeuren samen uitnodigen in de wijk",
            "  afgesproken op 27 jun 2016",
            "● Met de twee corporaties apart koffie drinken, vóór het volgende overleg",
            "  gedaan · afgesproken op 23 mei 2016",
            "",
            "Aan de beurt op 23 mei 2016, 27 jun 2016",
        ]
        await at.go_to("q-school")
        assert at.detail() == ["Nog in de eerste woorden, van 23 mei 2016."]


async def test_what_a_later_meeting_told_is_not_shown(sitting: Open) -> None:
    """Whoever opens an earlier meeting again sees the questions as they stood that day."""
    later = replace(
        masterclass.SECOND,
        header=replace(
            masterclass.SECOND.header, id="2016-10-10-later", date=dt.date(2016, 10, 10)
        ),
        updates=(Update(id="u-9", item="q-school", wording="Wie belt mij?"),),
    )
    async with sitting(others=(*EARLIER, later)) as at:
        await at.go_to("q-school")
        assert at.detail() == ["Nog in de eerste woorden, van 23 mei 2016."]


async def test_a_closing_meeting_without_rounds_has_one_list(sitting: Open) -> None:
    """Nobody waits for a turn there; the questions stand as the series brought them."""
    session = masterclass.today("masterclass-slot", "terugkom")
    async with sitting(session) as at:
        assert at.lines()[0] == "VRAGEN 5"
        assert [key.item for key in at.sheet.items] == [
            "q-beleid",
            "q-zorg",
            "q-welzijn",
            "q-school",
            "q-ggd",
        ]
        assert not at.can("work_on")


async def test_without_questions_it_says_what_to_do(sitting: Open) -> None:
    """Nothing of a question shows, and only a new one can be written down."""
    async with sitting(others=(), series=None) as at:
        assert at.lines()[0].startswith("Nog geen eigen vragen in deze reeks. n schrijft")
        assert not at.pilot.app.screen.query_one(QuestionDetail).display
        assert at.can("new_question")
        for action in ("edit_row", "position", "next_step", "work_on", "withdraw", "bring_back"):
            assert not at.can(action)


async def test_what_is_known_can_be_read_on_in_little_room(sitting: Open) -> None:
    """Space shows the lines that follow, and after the last the first again."""
    async with sitting(masterclass.busy(), size=(80, 24)) as at:
        await at.go_to("q-zorg")
        assert not at.can("read_on")
        await at.go_to("q-beleid")
        detail = at.pilot.app.screen.query_one(QuestionDetail)
        await until(at.pilot, lambda: at.can("read_on"))
        tops = []
        for _ in range(3):
            tops.append(detail.top)
            await at.press("space")
        assert tops[1] > 0
        assert tops == [0, tops[1], 0]


# Acts.


async def test_a_question_is_written_down(sitting: Open) -> None:
    """By a role that the meeting knows; the cursor goes to it, and ctrl+z takes it back."""
    async with sitting() as at:
        await at.press("n")
        form = await at.form()
        who = form.query_one("#field-by", Input)
        assert who.suggester is not None
        assert await who.suggester.get_suggestion("manager") == "manager ggz"
        who.value = "manager ggz"
        form.query_one("#field-text", TextArea).text = "Welke tafel [/x] verdient mij?"
        await at.keep()
        await at.until(lambda session: bool(session.questions))
        (question,) = at.session.questions
        assert (question.by, question.text, question.block) == (
            "manager ggz",
            "Welke tafel [/x] verdient mij?",
            "v1",
        )
        await until(at.pilot, lambda: at.sheet.cursor == ItemKey("questions", question.id))
        assert "● manager ggz: Welke tafel [/x] verdient mij?" in at.lines()
        await at.press("ctrl+z")
        await until(at.pilot, lambda: "Welke" not in " ".join(at.lines()))


async def test_what_was_written_down_today_is_put_right(sitting: Open) -> None:
    """Until its round began Enter changes the first wording itself, also by whom it is."""
    async with sitting(masterclass.busy()) as at:
        await at.go_to("q-ggz")
        await at.press("enter")
        form = await at.form()
        form.query_one("#field-by", Input).value = "ggz"
        form.query_one("#field-text", TextArea).text = "Van welke tafel stap ik op?"
        await at.keep()
        await at.until(lambda session: session.questions[0].by == "ggz")
        assert at.session.questions[0].text == "Van welke tafel stap ik op?"
        assert at.detail() == ["Nog in de eerste woorden, van 5 sep 2016."]


def _bytes_of_earlier(folder: Path) -> dict[Path, bytes]:
    return {each: each.read_bytes() for each in folder.rglob("2016-0[56]-*.toml")}


async def test_a_question_of_before_gets_a_version(sitting: Open, tmp_path: Path) -> None:
    """In the record of today; that of the earlier meeting stays byte for byte as it was."""
    async with sitting(size=(200, 50)) as at:
        before = _bytes_of_earlier(tmp_path)
        assert len(before) == len(EARLIER)
        await at.go_to("q-school")
        await at.press("enter")
        form = await at.form()
        assert form.query_one("#field-text", TextArea).text.startswith("Wie bel ik")
        assert not form.query("#field-by")
        form.query_one("#field-text", TextArea).text = "Wie belt mij?"
        await at.keep()
        await at.until(lambda session: bool(session.updates))
        (update,) = at.session.updates
        assert (update.item, update.wording, update.on) == (
            "q-school",
            "Wie belt mij?",
            at.session.header.date,
        )
        assert at.detail()[-5:] == [
            "EERST 23 mei 2016",
            "Wie bel ik als een leerling na schooltijd nergens terechtkan?",
            "",
            "NU 5 sep 2016",
            "Wie belt mij?",
        ]
        opened = opened_in(at.pilot)
        await until(at.pilot, lambda: bool(read_record(opened.path).session.updates))
        assert _bytes_of_earlier(tmp_path) == before


async def test_a_question_goes_into_the_next_round_and_out_again(sitting: Open) -> None:
    """w is one key for both; when each round has its question there is no room."""
    async with sitting() as at:
        for question in ("q-zorg", "q-school", "q-ggd"):
            await at.go_to(question)
            assert at.can("work_on")
            await at.press("w")
            await at.until(lambda session: bool(own.rounds_on(session, question)))  # noqa: B023
        assert at.in_rounds() == ["q-zorg", "q-school", "q-ggd"]
        await until(at.pilot, lambda: at.lines()[0] == "VANDAAG 3 van 3")
        await at.go_to("q-beleid")
        assert not at.can("work_on")
        assert not at.can("leave_out")
        await at.go_to("q-school")
        assert not at.can("work_on")
        await at.press("w")
        await until(at.pilot, lambda: at.in_rounds() == ["q-zorg", "", "q-ggd"])
        await at.press("ctrl+z")
        await until(at.pilot, lambda: at.in_rounds() == ["q-zorg", "q-school", "q-ggd"])


async def test_position_and_step_are_noted(sitting: Open) -> None:
    """In one update of today; the position of before stands in the form."""
    async with sitting() as at:
        await at.go_to("q-beleid")
        await at.press("p")
        form = await at.form()
        field = form.query_one("#field-position", Input)
        assert field.value == "verbinder, nog zonder mandaat"
        field.value = "trekker"
        await at.keep()
        await at.until(lambda session: bool(session.updates))
        await at.press("v")
        form = await at.form()
        step = form.query_one("#field-step", TextArea)
        assert step.text == ""
        step.text = "De wethouder bellen"
        await at.keep()
        await at.until(lambda session: session.updates[0].next_step != "")
        (update,) = at.session.updates
        assert (update.position, update.next_step) == ("trekker", "De wethouder bellen")
        assert "· De wethouder bellen" in at.detail()


@pytest.mark.parametrize(
    ("key", "answer", "words"),
    [("g", "yes", "gedaan"), ("d", "partly", "deels gedaan"), ("o", "no", "niet gedaan")],
)
async def test_one_key_says_whether_the_step_was_done(
    sitting: Open, key: str, answer: str, words: str
) -> None:
    """The step of last time; the same key again takes the answer back."""
    async with sitting() as at:
        await at.go_to("q-beleid")
        await at.press(key)
        await at.until(lambda session: bool(session.updates))
        assert at.session.updates[0].done == answer
        assert f"  2e verwoording · vorige stap {words}" in at.lines()
        await at.press(key)
        await at.until(lambda session: session.updates[0].done is None)
        await at.go_to("q-school")
        assert not at.can("done", answer)


async def test_a_question_of_today_is_withdrawn_and_brought_back(sitting: Open) -> None:
    """One of before is not; a withdrawn one stays in sight, and can only come back."""
    async with sitting(masterclass.busy()) as at:
        await at.go_to("q-beleid")
        assert not at.can("withdraw")
        await at.go_to("q-ggz")
        await at.press("x")
        await at.until(lambda session: session.questions[0].withdrawn_at is not None)
        await until(at.pilot, lambda: "INGETROKKEN 2" in at.lines())
        assert at.sheet.cursor == ItemKey("questions", "q-ggz")
        assert not at.can("edit_row")
        await at.press("b")
        await at.until(lambda session: session.questions[0].withdrawn_at is None)
        await until(at.pilot, lambda: "INGETROKKEN 1" in at.lines())


# Pictures.


def _app(
    make_surroundings: Make,
    clock: FakeClock,
    folder: Path,
    session: Session,
    *,
    theme: str = "avond",
    empty: bool = False,
) -> SessiecoachApp:
    place = folder / "sessions" / "reeks"
    place.mkdir(parents=True, exist_ok=True)
    if not empty:
        put_series(folder)
    for each in (session,) if empty else (*EARLIER, session):
        (place / f"{each.header.id}.toml").write_bytes(record_bytes(each))
    clock.advance(600)
    path = place / f"{session.header.id}.toml"
    return SessiecoachApp(make_surroundings(theme=theme, open_first=path))


async def _on_the_second(pilot: Pilot[None]) -> None:
    """Show the worksheet with the cursor on its second question, if there is one."""
    app = pilot.app
    assert isinstance(app, SessiecoachApp)
    await until(pilot, lambda: isinstance(app.screen, LiveScreen) and app.is_ready)
    await pilot.press("ctrl+w")
    await until(
        pilot,
        lambda: (
            isinstance(app.screen, WorksheetScreen)
            and bool(app.screen.query(QuestionDetail))
            and app.screen.earlier is not None
        ),
    )
    await pilot.pause()
    await pilot.press("down")
    await pilot.pause()


@pytest.mark.parametrize(
    ("size", "theme"), [("80x24", "avond"), ("120x36", "avond"), ("200x50", "ochtend")]
)
def test_picture(
    size: str,
    theme: str,
    snap_compare: Callable[..., bool],
    make_surroundings: Make,
    clock: FakeClock,
    tmp_path: Path,
) -> None:
    """Two questions of today, one of them in its third wording."""
    app = _app(make_surroundings, clock, tmp_path, masterclass.busy(), theme=theme)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=_on_the_second)


@pytest.mark.parametrize("size", ["80x24", "120x36"])
def test_picture_of_an_empty_one(
    size: str,
    snap_compare: Callable[..., bool],
    make_surroundings: Make,
    clock: FakeClock,
    tmp_path: Path,
) -> None:
    """The first meeting of a series, before anybody brought a question."""
    app = _app(make_surroundings, clock, tmp_path, masterclass.today(), empty=True)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=_on_the_second)
