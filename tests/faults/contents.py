"""P8 to P11 and P19 to P22: what stands in files, what they are called, and what is handed on."""

from __future__ import annotations

import csv
import io
import random
import re
import shutil
import stat
import tomllib
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from html.parser import HTMLParser
from itertools import cycle
from pathlib import Path

from sessiecoach.domain.privacy import personal_signs
from sessiecoach.storage.files import safe_name
from sessiecoach.storage.home import shipped
from sessiecoach.storage.new_file import create_whole
from tests.faults.terminal import ENTER, Sandbox, Terminal, sandbox
from tests.faults.texts import PAYLOADS, toml_text
from tests.faults.trials import Case, Extent, Figures, Trial, always

Spoils = Callable[[bytes], bytes]

BROKEN: Mapping[str, Spoils] = {
    "leeg": lambda _: b"",
    "half": lambda data: data[: len(data) // 2],
    "3.000 haken": lambda data: data + b"\nx = " + b"[" * 3000,
    "getal van 5.000 cijfers": lambda data: data + b"\nx = " + b"9" * 5000,
    "niet UTF-8": lambda data: data.replace(b"Proef", b"Pro\xe9f"),
    "NUL": lambda data: data.replace(b"Proef", b"Pro\x00f"),
    "UTF-16": lambda data: data.decode().encode("utf-16"),
    "aanhaling open": lambda data: data.replace(b'title = "', b"title = ", 1),
    "sleutel tweemaal": lambda data: data + b'\n[session]\nid = "x"\n',
    "samenvoegtekens": lambda data: b"<<<<<<< a\n" + data,
    "datum die er niet is": lambda data: re.sub(
        rb"date = \S+", b"date = 2026-02-30", data, count=1
    ),
    "tekst voor getal": lambda data: data.replace(b"number = 1", b'number = "een"', 1),
    "lijst voor tabel": lambda data: data.replace(b"[session]", b"[[session]]", 1),
    "elf megabyte": lambda data: data + b"# " + b"x" * 11_000_000,
    "geen TOML": lambda _: random.Random(1).randbytes(4000),  # noqa: S311  not a secret
}
LAYOUTS: Mapping[str, Spoils] = {
    "met BOM": lambda data: b"\xef\xbb\xbf" + data,
    "CRLF": lambda data: data.replace(b"\n", b"\r\n"),
    "commentaar": lambda data: b"# van mij\n" + data + b"# tot slot\n",
    "spaties en tabs": lambda data: data.replace(b" = ", b"\t=   ").replace(b"\n\n", b"  \n\t\n"),
    "zonder laatste regeleinde": lambda data: data.rstrip(b"\n"),
    "losse accenten": lambda data: data.replace(b"Proef", "Proe\u0301f".encode()),
    "vreemde sleutels": lambda data: (
        data.replace(b"[session]\n", b"[session]\nmijn_eigen = 7\n", 1)
        + b'\n[van_later]\nwat = ["a", { b = 1 }]\n'
    ),
}
TITLES = (
    "../../etc/passwd",
    "..\\..\\windows\\system32",
    "/absoluut/pad",
    "C:\\map\\bestand",
    "con",
    "NUL.toml",
    "com1",
    ".",
    "..",
    "",
    "   ",
    "-rf *",
    "~/thuis",
    "$HOME `id` $(id)",
    "naam\x00met nul",
    "naam\nmet regel",
    "\x1b]2;x\x07",
    "\u202eomgekeerd",
    "a" * 500,
    "é" * 200,
    "日本語",
    "👩‍👩‍👧",
    "aux.",
    "eindigt. ",
    "a:b|c<d>e?f*",
    "%2e%2e%2f",
)
FORMULAS = (
    "=1+1",
    "+31612345678",
    "-1+2",
    "@SUM(A1)",
    "\t=1+1",
    "  =1+1",
    '"=1+1',
    "＝1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://voorbeeld.nl";"klik")',
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</td></body><h1>x",
    "javascript:alert(1)",
    "[klik](javascript:alert(1))",
    "![beeld](file:///etc/passwd)",
    '#read("geheim.txt") $5 @jan',
    "\\input{/etc/passwd}",
    '{ INCLUDETEXT "/etc/passwd" }',
    "BEGIN:VALARM",
    "x\r\nATTACH:file:///etc/passwd",
    *PAYLOADS.values(),
)
_OF_A_TABLE = 10
"""So many of them are meant for a spreadsheet."""
_WORD = "zwaluwstaart"


def broken(name: str) -> Figures:
    """A broken file is named with its place, is not opened, and stays as it is."""
    with sandbox() as box:
        data = BROKEN[name](box.record.read_bytes())
        box.record.write_bytes(data)
        checked = box.run("check", str(box.record))
        said = (checked.stdout + checked.stderr).decode()
        assert checked.returncode == 1, said
        assert "proef.toml" in said
        assert "Traceback" not in said
        terminal = box.terminal()
        terminal.until(lambda: not terminal.alive or "proef.toml" in terminal.text, "told")
        if terminal.alive:
            terminal.leave()
        assert not terminal.fell
        assert box.record.read_bytes() == data, "the broken file was changed"
        return {"kapotte bestanden": 1}


def spoiled_at_random(seed: int) -> Figures:
    """A few bytes of a record are other ones: it is read or refused, and never changed."""
    draw = random.Random(seed)  # noqa: S311  not a secret
    with sandbox() as box:
        good = box.record.read_bytes()
        files = []
        for number in range(40):
            data = bytearray(good)
            for _ in range(draw.randint(1, 4)):
                at = draw.randrange(len(data))
                if draw.random() < 0.5:
                    data[at] = draw.randrange(256)
                else:
                    del data[at : at + draw.randint(1, 60)]
            files.append(box.record.with_name(f"m{number}.toml"))
            files[-1].write_bytes(data)
        before = [file.read_bytes() for file in files]
        checked = box.run("check", *map(str, files))
        assert checked.returncode in (0, 1)
        assert b"Traceback" not in checked.stdout + checked.stderr
        assert [file.read_bytes() for file in files] == before
        return {"kapotte bestanden": len(files)}


def layout(name: str) -> Figures:
    """Opening changes not a byte; typing keeps every value, and the file as it was is kept once."""
    with sandbox() as box:
        data = LAYOUTS[name](box.record.read_bytes())
        box.record.write_bytes(data)
        assert box.run("check", str(box.record)).returncode == 0 or name == "vreemde sleutels"
        terminal = box.opened()
        assert terminal.leave() == 0
        assert box.record.read_bytes() == data, "opening changed the file"
        terminal = box.opened()
        terminal.say("erbij gezegd")
        terminal.until(lambda: "erbij gezegd" in box.recorded().notes, "saved")
        assert terminal.leave() == 0
        old = tomllib.loads(data.decode("utf-8-sig"))
        new = tomllib.loads(box.record.read_text(encoding="utf-8"))
        _values_stay(old, new)
        if name == "commentaar":
            kept = [path for path in box.state.rglob("*") if path.is_file()]
            assert any(path.read_bytes() == data for path in kept), "its layout was not kept"
        return {"opmaken": 1}


def _values_stay(old: object, new: object, where: str = "") -> None:
    if isinstance(old, dict):
        assert isinstance(new, dict), where
        for key, value in old.items():
            assert key in new, f"{where}.{key} is gone"
            _values_stay(value, new[key], f"{where}.{key}")
    elif isinstance(old, list):
        assert isinstance(new, list), where
        assert len(new) >= len(old), where
        for number, (one, other) in enumerate(zip(old, new, strict=False)):
            _values_stay(one, other, f"{where}[{number}]")
    else:
        assert old == new, where


def newer() -> Figures:
    """A record of a later version is shown, said to be so, and not written."""
    with sandbox() as box:
        data = box.record.read_bytes().replace(b"schema = 1", b"schema = 99", 1)
        box.record.write_bytes(data)
        terminal = box.terminal()
        terminal.until_shown("nieuwere versie")
        terminal.say("dit kan niet")
        assert terminal.leave() == 0
        assert box.record.read_bytes() == data
        return {"nieuwere bestanden": 1}


def names() -> Figures:
    """Whatever a title is, the name made of it stays in its folder and overwrites nothing."""
    with sandbox() as box:
        folder = box.root / "namen"
        folder.mkdir()
        for title in TITLES:
            name = safe_name(title)
            assert re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,60}[a-z0-9])?", name), name
            assert len(name) <= 62
            assert name not in ("con", "nul", "aux", "prn", "com1", "lpt1")
            path = folder / f"{name}.toml"
            if not path.exists():
                create_whole(path, b"eerste")
            try:
                create_whole(path, b"tweede")
            except FileExistsError:
                pass
            else:
                raise AssertionError(f"{name} was overwritten")
        assert {path.read_bytes() for path in folder.iterdir()} == {b"eerste"}
        assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in folder.iterdir())
        return {"titels": len(TITLES)}


# What is handed on.


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "img", "iframe", "object", "embed", "form", "link", "base"):
            self.found.append(tag)
        for key, value in attributes:
            outside = key in ("href", "src", "action") and not (value or "").startswith("#")
            if key.startswith("on") or outside:
                self.found.append(f"{tag} {key}={value}")


def _web_page(data: bytes) -> list[str]:
    tags = _Tags()
    tags.feed(data.decode("utf-8"))
    return tags.found


def _word(data: bytes) -> list[str]:
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            text = parts.read(name).decode("utf-8", "replace")
            if name.endswith(".rels") and 'TargetMode="External"' in text:
                found.append(f"{name}: external")
            if name == "word/document.xml":
                fields = re.findall(r"<w:instrText[^>]*>([^<]*)", text)
                found += [field for field in fields if "INCLUDE" in field or "HYPERLINK" in field]
    return found


def _pdf(data: bytes) -> list[str]:
    return [
        name.decode()
        for name in (b"/JavaScript", b"/JS", b"/Launch", b"/URI", b"/EmbeddedFile", b"/SubmitForm")
        if re.search(name + rb"[\s(<\[/]", data)
    ]


def _table(data: bytes) -> list[str]:
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";")
    cells = [cell for row in rows for cell in row]
    return [cell for cell in cells if cell.lstrip(' "\t\u00a0')[:1] in tuple("=+-@＝＋－＠")]


def _markdown(data: bytes) -> list[str]:
    text = data.decode("utf-8")
    found = re.findall(r"(?<!\\)<(?:script|img|h1|/td)", text)
    return found + re.findall(r"(?<!\\)\]\((?:javascript|file)", text)


def _calendar(data: bytes) -> list[str]:
    text = data.decode("utf-8")
    return re.findall(r"(?m)^(?:ATTACH|BEGIN:VALARM).*$", text)


_LOOKS: Mapping[str, Callable[[bytes], list[str]]] = {
    ".html": _web_page,
    ".docx": _word,
    ".pdf": _pdf,
    ".csv": _table,
    ".md": _markdown,
    ".ics": _calendar,
}


def _series(box: Sandbox) -> Path:
    """Put a series of a shipped example in the sandbox, every text of it one that deceives."""
    folder = box.record.parent / "reeks"
    shutil.copytree(shipped("sessions") / "proeftuin-ruwaard", folder)
    texts, cells = cycle(FORMULAS), cycle(FORMULAS[:_OF_A_TABLE])
    for path in folder.rglob("*.toml"):
        record = path.read_text(encoding="utf-8")
        record = re.sub(
            r'^(text|note|outcome|goal|remark|name) = ".*"$',
            lambda found: f'{found[1]} = "{toml_text(next(texts))}"',
            record,
            flags=re.MULTILINE,
        )
        record = re.sub(
            r'^(what|owner|organisation) = ".*"$',
            lambda found: f'{found[1]} = "{toml_text(next(cells))}"',
            record,
            flags=re.MULTILINE,
        )
        path.write_text(record, encoding="utf-8")
    return folder


def handed_on() -> Figures:
    """No document carries a formula, script, field or file; none is overwritten; all are 0600."""
    with sandbox() as box:
        folder = _series(box)
        record = folder / "2016-10-10-leersessie.toml"
        out = box.root / "uit"
        out.mkdir()
        command = (
            *("verslag", str(record), "--als", "md,html,docx,pdf,csv,ics"),
            *("--voor", "verslag,organisaties,managers,deelnemers"),
            *("--namen", "--persoonsgegevens", "--map", str(out)),
        )
        made = box.run(*command)
        said = (made.stdout + made.stderr).decode()
        assert "Traceback" not in said, said
        assert made.returncode == 0, said
        files = sorted(path for path in out.rglob("*") if path.is_file())
        assert {path.suffix for path in files} >= {".md", ".html", ".docx", ".pdf", ".csv"}, said
        for path in files:
            found = _LOOKS[path.suffix](path.read_bytes())
            assert not found, f"{path.name}: {found[:5]}"
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
        before = {path: path.read_bytes() for path in files}
        box.run(*command)
        for path, data in before.items():
            assert path.read_bytes() == data, f"{path.name} was overwritten"
        return {"documenten": len(files), "teksten": len(FORMULAS)}


def printed() -> Figures:
    """What the command line prints of such texts commands no terminal."""
    with sandbox() as box:
        folder = _series(box)
        printed = b""
        for command in (
            ("vergelijk", str(folder)),
            ("open-punten", str(folder)),
            ("--sessions", str(box.record.parent), "zoek", "kaapt"),
            ("check", *map(str, folder.glob("*.toml"))),
        ):
            done = box.run(*command)
            printed += done.stdout + done.stderr
        text = printed.decode("utf-8")
        assert "Traceback" not in text
        unwanted = re.findall(
            "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", text
        )
        assert not unwanted, sorted({f"U+{ord(each):04X}" for each in unwanted})
        return {"opdrachten": 4}


# Personal numbers, and removing.


def bsn_is_told() -> Figures:
    """A BSN is pointed out while it is typed; it is kept as typed unless a person masks it."""
    with sandbox() as box:
        terminal = box.opened()
        terminal.type("zij heeft 123456782 als nummer")
        terminal.until_shown("BSN")
        terminal.type(ENTER)
        terminal.until(lambda: any("123456782" in note for note in box.recorded().notes), "saved")
        assert terminal.leave() == 0
        return {"nummers": 1}


def bsn_is_found() -> Figures:
    """Every way to write a BSN is found, and other numbers of nine digits mostly are not."""
    numbers = ("123456782", "111222333", "123 456 782", "1234.56.782", "BSN:111222333")
    for text in numbers:
        found = [sign.kind for sign in personal_signs(f"nummer {text} staat hier")]
        assert "bsn" in found, text
    for text in ("123456789", "dossier 12345678", "1234567820"):
        assert "bsn" not in [sign.kind for sign in personal_signs(text)], text
    return {"nummers": len(numbers) + 3}


def _used(box: Sandbox) -> Terminal:
    """Have a meeting with all that leaves copies: a kept layout, a conflict, a half line."""
    box.record.write_bytes(f"# {_WORD} met de hand\n".encode() + box.record.read_bytes())
    terminal = box.opened()
    terminal.say(f"{_WORD} gezegd")
    terminal.until(lambda: f"{_WORD} gezegd" in box.recorded().notes, "saved")
    edited = box.record.read_text(encoding="utf-8").replace("Proef leersessie", f"{_WORD} titel")
    box.record.write_text(edited, encoding="utf-8")
    terminal.say("daarna")
    terminal.until(lambda: "daarna" in box.recorded().notes, "saved after the hand")
    terminal.type(f"{_WORD} half")
    terminal.until(lambda: f"{_WORD} half" in box.journaled(), "saved half")
    return terminal


def wiped() -> Figures:
    """After wiping, no file of this program holds a word of the meeting."""
    with sandbox() as box:
        terminal = _used(box)
        assert terminal.leave() == 0
        out = box.root / "uit"
        out.mkdir()
        box.run("verslag", str(box.record), "--als", "md", "--map", str(out))
        box.run("--sessions", str(box.record.parent), "zoek", _WORD)
        before = box.holds(_WORD)
        assert len(before) > 2, before
        shown = box.run("wissen", str(box.record))
        assert box.record.exists(), "it was wiped without being asked"
        done = box.run("wissen", str(box.record), "--doen")
        assert done.returncode == 0, done.stdout + done.stderr
        assert "niet kan bereiken" in shown.stdout.decode()
        left = [path for path in box.holds(_WORD) if path.parent != out]
        left += [path for path in box.root.rglob("*") if _WORD in path.name]
        assert not left, left
        return {"bestanden met tekst": len(before)}


def _broken(extent: Extent) -> Iterator[Case]:
    for name in BROKEN:
        yield Case(name, partial(broken, name))
    for loop in range(extent.loops):
        seed = extent.seed * 1000 + loop
        yield Case(f"willekeurig, zaad {seed}", partial(spoiled_at_random, seed))


def _layouts(extent: Extent) -> Iterator[Case]:
    for name in LAYOUTS:
        yield Case(name, partial(layout, name))


TRIALS = (
    Trial("P8", "kapotte bestanden", _broken),
    Trial("P9 P10", "eigen opmaak en vreemde sleutels", _layouts),
    Trial("P11", "een nieuwere versie", always(Case("schema 99", newer))),
    Trial("P19", "titels worden geen paden", always(Case("namen", names))),
    Trial(
        "P20",
        "wat wordt doorgegeven",
        always(Case("documenten", handed_on), Case("op de opdrachtregel", printed)),
    ),
    Trial(
        "P21",
        "een BSN",
        always(Case("tijdens het typen", bsn_is_told), Case("herkend", bsn_is_found)),
    ),
    Trial("P22", "wissen", always(Case("alle kopieën", wiped))),
)
