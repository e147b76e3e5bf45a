"""The agenda while it is prepared: minutes and minimum of each block, against the slot there is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from rich.table import Table
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from sessiecoach.domain.session import Block, Session
from sessiecoach.domain.text import one_line
from sessiecoach.domain.usual_minutes import other_than_planned
from sessiecoach.dutch.dates import point_clock
from sessiecoach.ui.carousel_words import refusal_words
from sessiecoach.ui.plan_words import (
    fit_words,
    lacking_lines,
    late_start_words,
    option_words,
    total_words,
)
from sessiecoach.ui.widgets.bound_field import Bond, BoundInput, Place, take
from sessiecoach.ui.words import BLOCK_WORDS

_MINUTES = "planned_minutes"
_MINIMUM = "min_minutes"


class PlanRow(Horizontal):
    """One block with its minutes."""

    def __init__(self, block: Block) -> None:
        super().__init__(classes="plan-row")
        self.block_id = block.id
        self.time = Static(classes="plan-time", markup=False)
        self.block_title = Static(classes="plan-title", markup=False)
        self.usual = Static(classes="plan-usual", markup=False)
        self.minutes = _minutes_field(block, _MINUTES, block.planned_minutes)
        self.minimum = _minutes_field(block, _MINIMUM, block.min_minutes)

    @property
    def fields(self) -> tuple[BoundInput, BoundInput]:
        """What can be typed here."""
        return self.minutes, self.minimum

    def compose(self) -> ComposeResult:
        """Lay out the cells."""
        yield self.time
        yield self.block_title
        yield self.usual
        yield self.minutes
        yield self.minimum

    def show_block(self, block: Block, begins: str, usual: int | None) -> None:
        """Show the block as it stands; what is being typed stays."""
        dropped = block.withdrawn_at is not None
        self.set_class(dropped, "-dropped")
        self.time.update(Content("vervalt" if dropped else begins), layout=False)
        title = one_line(block.title) or BLOCK_WORDS[block.kind]
        self.block_title.update(Content(title), layout=False)
        differs = usual is not None and usual != block.planned_minutes and not dropped
        self.usual.update(Content(str(usual) if differs else ""), layout=False)
        take(self.minutes, block.planned_minutes)
        take(self.minimum, block.min_minutes)


class PlanTable(Vertical):
    """Every block, also a dropped one, the total against the slot, and what the plan lacks."""

    session: reactive[Session] = reactive(Session, init=False)
    usual: reactive[Mapping[str, int]] = reactive(MappingProxyType({}), init=False)
    """How many minutes a block usually takes, by its id, where that is known."""
    _lacking: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the titles and the lines below the blocks; the blocks come with the session."""
        with Horizontal(classes="plan-titles"):
            yield Static("van", classes="plan-time", markup=False)
            yield Static("onderdeel", classes="plan-title", markup=False)
            yield Static("meestal", classes="plan-usual", markup=False)
            yield Static("min", classes="plan-number", markup=False)
            yield Static("minst", classes="plan-number", markup=False)
        yield Vertical(id="plan-rows")
        yield Static(id="plan-options", markup=False)
        yield Static(id="plan-total", markup=False)
        yield Static(id="plan-carousel", markup=False)
        yield Static(id="plan-late", markup=False)
        yield Static(_usual_line(), id="plan-usual-keys", markup=False)
        yield Static(id="plan-findings", markup=False)

    @property
    def rows(self) -> list[PlanRow]:
        """The blocks as they stand."""
        return list(self.query(PlanRow))

    async def watch_session(self) -> None:
        """Follow the session."""
        session = self.session
        rows = {row.block_id: row for row in self.rows}
        parent = self.query_one("#plan-rows")
        for block in session.blocks:
            if block.id not in rows:
                rows[block.id] = PlanRow(block)
                await parent.mount(rows[block.id])
        for block, begins in _beginnings(session):
            rows[block.id].show_block(block, begins, self.usual.get(block.id))
            for each in rows[block.id].fields:
                each.disabled = session.header.status != "draft"
        known = other_than_planned(session, self.usual) and session.header.status == "draft"
        self.query_one("#plan-usual-keys").display = bool(known)
        self._show_total()
        self._show_options()

    async def watch_usual(self) -> None:
        """Show how long blocks usually take, in a column that is there where one is known."""
        self.set_class(bool(self.usual), "-usual")
        await self.watch_session()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say what is set of the block that is stood in."""
        self._show_options()

    def _show_options(self) -> None:
        row = next((each for each in self.rows if each.has_focus_within), None)
        block = self.session.block(row.block_id) if row is not None else None
        line = self.query_one("#plan-options", Static)
        words = "Enter op een blok: vast of korter, vanzelf verder, seinen"
        line.update(Content(option_words(block) if block is not None else words))

    def _show_total(self) -> None:
        session = self.session
        words, style = fit_words(session)
        sign = "▲ " if "error" in style else ""
        total = Content.assemble(
            ("Samen ", "$muted"), (total_words(session), "bold"), "  ", (f"{sign}{words}", style)
        )
        self.query_one("#plan-total", Static).update(total, layout=False)
        refused = refusal_words(session)
        said = self.query_one("#plan-carousel", Static)
        said.display = bool(refused)
        said.update(Content.styled(f"▲ {refused.capitalize()}, zie Groepen", "bold $error"))
        self.query_one("#plan-late", Static).update(
            Content.assemble(late_start_words(session), ("  F3", "bold $accent")), layout=False
        )
        lines = lacking_lines(session)
        if lines != self._lacking:
            self._lacking = lines
            table = Table.grid(padding=(0, 1))
            for line in lines:
                table.add_row(Text("△"), Text(line))
            self.query_one("#plan-findings", Static).update(table)

    def step(self, at: BoundInput, step: int) -> bool:
        """Go to the same field of the block above or below; False where there is none."""
        rows = self.rows
        place = next((n for n, row in enumerate(rows) if at in row.fields), None)
        if place is None or not 0 <= place + step < len(rows):
            return False
        rows[place + step].fields[rows[place].fields.index(at)].focus()
        return True


def _usual_line() -> Content:
    return Content.assemble(
        ("Zo lang als meestal: ", "$muted"),
        ("F11", "bold $accent"),
        (" dit blok, ", "$muted"),
        ("F12", "bold $accent"),
        (" alle", "$muted"),
    )


def _minutes_field(block: Block, attribute: str, minutes: int) -> BoundInput:
    bond = Bond(Place("blocks", block.id, attribute), "minutes", minutes)
    return BoundInput(bond, classes="plan-number")


def _beginnings(session: Session) -> Iterator[tuple[Block, str]]:
    """Yield every block with the time at which it begins as planned."""
    starts = session.header.starts
    at = dt.datetime.combine(dt.date(2000, 1, 1), starts) if starts else None
    for block in session.blocks:
        yield block, point_clock(at) if at else ""
        if at is not None and block.withdrawn_at is None:
            at += dt.timedelta(minutes=block.planned_minutes)
