"""P1 to P4: the program dies at any moment, and the disk fails or loses power at any operation."""

from __future__ import annotations

import errno
import random
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from sessiecoach.live.clock import RoomClock, this_machine
from sessiecoach.live.opening import Opened, open_to_work
from sessiecoach.storage.records import read_record
from tests.faults.failing_disk import DiedError, FailingDisk
from tests.faults.terminal import ENTER, Sandbox, sandbox
from tests.faults.trials import Case, Extent, Figures, Trial, always

LOST_SECONDS = 1.0
"""So much of what was last typed may be lost when the program is killed."""
CODES = (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT)


def killed_at_random(seed: int) -> Figures:
    """Type, kill at a random moment, and start again: what was typed a second before is there."""
    draw = random.Random(seed)  # noqa: S311  not a secret
    with sandbox() as box:
        terminal = box.opened()
        words: list[str] = []
        seen_at: dict[int, float] = {}
        end = time.monotonic() + draw.uniform(0.05, 4)
        confirmed = True
        while time.monotonic() < end:
            words.append(f"w{len(words):02}x{draw.randrange(10**5):05}")
            confirmed = draw.random() < 0.7
            for key in (*words[-1], ENTER if confirmed else " "):
                terminal.type(key)
                terminal.look(0.02)
                if words[-1] in terminal.text:
                    seen_at.setdefault(len(words) - 1, time.monotonic())
        if not confirmed and draw.random() < 0.5:  # a line that nobody goes on with
            still = time.monotonic() + 1.5
            while time.monotonic() < still:
                terminal.look()
                if words[-1] in terminal.text:
                    seen_at.setdefault(len(words) - 1, time.monotonic())
        terminal.kill()
        killed_at = time.monotonic()
        due = [n for n, at in seen_at.items() if at < killed_at - LOST_SECONDS]
        sure = words[: max(due) + 1] if due else []
        read_record(box.record)  # raises where it is broken
        again = box.opened()
        if sure:
            again.until(lambda: _all_in(box, sure), f"brought back: {sure}")
        again.say("weer verder")  # behind a line that came back half-typed, where there is one
        again.until(lambda: "weer verder" in box.recorded().text, "saved on")
        assert again.leave() == 0
        _nothing_is_missing(box, [*sure, "weer verder"])
        return {"kills": 1, "woorden": len(words)}


def _all_in(box: Sandbox, words: list[str]) -> bool:
    text = f"{box.recorded().text}\n{box.journaled()}"
    return all(word in text for word in words)


def _nothing_is_missing(box: Sandbox, words: list[str]) -> None:
    text = box.recorded().text
    missing = [word for word in words if word not in text]
    assert not missing, f"lost: {missing}"


def killed_with_half_a_line() -> Figures:
    """What stood on the screen as saved, and a line without its Enter, is there after a kill."""
    with sandbox() as box:
        terminal = box.opened()
        terminal.say("eerst gezegd")
        terminal.until(lambda: "eerst gezegd" in box.recorded().notes, "saved")
        terminal.type("half getypt")
        terminal.until(lambda: "half getypt" in box.journaled(), "saved half")
        terminal.kill()
        assert "half getypt" not in box.recorded().text  # nobody confirmed it
        again = box.opened()
        again.until_shown("half getypt")
        again.type(" en af" + ENTER)
        again.until(lambda: "half getypt en af" in box.recorded().notes, "saved whole")
        assert again.leave() == 0
        assert box.recorded().notes == ("eerst gezegd", "half getypt en af")
        assert not again.fell
        return {"kills": 1}


# The rest happens within this process, so that every operation can be tried.


def _open(box: Sandbox) -> Opened:
    return open_to_work(box.record, box.state, RoomClock(this_machine()))


def _say_and_save(opened: Opened, words: list[str], safe: list[str]) -> None:
    """Say five things, one with a half-typed line, saving after each."""
    assert opened.writer is not None
    for number in range(5):
        words.append(f"woord{number}")
        opened.live.add("notes", text=words[-1])
        if number == 3:
            opened.live.hold("half gezegd")
        saved = opened.writer.save_now()
        opened.live.saved(saved)
        if not saved.reason:
            safe[:] = words
    if not opened.leave():
        safe[:] = words


def _dropped(opened: Opened) -> None:
    """Let go as the system does of a program that died."""
    if opened.writer is not None:
        opened.writer.close()
    if opened.lock is not None:
        opened.lock.release()


def _operations() -> int:
    with sandbox() as box:
        disk = FailingDisk(box.record.parent)
        with disk.in_place():
            _say_and_save(_open(box), [], [])
        return disk.count


def operation_is_the_last(at: int) -> Figures:
    """The program dies at this operation: the record is whole and no saved word is lost."""
    with sandbox() as box:
        disk = FailingDisk(box.record.parent, fails_at=at, dies=True)
        words: list[str] = []
        safe: list[str] = []
        with disk.in_place():
            opened = None
            try:
                opened = _open(box)
                _say_and_save(opened, words, safe)
            except DiedError:
                if opened is not None:
                    _dropped(opened)
        read_record(box.record)
        _kept(box, safe)
        left = [path.name for path in box.record.parent.iterdir() if path.suffix == ".tmp"]
        assert not left, f"litter after the next start: {left}"
        return {"bewerkingen die de laatste waren": 1}


def operation_fails(at: int, code: int, *, goes_on: bool) -> Figures:
    """The operation fails, once or until mended: it is said, and all is saved afterwards."""
    with sandbox() as box:
        disk = FailingDisk(box.record.parent, fails_at=at, code=code, goes_on=goes_on)
        words: list[str] = []
        with disk.in_place():
            opened = _open(box)
            if opened.writer is None:  # it could not be opened to work, and said so
                opened.leave()
                disk.mend()
                opened = _open(box)
            assert opened.writer is not None
            for number in range(5):
                words.append(f"woord{number}")
                opened.live.add("notes", text=words[-1])
                failed_before = goes_on and disk.count > at
                saved = opened.writer.save_now()
                opened.live.saved(saved)
                assert saved.reason or not failed_before, "a save that failed was not told"
                read_record(box.record)
            disk.mend()
            assert opened.writer.save_now().reason == ""
            assert opened.leave() == ""
        assert box.recorded().notes == tuple(words)
        return {"bewerkingen die mislukten": 1}


def _kept(box: Sandbox, words: list[str]) -> None:
    brought = box.brought_back()
    missing = [word for word in words if word not in brought.notes]
    assert not missing, f"lost: {missing}"


def power_cuts() -> Figures:
    """Whatever a power cut leaves, at any operation, opens with all that was saved."""
    with sandbox() as box:
        safe: list[str] = []
        states: dict[tuple[tuple[str, bytes], ...], tuple[tuple[str, ...], Path]] = {}
        journals = box.root / "journals"

        def noted() -> None:
            journal = journals / str(disk.count)
            if box.state.exists():
                shutil.copytree(box.state, journal, dirs_exist_ok=True)
            for state in disk.after_a_cut():
                states.setdefault(state, (tuple(safe), journal))

        disk = FailingDisk(box.record.parent, noted=noted)
        with disk.in_place():
            _say_and_save(_open(box), [], safe)
        for state, (words, journal) in states.items():
            shutil.rmtree(box.record.parent)
            box.record.parent.mkdir()
            for name, data in state:
                (box.record.parent / name).write_bytes(data)
            shutil.rmtree(box.state, ignore_errors=True)
            with suppress(FileNotFoundError):
                shutil.copytree(journal, box.state)
            read_record(box.record)
            _kept(box, list(words))
        return {"bewerkingen": disk.count, "toestanden na stroomuitval": len(states)}


def _kills(extent: Extent) -> Iterator[Case]:
    yield Case("een halve regel", killed_with_half_a_line)
    for loop in range(extent.loops):
        seed = extent.seed * 1000 + loop
        yield Case(f"zaad {seed}", partial(killed_at_random, seed))


def _last_operations(extent: Extent) -> Iterator[Case]:
    for at in range(_operations()):
        yield Case(f"bewerking {at}", partial(operation_is_the_last, at))


def _failing_operations(extent: Extent) -> Iterator[Case]:
    for at in range(_operations()):
        for code in CODES:
            for goes_on in (False, True):
                how = "blijvend" if goes_on else "eenmaal"
                name = f"bewerking {at}, {errno.errorcode[code]}, {how}"
                yield Case(name, partial(operation_fails, at, code, goes_on=goes_on))


TRIALS = (
    Trial("P1 P2", "afbreken op een willekeurig moment", _kills),
    Trial("P3", "elke bewerking van een opslag is de laatste", _last_operations),
    Trial("P3", "elke bewerking van een opslag mislukt", _failing_operations),
    Trial("P4", "stroomuitval", always(Case("elke toestand", power_cuts))),
)
