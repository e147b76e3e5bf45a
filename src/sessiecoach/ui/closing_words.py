"""The Dutch sentences of the closing check list, and what a person can do about each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sessiecoach.domain.closing import OF_ATTENDANCE, OF_BSN, OpenCode, OpenPoint
from sessiecoach.domain.personal_data import masked, table_of_item
from sessiecoach.domain.session import Session
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import table_date
from sessiecoach.ui.privacy_words import KEY, place_words

LINE_NOT_CONFIRMED: Final = "line_not_confirmed"
"""How a half-typed line that is still held is kept in the record of a closed meeting."""
TAKE_PROPOSED: Final = "Enter neemt over"
"""How a proposed date is taken."""
_LONGEST: Final = 48

_SENTENCES: Final[Mapping[OpenCode, str]] = MappingProxyType(
    {
        OpenCode.BSN_IN_TEXT: "BSN in {place}: {subject}",
        OpenCode.BSN_IN_WITHDRAWN_TEXT: "BSN in {place}, ingetrokken: {subject}",
        OpenCode.REQUIRED_ROLE_MISSING: "Vereiste rol ontbreekt: {subject}",
        OpenCode.MISSING_AT_START: "Niet bij het begin: {subject}",
        OpenCode.MISSING_AT_END: "Niet bij het einde: {subject}",
        OpenCode.DOMAIN_MISSING: "Niemand uit het domein {subject}",
        OpenCode.TOO_FEW_PARTICIPANTS: "Er waren minder dan {subject} deelnemers",
        OpenCode.TOO_MANY_PARTICIPANTS: "Er waren meer dan {subject} deelnemers",
        OpenCode.GROUP_TOO_LARGE: "Meer dan {subject} mensen in een groep",
        OpenCode.ATTENDANCE_UNKNOWN: "De opkomst is nog niet geteld",
        OpenCode.PROMISE_WITHOUT_OWNER: "Toezegging zonder trekker: {subject}",
        OpenCode.PROMISE_WITHOUT_DATE: "Toezegging zonder datum: {subject}",
        OpenCode.SOLUTION_WITHOUT_ADDRESSEE: "Oplossing zonder geadresseerde: {subject}",
        OpenCode.SOLUTION_NOT_MARKED_FEASIBLE: (
            "Uitvoerbaar door het aanwezige management? {subject}"
        ),
        OpenCode.SOLUTION_WITHOUT_PROMISE: "Voorstel zonder toezegging: {subject}",
        OpenCode.BLOCK_NOT_HELD: "Niet gehouden: {subject}",
        OpenCode.QUESTION_NOT_CHOSEN: "Geen vraag van een deelnemer bij: {subject}",
        OpenCode.ROUND_WITHOUT_NOTES: "Ronde zonder notities: {subject}",
        OpenCode.ADVICE_MISSING: "Nog geen advies: {subject}",
        OpenCode.PERSPECTIVE_WITHOUT_NOTES: "Perspectief zonder notities: {subject}",
        OpenCode.DIAGNOSIS_WITHOUT_MOTIVATION: "Diagnose zonder motivering",
        OpenCode.PIONEERS_WITHOUT_ASSIGNMENT: "Pioniersteam zonder opdracht",
        OpenCode.NO_REPORT_BACKS: "Nog niet gezegd wie waar terugkoppelt",
        OpenCode.NEXT_DATE_UNKNOWN: "De volgende datum is niet bekend",
        OpenCode.OTHER_PERSONAL_DATA: "{subject}",
    }
)
_REMEDIES: Final[Mapping[OpenCode, str]] = MappingProxyType(
    {
        OpenCode.BSN_IN_TEXT: f"{KEY} → [BSN]",
        OpenCode.BSN_IN_WITHDRAWN_TEXT: f"{KEY} → [BSN]",
        OpenCode.REQUIRED_ROLE_MISSING: "→ opkomst",
        OpenCode.MISSING_AT_START: "→ opkomst",
        OpenCode.MISSING_AT_END: "→ opkomst",
        OpenCode.DOMAIN_MISSING: "→ opkomst",
        OpenCode.TOO_FEW_PARTICIPANTS: "→ opkomst",
        OpenCode.TOO_MANY_PARTICIPANTS: "→ opkomst",
        OpenCode.GROUP_TOO_LARGE: "→ opkomst",
        OpenCode.ATTENDANCE_UNKNOWN: "→ opkomst",
        OpenCode.PROMISE_WITHOUT_OWNER: "→ trekker",
        OpenCode.PROMISE_WITHOUT_DATE: "→ datum",
        OpenCode.SOLUTION_WITHOUT_ADDRESSEE: "→ voor wie",
        OpenCode.SOLUTION_NOT_MARKED_FEASIBLE: "j / n",
        OpenCode.SOLUTION_WITHOUT_PROMISE: "→ toezegging",
        OpenCode.BLOCK_NOT_HELD: "",
        OpenCode.QUESTION_NOT_CHOSEN: "→ live",
        OpenCode.ROUND_WITHOUT_NOTES: "→ live",
        OpenCode.ADVICE_MISSING: "→ live",
        OpenCode.PERSPECTIVE_WITHOUT_NOTES: "→ live",
        OpenCode.DIAGNOSIS_WITHOUT_MOTIVATION: "→ live",
        OpenCode.PIONEERS_WITHOUT_ASSIGNMENT: "→ live",
        OpenCode.NO_REPORT_BACKS: "→ wie waar",
        OpenCode.NEXT_DATE_UNKNOWN: "→ datum",
        OpenCode.OTHER_PERSONAL_DATA: "→ erheen",
    }
)


def closing_sentence(point: OpenPoint) -> str:
    """Return what is open, in one line; a BSN in it is masked."""
    sentence = _SENTENCES[point.code].format(
        subject=_cut(masked(point.subject)), place=place_words(point.table)
    )
    return sentence if point.subject else sentence.removesuffix(": ")


def closing_remedy(point: OpenPoint) -> str:
    """Return where Enter goes to mend it, or the keys that do; empty where nothing can be done."""
    return _REMEDIES[point.code]


def proposed_sentence(date: dt.date) -> str:
    """Return that the series has a date for the next meeting that nobody took over yet."""
    return f"Datum voorgesteld: {table_date(date)}"


def held_sentence(text: str) -> str:
    """Return that a line was typed but not confirmed, with its text where that is known."""
    if not text:
        return "Getypt, niet bevestigd"
    shown = masked(text)
    bsn = ", met een BSN" if shown != text else ""
    return f"Getypt, niet bevestigd{bsn}: {_cut(shown)}"


def left_open(session: Session) -> tuple[str, ...]:
    """Return in words what stood open when a meeting was closed."""
    return tuple(_kept_sentence(session, mark) for mark in session.header.closed_with)


def _kept_sentence(session: Session, mark: str) -> str:
    code, _colon, about = mark.partition(":")
    if code == LINE_NOT_CONFIRMED:
        return held_sentence("")
    try:
        known = OpenCode(code)
    except ValueError:
        return one_line(mark)  # of another version of this program
    if known in OF_BSN:
        return closing_sentence(OpenPoint(known, table=table_of_item(session, about)))
    # A role or domain may be called as an item is, and stays what people called it.
    subject = about if known in OF_ATTENDANCE else _name_of(session, about)
    return closing_sentence(OpenPoint(known, subject))


def _name_of(session: Session, about: str) -> str:
    names = {item.id: item.text for item in session.solutions}
    names |= {item.id: item.what for item in session.promises}
    names |= {item.id: item.title for item in session.blocks}
    names |= {item.id: item.title for item in session.perspectives}
    return names.get(about, about)


def _cut(text: str) -> str:
    text = one_line(text)
    if len(text) <= _LONGEST:
        return text
    whole_words = text[:_LONGEST].rpartition(" ")[0]
    return (whole_words or text[: _LONGEST - 1]).rstrip(" ,.;:") + "…"
