"""What a document holds, as plain data: every format that is written lays out the same outline.

A text in it may be a person's own words; it is visible text and never markup.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

Mark = Literal["", "helps", "hinders", "solution", "promise", "decision", "muted", "attention"]
"""What a part is about, for a format that has colours; the words say it as well."""
_CONTENTS_FROM: Final = 8
"""With so many sections a list of contents helps; a letter of a page or two needs none."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section."""

    text: str
    level: Literal[2, 3] = 2
    beside: str = ""
    """What stands next to it in a quieter voice, such as counts."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A running text; it may have several lines."""

    text: str
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in a list, with what belongs to it."""

    text: str
    label: str = ""
    """How people call it, such as `O2`."""
    parts: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    """A word and what it says: `Voor`, `management`; the word may be empty."""
    tags: tuple[str, ...] = ()
    """A few words behind the text: the case, the group."""
    mark: Mark = ""
    made_up: bool = False
    """Whether it is plausible filler of a sample, in no source."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Things under each other."""

    items: tuple[Item, ...]
    title: str = ""
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two lists that belong together; next to each other where there is room."""

    left: Listing
    right: Listing


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    title: str
    align: Literal["left", "right"] = "left"
    grows: bool = False
    """Whether this one takes the room that the others leave."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Numbers one after the other, to be drawn as steps of different height."""

    values: tuple[float | None, ...]
    """None where there is no number."""
    of: float = 0
    """The highest that it could be; 0 where that is the highest of the values."""
    least: float = 0

    @property
    def heights(self) -> tuple[float | None, ...]:
        """Where each value is between the lowest and the highest, from 0 to 1."""
        most = self.of or max((each for each in self.values if each is not None), default=0)
        return tuple(
            None if each is None else _between(self.least, each, most) for each in self.values
        )


def _between(least: float, value: float, most: float) -> float:
    """Return where a value is between the lowest and the highest, from 0 to 1."""
    return min(1.0, max(0.0, (value - least) / (most - least))) if most > least else 0.0


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place of a table."""

    text: str
    below: tuple[str, ...] = ()
    """Quieter lines under it."""
    mark: Mark = ""
    made_up: bool = False
    trend: Trend | None = None
    """Drawn before the text, in a format that draws; the numbers stand in the row as well."""
    heads: bool = False
    """Whether this is the name of the rows after it, which stand together."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with one cell a column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    matrix: bool = False
    """Whether it is read by what its cells are about, which then is their ground."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Words and what they say, under each other: `Plaats`, `gemeentehuis Oss`."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """How many gave each answer on a scale."""

    label: str
    counts: tuple[int, ...]
    """For each answer, from the lowest number of the scale."""
    made_up: bool = False
    least: int = 1
    """The lowest number."""
    words: tuple[str, ...] = ()
    """What the numbers are called, where they are words."""

    @property
    def answers(self) -> int:
        """How many answered."""
        return sum(self.counts)

    @property
    def mean(self) -> float | None:
        """The mean answer; None where nobody answered."""
        total = sum(value * count for value, count in enumerate(self.counts, self.least))
        return total / self.answers if self.answers else None

    @property
    def fullness(self) -> float:
        """How far the mean is from the lowest number to the highest, from 0 to 1."""
        mean = self.mean
        most = self.least + len(self.counts) - 1
        return 0.0 if mean is None else _between(self.least, mean, most)

    def count(self, number: int) -> int | None:
        """Return how many gave a number; None for one that is not on the scale."""
        place = number - self.least
        return self.counts[place] if 0 <= place < len(self.counts) else None


@dataclass(frozen=True, slots=True)
class Bars:
    """Answers on scales, to be drawn."""

    bars: tuple[Bar, ...]

    @property
    def numbers(self) -> range:
        """Every number that one of the scales has."""
        least = min((bar.least for bar in self.bars), default=1)
        return range(least, max((bar.least + len(bar.counts) for bar in self.bars), default=1))

    @property
    def titles(self) -> tuple[str, ...]:
        """What stands above the counts: words where all scales have the same."""
        words = {bar.words for bar in self.bars}
        same = words.pop() if len(words) == 1 else ()
        numbers = self.numbers
        return same if len(same) == len(numbers) else tuple(map(str, numbers))


@dataclass(frozen=True, slots=True)
class Shift:
    """One number then and now."""

    label: str
    then: float | None
    now: float | None
    of: float
    """The highest that it could be, at which a bar is full."""
    least: float = 0
    """The lowest that it could be, at which a bar is empty."""
    mark: Mark = ""
    made_up: bool = False

    @property
    def delta(self) -> float | None:
        """How much more it is now; None where one of the two is not known."""
        return None if self.then is None or self.now is None else self.now - self.then

    def place(self, value: float) -> float:
        """Return where a value is between the lowest and the highest, from 0 to 1."""
        return _between(self.least, value, self.of)


@dataclass(frozen=True, slots=True)
class Shifts:
    """Numbers then and now, to be drawn; they always stand beside what is drawn."""

    shifts: tuple[Shift, ...]
    then: str
    """What `then` is called: a date."""
    now: str
    places: int = 0
    """Decimals of the numbers."""


Part = Heading | Paragraph | Listing | SideBySide | Table | Facts | Bars | Shifts


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document that can be gone to."""

    id: str
    title: str
    parts: tuple[Part, ...]
    count: int | None = None
    """How many things it holds, where that says something."""
    short: str = ""
    """The title for a list of contents, where the title itself is too long for that."""
    made_up: bool = False
    """Whether all of it is plausible filler of a sample; then no item says so again."""
    closing: bool = False
    """Whether it says something of the document itself, at its end: never alone on a page."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole document."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    kind: str = ""
    """What sort of document it is, above its title: `Verslag`."""

    @property
    def contents(self) -> tuple[Section, ...]:
        """The sections that a list of contents names; none where so few need no list."""
        return self.sections if len(self.sections) >= _CONTENTS_FROM else ()

    @property
    def has_made_up(self) -> bool:
        """Whether anything in it is filler of a sample, so that a legend is needed."""
        return any(section.made_up or any(_flags(section)) for section in self.sections)


def heads(row: tuple[Cell, ...]) -> bool:
    """Return whether a row of a table only names the rows after it."""
    return any(cell.heads for cell in row)


def summed_up(section: Section) -> Section:
    """Return a section that says once that it is made up, where each of its things is."""
    flags = _flags(section)
    if not flags or not all(flags):
        return section
    return replace(section, made_up=True, parts=tuple(map(_unmarked, section.parts)))


def _flags(section: Section) -> list[bool]:
    flags: list[bool] = []
    for part in section.parts:
        match part:
            case Listing():
                flags += [item.made_up for item in part.items]
            case SideBySide():
                flags += [item.made_up for side in (part.left, part.right) for item in side.items]
            case Table():
                flags += [row[0].made_up for row in part.rows if not heads(row)]
            case Bars():
                flags += [bar.made_up for bar in part.bars]
            case Shifts():
                flags += [shift.made_up for shift in part.shifts]
    return flags


def _unmarked(part: Part) -> Part:
    match part:
        case Listing():
            return _unmarked_listing(part)
        case SideBySide():
            return SideBySide(_unmarked_listing(part.left), _unmarked_listing(part.right))
        case Table():
            rows = ((replace(row[0], made_up=False), *row[1:]) for row in part.rows)
            return replace(part, rows=tuple(rows))
        case Bars():
            return Bars(tuple(replace(bar, made_up=False) for bar in part.bars))
        case Shifts():
            shifts = tuple(replace(shift, made_up=False) for shift in part.shifts)
            return replace(part, shifts=shifts)
        case _:
            return part


def _unmarked_listing(listing: Listing) -> Listing:
    items = tuple(replace(item, made_up=False) for item in listing.items)
    return replace(listing, items=items)
