"""What a person does with a solution: say if it can be done, who promises what, who tells whom."""

from __future__ import annotations

from dataclasses import replace

from textual import work

from sessiecoach.domain.facts import Added
from sessiecoach.domain.session import ID_LETTERS, Decision, Promise, ReportBack, Solution
from sessiecoach.storage.ids import new_id
from sessiecoach.ui.screens.item_acts import ItemActs
from sessiecoach.ui.widgets.item_rows import ItemKey
from sessiecoach.ui.widgets.solution_list import SolutionList


class SolutionActs(ItemActs):
    """A session screen with a list of solutions, and what can be done with them."""

    def action_set_feasible(self, feasible: bool) -> None:
        """Say whether the managers in the room can carry a solution out; again: not said."""
        found = self.item()
        if found is not None and isinstance(found[1], Solution):
            now = found[1].feasible_for_management_present
            value = None if now is feasible else feasible
            self.live.change("solutions", found[1].id, feasible_for_management_present=value)

    @work
    async def action_add_promise(self) -> None:
        """Add a promise to the solution with the cursor, or one without a solution."""
        solution = self._solution()
        promise = Promise(
            kind="toezegging",
            perspective=solution.perspective if solution else "",
            case=solution.case if solution else "",
            from_=(solution.id,) if solution else (),
        )
        await self._add("promises", promise)

    @work
    async def action_add_decision(self) -> None:
        """Add a decision, about the solution with the cursor if there is one."""
        solution = self._solution()
        await self._add("decisions", Decision(from_=(solution.id,) if solution else ()))

    @work
    async def action_add_report_back(self) -> None:
        """Add who reports back what in the own organisation."""
        await self._add("report_backs", ReportBack())

    def _solution(self) -> Solution | None:
        """Return the solution with the cursor, or that of the promise with the cursor."""
        found = self.item()
        if found is None:
            return None
        item = found[1]
        wanted = item.from_ if isinstance(item, Promise) else (item.id,)
        return next((s for s in self.snapshot.session.solutions if s.id in wanted), None)

    async def _add(self, table: str, item: Promise | Decision | ReportBack) -> None:
        if not isinstance(item, ReportBack):
            item = replace(item, private=self.mark().private)
        values = await self.filled(item)
        if values is None:
            return
        mark = self.mark()
        if not isinstance(item, ReportBack):
            values |= {
                "block": mark.block,
                "group": mark.group,
                "author": mark.author,
                "written_at": mark.at,
                "from_": item.from_,
            }
        if isinstance(item, Decision):
            values["private"] = item.private  # its form does not ask
        if isinstance(item, Promise):
            values |= {"perspective": item.perspective, "case": item.case}
        key = ItemKey(table, new_id(ID_LETTERS[table]))
        self.live.do((Added(*key, {name: value for name, value in values.items() if value}),))
        for solutions in self.query(SolutionList):
            solutions.go_to(key)
