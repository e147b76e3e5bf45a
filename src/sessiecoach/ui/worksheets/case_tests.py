"""Each requirement tested on each case: does it hold, must it be adjusted, does it drop."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from sessiecoach.domain import requirements
from sessiecoach.domain.facts import Added
from sessiecoach.domain.session import Case, Requirement, RequirementTest, TestResult
from sessiecoach.domain.text import one_line
from sessiecoach.export.comparison.words import TEST_WORDS
from sessiecoach.export.requirements import requirement_labels
from sessiecoach.ui.new_items import new_case
from sessiecoach.ui.screens.form import FormField
from sessiecoach.ui.widgets.item_rows import ItemKey, Piece, Row, flow
from sessiecoach.ui.worksheets.matrix_rows import (
    case_title,
    head_lines,
    matrix_of,
    requirement_row,
    spaced,
)
from sessiecoach.ui.worksheets.panes import Pane, PanedSheet

_NO_REQUIREMENTS: Final = (
    "Er is nog geen programma van eisen. Maak het op het werkblad Eisen ([ en ] gaan van werkblad"
    " naar werkblad); dan is elke eis hier per casus te toetsen."
)
_NO_CASES: Final = (
    "Er zijn nog geen casussen om de eisen op te toetsen. Met c zet u er hier een neer, met een"
    " schuilnaam; in de voorbereiding (Shift+F5) staan ze bij elkaar."
)


class TestsSheet(PanedSheet):
    """The matrix of requirements and cases, with the remark of the cell with the cursor."""

    HELP = (
        "Hier wordt elke eis aan elke casus getoetst: h houdt stand, a aanpassen, v vervalt. De"
        " uitkomst volgt daaruit: houdt een eis overal stand, dan houdt hij stand; vervalt hij bij"
        " elke getoetste casus, dan vervalt hij; anders moet hij worden aangepast."
    )
    DEFAULT_CSS = """
    TestsSheet #matrix-cell { max-height: 4; }
    TestsSheet.-airy #matrix-cell { margin-top: 1; }
    """
    EDIT = "remark"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "h",
            "result('holds')",
            "Houdt stand",
            id="tests.holds",
            tooltip="De eis werkt zoals hij er staat in deze casus",
        ),
        Binding(
            "a",
            "result('adjust')",
            "Aanpassen",
            id="tests.adjust",
            tooltip="De eis moet voor deze casus anders",
        ),
        Binding(
            "v",
            "result('drops')",
            "Vervalt",
            id="tests.drops",
            tooltip="De eis is in deze casus niet te houden",
        ),
        Binding(
            "enter",
            "remark",
            "Opmerking",
            id="tests.remark",
            tooltip="Opschrijven wat er bij deze eis en deze casus gezegd werd",
        ),
        Binding(
            "space,delete,backspace",
            "result('')",
            "Wissen",
            id="tests.clear",
            show=False,
            tooltip="Zeggen dat deze eis op deze casus niet getoetst is; een opmerking blijft",
        ),
        Binding(
            "c",
            "add_case",
            "Casus erbij",
            id="tests.case",
            tooltip="Een casus toevoegen, met een schuilnaam",
        ),
        Binding("left", "move_case(-1)", "Casus links", show=False),
        Binding("right", "move_case(1)", "Casus rechts", show=False),
    ]

    case: reactive[str] = reactive("", repaint=False, init=False)
    """The id of the case of the column with the cursor."""

    def __init__(self) -> None:
        super().__init__()
        self._first = 0
        self._added = ""
        """The id of a case that is on its way, and that will have the cursor."""

    def compose(self) -> ComposeResult:
        """Lay out the code names, the matrix, and what was said of one cell."""
        yield Static(id="matrix-head", markup=False)
        yield Pane()
        yield Static(id="matrix-cell", markup=False)

    # What is shown.

    def sheet_rows(self, width: int) -> tuple[Row, ...]:
        """Return a row a requirement, or what to do where there is nothing to test."""
        cases = self.cases
        standing = requirements.standing_requirements(self.session)
        if not (standing and cases):
            words = _NO_CASES if standing else _NO_REQUIREMENTS
            return (Row(flow([Piece(words, "muted")], min(width, 76))),)
        matrix = matrix_of(width, len(cases), self._place, self._first)
        labels = requirement_labels(self.session)
        rows = []
        for each in standing:
            label = Piece(labels[each.id], "unsaved" if self._unsaved(each) else "faint")
            here = self.active and self.cursor == ItemKey("requirements", each.id)
            rows.append(requirement_row(each, label, matrix, cases, self.case if here else ""))
        return spaced(rows)

    def _unsaved(self, requirement: Requirement) -> bool:
        return requirement.id in self.snapshot.unsaved

    def lay_out(self, width: int) -> None:
        """Draw the matrix, with the column of the cursor in view."""
        cases = self.cases
        ids = [each.id for each in cases]
        if self._added in ids:
            self.set_reactive(TestsSheet.case, self._added)
            self._added = ""
        elif ids and self.case not in ids:
            self.set_reactive(TestsSheet.case, ids[0])
        pane = self.query_one(Pane)
        pane.rows = self.sheet_rows(width)
        head, cell = self.query_one("#matrix-head", Static), self.query_one("#matrix-cell", Static)
        head.display = cell.display = bool(pane.items)
        if pane.items:
            matrix = matrix_of(width, len(cases), self._place, self._first)
            self._first = matrix.first
            head.update(head_lines(matrix, cases, self.case))
            cell.update(self._about_cell())

    def _about_cell(self) -> Content:
        found = self.requirement
        if found is None:
            return Content("")
        test = self._test(found)
        label = requirement_labels(self.session)[found.id]
        title = next(case_title(each) for each in self.cases if each.id == self.case)
        said = one_line(test.remark) or "Enter legt een opmerking vast."
        return Content.assemble(
            (f"{label} · {one_line(title)} · {TEST_WORDS[test.result]}", "$muted"),
            "\n",
            (said, "" if test.remark.strip() else "$faint"),
        )

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases that the requirements are tested on."""
        return requirements.cases_to_test(self.session)

    @property
    def _place(self) -> int:
        return next((n for n, each in enumerate(self.cases) if each.id == self.case), 0)

    def _test(self, requirement: Requirement) -> RequirementTest:
        return requirements.results_of(requirement).get(self.case, RequirementTest())

    @property
    def requirement(self) -> Requirement | None:
        """The requirement of the row with the cursor."""
        standing = requirements.standing_requirements(self.session)
        found = (e for e in standing if self.cursor == ItemKey("requirements", e.id))
        return next(found, None)

    def watch_cursor(self) -> None:
        """Mark another cell."""
        super().watch_cursor()
        self.show_sheet()

    def watch_active(self) -> None:
        """Mark the cell, or no longer."""
        super().watch_active()
        self.show_sheet()

    def watch_case(self) -> None:
        """Mark another cell; its column comes into view."""
        self.show_sheet()

    # What can be done.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done with the cell that has the cursor."""
        match action:
            case "result" if parameters == ("",):
                found = self.requirement
                return self.may_change and found is not None and bool(self._test(found).result)
            case "result" | "remark":
                return self.may_change and self.requirement is not None
            case "add_case":
                return self.may_change
            case "move_case":
                return len(self.cases) > 1
            case _:
                return super().check_action(action, parameters)

    def action_move_case(self, steps: int) -> None:
        """Go to the case beside this one."""
        cases = self.cases
        place = max(0, min(self._place + steps, len(cases) - 1))
        self.case = cases[place].id

    def action_result(self, result: TestResult | str) -> None:
        """Say how the requirement comes out on the case; empty for not tested."""
        found = self.requirement
        if found is not None:
            wanted = next((each for each in TEST_WORDS if each == result), None)
            case = self.case
            self.act(
                lambda _mark: requirements.result_on_case(self.session, found.id, case, wanted)
            )

    @work
    async def action_remark(self) -> None:
        """Write down what was said of the requirement on this case."""
        found, case = self.requirement, self.case
        if found is None:
            return
        field = FormField("remark", "Opmerking", value=self._test(found).remark)
        title = next(case_title(each) for each in self.cases if each.id == case)
        values = await self.fill_in(
            f"{requirement_labels(self.session)[found.id]} · {title}", [field]
        )
        if values is not None:
            remark = str(values["remark"])
            self.act(
                lambda _mark: requirements.remark_on_case(self.session, found.id, case, remark)
            )

    @work
    async def action_add_case(self) -> None:
        """Add a case by its code name, and go to its column."""
        field = FormField(
            "title", "Schuilnaam", required=True, hint="bijv. Mevrouw A., drie loketten"
        )
        values = await self.fill_in("Casus toevoegen", [field])
        if values is None:
            return
        case = new_case(each.id for each in self.session.cases).id
        title = str(values["title"])
        self._added = case
        self.act(lambda _mark: [Added("cases", case, {"title": title})])
