"""What a person does with a note: move it, merge it, link it, make a solution of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from difflib import SequenceMatcher

from textual import work

from sessiecoach.domain.comparison import COMPARED_KINDS, compared_notes
from sessiecoach.domain.kinds import KINDS
from sessiecoach.domain.personal_data import personal_item
from sessiecoach.domain.session import Note, Session
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import table_date
from sessiecoach.dutch.likeness import likenesses
from sessiecoach.storage.earlier import earlier_sessions
from sessiecoach.ui.keys_in_turn import keys_held
from sessiecoach.ui.screens.item_forms import changed
from sessiecoach.ui.screens.personal_acts import PersonalActs, PersonalPlace
from sessiecoach.ui.screens.pick import Choice, PickScreen
from sessiecoach.ui.screens.solution_acts import SolutionActs
from sessiecoach.ui.widgets.column_words import GENERAL_TITLE, column_title
from sessiecoach.ui.widgets.note_columns import NoteColumns

_NOTHING = "-"
_MOST_OFFERED = 40
_COMPARED_CHARACTERS = 300
"""How much of two texts is compared to find twins; more only takes time."""


class NoteActs(SolutionActs, PersonalActs):
    """A session screen with a composer and lists of what was said, and all acts on them.

    A screen derives from it, puts a `Composer`, a `NoteColumns` and a `SolutionList` on itself
    with their `snapshot` bound to its own, adds `ITEM_STYLES` to its CSS_PATH, and gives a
    change of `live.group` to `Composer.group` and the block to `NoteColumns.block`. What is
    typed is then held and filed, and the keys of the lists work. What an act did that does not
    show is told by `tell`.
    """

    @property
    def personal_place(self) -> PersonalPlace | None:
        """The item with the cursor, if it looks as if it holds personal data."""
        key = self.focused_item
        found = personal_item(self.snapshot.session, *key) if key is not None else None
        return PersonalPlace(found.table, found.item) if found is not None else None

    def _note(self) -> Note | None:
        found = self.item()
        return found[1] if found is not None and isinstance(found[1], Note) else None

    @work
    async def action_move_note(self) -> None:
        """Choose another perspective or kind for a note."""
        note = self._note()
        if note is None:
            return
        picked = await self.app.push_screen_wait(PickScreen("Waarheen?", self._places_for(note)))
        if picked is not None:
            attribute, _colon, value = picked.partition(":")
            self.live.do(changed("notes", note, {attribute: value}))

    def _places_for(self, note: Note) -> list[Choice]:
        return [*self._columns_for(note), *_kinds_for(note)]

    def _columns_for(self, note: Note) -> list[Choice]:
        """Return the columns that a note can go to: headings on a board, or all perspectives."""
        session = self.snapshot.session
        columns = self.query_one(NoteColumns)
        board = [each.column for each in columns.columns if each.column.block]
        if len(board) > 1:
            return [
                Choice("Kolom"),
                *(
                    Choice(column_title(session, each), f"block:{each.block}", _digit(place))
                    for place, each in enumerate(board, start=1)
                    if each != columns.used
                ),
            ]
        perspectives = {
            each.id: one_line(each.title) or each.id
            for each in session.perspectives
            if each.withdrawn_at is None
        }
        choices = [
            Choice(title, f"perspective:{each}", _digit(place))
            for place, (each, title) in enumerate(perspectives.items(), start=1)
            if each != note.perspective
        ]
        if note.perspective:
            choices.append(Choice(GENERAL_TITLE, "perspective:", "0"))
        return [Choice("Perspectief"), *choices] if choices else []

    def action_shift_note(self, steps: int) -> None:
        """Move a note to the column beside its own; the cursor goes with it."""
        note = self._note()
        columns = self.focused_list
        if note is None or not isinstance(columns, NoteColumns):
            return
        order = [each.column for each in columns.columns]
        place = order.index(columns.used) + steps if columns.used is not None else -1
        if 0 <= place < len(order):
            self.live.do(changed("notes", note, order[place].moved_here()))

    def action_make_solution(self) -> None:
        """Propose a note as a solution."""
        note = self._note()
        if note is not None:
            self.live.turn_into_solution(note)
            self.tell("Oplossing gemaakt; de notitie blijft staan. F4 toont de oplossingen.")

    @work
    async def action_merge_note(self) -> None:
        """Choose a note that says the same, and let this one stand for both."""
        note = self._note()
        columns = self.focused_list
        if note is None or not isinstance(columns, NoteColumns):
            return
        others = columns.beside(note)
        if not others:
            self.tell("In deze kolom staat geen andere notitie om samen te voegen.")
            return
        with keys_held(self.app):
            ordered = await asyncio.to_thread(most_alike_first, note, others)
        choices = [Choice(f"„{_short(note.text)}” blijft staan, en neemt op:")]
        choices += [
            Choice(_short(each.text), each.id, _digit(place))
            for place, each in enumerate(ordered, start=1)
        ]
        picked = await self.app.push_screen_wait(PickScreen("Samenvoegen", choices))
        twin = next((each for each in others if each.id == picked), None)
        if twin is not None:
            self.live.merge(note, twin)
            self.tell("Samengevoegd. Ctrl+z maakt er weer twee van.")

    @work
    async def action_link_note(self) -> None:
        """Choose the note of an earlier meeting that says the same; only a person links."""
        note = self._note()
        if note is None:
            return
        if note.kind not in COMPARED_KINDS:
            self.tell("Alleen van wat helpt of belemmert wordt gevolgd of het terugkomt.")
            return
        path, session = self.opened.path, self.live.session
        with keys_held(self.app):
            earlier = await asyncio.to_thread(earlier_sessions, path, session.header.date)
            others = await asyncio.to_thread(_likest_first, note, earlier)
        if not others:
            self.tell("In eerdere bijeenkomsten van deze reeks staat niets dat dit kan zijn.")
            return
        choices = [Choice(f"„{_short(note.text)}” is hetzelfde als:")]
        if note.same_as:
            choices.append(Choice("(niets: de koppeling weghalen)", _NOTHING, "0"))
        choices += [
            Choice(f"{_day(meeting)}  {_short(each.text)}", each.id, _digit(place))
            for place, (meeting, each) in enumerate(others, start=1)
        ]
        picked = await self.app.push_screen_wait(PickScreen("Kwam eerder voor", choices))
        if picked is not None:
            same_as = "" if picked == _NOTHING else picked
            self.live.do(changed("notes", note, {"same_as": same_as}))
            self.tell(
                "Gekoppeld; F2 en nog eens F2 vergelijkt." if same_as else "De koppeling is weg."
            )


def _kinds_for(note: Note) -> list[Choice]:
    return [
        Choice("Soort"),
        *(
            Choice(kind.title, f"kind:{kind.id}", kind.sign or kind.letter)
            for kind in KINDS
            if kind.filed_as == "note" and kind.id != note.kind
        ),
    ]


def _digit(place: int) -> str:
    return str(place) if place < 10 else ""


def _likest_first(note: Note, earlier: Sequence[Session]) -> list[tuple[Session, Note]]:
    found = [
        (meeting, each)
        for meeting in earlier
        for each in compared_notes(meeting)
        if each.kind == note.kind
    ]
    alike = likenesses(note.text, [each.text for _meeting, each in found])
    order = sorted(range(len(found)), key=lambda place: -alike[place])
    return [found[place] for place in order[:_MOST_OFFERED]]


def _day(meeting: Session) -> str:
    header = meeting.header
    return table_date(header.date) if header.date else one_line(header.title)


def most_alike_first(note: Note, others: Sequence[Note]) -> list[Note]:
    """Return notes in the order of how much they look like one note."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(_compared(note))

    def alike(other: Note) -> float:
        matcher.set_seq1(_compared(other))
        return matcher.ratio() + (other.kind == note.kind) / 1000

    return sorted(others, key=alike, reverse=True)


def _compared(note: Note) -> str:
    return one_line(note.text[:_COMPARED_CHARACTERS]).casefold()


def _short(text: str, most: int = 60) -> str:
    text = one_line(text[: 4 * most])
    return text if len(text) <= most else text[: most - 1] + "…"
