"""The kader op maat: its lines, what changed since the version before, and by which case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from sessiecoach.domain import framework_acts as acts
from sessiecoach.domain.acts import Mark
from sessiecoach.domain.facts import Change
from sessiecoach.domain.framework_acts import FrameworkHere, framework_here
from sessiecoach.domain.frameworks import known_by
from sessiecoach.domain.personal_data import signs_near
from sessiecoach.domain.session import Case, FrameworkLine, Requirement
from sessiecoach.storage.history import History
from sessiecoach.storage.ids import new_id
from sessiecoach.ui.screens.form import FormField
from sessiecoach.ui.screens.pick import Choice, PickScreen
from sessiecoach.ui.widgets.item_rows import Row
from sessiecoach.ui.worksheets.framework_rows import (
    DROPPED,
    LINES,
    REQUIREMENTS,
    case_words,
    framework_rows,
    reading_row,
)
from sessiecoach.ui.worksheets.sheet import Worksheet

_NO_CASE: Final = " "
"""What stands for no case where one is picked."""
_MOST_KEYS: Final = 9
_GONE: Final = "De regel is eruit; ctrl+z haalt hem terug."


class FrameworkSheet(Worksheet):
    """The version that stands, and the requirements that could become lines of it."""

    HELP = (
        "Hier maakt de groep het kader op maat: de regels waarmee zij de komende tijd werkt. Eisen"
        " die de toets doorstonden staan klaar; Enter neemt er een over als regel. Op een latere"
        " bijeenkomst maakt de eerste wijziging vanzelf de volgende versie, en zegt u bij elke"
        " wijziging welke casus haar nodig maakte; de vorige versie blijft bewaard."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "take_over",
            "Overnemen",
            id="framework.take_over",
            tooltip="Deze eis overnemen als regel van het kader",
        ),
        Binding(
            "enter",
            "edit_line",
            "Wijzigen",
            id="framework.edit",
            tooltip="De regel anders verwoorden, en zeggen welke casus dat nodig maakte",
        ),
        Binding(
            "a",
            "take_all",
            "Alle overnemen",
            id="framework.take_all",
            tooltip="Alle eisen die klaarstaan overnemen als regels",
        ),
        Binding(
            "n",
            "add_line",
            "Nieuwe regel",
            id="framework.add",
            tooltip="Een regel toevoegen die uit geen eis komt",
        ),
        Binding(
            "x,delete",
            "drop_line",
            "Schrappen",
            id="framework.drop",
            tooltip="De regel uit het kader halen, en zeggen welke casus dat nodig maakte",
        ),
        Binding(
            "b",
            "bring_back",
            "Terugbrengen",
            id="framework.bring_back",
            tooltip="De geschrapte regel weer in het kader zetten, waar hij stond",
        ),
        Binding(
            "v",
            "toggle_changes",
            "Verschillen",
            id="framework.changes",
            tooltip="Laten zien wat er veranderde sinds de vorige versie, of alleen de regels",
        ),
        Binding(
            "shift+up",
            "move_line(-1)",
            "Omhoog",
            id="framework.up",
            show=False,
            tooltip="De regel een plaats omhoog zetten",
        ),
        Binding(
            "shift+down",
            "move_line(1)",
            "Omlaag",
            id="framework.down",
            show=False,
            tooltip="De regel een plaats omlaag zetten",
        ),
    ]
    EDIT = "open_row"

    shows_changes: reactive[bool] = reactive(True, repaint=False)
    """Whether it shows what changed since the version before."""
    _known: tuple[object, History, FrameworkHere] | None = None
    _follow: str = ""
    """The line to go to once it is there."""

    @property
    def here(self) -> FrameworkHere | None:
        """The framework as this meeting has it; None while the series is being read."""
        session, earlier = self.session, self.earlier
        if earlier is None:
            return None
        if self._known is None or self._known[0] is not session or self._known[1] is not earlier:
            self._known = session, earlier, framework_here(session, earlier.meetings)
        return self._known[2]

    # What is shown.

    def sheet_rows(self, width: int) -> tuple[Row, ...]:
        """Return the lines, those that were dropped, and the requirements that wait."""
        here, earlier = self.here, self.earlier
        if here is None or earlier is None:
            return (reading_row(width),)
        return framework_rows(
            here,
            earlier.meetings,
            width,
            unsaved=self.snapshot.unsaved,
            shows_changes=self.shows_changes,
            may_change=self.may_change,
        )

    def show_sheet(self) -> None:
        """Lay the rows out anew, and go to a line that was asked for here."""
        super().show_sheet()
        row = next((each for each in self.items if each == (LINES, self._follow)), None)
        if row is not None:
            self._follow = ""
            self.go_to(row)
            self.flash(frozenset({row}))

    def watch_shows_changes(self) -> None:
        """Show what changed, or only the lines."""
        self.show_sheet()

    # What has the cursor.

    @property
    def line(self) -> FrameworkLine | None:
        """The line of the standing version that has the cursor."""
        here = self.here
        if here is None or self.cursor is None or self.cursor.table != LINES:
            return None
        found = (each for each in here.standing.lines if known_by(each) == self.cursor.item)
        return next(found, None)

    @property
    def personal_place(self) -> tuple[str, str, str] | None:
        """The line with the cursor, if it was written here and holds personal data."""
        line = self.line
        if line is None or not signs_near(line.text, 0):
            return None
        made = (each.id for each in self.session.frameworks if line in each.lines)
        return next((("frameworks", each, line.text) for each in made), None)

    @property
    def dropped(self) -> str:
        """What the line is known by that was dropped here and has the cursor; empty without."""
        here = self.here
        if here is None or not here.is_made_here or self.cursor is None:
            return ""
        gone = (known_by(each.line) for each in here.changes if each.how == "dropped")
        return next((each for each in gone if self.cursor == (DROPPED, each)), "")

    @property
    def proposal(self) -> Requirement | None:
        """The requirement that waits and has the cursor."""
        here = self.here
        if here is None or self.cursor is None or self.cursor.table != REQUIREMENTS:
            return None
        return next((each for each in acts.proposals(here) if each.id == self.cursor.item), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done with the row that has the cursor."""
        here = self.here
        match action:
            case "toggle_changes":
                return here is not None and here.before is not None
            case "take_over":
                return self.may_change and self.proposal is not None
            case "take_all":
                return self.may_change and here is not None and len(acts.proposals(here)) > 1
            case "add_line":
                return self.may_change and here is not None
            case "edit_line" | "drop_line":
                return self.may_change and self.line is not None
            case "bring_back":
                return self.may_change and bool(self.dropped)
            case "move_line":
                movable = here is not None and here.is_made_here
                return self.may_change and movable and self.line is not None
            case _:
                return super().check_action(action, parameters)

    # Acts.

    async def action_open_row(self) -> None:
        """Take a requirement over, or change a line."""
        await self.run_action("take_over" if self.proposal is not None else "edit_line")

    def action_toggle_changes(self) -> None:
        """Show what changed, or only the lines."""
        self.shows_changes = not self.shows_changes

    @work
    async def action_take_over(self) -> None:
        """Make the requirement with the cursor a line."""
        if self.proposal is not None:
            await self._take_over((self.proposal,))

    @work
    async def action_take_all(self) -> None:
        """Make every requirement that waits a line."""
        if self.here is not None:
            await self._take_over(acts.proposals(self.here))

    async def _take_over(self, requirements: Sequence[Requirement]) -> None:
        asked = "Welke casus maakt deze regel nodig?"
        if len(requirements) > 1:
            asked = "Welke casus maakt deze regels nodig?"
        case = await self._picked_case(asked)
        if case is not None:
            self._do(lambda here, mark: acts.take_over(here, requirements, case, mark, new_id))

    @work
    async def action_add_line(self) -> None:
        """Add a line that a person words."""
        values = await self.fill_in("Nieuwe regel", self._fields("", ""))
        if values is None:
            return
        text, case = _filled(values)
        line = new_id(acts.LINE_LETTER)
        self._follow = line

        def named(letter: str) -> str:
            return line if letter == acts.LINE_LETTER else new_id(letter)

        self._do(lambda here, mark: acts.add_line(here, text, case, mark, named))

    @work
    async def action_edit_line(self) -> None:
        """Word a line otherwise, and say which case asked for it."""
        line, here = self.line, self.here
        if line is None or here is None:
            return
        case = line.case if here.is_made_here else ""
        values = await self.fill_in("Regel van het kader", self._fields(line.text, case))
        if values is not None:
            text, case = _filled(values, case)
            name = known_by(line)
            self._do(lambda here, mark: acts.reword_line(here, name, text, case, mark, new_id))

    @work
    async def action_drop_line(self) -> None:
        """Take a line out, and say which case asked for it."""
        line, here = self.line, self.here
        if line is None or here is None:
            return
        name = known_by(line)
        stood = here.was(name) is not None
        case = await self._picked_case("Welke casus maakt dat deze regel vervalt?") if stood else ""
        if case is not None:
            self._do(lambda here, mark: acts.drop_line(here, name, case, mark, new_id), _GONE)

    def action_bring_back(self) -> None:
        """Let a line that was dropped here stand again."""
        name = self.dropped
        self._do(lambda here, mark: acts.bring_back_line(here, name, mark, new_id))

    def action_move_line(self, steps: int) -> None:
        """Give a line another place."""
        if self.line is not None:
            name = known_by(self.line)
            self._do(lambda here, _mark: acts.move_line(here, name, steps))

    def _do(
        self, changes: Callable[[FrameworkHere, Mark], Sequence[Change]], told: str = ""
    ) -> None:
        """Do something to the framework as it stands when the screen makes it a fact."""
        here = self.here
        if here is not None and not here.is_made_here:
            made = f"Dit is nu versie {here.standing.version + 1} van het kader."
            told = f"{made} {told}".strip()

        def make(mark: Mark) -> Sequence[Change]:
            stands = self.here
            return changes(stands, mark) if stands is not None else ()

        self.act(make, told)

    # What a person is asked.

    @property
    def _cases(self) -> tuple[Case, ...]:
        """The cases that a person chooses from; none where no earlier version changes."""
        here = self.here
        if here is None or not here.asks_case:
            return ()
        return tuple(each for each in self.session.cases if each.withdrawn_at is None)

    async def _picked_case(self, question: str) -> str | None:
        """Return the case that a person picks, empty for none; None when it was left."""
        if not self._cases:
            return ""
        choices = [
            Choice(case_words(each.id, each.title), each.id, str(key) if key <= _MOST_KEYS else "")
            for key, each in enumerate(self._cases, start=1)
        ]
        choices.append(Choice("Geen casus", _NO_CASE, "0"))
        picked = await self.app.push_screen_wait(PickScreen(question, choices))
        return picked.strip() if picked is not None else None

    def _fields(self, text: str, case: str) -> tuple[FormField, ...]:
        field = FormField("text", "Regel", "text", text, required=True)
        choices = [(case_words(each.id, each.title), each.id) for each in self._cases]
        if not choices:
            return (field,)
        if case and case not in [value for _words, value in choices]:
            choices.append((case_words(case), case))
        return (field, FormField("case", "Door casus", "choice", case, choices))


def _filled(values: Mapping[str, object], case: str = "") -> tuple[str, str]:
    """Return the text and the case of a form; the case as it was where that was not asked."""
    return str(values["text"]), str(values.get("case", case))
