"""What a terminal sends: bytes that are no UTF-8, and much text at once without its brackets."""

from __future__ import annotations

import codecs
import importlib
import re
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from textual import events
from textual._parser import Read1
from textual._xterm_parser import (
    BRACKETED_PASTE_END,
    BRACKETED_PASTE_START,
    XTermParser,
)
from textual.keys import _character_to_key
from textual.message import Message

_AT_ONCE: Final = 32
"""So many characters in one read were not typed by hand."""
_WRITTEN: Final = re.compile(f"([^\x00-\x1f\x7f-\x9f]{{{_AT_ONCE},}})")


def take_any_byte() -> None:
    """Let what is typed be read whatever bytes it has, as long as this process lasts.

    A terminal that is set to Latin-1 sends them, and half a character does when the rest is lost.
    The drivers of Textual know of no other way to decode than strictly. Once is enough and twice
    does no harm. On Windows the system decodes by itself.

    What comes faster than anybody types is taken as a whole as well, not key by key.
    """
    if sys.platform == "win32":
        return
    driver = vars(importlib.import_module("textual.drivers.linux_driver"))
    driver["getincrementaldecoder"] = _lenient
    driver["XTermParser"] = BurstParser


def _lenient(encoding: str) -> partial[codecs.IncrementalDecoder]:
    return partial(codecs.getincrementaldecoder(encoding), errors="replace")


class TypedAtOnce(events.Paste):
    """Text that came as keys, faster than anybody types: a paste of a terminal without brackets."""

    def as_keys(self) -> Iterator[events.Key]:
        """Return it as the keys that it was, for who does not take text."""
        for character in self.text:
            yield events.Key(_character_to_key(character), character)


class BurstParser(XTermParser):
    """Gives long runs of written characters as one event.

    Each key costs as much as a person needs for it: a page of them kept the screen waiting for
    half a minute. Only a read without any escape is looked at, and only where neither a paste
    nor an escape sequence is under way.
    """

    def __init__(self, debug: bool = False) -> None:
        self._pasting = False
        self._last = ""
        """The end of what was read, in which a bracket of a paste may have begun."""
        super().__init__(debug)

    def feed(self, data: str) -> Iterable[Message]:
        """Return the events of what was read."""
        if not data or self._pasting or "\x1b" in data or not self._at_rest:
            self._watch_brackets(data)
            yield from super().feed(data)
            return
        self._last = ""
        for number, part in enumerate(_WRITTEN.split(data)):
            if number % 2:  # what was split at, and not what lies between
                yield TypedAtOnce(part)
            elif part:
                yield from super().feed(part)

    @property
    def _at_rest(self) -> bool:
        """Whether the next character begins something."""
        return isinstance(self._awaiting, Read1) and self._awaiting.timeout is None

    def _watch_brackets(self, data: str) -> None:
        read = self._last + data
        begun, ended = read.rfind(BRACKETED_PASTE_START), read.rfind(BRACKETED_PASTE_END)
        if begun != ended:
            self._pasting = begun > ended
        self._last = read[1 - len(BRACKETED_PASTE_START) :]
