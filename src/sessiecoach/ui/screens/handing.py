"""The files while they are made, and which were: they are opened from here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import OptionList, ProgressBar, Static
from textual.widgets.option_list import Option

from sessiecoach.domain.text import one_line
from sessiecoach.dutch.numbers import counted
from sessiecoach.export.handing_on import HandingOn, Planned, note_put
from sessiecoach.export.written import Document, put, why_not_put
from sessiecoach.storage.home import make_private
from sessiecoach.ui.closes_once import ClosesOnce
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.viewer import NoViewerError
from sessiecoach.ui.widgets.key_line import KeyLine

Put = Callable[[Document, bool], None]
"""Puts a document on disk; also over another where the second says so. Raises OSError."""


def _put(document: Document, over: bool) -> None:
    put(document, over=over)


class MadeList(OptionList):
    """Files that were made."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "select",
            "Openen",
            id="handing.open",
            tooltip="Dit bestand openen in het programma dat uw systeem ervoor heeft",
        ),
    ]


class HandingScreen(ClosesOnce, Screen[None]):
    """Make files one by one, and list which stand there; nothing is put before all are made."""

    CSS_PATH = "hand_on.tcss"
    HELP: ClassVar[str] = (
        "Eerst worden alle bestanden gemaakt, dan pas komen zij in de map. Esc stopt; wat er dan al"
        " staat blijft staan en is hier te zien. Daarna opent Enter een bestand in het programma"
        " dat uw systeem ervoor heeft."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "m",
            "open_folder",
            "Map openen",
            id="handing.open_folder",
            tooltip="De map met de bestanden openen",
        ),
        Binding("escape", "stop", "Stoppen", id="handing.stop", tooltip="Ophouden met maken"),
        Binding("escape", "back", "Terug", id="handing.back", tooltip="Terug naar de keuzes"),
    ]

    made: reactive[int] = reactive(0, init=False)
    """How many are made in memory."""
    there: reactive[tuple[Path, ...]] = reactive((), init=False)
    """Which stand on disk."""
    done: reactive[bool] = reactive(False, init=False)

    def __init__(
        self,
        surroundings: Surroundings,
        handing: HandingOn,
        planned: Sequence[Planned],
        folder: Path,
        over: frozenset[Path] = frozenset(),
        put_file: Put = _put,
    ) -> None:
        """Make files in a folder; those in `over` may replace what stands there."""
        super().__init__()
        self.surroundings, self._handing = surroundings, handing
        self._planned, self._folder, self._over = tuple(planned), folder, over
        self._put = put_file
        self._stopped = False
        self._refused = ""
        self._not_noted = False

    def compose(self) -> ComposeResult:
        """Lay out how far it is, and the files."""
        yield Static(what_line(self._handing), id="what", markup=False)
        with Vertical(id="handing"):
            yield Static(id="state", markup=False)
            yield ProgressBar(
                len(self._planned) * 2, show_eta=False, show_percentage=False, id="bar"
            )
            yield Static(id="refused", markup=False)
            yield Static(id="where", markup=False)
            yield MadeList(id="made", markup=False, compact=True, disabled=True)
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin."""
        for name in ("#refused", "#made", "#where"):
            self.query_one(name).display = False
        self._show_progress()
        self._make()

    # Making.

    @work(exclusive=True, group="make")
    async def _make(self) -> None:
        documents: list[Document] = []
        for each in self._planned:
            if self._stopped:
                break
            documents.append(await asyncio.to_thread(each.made_in, self._folder))
            self.made += 1
        for document in documents if len(documents) == len(self._planned) else ():
            if self._stopped:
                break
            try:
                await asyncio.to_thread(self._put_one, document)
            except OSError as error:
                name = one_line(document.path.name)
                self._refused = f"{name} kan niet worden gemaakt: {why_not_put(error)}."
                break
            self.there = (*self.there, document.path)
        self.done = True

    def _put_one(self, document: Document) -> None:
        make_private(self._folder)
        self._put(document, document.path in self._over)
        try:
            note_put(self._handing, self.surroundings.places.state, [document.path])
        except OSError:
            self._not_noted = True

    def action_stop(self) -> None:
        """Stop after the file that is being made."""
        self._stopped = True
        self._show_progress()

    # What is shown.

    def watch_made(self) -> None:
        """Show how far it is."""
        self._show_progress()

    def watch_there(self) -> None:
        """Show how far it is."""
        self._show_progress()

    def watch_done(self) -> None:
        """Show what came of it."""
        self._show_result()
        self.refresh_bindings()

    def _show_progress(self) -> None:
        count = len(self._planned)
        if self.made < count:
            words = f"Maken: {self.made} van {count}"
            name = one_line(self._planned[self.made].name)
        else:
            words, name = f"In de map zetten: {len(self.there)} van {count}", ""
        if self._stopped:
            words, name = "Stoppen na dit bestand…", ""
        line = Content.assemble((words, "bold"), (f"   {name}", "$muted"))
        self.query_one("#state", Static).update(line)
        self.query_one(ProgressBar).update(progress=self.made + len(self.there))

    def _show_result(self) -> None:
        self.query_one(ProgressBar).display = False
        self.query_one("#state", Static).update(Content.styled(self._result_words(), "bold"))
        refused = self.query_one("#refused", Static)
        notes = [self._refused] if self._refused else []
        if self._not_noted:
            notes.append("Opruimen zal ze niet vinden: dat zij er zijn kon niet worden onthouden.")
        refused.display = bool(notes)
        refused.update(Content("\n".join(notes)))
        made = self.query_one("#made", OptionList)
        made.display = bool(self.there)
        made.add_options(Option(Content(one_line(path.name))) for path in self.there)
        where = self.query_one("#where", Static)
        where.display = bool(self.there)
        where.update(Content.assemble(("In ", "$muted"), short_path(self._folder)))
        if self.there:
            made.disabled = False
            made.highlighted = 0
            made.focus()

    def _result_words(self) -> str:
        count, there = len(self._planned), len(self.there)
        if there == count:
            return f"Klaar: {counted(count, 'bestand', 'bestanden')} gemaakt."
        begin = "Gestopt" if self._stopped else "Niet gelukt"
        if not there:
            return f"{begin}; er is geen enkel bestand gemaakt."
        return f"{begin}; {there} van de {count} bestanden {'staat' if there == 1 else 'staan'} er."

    # What can be done now.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now."""
        match action:
            case "stop":
                return not self.done
            case "back":
                return self.done
            case "open_folder":
                return self.done and bool(self.there)
        return True

    # Looking at what was made.

    @on(OptionList.OptionSelected, "#made")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self._show_file(self.there[event.option_index])

    def action_open_folder(self) -> None:
        """Open the folder with the files."""
        self._show_file(self._folder)

    @work(group="view")
    async def _show_file(self, path: Path) -> None:
        try:
            await asyncio.to_thread(partial(self.surroundings.show_file, path))
        except NoViewerError:
            self._tell(f"Uw systeem opent dit niet vanzelf. Het staat in {short_path(path)}")
        except OSError as error:
            self._tell(f"{short_path(path)} kan niet worden geopend: {why_not_put(error)}.")

    def _tell(self, words: str) -> None:
        self.notify(words, severity="error", timeout=12, markup=False)

    def action_back(self) -> None:
        """Go back to the choices."""
        self.dismiss()


def what_line(handing: HandingOn | None) -> Content:
    """Return the line that says of what papers are made."""
    line = Content.styled("DOORGEVEN", "bold $primary")
    if handing is None:
        return line
    session = handing.session
    title = handing.history.title
    if session is not None:
        title = session.header.title or "Bijeenkomst zonder titel"
    return line + Content(f"   {one_line(title)}")


def short_path(path: Path) -> str:
    """Return a path on one line, with the home folder as `~`."""
    home = Path.home()
    if path.is_relative_to(home):
        path = Path("~") / path.relative_to(home)
    return one_line(str(path))
