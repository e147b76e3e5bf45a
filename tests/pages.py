"""Every document of every sample, opened in other programs and drawn as pictures to look at.

Run by hand, beside the gate: `python -m tests.pages [MAP]`. Without a folder the files go to a
temporary one, which stays. What a missing program would check is skipped, with its name.
"""

from __future__ import annotations

import datetime as dt
import html
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from sessiecoach.cli.said import FAULTS_FOUND, say
from sessiecoach.domain.session import Session
from sessiecoach.export.handing_on import PAPERS, HandingOn, series_stem
from sessiecoach.export.outline import Item, Listing, Outline, Paragraph, Section
from sessiecoach.export.written import document
from sessiecoach.storage.history import History, read_history
from sessiecoach.storage.home import shipped
from tests.export.hostile import told_everywhere
from tests.hostile_texts import HOSTILE

_LATER: Final = dt.timedelta(weeks=6)
"""So long after its last meeting one looks at a series, so that some of it is late."""
_LONGEST_SECONDS: Final = 600
_OF_SEMICOLONS: Final = ("--infilter=CSV:59,34,76,1",)
"""How LibreOffice reads a table: what divides and quotes its cells, UTF-8, from its first line."""
_DENSITY: Final = "70"
_FORMULA: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}formula"
_CELL: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-cell"
_WORD: Final = re.compile(r"[^\W_]{3,}")
_MOMENT: Final = dt.datetime(2016, 9, 5, 8, 30, tzinfo=dt.UTC)


def main(arguments: list[str]) -> int:
    """Make the documents, open them, draw them; return 0 where nothing is wrong."""
    folder = Path(arguments[0]) if arguments else Path(tempfile.mkdtemp(prefix="sessiecoach-"))
    folder.mkdir(parents=True, exist_ok=True)
    made = [*_samples(folder), *_difficult(folder)]
    say(f"{len(made)} documenten in {folder}")
    wrong = [*_opened(folder, made), *_tables(folder, made)]
    wrong += _drawn(folder, [each for each in made if each.suffix == ".pdf"])
    wrong += _drawn(folder, sorted((folder / "uit-word").glob("*.pdf")))
    say(f"Bekijk {_overview(folder)}")
    for each in wrong:
        say(f"FOUT: {each}", sys.stderr)
    return FAULTS_FOUND if wrong else 0


def _samples(folder: Path) -> Iterator[Path]:
    """Yield every paper of every sample in every form, and of each series as a whole."""
    for series in sorted(each for each in shipped("sessions").iterdir() if each.is_dir()):
        history = read_history(series)
        days = [each.header.date for each in history.meetings if each.header.date]
        now = dt.datetime.combine(max(days), dt.time(12), dt.UTC) + _LATER
        for session in (*history.meetings, None):
            handing = HandingOn(history, now, _stem(history, session), session)
            every = [(paper.kind, form) for paper in PAPERS for form in paper.forms]
            for planned in handing.planned(every):
                whose = f"{series.name}-" if session is not None else ""
                path = folder / f"{whose}{planned.name}"
                path.write_bytes(planned.make())
                yield path


def _stem(history: History, session: Session | None) -> str:
    return series_stem(history) if session is None else history.paths[session.header.id].stem


def _difficult(folder: Path) -> Iterator[Path]:
    """Yield documents that are hard on a page: hostile, very long, and without anything."""
    hostile = [
        section
        for place, text in enumerate(HOSTILE)
        for section in told_everywhere(text).sections[: 1 + 7 * (place == 0)]
    ]
    notes = tuple(
        Item(f"Notitie {number}: {'woord ' * (number % 40)}", tags=("casus a", "groep B"))
        for number in range(200)
    )
    parts = (Listing(notes, "Inzichten"), Paragraph("woord " * 2000))
    for name, sections in (
        ("vijandig", tuple(hostile)),
        ("lang", (Section("lang", "Verder gezegd", parts, len(notes)),)),
        ("leeg", ()),
    ):
        for form in ("docx", "pdf", "html"):
            path = folder / f"moeilijk-{name}.{form}"
            path.write_bytes(document(Outline(f"Moeilijk: {name}", "", sections), form, _MOMENT))
            yield path


# Other programs.


def _program(name: str, what: str) -> str | None:
    """Return where a program is; None where it is missing, which is said."""
    found = shutil.which(name)
    if found is None:
        say(f"overgeslagen: {name} ontbreekt ({what})")
    return found


def _run(*words: str) -> str:
    """Run a program and return what it wrote."""
    done = subprocess.run(  # noqa: S603  programs by their place, with files that were made here
        words, capture_output=True, text=True, timeout=_LONGEST_SECONDS, check=False
    )
    return done.stdout


def _converted(folder: Path, files: Iterable[Path], form: str, into: str) -> Path | None:
    """Let LibreOffice open files and save them in another form; None where it is missing."""
    office = _program("soffice", f"{form} van LibreOffice")
    if office is None:
        return None
    target = folder / into
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:  # one that is open already is left alone
        _run(
            office,
            f"-env:UserInstallation={Path(profile).as_uri()}",
            "--headless",
            *(_OF_SEMICOLONS if form == "fods" else ()),
            "--convert-to",
            form,
            "--outdir",
            str(target),
            *map(str, files),
        )
    return target


def _opened(folder: Path, made: Iterable[Path]) -> Iterator[str]:
    """Open each Word document in LibreOffice and read it, and each PDF; yield what is wrong."""
    every = list(made)
    reader = _program("pdftotext", "woorden op de bladzijden")
    target = _converted(
        folder, [each for each in every if each.suffix == ".docx"], "pdf", "uit-word"
    )
    for path in every:
        if path.suffix == ".pdf":
            read = path
        elif path.suffix == ".docx" and target is not None:
            read = target / f"{path.stem}.pdf"
        else:
            continue
        if not read.exists():
            yield f"{path.name}: LibreOffice opent dit niet"
        elif reader is not None:
            words = _run(reader, "-raw", str(read), "-")
            if missing := _missing(path.with_suffix(".html"), words):
                yield f"{path.name}: niet te lezen: {', '.join(missing)}"


class _Words(HTMLParser):
    """Gathers the text of the body of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = self._inside or tag == "body"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found.append(data)


def _missing(page: Path, read: str) -> list[str]:
    """Return the first words of a document, as its page in HTML has them, that were not read."""
    if "vijandig" in page.name:
        return []  # letters from the right and signs without a face are told in another way
    reader = _Words()
    reader.feed(page.read_text(encoding="utf-8"))
    there = _joined(read)
    words = (word for text in reader.found for word in _WORD.findall(html.unescape(text)))
    return [word for word in dict.fromkeys(words) if _joined(word) not in there][:5]


def _joined(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).replace("-\n", "-").split())


def _tables(folder: Path, made: Iterable[Path]) -> Iterator[str]:
    """Open each table in LibreOffice; yield where it finds a formula, or nothing at all."""
    files = [each for each in made if each.suffix == ".csv"]
    target = _converted(folder, files, "fods", "uit-csv") if files else None
    for path in files if target is not None else ():
        opened = target / f"{path.stem}.fods" if target else path
        if not opened.exists():
            yield f"{path.name}: LibreOffice opent dit niet"
            continue
        cells = list(ElementTree.parse(opened).iter(_CELL))  # noqa: S314  made on this machine
        if len(cells) < 2:
            yield f"{path.name}: geen cellen"
        yield from (
            f"{path.name}: een formule: {cell.get(_FORMULA)}"
            for cell in cells
            if cell.get(_FORMULA)
        )


def _drawn(folder: Path, files: Iterable[Path]) -> Iterator[str]:
    """Draw each page of each PDF as a picture; yield which could not be."""
    draws = _program("pdftoppm", "afbeeldingen van de bladzijden")
    for path in files if draws is not None else ():
        target = folder / "bladzijden" / path.parent.name
        target.mkdir(parents=True, exist_ok=True)
        _run(str(draws), "-r", _DENSITY, "-png", str(path), str(target / path.stem))
        if not any(target.glob(f"{path.stem}-*.png")):
            yield f"{path.name}: geen bladzijde getekend"


def _overview(folder: Path) -> Path:
    """Write a page with every picture below its name, and return where it is."""
    lines = ["<!doctype html>", '<meta charset="utf-8">', "<title>Bladzijden</title>"]
    for path in sorted(folder.rglob("*.png")):
        name = html.escape(path.relative_to(folder).as_posix())
        lines.append(f'<figure><figcaption>{name}</figcaption><img src="{name}" alt=""></figure>')
    lines += [
        f'<p><a href="{html.escape(each.name)}">{html.escape(each.name)}</a></p>'
        for each in sorted(folder.glob("*.html"))
        if each.name != "bekijken.html"
    ]
    overview = folder / "bekijken.html"
    overview.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return overview


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
