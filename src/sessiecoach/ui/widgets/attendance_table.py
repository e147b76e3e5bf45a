"""Who came, party by party: a key says all of them, digits say how many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from sessiecoach.domain.text import as_compared, one_line
from sessiecoach.domain.turnout import Party
from sessiecoach.dutch.numbers import counted
from sessiecoach.ui.widgets.row_list import Lines, RowList

_NUMBER: Final = 10
_PART: Final = 13
_MOST_DIGITS: Final = 3


class AttendanceTable(RowList):
    """Each party with who was expected and who came; missing required roles stand out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Aanwezig", show=False, tooltip="Allen aanwezig, of niemand"),
        Binding(
            "a", "everybody", "Iedereen", show=False, tooltip="Iedereen die werd verwacht kwam"
        ),
        Binding(
            "d",
            "next_part",
            "Welk deel",
            id="attendance.part",
            show=False,
            tooltip="Hele bijeenkomst, alleen begin, alleen einde, begin en einde, of niet",
        ),
        Binding(
            "b",
            "choose_blocks",
            "Blokken",
            id="attendance.blocks",
            show=False,
            tooltip="Kiezen bij welke blokken zij waren",
        ),
        Binding("enter", "move(1)", "Volgende", show=False, system=True),
        Binding("backspace", "drop_digit", "Cijfer weg", show=False, system=True),
        Binding("escape", "forget", "Getal vergeten", show=False, system=True),
    ]

    parties: reactive[tuple[Party, ...]] = reactive((), layout=True)
    names: reactive[bool] = reactive(False)
    """Whether people agreed to be named."""
    parts: reactive[tuple[str, ...]] = reactive((), layout=True)
    """For which part each party was there, in words; empty where that does not matter."""
    typed: reactive[str] = reactive("")

    class Came(Message):
        """So many people of a party came."""

        def __init__(self, party: Party, number: int) -> None:
            super().__init__()
            self.party, self.number = party, number

    class PartAsked(Message):
        """The people of a party were there for the next part."""

        def __init__(self, party: Party) -> None:
            super().__init__()
            self.party = party

    class BlocksAsked(PartAsked):
        """Somebody wants to choose the blocks in which the people of a party were there."""

    class EverybodyCame(Message):
        """All who were expected came."""

    def head(self, width: int) -> Lines:
        """Return the names of the columns."""
        if not self.parties:
            return []
        text = "verwacht".rjust(_NUMBER) + "aanwezig".rjust(_NUMBER)
        if self.parts:
            text += "  welk deel".ljust(_PART)
        label = " " * max(0, width - len(text))
        return [Content.styled(label + text, "$muted")]

    def rows(self, width: int) -> Sequence[Lines]:
        """Return a row for each party."""
        return [self._row(place, party, width) for place, party in enumerate(self.parties)]

    def foot(self, width: int) -> Lines:
        """Return the sum, or how to begin."""
        present = sum(party.present for party in self.parties)
        expected = sum(party.expected for party in self.parties)
        missing = [one_line(p.role) for p in self.parties if p.required and not self._filled(p)]
        words = f"{present} van {counted(expected, 'deelnemer', 'deelnemers')} aanwezig"
        keys = "spatie: allen · cijfers: aantal · a: iedereen"
        more = "d: welk deel · b: blokken kiezen" if self.parts else ""
        if not expected:
            words = "Er staat nog niemand op de lijst."
            keys, more = "ctrl+n: mensen toevoegen", ""
        lines = [Content.styled(words, "$muted"), Content.styled(keys, "$faint")]
        lines += [Content.styled(more, "$faint")] if more else []
        if missing:
            roles = ", ".join(dict.fromkeys(missing))
            lines[1:1] = Content.styled(f"Vereist en er niet: {roles}", "$warning").wrap(width)
        return [line.truncate(max(1, width), ellipsis=True) for line in lines]

    def _filled(self, party: Party) -> bool:
        """Return whether somebody with this role came, or is expected while nobody counted."""
        role = as_compared(party.role)
        alike = [each for each in self.parties if as_compared(each.role) == role]
        if any(each.present for each in self.parties):
            return any(each.present for each in alike)
        return any(each.expected for each in alike)

    def _row(self, place: int, party: Party, width: int) -> Lines:
        room = max(1, width - 2 * _NUMBER - (_PART if self.parts else 0))
        missing = party.required and not self._filled(party)
        before = self.parties[place - 1] if place else None
        again = before is not None and one_line(before.role) == one_line(party.role)
        who = one_line(party.name) if self.names else ""
        organisation = one_line(party.organisation)
        group = f"groep {one_line(party.group)}" if party.group and not organisation else ""
        parts = (who, organisation, group, one_line(party.domain))
        beside = ", ".join(part for part in parts if part)
        role = Content.styled(
            one_line(party.role) or "zonder rol",
            "$faint" if again else "$warning" if missing else "",
        )
        if beside:
            role = Content.assemble(role, "  ", (beside, "" if again else "$muted"))
        label = role.truncate(room, ellipsis=True, pad=True)
        return [
            Content.assemble(
                label,
                ((str(party.expected) if party.expected else "–").rjust(_NUMBER), "$muted"),
                self._present(place, party),
                (f"  {self.parts[place]}".ljust(_PART), "$muted") if self.parts else "",
            )
        ]

    def _present(self, place: int, party: Party) -> tuple[str, str]:
        if self.typed and place == self.cursor and self.has_focus:
            return f"{self.typed}▏".rjust(_NUMBER), "bold $primary"
        if not party.present:
            return "·".rjust(_NUMBER), "$faint"
        all_came = party.present >= party.expected
        return str(party.present).rjust(_NUMBER), "bold $success" if all_came else "bold"

    # Keys.

    def on_key(self, event: events.Key) -> None:
        """Take digits as the number of people who came."""
        if event.character and event.character in "0123456789" and self.parties:
            event.stop()
            self.typed = (self.typed + event.character)[-_MOST_DIGITS:]

    def pending(self) -> Came | None:
        """Return the number that is being typed as if it were done, and forget it here."""
        if not (self.typed and self.parties):
            return None
        number, self.typed = int(self.typed), ""
        return self.Came(self.parties[self.cursor], number)

    def leave_row(self) -> None:
        """Take in the number that was typed."""
        if came := self.pending():
            self.post_message(came)

    def action_mark(self) -> None:
        """Say that all of this party came, or that nobody did."""
        self.typed = ""
        if self.parties:
            party = self.parties[self.cursor]
            number = 0 if party.present else max(1, party.expected)
            self.post_message(self.Came(party, number))

    def action_next_part(self) -> None:
        """Say that this party was there for the next part: begin, end, nothing, all of it."""
        self.typed = ""
        self.post_message(self.PartAsked(self.parties[self.cursor]))

    def action_choose_blocks(self) -> None:
        """Ask in which blocks this party was there."""
        self.typed = ""
        self.post_message(self.BlocksAsked(self.parties[self.cursor]))

    def action_everybody(self) -> None:
        """Say that all who were expected came."""
        self.typed = ""
        self.post_message(self.EverybodyCame())

    def action_drop_digit(self) -> None:
        """Take back the last digit."""
        self.typed = self.typed[:-1]

    def action_forget(self) -> None:
        """Forget the number that is being typed."""
        self.typed = ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Escape to the screen while no number is being typed; parts where they matter."""
        if action in ("next_part", "choose_blocks"):
            return bool(self.parts)
        return bool(self.typed) if action == "forget" else True
