"""What a meeting comes to, drawn: counts, both sides of each perspective, the use of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from sessiecoach.domain.block_times import BlockTime
from sessiecoach.domain.session import Session
from sessiecoach.domain.text import one_line
from sessiecoach.domain.turnout import expected_total, present_total
from sessiecoach.dutch.numbers import counted

_LONGEST_BAR = 12


class Figures(Widget):
    """A column of figures beside a page."""

    session: reactive[Session] = reactive(Session(), layout=True)
    times: reactive[tuple[BlockTime, ...]] = reactive((), layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the figures take."""
        return len(figure_lines(self.session, self.times, width))

    def render(self) -> Content:
        """Draw the figures."""
        return Content("\n").join(figure_lines(self.session, self.times, self.content_size.width))


def figure_lines(session: Session, times: Sequence[BlockTime], width: int) -> list[Content]:
    """Return the figures of a meeting as lines of at most `width` cells."""
    parts = (list(_counts(session)), list(_sides(session, width)), list(_time(times, width)))
    lines: list[Content] = []
    titles = ("In cijfers", "Helpt en belemmert", "Gepland en gebruikt")
    for title, part in zip(titles, parts, strict=True):
        if part:
            lines += [Content("")] * bool(lines)
            lines += [Content.styled(title, "bold $primary"), *part]
    return [line.truncate(max(1, width), ellipsis=True) for line in lines]


def _counts(session: Session) -> Iterator[Content]:
    present, expected = present_total(session), expected_total(session)
    if present or expected:
        yield _figure(present, f"aanwezig van {expected}" if present != expected else "aanwezig")
    notes = [n for n in session.notes if n.withdrawn_at is None and not n.private]
    solutions = [s for s in session.solutions if s.withdrawn_at is None and not s.private]
    promises = [p for p in session.promises if p.withdrawn_at is None and not p.private]
    if notes:
        yield _figure(len(notes), "notitie" if len(notes) == 1 else "notities")
    if solutions:
        can = sum(bool(each.feasible_for_management_present) for each in solutions)
        words = counted(len(solutions), "oplossing", "oplossingen").split(" ", 1)[1]
        yield _figure(len(solutions), f"{words}, {can} uitvoerbaar")
    if promises:
        dated = sum(each.due is not None for each in promises)
        words = "toezegging of actie" if len(promises) == 1 else "toezeggingen en acties"
        yield _figure(len(promises), words)
        if dated < len(promises):
            yield _figure(len(promises) - dated, "zonder datum")


def _figure(number: int, words: str) -> Content:
    return Content.assemble((str(number).rjust(3), "bold"), ("  " + words, "$muted"))


def _sides(session: Session, width: int) -> Iterator[Content]:
    shown = [n for n in session.notes if n.withdrawn_at is None and not n.private]
    counts = []
    for side in session.perspectives:
        helps = sum(n.kind == "helpend" and n.perspective == side.id for n in shown)
        hinders = sum(n.kind == "belemmering" and n.perspective == side.id for n in shown)
        if helps or hinders:
            counts.append((one_line(side.title), helps, hinders))
    most = max((max(helps, hinders) for _title, helps, hinders in counts), default=0)
    room = max(1, min(_LONGEST_BAR, (width - 22) // 2))
    for title, helps, hinders in counts:
        left, right = (round(number * min(1, room / most)) for number in (helps, hinders))
        yield Content.assemble(
            Content(title).truncate(14, ellipsis=True, pad=True),
            (str(helps).rjust(3), "$helps"),
            " ",
            " " * max(0, min(room, most) - left),
            ("▆" * left, "$helps"),
            " ",
            ("▆" * right, "$hinders"),
            (f" {hinders}", "$hinders"),
        )


def _time(times: Sequence[BlockTime], width: int) -> Iterator[Content]:
    held = [time for time in times if time.began_at]
    longest = max((max(t.used_seconds, t.planned_seconds) for t in held), default=0)
    label = max(12, width - _LONGEST_BAR - 4)
    for time in held:
        full = max(1, longest)
        planned = round(time.planned_seconds / full * _LONGEST_BAR)
        used = round(time.used_seconds / full * _LONGEST_BAR)
        over = max(0, used - planned)
        yield Content.assemble(
            Content(one_line(time.block.title)).truncate(label, ellipsis=True, pad=True),
            " ",
            ("▆" * min(used, planned), "$primary"),
            ("▆" * over, "$warning"),
            ("▁" * max(0, planned - used), "$faint"),
            (f" {round(time.used_seconds / 60)}", "$muted"),
        )
