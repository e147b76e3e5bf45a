"""A session format (werkvorm) and a kind of series: every key they have, with its limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from sessiecoach.domain.keys import key
from sessiecoach.domain.kinds import KIND_IDS
from sessiecoach.domain.session import EVERY_BLOCK as EVERY
from sessiecoach.domain.session import BlockKind, WorksheetKind

SCHEMA = 1

WORKSHEETS: tuple[WorksheetKind, ...] = get_args(WorksheetKind)
Origin = Literal["own", "seed", "derived", "public"]
Assignment = Literal["free", "per_round", "carousel"]

_FLEXIBLE_KINDS: frozenset[BlockKind] = frozenset({"round", "lookback", "plenary"})
_LEAST_SHARE_PERCENT = 60
_LINE_FORM = r"[^\n]*\S[^\n]*"
_LINE_EXAMPLE = '"een regel tekst"'


def _id(*, meaning: str) -> Any:
    return key(form=r"[a-z0-9][a-z0-9_-]{0,59}", example="ronde-1", meaning=meaning)


def _line(*, meaning: str) -> Any:
    return key(form=_LINE_FORM, example=_LINE_EXAMPLE, meaning=meaning)


def _lines(*, meaning: str) -> Any:
    return key(default=(), form=_LINE_FORM, example=_LINE_EXAMPLE, meaning=meaning)


@dataclass(frozen=True, slots=True, kw_only=True)
class Perspective:
    """A side from which cases are looked at."""

    id: str = _id(meaning="Naam waarmee blokken en notities dit perspectief noemen.")
    title: str = _line(meaning="Kop van de kolom op het scherm.")
    questions: tuple[str, ...] = _lines(
        meaning="Vragen die de gespreksleider vanuit dit perspectief stelt."
    )
    own_elaboration: bool = key(
        default=False, meaning="De vragen zijn een sessiecoach-uitwerking en staan niet in de bron."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A statement to which people answer with a number from `least` to `of`."""

    id: str = _id(meaning="Naam waarmee blokken deze schaal noemen.")
    title: str = _line(meaning="De stelling waarvoor mensen een hand opsteken.")
    of: int = key(default=5, least=2, most=10, meaning="Het hoogste cijfer.")
    least: int = key(default=1, least=0, most=1, meaning="Het laagste cijfer: 0 of 1.")
    answers: tuple[str, ...] = _lines(
        meaning="Woorden bij de cijfers, te beginnen bij het laagste: nee, deels, ja."
    )
    perspective: str = key(
        default="", meaning="Het perspectief waaraan dit wordt gevraagd; leeg voor iedereen."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One of the meetings of a format that takes more than one."""

    title: str = _line(meaning="Naam van deze dag.")
    total_minutes: int = key(least=1, most=1440, meaning="Minuten van deze dag, met de pauzes.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Blocks that belong together within a format."""

    number: int = key(least=1, most=99, meaning="Nummer waarmee blokken deze stap noemen.")
    title: str = _line(meaning="Naam van de stap.")
    day_parts: float | None = key(
        default=None,
        least=0,
        most=20,
        meaning="Lengte in dagdelen; de blokken die meetellen zijn samen precies zo lang.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stagnation:
    """What the model says about one outcome of a diagnosis."""

    id: str = _line(meaning="Een van de uitkomsten die onder `choice` van een blok staan.")
    title: str = key(default="", meaning="De naam op het scherm; leeg voor de uitkomst zelf.")
    text: str = key(default="", meaning="Wat het model erover zegt, in een paar zinnen.")
    between: tuple[str, ...] = key(
        default=(),
        meaning="Twee schalen: een veel lager cijfer op de tweede dan op de eerste wijst hierop.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """What helps one role out of one outcome of a diagnosis."""

    stagnation: str = key(meaning="Een van de uitkomsten die onder `choice` van een blok staan.")
    role: str = key(meaning="Het perspectief waarvoor deze uitweg is.")
    text: str = _line(meaning="De uitweg in één zin.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A timed part of a meeting."""

    id: str = _id(meaning="Naam van het blok in het verslag.")
    kind: BlockKind = key(  # noqa: RUF009
        meaning="Opening, terugkom (lookback), ronde (round), wissel (changeover), pauze (break),"
        " plenair (plenary) of evaluatie (evaluation)."
    )
    title: str = _line(meaning="Naam op het scherm en in de agenda.")
    minutes: int = key(least=1, most=480, meaning="Geplande minuten.")
    min_minutes: int | None = key(
        default=None,
        least=0,
        most=480,
        meaning="Korter wordt het blok nooit vanzelf; zonder deze sleutel 60% van de minuten, en"
        " bij een vast blok alle minuten.",
    )
    flexible: bool | None = key(
        default=None,
        meaning="Of het blok korter of langer mag worden om het einde te halen; zonder deze"
        " sleutel ja voor een ronde, terugkom of plenair blok, en anders nee.",
    )
    buffer: bool = key(default=False, meaning="Dit blok vangt als eerste op dat het uitloopt.")
    auto_next: bool = key(default=False, meaning="Na nul begint het volgende blok vanzelf.")
    warn_minutes: tuple[int, ...] | None = key(
        default=None,
        least=1,
        most=480,
        meaning="Minuten voor het einde waarop een signaal komt; zonder deze sleutel die van de"
        " werkvorm, en [] voor geen signaal.",
    )
    questions: tuple[str, ...] = _lines(meaning="Vragen die in dit blok op het scherm staan.")
    captures: tuple[str, ...] = key(
        default=(),
        allowed=KIND_IDS,
        meaning="Soorten notities van dit blok; de eerste geldt voor een regel zonder teken.",
    )
    perspectives: tuple[str, ...] = key(
        default=(), meaning='De perspectieven van dit blok; "*" voor alle.'
    )
    scales: tuple[str, ...] = key(default=(), meaning="De schalen die hier worden ingevuld.")
    worksheets: tuple[WorksheetKind, ...] = key(
        default=(),
        allowed=WORKSHEETS,
        meaning="Wat de groep hier maakt naast notities, het belangrijkste eerst: cijfers"
        " (ratings), een programma van eisen (requirements), de toets ervan per casus (tests),"
        " een kader op maat (framework), belangen en pioniersteam (interests), een diagnose"
        " (diagnosis), knelpunten op een agenda (bottlenecks) of eigen vragen (questions).",
    )
    choice: tuple[str, ...] = _lines(meaning="De uitkomsten waaruit de groep er hier één kiest.")
    private: bool = key(default=False, meaning="Notities zijn hier voor de schrijver zelf.")
    only_from_meeting: int = key(
        default=1,
        least=1,
        most=99,
        meaning="Vanaf welke bijeenkomst van de reeks het blok meedoet.",
    )
    gives_minutes_to: str = key(
        default="", meaning="Het blok dat de minuten krijgt als dit blok nog niet meedoet."
    )
    day: int = key(default=1, least=1, most=20, meaning="De dag waarop het blok valt.")
    step: int | None = key(default=None, least=1, most=99, meaning="De stap van het blok.")
    counts: bool = key(
        default=True, meaning="Of de minuten meetellen in de dagdelen van de stap; lunch niet."
    )
    heading: str = key(default="", meaning="Kop waaronder de notities in het verslag komen.")
    outcome: str = key(default="", meaning="Wat dit blok oplevert, uit `outcomes`.")
    own_elaboration: bool = key(
        default=False,
        meaning="Blok of vragen zijn een sessiecoach-uitwerking en staan niet in de bron.",
    )

    @property
    def is_flexible(self) -> bool:
        """Whether its length may give or take to meet the end."""
        return self.kind in _FLEXIBLE_KINDS if self.flexible is None else self.flexible

    @property
    def least_minutes(self) -> int:
        """What it is never made shorter than, unless a person says so."""
        if not self.is_flexible:
            return self.minutes
        if self.min_minutes is None:
            return -(-self.minutes * _LEAST_SHARE_PERCENT // 100)
        return self.min_minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Werkvorm:
    """A session format: its blocks, what is asked in them and what is written down."""

    schema: int = key(allowed=(SCHEMA,), meaning="Versie van deze sleutels.")
    kind: Literal["werkvorm"] = key(meaning="Een werkvorm; een reeks heeft `series`.")
    id: str = _id(meaning="Gelijk aan de naam van het bestand, zonder .toml.")
    title: str = _line(meaning="Naam in de keuzelijst.")
    summary: str = key(default="", meaning="Waar de werkvorm voor is, in één zin.")
    source: str = key(default="", meaning="Waar de werkvorm vandaan komt.")
    origin: Origin = key(  # noqa: RUF009
        default="own",
        meaning="Zelf gemaakt (own), uit een brontekst (seed), daaruit afgeleid (derived) of"
        " algemeen bekend (public).",
    )
    own_elaboration: bool = key(
        default=False,
        meaning="Indeling, minuten of vragen zijn een sessiecoach-uitwerking en staan niet in de"
        " bron.",
    )
    total_minutes: int | None = key(
        default=None,
        least=1,
        most=1440,
        meaning="Minuten van de bijeenkomst: precies de som van de blokken.",
    )
    days: tuple[Day, ...] = key(
        default=(), meaning="In plaats van `total_minutes`, als de werkvorm meer dagen duurt."
    )
    steps: tuple[Step, ...] = key(default=(), meaning="Stappen die blokken samennemen.")
    half_day_minutes: int = key(
        default=210, least=180, most=240, meaning="Minuten van een dagdeel."
    )
    min_participants: int | None = key(
        default=None, least=1, most=1000, meaning="Met minder mensen werkt het niet goed."
    )
    max_participants: int | None = key(
        default=None, least=1, most=1000, meaning="Met meer mensen werkt het niet goed."
    )
    max_per_group: int | None = key(
        default=None, least=1, most=1000, meaning="Meer mensen passen niet in één groep."
    )
    required_roles: tuple[str, ...] = _lines(
        meaning="Rollen die er moeten zijn; ontbreekt er een, dan komt dat op het scherm.",
    )
    desired_roles: tuple[str, ...] = _lines(meaning="Rollen die het gesprek beter maken.")
    present_at_start_and_end: tuple[str, ...] = key(
        default=(), meaning="Rollen die er in het eerste en het laatste blok moeten zijn."
    )
    required_domains: tuple[str, ...] = _lines(
        meaning="Domeinen die alle vertegenwoordigd moeten zijn."
    )
    themes: tuple[str, ...] = _lines(meaning="Onderwerpen waaruit een bijeenkomst kan kiezen.")
    rules: tuple[str, ...] = _lines(meaning="Spelregels voor de opening.")
    outcomes: tuple[str, ...] = key(default=(), meaning="Wat de bijeenkomst oplevert.")
    assignment: Assignment = key(  # noqa: RUF009
        default="free",
        meaning="Hoe een notitie aan haar perspectief komt: vrij te kiezen (free), één per ronde"
        " (per_round) of groepen die rouleren (carousel).",
    )
    warn_minutes: tuple[int, ...] = key(
        default=(5, 1),
        least=1,
        most=480,
        meaning="Minuten voor het einde van een blok waarop een signaal komt.",
    )
    perspectives: tuple[Perspective, ...] = key(
        default=(), meaning="De kolommen: kanten van waaruit naar een casus wordt gekeken."
    )
    scales: tuple[Scale, ...] = key(default=(), meaning="Stellingen met een cijfer.")
    blocks: tuple[Block, ...] = key(meaning="De agenda, in volgorde.")
    stagnations: tuple[Stagnation, ...] = key(
        default=(), meaning="Wat het model zegt over de uitkomsten van een diagnose."
    )
    ways_out: tuple[WayOut, ...] = key(default=(), meaning="Uitwegen bij een diagnose.")

    @property
    def day_minutes(self) -> tuple[int, ...]:
        """The minutes of each meeting that the format takes; one for most formats."""
        if self.days:
            return tuple(day.total_minutes for day in self.days)
        return (self.total_minutes or 0,)

    def agenda(self, meeting: int = 1) -> tuple[Block, ...]:
        """Return the blocks of the `meeting`th meeting of a series, counted from 1.

        A block that takes part only later is left out and its minutes go where it says. A
        format of several days gives the day of that number, and after the last its last.
        """
        day = min(meeting, len(self.day_minutes))
        of_day = [block for block in self.blocks if block.day == day]
        given: dict[str, int] = {}
        for block in of_day:
            if block.only_from_meeting > meeting:
                receiver = block.gives_minutes_to
                given[receiver] = given.get(receiver, 0) + block.minutes
        return tuple(
            replace(block, minutes=block.minutes + given[block.id]) if block.id in given else block
            for block in of_day
            if block.only_from_meeting <= meeting
        )

    def marks_of(self, block: Block) -> tuple[int, ...]:
        """Return the minutes before the end of `block` at which it warns, most first."""
        marks = self.warn_minutes if block.warn_minutes is None else block.warn_minutes
        return tuple(sorted(set(marks), reverse=True))

    def perspectives_of(self, block: Block) -> tuple[Perspective, ...]:
        """Return the perspectives that `block` looks from, in the order of the format."""
        if EVERY in block.perspectives:
            return self.perspectives
        return tuple(each for each in self.perspectives if each.id in block.perspectives)

    def scales_of(self, block: Block) -> tuple[Scale, ...]:
        """Return the scales that are filled in during `block`, in its own order."""
        return tuple(
            scale for wanted in block.scales for scale in self.scales if scale.id == wanted
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesKind:
    """What meetings of different formats make together."""

    schema: int = key(allowed=(SCHEMA,), meaning="Versie van deze sleutels.")
    kind: Literal["series"] = key(meaning="Een reeks; een werkvorm heeft `werkvorm`.")
    id: str = _id(meaning="Gelijk aan de naam van het bestand, zonder .toml.")
    title: str = _line(meaning="Naam in de keuzelijst.")
    summary: str = key(default="", meaning="Waar de reeks voor is, in één zin.")
    source: str = key(default="", meaning="Waar de reeks vandaan komt.")
    origin: Origin = key(default="own", meaning="Zoals bij een werkvorm.")  # noqa: RUF009
    own_elaboration: bool = key(default=False, meaning="Zoals bij een werkvorm.")
    meetings: tuple[str, ...] = key(meaning="De werkvormen van de bijeenkomsten, in volgorde.")
    repeated: str = key(
        default="", meaning="De werkvorm die wordt herhaald tot het aantal bijeenkomsten klopt."
    )
    least_meetings: int | None = key(default=None, least=1, most=99, meaning="Minste aantal.")
    most_meetings: int | None = key(default=None, least=1, most=99, meaning="Grootste aantal.")
    months: int | None = key(default=None, least=1, most=120, meaning="Looptijd in maanden.")
    partners: tuple[str, ...] = _lines(meaning="Soorten organisaties.")
    themes: tuple[str, ...] = _lines(meaning="Thema van elke bijeenkomst.")
    participant_question: bool = key(
        default=False,
        meaning="Elke deelnemer houdt een eigen vraag bij, bijeenkomst na bijeenkomst.",
    )

    def references(self) -> Iterator[tuple[str, str]]:
        """Yield the key and the id of each format that it needs."""
        for number, meeting in enumerate(self.meetings, start=1):
            yield f"meetings[{number}]", meeting
        if self.repeated:
            yield "repeated", self.repeated
