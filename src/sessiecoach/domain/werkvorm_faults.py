"""What no single key can tell: whether the parts of a werkvorm fit together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sessiecoach.domain.errors import Fault, FaultCode
from sessiecoach.domain.session import EVERY_BLOCK as EVERY
from sessiecoach.domain.werkvorm import Block, SeriesKind, Werkvorm


def faults_of(werkvorm: Werkvorm) -> tuple[Fault, ...]:
    """Return every fault between the keys of `werkvorm`; key paths count from 1."""
    return (
        *_whole_faults(werkvorm),
        *_sum_faults(werkvorm),
        *(
            fault
            for number, block in enumerate(werkvorm.blocks, start=1)
            for fault in _block_faults(werkvorm, block, f"blocks[{number}]")
        ),
        *_step_faults(werkvorm),
        *_stagnation_faults(werkvorm),
        *_way_out_faults(werkvorm),
    )


def series_faults_of(series: SeriesKind) -> tuple[Fault, ...]:
    """Return every fault between the keys of `series`."""
    faults = []
    if not series.meetings:
        faults.append(Fault(FaultCode.MISSING_KEY, "meetings[1]"))
    least, most = series.least_meetings, series.most_meetings
    if least is not None and most is not None and least > most:
        faults.append(Fault(FaultCode.OUT_OF_RANGE, "least_meetings", f"..{most}", str(least)))
    if series.repeated and series.repeated not in series.meetings:
        faults.append(_unknown("repeated", series.repeated, series.meetings))
    return tuple(faults)


def _quoted(text: str) -> str:
    return f'"{text}"'


def _unknown(key: str, found: str, known: Iterable[str]) -> Fault:
    return Fault(FaultCode.UNKNOWN_REFERENCE, key, " | ".join(known), _quoted(found))


def _doubles(key: str, ids: Sequence[str], name: str = "id") -> Iterator[Fault]:
    seen: set[str] = set()
    for number, each in enumerate(ids, start=1):
        if each in seen:
            yield Fault(FaultCode.DOUBLE_ID, f"{key}[{number}].{name}", found=_quoted(each))
        seen.add(each)


def _whole_faults(werkvorm: Werkvorm) -> Iterator[Fault]:
    perspectives = werkvorm.perspectives
    yield from _doubles("blocks", [block.id for block in werkvorm.blocks])
    yield from _doubles("perspectives", [each.id for each in perspectives])
    yield from _doubles("scales", [scale.id for scale in werkvorm.scales])
    yield from _doubles("steps", [str(step.number) for step in werkvorm.steps], "number")
    for number, scale in enumerate(werkvorm.scales, start=1):
        answers = scale.of - scale.least + 1
        if scale.answers and len(scale.answers) != answers:
            key, found = f"scales[{number}].answers", str(len(scale.answers))
            yield Fault(FaultCode.WRONG_SUM, key, str(answers), found)
        known = [each.id for each in perspectives]
        if scale.perspective and scale.perspective not in known:
            yield _unknown(f"scales[{number}].perspective", scale.perspective, known)
    if not werkvorm.blocks:
        yield Fault(FaultCode.MISSING_KEY, "blocks[1]")
    if werkvorm.assignment != "free" and not perspectives:
        yield Fault(FaultCode.MISSING_KEY, "perspectives")
    least, most = werkvorm.min_participants, werkvorm.max_participants
    if least is not None and most is not None and least > most:
        yield Fault(FaultCode.OUT_OF_RANGE, "min_participants", f"..{most}", str(least))
    roles = (*werkvorm.required_roles, *werkvorm.desired_roles)
    for number, role in enumerate(werkvorm.present_at_start_and_end, start=1):
        if role not in roles:
            yield _unknown(f"present_at_start_and_end[{number}]", role, roles)


def _sum_faults(werkvorm: Werkvorm) -> Iterator[Fault]:
    if werkvorm.days:
        if werkvorm.total_minutes is not None:
            yield Fault(FaultCode.UNKNOWN_KEY, "total_minutes", expected="days")
    elif werkvorm.total_minutes is None:
        yield Fault(FaultCode.MISSING_KEY, "total_minutes")
        return
    for day, total in enumerate(werkvorm.day_minutes, start=1):
        found = sum(block.minutes for block in werkvorm.blocks if block.day == day)
        if werkvorm.blocks and found != total:
            key = f"days[{day}].total_minutes" if werkvorm.days else "total_minutes"
            yield Fault(FaultCode.WRONG_SUM, key, str(total), str(found))


def _block_faults(werkvorm: Werkvorm, block: Block, key: str) -> Iterator[Fault]:
    if block.min_minutes is not None and block.min_minutes > block.minutes:
        found = str(block.min_minutes)
        yield Fault(FaultCode.OUT_OF_RANGE, f"{key}.min_minutes", f"..{block.minutes}", found)
    if block.buffer and not block.is_flexible:
        # What takes up lateness has to be able to get shorter.
        yield Fault(FaultCode.NOT_ALLOWED, f"{key}.buffer", "false", "true")
    perspectives = [each.id for each in werkvorm.perspectives]
    for number, each in enumerate(block.perspectives, start=1):
        if each not in perspectives and (each != EVERY or not perspectives):
            known = [EVERY, *perspectives] if perspectives else []
            yield _unknown(f"{key}.perspectives[{number}]", each, known)
    scales = [scale.id for scale in werkvorm.scales]
    for number, each in enumerate(block.scales, start=1):
        if each not in scales:
            yield _unknown(f"{key}.scales[{number}]", each, scales)
    if block.outcome and block.outcome not in werkvorm.outcomes:
        yield _unknown(f"{key}.outcome", block.outcome, werkvorm.outcomes)
    days = len(werkvorm.day_minutes)
    if block.day > days:
        yield Fault(FaultCode.OUT_OF_RANGE, f"{key}.day", f"1..{days}", str(block.day))
    steps = [step.number for step in werkvorm.steps]
    if block.step is not None and block.step not in steps:
        yield _unknown(f"{key}.step", str(block.step), map(str, steps))
    yield from _lookback_faults(werkvorm, block, key)


def _lookback_faults(werkvorm: Werkvorm, block: Block, key: str) -> Iterator[Fault]:
    """Yield what is wrong with giving minutes away while a block does not take part."""
    receiver = block.gives_minutes_to
    if block.only_from_meeting > 1 and not receiver:
        yield Fault(FaultCode.MISSING_KEY, f"{key}.gives_minutes_to")
    # A receiver that is left out as well would take the minutes with it.
    able = [
        each.id for each in werkvorm.blocks if each.day == block.day and each.only_from_meeting == 1
    ]
    if receiver and (receiver not in able or receiver == block.id):
        yield _unknown(f"{key}.gives_minutes_to", receiver, able)


def _step_faults(werkvorm: Werkvorm) -> Iterator[Fault]:
    for number, step in enumerate(werkvorm.steps, start=1):
        if step.day_parts is None:
            continue
        wanted = step.day_parts * werkvorm.half_day_minutes
        of_step = (block for block in werkvorm.blocks if block.step == step.number)
        found = sum(block.minutes for block in of_step if block.counts)
        if found != wanted:
            key = f"steps[{number}].day_parts"
            yield Fault(FaultCode.WRONG_SUM, key, f"{wanted:g}", str(found))


def _stagnation_faults(werkvorm: Werkvorm) -> Iterator[Fault]:
    choices = [each for block in werkvorm.blocks for each in block.choice]
    scales = [scale.id for scale in werkvorm.scales]
    for number, block in enumerate(werkvorm.blocks, start=1):
        if "diagnosis" in block.worksheets and not choices:
            yield Fault(FaultCode.MISSING_KEY, f"blocks[{number}].choice")
    yield from _doubles("stagnations", [each.id for each in werkvorm.stagnations])
    for number, stagnation in enumerate(werkvorm.stagnations, start=1):
        key, between = f"stagnations[{number}]", stagnation.between
        if stagnation.id not in choices:
            yield _unknown(f"{key}.id", stagnation.id, choices)
        if len(between) == 1:
            yield Fault(FaultCode.MISSING_KEY, f"{key}.between[2]")
        if len(between) > 2:
            yield Fault(FaultCode.UNKNOWN_KEY, f"{key}.between[3]")
        for place, scale in enumerate(between, start=1):
            if scale not in scales:
                yield _unknown(f"{key}.between[{place}]", scale, scales)


def _way_out_faults(werkvorm: Werkvorm) -> Iterator[Fault]:
    choices = [each for block in werkvorm.blocks for each in block.choice]
    perspectives = [each.id for each in werkvorm.perspectives]
    for number, way_out in enumerate(werkvorm.ways_out, start=1):
        if way_out.stagnation not in choices:
            yield _unknown(f"ways_out[{number}].stagnation", way_out.stagnation, choices)
        if way_out.role not in perspectives:
            yield _unknown(f"ways_out[{number}].role", way_out.role, perspectives)
