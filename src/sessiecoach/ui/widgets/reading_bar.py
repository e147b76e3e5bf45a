"""How far the reading of records is."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from sessiecoach.ui.search_words import thousands

_MOST: Final = 40


class ReadingBar(Widget):
    """A bar with the count beside it, and how to stop."""

    progress: reactive[tuple[int, int]] = reactive((0, 0))

    def __init__(self, *, id: str) -> None:  # noqa: A002  as every widget calls it
        super().__init__(id=id)
        self.display = False

    def render(self) -> Content:
        """Draw as long a bar as fits beside the words."""
        read, of = self.progress
        words = f"  {thousands(read)} van {thousands(of)} bestanden gelezen  "
        stop = "Esc stopt"
        width = max(4, min(_MOST, self.content_size.width - len(words) - len(stop)))
        full = round(width * read / of) if of else 0
        return Content.assemble(
            ("━" * full, "$primary"),
            ("━" * (width - full), "$rule"),
            (words, "$muted"),
            (stop, "$accent"),
        )
