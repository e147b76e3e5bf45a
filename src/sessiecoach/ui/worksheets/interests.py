"""What each partner has to gain or to keep, who looks after it, and who goes ahead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from sessiecoach.domain import acts
from sessiecoach.domain.cooperation import (
    form_pioneer_team,
    has_pioneer_team,
    interests_by_partner,
    last_with_interests,
    partners,
    standing_assignment,
    unlooked_after,
    without_interest,
)
from sessiecoach.domain.facts import Added, Change
from sessiecoach.domain.session import ID_LETTERS, Interest
from sessiecoach.domain.text import one_line, visible
from sessiecoach.dutch.dates import table_date
from sessiecoach.dutch.due import due_words
from sessiecoach.dutch.numbers import counted
from sessiecoach.storage.ids import new_id
from sessiecoach.ui.screens.form import FormField
from sessiecoach.ui.screens.item_forms import changed
from sessiecoach.ui.widgets.item_rows import (
    BLANK,
    HARD_SPACE,
    ItemKey,
    Piece,
    Row,
    flow,
    indentation,
)
from sessiecoach.ui.widgets.note_line import bullet
from sessiecoach.ui.worksheets.sheet import Worksheet

TEAM = ItemKey("pioneer_team", "")
PIONEERS = "pioniersteam"
"""Who has the result assignment, where nobody says otherwise."""
_NOBODY = "! niemand zorgt hiervoor"
_NO_INTERESTS = (
    "Nog geen belangen. Druk op n voor het eerste: welke partner, welk belang, en wie zorgt"
    " dat het geregeld wordt."
)
_NO_TEAM = "Nog geen pioniersteam. Druk op t: wie gaan vooruit, en met welk resultaat voor ogen?"


class InterestsSheet(Worksheet):
    """The interests of the partners, and below them the pioneer team."""

    HELP: ClassVar[str] = (
        "Per partner wat die te winnen of te behouden heeft, en wie zorgt dat het geregeld wordt."
        " Een belang waar niemand voor zorgt valt op. Onderaan het pioniersteam: wie vooruitgaan,"
        " en hun resultaatopdracht. Die opdracht is een toezegging en komt terug bij de terugkom."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "edit_row", "Wijzigen", id="interests.edit", tooltip="Dit wijzigen"),
        Binding("n", "new", "Nieuw belang", id="interests.new", tooltip="Een belang toevoegen"),
        Binding(
            "t",
            "team",
            "Pioniersteam",
            id="interests.team",
            tooltip="Wie vooruitgaan, en met welke resultaatopdracht",
        ),
        Binding(
            "x,delete",
            "withdraw",
            "Intrekken",
            id="interests.withdraw",
            tooltip="Niet laten meetellen; ctrl+z of b haalt het terug",
        ),
        Binding(
            "b",
            "bring_back",
            "Terugbrengen",
            id="interests.bring_back",
            tooltip="Wat was ingetrokken weer laten meetellen",
        ),
    ]
    _made = ""
    """The id of an interest that was just made, to stand on."""

    # What is shown.

    def show_sheet(self) -> None:
        """Lay the rows out anew, and stand on what was just made."""
        super().show_sheet()
        if (made := ItemKey("interests", self._made)) in self.items:
            self._made = ""
            self.go_to(made)

    def sheet_rows(self, width: int) -> tuple[Row, ...]:
        """Return the interests per partner, and the pioneer team."""
        rows = [*self._heading(width), *self._interests(width)]
        if silent := without_interest(self.session, self._known_partners()):
            words = f"Nog geen belang genoemd van {', '.join(silent)}."
            rows += [BLANK, Row(flow([Piece(words, "muted")], width))]
        return (*rows, BLANK, *self._team(width), *self._last_time(width))

    def _heading(self, width: int) -> Iterator[Row]:
        standing = [each for each in self.session.interests if each.withdrawn_at is None]
        if not self.session.interests:
            yield Row(flow([Piece(_NO_INTERESTS, "muted")], width))
            return
        pieces = [Piece(counted(len(standing), "belang", "belangen"), "heading")]
        if loose := len(unlooked_after(self.session)):
            words = f"·{HARD_SPACE}{loose} waar niemand voor zorgt"
            pieces.append(Piece(words.replace(" ", HARD_SPACE), "missing"))
        yield Row(flow(pieces, width))
        yield BLANK

    def _interests(self, width: int) -> Iterator[Row]:
        for place, (partner, interests) in enumerate(interests_by_partner(self.session)):
            if place:
                yield BLANK
            yield Row(flow([Piece(partner or "Zonder partner", "text")], width))
            yield from (self._interest(each, width) for each in interests)

    def _interest(self, interest: Interest, width: int) -> Row:
        gone = interest.withdrawn_at is not None
        text = visible(interest.text).strip() or "(zonder tekst)"
        pieces = [Piece(text, "withdrawn" if gone else "text")]
        if gone:
            pieces.append(Piece("ingetrokken", "faint"))
        elif by := one_line(interest.looked_after_by):
            pieces.append(Piece(f"·{HARD_SPACE}{by} zorgt hiervoor", "muted"))
        else:
            pieces.append(Piece(_NOBODY.replace(" ", HARD_SPACE), "missing"))
        first = (indentation(2), *bullet(unsaved=self._unsaved(interest.id), private=False))
        return Row(flow(pieces, width, first=first, indent=4), ItemKey("interests", interest.id))

    def _team(self, width: int) -> Iterator[Row]:
        yield Row(flow([Piece("PIONIERSTEAM", "heading")], width))
        if not has_pioneer_team(self.session):
            yield Row(flow([Piece(_NO_TEAM, "muted")], width), TEAM)
            return
        members = ", ".join(one_line(each) for each in self.session.pioneer_team.members)
        lines = flow([Piece(members or "Nog niemand genoemd", "text")], width)
        promise = standing_assignment(self.session)
        if promise is None:
            missing = f"!{HARD_SPACE}nog geen resultaatopdracht"
            lines += flow([Piece(missing, "missing")], width)
        else:
            about = [one_line(promise.owner) or "zonder trekker"]
            about.append(due_words(promise.due) if promise.due else "zonder datum")
            tail = "".join(f" ·{HARD_SPACE}{each.replace(' ', HARD_SPACE)}" for each in about)
            first = bullet(unsaved=self._unsaved(promise.id), private=promise.private)
            pieces = [
                Piece("resultaatopdracht:", "promise"),
                Piece(visible(promise.what).strip(), "text"),
                Piece(tail, "muted"),
            ]
            lines += flow(pieces, width, first=first, indent=2)
        yield Row(lines, TEAM)

    def _last_time(self, width: int) -> Iterator[Row]:
        """Yield what was said the last time that anybody named an interest or a team."""
        meetings = self.earlier.meetings if self.earlier is not None else ()
        before = last_with_interests(self.session, meetings)
        if before is None:
            return
        day = table_date(before.header.date)[3:].upper() if before.header.date else ""
        yield BLANK
        yield Row(flow([Piece(" · ".join(filter(None, ("VORIGE KEER", day))), "heading")], width))
        for partner, interests in interests_by_partner(before):
            for each in (each for each in interests if each.withdrawn_at is None):
                by = one_line(each.looked_after_by)
                tail = f" ·{HARD_SPACE}{by} zorgde hiervoor" if by else ""
                who = f"{partner}: " if partner else ""
                words = f"{who}{one_line(each.text)}{tail}"
                yield Row(flow([Piece(words, "muted")], width, indent=2))
        if before.pioneer_team.members:
            members = ", ".join(one_line(each) for each in before.pioneer_team.members)
            yield Row(flow([Piece(f"pioniersteam: {members}", "muted")], width, indent=2))

    def _unsaved(self, item: str) -> bool:
        return item in self.snapshot.unsaved

    def _known_partners(self) -> tuple[str, ...]:
        of_series = self.earlier.series.partners if self.earlier is not None else ()
        return partners(self.session, of_series)

    # Acts.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now; footer, help and palette only ask."""
        interest = self._at_cursor()
        match action:
            case "new" | "team":
                return self.may_change
            case "edit_row":
                return self.may_change and (interest is not None or self.cursor == TEAM)
            case "withdraw":
                return self.may_change and interest is not None and interest.withdrawn_at is None
            case "bring_back":
                return self.may_change and bool(interest and interest.withdrawn_at)
        return super().check_action(action, parameters)

    def _at_cursor(self) -> Interest | None:
        key = self.cursor
        if key is None or key.table != "interests":
            return None
        return next((each for each in self.session.interests if each.id == key.item), None)

    def action_edit_row(self) -> None:
        """Change what the cursor is on."""
        interest = self._at_cursor()
        if interest is None:
            self.action_team()
        else:
            self._edit(interest)

    @work
    async def _edit(self, interest: Interest) -> None:
        values = await self.fill_in("Belang", self._fields(interest))
        if values is not None:
            self.act(lambda _mark: changed("interests", interest, values))

    @work
    async def action_new(self) -> None:
        """Name another interest."""
        values = await self.fill_in("Nieuw belang", self._fields(Interest()))
        if values is None:
            return
        made = self._made = new_id(ID_LETTERS["interests"])

        def add(mark: acts.Mark) -> tuple[Change, ...]:
            given = {**values, "block": mark.block or self.block, "author": mark.author}
            given["written_at"] = mark.at
            return (Added("interests", made, {k: v for k, v in given.items() if v}),)

        self.act(add)

    def _fields(self, interest: Interest) -> tuple[FormField, ...]:
        return (
            FormField(
                "partner",
                "Partner",
                value=interest.partner,
                suggestions=self._known_partners(),
                required=True,
                hint="een organisatie",
            ),
            FormField("text", "Belang", value=interest.text, required=True),
            FormField(
                "looked_after_by",
                "Wie zorgt ervoor",
                value=interest.looked_after_by,
                suggestions=self.people(),
                hint="een rol, of nog niemand",
            ),
        )

    @work
    async def action_team(self) -> None:
        """Say who goes ahead, and with which assignment."""
        team, promise = self.session.pioneer_team, standing_assignment(self.session)
        values = await self.fill_in(
            "Pioniersteam",
            (
                FormField(
                    "members",
                    "Leden",
                    "list",
                    team.members,
                    hint="rollen: teamleider; verpleegkundige",
                ),
                FormField("what", "Resultaatopdracht", value=promise.what if promise else ""),
                FormField(
                    "due", "Voor", "date", promise.due if promise else None, hint="bijv. 10 okt"
                ),
                FormField(
                    "owner",
                    "Trekker",
                    value=promise.owner if promise else PIONEERS,
                    suggestions=(PIONEERS, *self.people()),
                ),
            ),
        )
        if values is None:
            return
        made = new_id(ID_LETTERS["promises"])
        members, due = values["members"], values["due"]
        self.act(
            lambda mark: form_pioneer_team(
                self.session,
                members=members,  # type: ignore[arg-type]
                what=str(values["what"]),
                owner=str(values["owner"]),
                due=due,  # type: ignore[arg-type]
                mark=replace(mark, block=mark.block or self.block),
                new_id=made,
            )
        )

    def action_withdraw(self) -> None:
        """Let an interest not count."""
        if (interest := self._at_cursor()) is not None:
            self.act(lambda mark: acts.withdraw("interests", interest.id, mark.at))

    def action_bring_back(self) -> None:
        """Let a withdrawn interest count again."""
        if (interest := self._at_cursor()) is not None:
            self.act(lambda _mark: acts.bring_back("interests", interest.id))
