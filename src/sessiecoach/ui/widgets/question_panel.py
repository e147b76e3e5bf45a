"""What is asked now: the questions of the block, and the cases they are asked about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from sessiecoach.domain.agenda import Agenda
from sessiecoach.domain.carousel import cases_of, groups_of, looked_from, round_after, station_of
from sessiecoach.domain.opening_block import opens, rules_at
from sessiecoach.domain.own_questions import question_rounds
from sessiecoach.domain.session import Block, Session
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import duration
from sessiecoach.ui.carousel_words import places_words, station_words
from sessiecoach.ui.words import group_name, short_name

_ABOUT_CASES: Final = ("round", "plenary")
_WITHOUT_TALK: Final = ("break", "changeover")
_OWN_ELABORATION: Final = "sessiecoach-uitwerking"
_LOW: Final = 30
"""With fewer rows every line here is one less for the notes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the panel shows: equal ones look alike."""

    invitation: tuple[str, str, str] = ("", "", "")
    """What to do now instead of talking: a key, what it does, and more about that."""
    own_question: str = ""
    """The question of a participant that is worked on, without who asks it."""
    questions: tuple[str, ...] = ()
    looks: tuple[str, ...] = ()
    """What is asked from the one perspective that is looked from."""
    looks_elaborated: bool = False
    """Whether those are of this program, and not of the source of the werkvorm."""
    about: tuple[tuple[str, str], ...] = ()
    """What it is about, each with its label: a case with its title, a learning question."""
    summary: str = ""
    """What earlier meetings left, in one sentence."""
    elaborated: bool = False
    """Whether the questions are of this program, and not of the source of the werkvorm."""
    rules: tuple[str, ...] = ()
    """The spelregels, at the opening."""


def asked(
    session: Session, agenda: Agenda, earlier: str = "", group: str = "", own_question: str = ""
) -> Asked:
    """Return what is asked in the running block, or how to begin the next one.

    `earlier` says what earlier meetings left, for a block that looks back on it. In a carousel
    it says where `group` is, or without one where all are. `own_question` is the wording of
    the participant's question that the block works on.
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
    elif not entry.block.question and entry.block in question_rounds(session):
        invitation = ("^w", "kiest de vraag voor deze ronde", "")
    questions = tuple(one_line(question) for question in entry.block.questions)
    if entry.block.kind == "lookback" and agenda.current is not None:
        invitation = ("F2", "opent de terugkom", "")
        if earlier:
            own = entry.block.own_elaboration
            return Asked(invitation, questions=questions, summary=earlier, elaborated=own)
    side = looked_from(session, entry.block, group)
    return Asked(
        invitation,
        one_line(own_question),
        questions,
        looks=tuple(map(one_line, side.questions)) if side is not None else (),
        looks_elaborated=side is not None and side.own_elaboration,
        about=_about(session, entry.block, group),
        elaborated=entry.block.own_elaboration and entry.block.kind not in _WITHOUT_TALK,
        rules=rules_at(session, entry.block) if agenda.current is not None else (),
    )


def _about(session: Session, block: Block, group: str) -> tuple[tuple[str, str], ...]:
    header = session.header
    if block.kind == "opening":
        about = [("Thema", header.theme), ("Gast", header.guest)] if opens(session, block) else []
        about += [("Leervraag", each) for each in header.learning_questions]
        return tuple((label, words) for label, text in about if (words := one_line(text)))
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
        if self.asked.own_question:
            lines.append(Content.styled(f"„{self.asked.own_question}”", "bold $primary"))
            style = "$foreground"
        lines += [Content.styled(line, style) for line in _joined(self.asked.questions, width)]
        low = self.app.size.height < _LOW
        about = _about_lines(self.asked.about, width, 1 if low else 3)
        looks = self.asked.looks[:1] if low else self.asked.looks
        # Where both are ours, it is said once, behind the last of them.
        twice = bool(looks) and self.asked.looks_elaborated
        if self.asked.elaborated and self.asked.questions and not twice:
            _label(lines, about if low and not looks else [], width)
        lines += [Content.styled(line, "$foreground") for line in looks]
        if twice:
            _label(lines, about if low else [], width)
        lines += about
        lines += _rule_lines(self.asked.rules, width, low=low)
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


def _label(lines: list[Content], about: list[Content], width: int) -> None:
    """Say quietly whose questions these are: behind them, or where that is full below them.

    So as to take no line for it, it may stand at the end of what they are `about`.
    """
    label = Content.styled(_OWN_ELABORATION, "$faint")
    room = width - label.cell_length - 2
    if lines[-1].cell_length <= room:
        lines[-1] = Content.assemble(lines[-1], "  ", label)
    elif about:
        words = about[-1].truncate(room, ellipsis=True)
        about[-1] = Content.assemble(words, " " * (room - words.cell_length + 2), label)
    else:
        lines.append(label)


def _rule_lines(rules: tuple[str, ...], width: int, *, low: bool) -> list[Content]:
    """Return the spelregels, a line each; on a low screen as much of them as one line takes."""
    if not rules:
        return []
    label = Content.styled("Spelregels", "bold $muted")
    if low:
        together = Content.assemble(label, "  ", (" ".join(rules), "$muted"))
        return [together.truncate(width, ellipsis=True)]
    return [Content(""), label, *(Content.styled(f"· {each}", "$muted") for each in rules)]


def _and_more(count: int) -> Content:
    return Content.styled(f"en nog {count}", "$muted")
