"""The Dutch sentences of a plan: how it fits its slot and what it still lacks."""

from __future__ import annotations

from typing import Final, Literal

from sessiecoach.domain.half_days import LEAST_MINUTES, MOST_MINUTES, Refusal, Unfit
from sessiecoach.domain.preparing import (
    Finding,
    PlanCode,
    plan_findings,
    planned_minutes,
    slot_minutes,
)
from sessiecoach.domain.session import Block, Session
from sessiecoach.domain.text import one_line
from sessiecoach.domain.turnout import expected_total
from sessiecoach.dutch.dates import duration
from sessiecoach.dutch.numbers import counted

_SAID_BY_TOTAL: Final = frozenset({PlanCode.SURPLUS, PlanCode.ROOM_LEFT})
"""What the line with the total says already."""
_NAMED_TOGETHER: Final = {
    PlanCode.REQUIRED_ROLE_MISSING: "Nodig aan tafel, nog niet genoemd",
    PlanCode.DOMAIN_MISSING: "Nog niemand uit",
    PlanCode.DESIRED_ROLE_MISSING: "Ook gewenst",
}


Giving = Literal["fixed", "flexible", "buffer"]
"""What a block gives when the meeting runs late: nothing, down to its minimum, or that first."""


def giving(block: Block) -> Giving:
    """Return what a block gives when the meeting runs late."""
    if block.buffer:
        return "buffer"
    return "flexible" if block.flexible else "fixed"


def option_words(block: Block) -> str:
    """Return the options of a block in a line: `mag korter tot 12 · seint bij 5 en 1 min`."""
    parts = {
        "fixed": "vast",
        "flexible": f"mag korter tot {block.min_minutes}",
        "buffer": f"buffer: geeft het eerst, tot {block.min_minutes}",
    }[giving(block)]
    marks = " en ".join(map(str, block.warn_minutes))
    signals = f"seint bij {marks} min" if marks else "seint alleen aan het einde"
    goes_on = "volgende begint vanzelf" if block.auto_next else "volgende met een toets"
    return " · ".join((parts, signals, goes_on))


def fit_words(session: Session) -> tuple[str, str]:
    """Return how the plan fits, and its colour: `6 min meer dan er is`."""
    slot = slot_minutes(session.header)
    if slot is None:
        return "begin en einde zijn nog niet bekend", "$warning"
    surplus = planned_minutes(session) - slot
    if surplus > 0:
        return f"{duration(surplus * 60)} meer dan er is", "bold $error"
    if surplus < 0:
        return f"{duration(-surplus * 60)} over", "$muted"
    return "past precies", "$saved"


def total_words(session: Session) -> str:
    """Return the minutes of the plan beside those of the slot: `96 min van 90 min`."""
    slot = slot_minutes(session.header)
    total = f"{planned_minutes(session)} min"
    return total if slot is None else f"{total} van {slot} min"


def late_start_words(session: Session) -> str:
    """Return what gives when the meeting starts late."""
    moves = session.header.late_start == "all_moves"
    return "Bij een late start " + ("schuift alles op" if moves else "blijft het einde vast")


def lacking_lines(session: Session) -> tuple[str, ...]:
    """Return what a plan lacks beside its total, a sentence each; roles and domains together."""
    together: dict[PlanCode, list[str]] = {}
    lines: dict[PlanCode | str, str] = {}
    for finding in plan_findings(session):
        if finding.code in _NAMED_TOGETHER:
            named = together.setdefault(finding.code, [])
            named.append(one_line(finding.subject))
            lines[finding.code] = f"{_NAMED_TOGETHER[finding.code]}: {', '.join(named)}"
        elif finding.code not in _SAID_BY_TOTAL:
            lines[f"{finding.code} {finding.subject}"] = finding_words(session, finding)
    return tuple(lines.values())


def finding_words(session: Session, finding: Finding) -> str:
    """Return the sentence of a finding."""
    minutes, header = finding.minutes or 0, session.header
    block = session.block(finding.subject)
    subject = one_line(block.title if block is not None else finding.subject)
    match finding.code:
        case PlanCode.NO_BLOCKS:
            return "De agenda is leeg: haal een blok terug"
        case PlanCode.NO_SLOT:
            return "Datum, begin of einde ontbreekt"
        case PlanCode.MINIMA_TOO_LONG:
            return f"Ook op zijn kortst past het niet: {duration(minutes * 60)} te lang"
        case PlanCode.SURPLUS:
            return f"{duration(minutes * 60)} meer dan er is"
        case PlanCode.ROOM_LEFT:
            return f"{duration(minutes * 60)} over"
        case PlanCode.NO_MINUTES:
            return f"{subject} heeft geen minuten"
        case PlanCode.BELOW_MINIMUM:
            return f"{subject} is {duration(minutes * 60)} korter dan het minimum"
        case (
            PlanCode.REQUIRED_ROLE_MISSING | PlanCode.DOMAIN_MISSING | PlanCode.DESIRED_ROLE_MISSING
        ):
            return f"{_NAMED_TOGETHER[finding.code]}: {subject}"
        case PlanCode.TOO_FEW_PARTICIPANTS:
            return f"{_expected(session)}, en goed werkt het vanaf {header.min_participants}"
        case PlanCode.TOO_MANY_PARTICIPANTS:
            return f"{_expected(session)}, en goed werkt het tot {header.max_participants}"
        case PlanCode.GROUP_TOO_LARGE:
            return (
                f"Meer dan {header.max_per_group} mensen in een groep:"
                " maak meer groepen of verdeel ze anders"
            )
        case PlanCode.NO_PARTICIPANTS:
            return "Nog geen deelnemers"
        case PlanCode.NO_CASES:
            return "Nog geen casussen"
        case PlanCode.NO_GROUPS:
            return "Nog geen groepen"
        case PlanCode.NO_LEARNING_QUESTION:
            return "Nog geen leervraag"


def half_day_words(refused: Refusal) -> str:
    """Return why half days cannot take a length."""
    step = one_line(refused.step)
    match refused.why:
        case Unfit.OUT_OF_RANGE:
            return f"Een dagdeel duurt {LEAST_MINUTES} tot en met {MOST_MINUTES} minuten."
        case Unfit.ODD:
            return "Een even aantal minuten: een stap kan een half dagdeel duren."
        case Unfit.STEP_NOT_WHOLE:
            return f"Dan duurt de stap „{step}” geen hele minuten."
        case Unfit.STEP_TOO_SHORT:
            return f"Dan laten de vaste blokken van de stap „{step}” te weinig over."
        case Unfit.STEP_FIXED:
            return f"In de stap „{step}” mag geen blok korter of langer."


def _expected(session: Session) -> str:
    return f"{counted(expected_total(session), 'deelnemer', 'deelnemers')} verwacht"
