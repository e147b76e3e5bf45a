"""Handing on: which papers in which forms, what goes along, and where the files are to come."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from sessiecoach.domain.session import Session
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.numbers import counted
from sessiecoach.export.about_document import Options
from sessiecoach.export.comparison import Asked
from sessiecoach.export.handing_on import (
    Choice,
    HandingOn,
    Planned,
    series_stem,
)
from sessiecoach.export.written import there_already, why_not_put
from sessiecoach.storage.handing_folder import (
    folder_for,
    handing_folder,
    keep_handing_folder,
    lies_in,
)
from sessiecoach.storage.history import read_history
from sessiecoach.storage.home import make_private
from sessiecoach.ui.closes_once import ClosesOnce
from sessiecoach.ui.closing_words import left_open
from sessiecoach.ui.handing_words import (
    NOTHING_HELD,
    OPTIONS,
    lost_words,
    over_question,
    usual_choices,
    usual_forms,
)
from sessiecoach.ui.keys_in_turn import keys_held
from sessiecoach.ui.screens.ask import AskScreen
from sessiecoach.ui.screens.form import FormField, FormScreen
from sessiecoach.ui.screens.handing import HandingScreen, short_path, what_line
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.key_line import KeyLine
from sessiecoach.ui.widgets.paper_choices import ChoiceCell, ChoiceRow, PaperChoices


class Handed(NamedTuple):
    """What is handed on."""

    folder: Path
    """Of the series."""
    session: Session | None = None
    """The meeting; None for the series itself."""
    stem: str = ""
    """The name of its record, without ending."""
    asked: Asked | None = None
    """What is compared, of a series."""


class HandOnScreen(ClosesOnce, Screen[None]):
    """Choose what is made of a meeting or a series to hand on."""

    CSS_PATH = "hand_on.tcss"
    HELP: ClassVar[str] = (
        "Kies met de pijlen en de spatiebalk welke stukken u maakt en in welke vorm; Enter maakt"
        " ze. Onder de keuzes staat hoe de bestanden heten. Wat er al staat wordt nooit zonder"
        " vraag vervangen. Namen en gegevens van cliënten worden vervangen, tenzij u anders kiest."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "make",
            "Maken",
            id="hand_on.make",
            tooltip="De bestanden maken die hier staan",
        ),
        Binding(
            "a",
            "all",
            "Alles",
            id="hand_on.all",
            tooltip="Alle stukken kiezen als Word en PDF, of geen enkel",
        ),
        Binding(
            "m",
            "folder",
            "Map",
            id="hand_on.folder",
            tooltip="Een andere map kiezen voor de bestanden",
        ),
        Binding("escape", "back", "Terug", id="hand_on.back", tooltip="Terug zonder iets te maken"),
        Binding("pagedown", "scroll_files(1)", "Verder in de lijst", show=False, system=True),
        Binding("pageup", "scroll_files(-1)", "Terug in de lijst", show=False, system=True),
    ]

    handing: reactive[HandingOn | None] = reactive(None, init=False)
    planned: reactive[tuple[Planned, ...]] = reactive((), init=False)
    taken: reactive[frozenset[str]] = reactive(frozenset(), init=False)
    """The names of the files that stand there already."""
    base: reactive[Path | None] = reactive(None, init=False)
    """In which folder the folder of this meeting comes."""

    def __init__(
        self, surroundings: Surroundings, now: Callable[[], dt.datetime], handed: Handed
    ) -> None:
        super().__init__()
        self.surroundings, self._now, self._handed = surroundings, now, handed
        self._chosen: set[Choice] | None = None
        self._options = Options()
        self.in_no_letter: tuple[str, ...] = ()
        """What is in the letter of no organisation."""

    def compose(self) -> ComposeResult:
        """Lay out the choices, what they are, and the files that come of them."""
        yield Static(id="what", markup=False)
        with Horizontal(id="handing-on"):
            with Vertical(id="choosing"):
                yield PaperChoices(id="papers")
                yield Static(id="about", markup=False)
            with Vertical(id="making"):
                yield Static(id="where", markup=False)
                with VerticalScroll(id="files-there", can_focus=False):
                    yield Static(id="files", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the series, and show what there is."""
        self._show_what()
        self.query_one(PaperChoices).focus()
        self.read_anew()

    # What there is to hand on.

    @work(exclusive=True, group="hand_on")
    async def read_anew(self) -> None:
        """Read the series from disk, then plan."""
        handed, places = self._handed, self.surroundings.places

        def read() -> tuple[HandingOn, Path]:
            history = read_history(handed.folder)
            if handed.session is not None:
                history = history.with_meeting(handed.session)
            stem = handed.stem or series_stem(history)
            handing = HandingOn(
                history,
                self._now(),
                stem,
                handed.session,
                asked=handed.asked,
                left_open=left_open,
            )
            return handing, handing_folder(places)

        handing, base = await asyncio.to_thread(read)
        self.base = base
        await self._plan(handing)

    @work(exclusive=True, group="hand_on")
    async def plan_again(self) -> None:
        """Find out again which files there will be, with other choices."""
        if self.handing is not None:
            await self._plan(self.handing)

    async def _plan(self, handing: HandingOn) -> None:
        options, folder = self._options, self.folder

        def planned() -> tuple[
            HandingOn, set[Choice], tuple[Planned, ...], frozenset[str], tuple[str, ...]
        ]:
            made = handing if handing.options == options else replace(handing, options=options)
            chosen = self._chosen if self._chosen is not None else usual_choices(made)
            files = made.planned(chosen)
            taken = there_already([folder / each.name for each in files])
            lost = made.in_no_letter() if made.session is not None else ()
            return made, chosen, files, frozenset(path.name for path in taken), lost

        made, chosen, files, taken, self.in_no_letter = await asyncio.to_thread(planned)
        if self._chosen is None:
            self._chosen = chosen
        self.handing, self.planned, self.taken = made, files, taken
        self._show()

    @property
    def folder(self) -> Path:
        """Where the files come."""
        places, handed = self.surroundings.places, self._handed
        return folder_for(self.base or Path(), places.sessions, handed.folder, handed.stem)

    # What is shown.

    def _show(self) -> None:
        handing = self.handing
        if handing is None:
            return
        choices = self.query_one(PaperChoices)
        choices.choices = (*self._paper_rows(handing), *self._option_rows())
        self._show_what()
        self._show_about()
        self._show_files()
        self.refresh_bindings()

    def _show_what(self) -> None:
        self.query_one("#what", Static).update(what_line(self.handing))

    def _paper_rows(self, handing: HandingOn) -> list[ChoiceRow]:
        lost = lost_words(len(self.in_no_letter))
        rows: list[ChoiceRow] = []
        for paper in handing.papers:
            count = handing.count(paper.kind)
            cells = tuple(
                ChoiceCell(form, (paper.kind, form) in (self._chosen or ()))
                for form in (paper.forms if count else ())
            )
            beside = paper.nothing if not count else counted(count, "stuk", "stuks")
            beside = "" if count == 1 else beside
            about = paper.about + (f" {lost}" if paper.kind == "organisaties" and lost else "")
            rows.append(ChoiceRow(paper.title, about, cells, beside))
        return rows

    def _option_rows(self) -> list[ChoiceRow]:
        return [
            ChoiceRow(
                title,
                about,
                (ChoiceCell(words, getattr(self._options, name)),),
                heading="" if place else "Wat er anders uit blijft",
            )
            for place, (name, title, words, about) in enumerate(OPTIONS)
        ]

    def _show_about(self) -> None:
        row = self.query_one(PaperChoices).standing
        self.query_one("#about", Static).update(Content(row.about if row is not None else ""))

    def _show_files(self) -> None:
        count, taken = len(self.planned), len(self.taken)
        handing = self.handing
        nothing = handing is not None and not any(handing.count(p.kind) for p in handing.papers)
        lines = [
            Content.assemble(one_line(each.name), ("   bestaat al", "$warning"))
            if each.name in self.taken
            else Content(one_line(each.name))
            for each in self.planned
        ]
        if nothing:
            lines = [Content.styled(NOTHING_HELD, "$muted")]
        elif not lines:
            lines = [Content.styled("Kies met de spatiebalk wat u wilt maken.", "$muted")]
        self.query_one("#files", Static).update(Content("\n").join(lines))
        words = counted(count, "bestand", "bestanden") if count else "Geen bestanden"
        words += f", {taken} bestaan al" if taken > 1 else ", 1 bestaat al" if taken else ""
        where = Content.assemble((words, "bold"), (" in ", "$muted"), short_path(self.folder))
        self.query_one("#where", Static).update(where)

    # What is chosen.

    @on(PaperChoices.Moved)
    def _moved(self) -> None:
        self._show_about()

    @on(PaperChoices.Toggled)
    def _toggled(self, event: PaperChoices.Toggled) -> None:
        handing = self.handing
        if handing is None or self._chosen is None:
            return
        place = event.row - len(handing.papers)
        if place < 0:
            paper = handing.papers[event.row]
            self._chosen ^= {(paper.kind, paper.forms[event.cell])}
        else:
            name = OPTIONS[place][0]
            self._options = replace(self._options, **{name: not getattr(self._options, name)})
        self._show()
        self.plan_again()

    def action_all(self) -> None:
        """Choose every paper in the usual forms, or nothing where that was all."""
        handing = self.handing
        if handing is not None:
            every = {
                choice
                for paper in handing.papers
                if handing.count(paper.kind)
                for choice in usual_forms(paper)
            }
            self._chosen = set() if every <= (self._chosen or set()) else every
            self._show()
            self.plan_again()

    def action_scroll_files(self, step: int) -> None:
        """Go through the names of the files."""
        files = self.query_one("#files-there", VerticalScroll)
        files.scroll_relative(y=step * max(1, files.size.height - 1), animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now."""
        if action == "make":
            return bool(self.planned) or None
        return True

    # Where it comes.

    @work(group="folder")
    async def action_folder(self) -> None:
        """Ask for another folder, and make it where a person wants that."""
        field = FormField(
            "base",
            "In de map",
            value=str(self.base or ""),
            hint="daarin komt een map voor deze reeks",
            required=True,
            read=self._read_folder,
        )
        values = await self.app.push_screen_wait(FormScreen("Waar komen de bestanden?", [field]))
        chosen = values["base"] if values is not None else None
        if not isinstance(chosen, Path):
            return
        try:
            with keys_held(self.app):
                is_there = await asyncio.to_thread(chosen.is_dir)
            if not is_there:
                question = f"De map {short_path(chosen)} is er nog niet. Maken?"
                if not await self.app.push_screen_wait(AskScreen(question, yes="Maken")):
                    return
                await asyncio.to_thread(make_private, chosen)
            self.base = chosen
            await asyncio.to_thread(keep_handing_folder, self.surroundings.places, chosen)
        except OSError as error:
            words = f"{short_path(chosen)}: dit lukt niet: {why_not_put(error)}."
            self.notify(words, severity="error", timeout=12, markup=False)
        self.plan_again()

    def _read_folder(self, typed: str) -> Path:
        folder = Path(typed).expanduser()
        if not folder.is_absolute():
            raise ValueError("Typ het hele pad, of een pad dat begint met ~.")
        if lies_in(folder, self.surroundings.places):
            raise ValueError("Niet in de map met bijeenkomsten; kies een map daarbuiten.")
        return folder

    # Making.

    @work(exclusive=True, group="make")
    async def action_make(self) -> None:
        """Make the files, after asking where some stand already."""
        with keys_held(self.app):
            if self.handing is not None:
                await self._plan(self.handing)  # what was chosen just now counts as well
            handing, planned, folder = self.handing, self.planned, self.folder
            if handing is None or not planned:
                return
            paths = [folder / each.name for each in planned]
            taken = await asyncio.to_thread(there_already, paths)
        if taken:
            question = over_question(len(taken), len(planned))
            if not await self.app.push_screen_wait(
                AskScreen(question, yes="Vervangen", no="Laten staan", danger=True)
            ):
                return
        await self.app.push_screen_wait(
            HandingScreen(self.surroundings, handing, planned, folder, frozenset(taken))
        )
        self.plan_again()

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.dismiss()
