"""The check list of rounding off: what is still open, and where each line of it is mended."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from sessiecoach.domain.closing import (
    OF_BSN,
    OpenCode,
    OpenPoint,
    bsn_in_line,
    open_points,
    other_personal_data,
)
from sessiecoach.domain.personal_data import without_bsn
from sessiecoach.domain.session import Block
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.numbers import counted
from sessiecoach.storage.journal import HeldLine
from sessiecoach.ui.closing_words import (
    TAKE_PROPOSED,
    closing_remedy,
    closing_sentence,
    held_sentence,
    proposed_sentence,
)
from sessiecoach.ui.messages import ShowStage
from sessiecoach.ui.privacy_words import summary_words
from sessiecoach.ui.screens.finish_answers import HELD_PREFIX, FinishAnswers
from sessiecoach.ui.widgets.check_list import CheckLine, CheckList

_SHOWN_AT_CLOSING = 5  # so that the answers still show in the smallest window


class FinishChecks(FinishAnswers):
    """The part of rounding off that names what is open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+l",
            "replace_personal",
            "BSN lakken",
            id="finish.replace_bsn",
            show=False,
            tooltip="Het nummer in deze tekst vervangen door [BSN]; ctrl+z zet het terug",
        ),
    ]

    @property
    def held(self) -> tuple[HeldLine, ...]:
        """The half-typed lines of every screen of this session."""
        return self.opened.writer.held if self.opened.writer is not None else ()

    # What is still open.

    def _open_lines(self) -> list[CheckLine]:
        session = self.snapshot.session
        lines = [self._open_line(point) for point in open_points(session)]
        lines += [
            CheckLine(held_sentence(line.text), "→ erheen", bsn_in_line(line.text), line.field)
            for line in self.held
        ]
        other = other_personal_data(session)
        if other:
            first = OpenPoint(
                OpenCode.OTHER_PERSONAL_DATA, summary_words(other), other[0].item, other[0].table
            )
            told = CheckLine(first.subject, closing_remedy(first), first)
            # Beside what is about a BSN, so that it is in sight whatever else is open.
            bsn = sum(line.point is not None and line.point.code in OF_BSN for line in lines)
            lines.insert(bsn, told)
        return lines

    @property
    def asked_lines(self) -> list[CheckLine]:
        """What is asked about before closing; what is only told never asks by itself."""
        lines = self._open_lines()
        return [] if all(is_only_told(line) for line in lines) else lines

    def _open_line(self, point: OpenPoint) -> CheckLine:
        if point.code is OpenCode.NEXT_DATE_UNKNOWN and self.proposed is not None:
            return CheckLine(proposed_sentence(self.proposed), TAKE_PROPOSED, point)
        asks = point.code is OpenCode.SOLUTION_NOT_MARKED_FEASIBLE
        return CheckLine(closing_sentence(point), closing_remedy(point), point, yes_or_no=asks)

    def watch_proposed(self) -> None:
        """Show the proposal, also on the list."""
        super().watch_proposed()
        self.show_checks()

    def show_checks(self) -> None:
        """Show what is open now, without the line that is being typed."""
        focused = self.focused
        typing = f"{HELD_PREFIX}{focused.id}" if isinstance(focused, Input) else None
        lines = tuple(line for line in self._open_lines() if line.field != typing or not typing)
        checks = self.query_one(CheckList)
        if checks.lines != lines:
            checks.lines = lines
            title = self.query_one("#checks-title", Static)
            count = (f"  {len(lines)}", "$warning") if lines else ""
            hint = ("   Enter gaat erheen", "not bold $faint") if lines else ""
            title.update(Content.assemble("Nog open", count, hint))

    @on(CheckList.Chosen)
    def _mend(self, event: CheckList.Chosen) -> None:
        line = event.line
        if line.field.startswith(HELD_PREFIX):
            self.query_one(f"#{line.field.removeprefix(HELD_PREFIX)}", Input).focus()
        elif line.field.startswith("lookback/"):
            self.post_message(ShowStage("lookback"))
        elif line.point is not None and not line.field:
            self.mend(line.point)
        else:
            self.post_message(ShowStage("live"))

    # What looks like a BSN.

    @property
    def _bsn_line(self) -> OpenPoint | None:
        """The line with the cursor, where it is about a BSN in the record."""
        checks = self.focused
        if not isinstance(checks, CheckList) or not checks.lines:
            return None
        line = checks.lines[checks.cursor]
        is_bsn = line.point is not None and line.point.code in OF_BSN and not line.field
        return line.point if is_bsn else None

    def action_replace_personal(self) -> None:
        """Let [BSN] stand in the place of the number, wherever it is in that item."""
        point = self._bsn_line
        if point is not None:
            self.live.do(without_bsn(self.snapshot.session, point.table, point.item))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether the line with the cursor is about a BSN."""
        if action == "replace_personal":
            return self._bsn_line is not None and not self.snapshot.read_only
        return super().check_action(action, parameters)


def is_only_told(line: CheckLine) -> bool:
    """Return whether a line keeps nobody from closing, and is not kept with the record."""
    return line.point is not None and line.point.code is OpenCode.OTHER_PERSONAL_DATA


def closing_question(lines: list[CheckLine], running: Block | None) -> str:
    """Return what is to be known before closing; empty where nothing is open and no clock runs."""
    said = []
    if running is not None:
        title = one_line(running.title) or running.id
        said.append(f"De klok loopt nog: {title}. Sluiten zet haar stil.")
    if not lines:
        return " ".join([*said, "Sluiten?"]) if said else ""
    many = counted(len(lines), "punt staat", "punten staan")
    first = lines[:_SHOWN_AT_CLOSING]
    told = [line for line in lines[_SHOWN_AT_CLOSING:] if is_only_told(line)]
    if told:
        first[-1:] = told  # personal data is named however much is open
    shown = [f"! {line.sentence}" for line in first]
    more = len(lines) - len(shown)
    if more:
        shown.append(f"  en nog {more}")
    kept = "Het wordt" if len(lines) == 1 else "Ze worden"
    return "\n".join(
        [*said, f"Nog {many} open.", "", *shown, "", f"{kept} bij het verslag bewaard. Sluiten?"]
    )
