"""The kinds of note and the ways to type them."""

from __future__ import annotations

from sessiecoach.domain.kinds import KINDS, by_id, by_letter, by_sign


def test_signs_are_those_of_the_composer() -> None:
    """Each sign stands for one kind."""
    assert {sign: kind.id for sign, kind in by_sign.items()} == {
        "+": "helpend",
        "-": "belemmering",
        "!": "oplossing",
        "=": "besluit",
        ">": "actie",
        "*": "toezegging",
        "?": "vraag",
        "&": "knelpunt",
    }


def test_letters_are_those_of_the_composer() -> None:
    """Each kind has its own letter, also those without a sign."""
    assert {letter: kind.id for letter, kind in by_letter.items()} == {
        "f": "feit",
        "b": "belemmering",
        "h": "helpend",
        "i": "inzicht",
        "v": "vraag",
        "k": "knelpunt",
        "o": "oplossing",
        "s": "advies",
        "e": "eis",
        "w": "waarde",
        "d": "besluit",
        "a": "actie",
        "t": "toezegging",
        "p": "parkeerpunt",
        "r": "evaluatie",
    }


def test_no_two_kinds_share_an_id_a_letter_or_a_sign() -> None:
    """No look-up hides another kind."""
    assert len(by_id) == len(by_letter) == len(KINDS) == 15
    assert len(by_sign) == sum(bool(kind.sign) for kind in KINDS)


def test_no_sign_is_a_dead_key_or_marks_something_else() -> None:
    """A sign is one key press on a usual Dutch layout, and not that of case, who or group."""
    assert not set(by_sign) & set("'\"`~^#/@%:")


def test_only_what_people_agree_on_is_filed_apart() -> None:
    """Solutions, decisions and promises have tables of their own."""
    filed = {kind.id: kind.filed_as for kind in KINDS if kind.filed_as != "note"}
    assert filed == {
        "oplossing": "solution",
        "besluit": "decision",
        "actie": "promise",
        "toezegging": "promise",
    }
