"""What a meeting yields in words: a section an outcome, its notes under the headings of the day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sessiecoach.domain.kinds import KINDS
from sessiecoach.domain.outcomes import outcomes, yielded
from sessiecoach.domain.session import Block, Note
from sessiecoach.domain.text import one_line
from sessiecoach.export.outline import Heading, Listing, Part, Section, SideBySide
from sessiecoach.export.sections import shown_notes
from sessiecoach.export.source import Source, in_order

_BESIDE_EACH_OTHER = "Naast elkaar gezet"
"""The title where blocks under headings do not say what they yield."""
_SIDES = ("helpend", "belemmering")


def yielded_notes(source: Source) -> tuple[Section, ...]:
    """Return a section for each outcome that has notes."""
    sections = []
    found = yielded(source.session, source.notes)
    for outcome, blocks in outcomes(source.session).items():
        parts = list(_parts(source, [(block, found[block.id]) for block in blocks]))
        if parts:
            title = _capitalised(one_line(outcome).replace("_", " ")) or _BESIDE_EACH_OTHER
            count = sum(len(found[block.id]) for block in blocks)
            section_id = f"opbrengst-{outcome}" if outcome else "opbrengst"
            sections.append(Section(section_id, title, tuple(parts), count))
    return tuple(sections)


def _parts(source: Source, said: Sequence[tuple[Block, tuple[Note, ...]]]) -> Iterator[Part]:
    """Yield what was said in blocks, under their headings or else by perspective or by block."""
    for block, notes in said:
        if block.heading and notes:
            yield Heading(_capitalised(one_line(block.heading)), 2, str(len(notes)))
            yield Listing(shown_notes(source, notes, whole=True))
    plain = [each for each in said if not each[0].heading]
    rest = [note for _block, notes in plain for note in notes]
    if not any(block.perspectives for block, _notes in plain):
        held = [each for each in plain if each[1]]
        for block, notes in held:
            if len(held) > 1:
                yield Heading(one_line(block.title) or block.id, 2, str(len(notes)))
            yield from _by_kind(source, notes)
        return
    for perspective in in_order(source.perspectives, (note.perspective for note in rest)):
        here = [note for note in rest if note.perspective == perspective]
        yield Heading(source.perspective(perspective), 2, str(len(here)))
        yield from _by_kind(source, [replace(note, perspective="") for note in here])


def _by_kind(source: Source, notes: Sequence[Note]) -> Iterator[Part]:
    """Yield notes kind by kind; what helps and what hinders stand beside each other."""
    both = [note for note in notes if note.kind in _SIDES]
    names = {kind.id: kind.plural for kind in KINDS}
    others = [note for note in notes if note.kind not in _SIDES]
    kinds = list(in_order(names, (note.kind for note in others)))
    for kind in kinds:
        items = shown_notes(source, (note for note in others if note.kind == kind), whole=True)
        alone = len(kinds) == 1 and not both
        yield Listing(items, "" if alone else _capitalised(names.get(kind, "zonder soort")))
    if both:
        helps, hinders = (
            shown_notes(source, (note for note in both if note.kind == kind), whole=True)
            for kind in _SIDES
        )
        yield SideBySide(Listing(helps, "Helpt", "helps"), Listing(hinders, "Belemmert", "hinders"))


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
