"""The Dutch words that the views of a comparison share, and what each says while it is empty."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sessiecoach.domain.comparison import Recurrence
from sessiecoach.domain.cooperation import explained, name_of
from sessiecoach.domain.over_time import QuestionState
from sessiecoach.domain.progress import Progress, progress_of
from sessiecoach.domain.session import Session, StagnationCode, TestResult
from sessiecoach.domain.standing import ItemStatus
from sessiecoach.dutch.standing import status_sign, status_word
from sessiecoach.export.outline import Mark, Paragraph

RECURRENCE_WORDS: Final[Mapping[Recurrence, str]] = MappingProxyType(
    {
        Recurrence.RECURRING: "terugkerend",
        Recurrence.NEW: "nieuw",
        Recurrence.GONE: "verdwenen",
    }
)
"""In the order in which they are listed."""
RECURRENCE_SIGNS: Final[Mapping[Recurrence, str]] = MappingProxyType(
    {Recurrence.RECURRING: "↻", Recurrence.NEW: "+", Recurrence.GONE: "×"}
)
QUESTION_WORDS: Final[Mapping[QuestionState, str]] = MappingProxyType(
    {
        QuestionState.NEW: "nieuw",
        QuestionState.CARRIED: "meegenomen",
        QuestionState.HANDLED: "behandeld",
    }
)
STAGNATION_WORDS: Final[Mapping[StagnationCode, str]] = MappingProxyType(
    {"none": "geen stagnatie", "sham": "schijnsamenwerking", "island": "eilandsamenwerking"}
)
TEST_WORDS: Final[Mapping[TestResult | None, str]] = MappingProxyType(
    {
        "holds": "houdt stand",
        "adjust": "aanpassen",
        "drops": "vervalt",
        None: "nog niet getoetst",
    }
)
CHANGE_WORDS: Final = MappingProxyType(
    {"added": "toegevoegd", "changed": "gewijzigd", "dropped": "geschrapt"}
)
CHANGE_SIGNS: Final = MappingProxyType({"added": "+", "changed": "~", "dropped": "×"})

_MARKS: Final[Mapping[Progress, Mark]] = MappingProxyType(
    {
        Progress.FINISHED: "helps",
        Progress.WELL: "helps",
        Progress.WRONG: "attention",
        Progress.DROPPED: "muted",
    }
)

EMPTY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "terugkomlijst": (
            "Er is niets afgesproken waar deze reeks op terugkomt. Oplossingen, toezeggingen, "
            "besluiten met een navraagdatum en terugkoppelingen die u in een bijeenkomst vastlegt, "
            "komen hier vanzelf te staan."
        ),
        "naast-elkaar": (
            "Voor naast elkaar zijn twee gehouden bijeenkomsten nodig waarin is gevraagd wat helpt "
            "en wat belemmert. Dan staat hier wat nieuw is, wat terugkeert en wat verdwenen is."
        ),
        "tijdlijn": (
            "Er zijn nog geen oplossingen in deze reeks. Elke oplossing die u vastlegt krijgt hier "
            "een tijdlijn, die groeit met wat u bij de terugkom hoort."
        ),
        "terugkoppelingen": (
            "Er is nog geen terugkoppeling afgesproken. Leg bij het afronden vast welke "
            "organisatie wat terugkoppelt; dan staat hier per bijeenkomst of dat gebeurde."
        ),
        "toezeggingen": (
            "Er zijn nog geen toezeggingen of acties in deze reeks. Leg ze in de bijeenkomst vast "
            "met een trekker en een datum; dan staan ze hier, te late bovenaan."
        ),
        "opkomst": (
            "Van geen enkele bijeenkomst is bekend wie er was. Tel de aanwezigen bij de opening; "
            "dan staat hier hoe de opkomst per rol verloopt."
        ),
        "kader": (
            "Er is nog geen kader op maat in deze reeks. Zodra een bijeenkomst een kader vastlegt, "
            "staat hier wat elke versie toevoegt, wijzigt en schrapt."
        ),
        "leervragen": (
            "Er zijn nog geen leervragen en geen aangeboden casussen. Zet ze bij het voorbereiden "
            "van een bijeenkomst; dan staat hier wat nieuw, meegenomen en behandeld is."
        ),
        "krachten": (
            "Er is nog niets gescoord en geen stagnatie benoemd. Laat de groep in een bijeenkomst "
            "de stellingen scoren; na twee keer staat hier het verschil."
        ),
        "deelnemersvragen": (
            "Er zijn nog geen deelnemersvragen in deze reeks. Schrijf ze op in een bijeenkomst, op "
            "het werkblad Eigen vragen, of in series.toml onder [[questions]]; dan staat hier hoe "
            "elke vraag zich ontwikkelt."
        ),
        "tijd": (
            "Er is nog geen onderdeel gehouden met de klok. Na een bijeenkomst staat hier per "
            "onderdeel wat gepland was en wat het werd."
        ),
    }
)
"""What each view says where it has nothing: what is missing, and how it comes to be."""


def status_words(status: ItemStatus) -> str:
    """Return how an item stands, its sign before its word."""
    return f"{status_sign(status)} {status_word(status)}"


def status_mark(status: ItemStatus) -> Mark:
    """Return what a status is about, for a format that has colours."""
    return _MARKS.get(progress_of(status), "")


def nothing_yet(view: str) -> Paragraph:
    """Return what a view says where it has nothing."""
    return Paragraph(EMPTY[view], mark="muted")


def diagnosis_words(meeting: Session) -> str:
    """Return what a meeting chose as its diagnosis; nothing where it made none."""
    diagnosis = meeting.diagnosis
    if diagnosis.choice:
        return name_of(explained(meeting, diagnosis.choice))
    return STAGNATION_WORDS[diagnosis.stagnation] if diagnosis.stagnation is not None else ""
