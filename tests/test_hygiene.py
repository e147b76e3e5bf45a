"""Rules of the house that no other tool holds, each shown able to find what it forbids."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.markup_places import MARKUP_SAMPLES, markup_places, name_of

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "sessiecoach"
LONGEST_FILE_LINES = 400

_CLOCKS = {
    "time": {
        "clock_gettime",
        "gmtime",
        "localtime",
        "monotonic",
        "monotonic_ns",
        "perf_counter",
        "perf_counter_ns",
        "time",
        "time_ns",
    },
    "datetime": {"now", "today", "utcnow"},
    "date": {"today"},
}
_PLATFORM = {("sys", "platform"), ("os", "name"), ("platform", "system")}
_OF_ONE_PLATFORM = {"ctypes", "fcntl", "msvcrt", "termios", "winsound"}
# Written in two parts, so that this file does not mention what it forbids.
_OF_ONE_MACHINE = re.compile(
    "|".join(
        (
            "/" + r"work/\w",
            "/" + r"opt/\w",
            "/" + r"root\b",
            "/" + r"home/\w",
            "/" + r"Users/\w",
            r"pypi\." + "org",
            r"python" + "hosted",
            r"(?i:extra-)?index-" + "url",
            r"find-" + "links",
        )
    )
)
_TEXT_FILES = {".cfg", ".css", ".md", ".py", ".svg", ".tcss", ".toml", ".txt", ".yaml", ".yml"}

Check = Callable[[ast.Module], Iterator[int]]


def _keyword(call: ast.Call, name: str) -> object:
    """Return the constant that a call gives for a keyword, else nothing."""
    for keyword in call.keywords:
        if keyword.arg == name and isinstance(keyword.value, ast.Constant):
            return keyword.value.value
    return None


def markup_switched_on(tree: ast.Module) -> Iterator[int]:
    """Find each call that asks for markup."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _keyword(node, "markup") is True:
            yield node.lineno


def clock_readings(tree: ast.Module) -> Iterator[int]:
    """Find each place that asks the machine what time it is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in _CLOCKS.get(name_of(node.value), ()):
            yield node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (node.lineno for alias in node.names if alias.name in _CLOCKS["time"])


def platform_asked(tree: ast.Module) -> Iterator[int]:
    """Find each place that asks on which system it runs."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and (name_of(node.value), node.attr) in _PLATFORM:
            yield node.lineno
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = {alias.name for alias in node.names} | {getattr(node, "module", "")}
            yield from (node.lineno for name in names & _OF_ONE_PLATFORM if name)


def prints(tree: ast.Module) -> Iterator[int]:
    """Find each print."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node.func) in ("print", "pprint"):
            yield node.lineno


def no_docstring(tree: ast.Module) -> Iterator[int]:
    """Find a module that does not say in a sentence what it is."""
    if "." not in (ast.get_docstring(tree) or ""):
        yield 1


def wrong_schema(text: str) -> bool:
    """Tell whether a shipped file lacks `schema = 1`."""
    return tomllib.loads(text).get("schema") != 1


def mentions_of_one_machine(text: str) -> list[str]:
    """Find paths and hosts that only the machine of one developer knows."""
    return [found[0] for found in _OF_ONE_MACHINE.finditer(text)]


def too_long(text: str) -> bool:
    """Tell whether a file can no longer be read in one sitting."""
    return text.count("\n") >= LONGEST_FILE_LINES


def found_in_source(check: Check, *exempt: str) -> list[str]:
    """Run a check over every module of the program, but for the exempt ones."""
    return [
        f"{file.relative_to(ROOT)}:{line}"
        for file in sorted(SOURCE.rglob("*.py"))
        if file.relative_to(SOURCE).as_posix() not in exempt
        for line in check(ast.parse(file.read_text(encoding="utf-8")))
    ]


def own_files() -> list[Path]:
    """List the text files of the project, without what tools and people leave beside them."""
    folders = ["benchmarks", "docs", "sessions", "src", "tests", "themes", ".ci"]
    found = [file for file in ROOT.iterdir() if file.is_file()]
    for folder in folders:
        found += (ROOT / folder).rglob("*")
    return sorted(
        file
        for file in found
        if file.is_file()
        and (file.suffix in _TEXT_FILES or file.name in ("run", ".gitignore", ".gitattributes"))
        and "__pycache__" not in file.parts
    )


def missing_links(text: str, folder: Path) -> list[str]:
    """Find the links of a Markdown text to files that are not there."""
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    return [link for link in links if not (folder / link).is_file()]


def shipped_toml() -> list[Path]:
    """List what comes with the program as data."""
    return sorted(
        file
        for folder in (ROOT / "themes", ROOT / "sessions", SOURCE / "werkvormen")
        for file in folder.rglob("*.toml")
    )


@pytest.mark.parametrize(
    ("check", "bad", "good"),
    [
        (markup_switched_on, "Label(text, markup=True)", "Label(text, markup=False)"),
        (markup_switched_on, "self.notify('x', markup=True)", "self.notify('x')"),
        *((markup_places, bad, good) for bad, good in MARKUP_SAMPLES),
        (clock_readings, "datetime.now(UTC)", "clock.now()"),
        (clock_readings, "datetime.datetime.now()", "datetime.time(9)"),
        (clock_readings, "dt.datetime.now(dt.UTC)", "dt.time(9)"),
        (clock_readings, "date.today()", "date(2016, 6, 27)"),
        (clock_readings, "time.monotonic()", "time.sleep"),
        (clock_readings, "call(time.time)", "block.time"),
        (clock_readings, "from time import monotonic", "from datetime import time"),
        (platform_asked, "if sys.platform == 'win32': pass", "if platform == 'win32': pass"),
        (platform_asked, "import fcntl", "import functools"),
        (platform_asked, "from msvcrt import locking", "from storage.platforms import NO_LINK"),
        (prints, "print('x')", "self.out.write('x')"),
        (no_docstring, "import ast", "'''What it is.'''"),
    ],
)
def test_each_check_can_fail(check: Check, bad: str, good: str) -> None:
    """A check finds its bad sample and lets the good one pass."""
    assert list(check(ast.parse(bad))) == [1]
    assert list(check(ast.parse(good))) == []


@pytest.mark.parametrize(
    "bad",
    [
        "see /" + "work/main",
        "in /" + "home/jan/sessies",
        "cd /" + "root",
        "https://py" + "pi.org/simple",
        "--index-" + "url x",
        "PIP_FIND_LINKS, find-" + "links",
    ],
)
def test_machine_check_can_fail(bad: str) -> None:
    """A path or host of one machine is found, and a word that looks like one is not."""
    assert mentions_of_one_machine(bad)
    assert not mentions_of_one_machine("werk/werkvorm, ~/Documenten, networks/ and home/x")


def test_file_checks_can_fail() -> None:
    """A file of four hundred lines and a file without its schema are seen."""
    assert too_long("x\n" * LONGEST_FILE_LINES)
    assert not too_long("x\n" * (LONGEST_FILE_LINES - 1))
    assert wrong_schema("title = 'x'")
    assert wrong_schema("schema = 2")
    assert wrong_schema("schema = '1'")
    assert not wrong_schema("schema = 1")


def test_link_check_can_fail(tmp_path: Path) -> None:
    """A link to a file that is not there is found; one into the web is not asked for."""
    (tmp_path / "er.md").touch()
    text = "![beeld](weg.svg) [wel](er.md) [web](https://example.org/x)"
    assert missing_links(text, tmp_path) == ["weg.svg"]


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "ARCHITECTURE.md"])
def test_links_lead_somewhere(name: str) -> None:
    """Every picture and file that a text of the project points to is there."""
    assert missing_links((ROOT / name).read_text(encoding="utf-8"), ROOT) == []


def test_markup_is_never_switched_on() -> None:
    """What people type is never a command to the screen."""
    assert found_in_source(markup_switched_on) == []


def test_no_text_of_a_person_is_markup() -> None:
    """What is shown is words of the source, a Content or a Text, or is told to be no markup."""
    # Its rows are printed by consoles that read no markup; each of those is looked at.
    told = [file.relative_to(SOURCE).as_posix() for file in (SOURCE / "storage").rglob("*.py")]
    assert found_in_source(markup_places, "export/rich_page.py", *told) == []


def test_one_module_reads_the_clock() -> None:
    """Time is an argument; the room clock alone asks the machine."""
    assert found_in_source(clock_readings, "live/clock.py") == []
    assert found_in_source(clock_readings)


def test_few_modules_know_on_which_system_they_run() -> None:
    """What differs in keeping files stands in one module; clock and terminals have their own."""
    terminal = ("console_close", "early_keys", "lost_terminal", "sound", "terminal_bytes", "viewer")
    seam = [f"ui/{module}.py" for module in (*terminal, "crash_report")]
    seam += ["storage/platforms.py", "storage/network.py", "live/clock.py"]
    assert found_in_source(platform_asked, *seam) == []


def test_only_the_command_line_prints() -> None:
    """A print would write through the screen."""
    assert found_in_source(prints, "cli/said.py") == []


def test_each_module_says_what_it_is() -> None:
    """A module opens with one sentence."""
    assert found_in_source(no_docstring) == []


def test_no_file_is_too_long() -> None:
    """Every module can be read in one sitting."""
    long = [file for file in SOURCE.rglob("*.py") if too_long(file.read_text(encoding="utf-8"))]
    assert long == []


def test_no_tabs() -> None:
    """Indentation is spaces, in code, styles and shipped data."""
    files = [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.tcss"), *shipped_toml()]
    assert [file for file in files if b"\t" in file.read_bytes()] == []


@pytest.mark.parametrize("file", shipped_toml(), ids=lambda file: file.stem)
def test_shipped_data_says_its_schema(file: Path) -> None:
    """Every shipped file can be told from its successors."""
    assert not wrong_schema(file.read_text(encoding="utf-8"))


def test_nothing_belongs_to_one_machine() -> None:
    """No file of the project mentions where one developer keeps or gets things."""
    faults = {
        str(file.relative_to(ROOT)): found
        for file in own_files()
        if (found := mentions_of_one_machine(file.read_text(encoding="utf-8", errors="replace")))
    }
    assert faults == {}
