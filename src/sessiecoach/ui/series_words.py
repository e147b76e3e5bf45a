"""How a series is shown on its own screen: what it is, its meetings, and the own questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sessiecoach.domain.own_questions import OwnQuestionView
from sessiecoach.domain.retention import has_passed
from sessiecoach.domain.series import Series
from sessiecoach.domain.session import Answer
from sessiecoach.domain.text import one_line
from sessiecoach.domain.werkvorm import SeriesKind, Werkvorm
from sessiecoach.dutch.dates import span_in_text, table_date
from sessiecoach.dutch.numbers import counted
from sessiecoach.storage.listing import ListedMeeting, ListedSeries
from sessiecoach.storage.summaries import Summary
from sessiecoach.ui.widgets.item_rows import BLANK, HARD_SPACE, ItemKey, Piece, Row, flow
from sessiecoach.ui.widgets.meeting_rows import STATUS_WORDS, MeetingStatus

SERIES = ItemKey("series", "")
"""The row of what the series itself is."""
_DONE: Final[Mapping[Answer | None, str]] = {
    "yes": "gedaan",
    "partly": "deels gedaan",
    "no": "niet gedaan",
    "unknown": "onbekend",
    None: "afgesproken",
}
_LABEL = 12
_DATE = 15
_TIME = 14
_STATUS = 13


@dataclass(frozen=True, slots=True)
class ShownSeries:
    """All that the screen of a series shows."""

    listed: ListedSeries
    summaries: Mapping[str, Summary]
    """Of each record, by the name of its file without .toml."""
    formats: Mapping[str, Werkvorm]
    kinds: Mapping[str, SeriesKind]
    questions: tuple[OwnQuestionView, ...] = ()
    """The own questions of participants, of the series and of its meetings."""
    today: dt.date = dt.date.min

    @property
    def series(self) -> Series:
        """The series as its file has it."""
        return self.listed.series

    @property
    def kind(self) -> SeriesKind | None:
        """What kind of series it is, where that is known."""
        return self.kinds.get(self.series.kind)

    @property
    def is_over(self) -> bool:
        """Whether the day until which the details of cases are kept has passed."""
        return has_passed(self.series, self.today)

    @property
    def to_tidy(self) -> int:
        """How many closed meetings hold details of cases that should be gone by now."""
        closed = (
            each
            for each in self.summaries.values()
            if not each.broken and each.header.status == "closed" and not each.header.tidied_on
        )
        return sum(1 for _each in closed) if self.is_over else 0

    def summary_of(self, meeting: ListedMeeting) -> Summary | None:
        """Return what the record of a meeting holds."""
        return self.summaries.get(meeting.path.stem) if meeting.path is not None else None

    def status_of(self, meeting: ListedMeeting) -> MeetingStatus:
        """Return how far a meeting is."""
        summary = self.summary_of(meeting)
        if meeting.path is None:
            return MeetingStatus.PLANNED
        if summary is None:
            return MeetingStatus.UNKNOWN
        return MeetingStatus.BROKEN if summary.broken else MeetingStatus(summary.header.status)

    def werkvorm_of(self, meeting: ListedMeeting) -> str:
        """Return the id of the werkvorm of a meeting."""
        summary = self.summary_of(meeting)
        if summary is not None and summary.werkvorm:
            return summary.werkvorm
        planned = meeting.planned
        return meeting.werkvorm or (self.series.werkvorm_of(planned) if planned else "")

    @property
    def asks_questions(self) -> bool:
        """Whether each participant brings an own question, by its kind or because some did."""
        asks = self.kind is not None and self.kind.participant_question
        return asks or bool(self.questions)

    @property
    def ahead(self) -> ListedMeeting | None:
        """The first meeting that was not begun."""
        waiting = (MeetingStatus.PLANNED, MeetingStatus.DRAFT)
        found = (each for each in self.listed.meetings if self.status_of(each) in waiting)
        return next(found, None)

    def required_roles(self) -> tuple[str, ...]:
        """Return the roles that its meetings require, each once."""
        found = (self.formats.get(self.werkvorm_of(each)) for each in self.listed.meetings)
        roles = (role for each in found if each is not None for role in each.required_roles)
        return tuple(dict.fromkeys(one_line(role) for role in roles))


def key_of(meeting: ListedMeeting) -> ItemKey:
    """Return by what a meeting is known on the screen, whatever its date becomes."""
    if meeting.planned is not None:
        return ItemKey("planned", meeting.planned.id)
    return ItemKey("record", meeting.path.stem if meeting.path is not None else "")


def series_rows(shown: ShownSeries, width: int) -> tuple[Row, ...]:
    """Return the rows of the screen, broken for so many cells."""
    return (
        *_about(shown, width),
        BLANK,
        _heading("BIJEENKOMSTEN", _counts(shown)),
        *_meetings(shown, width),
        BLANK,
        *_questions(shown, width),
    )


def _heading(title: str, beside: str = "") -> Row:
    pieces = [Piece(title, "heading")]
    if beside:
        pieces.append(Piece(f"   {beside}", "faint"))
    return Row((tuple(pieces),))


def _about(shown: ShownSeries, width: int) -> Iterator[Row]:
    series, kind = shown.series, shown.kind
    werkvorm = shown.formats.get(series.werkvorm)
    told = [
        ("Naam", shown.listed.title),
        ("Soort", one_line(kind.title) if kind is not None else one_line(series.kind)),
        ("Werkvorm", one_line(werkvorm.title) if werkvorm is not None else series.werkvorm),
        ("Doel", one_line(series.goal)),
        ("Plaats", one_line(series.location)),
        ("Partners", ", ".join(one_line(each) for each in series.partners)),
        ("Vereist", ", ".join(shown.required_roles())),
        ("Bewaren", _kept_until(shown)),
    ]
    lines = tuple(
        line
        for label, text in told
        if text
        for line in flow(
            (Piece(text, "text" if label == "Naam" else "muted"),),
            width,
            first=(Piece(f"{label:<{_LABEL}}", "faint"),),
            indent=_LABEL,
            most_lines=3,
        )
    )
    yield Row(lines, SERIES)


def _kept_until(shown: ShownSeries) -> str:
    until = shown.series.case_details_until
    if until is None:
        return ""
    day = table_date(until)
    if shown.is_over:
        return f"casusdetails tot en met {day}; die datum is voorbij"
    return f"casusdetails tot en met {day}; daarna blijven alleen de lessen"


def _counts(shown: ShownSeries) -> str:
    meetings = shown.listed.meetings
    held = sum(shown.status_of(each) is MeetingStatus.CLOSED for each in meetings)
    return f"{held} gehouden, {len(meetings) - held} te gaan" if meetings else ""


def _meetings(shown: ShownSeries, width: int) -> Iterator[Row]:
    if not shown.listed.meetings:
        hint = "Nog geen bijeenkomsten. p plant er een aantal, n voegt er een toe."
        yield Row(flow((Piece(hint, "muted"),), width))
    if shown.to_tidy:
        many = counted(shown.to_tidy, "bijeenkomst", "bijeenkomsten")
        words = f"De bewaardatum is voorbij; {many} met casusdetails. o ruimt op."
        yield Row(flow((Piece(words, "muted"),), width))
    for number, meeting in enumerate(shown.listed.meetings, start=1):
        yield Row(_meeting(shown, number, meeting, width), key_of(meeting))


def _meeting(
    shown: ShownSeries, number: int, meeting: ListedMeeting, width: int
) -> tuple[tuple[Piece, ...], ...]:
    summary, planned = shown.summary_of(meeting), meeting.planned
    date = summary.date if summary is not None else planned.date if planned else meeting.date
    starts, ends = _hours(shown, meeting)
    sign, word = STATUS_WORDS[shown.status_of(meeting)]
    hours = span_in_text(starts, ends).removesuffix(" uur") if starts and ends else ""
    werkvorm = shown.formats.get(shown.werkvorm_of(meeting))
    title = (summary.header.title if summary is not None else "") or (
        planned.title if planned else ""
    )
    theme = (summary.header.theme if summary is not None else "") or (
        planned.theme if planned else ""
    )
    guest = (summary.header.guest if summary is not None else "") or (
        planned.guest if planned else ""
    )
    words = one_line(title) or (one_line(werkvorm.title) if werkvorm is not None else "")
    more = (("thema", theme), ("gast", guest))
    below = "  ·  ".join(f"{label} {one_line(text)}" for label, text in more if text)
    day = table_date(date) if date is not None else "zonder datum"
    first = (
        Piece(f"{number:>2} ", "faint"),
        Piece(f"{day:<{_DATE}} ", "text"),
        Piece(f"{hours:<{_TIME}}", "muted"),
        Piece(f"{sign} {word:<{_STATUS - 2}}", "muted"),
    )
    indent = 4 + _DATE + _TIME + _STATUS
    lines = flow((Piece(words, "text"),), width, first=first, indent=indent, most_lines=2)
    if not below:
        return lines
    return (*lines, *flow((Piece(below, "muted"),), width, indent=min(indent, 19), most_lines=2))


def _hours(shown: ShownSeries, meeting: ListedMeeting) -> tuple[dt.time | None, dt.time | None]:
    summary, planned = shown.summary_of(meeting), meeting.planned
    if summary is not None and not summary.broken:
        return summary.header.starts, summary.header.ends
    return (planned.starts, planned.ends) if planned is not None else (None, None)


def _questions(shown: ShownSeries, width: int) -> Iterator[Row]:
    questions = shown.questions
    if not shown.asks_questions:
        return
    many = counted(len(questions), "vraag", "vragen") if questions else ""
    yield _heading("EIGEN VRAGEN VAN DEELNEMERS", many)
    if not questions:
        hint = "Elke deelnemer brengt een vraag uit het eigen werk in. v voegt er een toe."
        yield Row(flow((Piece(hint, "muted"),), width))
    for each in questions:
        who = one_line(each.by) or "zonder naam"
        label = Piece(f"{who[:24]:<25}".replace(" ", HARD_SPACE), "muted")
        lines = [
            line
            for place, piece in enumerate(_told(each))
            for line in flow(
                (piece,), width, first=() if place else (label,), indent=25, most_lines=2
            )
        ]
        yield Row(tuple(lines), ItemKey("question", each.id))


def _told(question: OwnQuestionView) -> Iterator[Piece]:
    """Yield the wording now, the first one, the position and the last step of a question."""
    yield Piece(one_line(question.text) or "nog geen vraag", "text")
    if question.first != question.text:
        yield Piece(f"eerst: {one_line(question.first)}", "faint")
    if question.position:
        yield Piece(f"positie: {one_line(question.position)}", "muted")
    step = question.step
    if step is not None and step.text.strip():
        yield Piece(f"stap ({_DONE[step.done]}): {one_line(step.text)}", "muted")
