"""Where in a meeting something looks like personal data, and how it is replaced there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Final, cast

from sessiecoach.domain.facts import Change, Changed
from sessiecoach.domain.privacy import (
    PersonalKind,
    Sign,
    code_name,
    code_names_in,
    personal_signs,
    replaced,
)
from sessiecoach.domain.session import (
    SINGLE_TABLES,
    FrameworkLine,
    Improvement,
    Presenter,
    Request,
    RequirementTest,
    Session,
)

BSN: Final[PersonalKind] = "bsn"
MOST_READ: Final = 2_000
"""Characters of a text that are looked at while somebody types in it."""
_STEP: Final = 500
_SHORT: Final = 500
"""Characters of a text as most are: what was found in it is remembered."""
_NAMES: Final[frozenset[PersonalKind]] = frozenset({"name", "salutation"})
_LONGEST_WORD: Final = 100
_TOLD_DIGITS: Final = 3
_TEXTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "header": ("title", "goal", "learning_questions", "theme", "guest"),
        "cases": ("title", "text", "presenter"),
        "groups": ("title",),
        "blocks": ("title",),
        "questions": ("text", "by"),
        "notes": ("text", "who", "escalated_to"),
        "solutions": ("text", "parts", "addressed_to", "requests", "follow_up_at"),
        "promises": ("what", "owner", "promised_by", "cover"),
        "decisions": ("text", "reason", "decided_by"),
        "report_backs": ("subject", "organisation", "who"),
        "requirements": ("text", "tests"),
        "frameworks": ("title", "lines", "dropped"),
        "interests": ("text", "partner", "looked_after_by"),
        "ways_out": ("text",),
        "updates": (
            "how",
            "applied_where",
            "remark",
            "hindered_by",
            "reason",
            "reported_by",
            "improvements",
            "form",
            "response",
            "new_bottlenecks",
            "wording",
            "position",
            "next_step",
        ),
        "pioneer_team": ("members",),
        "diagnosis": ("motivation",),
        "evaluation": ("good", "wishes", "missing"),
        "next": ("question",),
        "drafts": ("text",),
    }
)
"""What people can type of a meeting. Who takes part is no client, so participants are left out."""
_OF_PEOPLE: Final = frozenset(
    {
        "addressed_to",
        "by",
        "decided_by",
        "escalated_to",
        "follow_up_at",
        "guest",
        "looked_after_by",
        "members",
        "organisation",
        "owner",
        "partner",
        "presenter",
        "promised_by",
        "reported_by",
        "who",
    }
)
"""Where people name each other, so that a name is no client's."""
_Part = FrameworkLine | Improvement | Presenter | Request | RequirementTest
_PARTS: Final[Mapping[type, tuple[str, ...]]] = MappingProxyType(
    {
        FrameworkLine: ("text",),
        Improvement: ("text", "owner"),
        Presenter: ("role", "organisation"),
        Request: ("to", "text"),
        RequirementTest: ("remark",),
    }
)
"""The texts of what stands within an item."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A bit of text that looks like personal data."""

    attribute: str
    """Of the item in which it stands."""
    kind: PersonalKind
    text: str


@dataclass(frozen=True, slots=True)
class PersonalItem:
    """Something of a meeting whose text looks as if it holds personal data."""

    table: str
    item: str
    """The id; empty for a table of which there is one."""
    pieces: tuple[Piece, ...]
    withdrawn: bool = False
    """Whether it no longer counts; it still stands in the record."""

    @property
    def bsns(self) -> tuple[str, ...]:
        """What looks like a BSN in it, masked, each once."""
        found = (masked_number(piece.text) for piece in self.pieces if piece.kind == BSN)
        return tuple(dict.fromkeys(found))


def personal_items(session: Session) -> tuple[PersonalItem, ...]:
    """Return what looks as if it holds personal data, in the order of the record.

    Also what was withdrawn or is private: all of it stands in the file.
    """
    return tuple(_found(session))


def _found(session: Session) -> Iterator[PersonalItem]:
    for table in _TEXTS:
        for item in _items(session, table):
            personal = _personal(table, item)
            if personal is not None:
                yield personal


def _personal(table: str, item: object) -> PersonalItem | None:
    pieces = tuple(
        Piece(attribute, sign.kind, text[sign.start : sign.end])
        for attribute in _TEXTS[table]
        for text in _strings(getattr(item, attribute))
        for sign in _signs_in(attribute, text)
    )
    withdrawn = getattr(item, "withdrawn_at", None) is not None
    return PersonalItem(table, getattr(item, "id", ""), pieces, withdrawn) if pieces else None


def _items(session: Session, table: str) -> tuple[object, ...]:
    return (getattr(session, table),) if table in SINGLE_TABLES else getattr(session, table)


def _signs_in(attribute: str, text: str) -> tuple[Sign, ...]:
    signs = _signs(text)
    if attribute not in _OF_PEOPLE:
        return signs
    return tuple(sign for sign in signs if sign.kind not in _NAMES)


def _signs(text: str) -> tuple[Sign, ...]:
    """Return what looks like personal data in a text; it is asked time and again."""
    if not _may_hold(text):
        return ()
    return _signs_of_short(text) if len(text) <= _SHORT else _signs_of_long(text)


def _may_hold(text: str) -> bool:
    """Tell quickly whether it can: all of it has a digit, an @ or a capital after the first."""
    rest = text[1:]
    return rest.lower() != rest or "@" in rest or any(map(str.isdigit, rest))


_signs_of_short = lru_cache(maxsize=16_384)(personal_signs)
_signs_of_long = lru_cache(maxsize=16)(personal_signs)


def _strings(value: object) -> Iterator[str]:
    """Yield the texts of a value: of itself, of each of its parts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _strings(each)
    else:
        for name in _PARTS[type(value)]:
            yield from _strings(getattr(value, name))


def table_of_item(session: Session, item: str) -> str:
    """Return in which table an item stands: by its id, or the table itself; empty for neither."""
    if item in SINGLE_TABLES:
        return item
    found = (
        table
        for table in _TEXTS
        if table not in SINGLE_TABLES and any(each.id == item for each in getattr(session, table))
    )
    return next(found, "")


def bsns_in(text: str) -> tuple[str, ...]:
    """Return what looks like a BSN in a text, masked, each once."""
    found = (text[sign.start : sign.end] for sign in _signs(text) if sign.kind == BSN)
    return tuple(dict.fromkeys(map(masked_number, found)))


def masked_number(number: str) -> str:
    """Return a number of which only the last digits are told: `•••••782`."""
    digits = "".join(character for character in number if character.isdigit())
    return "•••••" + digits[-_TOLD_DIGITS:]


def masked(text: str) -> str:
    """Return a text in which no BSN is whole any more, to show it beside others."""
    return _without_bsn(text, masked_number)


def personal_item(session: Session, table: str, item: str) -> PersonalItem | None:
    """Return an item that looks as if it holds personal data; None where it does not.

    Of what is no table of a meeting it is None as well.
    """
    if table not in _TEXTS:
        return None
    found = (each for each in _items(session, table) if getattr(each, "id", "") == item)
    return next((_personal(table, each) for each in found), None)


def looks_personal(table: str, item: object) -> bool:
    """Return whether a text of an item looks as if it holds personal data."""
    return _personal(table, item) is not None


def signs_of_no_name(text: str, cursor: int) -> tuple[Sign, ...]:
    """Return what `signs_near` gives, without names: where people name each other."""
    return tuple(sign for sign in signs_near(text, cursor) if sign.kind not in _NAMES)


def without_bsn(session: Session, table: str, item: str) -> tuple[Change, ...]:
    """Replace every BSN of an item by what stands for one, as one act."""
    return _changed(session, table, item, lambda _name, text: _without_bsn(text, None))


def with_code_name(session: Session, table: str, item: str, only: str = "") -> tuple[Change, ...]:
    """Replace the first thing in an item that looks like personal data, as one act.

    With `only`, in a part of the item that has this text: a line of a framework.
    """
    is_done = False

    def once(attribute: str, text: str) -> str:
        nonlocal is_done
        signs = () if is_done or only not in ("", text) else _signs_in(attribute, text)
        if not signs:
            return text
        is_done = True  # the next key is for the next one
        return replaced(text, signs[0], code_name(text, signs[0], code_names(session)))

    return _changed(session, table, item, once)


def code_names(session: Session) -> tuple[str, ...]:
    """Return the code names that a meeting has already, so that a new one is of nobody else."""
    return tuple(
        name
        for table, attributes in _TEXTS.items()
        for item in _items(session, table)
        for attribute in attributes
        for text in _strings(getattr(item, attribute))
        for name in code_names_in(text)
    )


def _without_bsn(text: str, by: Callable[[str], str] | None) -> str:
    for sign in reversed(_signs(text)):
        if sign.kind == BSN:
            number = text[sign.start : sign.end]
            text = replaced(text, sign, by(number) if by else code_name(text, sign, ()))
    return text


def _changed(
    session: Session, table: str, item: str, change: Callable[[str, str], str]
) -> tuple[Change, ...]:
    for each in _items(session, table):
        if getattr(each, "id", "") == item:
            before = {name: getattr(each, name) for name in _TEXTS[table]}
            after = {name: _mapped(value, partial(change, name)) for name, value in before.items()}
            new = {name: value for name, value in after.items() if value != before[name]}
            return (Changed(table, item, new),) if new else ()
    return ()


def _mapped(value: object, change: Callable[[str], str]) -> object:
    """Return a value with each of its texts changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_mapped(each, change) for each in value)
    part = cast("_Part", value)
    texts = {name: _mapped(getattr(part, name), change) for name in _PARTS[type(part)]}
    return replace(part, **texts)  # type: ignore[arg-type]


def signs_near(text: str, cursor: int) -> tuple[Sign, ...]:
    """Return what looks like personal data in a text, of a long one only around the cursor.

    So the work at a key has a limit. The part that is read changes now and then, not at
    every key, and it begins and ends between two words.
    """
    if len(text) <= MOST_READ:
        return _signs(text)
    start = max(0, cursor // _STEP * _STEP - MOST_READ // 2)
    end = min(len(text), start + MOST_READ)
    start = _between_words(text, start) if start else 0
    end = _between_words(text, end)
    return tuple(
        replace(sign, start=sign.start + start, end=sign.end + start)
        for sign in _signs(text[start:end])
    )


def _between_words(text: str, place: int) -> int:
    """Return the first place from here on where no word is cut, if that is near."""
    found = text.find(" ", place, place + _LONGEST_WORD)
    return found if found >= 0 else place
