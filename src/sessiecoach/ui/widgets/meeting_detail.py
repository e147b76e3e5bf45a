"""What one meeting of the list holds, or why it cannot be opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from sessiecoach.domain.errors import Fault
from sessiecoach.domain.text import one_line, visible
from sessiecoach.dutch.dates import duration, table_date
from sessiecoach.dutch.faults import fault_sentence
from sessiecoach.dutch.numbers import counted
from sessiecoach.ui.widgets.meeting_rows import (
    STATUS_WORDS,
    MeetingRow,
    MeetingStatus,
    title_of,
    werkvorm_words,
    when_in_words,
)

if TYPE_CHECKING:
    from sessiecoach.domain.session import Session
    from sessiecoach.domain.werkvorm import Werkvorm

_MOST_ITEMS: Final = 4


@dataclass(frozen=True, slots=True)
class Looked:
    """A meeting with what was read of it."""

    row: MeetingRow
    session: Session | None = None
    """What its record holds, once that was read."""
    werkvorm: Werkvorm | None = None
    """Of a meeting that has no record yet."""


class MeetingDetail(VerticalScroll, can_focus=False):
    """The meeting that is highlighted in the list."""

    looked: reactive[Looked | None] = reactive(None, init=False)
    formats: reactive[Mapping[str, Werkvorm]] = reactive({}, init=False)

    def compose(self) -> ComposeResult:
        """Lay out one text."""
        yield Static(id="detail-text", markup=False)

    def watch_looked(self) -> None:
        """Show another meeting, from its top."""
        looked = self.looked
        lines = [] if looked is None else detail_lines(looked, self.formats)
        self.query_one("#detail-text", Static).update(Content("\n").join(lines))
        self.scroll_home(animate=False)


def detail_lines(looked: Looked, formats: Mapping[str, Werkvorm]) -> list[Content]:
    """Return what there is to say about a meeting, a paragraph a line."""
    row = looked.row
    title = title_of(row, formats)
    lines = [Content.styled(title, "bold")]
    if row.meeting is None:
        return lines + list(_of_series(row))
    lines.append(Content.styled(when_in_words(row), "$muted"))
    place = _place(row)
    werkvorm = werkvorm_words(row, formats)
    about = (werkvorm if werkvorm != title else "", place)
    if any(about):
        lines.append(Content.styled(" · ".join(part for part in about if part), "$muted"))
    summary = row.summary
    if summary is not None and summary.broken:
        return lines + list(_broken(summary.faults))
    if row.status is MeetingStatus.PLANNED:
        return lines + list(_planned(row, looked.werkvorm))
    lines.append(Content(""))
    lines.append(_status(row))
    if looked.session is not None:
        lines += _of_session(looked.session)
    return lines


def _place(row: MeetingRow) -> str:
    if row.summary is not None:
        return one_line(row.summary.header.location)
    series, planned = row.series.series, row.meeting.planned if row.meeting else None
    return one_line(series.location_of(planned) if planned else series.location)


def _of_series(row: MeetingRow) -> Iterator[Content]:
    if row.series.faults:
        yield from _broken(row.series.faults)
        return
    yield Content("")
    if row.series.series.goal:
        yield Content(visible(row.series.series.goal))
        yield Content("")
    yield Content("In deze reeks staat nog geen bijeenkomst. Enter maakt de eerste.")


def _broken(faults: Iterable[Fault]) -> Iterator[Content]:
    yield Content("")
    yield Content.styled("Dit bestand kan niet worden gelezen", "bold $error")
    for fault in faults:
        yield Content(fault_sentence(fault))
    yield Content("")
    yield Content.styled(
        "Er is niets aan veranderd. Herstel het in een teksteditor en druk op r.", "$muted"
    )


def _planned(row: MeetingRow, werkvorm: Werkvorm | None) -> Iterator[Content]:
    yield Content("")
    yield Content("Enter maakt het verslag en opent de voorbereiding.")
    if row.series.series.goal:
        yield Content("")
        yield Content.assemble(("Doel  ", "$muted"), visible(row.series.series.goal))
    if werkvorm is None:
        return
    yield Content("")
    earlier = bool(row.series.records)
    blocks = werkvorm.agenda(2 if earlier else 1) if len(werkvorm.day_minutes) == 1 else ()
    for block in blocks:
        yield Content.assemble((f"{block.minutes:>3} min  ", "$muted"), one_line(block.title))
    if blocks:
        total = sum(block.minutes for block in blocks)
        yield Content.assemble((f"{total:>3} min  ", "bold"), (f"= {duration(total * 60)}", "bold"))


def _status(row: MeetingRow) -> Content:
    sign, word = STATUS_WORDS[row.status]
    parts = [f"{sign} {word}"]
    summary = row.summary
    if summary is not None:
        if summary.newer:
            parts.append("van een nieuwere versie: alleen lezen")
        if summary.present:
            parts.append(f"{summary.present} aanwezig")
        if summary.notes:
            parts.append(counted(summary.notes, "notitie", "notities"))
    return Content(" · ".join(parts))


def _of_session(session: Session) -> Iterator[Content]:
    header = session.header
    if header.goal:
        yield Content("")
        yield Content.assemble(("Doel  ", "$muted"), visible(header.goal))
    if header.learning_questions:
        yield Content("")
        yield Content.styled("Leervragen", "$muted")
        yield from (Content(f"? {visible(each)}") for each in header.learning_questions)
    solutions = [each for each in session.solutions if each.withdrawn_at is None]
    if solutions:
        yield Content("")
        yield _heading("Oplossingen", len(solutions), "$solution")
        for solution in solutions[:_MOST_ITEMS]:
            yield Content.assemble(("! ", "$solution"), one_line(solution.text))
        yield from _more(len(solutions))
    promises = [each for each in session.promises if each.withdrawn_at is None]
    if promises:
        yield Content("")
        yield _heading("Toezeggingen en acties", len(promises), "$promise")
        for promise in promises[:_MOST_ITEMS]:
            due = f"voor {table_date(promise.due)}" if promise.due else ""
            who = " · ".join(part for part in (one_line(promise.owner), due) if part)
            yield Content.assemble(
                ("* ", "$promise"), one_line(promise.what), (f"  {who}" if who else "", "$muted")
            )
        yield from _more(len(promises))


def _heading(words: str, count: int, style: str) -> Content:
    return Content.assemble((words, f"bold {style}"), (f"  {count}", "$muted"))


def _more(count: int) -> Iterator[Content]:
    if count > _MOST_ITEMS:
        yield Content.styled(f"  en nog {count - _MOST_ITEMS}", "$faint")
