"""A screen of a session on which text is typed that may hold personal data."""

from __future__ import annotations

from sessiecoach.domain.personal_data import code_names
from sessiecoach.domain.session import Session
from sessiecoach.ui.screens.session_screen import SessionScreen
from sessiecoach.ui.widgets.personal_field import PersonalInput


class TypedText(SessionScreen):
    """Knows the code names of the meeting; undo takes back what is being typed first."""

    _acts_taken_back = 0
    """Since typing was last taken back; they come back before the typing does."""
    _named: tuple[Session, tuple[str, ...]] | None = None
    """A session, and the code names in it."""

    def code_names(self) -> tuple[str, ...]:
        """Return the code names that the meeting has."""
        session = self.snapshot.session
        if self._named is None or self._named[0] is not session:
            self._named = (session, code_names(session))
        return self._named[1]

    @property
    def typed_in(self) -> PersonalInput | None:
        """The field in which a person types, where typing there can be taken back by itself."""
        focused = self.focused
        return focused if isinstance(focused, PersonalInput) and focused.keeps_typing else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let undo take back typing as well."""
        field = self.typed_in
        if field is not None and (
            (action == "undo" and field.can_undo_typed)
            or (action == "redo" and field.can_redo_typed)
        ):
            return True
        return super().check_action(action, parameters)

    def action_undo(self) -> None:
        """Take back what was typed in the field, and after that what was done here."""
        field = self.typed_in
        if field is not None and field.can_undo_typed:
            field.action_undo_typed()
            self._acts_taken_back = 0
        elif self.snapshot.can_undo:
            self.take_back()
            self._acts_taken_back += 1

    def action_redo(self) -> None:
        """Do again what was taken back, the last of it first."""
        field = self.typed_in
        typed = field is not None and field.can_redo_typed
        if field is not None and typed and not (self._acts_taken_back and self.snapshot.can_redo):
            field.action_redo_typed()
        else:
            self._acts_taken_back = max(0, self._acts_taken_back - 1)
            self.do_again()

    def take_back(self) -> None:
        """Take back the last thing that was done here."""
        super().action_undo()

    def do_again(self) -> None:
        """Do again what was done here and taken back."""
        super().action_redo()
