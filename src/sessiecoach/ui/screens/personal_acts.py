"""The key that lets a code name stand for what looks like personal data in a row."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from sessiecoach.domain.personal_data import with_code_name
from sessiecoach.ui.screens.typed_text import TypedText
from sessiecoach.ui.widgets.note_line import PERSONAL_SIGN


class PersonalPlace(NamedTuple):
    """An item of the meeting that looks as if it holds personal data."""

    table: str
    item: str
    only: str = ""
    """The text of the part that is meant; without it all of the item is."""


class PersonalActs(TypedText):
    """A screen with rows; it says in `personal_place` which of them holds personal data."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+l",
            "replace_personal",
            "Lakken",
            id="item.replace_personal",
            tooltip=f"In deze tekst lijkt iets een persoonsgegeven ({PERSONAL_SIGN}):"
            " dat vervangen door een codenaam",
        ),
    ]

    @property
    def personal_place(self) -> PersonalPlace | None:
        """What has the cursor, if it looks as if it holds personal data."""
        raise NotImplementedError

    def tell(self, sentence: str) -> None:
        """Say in one line what was done."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether the row with the cursor looks as if it holds personal data."""
        if action == "replace_personal":
            return self.personal_place is not None and not self.snapshot.read_only
        return super().check_action(action, parameters)

    def action_replace_personal(self) -> None:
        """Let a code name stand in the place of the first thing; the next key the following."""
        place = self.personal_place
        if place is not None:
            self.live.do(with_code_name(self.snapshot.session, *place))
            self.tell("Vervangen door een codenaam. Ctrl+z zet het terug.")
            self.refresh_bindings()
