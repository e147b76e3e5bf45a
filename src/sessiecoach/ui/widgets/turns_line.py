"""One line with the groups that report back: who is held, what is left, who comes next."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from sessiecoach.dutch.dates import timer


@dataclass(frozen=True, slots=True)
class TurnWords:
    """A group on the line, ready as words."""

    name: str
    time: str
    is_held: bool
    is_over: bool

    @classmethod
    def of(cls, name: str, remaining_seconds: float, *, is_held: bool) -> TurnWords:
        """Return a group with what it has left."""
        return cls(name, timer(remaining_seconds), is_held, is_held and remaining_seconds <= 0)


class TurnsLine(Widget):
    """Stands there for as long as groups report back."""

    DEFAULT_CSS = """
    TurnsLine {
        height: auto;
        display: none;
    }
    """

    turns: reactive[tuple[TurnWords, ...]] = reactive(())
    """The group that is held first, then those that wait."""
    key: reactive[str] = reactive("")
    """Which key goes on to the next group; empty where none does."""

    def watch_turns(self) -> None:
        """Stand there only with groups."""
        self.display = bool(self.turns)

    def render(self) -> Content:
        """Draw the groups, the held one with a sign and in bold."""
        parts = [Content.styled("Oogst", "bold $muted")]
        parts += [_shown(turn) for turn in self.turns]
        if self.key:
            goal = "volgende groep" if len(self.turns) > 1 else "klaar"
            parts.append(Content.assemble((self.key, "bold $accent"), " ", goal))
        return Content("   ").join(parts)


def _shown(turn: TurnWords) -> Content:
    if not turn.is_held:
        return Content.styled(f"{turn.name} {turn.time}", "$muted")
    style = "bold $overrun" if turn.is_over else "bold $running"
    sign = "◆" if turn.is_over else "▶"
    return Content.styled(f"{sign} {turn.name} {turn.time}", style)
