"""Meetings of a series beside each other: eleven views, one at a time, over a span of meetings."""

from __future__ import annotations

import asyncio
import datetime as dt
from abc import abstractmethod
from pathlib import Path
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from sessiecoach.domain.session import Note, Session, Update
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.faults import file_troubles
from sessiecoach.dutch.likeness import Twin
from sessiecoach.export.comparison import Asked, SeriesSource, comparison, comparison_of
from sessiecoach.export.outline import Outline
from sessiecoach.storage.history import History
from sessiecoach.ui.compare_words import day_of_note, span_words
from sessiecoach.ui.widgets.page import Page
from sessiecoach.ui.widgets.twin_line import TwinLine
from sessiecoach.ui.widgets.view_page import ViewPage
from sessiecoach.ui.words import reason_words

SIDE_BY_SIDE: Final = "naast-elkaar"
"""The view in which twins are proposed."""
_DIGITS: Final = 10


class Comparing(Screen[None]):
    """What comparing is from the start screen and within a meeting alike.

    A screen that derives from it tells where the series comes from and where a link goes.
    """

    # Styles go by it: those of a type reach no screen that has this as its second base.
    DEFAULT_CLASSES = "comparing"
    HELP: ClassVar[str] = (
        "Elf manieren om bijeenkomsten van een reeks te vergelijken. Een cijfer of n en b kiezen"
        " de weergave; [ en ] verschuiven de eerste bijeenkomst, { en } de laatste. Wat op elkaar"
        " lijkt wordt voorgesteld: = zegt dat het hetzelfde is, / dat het verschilt."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left_square_bracket",
            "first(-1)",
            "Vanaf",
            key_display="[ ]",
            id="compare.first_back",
            tooltip="Een bijeenkomst eerder beginnen met vergelijken",
        ),
        Binding(
            "right_square_bracket",
            "first(1)",
            "Later beginnen",
            key_display="]",
            id="compare.first_on",
            show=False,
            tooltip="Een bijeenkomst later beginnen met vergelijken",
        ),
        Binding(
            "left_curly_bracket",
            "last(-1)",
            "T/m",
            key_display="{ }",
            id="compare.last_back",
            tooltip="Een bijeenkomst eerder ophouden met vergelijken",
        ),
        Binding(
            "right_curly_bracket",
            "last(1)",
            "Later ophouden",
            key_display="}",
            id="compare.last_on",
            show=False,
            tooltip="Een bijeenkomst later ophouden met vergelijken",
        ),
        Binding(
            "equals_sign",
            "same",
            "Dezelfde",
            key_display="=",
            id="compare.same",
            show=False,
            tooltip="Vastleggen dat dit twee keer hetzelfde is",
        ),
        Binding(
            "slash",
            "different",
            "Verschilt",
            key_display="/",
            id="compare.different",
            show=False,
            tooltip="Vastleggen dat dit niet hetzelfde is; het wordt niet meer voorgesteld",
        ),
        Binding(
            "full_stop",
            "later",
            "Volgend voorstel",
            key_display=".",
            id="compare.later",
            show=False,
            tooltip="Dit voorstel laten staan en het volgende bekijken",
        ),
        Binding(
            "p",
            "toggle_private",
            "Privé",
            id="compare.private",
            show=False,
            tooltip="Wat als privé is gemarkeerd tonen of verbergen",
        ),
        *(
            Binding(str((place + 1) % 10), f"view({place})", show=False, system=True)
            for place in range(_DIGITS)
        ),
    ]

    history: reactive[History | None] = reactive(None, init=False)
    outline: reactive[Outline | None] = reactive(None, init=False)
    view: reactive[int] = reactive(0, init=False)
    """Which of the views is shown, counted from 0."""
    private: reactive[bool] = reactive(False, init=False)
    twins: reactive[tuple[Twin[Note], ...]] = reactive((), init=False)
    asked_twin: reactive[int] = reactive(0, init=False)

    span: tuple[int, int] | None = None
    """The first and the last meeting that are compared, among those of the history."""

    # What a screen that derives from it gives.

    asking = ""
    """The meeting that looks back, where there is one."""

    @abstractmethod
    def read_series(self) -> History:
        """Read the series; called off the event loop."""

    @abstractmethod
    def present(self) -> dt.datetime:
        """Return the instant of now, with a zone."""

    def day(self) -> dt.date:
        """Return the day on which one looks."""
        return self.present().date()

    @abstractmethod
    async def keep_said(self, update: Update) -> None:
        """Keep what was said of two notes, and compare with it. Raises OSError where not."""

    @property
    def may_tell(self) -> bool:
        """Whether anything can be written here."""
        return True

    # What is shown.

    def compose_views(self) -> ComposeResult:
        """Lay out the line of the span, the views and the page, and what is proposed."""
        yield Static("", id="span", markup=False)
        with Horizontal(id="comparing"):
            yield OptionList(id="views", markup=False)
            with Vertical(id="view"):
                yield ViewPage(Outline("", "", ()), id="page")
                yield TwinLine()

    def on_mount(self) -> None:
        """Show the frame at once, and read the series meanwhile."""
        self.query_one(TwinLine).display = False
        self._name_views(comparison(History(Path(), ""), self.asked(), self.present()))
        self._show_span()
        self.query_one(Page).focus()
        self.read_anew()

    @work(exclusive=True, group="compare")
    async def read_anew(self) -> None:
        """Read the series from disk, then compare."""
        self.history = await asyncio.to_thread(self.read_series)
        await self._compare()

    @work(exclusive=True, group="compare")
    async def compare_again(self) -> None:
        """Compare what was read, with another span or another word about it."""
        await self._compare()

    async def _compare(self) -> None:
        history = self.history
        if history is None:
            return
        asked, now = self.asked(), self.present()

        def compared() -> tuple[Outline, tuple[Twin[Note], ...]]:
            source = SeriesSource(history, asked, now)
            return comparison_of(source), source.twins

        outline, twins = await asyncio.to_thread(compared)
        self.asked_twin, self.twins = 0, twins
        self.outline = outline

    def asked(self) -> Asked:
        """Return what is compared now."""
        chosen: tuple[str, ...] = ()
        on = self.day()
        if self.span is not None:
            held, (first, last) = self._held(), self._span()
            chosen = tuple(each.header.id for each in held[first : last + 1])
            if last < len(held) - 1:
                # With an earlier end it is as it was on that day.
                on = held[last].header.date or on
        return Asked(on, chosen, self.asking, self.private)

    def _held(self) -> tuple[Session, ...]:
        """Return the meetings that there are to compare."""
        if self.history is None:
            return ()
        return SeriesSource(self.history, Asked(self.day(), asking=self.asking)).held

    def _span(self) -> tuple[int, int]:
        """Return the places of the first and the last meeting; the whole series by default."""
        last = max(0, len(self._held()) - 1)
        first, end = self.span if self.span is not None else (0, last)
        return min(first, last), min(end, last)

    def watch_outline(self, outline: Outline | None) -> None:
        """Show the views by name, and the one that was chosen."""
        if outline is not None:
            self._name_views(outline)
            self._show_view()

    def _name_views(self, outline: Outline) -> None:
        views = self.query_one("#views", OptionList)
        views.clear_options()
        for place, section in enumerate(outline.sections):
            key = str((place + 1) % 10) if place < _DIGITS else " "
            count = f"  {section.count}" if section.count else ""
            words = section.short or section.title
            views.add_option(
                Option(Content.assemble((f"{key}  ", "$muted"), words, (count, "$muted")))
            )

    def watch_view(self) -> None:
        """Show another view, from its top."""
        self._show_view()
        self.query_one(Page).scroll_home(animate=False)

    def watch_private(self) -> None:
        """Compare again, with what is private or without it."""
        self.compare_again()

    def watch_asked_twin(self) -> None:
        """Propose another pair."""
        self._show_twin()

    def _show_view(self) -> None:
        outline = self.outline
        if outline is None:
            return
        section = outline.sections[self.view]
        self.query_one(Page).outline = Outline(outline.title, outline.subtitle, (section,))
        self.query_one("#views", OptionList).highlighted = self.view
        self._show_span()
        self._show_twin()
        self.refresh_bindings()

    def _show_span(self) -> None:
        history, outline = self.history, self.outline
        line = Content.styled("VERGELIJKEN", "bold $primary")
        if history is None or outline is None:
            line += Content.styled("   de reeks wordt gelezen", "$muted")
        else:
            title = one_line(history.title)
            words = f"   {self.view + 1}/{len(outline.sections)}"
            line += Content.assemble("   ", (title, "bold"), (words, "$muted"))
            line += span_words(self._held(), self._span())
            if self.private:
                line += Content.styled("   privénotities zichtbaar", "$private")
            for trouble in file_troubles(history.faults):
                line += Content.styled(f"   {trouble}", "$warning")
            if outline.has_made_up:
                line += Content.styled("   ° bedacht als voorbeeld", "$faint")
        self.query_one("#span", Static).update(line)

    def _show_twin(self) -> None:
        line = self.query_one(TwinLine)
        twin, history = self._twin, self.history
        line.display = twin is not None and self._proposes and history is not None
        if twin is not None and history is not None:
            line.show_twin(
                twin.later.text,
                day_of_note(history.meetings, twin.later),
                twin.earlier.text,
                day_of_note(history.meetings, twin.earlier),
                self.asked_twin % len(self.twins) + 1,
                len(self.twins),
            )

    @property
    def _twin(self) -> Twin[Note] | None:
        return self.twins[self.asked_twin % len(self.twins)] if self.twins else None

    @property
    def _proposes(self) -> bool:
        outline = self.outline
        return outline is not None and outline.sections[self.view].id == SIDE_BY_SIDE

    # What can be done now.

    def may_compare(self, action: str) -> bool | None:
        """Say whether an act of comparing can be done now."""
        match action:
            case "first" | "last":
                return len(self._held()) > 1 or None
            case "same" | "different":
                return self._proposes and self._twin is not None and self.may_tell
            case "later":
                return self._proposes and len(self.twins) > 1
        return True

    def _moved(self, action: str, step: int) -> tuple[int, int]:
        first, last = self._span()
        if action == "first":
            return max(0, min(first + step, last)), last
        return first, max(first, min(last + step, len(self._held()) - 1))

    # Acts.

    @on(ViewPage.Stepped)
    def _stepped_on(self, event: ViewPage.Stepped) -> None:
        if self.outline is not None:
            self.view = (self.view + event.step) % len(self.outline.sections)

    @on(OptionList.OptionSelected, "#views")
    def _view_chosen(self, event: OptionList.OptionSelected) -> None:
        self.action_view(event.option_index)

    def action_view(self, place: int) -> None:
        """Show a view."""
        if self.outline is not None and place < len(self.outline.sections):
            self.view = place
            self.query_one(Page).focus()

    def action_first(self, step: int) -> None:
        """Begin a meeting earlier or later."""
        self.span = self._moved("first", step)
        self.compare_again()

    def action_last(self, step: int) -> None:
        """End a meeting earlier or later."""
        self.span = self._moved("last", step)
        self.compare_again()

    def action_toggle_private(self) -> None:
        """Show what is private, or hide it again."""
        self.private = not self.private

    def action_later(self) -> None:
        """Leave this proposal as it is."""
        self.asked_twin += 1

    def action_same(self) -> None:
        """Say that the two are the same."""
        twin = self._twin
        if twin is not None:
            self._tell(Update(item=twin.later.id, same_as=twin.earlier.id), "Vastgelegd: dezelfde.")

    def action_different(self) -> None:
        """Say that the two are not the same."""
        twin = self._twin
        if twin is not None:
            words = "Vastgelegd: niet hetzelfde."
            self._tell(Update(item=twin.later.id, differs_from=twin.earlier.id), words)

    @work(group="tell")
    async def _tell(self, update: Update, words: str) -> None:
        try:
            await self.keep_said(update)
        except OSError as error:
            self.not_kept(error)
            return
        self.notify(words, timeout=4, markup=False)

    def not_kept(self, error: OSError) -> None:
        """Say why something could not be written."""
        reason = reason_words(error.strerror or type(error).__name__)
        self.notify(
            f"Dit kan niet worden bewaard: {reason}.", severity="error", timeout=12, markup=False
        )
