"""The line of the composer: what a person typed, read into what will be filed.

A kind stands first (`- ` or `:f `); `#` case, `/` perspective, `@` who and `%` group stand
anywhere as a word of their own. A sign counts only before a value that is known, so "en/of",
"50%", "a@b.nl" and "#1" stay text. Only the owner of a promise need not be known: what looks
like a name after `@` is one, where nobody else in the line is. Of two values for one sign the
last counts and the first stays text, so that nothing that was typed is lost.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from sessiecoach.domain.kinds import Kind, by_id
from sessiecoach.domain.text import visible
from sessiecoach.domain.vocabulary import LETTER_SIGN, SIGNS, Part, Vocabulary, bare

_WORD = re.compile(r"\S+")
_NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
"""What looks like the name of somebody who is not known, as one word."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A piece of the line that was recognised, and what it was taken for."""

    part: Part
    value: str
    title: str
    start: int
    """Where it begins in the visible text of the line, and where it is over."""
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a line says and how it will be filed; empty parts were not in it."""

    kind: str = ""
    text: str = ""
    case: str = ""
    perspective: str = ""
    who: str = ""
    group: str = ""
    due: dt.date | None = None
    """Of a promise. It is no sign, so whoever knows the language reads it from the text."""
    chips: tuple[Chip, ...] = field(default=(), compare=False)
    """In the order of the line. A kind that was not typed has none."""


class Filed(Protocol):
    """What a line can be written of again: a `Line`, a `Note`."""

    @property
    def kind(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def case(self) -> str: ...
    @property
    def perspective(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def group(self) -> str: ...


def read_line(text: str, vocabulary: Vocabulary, default: str = "") -> Line:
    """Return what a line says; `default` is the kind where no sign of one was typed.

    The text is made visible first. What stays text is on one line, single spaces between.
    """
    text = visible(text)
    words = list(_WORD.finditer(text))
    kind = _typed_kind(text, vocabulary)
    chips = [Chip("kind", kind.id, kind.title, 0, words[0].end())] if kind else []
    found: dict[Part, Chip] = {}
    for word in words[len(chips) :]:
        chip = _recognised(word, vocabulary)
        if chip is not None:
            found[chip.part] = chip
    if "who" not in found and _is_promise(kind.id if kind else default):
        signed = (word for word in words[len(chips) :] if SIGNS.get(word[0][0]) == "who")
        new = [word for word in signed if _looks_like_name(word[0][1:])]
        if new:
            name = new[-1][0][1:]
            found["who"] = Chip("who", name, name, new[-1].start(), new[-1].end())
    counting = {chip.start for chip in found.values()}
    chips.extend(sorted(found.values(), key=lambda chip: chip.start))
    values = {part: chip.value for part, chip in found.items()}
    return Line(
        kind=kind.id if kind else default,
        text=" ".join(
            word[0] for word in words[1 if kind else 0 :] if word.start() not in counting
        ),
        case=values.get("case", ""),
        perspective=values.get("perspective", ""),
        who=values.get("who", ""),
        group=values.get("group", ""),
        chips=tuple(chips),
    )


def _typed_kind(text: str, vocabulary: Vocabulary) -> Kind | None:
    """Return the kind that the line opens with: a sign as first character, before a space."""
    first = _WORD.match(text)
    if first is None or first.end() == len(text):
        return None
    return vocabulary.kind(first[0])


def _recognised(word: re.Match[str], vocabulary: Vocabulary) -> Chip | None:
    part = SIGNS.get(word[0][0])
    known = vocabulary.find(part, word[0][1:]) if part else None
    if part is None or known is None:
        return None
    return Chip(part, known.id, known.title or known.id, word.start(), word.end())


def _is_promise(kind_id: str) -> bool:
    kind = by_id.get(kind_id)
    return kind is not None and kind.filed_as == "promise"


def _looks_like_name(word: str) -> bool:
    return _NAME.fullmatch(unicodedata.normalize("NFC", word)) is not None


def word_for(part: Part, filed: Filed, vocabulary: Vocabulary) -> str | None:
    """Return the word after the sign that says a part of what is filed, None where none can."""
    value: str = getattr(filed, part)
    word = vocabulary.word(part, value)
    new = word is None and part == "who" and _is_promise(filed.kind)
    return value if new and _looks_like_name(value) else word


def line_of(filed: Filed, vocabulary: Vocabulary) -> str:
    """Return the line which, read again with this vocabulary, gives the same.

    A value that no word means is left out.
    """
    kind = vocabulary.kind_word(filed.kind)
    text = " ".join(visible(filed.text).split())
    if kind is None and _typed_kind(text + " ", vocabulary):
        # A space before it keeps the first word of the text from being taken for a sign.
        kind = ""
    words = [text] if text else []
    for sign, part in SIGNS.items():
        word = word_for(part, filed, vocabulary)
        if word is not None:
            words.append(sign + word)
    tail = " ".join(words)
    return tail if kind is None else f"{kind} {tail}"


@dataclass(frozen=True, slots=True)
class Completion:
    """One way to complete the word under the cursor."""

    insert: str
    """Takes the place of what is between `start` and `end`; ends in a space where one is due."""
    title: str
    part: Part
    start: int
    end: int


def completions(text: str, cursor: int, vocabulary: Vocabulary) -> tuple[Completion, ...]:
    """Return what the word under the cursor can become, best first.

    Only a word that opens with a sign is completed, and an empty line, which offers the
    kinds. What was typed before the cursor must begin the id, the title or one of its words,
    whatever the capitals and the diacritics.
    """
    cursor = max(0, min(cursor, len(text)))
    start = cursor
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    end = cursor
    while end < len(text) and not text[end].isspace():
        end += 1
    space = "" if end < len(text) else " "
    typed = text[start:cursor]
    if start == 0 and not _opens_part(typed):
        return tuple(
            Completion(word + space, kind.title, "kind", start, end)
            for kind, word in _kinds_for(typed, bool(text.strip()), vocabulary)
        )
    if not _opens_part(typed):
        return ()
    sign, part = typed[0], SIGNS[typed[0]]
    found: list[tuple[int, Completion]] = []
    for each in vocabulary.of(part):
        word = vocabulary.word(part, each.id)
        match = _match(typed[1:], each.id, each.title)
        if word is not None and match is not None:
            title = each.title or each.id
            found.append((match, Completion(sign + word + space, title, part, start, end)))
    return tuple(completion for _, completion in sorted(found, key=lambda pair: pair[0]))


_LEAST_TYPED = 2
"""Characters after a sign that say enough to mean the only value that begins with them."""


def finished(text: str, vocabulary: Vocabulary) -> str:
    """Return a line whose last word is completed, where it can become only one value.

    So `/sys` is `/systeem`; less than two characters, a word that is a value already, and a
    beginning that several values share stay as they were typed.
    """
    found = completions(text, len(text), vocabulary)
    if len(found) != 1 or found[0].part == "kind":
        return text
    typed = text[found[0].start + 1 :]
    known = vocabulary.find(found[0].part, typed)
    word = found[0].insert.rstrip()
    if len(typed) < _LEAST_TYPED or known is not None or _match(typed, word[1:], found[0].title):
        return text
    return text[: found[0].start] + word


def _opens_part(typed: str) -> bool:
    return typed[:1] in SIGNS and bool(typed)


def _kinds_for(typed: str, has_text: bool, vocabulary: Vocabulary) -> Iterator[tuple[Kind, str]]:
    if not typed and has_text:
        return
    for kind in vocabulary.kinds:
        word = kind.sign or LETTER_SIGN + kind.letter
        if typed.startswith(LETTER_SIGN):
            asked = typed[len(LETTER_SIGN) :]
            if kind.letter == asked or _match(asked, kind.id, kind.title) is not None:
                yield kind, word
        elif not typed or typed == kind.sign:
            yield kind, word


def _match(typed: str, *texts: str) -> int | None:
    """Return 0 where a text begins with what was typed, 1 where a word of it does, else None."""
    wanted = bare(typed)
    searched = [bare(text) for text in texts]
    if any(text.startswith(wanted) for text in searched):
        return 0
    return 1 if any("-" + wanted in text for text in searched) else None
