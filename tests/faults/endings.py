"""P6, P7 and P14: signals, a closed window, errors nobody foresaw, a program that stood still."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from functools import partial

from tests.faults.terminal import Sandbox, Terminal, sandbox
from tests.faults.trials import Case, Extent, Figures, Trial

SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT")
GONE_SECONDS = 3.0
"""So soon after a signal the program is gone, on a machine that has nothing else to do."""
PLACES = ("handler", "worker", "timer", "task", "thread")
"""Where an error can arise that nobody foresaw."""
_NOTE = "het geheim van mevrouw A"
_FALLS = f"""
import asyncio, gc, os, sys, threading, time
place, go = sys.argv.pop(1), sys.argv.pop(1)

def fall(*_):
    note = {_NOTE!r}
    raise RuntimeError(note)

async def fall_later():
    fall()

def wait():
    from textual.app import App
    while not os.path.exists(go):
        time.sleep(0.02)
    if place == "thread":
        fall()
    gc.unfreeze()  # what was there at the start is kept out of sight
    app = next(each for each in gc.get_objects() if isinstance(each, App))
    loop = app._loop_of_app if hasattr(app, "_loop_of_app") else app._loop
    acts = {{
        "handler": lambda: app.call_later(fall),
        "worker": lambda: app.run_worker(fall_later()),
        "timer": lambda: app.call_later(app.set_timer, 0.01, fall),
        "task": lambda: tasks.append(loop.create_task(fall_later())),
    }}
    tasks = []
    loop.call_soon_threadsafe(acts[place])
    if place == "task":
        time.sleep(0.3)
        loop.call_soon_threadsafe(lambda: (tasks.clear(), gc.collect()))

threading.Thread(target=wait, daemon=True).start()
from sessiecoach.cli import main
sys.exit(main())
"""


def _typing(box: Sandbox) -> Terminal:
    """Start, confirm a note and leave a line half-typed, without waiting for any save."""
    terminal = box.opened()
    terminal.say("net gezegd")
    terminal.type("half getypt")
    terminal.until_shown("half getypt")
    return terminal


def _all_is_there(box: Sandbox) -> None:
    brought = box.brought_back()
    assert "net gezegd" in brought.notes, brought
    assert "half getypt" in brought.half, brought


def ended_by_signal(name: str) -> Figures:
    """A signal ends the program: all is saved, the terminal is given back, the code says so."""
    with sandbox() as box:
        terminal = _typing(box)
        number = getattr(signal, name)
        terminal.signal(number)
        assert terminal.ended() == 128 + number
        assert terminal.given_back == []
        assert not terminal.fell
        assert "net gezegd" in box.recorded().notes
        _all_is_there(box)
        return {"signalen": 1}


def ended_soon(name: str) -> Figures:
    """The program is gone soon after the signal."""
    with sandbox() as box:
        terminal = _typing(box)
        began = time.monotonic()
        terminal.signal(getattr(signal, name))
        terminal.ended()
        took = time.monotonic() - began
        assert took < GONE_SECONDS, f"took {took:.1f} s"
        _all_is_there(box)
        return {"signalen": 1}


def window_closed() -> Figures:
    """The window is closed: the program ends by itself, and all that was typed is there."""
    with sandbox() as box:
        terminal = _typing(box)
        terminal.hang_up()
        terminal.ended()
        _all_is_there(box)
        return {"gesloten vensters": 1}


def stood_still(name: str, seconds: float) -> Figures:
    """Stopped and set going again: the screen is drawn anew, typing goes on, nothing is lost."""
    with sandbox() as box:
        terminal = _typing(box)
        terminal.signal(getattr(signal, name))
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            terminal.look()
        terminal.signal(signal.SIGCONT)
        terminal.type(" en verder\r")
        terminal.until(lambda: "half getypt en verder" in box.recorded().notes, "saved on")
        assert terminal.alive
        if seconds > 5:
            terminal.until_shown("sliep", "stond stil", "doorgeteld")
        assert terminal.leave() == 0
        assert terminal.given_back == []
        return {"keren stilgezet": 1}


def fell(place: str) -> Figures:
    """An error arises: all is saved, nothing that was typed is shown or kept in the report."""
    with sandbox() as box:
        go = box.root / "go"
        terminal = box.terminal(place, str(go), "open", str(box.record), program=("-c", _FALLS))
        terminal.until_shown("Onderbreken")
        terminal.say("net gezegd")
        terminal.type("half getypt")
        terminal.until_shown("half getypt")
        mark = len(terminal.shown_bytes)
        go.touch()
        assert terminal.ended() not in (0, None)
        said = bytes(terminal.shown_bytes[mark:])
        assert _NOTE.encode() not in said
        after = said[said.rfind(b"\x1b[?1049l") :]  # what stands on the terminal afterwards
        assert b"net gezegd" not in after
        assert b"half getypt" not in after
        assert terminal.given_back == []
        reports = list(box.state.glob("crashes/*.txt"))
        assert len(reports) == 1, "no report was kept"
        report = reports[0].read_text(encoding="utf-8")
        assert "RuntimeError" in report, report
        for text in (_NOTE, "net gezegd", "half getypt"):
            assert text not in report
        _all_is_there(box)
        return {"fouten": 1}


def _endings(extent: Extent) -> Iterator[Case]:
    for name in SIGNALS:
        for loop in range(max(1, extent.loops // 5)):
            yield Case(f"{name}, {loop + 1}", partial(ended_by_signal, name))
        yield Case(f"{name}, binnen {GONE_SECONDS:.0f} s", partial(ended_soon, name))
    for loop in range(max(1, extent.loops // 5)):
        yield Case(f"venster dicht, {loop + 1}", window_closed)


def _falls(extent: Extent) -> Iterator[Case]:
    for place in PLACES:
        yield Case(place, partial(fell, place))


def _pauses(extent: Extent) -> Iterator[Case]:
    yield Case("ctrl+z van buiten", partial(stood_still, "SIGTSTP", 1))
    if sys.platform != "win32":
        yield Case("zeven seconden stil", partial(stood_still, "SIGSTOP", 7))


TRIALS = (
    Trial("P6", "signalen en een gesloten venster", _endings),
    Trial("P7", "een fout in het programma", _falls),
    Trial("P14", "het programma stond stil", _pauses),
)
