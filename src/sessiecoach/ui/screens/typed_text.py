"""A screen of a session on which text is typed that may hold personal data."""

from __future__ import annotations

from sessiecoach.domain.personal_data import code_names
from sessiecoach.domain.session import Session
from sessiecoach.ui.screens.session_screen import SessionScreen
from sessiecoach.ui.widgets.personal_field import PersonalInput


class TypedText(SessionScreen):
    """Knows the code names of the meeting; undo first puts back what a code name replaced."""

    _named: tuple[Session, tuple[str, ...]] | None = None
    """A session, and the code names in it."""

    def code_names(self) -> tuple[str, ...]:
        """Return the code names that the meeting has."""
        session = self.snapshot.session
        if self._named is None or self._named[0] is not session:
            self._named = (session, code_names(session))
        return self._named[1]

    @property
    def _replacing(self) -> PersonalInput | None:
        """The field in which a code name can still be taken back."""
        focused = self.focused
        found = isinstance(focused, PersonalInput) and focused.can_restore
        return focused if found else None  # type: ignore[return-value]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let undo take back a code name as well."""
        if action == "undo" and self._replacing is not None:
            return True
        return super().check_action(action, parameters)

    def action_undo(self) -> None:
        """Put back what a code name replaced in the field, or take back what was done here."""
        field = self._replacing
        if field is not None:
            field.action_restore_typed()
        else:
            super().action_undo()
