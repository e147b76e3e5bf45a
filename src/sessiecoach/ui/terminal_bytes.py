"""Bytes of a terminal that are no UTF-8 become a stand-in, where Textual ends the program."""

from __future__ import annotations

import codecs
import importlib
import sys
from functools import partial


def take_any_byte() -> None:
    """Let what is typed be read whatever bytes it has, as long as this process lasts.

    A terminal that is set to Latin-1 sends them, and half a character does when the rest is lost.
    The drivers of Textual know of no other way to decode than strictly. Once is enough and twice
    does no harm. On Windows the system decodes by itself.
    """
    if sys.platform == "win32":
        return
    vars(importlib.import_module("textual.drivers.linux_driver"))["getincrementaldecoder"] = (
        _lenient
    )


def _lenient(encoding: str) -> partial[codecs.IncrementalDecoder]:
    return partial(codecs.getincrementaldecoder(encoding), errors="replace")
