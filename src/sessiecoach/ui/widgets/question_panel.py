"""What is asked now: the questions of the block, and the cases they are asked about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from sessiecoach.domain.agenda import Agenda
from sessiecoach.domain.carousel import cases_of, groups_of, round_after, station_of
from sessiecoach.domain.session import Block, Session
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import duration
from sessiecoach.ui.carousel_words import places_words, station_words
from sessiecoach.ui.words import group_name, short_name

_ABOUT_CASES: Final = ("round", "plenary")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the panel shows: equal ones look alike."""

    invitation: tuple[str, str, str] = ("", "", "")
    """What to do now instead of talking: a key, what it does, and more about that."""
    questions: tuple[str, ...] = ()
    about: tuple[tuple[str, str], ...] = ()
    """What it is about, each with its label: a case with its title, a learning question."""
    summary: str = ""
    """What earlier meetings left, in one sentence."""


def asked(session: Session, agenda: Agenda, earlier: str = "", group: str = "") -> Asked:
    """Return what is asked in the running block, or how to begin the next one.

    `earlier` says what earlier meetings left, for a block that looks back on it. In a carousel
    it says where `group` is, or without one where all are.
    """
    entry = agenda.current or agenda.following
    if entry is None:
        if not agenda.entries:
            return Asked(("", "Deze bijeenkomst heeft nog geen blokken.", "ctrl+o gaat terug"))
        return Asked(("F10", "rondt de bijeenkomst af", "alle blokken zijn geweest"))
    invitation = ("", "", "")
    if agenda.current is None:
        length = duration(entry.length_seconds)
        invitation = ("F5", f"start {short_name(session, entry.block)}", length)
    questions = tuple(one_line(question) for question in entry.block.questions)
    if entry.block.kind == "lookback" and agenda.current is not None:
        invitation = ("F2", "opent de terugkom", "")
        if earlier:
            return Asked(invitation, questions, summary=earlier)
    return Asked(invitation, questions, _about(session, entry.block, group))


def _about(session: Session, block: Block, group: str) -> tuple[tuple[str, str], ...]:
    if block.kind == "opening":
        return tuple(("Leervraag", one_line(each)) for each in session.header.learning_questions)
    if block.kind == "changeover":
        after = round_after(session, block)
        return places_words(session, after) if after is not None else ()
    if block.stations:
        return _of_group(session, block, group) or places_words(session, block)
    if block.kind not in _ABOUT_CASES:
        return ()
    return tuple(
        (f"Casus {one_line(case.id).upper()}", one_line(case.title))
        for case in session.cases
        if case.withdrawn_at is None
    )


def _of_group(session: Session, block: Block, group: str) -> tuple[tuple[str, str], ...]:
    """Return where one group of a carousel is, and what its case is called."""
    station = station_of(block, group)
    here = next((each for each in groups_of(session) if each.id == group), None)
    if station is None or here is None:
        return ()
    titles = (one_line(each.title) for each in cases_of(session) if each.id == station.case)
    words = ": ".join(part for part in (station_words(session, station), next(titles, "")) if part)
    return ((group_name(here), words),)


class QuestionPanel(Widget):
    """The question that the room answers now."""

    DEFAULT_CSS = """
    QuestionPanel {
        height: auto;
    }
    """

    asked: reactive[Asked] = reactive(Asked(), layout=True)

    def render(self) -> Content:
        """Draw what is asked in the width that there is."""
        return self._drawn(self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines it takes in a width, which may not be the one of now."""
        return self._drawn(width).get_height({}, width)

    def _drawn(self, width: int) -> Content:
        """Return the questions, on one line where they fit, then what they are about."""
        lines = []
        key, act, more = self.asked.invitation
        if act:
            chip = (f" {key} ", "bold $background on $primary") if key else ""
            between = "  " if key else ""
            after = f"  ·  {more}" if more else ""
            lines.append(Content.assemble(chip, between, (act, "bold $primary"), (after, "$muted")))
        if self.asked.summary:
            lines.append(Content.styled(self.asked.summary, "bold"))
        style = "$foreground" if act else "bold $foreground"
        lines += [Content.styled(line, style) for line in _joined(self.asked.questions, width)]
        lines += _about_lines(self.asked.about, width, 1 if self.app.size.height < 30 else 3)
        return Content("\n").join(lines)


def _joined(questions: tuple[str, ...], width: int) -> tuple[str, ...]:
    together = " ".join(questions)
    return (together,) if together and Content(together).cell_length <= width else questions


def _about_lines(about: tuple[tuple[str, str], ...], width: int, most: int) -> list[Content]:
    """Return what it is about on one line where it fits, else a line each, `most` of them."""
    parts = [
        Content.assemble((label, "bold $muted"), "  ", (text, "$muted")) for label, text in about
    ]
    together = Content.styled("   ·   ", "$faint").join(parts)
    if most == 1 or together.cell_length <= width:
        return [together.truncate(width, ellipsis=True)] if parts else []
    lines = parts if len(parts) <= most else [*parts[: most - 1], _and_more(len(parts) - most + 1)]
    return [line.truncate(width, ellipsis=True) for line in lines]


def _and_more(count: int) -> Content:
    return Content.styled(f"en nog {count}", "$muted")
