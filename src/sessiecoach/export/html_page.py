"""An outline as one web page that needs nothing else; what people typed is text in it.

The page asks for no script, picture, font or address: its policy forbids each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final

from sessiecoach.domain.text import visible
from sessiecoach.dutch.numbers import difference_words, number_words
from sessiecoach.export.drawing import (
    MADE_UP_LEGEND,
    MADE_UP_SECTION,
    MADE_UP_SIGN,
    Box,
    Dot,
    Drawing,
    bar_drawing,
    count_words,
    shift_drawing,
    trend_drawing,
)
from sessiecoach.export.html_style import STYLE
from sessiecoach.export.outline import (
    Bars,
    Cell,
    Facts,
    Heading,
    Item,
    Listing,
    Mark,
    Outline,
    Paragraph,
    Part,
    Section,
    Shifts,
    SideBySide,
    Table,
    heads,
)

_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)


def html_page(outline: Outline) -> str:
    """Return a document as a whole web page in Dutch, for a screen and for paper."""
    lines = [
        "<!doctype html>",
        '<html lang="nl">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{_text(outline.title, ' ')}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        "<header>",
        *([f'<p class="kind">{_text(outline.kind, " ")}</p>'] if outline.kind else []),
        f"<h1>{_text(outline.title, ' ')}</h1>",
        *_quiet(outline.subtitle),
        *_quiet(MADE_UP_LEGEND if outline.has_made_up else ""),
        "</header>",
        *_contents(outline.contents),
        "<main>",
    ]
    for section in outline.sections:
        lines += _section(section)
    lines += ["</main>", "</body>", "</html>", ""]
    return "\n".join(lines)


def _text(text: str, newline: str = "<br>") -> str:
    """Return a text such that a browser shows it as it is; `newline` ends a line within it."""
    lines = (line.strip() for line in visible(text).split("\n"))
    return newline.join(escape(line) for line in lines if line)


def _quiet(text: str) -> Iterator[str]:
    if text:
        yield f'<p class="muted">{_text(text)}</p>'


def _mark(mark: Mark) -> str:
    return f' class="{mark}"' if mark else ""


def _sign(made_up: bool) -> str:
    return f'<span class="muted">{MADE_UP_SIGN}</span>' if made_up else ""


def _contents(sections: Sequence[Section]) -> Iterator[str]:
    if not sections:
        return
    yield '<nav aria-label="Inhoud"><ul>'
    for section in sections:
        title = _text(section.short or section.title, " ")
        yield f'<li><a href="#{escape(section.id)}">{title}</a></li>'
    yield "</ul></nav>"


def _section(section: Section) -> Iterator[str]:
    count = f' <span class="muted">{section.count}</span>' if section.count is not None else ""
    yield f'<section id="{escape(section.id)}">'
    yield f"<h2>{_text(section.title, ' ')}{count}</h2>"
    yield from _quiet(MADE_UP_SECTION if section.made_up else "")
    for part in section.parts:
        yield from _part(part)
    yield "</section>"


def _part(part: Part) -> Iterator[str]:
    match part:
        case Heading():
            tag = f"h{part.level + 1}"
            beside = f' <span class="muted">{_text(part.beside, " ")}</span>' if part.beside else ""
            yield f"<{tag}>{_text(part.text, ' ')}{beside}</{tag}>"
        case Paragraph():
            yield f"<p{_mark(part.mark)}>{_text(part.text)}</p>"
        case Listing():
            yield from _listing(part)
        case SideBySide():
            yield '<div class="sides">'
            for side in (part.left, part.right):
                if side.items:
                    yield from ("<div>", *_listing(side), "</div>")
            yield "</div>"
        case Table():
            yield from _table(part)
        case Facts():
            yield from ('<dl class="facts">', *_pairs(part.pairs), "</dl>")
        case Bars():
            yield from _bars(part)
        case Shifts():
            yield from _shifts(part)


def _listing(listing: Listing) -> Iterator[str]:
    if listing.title:
        count = f' <span class="muted">{len(listing.items)}</span>'
        named = f"title {listing.mark}".rstrip()
        yield f'<p class="{named}">{_text(listing.title, " ")}{count}</p>'
    if listing.items:
        yield '<ul class="items">'
        for item in listing.items:
            yield from _item(item, listing.mark)
        yield "</ul>"


def _item(item: Item, mark: Mark) -> Iterator[str]:
    label = f"<strong>{_text(item.label, ' ')}</strong> " if item.label else ""
    tags = " · ".join(_text(tag, " ") for tag in item.tags)
    behind = f' <span class="muted">({tags})</span>' if tags else ""
    yield f"<li{_mark(item.mark or mark)}>{label}{_text(item.text)}{_sign(item.made_up)}{behind}"
    if item.parts:
        yield "<ul>"
        yield from (f"<li>{_text(part)}</li>" for part in item.parts)
        yield "</ul>"
    if item.details:
        yield from ("<dl>", *_pairs(item.details), "</dl>")
    yield "</li>"


def _pairs(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for word, said in pairs:
        yield f"<div><dt>{_text(word, ' ')}</dt><dd>{_text(said)}</dd></div>"


def _table(table: Table) -> Iterator[str]:
    right = [column.align == "right" for column in table.columns]
    yield from _opened([column.title for column in table.columns], right)
    for row in table.rows:
        yield '<tr class="heads">' if heads(row) else "<tr>"
        for cell, to_right in zip(row, right, strict=True):
            yield _cell(cell, to_right, tinted=table.matrix)
        yield "</tr>"
    yield "</tbody></table></div>"


def _opened(titles: Sequence[str], right: Sequence[bool], named: str = "") -> Iterator[str]:
    """Open a table up to its first row."""
    yield f'<div class="wide"><table{named}>'
    if any(titles):
        yield "<thead><tr>"
        for title, to_right in zip(titles, right, strict=True):
            tag = 'th scope="col"' if title else "td"
            yield f"<{tag}{_number(to_right)}>{_text(title, ' ')}</{tag[:2]}>"
        yield "</tr></thead>"
    yield "<tbody>"


def _number(to_right: bool) -> str:
    return ' class="number"' if to_right else ""


def _cell(cell: Cell, to_right: bool, *, tinted: bool) -> str:
    drawn = f"{_drawn(trend_drawing(cell.trend))} " if cell.trend else ""
    text = f"{drawn}{_text(cell.text)}{_sign(cell.made_up)}"
    below = "".join(f'<br><span class="muted">{_text(each)}</span>' for each in cell.below)
    names = ["number"] * to_right + [f"tint {cell.mark}"] * bool(tinted and cell.mark)
    named = f' class="{" ".join(names)}"' if names else ""
    return f"<td{named}><span{_mark(cell.mark)}>{text}</span>{below}</td>"


def _bars(bars: Bars) -> Iterator[str]:
    titles = ["stelling", *bars.titles, "gemiddeld", ""]
    yield from _opened(titles, [False, *[True] * (len(titles) - 2), False], ' class="bars"')
    for bar in bars.bars:
        counts = [count_words(bar.count(number)) for number in bars.numbers]
        yield f"<tr><td>{_text(bar.label)}{_sign(bar.made_up)}</td>"
        yield from (f'<td class="number">{count}</td>' for count in counts)
        yield f'<td class="number"><strong>{number_words(bar.mean, 1)}</strong></td>'
        yield f"<td>{_drawn(bar_drawing(bar))}</td></tr>"
    yield "</tbody></table></div>"


def _shifts(shifts: Shifts) -> Iterator[str]:
    titles = ["", shifts.then, "", shifts.now, "verschil"]
    yield from _opened(titles, [False, True, False, True, True])
    for shift in shifts.shifts:
        label = f"<span{_mark(shift.mark)}>{_text(shift.label)}</span>{_sign(shift.made_up)}"
        yield f"<tr><td>{label}</td>"
        yield f'<td class="number">{number_words(shift.then, shifts.places)}</td>'
        yield f"<td>{_drawn(shift_drawing(shift))}</td>"
        now = number_words(shift.now, shifts.places)
        yield f'<td class="number"><strong>{now}</strong></td>'
        yield f'<td class="number">{difference_words(shift.delta, shifts.places)}</td></tr>'
    yield "</tbody></table></div>"


def _drawn(drawing: Drawing) -> str:
    """Return a picture; the numbers that it shows stand beside it, so it is not read aloud."""
    size = f'width="{drawing.width:g}mm" height="{drawing.height:g}mm"'
    box = f'viewBox="0 0 {drawing.width:g} {drawing.height:g}"'
    shapes = "".join(map(_shape, drawing.shapes))
    return f'<svg {size} {box} aria-hidden="true">{shapes}</svg>'


def _shape(shape: Box | Dot) -> str:
    if isinstance(shape, Dot):
        place = f'cx="{shape.across:.4g}" cy="{shape.down:.4g}" r="{shape.radius:.4g}"'
        return f'<circle class="{shape.tone}" {place}/>'
    place = f'x="{shape.left:.4g}" y="{shape.top:.4g}"'
    size = f'width="{shape.width:.4g}" height="{shape.height:.4g}"'
    return f'<rect class="{shape.tone}" {place} {size}/>'
