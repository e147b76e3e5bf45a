"""What goes along in a document that is handed on, and how the document says so itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from sessiecoach.dutch.privacy import KIND_WORDS
from sessiecoach.export.outline import Outline, Paragraph, Section
from sessiecoach.export.words import enumerated


@dataclass(frozen=True, slots=True)
class Options:
    """What goes along that stays out by default."""

    private: bool = False
    """What was marked private."""
    names: bool = False
    """Full names, instead of initials."""
    personal: bool = False
    """What looks like personal data of a client, instead of its kind."""


_CHECKED: Final = enumerated([one for one, _several in KIND_WORDS.values()])
_INITIALS: Final = "namen van deelnemers zijn initialen"
_REPLACED: Final = "gegevens van cliënten zijn vervangen"
_NOTHING: Final = "Er is nog niets vastgelegd."


def closed(outline: Outline, options: Options) -> Outline:
    """Return an outline that says at its end what was replaced and left out.

    One that holds nothing says so; what a screen shows of it tells what can be done instead.
    """
    words = Paragraph(closing_words(options), "muted")
    last = Section("over-dit-document", "Over dit document", (words,), closing=True)
    nothing = Section("inhoud", "Inhoud", (Paragraph(_NOTHING, "muted"),))
    return replace(outline, sections=(*(outline.sections or (nothing,)), last))


def closing_words(options: Options) -> str:
    """Return in Dutch what was replaced and left out, and that the check is not complete."""
    match options.names, options.personal:
        case False, False:
            said = (
                f"Gepseudonimiseerd: {_INITIALS} en {_REPLACED}; gecontroleerd op {_CHECKED};"
                " geen garantie."
            )
        case True, False:
            said = (
                f"Gepseudonimiseerd: {_REPLACED}; gecontroleerd op {_CHECKED}; geen garantie."
                " Namen van deelnemers staan er op verzoek volledig in."
            )
        case False, True:
            said = (
                f"Gepseudonimiseerd: {_INITIALS}; geen garantie. Op gegevens van cliënten is op"
                " verzoek niet gecontroleerd."
            )
        case _:
            said = (
                "Niet gepseudonimiseerd, op verzoek: namen en gegevens staan er zoals zij zijn"
                " getypt."
            )
    private = "staan er op verzoek in" if options.private else "zijn weggelaten"
    return f"{said} Privénotities {private}."
