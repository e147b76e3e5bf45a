"""Facts as lines of JSON: whatever happened in a session comes back as it was."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.facts import Added, Change, Changed, Fact, Slept, Undone, apply, difference
from sessiecoach.domain.session import Block, Interruption, Session, Solution
from sessiecoach.storage.fact_codec import as_kept, fact_from_text, fact_to_text
from tests import strategies

AT = dt.datetime(2016, 9, 5, 7, 0, 0, 123456, tzinfo=dt.UTC)
_LOOKS_LIKE_A_TAG = st.sampled_from(["$date", "$datetime", "$time", "$mapping", "$", "a"])


def fact_of(*changes: Change) -> Fact:
    """Return a fact with these changes."""
    return Fact("f-7k3qam9x", 3, "w-4hvtw2pd", AT, changes)


def through(fact: Fact) -> Fact:
    """Return a fact as reading back its line gives it."""
    return fact_from_text(fact_to_text(fact))


@given(strategies.facts())
def test_any_fact_comes_back_as_it_was(fact: Fact) -> None:
    """Every kind of change, every table and every unknown key survives the journal."""
    assert through(fact) == fact


@given(strategies.sessions())
def test_a_whole_session_as_one_fact_comes_back(session: Session) -> None:
    """The first fact of a journal is the record that was opened; nothing of it gets lost."""
    fact = fact_of(*difference(Session(), session, AT))
    assert apply(Session(), through(fact)) == session


@given(
    st.recursive(
        st.text() | st.dates() | st.times() | st.integers() | st.booleans(),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(_LOOKS_LIKE_A_TAG, inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_a_key_of_somebody_else_may_look_like_a_tag(value: object) -> None:
    """Unknown keys named as our own tags, at any depth and with any value, are just keys."""
    fact = fact_of(Changed("", "", {"extra": {"mine": value}}))
    assert through(fact) == fact


def test_a_fact_is_one_line() -> None:
    """Line ends in a text do not end the line, and é stays readable."""
    text = fact_to_text(fact_of(Added("notes", "n-1", {"text": "één\ntwee\r\n"})))
    assert "\n" not in text
    assert "één" in text


def test_the_parts_of_an_item_get_their_types_back() -> None:
    """Nested tables come back as what they are, with `from` for the word that Python keeps."""
    interruption = Interruption(from_=AT, until=None, extra={"reden": "brandalarm"})
    changed = Changed("blocks", "r1", {"interruptions": (interruption,), "started_at": None})
    found = through(fact_of(changed))
    assert found == fact_of(changed)
    assert apply(Session(blocks=(Block(id="r1", started_at=AT),)), found).blocks == (
        Block(id="r1", interruptions=(interruption,)),
    )
    assert '"from"' in fact_to_text(fact_of(changed))


@pytest.mark.parametrize("text", ["\x1b]2;x\x07", "\ud800", "a\r\nb", "\x00", "\u202e"])
def test_what_is_kept_is_visible(text: str) -> None:
    """A fact that was made here is shown as a restart would show it, and can be written."""
    kept = as_kept(fact_of(Added("notes", "n-1", {"text": text})))
    assert through(kept) == kept
    [change] = kept.changes
    assert isinstance(change, Added)
    shown = str(change.values["text"])
    assert shown
    shown.encode()
    assert not set(shown) & set("\x1b\r\x00\u202e")


def test_a_list_is_kept_as_what_it_becomes() -> None:
    """A screen may hand over a list; what stands in the session is what a restart reads."""
    kept = as_kept(fact_of(Changed("solutions", "s-1", {"parts": ["a", "b"]})))
    session = apply(Session(solutions=(Solution(id="s-1"),)), kept)
    assert session.solutions[0].parts == ("a", "b")


@pytest.mark.parametrize(
    "values",
    [
        {"private": "ja"},
        {"text": 5},
        {"written_at": "2016"},
        {"written_at": dt.datetime(2016, 9, 5, 9)},  # noqa: DTZ001  without a zone on purpose
        {"tekst": "x"},
        {"resolved_on": AT},
    ],
)
def test_a_value_that_no_record_could_hold_is_refused(values: dict[str, object]) -> None:
    """A wrong type is refused where the fact is made, not found when the journal is read."""
    with pytest.raises(ValueError, match="not a fact"):
        as_kept(fact_of(Added("notes", "n-1", values)))


def _line(**other: object) -> str:
    given: dict[str, object] = {
        "id": "f-1",
        "seq": 1,
        "by": "w",
        "at": AT.isoformat(),
        "changes": [["started", {"block": "r1"}]],
    }
    return json.dumps(list((given | other).values()))


def test_the_sample_line_is_right() -> None:
    """What the faults below start from is a fact."""
    assert fact_from_text(_line()).id == "f-1"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "[1",
        _line(id=5),
        _line(seq="1"),
        _line(by=None),
        _line(at="gisteren"),
        _line(at="2016-09-05T09:00:00"),
        _line(changes=[["exploded", {}]]),
        _line(changes=[["started", {}]]),
        _line(changes=[["started", {"block": 5}]]),
        _line(changes=[["started", {"block": "r1", "why": ""}]]),
        _line(changes=[["extended", {"block": "r1", "seconds": "60"}]]),
        _line(changes=[["added", {"table": "notes", "item": "n-1"}]]),
        _line(changes=[["added", {"table": "notes", "item": 1, "values": {}}]]),
        _line(changes=[["added", {"table": "header", "item": "n-1", "values": {}}]]),
        _line(changes=[["added", {"table": "notities", "item": "n-1", "values": {}}]]),
        _line(changes=[["added", {"table": "notes", "item": "n-1", "values": {"text": 1}}]]),
        _line(changes=[["changed", {"table": "", "item": "", "values": {"notes": []}}]]),
        _line(changes=[["changed", {"table": "", "item": "", "values": {"extra": 1}}]]),
        _line(changes="started"),
        _line(changes=5),
    ],
)
def test_a_line_that_is_no_fact_is_refused(text: str) -> None:
    """A damaged line is never read as something that did not happen."""
    with pytest.raises(ValueError, match="not a fact"):
        fact_from_text(text)


def test_an_undo_and_a_sleep_come_back() -> None:
    """Facts that speak of other facts and of moments keep both exactly."""
    slept = Slept("r1", AT, AT + dt.timedelta(microseconds=1))
    assert through(fact_of(Undone("f-2"), slept)) == fact_of(Undone("f-2"), slept)
