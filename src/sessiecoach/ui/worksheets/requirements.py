"""From the wishes of each party to the one programme of requirements that they share."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from sessiecoach.domain import acts, requirements
from sessiecoach.domain.session import ID_LETTERS, Note, Requirement
from sessiecoach.dutch.likeness import likenesses
from sessiecoach.export.requirements import requirement_labels
from sessiecoach.live.session import Snapshot
from sessiecoach.storage.ids import new_id
from sessiecoach.ui.screens.form import FormField
from sessiecoach.ui.screens.pick import Choice, PickScreen
from sessiecoach.ui.widgets.item_rows import BLANK, ItemKey, Row
from sessiecoach.ui.worksheets.panes import Pane, PanedSheet
from sessiecoach.ui.worksheets.requirement_rows import (
    MOST_PARTIES,
    party_legend,
    party_title,
    programme_rows,
    wish_rows,
)

_BESIDE: Final = 96
"""From this width on the wishes and the programme stand beside each other."""
_GAP: Final = 4
"""Between the two: the margin of the programme."""
_WAS_PRIVATE: Final = "Deze wens was privé; als eis staat hij ook in het verslag."


class RequirementsSheet(PanedSheet):
    """The open wishes per party, and the programme of requirements."""

    HELP = (
        "Hier wordt van de wensen per partij één gedeeld programma van eisen. Enter maakt van een"
        " wens een eis, g voegt een wens bij een eis die hetzelfde zegt: die partij staat er dan"
        " ook achter. Met de cijfers zegt u bij een eis welke partij hem steunt."
    )
    DEFAULT_CSS = """
    RequirementsSheet .-programme { margin-left: 4; }
    RequirementsSheet.-airy #parties { margin-top: 1; }
    """
    EDIT = "open_row"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "take_up",
            "Wordt eis",
            id="requirements.take_up",
            tooltip="Van deze wens een eis maken; de partij die hem noemde staat erachter",
        ),
        Binding(
            "enter",
            "edit_row",
            "Wijzigen",
            id="requirements.edit",
            tooltip="De eis anders verwoorden",
        ),
        Binding(
            "g",
            "merge",
            "Samenvoegen",
            id="requirements.merge",
            tooltip="Deze wens bij een eis voegen die hetzelfde zegt",
        ),
        Binding(
            "1",
            "support(1)",
            "Steun",
            key_display="1-9",
            id="requirements.support",
            tooltip="En zo elk cijfer: of die partij achter deze eis staat, of niet meer",
        ),
        *(
            Binding(str(number), f"support({number})", show=False)
            for number in range(2, MOST_PARTIES + 1)
        ),
        Binding(
            "n",
            "add",
            "Nieuwe eis",
            id="requirements.add",
            tooltip="Een eis die op geen wensenlijst stond",
        ),
        Binding(
            "s",
            "split",
            "Splitsen",
            id="requirements.split",
            tooltip="Een wens die in deze eis zit weer los maken",
        ),
        Binding(
            "x,delete",
            "withdraw",
            "Intrekken",
            id="requirements.withdraw",
            tooltip="Deze eis niet laten meetellen; ctrl+z of b haalt hem terug",
        ),
        Binding(
            "b",
            "bring_back",
            "Terugbrengen",
            id="requirements.bring_back",
            tooltip="Een ingetrokken eis weer laten meetellen",
        ),
        Binding("left", "move_pane(-1)", "Naar de wensen", show=False),
        Binding("right", "move_pane(1)", "Naar het programma", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the two lists, and who is behind which digit."""
        with Horizontal():
            yield Pane()
            yield Pane().add_class("-programme")
        yield Static(id="parties", markup=False)

    # What is shown.

    def watch_snapshot(self, before: Snapshot, after: Snapshot) -> None:  # type: ignore[override]
        """Show what became of it; a requirement that came or changed stands out for a moment."""
        super().watch_snapshot()
        known = {each.id: each for each in before.session.requirements}
        changed = frozenset(
            ItemKey("requirements", each.id)
            for each in after.session.requirements
            if known.get(each.id) != each
        )
        if self.is_mounted and changed:
            for pane in self.panes:
                pane.flash(changed)

    def lay_out(self, width: int) -> None:
        """Put the wishes before the programme, or above it where there is no room beside."""
        left, right = self.query(Pane)
        beside = width >= _BESIDE
        left_width = (width - _GAP) * 2 // 5 if beside else width
        left.styles.width = left_width if beside else "1fr"
        right.display = beside
        right_width = width - left_width - _GAP if beside else width
        wishes = wish_rows(self.session, left_width, self.snapshot.unsaved)
        programme = programme_rows(self.session, right_width, self.snapshot.unsaved)
        left.rows = wishes if beside else (*wishes, BLANK, *programme)
        right.rows = programme if beside else ()
        legend = self.query_one(Static)
        legend.display = bool(requirements.standing_requirements(self.session))
        legend.update(party_legend(self.session))

    def sheet_rows(self, width: int) -> tuple[Row, ...]:
        """Return nothing: the lists have the rows."""
        return ()

    # What can be done.

    @property
    def wish(self) -> Note | None:
        """The open wish with the cursor."""
        return next((each for each in self.session.notes if self._has_cursor("notes", each)), None)

    @property
    def requirement(self) -> Requirement | None:
        """The requirement with the cursor."""
        found = (e for e in self.session.requirements if self._has_cursor("requirements", e))
        return next(found, None)

    def _has_cursor(self, table: str, item: Note | Requirement) -> bool:
        return self.cursor == ItemKey(table, item.id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done with the row that has the cursor."""
        found = self.requirement
        standing = found is not None and found.withdrawn_at is None
        match action:
            case "take_up":
                return self.may_change and self.wish is not None
            case "merge":
                programme = requirements.standing_requirements(self.session)
                return self.may_change and self.wish is not None and bool(programme)
            case "support":
                (number,) = parameters
                parties = requirements.parties(self.session)
                return self.may_change and standing and number in range(1, len(parties) + 1)
            case "split":
                return self.may_change and found is not None and bool(found.from_)
            case "edit_row" | "withdraw":
                return self.may_change and standing
            case "bring_back":
                return self.may_change and found is not None and not standing
            case "add":
                return self.may_change
            case "move_pane":
                return len(self.panes) > 1
            case _:
                return super().check_action(action, parameters)

    def action_move_pane(self, steps: int) -> None:
        """Go to the other list, to the row that is nearest."""
        panes = self.panes
        place = panes.index(self.pane) + steps if self.pane in panes else 0
        if self.pane is not None and 0 <= place < len(panes):
            near = panes[place].item_near(self.pane.line_of_cursor())
            self.cursor = near or self.cursor
            self.refresh_bindings()

    async def action_open_row(self) -> None:
        """Do what Enter does with this row."""
        await self.run_action("take_up" if self.wish is not None else "edit_row")

    def action_take_up(self) -> None:
        """Make the wish a requirement."""
        wish = self.wish
        if wish is not None:
            told = _WAS_PRIVATE if wish.private else ""
            new = new_id(ID_LETTERS["requirements"])
            self.act(lambda mark: requirements.take_up(wish, new, mark), told=told)

    @work
    async def action_merge(self) -> None:
        """Choose the requirement that says the same as the wish; the most alike stands first."""
        wish = self.wish
        if wish is None:
            return
        picked = await self.app.push_screen_wait(
            PickScreen("Bij welke eis hoort deze wens?", self._most_alike(wish))
        )
        if picked is not None:
            self.act(lambda _mark: requirements.merge_wish(self.session, wish, picked))

    def _most_alike(self, wish: Note) -> list[Choice]:
        labels = requirement_labels(self.session)
        standing = requirements.standing_requirements(self.session)
        alike = {each.id: self._likeness(wish, each) for each in standing}
        ordered = sorted(standing, key=lambda each: -alike[each.id])
        return [
            Choice(f"{labels[each.id]} · {each.text}", each.id, str(key) if key < 10 else "")
            for key, each in enumerate(ordered, start=1)
        ]

    def _likeness(self, wish: Note, requirement: Requirement) -> float:
        merged = requirements.wishes_of(self.session, requirement)
        return max(likenesses(wish.text, [requirement.text, *(each.text for each in merged)]))

    def action_support(self, number: int) -> None:
        """Let a party stand behind the requirement, or no longer."""
        found = self.requirement
        parties = requirements.parties(self.session)
        if found is not None and number <= len(parties):
            party = parties[number - 1].id
            self.act(lambda _mark: requirements.toggle_support(self.session, found.id, party))

    @work
    async def action_edit_row(self) -> None:
        """Word the requirement otherwise."""
        found = self.requirement
        if found is None:
            return
        field = FormField("text", "Eis", value=found.text, required=True)
        values = await self.fill_in("Eis wijzigen", [field])
        if values is not None:
            self.act(lambda _mark: requirements.reword(found, str(values["text"])))

    @work
    async def action_add(self) -> None:
        """Add a requirement that nobody wished."""
        parties = requirements.parties(self.session)
        fields = [
            FormField("text", "Eis", required=True),
            FormField(
                "party",
                "Van wie",
                "choice",
                choices=[(party_title(self.session, each.id), each.id) for each in parties],
            ),
        ]
        values = await self.fill_in("Nieuwe eis", fields if parties else fields[:1])
        if values is not None:
            text, party = str(values["text"]), str(values.get("party") or "")
            new = new_id(ID_LETTERS["requirements"])
            self.act(lambda mark: requirements.add_requirement(text, party, new, mark))

    @work
    async def action_split(self) -> None:
        """Make a wish of the requirement open again; which one is asked where there are more."""
        found = self.requirement
        if found is None or not found.from_:
            return
        picked: str | None = found.from_[0]
        if len(found.from_) > 1:
            wishes = requirements.wishes_of(self.session, found)
            choices = [
                Choice(
                    f"{party_title(self.session, each.perspective)}: {each.text}", each.id, str(key)
                )
                for key, each in enumerate(wishes, start=1)
            ]
            picked = await self.app.push_screen_wait(PickScreen("Welke wens weer los?", choices))
        if picked is not None:
            wish = picked
            self.act(lambda mark: requirements.split_off(self.session, found.id, wish, mark.at))

    def action_withdraw(self) -> None:
        """Take the requirement out of the programme."""
        found = self.requirement
        if found is not None:
            self.act(lambda mark: acts.withdraw("requirements", found.id, mark.at))

    def action_bring_back(self) -> None:
        """Put the requirement in the programme again."""
        found = self.requirement
        if found is not None:
            self.act(lambda _mark: acts.bring_back("requirements", found.id))
