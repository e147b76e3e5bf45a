"""Tests of what the clock says, in words and shapes, at every phase of a block."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from sessiecoach.domain.agenda import Phase, agenda
from sessiecoach.domain.session import Session
from sessiecoach.storage.themes import FALLBACK_THEME
from sessiecoach.ui.widgets.clock_panel import SHAPES, ClockFace, ClockWords, clock_face
from sessiecoach.ui.words import (
    BlockName,
    block_name,
    drift_words,
    marker_word,
    reason_words,
    short_name,
    signal_words,
    surplus_words,
)
from tests.ui.live_meeting import at, in_round_two, interrupted, lengthened, prepared, running
from tests.ui.pressing import until

OSS = ZoneInfo("Europe/Amsterdam")


def _face(session: Session, now: dt.datetime) -> ClockFace:
    return clock_face(session, agenda(session, now, OSS), OSS, now)


@pytest.mark.parametrize(
    ("now", "phase", "digits", "plain", "ready", "marker"),
    [
        ("9.46.26", Phase.RUNNING, "12:34", "nog 12:34", "klaar om 9.59", ""),
        ("9.54.00", Phase.LAST_MINUTES, "05:00", "nog 05:00", "klaar om 9.59", "NOG 5 MIN"),
        ("9.56.30", Phase.LAST_MINUTES, "02:30", "nog 02:30", "klaar om 9.59", "NOG 3 MIN"),
        ("9.58.00", Phase.LAST_MINUTE, "01:00", "nog 01:00", "klaar om 9.59", "LAATSTE MINUUT"),
        ("9.59.00", Phase.OVERRUN, "00:00", "Tijd is om", "einde was 9.59", "UITLOOP"),
        ("10.00.05", Phase.OVERRUN, "+01:05", "Uitloop +01:05", "einde was 9.59", "UITLOOP"),
    ],
)
def test_each_phase_has_its_words(
    now: str, phase: Phase, digits: str, plain: str, ready: str, marker: str
) -> None:
    """What is left, the same in words, the end time and a word for the phase."""
    face = _face(in_round_two(), at(now))
    assert (face.phase, face.digits, face.plain, face.ready, face.marker) == (
        phase,
        digits,
        plain,
        ready,
        marker,
    )


def test_interrupted_says_since_when() -> None:
    """An interrupted clock stands still, says since when, and moves its end."""
    face = _face(interrupted(in_round_two(), "9.46.00"), at("9.50.00"))
    assert (face.digits, face.plain) == ("13:00", "Onderbroken sinds 9.46")
    assert (face.ready, face.marker) == ("klaar om 10.03", "ONDERBROKEN")


def test_no_phase_is_told_by_colour_alone() -> None:
    """The four phases with a marker differ in word and in shape."""
    marked = (Phase.LAST_MINUTES, Phase.LAST_MINUTE, Phase.OVERRUN, Phase.INTERRUPTED)
    assert len({marker_word(phase, 200) for phase in marked}) == len(marked)
    assert len({SHAPES[phase] for phase in marked}) == len(marked)


def test_round_is_counted_among_rounds() -> None:
    """The fifth block of the meeting is its second round of three."""
    session = in_round_two()
    block = session.block("r2")
    assert block is not None
    assert block_name(session, block) == BlockName("RONDE 2 VAN 3", "Verdiepen")
    assert short_name(session, block) == "Ronde 2"


def test_a_dropped_round_is_not_counted() -> None:
    """Without its first round the second one is the first of two."""
    session = in_round_two()
    gone = tuple(
        replace(each, withdrawn_at=at("9.00.00")) if each.id == "r1" else each
        for each in session.blocks
    )
    session = replace(session, blocks=gone)
    block = session.block("r2")
    assert block is not None
    assert block_name(session, block).kind == "RONDE 1 VAN 2"


@pytest.mark.parametrize(
    ("block", "name"),
    [
        ("w1", BlockName("WISSELEN", "")),
        ("opening", BlockName("OPENING EN SPELREGELS", "")),
        ("afspraken", BlockName("PLENAIR", "Oplossingen en afspraken")),
        ("evaluatie", BlockName("EVALUATIE", "")),
    ],
)
def test_no_word_stands_twice_in_a_name(block: str, name: BlockName) -> None:
    """A title that opens with what kind of block it is stands alone."""
    session = prepared()
    found = session.block(block)
    assert found is not None
    assert block_name(session, found) == name


def test_before_the_start() -> None:
    """A meeting that has not begun shows the length of its first block, and no drift."""
    face = _face(prepared(), at("8.50.00"))
    assert (face.phase, face.digits, face.plain) == (Phase.PLANNED, "05:00", "duurt 5 min")
    assert (face.ready, face.drift, face.marker) == ("9.00-9.05", "op schema", "")


def test_after_the_last_block() -> None:
    """When all blocks are over nothing counts any more."""
    last = in_round_two()
    over = tuple(
        replace(each, started_at=at("9.00.00"), ended_at=at("9.59.00")) for each in last.blocks
    )
    face = _face(replace(last, blocks=over), at("10.00.00"))
    assert (face.phase, face.digits, face.plain) == (Phase.DONE, "", "")


def test_drift_is_said_and_warned_of() -> None:
    """Later than planned warns; earlier and on time do not."""
    late = _face(in_round_two(), at("9.46.26"))
    assert (late.drift, late.late) == ("loopt 2 min uit", True)
    early = _face(lengthened(in_round_two(), -300), at("9.46.26"))
    assert (early.drift, early.late) == ("3 min voor op het plan", False)
    on_time = _face(running("9.00.03"), at("9.02.00"))
    assert (on_time.drift, on_time.late) == ("op schema", False)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "op schema"),
        (29, "op schema"),
        (-30, "op schema"),
        (30, "loopt 1 min uit"),
        (149, "loopt 2 min uit"),
        (3900, "loopt 1 uur 5 min uit"),
        (-31, "1 min voor op het plan"),
        (-120, "2 min voor op het plan"),
    ],
)
def test_drift_in_words(seconds: int, words: str) -> None:
    """Drift is told in whole minutes, to the nearest."""
    assert drift_words(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"), [(-600, ""), (29, ""), (30, "1 min te laat"), (360, "6 min te laat")]
)
def test_surplus_in_words(seconds: int, words: str) -> None:
    """Only a meeting that misses its end says by how much."""
    assert surplus_words(seconds) == words


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (600, "Nog 10 minuten: Ronde 2"),
        (300, "Nog 5 minuten: Ronde 2"),
        (60, "Laatste minuut: Ronde 2"),
        (0, "Tijd is om: Ronde 2"),
    ],
)
def test_signal_in_words(mark: int, words: str) -> None:
    """A signal says which mark was passed, and of what."""
    assert signal_words(mark, "Ronde 2") == words


def test_reason_in_dutch() -> None:
    """What the system says in English is told in Dutch, once; what we do not know stays."""
    assert reason_words("No space left on device; No space left on device") == "de schijf is vol"
    assert reason_words("Read-only file system") == "de schijf is alleen-lezen"
    assert reason_words("Something odd") == "Something odd"


@given(st.floats(0, 4 * 3600))
def test_any_moment_has_a_face(seconds: float) -> None:
    """At every moment of an afternoon the share is between nothing and all, and words are there."""
    face = _face(in_round_two(), at("9.39.00") + dt.timedelta(seconds=seconds))
    assert 0 <= face.share <= 1
    assert face.digits
    assert face.plain
    assert face.ready


class _Words(App[None]):
    """Words of the clock on a screen, painted as they change."""

    CSS = "ClockWords { height: auto; color: $foreground; }"

    def compose(self) -> ComposeResult:
        yield ClockWords()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the words their colours."""
        return dict(FALLBACK_THEME.variables)

    @property
    def words(self) -> ClockWords:
        """The words."""
        return self.query_one(ClockWords)

    @property
    def said(self) -> list[str]:
        """What there is to say."""
        return [line.rstrip() for line in str(self.words.render()).split("\n")]

    @property
    def painted(self) -> list[str]:
        """What stands on the screen."""
        lines = [strip.text.rstrip() for strip in self.screen._compositor.render_strips()]
        return [line for line in lines if line]


@pytest.mark.parametrize("width", [20, 44])
async def test_words_that_change_are_on_the_screen(width: int) -> None:
    """Painting only the lines that change leaves on the screen all that there is to say."""
    app = _Words()
    async with app.run_test(size=(width, 8)) as pilot:
        for now in ("9.46.26", "9.46.27", "9.54.00", "9.59.00", "10.00.05"):
            app.words.face = _face(in_round_two(), at(now))
            app.words.hint = "F9 bijsturen" if now == "9.59.00" else ""
            await until(pilot, lambda: app.painted == app.said)
            assert app.words.face.plain in app.said[0]
        app.words.face = _face(prepared(), at("9.00.00"))
        await until(pilot, lambda: app.painted[0].startswith("duurt 5 min"))
        assert not any("━" in line for line in app.painted)


async def test_a_question_takes_the_place_of_the_words() -> None:
    """Where it is narrow only what is left stays while a question stands there."""
    app = _Words()
    async with app.run_test(size=(20, 8)) as pilot:
        app.words.face = _face(in_round_two(), at("9.46.26"))
        await until(pilot, lambda: len(app.painted) == 3)
        app.words.only_remaining = True
        await until(pilot, lambda: app.painted == ["nog 12:34"])
        app.words.only_remaining = False
        await until(pilot, lambda: len(app.painted) == 3)
