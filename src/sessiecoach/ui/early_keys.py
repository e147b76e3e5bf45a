"""What is typed before the screens are there: kept out of sight, and played afterwards."""

from __future__ import annotations

from contextlib import suppress

from textual import events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser


def events_of(typed: str) -> list[events.Key | events.Paste]:
    """Return what the terminal sent as the keys and pastes that a screen takes."""
    if not typed:
        return []
    parser = XTermParser()
    # Until the terminal was quiet it made a line feed of Enter.
    found = list(parser.feed(typed.replace("\n", "\r")))
    with suppress(EOFError, ParseError):
        found += parser.feed("")
    return [event for event in found if isinstance(event, events.Key | events.Paste)]
