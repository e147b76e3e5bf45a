"""The Dutch words of the live screens: phases, lateness, names of blocks, the saved state."""

from __future__ import annotations

import datetime as dt
import errno
import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from sessiecoach.domain.agenda import Phase
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import clock, duration, point_clock
from sessiecoach.dutch.numbers import counted

if TYPE_CHECKING:
    from sessiecoach.domain.session import Block, BlockKind, Group, Session
    from sessiecoach.live.session import Snapshot
    from sessiecoach.storage.lock import Holder

BLOCK_WORDS: Final[Mapping[BlockKind, str]] = MappingProxyType(
    {
        "opening": "Opening",
        "lookback": "Terugkom",
        "round": "Ronde",
        "changeover": "Wisselen",
        "break": "Pauze",
        "plenary": "Plenair",
        "evaluation": "Evaluatie",
    }
)
"""What a kind of block is called."""

_ROUND_TITLE: Final = re.compile(r"ronde\s*\d+\s*[:.–-]?\s*", re.IGNORECASE)
_SYSTEM_WORDS: Final = {
    os.strerror(number): words
    for number, words in (
        (errno.ENOSPC, "de schijf is vol"),
        (errno.EDQUOT, "de schijfruimte is op"),
        (errno.EACCES, "hier mag niet worden geschreven"),
        (errno.EPERM, "hier mag niet worden geschreven"),
        (errno.EROFS, "de schijf is alleen-lezen"),
        (errno.ENOENT, "de map is weg"),
        (errno.EEXIST, "er staat een bestand in de weg"),
        (errno.ENOTDIR, "er staat een bestand in de weg"),
        (errno.EIO, "de schijf geeft een fout"),
        (errno.EFBIG, "het bestand wordt te groot"),
    )
}


@dataclass(frozen=True, slots=True)
class BlockName:
    """How a block is announced: what it is, and what it is about."""

    kind: str
    """`RONDE 2 VAN 3`, `WISSELEN`."""
    title: str
    """`Verdiepen`; empty where the kind says it all."""


def block_name(session: Session, block: Block) -> BlockName:
    """Return how a block is announced, its number counted among the rounds of the plan."""
    word = BLOCK_WORDS[block.kind]
    title = one_line(block.title)
    if block.kind == "round":
        rounds = [each.id for each in session.plan if each.kind == "round"]
        number = rounds.index(block.id) + 1 if block.id in rounds else 0
        if number and len(rounds) > 1:
            word = f"{word} {number} van {len(rounds)}"
        title = _ROUND_TITLE.sub("", title, count=1) if _ROUND_TITLE.match(title) else title
    elif title.lower() == word.lower():
        title = ""
    elif title.lower().startswith(word.lower()):
        return BlockName(title.upper(), "")
    return BlockName(word.upper(), title[:1].upper() + title[1:])


def short_name(session: Session, block: Block) -> str:
    """Return what a block is called in a sentence: `Ronde 2`, `Oplossingen en afspraken`."""
    if block.kind == "round":
        rounds = [each.id for each in session.plan if each.kind == "round"]
        if block.id in rounds and len(rounds) > 1:
            return f"Ronde {rounds.index(block.id) + 1}"
    return one_line(block.title) or BLOCK_WORDS[block.kind]


def group_name(group: Group | None) -> str:
    """Return what a group is called; without one the whole room is meant."""
    if group is None:
        return "Plenair"
    title = one_line(group.title)
    return title or f"Groep {one_line(group.id)}"


def whole_minutes(seconds: float) -> int:
    """Return a length in minutes, to the nearest."""
    return math.floor(seconds / 60 + 0.5)


def signed_minutes(seconds: float) -> str:
    """Return what was added or taken in minutes: `+3 min`, `−1 min`."""
    minutes = whole_minutes(seconds)
    return f"{minutes:+d} min".replace("-", "−") if minutes else "0 min"


def minute_clock(moment: dt.datetime, zone: dt.tzinfo) -> str:
    """Return the minute that is nearest to an instant, as in a text: `9.57`."""
    return point_clock(moment.astimezone(zone) + dt.timedelta(seconds=30))


def drift_words(seconds: int) -> str:
    """Return how the clock goes beside the plan, whatever the end has become since.

    `loopt 2 min uit`, `2 min voor op het plan`, `op schema`.
    """
    minutes = whole_minutes(seconds)
    if minutes > 0:
        return f"loopt {duration(minutes * 60)} uit"
    if minutes < 0:
        return f"{duration(-minutes * 60)} voor op het plan"
    return "op schema"


def spare_words(seconds: int) -> str:
    """Return what is left until the end that was agreed: `5 min over tot het einde`; or empty.

    `seconds` is how much later than that end the meeting is ready, below zero earlier.
    """
    minutes = -whole_minutes(seconds)
    return f"{duration(minutes * 60)} over tot het einde" if minutes > 0 else ""


def surplus_words(seconds: int) -> str:
    """Return by how much the hard end is missed: `6 min te laat`; empty when it is met."""
    minutes = whole_minutes(seconds)
    return f"{duration(minutes * 60)} te laat" if minutes > 0 else ""


def marker_word(phase: Phase, shown: int) -> str:
    """Return the word of a phase with `shown` seconds left; empty where none is needed."""
    match phase:
        case Phase.LAST_MINUTES:
            return f"NOG {math.ceil(shown / 60)} MIN"
        case Phase.LAST_MINUTE:
            return "LAATSTE MINUUT"
        case Phase.OVERRUN:
            return "UITLOOP"
        case Phase.INTERRUPTED:
            return "ONDERBROKEN"
        case _:
            return ""


def signal_words(mark: int, name: str) -> str:
    """Return what is said when a mark is passed, `mark` in seconds before the end."""
    if mark == 0:
        return f"Tijd is om: {name}"
    if mark == 60:
        return f"Laatste minuut: {name}"
    if mark < 0:
        return f"Al {duration(-mark)} over tijd: {name}"
    return f"Nog {mark // 60} minuten: {name}"


def jump_words(seconds: float) -> str:
    """Return what is said when the system clock was set, `seconds` forward or below zero back."""
    days, rest = divmod(round(abs(seconds)), 86_400)
    length = counted(days + round(rest / 86_400), "dag", "dagen") if days else duration(rest)
    way = "vooruit" if seconds > 0 else "terug"
    return f"De systeemklok sprong {length} {way}; de ronde loopt gewoon door."


class SaveKind(StrEnum):
    """How safe what was typed is."""

    SAVED = "saved"
    SAVING = "saving"
    NOT_FILED = "not_filed"
    NOT_SAVED = "not_saved"
    READ_ONLY = "read_only"


@dataclass(frozen=True, slots=True)
class SaveState:
    """The saved state as it stands in the top line."""

    kind: SaveKind
    text: str


def save_state(snapshot: Snapshot, zone: dt.tzinfo, refused: int = 0) -> SaveState:
    """Return the saved state of a snapshot; a failed save shows until one succeeds.

    `refused` is how many fields hold a text that cannot be read, and so is not in the record.
    """
    if snapshot.read_only:
        return SaveState(SaveKind.READ_ONLY, f"alleen lezen{held_by(snapshot.holder, zone)}")
    if snapshot.not_saved_because:
        reason = reason_words(snapshot.not_saved_because)
        return SaveState(SaveKind.NOT_SAVED, f"NIET OPGESLAGEN: {reason}")
    if refused:
        return SaveState(SaveKind.NOT_FILED, f"▲ {refused_words(refused)}")
    if snapshot.unsaved:
        return SaveState(SaveKind.SAVING, "○ bewaren…")
    saved_at = snapshot.saved_at
    when = f" {clock(saved_at.astimezone(zone), seconds=True)}" if saved_at else ""
    return SaveState(SaveKind.SAVED, f"● opgeslagen{when}")


def refused_words(fields: int) -> str:
    """Return how many fields hold a text that cannot be read."""
    return f"{counted(fields, 'veld', 'velden')} nog niet ingevuld zoals het hoort"


def held_by(holder: Holder | None, zone: dt.tzinfo) -> str:
    """Return who has a session open elsewhere: ` · open sinds 9.35 op laptop`."""
    if holder is None:
        return ""
    try:
        since = dt.datetime.fromisoformat(holder.since).astimezone(zone)
    except ValueError:
        return f" · open op {one_line(holder.host)}"
    return f" · open sinds {point_clock(since)} op {one_line(holder.host)}"


def reason_words(reason: str) -> str:
    """Return in Dutch why the system refused to save, where we know its words."""
    parts = [one_line(part) for part in reason.split("; ")]
    return "; ".join(dict.fromkeys(_SYSTEM_WORDS.get(part, part) for part in parts))
