"""What a terminal sends: much text at once is one event, and what a person types stays keys."""

from __future__ import annotations

import string
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.message import Message

from sessiecoach.ui.early_keys import events_of
from sessiecoach.ui.terminal_bytes import BurstParser, TypedAtOnce

PAGE = "woord en nog een woord, met ë en 漢字; " * 20


def parsed(*reads: str, parser: XTermParser | None = None) -> list[Message]:
    """Return the events of these reads, one after the other."""
    parser = parser or BurstParser()
    return [event for read in reads for event in parser.feed(read)]


def as_typed(found: list[Message]) -> list[tuple[str, str | None]]:
    """Return events as what they mean for a field: keys and pastes."""
    meant: list[tuple[str, str | None]] = []
    for event in found:
        if isinstance(event, TypedAtOnce):
            meant += [(key.key, key.character) for key in event.as_keys()]
        elif isinstance(event, events.Key):
            meant.append((event.key, event.character))
        elif isinstance(event, events.Paste):
            meant.append(("paste", event.text))
    return meant


def test_a_page_without_brackets_is_one_event() -> None:
    """A key for each of its characters would keep the screen waiting."""
    (event,) = parsed(PAGE)
    assert isinstance(event, TypedAtOnce)
    assert event.text == PAGE


def test_what_ends_a_line_stays_a_key() -> None:
    """So that each line of it is filed, as when a person types it."""
    found = parsed(f"{PAGE}\r{PAGE}\r")
    assert [type(event) for event in found] == [TypedAtOnce, events.Key] * 2
    assert as_typed(found)[len(PAGE)] == ("enter", "\r")


def test_short_lines_in_one_read_stay_keys() -> None:
    """However many there are: each Enter between them files a line."""
    line = "nog een korte regel\r"
    assert all(isinstance(event, events.Key) for event in parsed(line * 5))
    assert [key for key, _ in as_typed(parsed(line * 5))].count("enter") == 5


def test_a_word_stays_keys() -> None:
    """A screen may be slow for a moment, and then gets what was typed meanwhile in one read."""
    assert all(isinstance(event, events.Key) for event in parsed("een kort woord\r"))


def test_a_page_typed_before_the_first_screen_stands() -> None:
    """It waits for the screen as one event as well."""
    assert [type(event) for event in events_of(f"{PAGE}\r")] == [TypedAtOnce, events.Key]


def test_a_paste_with_brackets_stays_one_paste() -> None:
    """Also where its reads, or its brackets themselves, are cut in the middle."""
    whole = BRACKETED_PASTE_START + PAGE + BRACKETED_PASTE_END
    for cut in (2, 5, 6, 40, len(whole) - 3):
        found = parsed(whole[:cut], whole[cut:], "x")
        assert as_typed(found) == [("paste", PAGE), ("x", "x")]


PIECES = st.lists(
    st.one_of(
        st.text(string.ascii_letters + " é", min_size=1, max_size=50),
        st.sampled_from(["\r", "\t", "\x1b[A", "\x1b[15~", "\x01", "\x7f", "\x1b[<0;3;4M"]),
        st.text("abc ", max_size=60).map(
            lambda text: f"{BRACKETED_PASTE_START}{text}z{BRACKETED_PASTE_END}"
        ),
    ),
    max_size=8,
)


@given(PIECES, st.lists(st.integers(0, 400), max_size=4))
def test_nothing_is_lost_or_moved(pieces: list[str], cuts: list[int]) -> None:
    """However the terminal cuts what it sends, it means what it meant for Textual."""
    sent = "".join(pieces)
    ends = sorted({min(cut, len(sent)) for cut in cuts} | {0, len(sent)})
    reads = [sent[begin:end] for begin, end in pairwise(ends)]
    assert as_typed(parsed(*reads)) == as_typed(parsed(*reads, parser=XTermParser()))
