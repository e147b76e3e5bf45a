"""What can be handed on of a meeting or a series: which papers, in which forms, as which files.

The command line and the screens ask it here, so that both make the same files.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Final, Literal

from sessiecoach.domain.pseudonyms import Pseudonyms, pseudonyms_for
from sessiecoach.domain.session import Session
from sessiecoach.export.about_document import Options, closed
from sessiecoach.export.action_list import action_list_csv
from sessiecoach.export.comparison import Asked, SeriesSource
from sessiecoach.export.comparison.document import comparison_document
from sessiecoach.export.letters import (
    Letter,
    in_no_letter,
    managers_letter,
    organisation_letters,
    participants_letter,
)
from sessiecoach.export.outline import Outline
from sessiecoach.export.report import report
from sessiecoach.export.source import Source
from sessiecoach.export.written import Document, Form, document, moment_of
from sessiecoach.storage.files import safe_name
from sessiecoach.storage.handed_on import note_made
from sessiecoach.storage.history import History
from sessiecoach.storage.new_file import numbered
from sessiecoach.storage.own_folders import known_as
from sessiecoach.storage.records import zone_of

PaperKind = Literal[
    "verslag", "organisaties", "managers", "deelnemers", "actielijst", "agenda", "vergelijking"
]
PaperForm = Form | Literal["csv", "ics"]
Choice = tuple[PaperKind, PaperForm]

_OF_SERIES: Final = "-vergelijking"
_LEAST_LINES: Final = 2
"""Of a table that holds something: its titles and a row."""
TEXT_FORMS: Final[tuple[Form, ...]] = ("docx", "pdf", "html", "md")


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper that people get."""

    kind: PaperKind
    title: str
    about: str
    """What it is and for whom, in a sentence."""
    forms: tuple[PaperForm, ...] = TEXT_FORMS
    nothing: str = "niets om van te maken"
    """Said where there is nothing to make it of."""


PAPERS: Final = (
    Paper(
        "verslag",
        "Verslag",
        "De hele bijeenkomst, ook te volgen voor wie er niet bij was.",
    ),
    Paper(
        "organisaties",
        "Per organisatie",
        "Een brief voor elke organisatie, met alleen wat haar aangaat.",
        nothing="geen organisatie bekend",
    ),
    Paper(
        "managers",
        "Managers",
        "Eén brief met wat managers toezegden; zegden zij niets toe, dan wat hun is gevraagd.",
        nothing="geen managers",
    ),
    Paper(
        "deelnemers",
        "Deelnemers",
        "Eén brief voor wie er was: waarover het ging en wat er is afgesproken.",
    ),
    Paper(
        "actielijst",
        "Actielijst",
        "Wie doet wat wanneer, van de hele reeks, als tabel voor een rekenblad zoals Excel.",
        ("csv",),
        nothing="geen open afspraken",
    ),
    Paper(
        "agenda",
        "Agenda",
        "Wanneer iets is toegezegd en de komende bijeenkomsten, voor een agendaprogramma.",
        ("ics",),
        nothing="geen dagen om in te zetten",
    ),
    Paper(
        "vergelijking",
        "Vergelijking",
        "Wat de reeks tot nu toe opleverde: wat open staat, wat terugkeert, wat er van kwam.",
    ),
)
"""In the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A file that can be made, and what it is to be called."""

    kind: PaperKind
    form: PaperForm
    name: str
    make: Callable[[], bytes] = field(repr=False, compare=False)

    def made_in(self, folder: Path) -> Document:
        """Return it, whole in memory."""
        return Document(folder / self.name, self.make())


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One document of a paper, in whatever form."""

    part: str
    """What its file has behind the stem."""
    make: Callable[[PaperForm], bytes]


def _nothing_open(_session: Session) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True)
class HandingOn:
    """A meeting, or a whole series, as it can be handed on."""

    history: History
    now: dt.datetime
    stem: str
    """What the name of every file begins with, before names in it are replaced."""
    session: Session | None = None
    """The meeting; None where it is the series that is handed on."""
    options: Options = field(default_factory=Options)
    asked: Asked | None = None
    """What is compared; the whole series where nothing is said."""
    left_open: Callable[[Session], Sequence[str]] = _nothing_open
    """Says in words what stood open when a meeting was closed."""

    @property
    def papers(self) -> tuple[Paper, ...]:
        """What there can be to hand on, in the order in which it is offered."""
        of_series = self.session is None
        return tuple(each for each in PAPERS if (each.kind == "vergelijking") is of_series)

    def count(self, kind: PaperKind) -> int:
        """Return how many documents a paper is; 0 where there is nothing to make it of."""
        if kind not in self._sheets:
            self._sheets[kind] = self._sheets_of(kind)
        return len(self._sheets[kind])

    def planned(self, chosen: Iterable[Choice]) -> tuple[Planned, ...]:
        """Return the files of the papers and forms that were chosen; nothing is made yet."""
        wanted = set(chosen)
        return tuple(
            Planned(
                paper.kind, form, f"{self._named}{sheet.part}.{form}", partial(sheet.make, form)
            )
            for paper in self.papers
            if not wanted.isdisjoint((paper.kind, form) for form in paper.forms)
            and self.count(paper.kind)
            for sheet in self._sheets[paper.kind]
            for form in paper.forms
            if (paper.kind, form) in wanted
        )

    def in_no_letter(self) -> tuple[str, ...]:
        """Return what was agreed and stands in the letter of no organisation, a sentence each."""
        return in_no_letter(self._source)

    @cached_property
    def _sheets(self) -> dict[PaperKind, tuple[_Sheet, ...]]:
        """The documents of each paper that somebody asked for."""
        return {}

    def _sheets_of(self, kind: PaperKind) -> tuple[_Sheet, ...]:
        match kind:
            case "verslag":
                return (self._sheet("", self._report),)
            case "vergelijking":
                return (self._sheet("", self._comparison),) if self._compared else ()
            case "organisaties":
                return tuple(
                    self._sheet(part, partial(_itself, each.outline))
                    for part, each in zip(_parts(self._letters), self._letters, strict=True)
                )
            case "managers":
                letter = managers_letter(self._source, self.read.series)
                return (
                    () if letter is None else (self._sheet("-managers", partial(_itself, letter)),)
                )
            case "deelnemers":
                made = partial(participants_letter, self._source, self.read.series)
                return (self._sheet("-deelnemers", made),)
            case "actielijst":
                rows = action_list_csv(self._source)
                empty = rows.count(b"\r\n") < _LEAST_LINES
                return () if empty else (_Sheet("-actielijst", lambda _form: rows),)
            case "agenda":
                from sessiecoach.export.calendar_file import calendar_file

                names = self.options.names
                days = calendar_file(self._source, self.read.series, names=names)
                return (_Sheet("-agenda", lambda _form: days),) if b"BEGIN:VEVENT" in days else ()

    def _sheet(self, part: str, outline: Callable[[], Outline]) -> _Sheet:
        # Nothing private is in a letter, whoever asks.
        options = replace(self.options, private=self.options.private and not part)

        def make(form: PaperForm) -> bytes:
            assert form != "csv" and form != "ics"  # noqa: PT018, S101
            return document(closed(outline(), options), form, self._moment)

        return _Sheet(part, make)

    @cached_property
    def _named(self) -> str:
        """What file names begin with: as the record or the folder, with nobody's name in it."""
        stem = self.stem if self.session is not None else self.stem.removesuffix(_OF_SERIES)
        return self._pseudonyms.stem(stem) + self.stem[len(stem) :]

    @cached_property
    def _letters(self) -> tuple[Letter, ...]:
        return organisation_letters(self._source, self.read.series)

    @cached_property
    def _pseudonyms(self) -> Pseudonyms:
        history, session = self.history, self.session
        meetings = history.meetings if session is None else (*history.meetings, session)
        options = self.options
        return pseudonyms_for(
            meetings,
            history.series.questions,
            keep_names=options.names,
            keep_personal=options.personal,
        )

    @cached_property
    def read(self) -> History:
        """The series as those may read it who get the papers."""
        history, pseudonyms = self.history, self._pseudonyms
        return replace(
            history,
            folder=history.folder.parent / pseudonyms.stem(history.folder.name),
            title=pseudonyms.text(history.title),
            series=pseudonyms.of(history.series),
            meetings=tuple(map(pseudonyms.session, history.meetings)),
            loose=tuple(replace(each, update=pseudonyms.of(each.update)) for each in history.loose),
        )

    @cached_property
    def _meeting(self) -> Session:
        """The meeting as those may read it who get the papers."""
        assert self.session is not None  # noqa: S101  only a meeting has these papers
        return self._pseudonyms.session(self.session)

    @cached_property
    def _source(self) -> Source:
        session, history = self._meeting, self.read
        others = tuple(each for each in history.meetings if each.header.id != session.header.id)
        private, brought = self.options.private, history.series.questions
        zone = zone_of(session)
        return Source(session, zone, self.now, private, others, history.updates, brought)

    @cached_property
    def _moment(self) -> dt.datetime:
        """Of when the papers are, which is the same whenever they are made."""
        if self.session is not None:
            return moment_of(self.session)
        return max(map(moment_of, self._compared), default=moment_of(Session()))

    @cached_property
    def _compared(self) -> tuple[Session, ...]:
        return SeriesSource(self.read, self._asked).chosen

    @cached_property
    def _asked(self) -> Asked:
        asked = self.asked or Asked(self.now.date())
        return replace(asked, private=self.options.private)

    # The papers.

    def _report(self) -> Outline:
        history, session = self.read, self._meeting
        return report(
            session,
            self.now,
            series_title=history.title,
            private=self.options.private,
            left_open=self.left_open(session),
            meetings=history.meetings,
            loose=history.updates,
            brought=history.series.questions,
        )

    def _comparison(self) -> Outline:
        return comparison_document(self.read, self._asked, self.now)


def _itself(outline: Outline) -> Outline:
    return outline


def _parts(letters: Sequence[Letter]) -> list[str]:
    """Return what the files of letters have behind the stem: safe names, each only once."""
    parts: list[str] = []
    for each in letters:
        names = numbered(f"-voor-{safe_name(each.audience, 'organisatie')}")
        parts.append(next(name for name in names if name not in parts))
    return parts


def series_stem(history: History) -> str:
    """Return what the name of every file of a series begins with."""
    return f"{safe_name(history.folder.name, safe_name(history.title, 'reeks'))}{_OF_SERIES}"


def note_put(handing: HandingOn, state: Path, paths: Sequence[Path]) -> None:
    """Remember in the state folder which files were made of a meeting, to remove them with it.

    A comparison tells of every meeting of its series, so each of them remembers it. Raises
    OSError; then the files are there, and only not remembered.
    """
    history, session = handing.history, handing.session
    for meeting in (session,) if session is not None else history.meetings:
        record = history.paths.get(meeting.header.id, history.folder / f"{handing.stem}.toml")
        note_made(state, known_as(meeting.header.document, record), paths, record)
