"""Text from a person or a file is data: what could command a terminal is made visible."""

from __future__ import annotations

import re

_COMMANDING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def visible(text: str) -> str:
    """Return `text` with control, C1 and bidi characters as a stand-in such as `<1b>`.

    Tab and newline stay; CR LF and CR become newline; a lone surrogate, which no file
    can hold, becomes U+FFFD. Applying it twice changes nothing more.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _LONE_SURROGATE.sub("\ufffd", text)
    return _COMMANDING.sub(lambda found: f"<{ord(found[0]):02x}>", text)


def one_line(text: str) -> str:
    """Return `text` visible and on one line, for a place that has only one."""
    return " ".join(visible(text).split())


def as_compared(name: str) -> str:
    """Return a role, organisation or owner as it is compared: two spellings of one are one."""
    return one_line(name).casefold()
