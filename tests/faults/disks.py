"""P5, P12, P13 and P18: a disk that is full or read-only, other hands, modes and links."""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.faults.terminal import QUIT, Sandbox, sandbox
from tests.faults.trials import Case, Extent, Figures, NotHereError, Trial, always, small_disk

_PIECES = (1 << 16, 1 << 12, 1 << 9, 1)


def _fill(folder: Path) -> None:
    """Take every byte that is left."""
    with (folder / "ballast").open("ab", buffering=0) as file:
        for size in _PIECES:
            try:
                while file.write(bytes(size)):
                    pass
            except OSError:
                continue


def full_disk() -> Figures:
    """A full disk is told, loses nothing, keeps a person from leaving, and mends by itself."""
    with small_disk() as disk, sandbox(disk) as box:
        terminal = box.opened()
        terminal.say("voor het vol was")
        terminal.until(lambda: "voor het vol was" in box.recorded().notes, "saved")
        _fill(disk)
        words = [f"toen vol {number} " + "x" * 3000 for number in range(4)]
        for word in words:
            terminal.say(word)
        terminal.until_shown("NIET OPGESLAGEN")
        assert box.recorded().notes[0] == "voor het vol was"
        terminal.type(QUIT)
        terminal.until_shown("Nog niet alles is opgeslagen")
        assert terminal.alive
        (disk / "ballast").unlink()
        terminal.until(lambda: len(box.recorded().notes) == 5, "saved when there was room")
        assert terminal.leave() == 0
        assert box.recorded().notes == ("voor het vol was", *words)
        return {"volle schijven": 1}


def read_only_folder() -> Figures:
    """A folder in which nothing can be written: to read only, with the reason, and unchanged."""
    with small_disk() as disk, sandbox() as box:
        there = disk / box.record.name
        there.write_bytes(box.record.read_bytes())
        _mount(disk, "ro")
        before = there.read_bytes()
        terminal = box.terminal("open", str(there))
        terminal.until_shown("kan niets worden bewaard")
        terminal.say("dit kan niet")
        assert terminal.leave() == 0
        assert there.read_bytes() == before
        _mount(disk, "rw")
        return {"mappen": 1}


def _mount(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=True)  # noqa: S603, S607


# Another hand at the record while it is open.


def _edited(box: Sandbox) -> None:
    text = box.record.read_text(encoding="utf-8")
    box.record.write_text(text.replace("Proef leersessie", "Met de hand"), encoding="utf-8")


def _renamed_onto(box: Sandbox) -> None:
    new = box.record.with_name("editor.tmp")
    new.write_text(
        box.record.read_text(encoding="utf-8").replace("Proef leersessie", "Met de hand"),
        encoding="utf-8",
    )
    new.replace(box.record)


def _broken(box: Sandbox) -> None:
    box.record.write_text('title = "Met de hand', encoding="utf-8")


def _deleted(box: Sandbox) -> None:
    box.record.unlink()


def _folder(box: Sandbox) -> None:
    box.record.unlink()
    box.record.mkdir()


HANDS: dict[str, Callable[[Sandbox], None]] = {
    "bewerkt": _edited,
    "vervangen": _renamed_onto,
    "kapot gemaakt": _broken,
    "verwijderd": _deleted,
    "door een map vervangen": _folder,
}


def other_hand(how: str) -> Figures:
    """The record is changed while it is open: what both wrote is kept."""
    with sandbox() as box:
        terminal = box.opened()
        terminal.say("eerst gezegd")
        terminal.until(lambda: "eerst gezegd" in box.recorded().notes, "saved")
        HANDS[how](box)
        terminal.say("daarna gezegd")
        terminal.until_shown("daarna gezegd")
        if how == "door een map vervangen":
            terminal.until_shown("NIET OPGESLAGEN")
            box.record.rmdir()
        terminal.until(lambda: _says(box, "daarna gezegd"), "saved")
        assert terminal.leave() == 0
        assert not terminal.fell
        assert {"eerst gezegd", "daarna gezegd"} <= set(box.recorded().notes)
        if how in ("bewerkt", "vervangen", "kapot gemaakt"):
            assert box.holds("Met de hand", but=None), "what the other hand wrote is gone"
            kept = list(box.state.rglob("*conflict*"))
            assert kept, "no copy was kept of what the other hand wrote"
        return {"andere handen": 1}


def _says(box: Sandbox, text: str) -> bool:
    try:
        return text in box.recorded().notes
    except Exception:  # it may be half of another hand's work
        return False


def two_copies() -> Figures:
    """The second program is told who has it and writes nothing; when the first dies it may."""
    with sandbox() as box:
        first = box.opened()
        first.say("van de eerste")
        first.until(lambda: "van de eerste" in box.recorded().notes, "saved")
        second = box.terminal()
        second.until_shown("alleen lezen")
        second.until_shown(f"programma {first.program.pid}", str(first.program.pid))
        before = box.record.read_bytes()
        second.say("van de tweede")
        assert second.leave() == 0
        assert box.record.read_bytes() == before
        first.say("en nog iets")
        first.until(lambda: "en nog iets" in box.recorded().notes, "saved on")
        first.kill()
        third = box.opened()
        third.say("van de derde")
        third.until(lambda: "van de derde" in box.recorded().notes, "saved after the crash")
        assert third.leave() == 0
        assert box.recorded().notes == ("van de eerste", "en nog iets", "van de derde")
        return {"programma's": 3}


# Modes and links.


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def modes() -> Figures:
    """Every file with text is for its owner only, in use and afterwards; an owner's mode stays."""
    with sandbox() as box:
        box.record.chmod(0o640)
        before = os.umask(0)
        try:
            terminal = box.opened()
        finally:
            os.umask(before)
        terminal.say("vertrouwelijk")
        terminal.until(lambda: "vertrouwelijk" in box.recorded().notes, "saved")
        seen = _too_open(box)
        assert terminal.leave() == 0
        seen += _too_open(box)
        assert not seen, seen
        assert _mode(box.record) == 0o640
        assert not list(box.temporary.rglob("*")), "something was left in the temporary folder"
        return {"bestanden": len([path for path in box.root.rglob("*") if path.is_file()])}


def _too_open(box: Sandbox) -> list[str]:
    return [
        f"{path.relative_to(box.root)}: {_mode(path):o}"
        for path in box.root.rglob("*")
        if path.is_file() and path != box.record and _mode(path) & 0o077
    ]


def linked_record() -> Figures:
    """A record that is a link stays one; its target is written."""
    with sandbox() as box:
        target = box.root / "elders.toml"
        box.record.replace(target)
        box.record.symlink_to(target)
        terminal = box.opened()
        terminal.say("door de link")
        terminal.until(lambda: "door de link" in box.recorded().notes, "saved")
        assert terminal.leave() == 0
        assert box.record.is_symlink()
        assert "door de link" in target.read_text(encoding="utf-8")
        return {"links": 1}


def planted_links() -> Figures:
    """Links that somebody put where this program makes files are not written through."""
    with sandbox() as box:
        victim = box.root / "slachtoffer"
        victim.write_text("blijft zo", encoding="utf-8")
        box.state.parent.mkdir(parents=True)
        planted = (
            box.record.with_name(f".{box.record.name}.lock"),
            box.record.with_name(f".{box.record.name}.tmp"),
            box.record.with_name(f"{box.record.name}~"),
        )
        for link in planted:
            link.symlink_to(victim)
        terminal = box.terminal()
        terminal.until_shown("Onderbreken", "alleen lezen")
        terminal.say("niet door de link")
        assert terminal.leave() == 0
        assert victim.read_text(encoding="utf-8") == "blijft zo"
        return {"links": len(planted)}


def not_in_the_process_list() -> Figures:
    """No text of a meeting stands in the arguments of the program or the title of its window."""
    if not Path("/proc/self/cmdline").exists():
        raise NotHereError("dit systeem heeft geen /proc")
    with sandbox() as box:
        terminal = box.opened()
        terminal.say("vertrouwelijk")
        terminal.until(lambda: "vertrouwelijk" in box.recorded().notes, "saved")
        told = Path(f"/proc/{terminal.program.pid}/cmdline").read_bytes()
        assert b"vertrouwelijk" not in told
        assert b"Proef leersessie" not in told
        assert "leersessie" not in terminal.screen.title
        assert terminal.leave() == 0
        return {"programma's": 1}


def _full(extent: Extent) -> Iterator[Case]:
    yield Case("vol tijdens het typen", full_disk)
    yield Case("map waar niets in mag", read_only_folder)


def _hands(extent: Extent) -> Iterator[Case]:
    for how in HANDS:
        yield Case(how, partial(other_hand, how))


def _modes(extent: Extent) -> Iterator[Case]:
    yield Case("rechten van bestanden", modes)
    yield Case("een verslag dat een link is", linked_record)
    yield Case("klaargelegde links", planted_links)
    yield Case("proceslijst en vensternaam", not_in_the_process_list)


TRIALS = (
    Trial("P5", "een volle of dichte schijf", _full),
    Trial("P12", "twee keer geopend", always(Case("drie programma's", two_copies))),
    Trial("P13", "een andere hand", _hands),
    Trial("P18", "wie wat lezen kan", _modes),
)
