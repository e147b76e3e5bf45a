"""One thing of a report that is to stand out: where it is, and how its lines look."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from textual.content import Content

from sessiecoach.domain.text import one_line
from sessiecoach.export.outline import Outline
from sessiecoach.ui.messages import LookAt

_BEGIN, _END = "\u2066", "\u2069"
"""Stand around the text while a page is set; no width, and no visible text has them."""
_BETWEEN: Final = " · "
"""Between the parts of one thing, as the index keeps them."""
_ATTRIBUTES: Final = frozenset({"text", "parts", "details", "below", "pairs", "label"})
"""Of the parts of an outline: where words of a person can stand."""
_WHERE: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "header": ("doel",),
        "solutions": ("oplossingen",),
        "promises": ("toezeggingen",),
        "decisions": ("besluiten",),
        "report_backs": ("terugkoppeling",),
        "evaluation": ("evaluatie",),
        "cases": ("casussen",),
        "requirements": ("programma-van-eisen",),
        "interests": ("belangen",),
        "updates": ("terugkom",),
    }
)
"""Where a thing stands first of all, by its table: what is said of it elsewhere comes after."""


@dataclass(frozen=True, slots=True)
class _Search:
    fits: Callable[[str], bool]
    found: list[str]


def with_shown(outline: Outline, at: LookAt) -> Outline:
    """Return an outline in which the lines of one thing will stand out, or as it is.

    What is written in several places stands out in one of them: in the section that is about
    such things, else in the first.
    """
    texts = dict.fromkeys(each.strip() for each in (at.text, *at.text.split(_BETWEEN)))
    first = _WHERE.get(at.table, ())
    order = sorted(range(len(outline.sections)), key=lambda n: outline.sections[n].id not in first)
    for text in filter(None, map(_plain, texts)):
        for fits in (text.__eq__, _holds(text)):
            for place in order:
                found: list[str] = []
                marked = _marked(outline.sections[place], _Search(fits, found))
                if found:
                    sections = list(outline.sections)
                    sections[place] = marked
                    return replace(outline, sections=tuple(sections))
    return outline


def _holds(text: str) -> Callable[[str], bool]:
    return lambda line: text in line


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", one_line(text))


def _marked(value: Any, search: _Search, *, wanted: bool = False) -> Any:
    """Return a part of an outline with the first text that fits put between the signs."""
    if search.found:
        return value
    if isinstance(value, str):
        if wanted and search.fits(_plain(value)):
            search.found.append(value)
            return f"{_BEGIN}{value}{_END}"
        return value
    if isinstance(value, tuple):
        return tuple(_marked(each, search, wanted=wanted) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            each.name: new
            for each in fields(value)
            if (old := getattr(value, each.name)) is not None
            and (new := _marked(old, search, wanted=each.name in _ATTRIBUTES)) is not old
            and new != old
        }
        return replace(value, **changed) if changed else value
    return value


def lit(lines: list[Content], words: tuple[str, ...]) -> tuple[list[Content], int | None]:
    """Return lines without the signs, those between them lit, and which is the first of them."""
    first: int | None = None
    shown: list[Content] = []
    inside = False
    for place, line in enumerate(lines):
        begins, ends = _BEGIN in line.plain, _END in line.plain
        inside = inside or begins
        if begins and first is None:
            first = place
        if inside:
            clean = _without_signs(line)
            for begin, end in _places(clean.plain, words):
                clean = clean.stylize("bold underline", begin, end)
            line = clean.stylize_before("on $chip-background")
        shown.append(line)
        inside = inside and not ends
    return shown, first


def _without_signs(line: Content) -> Content:
    parts: list[Content] = []
    begin = 0
    for place, sign in enumerate(line.plain):
        if sign in (_BEGIN, _END):
            parts.append(line[begin:place])
            begin = place + 1
    return Content("").join([*parts, line[begin:]])


def _places(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for word in words:
        begin = text.find(word)
        while begin >= 0:
            found.append((begin, begin + len(word)))
            begin = text.find(word, begin + len(word))
    return found
