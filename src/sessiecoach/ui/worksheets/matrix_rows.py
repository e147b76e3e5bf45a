"""The test of the requirements on cases as a matrix: a row a requirement, a column a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from textual.content import Content

from sessiecoach.domain.requirements import outcome_of, results_of
from sessiecoach.domain.session import Case, Requirement, RequirementTest, TestResult
from sessiecoach.domain.text import one_line, visible
from sessiecoach.export.comparison.words import TEST_WORDS
from sessiecoach.ui.widgets.item_rows import BLANK, ItemKey, Line, Piece, Row, flow
from sessiecoach.ui.worksheets.panes import cut, padded
from sessiecoach.ui.worksheets.requirement_rows import NO_TEXT

RESULT_STYLES: Final[Mapping[TestResult | None, str]] = MappingProxyType(
    {"holds": "helps", "adjust": "missing", "drops": "hinders", None: "faint"}
)
REMARKED: Final = "*"
"""Marks a cell with a remark."""
OUTCOME: Final = "Uitkomst"
_UNTESTED: Final = "·"
_INDENT: Final = 4
_GAP: Final = 2
_LEAST_LABEL: Final = 30
_MOST_LABEL: Final = 72
_LEAST_CASE: Final = 15
"""The longest word with its mark, and air."""
_MOST_CASE: Final = 20
_OUTCOME_WIDTH: Final = 11
_MOST_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Matrix:
    """How a matrix fits in a width: so wide is each part, and these cases show."""

    label: int
    case: int
    first: int
    """The place of the first case that shows."""
    shown: int
    """How many cases show."""

    @property
    def outcome(self) -> int:
        """Where the outcome begins."""
        return self.label + self.shown * self.case

    def part(self, cases: Sequence[Case]) -> Sequence[Case]:
        """Return the cases that show."""
        return cases[self.first : self.first + self.shown]


def matrix_of(width: int, cases: int, here: int, first: int) -> Matrix:
    """Return how so many cases fit in a width, such that the one at the place `here` shows.

    `first` is the first one that showed before: it scrolls no more than needed.
    """
    room = width - _LEAST_LABEL - _GAP - _OUTCOME_WIDTH
    shown = max(1, min(cases, room // _LEAST_CASE))
    case = max(_LEAST_CASE, min(_MOST_CASE, (width * 2 // 3 - _OUTCOME_WIDTH) // shown))
    case = min(case, max(_LEAST_CASE, room // shown))
    label = min(_MOST_LABEL, max(_GAP, width - shown * case - _OUTCOME_WIDTH))
    first = max(here - shown + 1, min(first, here, cases - shown))
    return Matrix(label, case, max(0, first), shown)


def head_lines(matrix: Matrix, cases: Sequence[Case], here: str) -> Content:
    """Return what stands above the columns: the code names of the cases, on two lines at most."""
    titles = [_title_lines(case, matrix.case - _GAP - 1) for case in matrix.part(cases)]
    height = max(len(lines) for lines in titles)
    above = [""] * height
    if matrix.shown < len(cases):
        last = matrix.first + matrix.shown
        before, after = "← " * (matrix.first > 0), " →" * (last < len(cases))
        above[-1] = f"{before}casus {matrix.first + 1}–{last} van {len(cases)}{after}"
    lines = []
    for line in range(height):
        pieces = [_filled(above[line], matrix.label, "$muted")]
        for case, title in zip(matrix.part(cases), titles, strict=True):
            bottom = line - height + len(title)
            style = "bold $primary" if case.id == here else "$muted"
            word = f" {title[bottom]}" if bottom >= 0 else ""
            pieces.append(_filled(word, matrix.case, style))
        pieces.append(Content.styled(OUTCOME if line == height - 1 else "", "bold $muted"))
        lines.append(Content.assemble(*pieces))
    return Content("\n").join(lines)


def _filled(text: str, width: int, style: str) -> Content:
    content = Content.styled(cut(text, width - 1), style)
    return content + " " * max(0, width - content.cell_length)


def _title_lines(case: Case, width: int) -> list[str]:
    """Return the code name of a case on two lines at most, or its id where it has none."""
    title = case_title(case)
    wrapped = [line.plain.rstrip() for line in Content(title).wrap(width)]
    if len(wrapped) > 2:
        wrapped = [wrapped[0], cut(" ".join(wrapped[1:]), width)]
    return wrapped or [""]


def case_title(case: Case) -> str:
    """Return how a case is called."""
    return one_line(case.title) or f"casus {one_line(case.id)}"


def requirement_row(
    requirement: Requirement,
    label: Piece,
    matrix: Matrix,
    cases: Sequence[Case],
    here: str,
) -> Row:
    """Return a requirement with how it came out of each case that shows, and of all together.

    `here` is the case of the cell with the cursor; empty for none in this row.
    """
    text = Piece(visible(requirement.text).strip() or NO_TEXT)
    first: Line = (Piece(label.text.ljust(_INDENT), label.style),)
    width = matrix.label - _GAP
    lines = flow([text], width, first=first, indent=_INDENT, most_lines=_MOST_LINES)
    cells = padded(lines[0], matrix.label)
    results = results_of(requirement)
    for place, case in enumerate(matrix.part(cases), start=1):
        test = results.get(case.id, RequirementTest())
        cells = (*cells, *_cell(test, here=case.id == here))
        cells = padded(cells, matrix.label + place * matrix.case)
    outcome = outcome_of(requirement)
    word = TEST_WORDS[outcome] if outcome else _UNTESTED
    cells = (*cells, Piece(word, RESULT_STYLES[outcome]))
    return Row((cells, *lines[1:]), ItemKey("requirements", requirement.id))


def _cell(test: RequirementTest, *, here: bool) -> Line:
    word = TEST_WORDS[test.result] if test.result else _UNTESTED
    mark = f" {REMARKED}" if test.remark.strip() else ""
    if here:
        return (Piece(f" {word}{mark} ", "here"),)
    # One cell in, as the words of the cell with the cursor are.
    return (Piece(" ", "text"), Piece(word, RESULT_STYLES[test.result]), Piece(mark, "muted"))


def spaced(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return rows with a blank line between them."""
    return tuple(part for row in rows for part in (row, BLANK))[:-1]
