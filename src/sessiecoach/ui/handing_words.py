"""What handing on says and proposes: options with their explanation, the usual choice."""

from __future__ import annotations

from typing import Final

from sessiecoach.dutch.numbers import counted
from sessiecoach.export.handing_on import Choice, HandingOn, Paper, PaperForm

_USUAL_FORMS: Final[tuple[PaperForm, ...]] = ("docx", "pdf")
_FIRST: Final = ("verslag", "vergelijking")
"""The papers that are chosen until a person chooses otherwise."""
OPTIONS: Final = (
    (
        "private",
        "Privénotities",
        "meegeven",
        "Wat als privé is gemarkeerd blijft er anders uit: het is alleen voor wie het typte.",
    ),
    (
        "names",
        "Volledige namen",
        "laten staan",
        "Anders worden volledige namen initialen.",
    ),
    (
        "personal",
        "Persoonsgegevens",
        "laten staan",
        "Anders wordt vervangen wat op een gegeven van een cliënt lijkt, zoals een BSN; lees na.",
    ),
)
NOTHING_HELD: Final = (
    "Er is nog niets om door te geven: in deze reeks is nog geen bijeenkomst gehouden. Leid er"
    " een, of open een verslag; dan kan het hier."
)


def usual_choices(handing: HandingOn) -> set[Choice]:
    """Return what is chosen until a person chooses otherwise."""
    return {
        choice
        for paper in handing.papers
        if paper.kind in _FIRST and handing.count(paper.kind)
        for choice in usual_forms(paper)
    }


def usual_forms(paper: Paper) -> set[Choice]:
    """Return a paper in the forms that most people want, or else in every form it has."""
    forms = {*paper.forms} & {*_USUAL_FORMS} or set(paper.forms)
    return {(paper.kind, form) for form in forms}


def over_question(taken: int, count: int) -> str:
    """Ask whether files that stand there may be replaced."""
    if count == 1:
        return "Het bestand bestaat al. Vervangen door het nieuwe?"
    if taken == count:
        return f"Alle {count} bestanden bestaan al. Vervangen door de nieuwe?"
    many = "bestaat er al 1" if taken == 1 else f"bestaan er al {taken}"
    return f"Van de {count} bestanden {many}. Vervangen door de nieuwe?"


def lost_words(count: int) -> str:
    """Return that some things are in the letter of no organisation; empty where all are."""
    if not count:
        return ""
    return f"In geen brief: {counted(count, 'afspraak', 'afspraken')} zonder organisatie."
