"""The agenda while it is prepared: minutes and minimum of each block, against the slot there is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from sessiecoach.domain.session import Block, Session
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import point_clock
from sessiecoach.ui.plan_words import fit_words, lacking_lines, total_words
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
        yield self.minutes
        yield self.minimum

    def show_block(self, block: Block, begins: str) -> None:
        """Show the block as it stands; what is being typed stays."""
        dropped = block.withdrawn_at is not None
        self.set_class(dropped, "-dropped")
        self.time.update(Content("vervalt" if dropped else begins), layout=False)
        title = one_line(block.title) or BLOCK_WORDS[block.kind]
        self.block_title.update(Content(title), layout=False)
        take(self.minutes, block.planned_minutes)
        take(self.minimum, block.min_minutes)


class PlanTable(Vertical):
    """Every block, also a dropped one, the total against the slot, and what the plan lacks."""

    session: reactive[Session] = reactive(Session, init=False)
    _lacking: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the titles and the lines below the blocks; the blocks come with the session."""
        with Horizontal(classes="plan-titles"):
            yield Static("van", classes="plan-time", markup=False)
            yield Static("onderdeel", classes="plan-title", markup=False)
            yield Static("min", classes="plan-number", markup=False)
            yield Static("minst", classes="plan-number", markup=False)
        yield Vertical(id="plan-rows")
        yield Static(id="plan-total", markup=False)
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
            rows[block.id].show_block(block, begins)
            for each in rows[block.id].fields:
                each.disabled = session.header.status != "draft"
        self._show_total()

    def _show_total(self) -> None:
        session = self.session
        words, style = fit_words(session)
        sign = "▲ " if "error" in style else ""
        total = Content.assemble(
            ("Samen ", "$muted"), (total_words(session), "bold"), "  ", (f"{sign}{words}", style)
        )
        self.query_one("#plan-total", Static).update(total, layout=False)
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
