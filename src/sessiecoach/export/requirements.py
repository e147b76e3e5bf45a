"""The programma van eisen of a meeting in its report, and how each eis came out of the cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from sessiecoach.domain.requirements import (
    cases_to_test,
    outcome_of,
    positions,
    results_of,
    standing_requirements,
    wishes_of,
)
from sessiecoach.domain.session import Case, Requirement, RequirementTest, Session, TestResult
from sessiecoach.domain.text import one_line, visible
from sessiecoach.export.comparison.words import TEST_WORDS
from sessiecoach.export.outline import (
    Cell,
    Column,
    Facts,
    Heading,
    Item,
    Listing,
    Mark,
    Part,
    Section,
    Table,
)
from sessiecoach.export.source import Source, made_up, section_of
from sessiecoach.export.words import enumerated

_TEST_MARKS: Final[Mapping[TestResult | None, Mark]] = MappingProxyType(
    {"holds": "helps", "adjust": "attention", "drops": "hinders", None: "muted"}
)
_MOST_CASES: Final = 3
"""How many cases stand next to each other in one table."""


def requirement_labels(session: Session) -> Mapping[str, str]:
    """Return what the standing requirements are called for short, by id: E1, E2 and so on."""
    numbered = enumerate(standing_requirements(session), start=1)
    return MappingProxyType({each.id: f"E{number}" for number, each in numbered})


def programme(source: Source) -> Section | None:
    """Return each requirement: from whom it comes, who stands behind it, how it came out."""
    labels = requirement_labels(source.session)
    items = tuple(
        Item(
            visible(each.text).strip() or "(zonder tekst)",
            label=labels[each.id],
            details=tuple(_about(source, each)),
            made_up=made_up(each.origin),
        )
        for each in standing_requirements(source.session)
    )
    taken = tuple(
        (one_line(title), enumerated(roles)) for title, roles in positions(source.session)
    )
    parts: list[Part] = [Heading("Wie stond in wiens schoenen"), Facts(taken)] if taken else []
    parts += [Listing(items)] if items else []
    return section_of("programma-van-eisen", "Programma van eisen", parts, len(items))


def _about(source: Source, requirement: Requirement) -> Iterator[tuple[str, str]]:
    if requirement.party.strip():
        yield "Van", source.perspective(requirement.party)
    supporters = [source.perspective(each) for each in requirement.supported_by]
    yield "Gesteund door", enumerated(supporters) or "nog niemand"
    shown = {note.id for note in source.notes}
    for wish in wishes_of(source.session, requirement):
        if wish.id in shown and one_line(wish.text) != one_line(requirement.text):
            whose = f" van {source.perspective(wish.perspective)}" if wish.perspective else ""
            yield f"Wens{whose}", one_line(wish.text)
    if outcome := outcome_of(requirement):
        yield "Uit de toets", TEST_WORDS[outcome]


def case_tests(source: Source) -> Section | None:
    """Return how each requirement came out of each case, with what was said of it."""
    cases = cases_to_test(source.session)
    standing = standing_requirements(source.session)
    tested = [test for each in standing for test in results_of(each).values()]
    if not any(test.result or test.remark.strip() for test in tested):
        return None
    # A table that is wider than a page is read by nobody; the rest of the cases follow below.
    starts = range(0, len(cases), _MOST_CASES)
    tables = [_table(source, cases[start : start + _MOST_CASES]) for start in starts]
    return section_of("toets-per-casus", "Toets per casus", tables)


def _table(source: Source, cases: Sequence[Case]) -> Table:
    labels = requirement_labels(source.session)
    columns = [Column(""), Column("eis", grows=True)]
    columns += [Column(one_line(each.title) or f"casus {one_line(each.id)}") for each in cases]
    rows = tuple(
        (
            Cell(labels[each.id], made_up=made_up(each.origin)),
            Cell(visible(each.text).strip() or "(zonder tekst)"),
            *(_result(each, case) for case in cases),
            _outcome(each),
        )
        for each in standing_requirements(source.session)
    )
    return Table((*columns, Column("uitkomst")), rows, matrix=True)


def _result(requirement: Requirement, case: Case) -> Cell:
    test = results_of(requirement).get(case.id, RequirementTest())
    remark = (one_line(test.remark),) if test.remark.strip() else ()
    word = TEST_WORDS[test.result] if test.result else ""
    return Cell(word, remark, mark=_TEST_MARKS[test.result])


def _outcome(requirement: Requirement) -> Cell:
    outcome = outcome_of(requirement)
    return Cell(TEST_WORDS[outcome], mark=_TEST_MARKS[outcome])
