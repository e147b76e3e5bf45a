"""Pages of A4 to write on: a face with most letters of the world, lines, and whole tables."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos
from fpdf.fonts import TTFFont
from fpdf.prefs import ViewerPreferences

from sessiecoach.domain.text import visible
from sessiecoach.export.drawing import Box, Drawing, Tone
from sessiecoach.export.grid import Grid, Square
from sessiecoach.export.outline import Mark

_FACES: Final = Path(__file__).parent / "faces"
_FACE: Final = "dejavu"
_MARGIN: Final = 20
_BOTTOM: Final = 22
BODY: Final = 9.5
LINE: Final = 4.8
"""The height of a line of the body."""
_SMALL: Final = 8.5
_NUMBER: Final = 30
"""How wide the number of a page may be."""
_AIR: Final = 1.3
"""Above and below the words of a row."""
_ROUNDING: Final = 1e-6
_TOTAL: Final = "\ufffe\ufffe\ufffe"
"""Stands for the number of pages; no text of a person can hold it once it is made visible."""
Colour = tuple[int, int, int]
INK: Final[Colour] = (0x1D, 0x27, 0x33)
MUTED: Final[Colour] = (0x5B, 0x66, 0x73)
ACCENT: Final[Colour] = (0x1F, 0x4E, 0x79)
_QUIET_LINE: Final[Colour] = (0xD5, 0xDB, 0xE1)
_HEAD: Final[Colour] = (0xF2, 0xF5, 0xF8)
COLOURS: Final[dict[Mark, Colour]] = {
    "": INK,
    "helps": (0x1B, 0x6E, 0x3C),
    "hinders": (0xA3, 0x30, 0x2A),
    "solution": (0x0B, 0x64, 0x78),
    "promise": (0x7A, 0x2F, 0x86),
    "decision": (0x2A, 0x4E, 0xA3),
    "muted": MUTED,
    "attention": (0x8A, 0x53, 0x00),
}
_Line = tuple[str, Mark, bool]
"""One line of a cell: its words, what it is about, and whether it is bold."""

_Row = list[list[_Line]]
_FILLS: Final[dict[Tone, Colour]] = {
    "accent": ACCENT,
    "line": _QUIET_LINE,
    "paper": (0xFF, 0xFF, 0xFF),
}
_TINT: Final = 0.12
"""As much of a colour is in the ground of a place that it stands for."""


@dataclass(frozen=True, slots=True)
class _Broken:
    """A table whose texts are broken into lines."""

    widths: list[float]
    right: tuple[bool, ...]
    head: _Row
    rows: list[_Row]


class Pages(FPDF):
    """A document that is being written, from top to bottom."""

    def __init__(self, title: str, moment: dt.datetime) -> None:
        super().__init__(format="A4")
        self.set_margins(_MARGIN, _MARGIN)
        self.set_auto_page_break(auto=True, margin=_BOTTOM)
        self.add_font(_FACE, "", _FACES / "DejaVuSansCondensed.ttf")
        self.add_font(_FACE, "B", _FACES / "DejaVuSansCondensed-Bold.ttf")
        faces = [face for face in self.fonts.values() if isinstance(face, TTFFont)]
        self._letters = set.intersection(*(set(face.cmap) for face in faces))
        self._open = [face.ttfont for face in faces]
        self.alias_nb_pages(_TOTAL)
        self._title = self.fit(title, " ")
        self.section_began = 1
        """On which page the last section began."""
        self.set_title(self._title)
        self.set_lang("nl-NL")
        self.set_creator("sessiecoach")
        self.set_creation_date(moment)
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self.style()
        self.add_page()

    def __enter__(self) -> Pages:
        return self

    def __exit__(self, *trace: object) -> None:
        """Close the files of the face, which are read until the last word is written."""
        for face in self._open:
            face.close()

    def footer(self) -> None:
        """Say below a page which of how many it is, and of what."""
        self.set_xy(_MARGIN, -15)  # a list that goes on has a margin of its own
        self.style(size=_SMALL, colour=MUTED)
        number = f"{self.page_no()} van {_TOTAL}"
        room = self.w - 2 * _MARGIN - _NUMBER
        self.cell(_NUMBER, LINE, number)
        self.cell(room, LINE, self._shortened(self._title, room), align="R")

    def _shortened(self, text: str, room: float) -> str:
        """Return a text that fits in this room, cut where it does not."""
        while self.get_string_width(text) > room:
            text = f"{text[: int(len(text) * 0.9)]}…"
        return text

    def entry(self, title: str, number: str, width: float) -> None:
        """Write a line of the contents from here: a title, and to its right a page."""
        self.style()
        words = self._shortened(self.fit(title, " "), width - _NUMBER / 3)
        self.cell(width - _NUMBER / 3, LINE, words)
        self.style(colour=MUTED)
        self.cell(_NUMBER / 3, LINE, number, align="R")

    def style(self, *, size: float = BODY, bold: bool = False, colour: Colour = INK) -> None:
        """Choose how the words look that come next."""
        self.set_font(_FACE, "B" if bold else "", size)
        self.set_text_color(*colour)

    def fit(self, text: str, newline: str = "\n") -> str:
        """Return a text in letters that the face has, its lines ended by `newline`.

        What has no width of its own goes; another sign that the face lacks becomes its plain
        likeness, or its number such as `<1f642>`.
        """
        plain = unicodedata.normalize("NFC", visible(text))
        lines = (" ".join(line.split()) for line in plain.split("\n"))
        return newline.join("".join(map(self._fit, line)) for line in lines if line)

    def _fit(self, sign: str) -> str:
        if unicodedata.category(sign) in ("Cf", "Mn", "Me"):
            return ""
        if ord(sign) in self._letters:
            return sign
        plain = unicodedata.normalize("NFKC", sign)
        if all(ord(each) in self._letters for each in plain):
            return plain
        return f"<{ord(sign):x}>"

    def room(self) -> float:
        """Return how much of this page is left."""
        return float(self.page_break_trigger - self.y)

    def keep(self, height: float) -> None:
        """Go to the next page where less than this is left."""
        if self.room() < height:
            self.add_page()

    def flow(self, text: str, mark: Mark = "", *, bold: bool = False) -> None:
        """Write words after what stands there already, within the margins."""
        self.style(bold=bold or mark == "attention", colour=COLOURS[mark])
        self.write(LINE, text)

    def end(self, air: float = 0.6) -> None:
        """End a paragraph."""
        self.ln(LINE + air)

    def _broken(self, made: Grid) -> _Broken:
        """Return the lines of a table, now that it is known how wide its columns are."""
        self.style(bold=True)
        widths = [self.epw * share for share in made.shares(self._width, self.epw)]
        head = [
            self._lines(Square(each, mark="muted", bold=True), width)
            for each, width in zip(made.titles, widths, strict=True)
        ]
        rows = [
            [self._lines(square, width) for square, width in zip(row, widths, strict=True)]
            for row in made.rows
        ]
        return _Broken(widths, made.right, head if any(made.titles) else [], rows)

    def opening(self, made: Grid) -> float:
        """Return how high the beginning of a table is: its titles and its first row."""
        return self._opening(self._broken(made))

    def _opening(self, broken: _Broken) -> float:
        head = _height(broken.head)
        first = sum(map(_height, broken.rows[:1]))
        return head + (first if head + first <= self.eph else 4 * LINE)

    def table(self, made: Grid, *, below: float = 0) -> None:  # type: ignore[override]
        """Write a table whose titles come back on each page, with no row lost or cut in two.

        Only a row that is higher than a page goes on where the next page begins. As much as
        `below` is left free under the last one.
        """
        broken = self._broken(made)
        whole = self.eph - _height(broken.head)
        self.keep(self._opening(broken))
        self._band(broken, broken.head, shade=True)
        for place, (row, squares) in enumerate(zip(broken.rows, made.rows, strict=True)):
            # A row that names others goes with the first of them.
            together = broken.rows[place : place + 2] if place in made.named else [row]
            high = sum(map(_height, together)) + below * (place == len(broken.rows) - 1)
            if self.room() < (high if high <= whole else _height(row)) <= whole:
                self.add_page()
                self._band(broken, broken.head, shade=True)
            rest, drawn = row, squares
            while True:
                fits = max(1, int((self.room() - 2 * _AIR) / LINE + _ROUNDING))
                self._band(broken, [each[:fits] for each in rest], drawn)
                rest, drawn = [each[fits:] for each in rest], ()
                if not any(rest):
                    break
                self.add_page()
                self._band(broken, broken.head, shade=True)
        self.ln(2)

    def _width(self, text: str) -> float:
        return float(self.get_string_width(self.fit(text)))

    def _lines(self, square: Square, width: float) -> list[_Line]:
        """Return what stands in a place of a table, broken into lines of this width."""
        found: list[_Line] = []
        texts = [(square.text, square.mark, square.bold or square.mark == "attention")]
        texts += [(each, "muted", False) for each in square.below]
        if square.drawing is not None and (square.text or square.below):
            found.append(("", "", False))  # the picture has this line to itself
        for text, mark, bold in texts:
            self.style(size=BODY, bold=bold)
            if fitted := self.fit(text):
                broken = self.multi_cell(
                    width, LINE, fitted, align="L", dry_run=True, output=MethodReturnValue.LINES
                )
                found += [(str(line), mark, bold) for line in broken]  # type: ignore[union-attr]
        return found

    def _band(
        self,
        table: _Broken,
        cells: _Row,
        squares: Sequence[Square] = (),
        *,
        shade: bool = False,
    ) -> None:
        """Draw one row as high as its fullest cell, with a quiet line under it."""
        if not cells:
            return
        top, height = self.y, _height(cells)
        if shade:
            self.set_fill_color(*_HEAD)
            self.rect(self.l_margin, top, self.epw, height, style="F")
        left = self.l_margin
        for square, width in zip(squares, table.widths, strict=False):
            if square.tint:
                self.set_fill_color(*_tinted(COLOURS[square.tint]))
                self.rect(left, top, width, height, style="F")
            if square.drawing is not None:
                self._draw(square.drawing, left + self.c_margin, top + _AIR)
            left += width
        left = self.l_margin
        for lines, width, to_right in zip(cells, table.widths, table.right, strict=True):
            for place, (text, mark, bold) in enumerate(lines):
                self.style(bold=bold, colour=COLOURS[mark])
                self.set_xy(left, top + _AIR + place * LINE)
                align = "R" if to_right else "L"
                self.cell(width, LINE, text, align=align, new_x=XPos.LEFT, new_y=YPos.TOP)
            left += width
        self.set_draw_color(*_QUIET_LINE)
        self.line(self.l_margin, top + height, self.l_margin + self.epw, top + height)
        self.set_xy(self.l_margin, top + height)

    def _draw(self, drawing: Drawing, left: float, top: float) -> None:
        """Draw a picture in the middle of a line that begins here."""
        top += (LINE - drawing.height) / 2
        for shape in drawing.shapes:
            self.set_fill_color(*_FILLS[shape.tone])
            if isinstance(shape, Box):
                self.rect(left + shape.left, top + shape.top, shape.width, shape.height, style="F")
            else:
                radius = shape.radius
                self.circle(left + shape.across, top + shape.down, radius, style="F")


def _tinted(colour: Colour) -> Colour:
    """Return a colour as faint as words can stand on."""
    red, green, blue = (round(255 - (255 - each) * _TINT) for each in colour)
    return red, green, blue


def _height(cells: _Row) -> float:
    """Return how high a row is."""
    return LINE * max((1, *map(len, cells))) + 2 * _AIR if cells else 0.0
