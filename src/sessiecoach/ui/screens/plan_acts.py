"""What can be done with the plan while a meeting is prepared, beside typing minutes."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.widgets import Input

from sessiecoach.domain.session import Block, LateStart
from sessiecoach.domain.usual_minutes import other_than_planned, plan_as_usual, usual_plan
from sessiecoach.ui.screens.filing import FilingScreen
from sessiecoach.ui.widgets.bound_field import BoundInput, is_changed
from sessiecoach.ui.widgets.plan_table import PlanRow, PlanTable
from sessiecoach.ui.words import short_name

_NONE_USUAL: Final[Mapping[str, int]] = MappingProxyType({})


class PlanActs(FilingScreen):
    """A screen with a `PlanTable`: options of a block, a late start, and the usual minutes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f6",
            "edit_block",
            "Blok",
            id="prepare.block",
            priority=True,
            tooltip="Vast of korter, vanzelf verder, en wanneer het seint; ook met Enter",
        ),
        Binding(
            "f3",
            "toggle_late_start",
            "Late start",
            id="prepare.late",
            priority=True,
            show=False,
            tooltip="Bij een late start blijft het einde vast, of alles schuift op",
        ),
        Binding(
            "f11",
            "take_usual(False)",
            "Meestal, dit blok",
            id="prepare.usual",
            priority=True,
            show=False,
            tooltip="Dit blok zo lang als het bij eerdere bijeenkomsten meestal duurde",
        ),
        Binding(
            "f12",
            "take_usual(True)",
            "Meestal, alle blokken",
            id="prepare.all-usual",
            priority=True,
            show=False,
            tooltip="Elk blok zo lang als het bij eerdere bijeenkomsten meestal duurde",
        ),
    ]

    usual: reactive[Mapping[str, int]] = reactive(_NONE_USUAL, init=False)
    """How long each block usually takes, by its id, once earlier meetings were read."""

    def on_mount(self) -> None:
        """Read what was held before, while one can type."""
        self.run_worker(self._read_earlier(), group="earlier")

    async def _read_earlier(self) -> None:
        from sessiecoach.storage.earlier import earlier_sessions

        session = self.live.session
        earlier = await asyncio.to_thread(earlier_sessions, self.opened.path, session.header.date)
        self.usual = usual_plan(earlier, session)

    def watch_usual(self) -> None:
        """Show it beside the minutes."""
        self.query_one(PlanTable).usual = self.usual
        self.refresh_bindings()

    # What can be done now.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now; a plan that is being held no longer changes here."""
        if action in ("edit_block", "toggle_late_start", "take_usual"):
            session = self.live.session
            if self.snapshot.read_only or session.header.status != "draft":
                return False
            match action:
                case "edit_block":
                    return self._block() is not None
                case "take_usual":
                    return bool(self._usual_minutes(all_blocks=bool(parameters[0])))
            return True
        return super().check_action(action, parameters)

    def _block(self) -> Block | None:
        """Return the block of the row that is stood in, where it was not dropped."""
        above = self.focused.ancestors if self.focused is not None else ()
        row = next((each for each in above if isinstance(each, PlanRow)), None)
        block = self.live.session.block(row.block_id) if row is not None else None
        return block if block is not None and block.withdrawn_at is None else None

    def _usual_minutes(self, *, all_blocks: bool) -> Mapping[str, int]:
        other = other_than_planned(self.live.session, self.usual)
        if all_blocks:
            return other
        block = self._block()
        return {block.id: other[block.id]} if block is not None and block.id in other else {}

    # Acts.

    @on(Input.Submitted)
    def _row_entered(self, event: Input.Submitted) -> None:
        """Open the options of the block where nothing was typed; else go on to the next field."""
        field = event.input
        if isinstance(field, BoundInput) and not is_changed(field) and self._may_edit():
            event.prevent_default()
            self.action_edit_block()

    def _may_edit(self) -> bool:
        return self.check_action("edit_block", ()) is True

    def action_edit_block(self) -> None:
        """Ask for the options of the block that is stood in."""
        from sessiecoach.ui.block_options import option_fields, option_values
        from sessiecoach.ui.screens.form import FormScreen

        self.file_all()
        block = self._block()
        if block is None:
            return

        def filled(values: Mapping[str, object] | None) -> None:
            if values is not None:
                self.live.change("blocks", block.id, **option_values(values))

        name = short_name(self.live.session, block)
        self.app.push_screen(FormScreen(name, option_fields(block)), filled)

    def action_toggle_late_start(self) -> None:
        """Let the end stay where it is at a late start, or let all move."""
        fixed = self.live.session.header.late_start == "end_fixed"
        choice: LateStart = "all_moves" if fixed else "end_fixed"
        self.live.change("header", "", late_start=choice)

    def action_take_usual(self, all_blocks: bool) -> None:
        """Plan this block, or every one, as long as it usually takes; one act, one undo."""
        self.file_all()
        self.live.do(plan_as_usual(self._usual_minutes(all_blocks=all_blocks)))
