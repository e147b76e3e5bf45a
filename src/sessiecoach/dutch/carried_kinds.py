"""The Dutch words of each kind of item that comes back at a terugkom, and of its questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from sessiecoach.domain.carried_kinds import CarriedItem, CarriedKind, Question
from sessiecoach.domain.session import (
    Answer,
    FrameworkLine,
    Note,
    OwnQuestion,
    Promise,
    ReportBack,
    Update,
)
from sessiecoach.domain.standing import lies_with, step_before, wording_now
from sessiecoach.domain.text import one_line

Words = Mapping[Question, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindWords:
    """What one kind is called, and where its questions have words of their own."""

    name: str
    """Of one of which no more is known."""
    letter: str = ""
    """Opens its label; empty where a report gives the label."""
    many: tuple[str, str] = ("", "")
    """One and more of them, where the opening of a terugkom counts them by how they stand."""
    counts_before: bool = True
    """Whether a count stands before the word of a status: `2 toegepast`; or `stap gezet bij 2`."""
    lasting: str = "open"
    """What it is as long as it comes back."""
    titles: Words = field(default_factory=dict)
    hints: Words = field(default_factory=dict)
    done: Mapping[Answer, str] = field(
        default_factory=lambda: {
            "yes": "gedaan",
            "partly": "deels gedaan",
            "no": "niet gedaan",
            "unknown": "onbekend of het is gedaan",
        }
    )
    """What was told by whether it was done."""
    response: str = "reactie"
    """What a response is to one of this kind."""


_TITLES: Final[Words] = MappingProxyType(
    {
        Question.WORKED_OUT: "Uitgewerkt",
        Question.HOW: "Hoe",
        Question.APPLIED: "Toegepast",
        Question.WHERE: "Waar",
        Question.WENT: "Hoe ging het",
        Question.IMPROVE: "Wat moet beter",
        Question.STATUS: "Stand",
        Question.DUE: "Nieuwe datum",
        Question.DONE: "Teruggekoppeld",
        Question.FORM: "In welke vorm",
        Question.RESPONSE: "Reactie",
        Question.BOTTLENECK: "Nieuw knelpunt",
        Question.WORDING: "Hoe luidt die nu",
        Question.NEXT_STEP: "Volgende stap",
        Question.REASON: "Waarom vervallen",
        Question.REPORTER: "Wie meldt dit",
        Question.REMARK: "Opmerking",
    }
)
_HINTS: Final[Words] = MappingProxyType(
    {
        Question.HOW: "hoe het is uitgewerkt; Enter slaat over",
        Question.WHERE: "welke organisatie of casus; Enter slaat over",
        Question.IMPROVE: "tekst @trekker vóór 10 okt; leeg is klaar",
        Question.DUE: "bijvoorbeeld 10 okt; Enter laat de datum zo",
        Question.FORM: "teamoverleg, MT, mail; Enter slaat over",
        Question.RESPONSE: "hoe er werd gereageerd; Enter slaat over",
        Question.BOTTLENECK: "wat er nu in de weg zit; Enter slaat over",
        Question.WORDING: "de vraag zoals die nu luidt; Enter laat die zo",
        Question.NEXT_STEP: "wat u tot de volgende keer doet; Enter slaat over",
        Question.REASON: "de reden, die bij het punt bewaard blijft",
        Question.REPORTER: "een rol, groep of organisatie; Enter laat het leeg",
        Question.REMARK: "wat er verder over te zeggen is",
    }
)
KIND_WORDS: Final[Mapping[CarriedKind, KindWords]] = MappingProxyType(
    {
        "questions": KindWords(
            name="Deelnemersvraag",
            letter="V",
            many=("deelnemersvraag", "deelnemersvragen"),
            counts_before=False,
            titles={Question.DONE: "Stap gezet"},
            done={
                "yes": "stap gezet",
                "partly": "stap deels gezet",
                "no": "stap niet gezet",
                "unknown": "onbekend of de stap is gezet",
            },
        ),
        "framework": KindWords(
            name="Afspraak van het kader",
            letter="R",
            many=("afspraak van het kader", "afspraken van het kader"),
            lasting="van kracht",
        ),
        "solutions": KindWords(name="Oplossing", many=("oplossing", "oplossingen")),
        "promises": KindWords(name="Toezegging"),
        "decisions": KindWords(name="Besluit", titles={Question.DONE: "Uitgevoerd"}),
        "bottlenecks": KindWords(
            name="Knelpunt",
            letter="P",
            many=("knelpunt", "knelpunten"),
            titles={
                Question.DONE: "Doorgehakt",
                Question.RESPONSE: "Wat is besloten",
                Question.FORM: "Waar ligt het nu",
            },
            hints={
                Question.RESPONSE: "hoe de knoop is doorgehakt; Enter slaat over",
                Question.FORM: "bijvoorbeeld stuurgroep Wonen; Enter slaat over",
            },
            done={
                "yes": "doorgehakt",
                "partly": "deels doorgehakt",
                "no": "niet doorgehakt",
                "unknown": "onbekend of het is doorgehakt",
            },
            response="besloten",
        ),
        "report_backs": KindWords(name="Terugkoppeling", letter="K"),
    }
)


def label_of(kind: CarriedKind, place: int) -> str:
    """Return the label of an item that no report numbers: `R2`; empty for a kind without one."""
    letter = KIND_WORDS[kind].letter
    return f"{letter}{place}" if letter else ""


def lasting_word(kind: CarriedKind) -> str:
    """Return what an item of this kind is as long as it comes back: `open`, `van kracht`."""
    return KIND_WORDS[kind].lasting


def title_of(kind: CarriedKind, question: Question) -> str:
    """Return what a question is called of an item of this kind."""
    return KIND_WORDS[kind].titles.get(question, _TITLES[question])


def done_word(kind: CarriedKind | None) -> str:
    """Return in one word what was done where an item of this kind was: `gedaan`, capitalised."""
    return KIND_WORDS[kind or "report_backs"].done["yes"].capitalize()


def hint_of(kind: CarriedKind, question: Question) -> str:
    """Return what can be typed as answer to a question; empty where a key answers it."""
    return KIND_WORDS[kind].hints.get(question, _HINTS.get(question, ""))


def item_words(item: CarriedItem, told: Sequence[Update]) -> str:
    """Return what an item says, on one line; `told` is what was told of it."""
    match item:
        case Promise():
            return one_line(item.what)
        case ReportBack():
            parts = (item.organisation, item.who, item.subject)
            return " · ".join(one_line(each) for each in parts if each.strip())
        case OwnQuestion():
            by = one_line(item.by)
            words = one_line(wording_now(item.text, told))
            return f"{by}: {words}" if by else words
        case _:
            return one_line(item.text)


def item_about(item: CarriedItem, told: Sequence[Update]) -> str:
    """Return what belongs to an item beside its text: with whom it lies, the step that was chosen.

    Empty for kinds of which that is asked elsewhere.
    """
    match item:
        case Note():
            return f"ligt bij {one_line(lies_with(item, told))}"
        case OwnQuestion() if step := one_line(step_before(told)):
            return f"stap: {step}"
        case FrameworkLine() if item.case.strip():
            return f"uit casus {one_line(item.case)}"
        case _:
            return ""
