"""Text from a person or a file is data: what could command a terminal is made visible."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

LONGEST_BYTES: Final = 100_000
"""What one text of a record may take; longer is a document, and would make every key slow."""

_FLAG: Final = "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"
"""The flag of a part of a country: the only text in which tags are more than hidden letters."""
_COMMANDING: Final = re.compile(
    f"({_FLAG})|["
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u206f"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_JOINED: Final = "\u0300-\u036f\u0600-\u1fff\u2190-\ufefe\uff00-\U0001ffff"
"""Signs of an emoji, and of scripts that join their letters."""
_NO_WIDTH: Final = re.compile(
    f"[\u200b\u2060-\u2064\ufeff]|[\u200c\u200d](?![{_JOINED}])|(?<![{_JOINED}])[\u200c\u200d]"
)
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def visible(text: str) -> str:
    """Return `text` with control, C1 and bidi characters as a stand-in such as `<1b>`.

    So are letters that only a machine sees. Tab and newline stay; CR LF and CR become newline;
    a lone surrogate, which no file can hold, becomes U+FFFD. Applying it twice changes nothing
    more.
    """
    if text.isprintable():  # which no character is that is looked for here
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return with_stand_ins(_LONE_SURROGATE.sub("\ufffd", text), _stand_in)


def with_stand_ins(text: str, stand_in: Callable[[str], str]) -> str:
    """Return `text` with what `stand_in` gives for each character that commands a terminal."""
    return _COMMANDING.sub(lambda found: found[1] or stand_in(found[0]), text)


def one_line(text: str) -> str:
    """Return `text` visible and on one line, for a name, a title or a place that has only one.

    Two names that look the same are the same: what has no width is made visible as well,
    unless it joins signs into one.
    """
    line = " ".join(visible(text).split())
    return line if line.isprintable() else _NO_WIDTH.sub(lambda found: _stand_in(found[0]), line)


def as_compared(name: str) -> str:
    """Return a role, organisation or owner as it is compared: two spellings of one are one."""
    return one_line(name).casefold()


def is_too_long(text: str) -> bool:
    """Tell whether a text is more than one text of a record may be."""
    return bytes_of(text) > LONGEST_BYTES


def bytes_of(text: str) -> int:
    """Return how many bytes a text takes in a file, whatever was typed."""
    return len(visible(text).encode())


def _stand_in(character: str) -> str:
    return f"<{ord(character):02x}>"
