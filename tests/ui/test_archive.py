"""Tests of the archive screen: typing, what is found, opening at a hit, and coming back."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Static

from sessiecoach.domain.series import ParticipantQuestion, QuestionVersion, Series
from sessiecoach.domain.session import Note, Session, Update
from sessiecoach.storage.home import Places
from sessiecoach.storage.search.cache import remove_index
from sessiecoach.storage.search.index import Refreshed
from sessiecoach.storage.series import series_bytes
from sessiecoach.storage.updates import add_update
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.archive_desk import ArchiveDesk
from sessiecoach.ui.messages import OpenRecord
from sessiecoach.ui.screens.archive import ArchiveScreen
from sessiecoach.ui.screens.hand_on import HandOnScreen
from sessiecoach.ui.screens.help import HelpScreen
from sessiecoach.ui.screens.prepare import PrepareScreen
from sessiecoach.ui.screens.read import ReadScreen
from sessiecoach.ui.screens.series import SeriesScreen
from sessiecoach.ui.screens.start import StartScreen
from sessiecoach.ui.screens.tidy import TidyScreen
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.page import Page, PageSection
from sessiecoach.ui.widgets.search_field import SearchField
from sessiecoach.ui.widgets.search_hits import SearchHits
from tests.fake_clock import FakeClock
from tests.ui.pressing import until, until_read
from tests.ui.series_of_three import BETWEEN, FIRST, put_series, third

Make = Callable[..., Surroundings]
SIZES = {"80x24": (80, 24), "120x36": (120, 36), "200x50": (200, 50)}
_NAMES = {" ": "space", ":": "colon", '"': "quotation_mark", "-": "minus", "*": "asterisk"}
SECRET = Note(id="n-9", kind="feit", text="Geheim contact", who="oom Jan", private=True)


def with_secret() -> Session:
    """Return the first meeting with a private note."""
    return replace(FIRST, notes=(SECRET,))


class Archive:
    """The archive screen as a person uses it."""

    def __init__(self, pilot: Pilot[None], screen: ArchiveScreen) -> None:
        self.pilot, self.screen = pilot, screen
        app = pilot.app
        assert isinstance(app, SessiecoachApp)
        self.app = app

    @property
    def hits(self) -> SearchHits:
        """The list."""
        return self.screen.query_one(SearchHits)

    @property
    def line(self) -> str:
        """What stands in the line."""
        return self.screen.query_one(SearchField).value

    def says(self, part: str) -> str:
        """Return what a part of the screen says; nothing where it does not show."""
        widget = self.screen.query_one(f"#archive-{part}", Static)
        return str(widget.render()) if widget.display else ""

    def shown(self) -> str:
        """Return all that stands on the screen."""
        width, _ = self.app.size
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(each.text for each in strip)[:width] for strip in strips)

    async def write(self, text: str) -> None:
        """Type something, and wait for the answer."""
        for sign in text:
            await self.pilot.press(_NAMES.get(sign, sign))
        await self.answered()

    async def answered(self) -> None:
        """Wait until what stands in the line was asked, and shows."""

        def is_answered() -> bool:
            answer = self.screen.answer
            if answer is None or answer.asked.line != self.line:
                return False
            is_drawn = bool(self.hits.rows) == bool(answer.found.hits)
            return answer.asked.private == self.screen.private and is_drawn

        await until(self.pilot, is_answered)
        await self.pilot.pause()

    def items(self) -> list[str]:
        """Return the ids of the hits, in their order."""
        return [hit.item for meeting in self.hits.found.meetings for hit in meeting.hits]

    async def opened(self, kind: type) -> None:
        """Wait until a screen shows and takes keys."""
        await until(self.pilot, lambda: isinstance(self.app.screen, kind) and self.app.is_ready)
        await self.pilot.pause()


@asynccontextmanager
async def archive(
    surroundings: Surroundings,
    *meetings: Session,
    size: tuple[int, int] = (120, 36),
) -> AsyncIterator[Archive]:
    """Open the archive of a folder with these meetings, by its key on the start screen."""
    put_series(surroundings.places.sessions, *(meetings or (FIRST, BETWEEN)))
    app = SessiecoachApp(surroundings)
    async with app.run_test(size=size) as pilot:
        await until_read(pilot)
        await pilot.press("a")
        yield await stands(pilot)


async def stands(pilot: Pilot[None]) -> Archive:
    """Wait until the archive shows and everything was read."""
    app = pilot.app
    await until(
        pilot,
        lambda: isinstance(app.screen, ArchiveScreen) and app.screen.refreshed is not None,
    )
    await pilot.pause()
    assert isinstance(app.screen, ArchiveScreen)
    return Archive(pilot, app.screen)


async def test_it_opens_ready_to_type(make_surroundings: Make) -> None:
    """One key on the start screen; the line has the focus, and examples say what to type."""
    async with archive(make_surroundings()) as sitting:
        assert sitting.screen.focused is sitting.screen.query_one(SearchField)
        assert "2 bijeenkomsten" in sitting.says("extent")
        assert "soort:besluit na:2016" in sitting.says("said")
        assert sitting.says("offers").startswith("Filters")
        await sitting.pilot.press("escape")
        await until(sitting.pilot, lambda: isinstance(sitting.app.screen, StartScreen))


async def test_hits_come_while_typing(make_surroundings: Make) -> None:
    """Under their meeting, the newest first, with the words marked and whose they are."""
    async with archive(make_surroundings()) as sitting:
        await sitting.write("teamle")
        assert sitting.items() == ["u-1"]
        await sitting.write("ider")
        await sitting.pilot.press(*["backspace"] * 10)
        await sitting.write("e")
        found = sitting.hits.found
        assert [meeting.title for meeting in found.meetings] == [
            "Tweede leersessie",
            "Eerste leersessie",
        ]
        assert sitting.says("count") == f"{found.hits} treffers in 2 bijeenkomsten"
        shown = sitting.shown()
        assert "ma 1 aug 2016  Tweede leersessie" in shown
        assert "Leersessie · proeftuin-ruwaard" in shown
        assert "werkgroep Anders samenwerken · te laat · voor vr 15 jul 2016" in shown


async def test_a_page_that_is_pasted_is_cut(make_surroundings: Make) -> None:
    """A search has its answer as soon, whatever was pasted; what fits of it is what is sought."""
    async with archive(make_surroundings()) as sitting:
        await sitting.write("zo ")
        await sitting.app.on_event(events.Paste("woord\n" * 200_000))
        await sitting.answered()
        assert len(sitting.line) == 500
        assert sitting.line.startswith("zo woord woord")
        await sitting.write("n")
        assert len(sitting.line) == 500


async def test_found_words_are_marked(make_surroundings: Make) -> None:
    """Each in a style of its own, also where the text breaks over lines."""
    async with archive(make_surroundings(), size=(80, 24)) as sitting:
        await sitting.write("figuurlijk burger")
        lines = [line for row in sitting.hits.rows if row.item for line in row.lines]
        marked = [piece.text for line in lines for piece in line if piece.style == "found"]
        assert marked == ["Figuurlijke", "burger"]
        text = " ".join("".join(piece.text for piece in line).strip() for line in lines)
        assert "Figuurlijke ruimte en tijd krijgen" in text


async def test_user_text_is_no_markup(make_surroundings: Make) -> None:
    """What looks like markup stands there as it was typed, in the line and in the list."""
    async with archive(make_surroundings()) as sitting:
        await sitting.write("contactpersoon")
        assert "Eén contactpersoon per gezin [/x] \U0001f642" in sitting.shown()
        await sitting.pilot.press("space", "left_square_bracket", "slash", "b")
        await sitting.pilot.press("right_square_bracket")
        await sitting.answered()
        assert "contactpersoon [/b]" in sitting.shown()


async def test_arrows_move_while_the_line_keeps_the_focus(make_surroundings: Make) -> None:
    """Up and down choose a hit, control goes a meeting further, and typing goes on."""
    async with archive(make_surroundings()) as sitting:
        await sitting.write("e")
        first = sitting.hits.hit
        await sitting.pilot.press("down")
        second = sitting.hits.hit
        assert first is not None
        assert second is not None
        assert [first.hit.item, second.hit.item] == sitting.items()[:2]
        await sitting.pilot.press("ctrl+down")
        assert sitting.hits.hit is not None
        assert sitting.hits.hit.meeting.title == "Eerste leersessie"
        await sitting.pilot.press("ctrl+end", "up", "down", "pageup", "pagedown", "down")
        assert sitting.hits.hit.hit.item == sitting.items()[-1]
        await sitting.write("é")
        assert sitting.line == "eé"
        assert sitting.screen.focused is sitting.screen.query_one(SearchField)


async def test_enter_opens_at_the_hit_and_escape_comes_back(make_surroundings: Make) -> None:
    """The page begins at what was found, which stands out; the archive is as it was left."""
    many = tuple(Note(id=f"n-{n}", kind="feit", text=f"Feit nummer {n}.") for n in range(80))
    async with archive(make_surroundings(), replace(FIRST, notes=many), BETWEEN) as sitting:
        await sitting.write("contact")
        await sitting.pilot.press("backspace", "down")
        await sitting.answered()
        await sitting.pilot.press("enter")
        await sitting.opened(ReadScreen)
        page = sitting.app.screen.query_one(Page)
        await until(sitting.pilot, lambda: page.scroll_y > 0)
        lit = [each for each in page.query(PageSection) if each.lit_line is not None]
        assert [each.section.id for each in lit] == ["oplossingen"]
        await until(sitting.pilot, lambda: "contactpersoon per gezin [/x]" in sitting.shown())
        await sitting.pilot.press("escape")
        await until(sitting.pilot, lambda: sitting.app.screen is sitting.screen)
        assert sitting.line == "contac"
        assert sitting.hits.hit is not None
        assert sitting.hits.hit.hit.item == "s-2"
        await sitting.write("t")
        assert sitting.items() == ["s-2"]


async def test_a_page_that_changes_while_it_opens(make_surroundings: Make) -> None:
    """It is put at what was found after the last change, however early that comes."""
    many = tuple(Note(id=f"n-{n}", kind="feit", text=f"Feit nummer {n}.") for n in range(80))
    async with archive(make_surroundings(), replace(FIRST, notes=many), BETWEEN) as sitting:
        await sitting.write("contact")
        await sitting.pilot.press("enter")
        await sitting.opened(ReadScreen)
        page = sitting.app.screen.query_one(Page)
        await until(sitting.pilot, lambda: page.scroll_y > 0)
        another = Page(page.outline)
        another.words = page.words
        await sitting.app.screen.mount(another, after=page)
        for left_out in (1, 0):
            some = page.outline.sections[: len(page.outline.sections) - left_out]
            await another.watch_outline(another.outline, replace(page.outline, sections=some))
            another.set_reactive(Page.outline, replace(page.outline, sections=some))
        await page.remove()
        await until(sitting.pilot, lambda: another.scroll_y > 0)
        await until(sitting.pilot, lambda: "contactpersoon per gezin [/x]" in sitting.shown())


async def test_a_click_opens_as_well(make_surroundings: Make) -> None:
    """A click on a hit is as good as Enter."""
    async with archive(make_surroundings()) as sitting:
        await sitting.write("huisbezoek")
        lines = sitting.shown().splitlines()
        at = next(n for n, line in enumerate(lines) if "Samen een huisbezoek" in line)
        await sitting.pilot.click(offset=(30, at))
        await sitting.opened(ReadScreen)


async def test_what_is_prepared_opens_to_be_prepared(make_surroundings: Make) -> None:
    """Another than a closed meeting opens its usual screen, and comes back here too."""
    async with archive(make_surroundings(), FIRST, third()) as sitting:
        await sitting.write("is:open managers")
        assert "Niets gevonden" in sitting.says("said")
        await sitting.pilot.press("ctrl+u")
        await sitting.write("managers")
        assert "in voorbereiding" in sitting.shown()
        await sitting.pilot.press("enter")
        await sitting.opened(PrepareScreen)
        await sitting.pilot.press("ctrl+o")
        await until(sitting.pilot, lambda: sitting.app.screen is sitting.screen)


async def test_what_cannot_be_opened_leaves_one_in_the_archive(make_surroundings: Make) -> None:
    """A record that was damaged meanwhile is told, and the query still stands there."""
    surroundings = make_surroundings()
    async with archive(surroundings) as sitting:
        await sitting.write("huisbezoek")
        path = surroundings.places.sessions / "proeftuin-ruwaard" / "2016-08-01-leersessie.toml"
        path.write_text("schema = \n")
        await sitting.pilot.press("enter")
        await until(sitting.pilot, lambda: len(sitting.app._notifications) == 1)
        assert sitting.app.screen is sitting.screen
        await until(sitting.pilot, lambda: sitting.app.is_ready)
        await sitting.pilot.press("f5")
        await until(sitting.pilot, lambda: "leersessie.toml" in sitting.says("trouble"))
        assert sitting.line == "huisbezoek"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("is:te-laat", ["t-1"]),
        ("soort:besluit", ["b-1"]),
        ("soort:terugkom", ["u-1", "u-2"]),
        ("wie:teamleider", ["t-2"]),
        ("voor:2016", []),
        ("na:1-7-2016 soort:oplossing", ["s-3"]),
        ("reeks:ruwaard soort:actie", ["t-2"]),
        ('"samen een"', ["s-3"]),
        ('"samen een h', ["s-3"]),
        ("sámen HUISBEZOEKEN", ["s-3"]),
    ],
)
async def test_filters_in_the_line_count(
    make_surroundings: Make, typed: str, found: list[str]
) -> None:
    """They narrow what is found, as on the command line."""
    async with archive(make_surroundings()) as sitting:
        await sitting.write(typed)
        assert sitting.items() == found


async def test_tab_completes_a_filter_and_its_value(make_surroundings: Make) -> None:
    """First the name, then what it can be; once more is the next one, back the one before."""
    async with archive(make_surroundings()) as sitting:
        for sign in "so":
            await sitting.pilot.press(sign)
        await sitting.pilot.press("tab")
        assert sitting.line == "soort:"
        await sitting.pilot.press("b", "tab")
        assert sitting.line == "soort:belemmering "
        assert "soort:besluit" in sitting.says("offers")
        await sitting.pilot.press("tab")
        await sitting.answered()
        assert sitting.line == "soort:besluit "
        assert sitting.items() == ["b-1"]
        await sitting.pilot.press("shift+tab")
        assert sitting.line == "soort:belemmering "
        for sign in ("w", "i", "e", "colon", "w", "e", "r", "k", "tab"):
            await sitting.pilot.press(sign)
        assert sitting.line == "soort:belemmering wie:werkgroep "
        assert sitting.screen.focused is sitting.screen.query_one(SearchField)


async def test_a_wrong_filter_is_said_and_does_not_count(make_surroundings: Make) -> None:
    """What it can be is said in words, and the hits of the rest stay."""
    async with archive(make_surroundings()) as sitting:
        await sitting.write("huisbezoek is:raar ")
        assert sitting.says("unclear") == "is:raar: achter is: hoort open of te-laat."
        assert sitting.items() == ["s-3"]
        await sitting.write("na:ooit soort:xyz ")
        assert "na:ooit: daar hoort een jaar" in sitting.says("unclear")
        assert "soort:xyz: zo'n soort is er niet" in sitting.says("unclear")
        assert "Zonder de filters: 1 treffer." in sitting.says("said")


async def test_a_filter_that_is_being_typed_is_not_wrong_yet(make_surroundings: Make) -> None:
    """Nobody is corrected in the middle of a word that Tab can still finish."""
    async with archive(make_surroundings()) as sitting:
        await sitting.write("huisbezoek is:te")
        assert sitting.says("unclear") == ""
        assert "is:te-laat" in sitting.says("offers")


async def test_nothing_found_says_what_to_try(make_surroundings: Make) -> None:
    """Fewer words, a beginning, no quotes, or what is private."""
    async with archive(make_surroundings()) as sitting:
        await sitting.write('eenhoorn "witte os" ')
        said = sitting.says("said")
        assert said.startswith("Niets gevonden")
        for words in ("aanhalingstekens", "minder woorden", "sterretje", "spelling", "F2"):
            assert words in said
        assert sitting.says("count") == ""


async def test_private_is_found_only_after_its_key(make_surroundings: Make) -> None:
    """F2 finds it and says so; its meeting then opens with what is private."""
    async with archive(make_surroundings(), with_secret(), BETWEEN) as sitting:
        await sitting.write("geheim")
        assert sitting.items() == []
        await sitting.pilot.press("f2")
        await sitting.answered()
        assert sitting.items() == ["n-9"]
        assert "ook privé" in sitting.says("extent")
        assert "oom Jan · privé" in sitting.shown()
        await sitting.pilot.press("enter")
        await sitting.opened(ReadScreen)
        assert "privénotities zichtbaar" in sitting.shown()
        assert "Geheim contact" in sitting.shown()
        await sitting.pilot.press("escape")
        await until(sitting.pilot, lambda: sitting.app.screen is sitting.screen)
        await sitting.pilot.press("f2")
        await sitting.answered()
        assert sitting.items() == []


async def test_a_broken_record_is_named_and_hides_no_other(make_surroundings: Make) -> None:
    """Its name and what is wrong stand in a line; everything else is found."""
    surroundings = make_surroundings()
    put_series(surroundings.places.sessions)
    broken = surroundings.places.sessions / "proeftuin-ruwaard" / "2016-07-01-leersessie.toml"
    broken.write_text("schema = 1\n[session\n")
    async with archive(surroundings) as sitting:
        trouble = sitting.says("trouble")
        assert trouble.startswith("Niet doorzocht: proeftuin-ruwaard/2016-07-01-leersessie.toml")
        await sitting.write("huisbezoek")
        assert sitting.items() == ["s-3"]


async def test_what_changed_meanwhile_is_found(make_surroundings: Make, places: Places) -> None:
    """F5 reads again, and so does coming back from another screen."""
    async with archive(make_surroundings()) as sitting:
        await sitting.write("eenhoorn")
        assert sitting.items() == []
        unicorn = replace(FIRST, notes=(Note(id="n-7", kind="feit", text="Een eenhoorn"),))
        put_series(places.sessions, unicorn)
        await sitting.pilot.press("f5")
        await until(sitting.pilot, lambda: sitting.items() == ["n-7"])
        put_series(places.sessions, FIRST)
        await sitting.pilot.press("f1")
        await until(sitting.pilot, lambda: isinstance(sitting.app.screen, HelpScreen))
        await sitting.pilot.press("escape")
        await until(sitting.pilot, lambda: sitting.items() == [])


async def test_what_another_window_removed_is_gone_with_the_next_question(
    make_surroundings: Make, places: Places
) -> None:
    """Without a key to read again, while the archive stays open."""
    async with archive(make_surroundings(), FIRST) as sitting:
        await sitting.write("tijd")
        assert sitting.items()
        for path in places.sessions.rglob("*.toml"):
            path.unlink()
        await sitting.pilot.press("backspace")
        await until(sitting.pilot, lambda: sitting.screen.answer is not None)
        await until(sitting.pilot, lambda: not sitting.items())


async def test_where_nothing_can_be_written_it_works_from_memory(
    make_surroundings: Make, places: Places
) -> None:
    """A quiet word says so, and everything is found."""
    places.state.mkdir(parents=True)
    (places.state / "search").write_text("")
    async with archive(make_surroundings()) as sitting:
        assert "index alleen in het geheugen" in sitting.says("extent")
        await sitting.write("huisbezoek")
        assert sitting.items() == ["s-3"]


async def test_of_very_many_the_newest_show_with_the_count_of_all(make_surroundings: Make) -> None:
    """Two hundred are enough to look through; how many there are is said."""
    many = tuple(Note(id=f"n-{n}", kind="feit", text=f"Eenhoorn {n}") for n in range(1200))
    async with archive(make_surroundings(), replace(FIRST, notes=many)) as sitting:
        await sitting.write("eenhoorn")
        assert len(sitting.items()) == 200
        assert sitting.says("count").startswith(
            "1.200 treffers in 1 bijeenkomst; de nieuwste 200 staan hier."
        )


async def test_what_was_told_between_meetings_opens_its_item(
    make_surroundings: Make, places: Places
) -> None:
    """The record of the item opens, where what was told stands with it."""
    folder = put_series(places.sessions)
    told = Update(
        id="u-9", item="s-2", on=FIRST.header.date, applied="yes", remark="Loopt als een trein"
    )
    add_update(folder, told)
    async with archive(make_surroundings()) as sitting:
        await sitting.write("trein")
        assert "tussen de bijeenkomsten" in sitting.shown()
        await sitting.pilot.press("enter")
        await sitting.opened(ReadScreen)
        page = sitting.app.screen.query_one(Page)
        await until(
            sitting.pilot,
            lambda: any(each.lit_line is not None for each in page.query(PageSection)),
        )
        await until(sitting.pilot, lambda: "Loopt als een trein" in sitting.shown())


async def test_a_question_of_the_series_opens_the_series(
    make_surroundings: Make, places: Places
) -> None:
    """No record holds it; the screen of the series shows it, and Escape comes back."""
    folder = put_series(places.sessions)
    asked = ParticipantQuestion(by="HdV", versions=(QuestionVersion(text="Hoe begin ik?"),))
    (folder / "series.toml").write_bytes(series_bytes(Series(title="Oss", questions=(asked,))))
    async with archive(make_surroundings()) as sitting:
        await sitting.write("begin")
        await sitting.pilot.press("enter")
        await until(sitting.pilot, lambda: isinstance(sitting.app.screen, SeriesScreen))
        await sitting.pilot.press("escape")
        await until(sitting.pilot, lambda: sitting.app.screen is sitting.screen)


async def test_the_meeting_of_a_hit_can_be_handed_on(make_surroundings: Make) -> None:
    """F3 chooses papers of it; without a hit there is nothing to hand on."""
    async with archive(make_surroundings()) as sitting:
        assert sitting.screen.check_action("hand_on", ()) is None
        await sitting.write("huisbezoek")
        await sitting.pilot.press("f3")
        await until(sitting.pilot, lambda: isinstance(sitting.app.screen, HandOnScreen))


async def test_what_may_go_is_reached_from_here(make_surroundings: Make, places: Places) -> None:
    """F4 shows it, with the index let go of, so that it can be deleted; then all is found again."""
    async with archive(make_surroundings()) as sitting:
        await sitting.write("huisbezoek")
        await sitting.pilot.press("f4")
        await until(sitting.pilot, lambda: isinstance(sitting.app.screen, TidyScreen))
        remove_index(places.state, places.sessions)
        put_series(places.sessions, replace(BETWEEN, solutions=()))
        await sitting.pilot.press("escape")
        await until(sitting.pilot, lambda: sitting.app.screen is sitting.screen)
        await until(sitting.pilot, lambda: sitting.items() == [])
        await sitting.pilot.press("ctrl+u")
        await sitting.write("contactpersoon")
        assert sitting.items() == ["s-2"]


class SlowDesk(ArchiveDesk):
    """A desk that reads three files, and the rest once it is let go."""

    def __init__(self, places: Places) -> None:
        super().__init__(places.state, places.sessions)
        self.may_go_on = threading.Event()

    def refresh(self, now: object) -> Refreshed | None:
        """Read, and wait after three files."""
        del now
        self.progress = (3, 10)
        while not self.may_go_on.wait(0.01):
            if self.stopped:
                return Refreshed(complete=False)
        return Refreshed()


async def slowly(pilot: Pilot[None], surroundings: Surroundings, clock: FakeClock) -> Archive:
    """Open an archive that reads for long, and wait until it says so."""
    await until_read(pilot)
    desk = SlowDesk(surroundings.places)
    screen = ArchiveScreen(surroundings, clock, desk)
    await pilot.app.push_screen(screen)
    await until(pilot, lambda: screen.reads)
    await pilot.pause()
    return Archive(pilot, screen)


async def test_long_reading_shows_and_can_be_stopped(
    make_surroundings: Make, clock: FakeClock
) -> None:
    """A bar with the count; Escape stops it and says how to go on, and F5 goes on."""
    surroundings = make_surroundings()
    put_series(surroundings.places.sessions, FIRST)
    app = SessiecoachApp(surroundings)
    async with app.run_test(size=(120, 36)) as pilot:
        sitting = await slowly(pilot, surroundings, clock)
        assert "3 van 10 bestanden gelezen  Esc stopt" in sitting.shown()
        await pilot.press("escape")
        await until(pilot, lambda: "Gestopt na 3 van 10 bestanden" in sitting.says("trouble"))
        assert app.screen is sitting.screen
        assert "F5 leest verder" in sitting.says("trouble")
        await pilot.press("f5")
        await until(pilot, lambda: sitting.screen.reads)
        desk = sitting.screen.desk
        assert isinstance(desk, SlowDesk)
        desk.may_go_on.set()
        await until(pilot, lambda: not sitting.screen.reads)
        await until(pilot, lambda: sitting.says("trouble") == "")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, StartScreen))


async def test_help_lists_the_keys(make_surroundings: Make) -> None:
    """F1 explains the filters and names every key with an id."""
    async with archive(make_surroundings(), size=(200, 50)) as sitting:
        await sitting.write("huisbezoek")
        await sitting.pilot.press("f1")
        await until(sitting.pilot, lambda: "Doorgeven" in sitting.shown())
        shown = sitting.shown()
        assert "is:te-laat" in shown
        for words in ("Aanvullen", "Privé", "Opnieuw lezen", "Doorgeven"):
            assert words in shown


async def test_a_record_asked_for_without_the_archive_goes_back_to_start(
    make_surroundings: Make,
) -> None:
    """Nothing of the archive stays behind once it was left."""
    surroundings = make_surroundings()
    async with archive(surroundings) as sitting:
        await sitting.pilot.press("escape")
        await until(sitting.pilot, lambda: isinstance(sitting.app.screen, StartScreen))
        folder = surroundings.places.sessions / "proeftuin-ruwaard"
        sitting.app.screen.post_message(OpenRecord(folder / "2016-08-01-leersessie.toml"))
        await sitting.opened(ReadScreen)
        await sitting.pilot.press("escape")
        await until(sitting.pilot, lambda: isinstance(sitting.app.screen, StartScreen))


# Pictures.


def picture(
    snap_compare: Callable[..., bool],
    surroundings: Surroundings,
    size: str,
    typed: str,
    *keys: str,
) -> bool:
    """Compare the screen after typing with its picture."""

    async def reach(pilot: Pilot[None]) -> None:
        await until_read(pilot)
        await pilot.press("a")
        sitting = await stands(pilot)
        if typed:
            await sitting.write(typed)
            await pilot.press(*keys)
            await sitting.answered()

    put_series(surroundings.places.sessions, with_secret(), BETWEEN, third())
    app = SessiecoachApp(surroundings)
    return snap_compare(app, terminal_size=SIZES[size], run_before=reach)


def test_picture_of_nothing_typed(
    snap_compare: Callable[..., bool], make_surroundings: Make
) -> None:
    """What can be typed, and in how many meetings."""
    assert picture(snap_compare, make_surroundings(), "80x24", "")


@pytest.mark.parametrize(
    ("size", "theme"), [("80x24", "avond"), ("120x36", "ochtend"), ("200x50", "avond")]
)
def test_picture_of_hits(
    snap_compare: Callable[..., bool], make_surroundings: Make, size: str, theme: str
) -> None:
    """Hits of three meetings, one of them private."""
    surroundings = make_surroundings(theme)
    assert picture(snap_compare, surroundings, size, "en", "f2", "down", "down")


def test_picture_of_a_wrong_filter(
    snap_compare: Callable[..., bool], make_surroundings: Make
) -> None:
    """What is wrong is said, and what to try."""
    surroundings = make_surroundings()
    assert picture(snap_compare, surroundings, "80x24", "huisbezoek is:raar soort:xyz ")


def test_picture_of_offers(snap_compare: Callable[..., bool], make_surroundings: Make) -> None:
    """What Tab puts in the line stands under it."""
    assert picture(snap_compare, make_surroundings("ochtend"), "80x24", "soort:be", "tab")


def test_picture_of_reading(
    snap_compare: Callable[..., bool], make_surroundings: Make, clock: FakeClock
) -> None:
    """How far it is, and how to stop."""
    surroundings = make_surroundings()

    async def reach(pilot: Pilot[None]) -> None:
        await slowly(pilot, surroundings, clock)

    put_series(surroundings.places.sessions, FIRST)
    app = SessiecoachApp(surroundings)
    assert snap_compare(app, terminal_size=SIZES["120x36"], run_before=reach)
