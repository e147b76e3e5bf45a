"""What was typed in one line, piece by piece, so that it can be taken back and done again."""

from __future__ import annotations

from typing import Final, NamedTuple

_MOST_PIECES: Final = 500
"""More is never taken back by hand."""


class Edit(NamedTuple):
    """One piece of typing: at a place something made room for something else."""

    start: int
    removed: str
    inserted: str

    @property
    def reversed(self) -> Edit:
        """The piece that takes this one back."""
        return Edit(self.start, self.inserted, self.removed)


class Typing:
    """The pieces of one line in their order. Letters of one word are one piece."""

    def __init__(self) -> None:
        self._done: list[Edit] = []
        self._taken_back: list[Edit] = []

    @property
    def last(self) -> Edit | None:
        """The piece that would be taken back."""
        return self._done[-1] if self._done else None

    @property
    def following(self) -> Edit | None:
        """The piece that would be done again."""
        return self._taken_back[-1] if self._taken_back else None

    def take(self, edit: Edit) -> None:
        """Take in what was just typed; what was taken back before cannot be done again."""
        if edit.removed == edit.inserted:
            return
        joined = _joined(self._done[-1], edit) if self._done and not self._taken_back else None
        self._taken_back.clear()
        if joined is not None:
            self._done[-1] = joined
        else:
            self._done.append(edit)
            del self._done[:-_MOST_PIECES]

    def back(self) -> Edit | None:
        """Return what has to be done to take back the last piece; None where there is none."""
        if not self._done:
            return None
        self._taken_back.append(self._done.pop())
        return self._taken_back[-1].reversed

    def forth(self) -> Edit | None:
        """Return the piece that was taken back last, to be done again."""
        if not self._taken_back:
            return None
        self._done.append(self._taken_back.pop())
        return self._done[-1]


def _joined(before: Edit, after: Edit) -> Edit | None:
    """Return two pieces as one: letters behind each other in a word, or rubbed out in a row."""
    if not after.removed and len(after.inserted) == 1:
        behind = before.start + len(before.inserted)
        same_word = not before.inserted[-1:].isspace() or after.inserted.isspace()
        if before.inserted and after.start == behind and same_word:
            return Edit(before.start, before.removed, before.inserted + after.inserted)
    elif not after.inserted and len(after.removed) == 1 and not before.inserted:
        if after.start + 1 == before.start:
            return Edit(after.start, after.removed + before.removed, "")
        if after.start == before.start:
            return Edit(after.start, before.removed + after.removed, "")
    return None
