"""The scores of a meeting in its report: block by block, and beside those of last time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sessiecoach.domain.evaluation import Earlier, Score, asked, last_time
from sessiecoach.domain.session import Scale, Session
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import table_date
from sessiecoach.export.outline import (
    Bar,
    Bars,
    Heading,
    Paragraph,
    Part,
    Section,
    Shift,
    Shifts,
)
from sessiecoach.export.source import Source, in_order, made_up, section_of


def ratings(source: Source) -> Section | None:
    """Return how each scale was answered, but those about the meeting itself, and last time."""
    parts: list[Part] = []
    count = 0
    for each in asked(source.session):
        answered = [score for score in each.scores if score.total]
        if each.evaluates or each.block is None or not answered:
            continue
        count += len(answered)
        parts.append(Heading(one_line(each.block.title) or one_line(each.block.id), 2))
        parts += _scored(source, answered)
    return section_of("cijfers", "Cijfers", parts, count)


def evaluation_bars(source: Source) -> list[Part]:
    """Return how people answered the scales about the meeting itself, and last time."""
    every = [score for each in asked(source.session) if each.evaluates for score in each.scores]
    found = [score for score in every if score.total]
    return [*_bars(found, invented_scales(source.session)), *_last_time(source, found)]


def scale_words(scale: Scale) -> str:
    """Return from which number to which a scale goes: `op een schaal van 1 (nee) tot 3 (ja)`."""
    least, most = str(scale.least), str(scale.of)
    if scale.answers:
        least += f" ({one_line(scale.answers[0])})"
        most += f" ({one_line(scale.answers[-1])})"
    return f"op een schaal van {least} tot {most}"


def invented_scales(session: Session) -> frozenset[str]:
    """Return the ids of the scales with an answer that is filler of a sample."""
    return frozenset(
        each.scale for each in session.ratings if not each.withdrawn_at and made_up(each.origin)
    )


def _scored(source: Source, scores: Sequence[Score]) -> Iterator[Part]:
    session = source.session
    invented = invented_scales(session)
    sides = in_order(source.perspectives, (each.scale.perspective for each in scores))
    # What everybody is asked stands first: after a heading it would seem to be of that side.
    for perspective in sorted(sides, key=bool):
        here = [each for each in scores if each.scale.perspective == perspective]
        if perspective:
            yield Heading(source.perspective(perspective), 3)
        yield from _bars(here, invented)
        yield from _last_time(source, here)
    for words in dict.fromkeys(scale_words(each.scale) for each in scores if each.scale.answers):
        yield Paragraph(f"Gemiddelden {words}.", mark="muted")


def _bars(scores: Sequence[Score], invented: Collection[str]) -> Iterator[Part]:
    """Yield the bars of each kind of scale: their numbers stand above them once."""
    kinds = dict.fromkeys((each.scale.least, each.scale.of, each.scale.answers) for each in scores)
    for least, most, words in kinds:
        here = [
            each
            for each in scores
            if (each.scale.least, each.scale.of, each.scale.answers) == (least, most, words)
        ]
        yield Bars(
            tuple(
                Bar(
                    one_line(each.scale.title) or one_line(each.scale.id),
                    each.counts,
                    each.scale.id in invented,
                    least,
                    tuple(map(one_line, words)),
                )
                for each in here
            )
        )


def _last_time(source: Source, scores: Sequence[Score]) -> Iterator[Part]:
    found: list[tuple[Score, Earlier]] = []
    for each in scores:
        earlier = last_time(source.session, source.others, each.scale)
        if earlier is not None:
            found.append((each, earlier))
    if not found:
        return
    days = {earlier.meeting.header.date for _score, earlier in found}
    then = days.pop() if len(days) == 1 else None
    now = source.session.header.date
    yield Shifts(
        tuple(
            Shift(
                one_line(each.scale.title) or one_line(each.scale.id),
                earlier.score.mean,
                each.mean,
                each.scale.of,
                each.scale.least,
            )
            for each, earlier in found
        ),
        table_date(then)[3:] if then else "vorige keer",
        table_date(now)[3:] if now else "nu",
        places=1,
    )
