"""What of the promises can be tried in seconds; `python -m tests.faults` tries all at length."""

from __future__ import annotations

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("these tests need a pseudo-terminal", allow_module_level=True)

from tests.faults import contents, crashes, disks, endings, texts
from tests.faults.trials import NotHereError

pytestmark = pytest.mark.faults


def test_a_kill_loses_neither_a_note_nor_half_a_line() -> None:
    """P1 and P2: after a kill the next start has all of it, and asks nothing."""
    crashes.killed_with_half_a_line()


@pytest.mark.parametrize("at", [1, 4, 9, 14, 20])
def test_the_program_dies_at_an_operation(at: int) -> None:
    """P3: whichever operation is the last, the record is whole and has what was saved."""
    crashes.operation_is_the_last(at)


@pytest.mark.parametrize(("at", "goes_on"), [(0, True), (2, False), (4, True), (12, False)])
def test_an_operation_fails(at: int, goes_on: bool) -> None:
    """P3: a save that fails is told, and all is saved once it can be."""
    crashes.operation_fails(at, crashes.CODES[at % len(crashes.CODES)], goes_on=goes_on)


def test_power_cuts() -> None:
    """P4: whatever a power cut leaves of the folder opens with all that was saved."""
    assert crashes.power_cuts()["toestanden na stroomuitval"] > 20


def test_full_disk() -> None:
    """P5: a full disk is told, loses nothing, and mends by itself."""
    try:
        disks.full_disk()
    except NotHereError as reason:
        pytest.skip(str(reason))


def test_signal() -> None:
    """P6: all that was typed is saved, the terminal is given back, the code says so."""
    endings.ended_by_signal("SIGTERM")


def test_closed_window() -> None:
    """P6: a closed window costs nothing."""
    endings.window_closed()


def test_stopped_and_set_going() -> None:
    """P6 and P14: a program that was stopped goes on, ends, and gives the terminal back."""
    endings.stood_still("SIGSTOP", 0.5)


def test_own_layout() -> None:
    """P9 and P10: opening changes not a byte, unknown keys survive."""
    contents.layout("vreemde sleutels")


def test_newer_version() -> None:
    """P11: a record of a later version is shown and not written."""
    contents.newer()


def test_two_copies() -> None:
    """P12: the second program is told who has it; a crash leaves no lock."""
    disks.two_copies()


def test_another_hand() -> None:
    """P13: what both hands wrote is kept."""
    disks.other_hand("vervangen")


def test_bytes_that_are_no_text() -> None:
    """P15 and P16: in the C locale, bytes that are not UTF-8 are taken and typing goes on."""
    texts.odd_bytes("Latin-1")


def test_burst_of_keys() -> None:
    """P16: 20 kB typed at once is one note."""
    texts.burst()


def test_the_check_on_commands_can_fail() -> None:
    """A name of a window, a C1 sign, a turned line and a text as it stood are each found."""
    for sent in ("\x1b]2;x\x07", "\x9b2J", "a\u202eb", "a\x1b[5;6rb"):
        assert texts.commanded(sent.encode(), texts.PAYLOADS)
    assert texts.commanded(b"\x1b]22;default\x07\x1b[1;31mgewoon\x1b[0m", texts.PAYLOADS) == []


def test_texts_that_command() -> None:
    """P17: no text of a record gets to the terminal as a command."""
    texts.hostile_record(texts.PAYLOADS)


def test_modes() -> None:
    """P18: what was typed is for its owner only."""
    disks.modes()


def test_names() -> None:
    """P19: a title never becomes a path."""
    contents.names()


def test_wiping() -> None:
    """P22: after wiping no file of this program holds a word of the meeting."""
    contents.wiped()


def test_each_promise_is_tried() -> None:
    """The full part has something to try for every promise that is made."""
    from tests.faults.__main__ import TRIALS

    made = {f"P{number}" for number in range(1, 23)}
    assert {promise for trial in TRIALS for promise in trial.promise.split()} == made
