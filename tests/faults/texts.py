"""P15 to P17: hostile terminals, hostile hands, and texts that would command a terminal."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from functools import partial

from tests.faults.terminal import ENTER, READY, Sandbox, Terminal, sandbox
from tests.faults.trials import Case, Extent, Figures, Trial

SIZES = ((1, 1), (300, 100), (2, 40), (200, 1), (80, 24), (5, 5), (40, 10), (120, 36))
SURROUNDINGS: Mapping[str, Mapping[str, str | None]] = {
    "xterm-256color": {},
    "truecolor": {"COLORTERM": "truecolor"},
    "TERM=linux": {"TERM": "linux"},
    "TERM=xterm": {"TERM": "xterm"},
    "TERM=screen": {"TERM": "screen"},
    "TERM=vt100": {"TERM": "vt100"},
    "TERM=dumb": {"TERM": "dumb"},
    "TERM onbekend": {"TERM": "bestaat-niet"},
    "zonder TERM": {"TERM": None},
    "NO_COLOR": {"NO_COLOR": "1", "COLORTERM": "truecolor"},
    "LC_ALL=C": {"LC_ALL": "C"},
    "LC_ALL=C zonder UTF-8": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "LC_ALL=POSIX": {"LC_ALL": "POSIX"},
    "locale die er niet is": {"LC_ALL": "nl_XX.iso88591"},
    "Latin-1": {"PYTHONIOENCODING": "latin-1"},
    "zonder HOME": {"HOME": None},
}
PAYLOADS: Mapping[str, str] = {
    "vensternaam": "\x1b]2;KAAPT\x07",
    "vensternaam, ander einde": "\x1b]0;KAAPT\x1b\\",
    "klembord": "\x1b]52;c;S0FBUFQ=\x07",
    "verwijzing": "\x1b]8;;file:///etc/passwd\x1b\\klik\x1b]8;;\x1b\\",
    "kleur van het palet": "\x1b]4;1;rgb:ff/00/00\x07",
    "scherm wissen": "\x1b[2J\x1b[3J\x1b[1;1H",
    "scherm verlaten": "\x1b[?1049l",
    "schuifgebied": "\x1b[5;6r",
    "om antwoord vragen": "\x1b[6n\x1b[c\x1b[>q",
    "opnieuw beginnen": "\x1bc",
    "tekenset": "\x1b(0\x0e",
    "DCS": "\x1bP+q544e\x1b\\",
    "APC": "\x1b_Gi=1;KAAPT\x1b\\",
    "PM": "\x1b^KAAPT\x1b\\",
    "SOS": "\x1bXKAAPT\x1b\\",
    "C1 CSI": "\x9b2J",
    "C1 OSC": "\x9d2;KAAPT\x9c",
    "C1 DCS": "\x90KAAPT\x9c",
    "bel en terug": "a\x07b\x08c\x0bd\x0ce",
    "NUL en DEL": "a\x00b\x7fc",
    "richting": "a\u202ebcd\u202c \u2067efg\u2069 \u061c\u200f",
    "regelscheiding": "a\u2028b\u2029c",
    "letters die niemand ziet": "a\U000e0041\U000e0042b \u2069\ufff9c\ufffb",
    "losse ESC": "eindigt zo\x1b",
    "opmaak die niet sluit": "[/bestaat-niet] [/] [[/b]",
    "opmaak met een opdracht": "[@click=app.quit]klik[/] [link='https://voorbeeld.nl']x[/link]",
    "opmaak met kleur": "[red]rood[/red] [bold reverse]x[/]",
    "vorm voor velden": "{0} {x!r} %s %(x)s $x ${x} \\N{BELL}",
    "veel haken": "[" * 300,
}
_UNWANTED = re.compile(
    "[\x00\x0e\x0f\x7f\x80-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SENT = re.compile(r"\x1b(?:[\]P_^X]|c|\(0)")
"""What a program that draws a screen has no need of: names, links, strings, starting anew."""
_POINTER = re.compile("\x1b]22;[a-z-]*\x07")
"""The shape of the pointer, which Textual sends itself."""
_SCREENS = ("\x1bOP", "\x1b", "\x1bOS", "\x1b[21~", "\x1b")
"""Help and back, solutions, finishing, and back."""


def commanded(sent: bytes, texts: Mapping[str, str]) -> list[str]:
    """Return what in the bytes that went to a terminal would command it."""
    shown = _POINTER.sub("", sent.decode("utf-8", "replace"))
    found = [f"U+{ord(sign):04X}" for sign in sorted(set(_UNWANTED.findall(shown)))]
    found += [repr(each) for each in sorted(set(_SENT.findall(shown)))]
    found += [
        name
        for name, text in texts.items()
        if "\x1b" in text and not _may_be_drawn(text) and text in shown
    ]
    return found


def _may_be_drawn(text: str) -> bool:
    """Tell whether a screen that is drawn as it should be can hold this text as well."""
    return text in ("\x1b[?1049l", "\x1b[2J\x1b[3J\x1b[1;1H") or text.endswith("\x1b")


def toml_text(text: str) -> str:
    """Return a text as it can stand between quotes in TOML, whatever it holds."""
    return "".join(
        sign if 32 <= ord(sign) < 127 and sign not in '"\\' else f"\\U{ord(sign):08x}"
        for sign in text
    )


def _poison(box: Sandbox, texts: Mapping[str, str]) -> None:
    """Put texts in every place of the record that is shown, as another program could."""
    every = list(texts.values())
    joined = toml_text(" ".join(every))
    record = box.record.read_text(encoding="utf-8")
    for key in ("title", "goal"):
        record = re.sub(
            rf'^({key}) = ".*"$',
            lambda found: f'{found[1]} = "{joined}"',
            record,
            flags=re.MULTILINE,
        )
    record = re.sub(
        r"^(questions|rules|learning_questions) = \[[^\]]*\]",
        lambda found: f'{found[1]} = ["{joined}"]',
        record,
        flags=re.MULTILINE,
    )
    for number, text in enumerate(every):
        record += (
            f'\n[[notes]]\nid = "n-zz{number:06}"\nblock = "opening"\n'
            f'kind = "{("vraag", "belemmering", "oplossing")[number % 3]}"\ngroup = "A"\n'
            f'text = "{toml_text(text)} einde"\nauthor = "{toml_text(text)}"\n'
            "written_at = 2026-11-22T17:52:59+01:00\n"
        )
    box.record.write_text(record, encoding="utf-8")


def hostile_record(texts: Mapping[str, str]) -> Figures:
    """A record full of texts that command: they are shown, and none gets to the terminal."""
    with sandbox() as box:
        _poison(box, texts)
        before = box.record.read_bytes()
        terminal = box.opened()
        name = terminal.screen.title
        for key in _SCREENS:
            terminal.type(key)
            _drawn(terminal)
        assert terminal.alive, terminal.text
        assert terminal.leave() == 0
        assert commanded(bytes(terminal.shown_bytes), texts) == []
        assert "KAAPT" not in terminal.screen.title, name
        assert not terminal.fell
        assert box.record.read_bytes() == before, "opening alone changed the file"
        return {"teksten": len(texts), "schermen": len(_SCREENS) + 1}


def hostile_paste(name: str) -> Figures:
    """A text that commands is pasted: it is kept visibly, and nothing gets to the terminal."""
    text = PAYLOADS[name]
    with sandbox() as box:
        terminal = box.opened()
        terminal.paste(f"begin {text} slot")
        terminal.until_shown("begin")
        terminal.type(ENTER)
        terminal.until(lambda: any("slot" in note for note in box.recorded().notes), "saved")
        for key in _SCREENS:
            terminal.type(key)
            _drawn(terminal)
        assert terminal.leave() == 0
        assert commanded(bytes(terminal.shown_bytes), {name: text}) == []
        assert not terminal.fell
        noted = "\n".join(box.recorded().notes)
        assert not _UNWANTED.search(noted.replace("\n", "")), repr(noted)
        return {"geplakte teksten": 1}


def _drawn(terminal: Terminal) -> None:
    """Wait until nothing more is drawn for a moment."""
    length = -1
    while length != len(terminal.shown_bytes):
        length = len(terminal.shown_bytes)
        terminal.look(0.3)


# Surroundings and sizes.


def in_surroundings(name: str) -> Figures:
    """The program starts, takes a note with an accent, keeps it as UTF-8 and leaves with 0."""
    with sandbox() as box:
        terminal = box.opened(environment=SURROUNDINGS[name])
        terminal.type("gezegd é".encode() + b"\r")
        terminal.until(lambda: "gezegd é" in box.recorded().notes, "saved as UTF-8")
        if name == "NO_COLOR":
            colours = set(re.findall(rb"38;2;(\d+);(\d+);(\d+)", bytes(terminal.shown_bytes)))
            assert all(len(set(each)) == 1 for each in colours), "there are hues"
        assert terminal.leave() == 0
        assert not terminal.fell
        return {"omgevingen": 1}


def sizes(seed: int, changes: int) -> Figures:
    """The window takes any size while somebody types: nothing falls and nothing is lost."""
    draw = random.Random(seed)  # noqa: S311  not a secret
    tried = [*SIZES, *((draw.randint(1, 300), draw.randint(1, 100)) for _ in range(changes))]
    with sandbox() as box:
        terminal = box.opened()
        words = []
        for number, size in enumerate(tried):
            terminal.resize(*size)
            words.append(f"maat{number}")
            terminal.say(words[-1])
            if number % 3:
                _drawn(terminal)
        terminal.resize(120, 36)
        terminal.until_shown(READY)
        terminal.until(lambda: words[-1] in box.recorded().text, "saved")
        assert terminal.leave() == 0
        assert not terminal.fell
        missing = [word for word in words if word not in box.recorded().text]
        assert not missing, missing
        return {"maten": len(tried)}


def started_at(columns: int, rows: int) -> Figures:
    """The program starts in a window of this size, and takes a note that nobody can see."""
    with sandbox() as box:
        terminal = box.terminal(size=(columns, rows))
        terminal.until(lambda: b"\x1b[?1049h" in terminal.shown_bytes, "started")
        terminal.say("blind getypt")
        terminal.until(lambda: "blind getypt" in box.recorded().notes, "saved")
        assert terminal.leave() == 0
        assert not terminal.fell
        return {"maten": 1}


# Hands.


def _then_on(box: Sandbox, terminal: Terminal) -> None:
    """Show that it lives: type on, and see it saved."""
    terminal.say("en verder")
    terminal.until(lambda: "en verder" in box.recorded().text, "saved on")
    assert terminal.leave() == 0
    assert not terminal.fell


def large_paste(lines: bool) -> Figures:
    """A paste of 1 MB: what is too long is said with its size, and nothing of it is lost."""
    part = "woord " * 9 + ("eind\n" if lines else "eind ")
    text = "eerste " + part * (1_000_000 // len(part)) + "laatste"
    with sandbox() as box:
        terminal = box.opened()
        terminal.paste(text)
        terminal.until(lambda: "laatste" in box.journaled() or "laatste" in terminal.text, "taken")
        terminal.type(ENTER)
        if lines:
            terminal.until(lambda: "laatste" in box.recorded().text, "saved")
        else:
            terminal.until_shown("Te lang")
            assert "eerste" not in "".join(box.recorded().notes)
        assert terminal.alive
        terminal.leave()
        assert not terminal.fell
        said = " ".join(box.recorded().text.split())
        assert said == " ".join(text.split()), f"{len(said)} of {len(text)} signs came back"
        return {"geplakte bytes": len(text)}


def burst() -> Figures:
    """20 kB typed at once, without the brackets of a paste, is one note like any other."""
    text = " ".join(f"woord{number:04}" for number in range(2000))
    with sandbox() as box:
        terminal = box.opened()
        terminal.type(text)
        terminal.until(lambda: "woord1999" in terminal.text or "woord1999" in box.journaled(), "in")
        terminal.type(ENTER)
        terminal.until(lambda: text in box.recorded().text, "saved")
        _then_on(box, terminal)
        return {"getypte bytes": len(text)}


BYTES: Mapping[str, bytes] = {
    "Latin-1": "geïnd café ©".encode("latin-1"),
    "een half teken": "café".encode()[:-1],
    "halve emoji": "🙂".encode()[:3],
    "NUL": b"a\x00b\x00c",
    "niet te lezen": b"\xff\xfe\xc0\x80\xf5",
    "surrogaat": b"\xed\xa0\x80",
}


def odd_bytes(name: str) -> Figures:
    """Bytes that are no text are shown as such, and typing goes on."""
    with sandbox() as box:
        terminal = box.opened()
        terminal.type(b"voor " + BYTES[name] + b" na\r")
        terminal.until(lambda: any("na" in note for note in box.recorded().notes), "saved")
        assert any("voor" in note for note in box.recorded().notes)
        _then_on(box, terminal)
        return {"reeksen bytes": 1}


def random_bytes(seed: int) -> Figures:
    """Whatever bytes come, without those that would leave: no fall, and the record is whole."""
    draw = random.Random(seed)  # noqa: S311  not a secret
    data = bytes(each for each in draw.randbytes(600) if each not in (0x03, 0x0F, 0x11, 0x1B))
    with sandbox() as box:
        terminal = box.opened()
        terminal.type(data)
        _drawn(terminal)
        assert not terminal.fell
        assert terminal.alive, terminal.text
        terminal.kill()
        box.brought_back()
        return {"willekeurige bytes": len(data)}


def _hostile(extent: Extent) -> Iterator[Case]:
    yield Case("alle samen, geopend", partial(hostile_record, PAYLOADS))
    for name, text in PAYLOADS.items():
        yield Case(f"{name}, geopend", partial(hostile_record, {name: text}))
        yield Case(f"{name}, geplakt", partial(hostile_paste, name))


def _hands(extent: Extent) -> Iterator[Case]:
    yield Case("1 MB in een regel", partial(large_paste, lines=False))
    yield Case("1 MB in korte regels", partial(large_paste, lines=True))
    yield Case("20 kB ineens getypt", burst)
    for name in BYTES:
        yield Case(name, partial(odd_bytes, name))
    for loop in range(extent.loops):
        seed = extent.seed * 1000 + loop
        yield Case(f"willekeurige bytes, zaad {seed}", partial(random_bytes, seed))


def _surroundings(extent: Extent) -> Iterator[Case]:
    for name in SURROUNDINGS:
        yield Case(name, partial(in_surroundings, name))
    for columns, rows in SIZES:
        yield Case(f"begint in {columns}x{rows}", partial(started_at, columns, rows))
    for loop in range(max(1, extent.loops // 10)):
        seed = extent.seed * 1000 + loop
        yield Case(f"maten, zaad {seed}", partial(sizes, seed, 40))


TRIALS = (
    Trial("P15", "maten en terminals", _surroundings),
    Trial("P16", "plakken en bytes", _hands),
    Trial("P17", "teksten die iets bevelen", _hostile),
)
