"""A meeting before it is held: the draft that a werkvorm gives, and what its plan lacks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from sessiecoach.domain.agenda import planned_slot
from sessiecoach.domain.attendance import (
    desired_roles_not_expected,
    domains_not_expected,
    groups_too_large,
    roles_not_expected,
)
from sessiecoach.domain.carousel import can_rotate
from sessiecoach.domain.session import (
    Block,
    Header,
    Perspective,
    Scale,
    Session,
    Stagnation,
    Step,
    WayOut,
)
from sessiecoach.domain.turnout import expected_total
from sessiecoach.domain.werkvorm import Block as PlannedBlock
from sessiecoach.domain.werkvorm import Step as PlannedStep
from sessiecoach.domain.werkvorm import Werkvorm
from sessiecoach.domain.worksheets import needs_no_cases


def prepared_session(
    werkvorm: Werkvorm,
    *,
    session_id: str,
    document: str,
    series: str = "",
    number: int = 0,
    title: str = "",
    date: dt.date | None = None,
    starts: dt.time | None = None,
    ends: dt.time | None = None,
    location: str = "",
    zone: str = "Europe/Amsterdam",
    goal: str = "",
    earlier_meetings: bool = False,
) -> Session:
    """Return the draft of a meeting, with all that its record needs of the werkvorm.

    `document` is random and made by the caller. Without `earlier_meetings` there is nothing
    to look back at: blocks that take part only later are left out, and their minutes go where
    the werkvorm says. Perspectives and scales that no block of this meeting uses stay out,
    unless the werkvorm names no perspective in any block.
    """
    agenda = werkvorm.agenda(_meeting(werkvorm, number, earlier_meetings))
    looked_from = {each.id for block in agenda for each in werkvorm.perspectives_of(block)}
    is_named = any(block.perspectives for block in werkvorm.blocks)
    filled_in = {each.id for block in agenda for each in werkvorm.scales_of(block)}
    of_steps = {block.step for block in agenda}
    in_half_days = any(
        each.day_parts is not None for each in werkvorm.steps if each.number in of_steps
    )
    return Session(
        header=Header(
            id=session_id,
            series=series,
            number=number,
            title=title or werkvorm.title,
            werkvorm=werkvorm.id,
            date=date,
            starts=starts,
            ends=ends,
            document=document,
            zone=zone,
            location=location,
            goal=goal,
            required_roles=werkvorm.required_roles,
            desired_roles=werkvorm.desired_roles,
            carousel=werkvorm.assignment == "carousel",
            themes=werkvorm.themes,
            rules=werkvorm.rules,
            outcomes=werkvorm.outcomes,
            required_domains=werkvorm.required_domains,
            present_at_start_and_end=werkvorm.present_at_start_and_end,
            min_participants=werkvorm.min_participants or 0,
            max_participants=werkvorm.max_participants or 0,
            max_per_group=werkvorm.max_per_group or 0,
            half_day_minutes=werkvorm.half_day_minutes if in_half_days else 0,
        ),
        perspectives=tuple(
            Perspective(
                id=each.id,
                title=each.title,
                questions=each.questions,
                own_elaboration=each.own_elaboration,
            )
            for each in werkvorm.perspectives
            if each.id in looked_from or not is_named
        ),
        scales=tuple(
            Scale(
                id=each.id,
                title=each.title,
                of=each.of,
                least=each.least,
                answers=each.answers,
                perspective=each.perspective,
            )
            for each in werkvorm.scales
            if each.id in filled_in
        ),
        steps=tuple(
            Step(id=str(each.number), title=each.title, minutes=_step_minutes(werkvorm, each))
            for each in werkvorm.steps
            if each.number in of_steps
        ),
        blocks=tuple(_copied(werkvorm, block) for block in agenda),
        stagnations=tuple(
            Stagnation(id=each.id, title=each.title, text=each.text, between=each.between)
            for each in werkvorm.stagnations
        ),
        ways_out=tuple(
            WayOut(
                id=f"uitweg-{number}",
                stagnation=each.stagnation,
                role=each.role,
                text=each.text,
            )
            for number, each in enumerate(werkvorm.ways_out, start=1)
        ),
    )


def _meeting(werkvorm: Werkvorm, number: int, earlier_meetings: bool) -> int:
    if len(werkvorm.day_minutes) > 1:
        return max(1, number)
    return max(2, number) if earlier_meetings else 1


def _step_minutes(werkvorm: Werkvorm, step: PlannedStep) -> int:
    return round((step.day_parts or 0) * werkvorm.half_day_minutes)


def _copied(werkvorm: Werkvorm, block: PlannedBlock) -> Block:
    return Block(
        id=block.id,
        kind=block.kind,
        title=block.title,
        planned_minutes=block.minutes,
        min_minutes=block.least_minutes,
        flexible=block.is_flexible,
        buffer=block.buffer,
        auto_next=block.auto_next,
        warn_minutes=werkvorm.marks_of(block),
        questions=block.questions,
        captures=block.captures,
        perspectives=tuple(each.id for each in werkvorm.perspectives_of(block)),
        scales=tuple(each.id for each in werkvorm.scales_of(block)),
        worksheets=block.worksheets,
        choice=block.choice,
        heading=block.heading,
        outcome=block.outcome,
        private=block.private,
        step="" if block.step is None else str(block.step),
        own_elaboration=block.own_elaboration,
        counts=block.counts,
    )


class PlanCode(StrEnum):
    """What a plan can lack, most pressing first; each has one sentence on the screen."""

    NO_BLOCKS = "no_blocks"
    NO_SLOT = "no_slot"  # no date, begin or end
    MINIMA_TOO_LONG = "minima_too_long"  # `minutes` over the slot with every block at its minimum
    SURPLUS = "surplus"  # `minutes` more than the slot has
    ROOM_LEFT = "room_left"  # `minutes` of the slot that no block has
    NO_MINUTES = "no_minutes"  # the block `subject` has no length
    BELOW_MINIMUM = "below_minimum"  # the block `subject` has `minutes` less than its minimum
    REQUIRED_ROLE_MISSING = "required_role_missing"  # nobody expected has the role `subject`
    DOMAIN_MISSING = "domain_missing"  # nobody expected is of the domain `subject`
    DESIRED_ROLE_MISSING = "desired_role_missing"
    TOO_FEW_PARTICIPANTS = "too_few_participants"
    TOO_MANY_PARTICIPANTS = "too_many_participants"
    GROUP_TOO_LARGE = "group_too_large"  # or too few groups for all who are expected
    NO_PARTICIPANTS = "no_participants"
    NO_CASES = "no_cases"
    NO_GROUPS = "no_groups"
    NO_LEARNING_QUESTION = "no_learning_question"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a plan lacks; none of them keeps anybody from starting."""

    code: PlanCode
    subject: str = ""
    """The id of a block, a role or a domain."""
    minutes: int | None = None


def planned_minutes(session: Session) -> int:
    """Return the minutes that the blocks of the plan take together."""
    return sum(block.planned_minutes for block in session.plan)


def slot_minutes(header: Header) -> int | None:
    """Return the minutes from the begin to the hard end, or None where one is not known.

    Without a date any day counts; an end before the begin is on the next day.
    """
    slot = planned_slot(replace(header, date=header.date or dt.date(2000, 1, 1)), dt.UTC)
    return None if slot is None else int((slot.ends_at - slot.begins_at).total_seconds()) // 60


def plan_findings(session: Session) -> tuple[Finding, ...]:
    """Return what the plan of a meeting lacks, most pressing first."""
    return (*_of_time(session), *_of_people(session))


def _of_time(session: Session) -> Iterator[Finding]:
    if not session.plan:
        yield Finding(PlanCode.NO_BLOCKS)
    if session.header.date is None or slot_minutes(session.header) is None:
        yield Finding(PlanCode.NO_SLOT)
    minutes = slot_minutes(session.header)
    if minutes is not None and session.plan:
        surplus = planned_minutes(session) - minutes
        least = sum(least_minutes(block) for block in session.plan)
        if least > minutes:
            yield Finding(PlanCode.MINIMA_TOO_LONG, minutes=least - minutes)
        if surplus > 0:
            yield Finding(PlanCode.SURPLUS, minutes=surplus)
        elif surplus < 0:
            yield Finding(PlanCode.ROOM_LEFT, minutes=-surplus)
    for block in session.plan:
        if block.planned_minutes <= 0:
            yield Finding(PlanCode.NO_MINUTES, block.id)
        elif block.planned_minutes < block.min_minutes:
            short = block.min_minutes - block.planned_minutes
            yield Finding(PlanCode.BELOW_MINIMUM, block.id, short)


def least_minutes(block: Block) -> int:
    """Return what a block is never made shorter than: its minimum, or all of it when fixed."""
    return block.min_minutes if block.flexible or block.buffer else block.planned_minutes


def _of_people(session: Session) -> Iterator[Finding]:
    for role in roles_not_expected(session):
        yield Finding(PlanCode.REQUIRED_ROLE_MISSING, role)
    for domain in domains_not_expected(session):
        yield Finding(PlanCode.DOMAIN_MISSING, domain)
    header, expected = session.header, expected_total(session)
    if all(each.withdrawn_at for each in session.participants):
        yield Finding(PlanCode.NO_PARTICIPANTS)
    elif expected < header.min_participants:
        yield Finding(PlanCode.TOO_FEW_PARTICIPANTS)
    elif header.max_participants and expected > header.max_participants:
        yield Finding(PlanCode.TOO_MANY_PARTICIPANTS)
    in_groups = not needs_no_cases(session)
    if in_groups and all(each.withdrawn_at for each in session.cases):
        yield Finding(PlanCode.NO_CASES)
    if _works_in_groups(session) and all(each.withdrawn_at for each in session.groups):
        yield Finding(PlanCode.NO_GROUPS)
    elif groups_too_large(session):
        yield Finding(PlanCode.GROUP_TOO_LARGE)
    if _opens_with_a_question(session) and not session.header.learning_questions:
        yield Finding(PlanCode.NO_LEARNING_QUESTION)
    for role in desired_roles_not_expected(session):
        yield Finding(PlanCode.DESIRED_ROLE_MISSING, role)


def _works_in_groups(session: Session) -> bool:
    """Return whether people divide; of a meeting of which too little is known they may."""
    divides = can_rotate(session) or any(each.kind == "changeover" for each in session.plan)
    known = bool(session.header.outcomes)
    return not needs_no_cases(session) and (
        divides or session.header.max_per_group > 0 or not known
    )


def _opens_with_a_question(session: Session) -> bool:
    """Return whether a meeting begins with what people want to learn."""
    opens = any(each.kind == "opening" and "vraag" in each.captures for each in session.plan)
    return opens or not session.header.outcomes
