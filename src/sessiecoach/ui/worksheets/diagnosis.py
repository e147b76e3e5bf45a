"""Where a cooperation stands still: the numbers beside each other, what people choose, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from sessiecoach.domain import acts
from sessiecoach.domain.cooperation import (
    Force,
    adopt,
    adopted,
    choices,
    choose,
    explained,
    forces,
    forces_of,
    lacks_motivation,
    last_diagnosed,
    name_of,
    ways_out_of,
)
from sessiecoach.domain.session import ID_LETTERS, Session, WayOut
from sessiecoach.domain.text import one_line, visible
from sessiecoach.dutch.cooperation import force_name, force_words, pointing_words
from sessiecoach.dutch.dates import table_date
from sessiecoach.dutch.numbers import number_words
from sessiecoach.export.comparison.words import diagnosis_words
from sessiecoach.storage.ids import new_id
from sessiecoach.ui.screens.form import FormField
from sessiecoach.ui.screens.item_forms import changed
from sessiecoach.ui.widgets.item_rows import (
    BLANK,
    HARD_SPACE,
    ItemKey,
    Line,
    Piece,
    Row,
    flow,
    indentation,
)
from sessiecoach.ui.worksheets.sheet import Worksheet

MOTIVATION = ItemKey("diagnosis", "")
_OUTCOMES = "choice"
"""The rows of what can be chosen; not a table of the record."""
_BAR = 10
_DIGITS = 9
"""As many outcomes have a key of their own."""
_WIDE = 100
_LOW = 20
"""With fewer lines, what the model says shows only of what was chosen, once anything was."""
_LONGEST_ROLE = 20
_NO_CHOICE = (
    "Deze werkvorm heeft geen uitkomsten om uit te kiezen. Ze staan onder choice van een blok."
)


class DiagnosisSheet(Worksheet):
    """What the numbers point at, what the group chooses, and the ways out of that."""

    HELP: ClassVar[str] = (
        "De cijfers van deze bijeenkomst openen het gesprek; ze vellen geen oordeel. De groep kiest"
        " met een cijfertoets wat er aan de hand is en zegt met Enter waarom. Daaronder staan"
        " uitwegen per rol: o maakt er een oplossing van, die terugkomt bij de terugkom."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "edit_row",
            "Kiezen, wijzigen",
            id="diagnosis.edit",
            tooltip="Kiezen en zeggen waarom; een uitweg overnemen of anders zeggen",
        ),
        Binding(
            "m", "motivate", "Waarom", id="diagnosis.motivate", tooltip="Zeggen waarom dit zo is"
        ),
        Binding(
            "o",
            "adopt",
            "Overnemen",
            id="diagnosis.adopt",
            tooltip="Van deze uitweg een oplossing van die rol maken",
        ),
        Binding(
            "x,delete",
            "take_back",
            "Terugnemen",
            id="diagnosis.take_back",
            tooltip="De keuze of de overgenomen uitweg terugnemen",
        ),
        *(
            Binding(
                str(number),
                f"choose({number})",
                f"Uitkomst {number}",
                show=False,
                id=f"diagnosis.choose_{number}",
                tooltip="Deze uitkomst kiezen",
            )
            for number in range(1, _DIGITS + 1)
        ),
    ]

    # What is shown.

    def show_sheet(self) -> None:
        """Lay the rows out anew, and begin on what was chosen."""
        begins = self.cursor is None
        super().show_sheet()
        if begins and self.session.diagnosis.choice:
            self.go_to(ItemKey(_OUTCOMES, self.session.diagnosis.choice))

    def sheet_rows(self, width: int) -> tuple[Row, ...]:
        """Return the numbers, the outcomes, why one was chosen, and its ways out."""
        offered = choices(self.session, self.block)
        if not offered:
            return (Row(flow([Piece(_NO_CHOICE, "muted")], width)),)
        chosen = self.session.diagnosis.choice
        here = self.session.block(self.block)
        rows: list[Row] = []
        if not chosen or (here is not None and here.choice):
            rows += self._numbers(width)
            rows.append(Row(flow([Piece("WAT KIEST DE GROEP?", "heading")], width)))
            rows += [
                self._outcome(number, choice, width)
                for number, choice in enumerate(offered, start=1)
            ]
        else:
            # Elsewhere the choice was made, and here one works on its ways out.
            rows.append(self._outcome(offered.index(chosen) + 1, chosen, width))
        return (*rows, *self._motivation(width), *self._ways_out(width))

    def _numbers(self, width: int) -> Iterator[Row]:
        """Yield the forces of the model as they were scored, and where they point."""
        every = forces(self.session)
        if not every:
            return
        yield Row(flow([Piece("DE CIJFERS VAN VANDAAG", "heading")], width))
        longest = min(_LONGEST_ROLE, max(len(force_name(each)) for each in every))
        for force in every:
            yield Row((_bar(force, longest, width),))
        yield Row(flow([Piece(pointing_words(self.session), "text")], width))
        if (before := self._last_time()) is not None:
            day = table_date(before.header.date)[3:] if before.header.date else ""
            scored = [force_words(each) for each in forces(before) if each.mean is not None]
            said = ", ".join((diagnosis_words(before), *scored))
            words = f"Vorige keer{f' ({day})' if day else ''}: {said}."
            yield Row(flow([Piece(words, "muted")], width))
        yield BLANK

    def _last_time(self) -> Session | None:
        meetings = self.earlier.meetings if self.earlier is not None else ()
        return last_diagnosed(self.session, meetings)

    def _outcome(self, number: int, choice: str, width: int) -> Row:
        """Return an outcome with what the model says, and its two forces."""
        chosen = choice == self.session.diagnosis.choice
        stagnation = explained(self.session, choice)
        key = str(number) if number <= _DIGITS else " "
        first: Line = (
            Piece(f"{key} {'●' if chosen else '○'} ", "decision" if chosen else "muted"),
        )
        pieces = [Piece(name_of(stagnation), "decision" if chosen else "text")]
        if chosen:
            pieces.append(Piece(f"·{HARD_SPACE}gekozen", "decision"))
        if pair := forces_of(self.session, stagnation):
            words = " → ".join(force_words(each) for each in pair)
            pieces.append(Piece(f"·{HARD_SPACE}{words}".replace(" ", HARD_SPACE), "muted"))
        lines = flow(pieces, width, first=first, indent=4)
        text = visible(stagnation.text).strip()
        brief = self.size.height < _LOW and self.session.diagnosis.choice not in ("", choice)
        if text and not brief:
            said = flow([Piece(text, "muted")], width, first=(indentation(4),), indent=4)
            lines += said
        return Row(lines, ItemKey(_OUTCOMES, choice))

    def _motivation(self, width: int) -> Iterator[Row]:
        if not self.session.diagnosis.choice:
            return
        yield BLANK
        yield Row(flow([Piece("WAAROM", "heading")], width))
        if lacks_motivation(self.session):
            missing = f"!{HARD_SPACE}nog niet gezegd; Enter of m"
            yield Row(flow([Piece(missing, "missing")], width), MOTIVATION)
        else:
            why = visible(self.session.diagnosis.motivation).strip()
            yield Row(flow([Piece(why, "text")], width), MOTIVATION)

    def _ways_out(self, width: int) -> Iterator[Row]:
        choice = self.session.diagnosis.choice
        ways = ways_out_of(self.session, choice)
        if not ways:
            return
        name = name_of(explained(self.session, choice)).upper()
        yield BLANK
        yield Row(flow([Piece(f"UITWEGEN BIJ {name}", "heading")], width))
        titles = {each.id: one_line(each.title) for each in self.session.perspectives}
        roles = {each.role: titles.get(each.role) or one_line(each.role) for each in ways}
        longest = min(_LONGEST_ROLE, max(len(each) for each in roles.values()))
        for way in ways:
            yield self._way_out(way, roles[way.role][:longest].ljust(longest), width)

    def _way_out(self, way: WayOut, role: str, width: int) -> Row:
        solution = adopted(self.session, way)
        taken = solution is not None
        first: Line = (
            Piece("● " if taken else "○ ", "solution" if taken else "muted"),
            Piece(f"{role}  ", "muted"),
        )
        text = visible(solution.text if solution is not None else way.text).strip()
        pieces = [Piece(text, "text")]
        if taken:
            pieces.append(Piece(f"·{HARD_SPACE}oplossing", "solution"))
        lines = flow(pieces, width, first=first, indent=len(role) + 4)
        return Row(lines, ItemKey("ways_out", way.id))

    # Acts.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now; footer, help and palette only ask."""
        way, chosen = self._way(), self.session.diagnosis.choice
        match action:
            case "edit_row":
                return self.may_change and self.cursor is not None
            case "choose":
                offered = choices(self.session, self.block)
                return self.may_change and parameters[0] in range(1, len(offered) + 1)
            case "motivate":
                return self.may_change and bool(chosen)
            case "adopt":
                return self.may_change and way is not None and adopted(self.session, way) is None
            case "take_back":
                taken = way is not None and adopted(self.session, way) is not None
                on_chosen = bool(chosen) and self.cursor == ItemKey(_OUTCOMES, chosen)
                return self.may_change and (taken or on_chosen)
        return super().check_action(action, parameters)

    def _way(self) -> WayOut | None:
        key = self.cursor
        if key is None or key.table != "ways_out":
            return None
        return next((each for each in self.session.ways_out if each.id == key.item), None)

    def action_choose(self, number: int) -> None:
        """Choose an outcome at once; why is asked for beside it."""
        choice = choices(self.session, self.block)[number - 1]
        diagnosis = self.session.diagnosis
        lost = choice != diagnosis.choice and bool(diagnosis.motivation.strip())
        told = "Zeg ook waarom: het waarom van de vorige keuze is weg, ctrl+z haalt het terug."
        self.act(lambda _mark: choose(self.session, choice), told if lost else "")

    def action_edit_row(self) -> None:
        """Choose and motivate the outcome at the cursor, or take over and word a way out."""
        key = self.cursor
        way = self._way()
        if way is not None:
            if adopted(self.session, way) is None:
                self.action_adopt()
            else:
                self._word(way)
        elif key is not None:
            self._motivate(key.item if key.table == _OUTCOMES else "")

    def action_motivate(self) -> None:
        """Say why the chosen outcome was chosen."""
        self._motivate("")

    @work
    async def _motivate(self, choice: str) -> None:
        """Ask why; an outcome that is not chosen yet is chosen with it, as one act."""
        diagnosis = self.session.diagnosis
        choice = choice or diagnosis.choice
        before = diagnosis.motivation if choice == diagnosis.choice else ""
        name = name_of(explained(self.session, choice))
        field = FormField("motivation", "Waaraan zien we dat?", "text", before, required=True)
        values = await self.fill_in(f"Waarom: {name}", (field,))
        if values is not None:
            self.act(lambda _mark: choose(self.session, choice, str(values["motivation"])))

    def action_adopt(self) -> None:
        """Make a solution of the way out at the cursor."""
        way = self._way()
        if way is not None:
            made = new_id(ID_LETTERS["solutions"])
            self.act(
                lambda mark: adopt(
                    self.session, way, replace(mark, block=mark.block or self.block), made
                )
            )

    @work
    async def _word(self, way: WayOut) -> None:
        """Ask for other words for what was taken over."""
        solution = adopted(self.session, way)
        if solution is None:
            return
        field = FormField("text", "Oplossing", "text", solution.text, required=True)
        values = await self.fill_in("Uitweg als oplossing", (field,))
        if values is not None:
            self.act(lambda _mark: changed("solutions", solution, values))

    def action_take_back(self) -> None:
        """Take back the choice, or the solution that was made of a way out."""
        way = self._way()
        solution = adopted(self.session, way) if way is not None else None
        if solution is not None:
            self.act(lambda mark: acts.withdraw("solutions", solution.id, mark.at))
        else:
            self.act(lambda _mark: choose(self.session, ""))


def _bar(force: Force, longest: int, width: int) -> Line:
    """Return a force as one line: its name, a bar, its mean, and what was asked."""
    name = force_name(force)[:longest].ljust(longest)
    if force.of_ten is None:
        return (Piece(f"{name}  ", "text"), Piece("nog geen cijfer", "muted"))
    full = round(force.of_ten / 10 * _BAR)
    line: Line = (
        Piece(f"{name}  ", "text"),
        Piece("━" * full, "promise"),
        Piece("─" * (_BAR - full), "faint"),
        Piece(f"  {number_words(force.mean, 1):>4}", "text"),
    )
    room = width - longest - _BAR - 10
    asked = one_line(force.scale.title)
    if width >= _WIDE and len(asked) <= room:
        line = (*line, Piece(f"    {asked}", "muted"))
    return line
