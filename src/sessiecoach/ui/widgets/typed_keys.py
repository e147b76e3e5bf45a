"""Keys that answer a question or type in its line, and what is said of one that does neither."""

from __future__ import annotations

from typing import Final, NamedTuple

from textual import events

from sessiecoach.ui.widgets.asked_item import Asking

ENTER: Final = "\r"
BACKSPACE: Final = "\x7f"


class TypedKey(NamedTuple):
    """A key that types something or answers."""

    text: str
    key: str
    """Its name; empty for a letter of a paste."""
    at_once: bool
    """Whether it came with the key before it."""


def typed_as(event: events.Key) -> str:
    """Return the character of a key that can be in an answer; empty for any other."""
    if event.key in ("enter", "backspace"):
        return ENTER if event.key == "enter" else BACKSPACE
    return event.character or "" if event.is_printable else ""


def refusal(asking: Asking, words: str) -> str:
    """Return that something is no answer, and which keys are."""
    keys = [each.key for each in asking.keys]
    choice = f"{', '.join(keys[:-1])} of {keys[-1]}" if keys else ""
    choice = choice.removesuffix("?") + "?" if choice else "er wordt niets gevraagd."
    return f"Niet genoteerd: “{words}”. {choice}" if words else choice
