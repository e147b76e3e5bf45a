"""Letters to those who take something home: each organisation, the managers, who took part.

Nothing that is private is in a letter, also where a report shows it: a letter goes to others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sessiecoach.domain.attendance import managers_take_part, manages
from sessiecoach.domain.concerns import Circle, circle_of, of_decision
from sessiecoach.domain.series import Series
from sessiecoach.domain.session import Solution
from sessiecoach.domain.text import one_line
from sessiecoach.export import framework, sections
from sessiecoach.export.after_meeting import NO_SERIES
from sessiecoach.export.letter_parts import (
    ahead,
    decisions_section,
    evaluation_in_short,
    letter,
    meeting_words,
    opening,
    own_steps,
    roles_words,
    solutions_section,
    what_was_discussed,
)
from sessiecoach.export.outline import Outline, Section
from sessiecoach.export.source import Source
from sessiecoach.export.to_do import ToDo, to_do_section, to_dos
from sessiecoach.export.words import enumerated


@dataclass(frozen=True, slots=True)
class Letter:
    """A document for one audience, with only what concerns it."""

    audience: str
    """Such as the name of an organisation; text of a person, no name of a file."""
    outline: Outline


def organisation_letters(source: Source, series: Series = NO_SERIES) -> tuple[Letter, ...]:
    """Return one document per organisation that is on the list or that something concerns.

    What nobody can say of whom it is stands in none of them: see `in_no_letter`.
    """
    source = replace(source, private=False)
    circle = circle_of(source.session, source.others)
    found = _Found(source, circle)
    return tuple(
        Letter(name, _to_organisation(source, series, circle, found, name))
        for name in circle.organisations
        if name in circle.invited or found.concerns(name)
    )


def in_no_letter(source: Source) -> tuple[str, ...]:
    """Return what was agreed and stands in the letter of no organisation, a sentence each."""
    source = replace(source, private=False)
    circle = circle_of(source.session, source.others)
    found = _Found(source, circle)
    lost = [
        f"{each.name} ({each.who}): {one_line(each.what)}"
        for each in found.to_dos
        if each.is_open and not each.concerns
    ]
    lost += [
        f"Oplossing {source.labels.of(each.id)} (voor {_addressees(each)}): {one_line(each.text)}"
        for each in found.solutions
        if not _asked_of(each, circle)
    ]
    lost += [
        f"Besluit {source.labels.of(each.id)}: {one_line(each.text)}"
        for each in found.decisions
        if not of_decision(each, circle)
    ]
    return tuple(lost)


def managers_letter(source: Source, series: Series = NO_SERIES) -> Outline | None:
    """Return what managers promised; None where there are no managers.

    Where no promise is open it says what was asked of them, which they still have to answer.
    Managers are those of whom `Circle.leads` says so.
    """
    source = replace(source, private=False)
    circle = circle_of(source.session, source.others)
    found = _Found(source, circle)
    theirs = [each for each in found.to_dos if each.of_management]
    if not (theirs or managers_take_part(source.session)):
        return None
    still = [each for each in theirs if each.is_open]
    asked = [each for each in found.solutions if not still and any(map(circle.leads, _asked(each)))]
    here = [each for each in circle.people if each.present and manages(each.role)]
    places = enumerated(
        list(dict.fromkeys(each.organisation for each in here if each.organisation))
    )
    said = [
        f"U krijgt deze brief als manager bij {meeting_words(source)}.",
        f"Er waren managers van: {places}." if places else "",
        _owed(still, asked),
    ]
    return letter(
        source,
        series,
        "Afspraken van de managers",
        opening(source, "de managers", said),
        to_do_section("te-doen", "Wat managers toezegden en te doen hebben", still),
        _closed(theirs),
        solutions_section(source, "Wat u is gevraagd", asked, circle.leads),
        ahead(source, series, [each for each in still if each.due]),
    )


def _owed(still: Sequence[ToDo], asked: Sequence[Solution]) -> str:
    """Return what a letter to managers holds, in a sentence."""
    if still:
        return "Hieronder staat wat managers toezegden."
    if asked:
        return "Van managers staat geen toezegging open; wat u is gevraagd staat hieronder."
    return "Er staat geen toezegging van managers open, en er is u niets gevraagd."


def participants_letter(source: Source, series: Series = NO_SERIES) -> Outline:
    """Return what was spoken about and agreed, for all who took part."""
    source = replace(source, private=False)
    found = _Found(source, circle_of(source.session, source.others))
    said = [
        f"U krijgt deze brief omdat u deelnam aan {meeting_words(source)}.",
        "Hieronder staat kort waarover het ging, wat er is afgesproken en wat u meeneemt.",
    ]
    here = [each for each in found.to_dos if each.is_open and not each.is_earlier]
    taken = [each for each in here if each.is_report_back]
    agreed = [each for each in here if not each.is_report_back]
    if not (agreed or found.decisions):
        said.append("Er zijn deze keer geen besluiten genomen en geen acties afgesproken.")
    return letter(
        source,
        series,
        "Wat we bespraken en afspraken",
        opening(source, "alle deelnemers", said, goal=False),
        sections.purpose(source),
        what_was_discussed(source),
        solutions_section(source, "Bedachte oplossingen", found.solutions, lambda _who: True),
        decisions_section(source, "Besluiten", found.decisions),
        framework.framework(source),
        to_do_section("afspraken", "Afgesproken acties en toezeggingen", agreed, short=True),
        to_do_section("terugkoppeling", "Mee naar uw eigen organisatie", taken, short=True),
        own_steps(source),
        evaluation_in_short(source),
        ahead(source, series, [each for each in here if each.due]),
    )


class _Found:
    """What of a meeting and its series can be in a letter."""

    def __init__(self, source: Source, circle: Circle) -> None:
        self._circle = circle
        self.to_dos = to_dos(source, circle)
        self.solutions = [
            each
            for each in source.session.solutions
            if each.withdrawn_at is None and not each.private
        ]
        self.decisions = [
            each
            for each in source.session.decisions
            if each.withdrawn_at is None and not each.private
        ]

    def concerns(self, name: str) -> bool:
        """Return whether anything open concerns an organisation, or was asked of it."""
        return (
            any(each.is_open and name in each.concerns for each in self.to_dos)
            or any(name in _asked_of(each, self._circle) for each in self.solutions)
            or any(name in of_decision(each, self._circle) for each in self.decisions)
        )


def _to_organisation(
    source: Source, series: Series, circle: Circle, found: _Found, name: str
) -> Outline:
    theirs = [each for each in found.to_dos if name in each.concerns]
    still = [each for each in theirs if each.is_open]
    asked = [each for each in found.solutions if name in _asked_of(each, circle)]
    decided = [each for each in found.decisions if name in of_decision(each, circle)]
    said = [
        f"U krijgt deze brief omdat {_tie(circle, name)} {meeting_words(source)}.",
        _who_came(circle, name),
        "Hieronder staat alleen wat u aangaat."
        if still or asked or decided
        else "Er is deze keer niets met u afgesproken, en van eerder staat niets open.",
    ]
    return letter(
        source,
        series,
        f"Afspraken met {name}",
        opening(source, name, said),
        to_do_section("te-doen", "Wat er te doen is", still, of=name),
        _closed(theirs),
        solutions_section(
            source, "Wat er aan u is voorgelegd", asked, lambda who: name in circle.addressed(who)
        ),
        decisions_section(source, "Besluiten die u aangaan", decided),
        ahead(source, series, [each for each in still if each.due]),
    )


def _tie(circle: Circle, name: str) -> str:
    """Return what somebody has to do with the meeting that is named after it."""
    theirs = [each for each in circle.people if circle.is_of(each, name)]
    if any(each.present for each in theirs):
        return "uw organisatie deelnam aan"
    return "uw organisatie op de lijst stond van" if theirs else "u bent genoemd bij"


def _who_came(circle: Circle, name: str) -> str:
    came = [each for each in circle.people if each.present and circle.is_of(each, name)]
    return f"Van uw organisatie waren erbij: {roles_words(came)}." if came else ""


def _closed(found: Iterable[ToDo]) -> Section | None:
    closed = [each for each in found if not each.is_open]
    return to_do_section("afgerond", "Wat er van eerdere afspraken kwam", closed)


def _asked(solution: Solution) -> Sequence[str]:
    requests = (each.to for each in solution.requests)
    return (*solution.addressed_to, *requests, solution.follow_up_at)


def _asked_of(solution: Solution, circle: Circle) -> frozenset[str]:
    return frozenset().union(*map(circle.addressed, _asked(solution)))


def _addressees(solution: Solution) -> str:
    return enumerated(solution.addressed_to) or "niemand genoemd"
