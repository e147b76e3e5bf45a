"""Texts that somebody could type or send, and that nothing may take for anything but text."""

from __future__ import annotations

import unicodedata
from typing import Final

COMMANDS: Final = (
    "\x1b]2;PWNED\x07",
    "\x1b]52;c;aGFsbG8=\x1b\\",
    "\x1b[2J\x1b[31mrood",
    "\x9b31m\x9d0;x\x9c\x90q\x85",
    "\x00\x01\x08\x0b\x0c\x0e\x7f",
    "regel\r\ntwee\rdrie\nvier\ttab",
    "\u202eomgekeerd\u202c \u2066x\u2069 \u200e\u200f\u061c \u206a",
    "\u2028regel\u2029alinea\ufff9",
    "\ud800 \udfff \ufffe \uffff",
    "ja\U000e0041\U000e007f",
)
"""What would command a terminal, or hide, if it reached the screen as it is."""

MARKUP: Final = (
    "[/x]",
    "[red]rood[/red] [$accent]x",
    "[@click=app.quit]stop[/]",
    "[link=https://example.org]hier",
    "[bold",
    "[]] \\[x] [/] [[x]]",
    ":smile: [on red]:warning:",
)
"""What Textual and Rich would obey or fall over where they read markup."""

NO_MARKUP_NAME: Final = "[red]r[@click=app.quit]q[=(]"
"""Markup without a slash, so that it can be the name of a file."""

SIGNS: Final = (
    "👩‍👩‍👧‍👦 é ｆｕｌｌ ❤\ufe0f",
    "e\u0301e\u0308n",
    "a" + "\u0301" * 100,
    "שלום עולם مرحبا",
    "nul\u200bbreed\u200d\ufeff",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
)
"""What people write, and looks strange to a program."""

HOSTILE: Final = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style></td></body><h1>x",
    "<!-- ]]> --> <![CDATA[x]]>",
    "&lt;b&gt; &#106; &amp;",
    "\" onmouseover='x' style=\"",
    "[hier](http://example.org) https://example.org <a href='http://example.org'>x</a>",
    "javascript:alert(1)",
    "=1+1",
    "@SUM(A1:A9)",
    "+31 | -1",
    "{{x}} {% x %} ${x} {nb} {0} %s",
    "**vet** __streep__ --lijn-- ~~weg~~ # kop",
    '{ HYPERLINK "http://example.org" } { DATE }',
    "\\fldinst INCLUDETEXT",
    "../../etc/passwd",
    " ".join(COMMANDS[:5]),
    " ".join(COMMANDS[5:]),
    " ".join(MARKUP),
    *SIGNS,
    "Samenwerkingsverbandenoverlegstructuur" * 20,
    " \t\n\n ",
)

IN_ONE: Final = " ".join((*COMMANDS, *MARKUP, *SIGNS))
"""All that is for a terminal or a markup parser, in one text."""

IN_A_FILE: Final = "".join(each for each in IN_ONE if not "\ud800" <= each <= "\udfff")
"""The same without halves of characters, which no file can hold."""

_DIRECTING: Final = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def commanding(text: str) -> set[str]:
    """Return the characters of a text that command a terminal; a line may end."""
    return {
        character
        for character in text
        if character != "\n"
        and (
            unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
            or unicodedata.bidirectional(character) in _DIRECTING
            or character in "\u061c\u200e\u200f\ufffe\uffff"
        )
    }
