"""Two notes that may be the same, for a person to say whether they are."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from sessiecoach.domain.text import one_line


class TwinLine(Static):
    """A pair of notes of two meetings, the later one first, and the keys that answer."""

    DEFAULT_CSS = """
    TwinLine {
        height: auto;
        max-height: 8;
        padding: 0 2;
        border-top: solid $rule;
    }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)

    def show_twin(
        self, later: str, later_day: str, earlier: str, earlier_day: str, place: int, many: int
    ) -> None:
        """Ask whether two notes are the same; `place` counts from 1."""
        counted = f"  voorstel {place} van {many}" if many > 1 else ""
        self.update(
            Content("\n").join(
                (
                    Content.assemble(("Zijn deze twee hetzelfde?", "bold"), (counted, "$muted")),
                    Content.assemble((f"{later_day}  ", "$muted"), one_line(later)),
                    Content.assemble((f"{earlier_day}  ", "$muted"), one_line(earlier)),
                    Content.assemble(
                        ("=", "bold $accent"),
                        " dezelfde   ",
                        ("/", "bold $accent"),
                        " verschilt   ",
                        (".", "bold $accent"),
                        " volgend voorstel" if many > 1 else " laat staan",
                    ),
                )
            )
        )
