"""What can be handed on of a meeting or a series, as which files, with what in them."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.session import Note, Participant, Promise, Session
from sessiecoach.export.about_document import Options, closing_words
from sessiecoach.export.handing_on import (
    PAPERS,
    Choice,
    HandingOn,
    PaperForm,
    PaperKind,
    Planned,
    note_put,
    series_stem,
)
from sessiecoach.storage.handed_on import made_of
from sessiecoach.storage.history import History
from sessiecoach.storage.own_folders import known_as
from sessiecoach.storage.updates import LooseUpdate
from tests.export.comparison.grown import FIRST, LOOSE, SECOND, SERIES, THIRD

NOW = dt.datetime(2016, 11, 30, 12, tzinfo=dt.UTC)
STEM = "2016-06-27-leersessie"
SECRET = "Alleen voor mij"  # noqa: S105  words of a note
TYPED = "Mevrouw Van Dalen belt 06 12345678 en Kim de Boer gaat mee"
EVERY: tuple[Choice, ...] = tuple((paper.kind, form) for paper in PAPERS for form in paper.forms)
REPLACED = "telefoonnummer"


def meeting() -> Session:
    """The first meeting of the series, with a private note and names in it."""
    notes = (
        Note(id="n-private1", kind="inzicht", text=SECRET, private=True),
        Note(id="n-names001", kind="inzicht", text=TYPED),
    )
    people = (Participant(id="p-kim", name="Kim de Boer", role="professional"),)
    return replace(FIRST, notes=(*FIRST.notes, *notes), participants=(*FIRST.participants, *people))


def history(*meetings: Session) -> History:
    """The series with these meetings."""
    paths = {
        each.header.id: Path("oss") / f"{each.header.id}.toml" for each in (FIRST, SECOND, THIRD)
    }
    loose = tuple(LooseUpdate(Path("oss") / "updates" / "los.toml", each) for each in LOOSE)
    held = meetings or (FIRST, SECOND, THIRD)
    return History(Path("oss"), "Proeftuin", SERIES, held, paths, loose)


def of_meeting(session: Session | None = None, options: Options | None = None) -> HandingOn:
    """A meeting that is handed on, with its series."""
    first = session or meeting()
    return HandingOn(history(first, SECOND, THIRD), NOW, STEM, first, options or Options())


def of_series(*meetings: Session) -> HandingOn:
    """A series that is handed on."""
    read = history(*meetings)
    return HandingOn(read, NOW, series_stem(read))


def words_of(handing: HandingOn, kind: PaperKind, form: PaperForm = "md") -> str:
    """Return all that a paper says."""
    return "\n".join(each.make().decode() for each in handing.planned([(kind, form)]))


def names(planned: tuple[Planned, ...]) -> list[str]:
    """Return what the files are called."""
    return [each.name for each in planned]


# Which papers there are.


def test_a_meeting_has_its_papers_and_a_series_another() -> None:
    """A meeting gives everything but the comparison, which is of a series."""
    kinds = [paper.kind for paper in of_meeting().papers]
    assert kinds == [
        *("verslag", "organisaties", "managers", "deelnemers", "actielijst", "agenda"),
    ]
    assert [paper.kind for paper in of_series().papers] == ["vergelijking"]


def test_files_begin_as_the_record_does_and_say_what_they_are() -> None:
    """One file a form, for organisations one each, in the order of the papers."""
    made = names(of_meeting().planned(EVERY))
    assert made[:4] == [f"{STEM}.{form}" for form in ("docx", "pdf", "html", "md")]
    assert f"{STEM}-managers.pdf" in made
    assert f"{STEM}-deelnemers.docx" in made
    assert made[-2:] == [f"{STEM}-actielijst.csv", f"{STEM}-agenda.ics"]
    letters = [name for name in made if name.startswith(f"{STEM}-voor-")]
    assert len(letters) == 4 * of_meeting().count("organisaties") > 0


def test_only_what_was_chosen_is_planned() -> None:
    """Nothing comes along that nobody asked for."""
    assert names(of_meeting().planned([("verslag", "pdf"), ("agenda", "ics")])) == [
        f"{STEM}.pdf",
        f"{STEM}-agenda.ics",
    ]
    assert of_meeting().planned([]) == ()
    assert of_meeting().planned([("vergelijking", "pdf")]) == ()


def test_what_holds_nothing_is_not_made() -> None:
    """Without agreements, managers, organisations or days there is only what was said."""
    bare = Session(header=replace(FIRST.header, required_roles=("professional",)))
    alone = HandingOn(History(Path("los"), ""), NOW, STEM, bare)
    counts = {paper.kind: alone.count(paper.kind) for paper in alone.papers}
    assert counts == {
        "verslag": 1,
        "organisaties": 0,
        "managers": 0,
        "deelnemers": 1,
        "actielijst": 0,
        "agenda": 0,
    }
    drafted = replace(FIRST, header=replace(FIRST.header, status="draft"))
    assert of_series(drafted).count("vergelijking") == 0
    assert of_series(drafted).planned([("vergelijking", "md")]) == ()


# Names of files.


@given(st.lists(st.text(min_size=1, max_size=90), min_size=1, max_size=6))
def test_organisations_get_safe_names_of_their_own(organisations: list[str]) -> None:
    """Whatever an organisation is called, its file is one in the folder, and no other's."""
    people = tuple(
        Participant(id=f"p-{number}", role="professional", organisation=name)
        for number, name in enumerate(organisations)
    )
    session = Session(header=FIRST.header, participants=people)
    handing = HandingOn(History(Path("los"), ""), NOW, STEM, session)
    made = names(handing.planned([("organisaties", "pdf")]))
    assert len({name.casefold() for name in made}) == len(made) == handing.count("organisaties")
    for name in made:
        part = name.removeprefix(f"{STEM}-voor-").removesuffix(".pdf")
        assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", part)
        assert len(part) <= 64


def test_organisations_that_would_share_a_name_do_not() -> None:
    """Two that begin alike get a number; one that looks like a path is just words."""
    people = tuple(
        Participant(id=f"p-{number}", role="professional", organisation=name)
        for number, name in enumerate(("GGZ " * 20, "ggz " * 19, "../../etc", "con"))
    )
    session = Session(header=FIRST.header, participants=people)
    handing = HandingOn(History(Path("los"), ""), NOW, STEM, session)
    assert names(handing.planned([("organisaties", "md")])) == [
        f"{STEM}-voor-{'ggz-' * 14}ggz.md",
        f"{STEM}-voor-{'ggz-' * 14}ggz-2.md",
        f"{STEM}-voor-etc.md",
        f"{STEM}-voor-con-1.md",
    ]


@pytest.mark.parametrize(
    ("folder", "title", "stem"),
    [
        ("oss", "Proeftuin", "oss-vergelijking"),
        ("Één reeks/…", "x", "vergelijking"),
        ("…", "De Proeftuin", "de-proeftuin-vergelijking"),
        ("…", "…", "reeks-vergelijking"),
    ],
)
def test_the_file_of_a_series_is_named_after_it(folder: str, title: str, stem: str) -> None:
    """By its folder, or else by its title, or else it is just a series."""
    assert series_stem(History(Path(folder), title)).endswith(stem)


# What goes along.


@pytest.mark.parametrize("kind", ["verslag", "actielijst", "organisaties", "deelnemers"])
def test_names_and_personal_data_are_replaced_unless_asked(kind: PaperKind) -> None:
    """Initials for who took part, a word in brackets for data of a client."""
    session = meeting()
    promise = Promise(id="t-kim", what=TYPED, owner="Kim de Boer", due=dt.date(2016, 12, 1))
    session = replace(session, promises=(*session.promises, promise))
    words = words_of(of_meeting(session), kind, "csv" if kind == "actielijst" else "md")
    assert "Kim de Boer" not in words
    assert "12345678" not in words
    assert "Van Dalen" not in words
    if kind != "organisaties":
        asked = of_meeting(session, Options(names=True, personal=True))
        asked_words = words_of(asked, kind, "csv" if kind == "actielijst" else "md")
        assert "Kim de Boer" in asked_words
        assert "12345678" in asked_words
        assert REPLACED in words


@pytest.mark.parametrize(("names_too", "kept"), [(False, False), (True, True)])
def test_no_file_is_named_after_a_person(names_too: bool, kept: bool) -> None:
    """A record or a folder that somebody named after a person gives files that are not."""
    one = replace(FIRST, participants=(Participant(id="p", name="Jan van der Berg"),))
    options = Options(names=names_too, personal=names_too)
    read = replace(history(one), folder=Path("gezin-van-der-berg"), title="Berg")
    for stem, session, kind, new in (
        ("2026-03-02-jan-van-der-berg", one, "verslag", "2026-03-02-j-v-d-b"),
        (series_stem(read), None, "vergelijking", "gezin-j-v-d-b-vergelijking"),
    ):
        handing = HandingOn(read, NOW, stem, session, options)
        (made,) = handing.planned([(cast("PaperKind", kind), "md")])
        assert made.name == f"{stem if kept else new}.md"
        assert ("berg" in handing.read.folder.name) is kept


def test_a_comparison_is_pseudonymised_as_well() -> None:
    """What the meetings of a series say is replaced before it is compared."""
    promise = Promise(id="t-kim", what=TYPED, owner="Kim de Boer", due=dt.date(2016, 12, 1))
    first = replace(meeting(), promises=(promise,))
    handing = of_series(first, SECOND, THIRD)
    words = words_of(handing, "vergelijking")
    assert REPLACED in words
    assert "Kim de Boer" not in words
    asked = replace(handing, options=Options(names=True, personal=True))
    assert "Kim de Boer" in words_of(asked, "vergelijking")


def test_private_notes_come_along_only_in_the_report_and_only_when_asked() -> None:
    """A letter holds nothing private, whatever was asked."""
    letters: tuple[PaperKind, ...] = ("organisaties", "managers", "deelnemers")
    for kind in (*letters, "verslag"):
        assert SECRET not in words_of(of_meeting(), kind)
    asked = of_meeting(options=Options(private=True))
    assert SECRET in words_of(asked, "verslag")
    for kind in letters:
        assert SECRET not in words_of(asked, kind)
        assert "Privénotities zijn weggelaten" in words_of(asked, kind)
    assert "Privénotities staan er op verzoek in" in words_of(asked, "verslag")


@pytest.mark.parametrize(("names_too", "personal_too"), itertools.product([False, True], repeat=2))
def test_a_document_says_what_was_done(names_too: bool, personal_too: bool) -> None:
    """What was replaced, on what it was checked, and that this is no guarantee."""
    words = closing_words(Options(names=names_too, personal=personal_too))
    assert (
        words_of(of_meeting(options=Options(names=names_too, personal=personal_too)), "verslag")
        .rstrip()
        .endswith(words)
    )
    assert ("initialen" in words) is not names_too
    assert ("gecontroleerd op BSN" in words) is not personal_too
    assert ("geen garantie" in words) is not (names_too and personal_too)
    assert ("op verzoek" in words) is (names_too or personal_too)


def test_what_is_open_at_closing_is_worded_of_what_is_read() -> None:
    """Also in what stood open when it was closed, nobody is named in full."""
    handing = replace(of_meeting(), left_open=lambda session: (session.notes[-1].text,))
    assert "Kim de Boer" not in words_of(handing, "verslag")


def test_the_same_files_are_made_at_any_time() -> None:
    """Made again a year later, each file of a meeting is the same."""
    later = replace(of_meeting(), now=NOW + dt.timedelta(days=365))
    for one, other in zip(of_meeting().planned(EVERY), later.planned(EVERY), strict=True):
        assert one.make() == other.make(), one.name


# Where files are remembered.


def test_the_files_of_a_meeting_are_remembered_with_it(tmp_path: Path) -> None:
    """So that tidying finds them; a comparison is remembered with each meeting."""
    one, other = tmp_path / "a.pdf", tmp_path / "b.pdf"
    for path in (one, other):
        path.write_bytes(b"x")
    state = tmp_path / "state"
    note_put(of_meeting(), state, [one])
    note_put(of_series(), state, [other])
    first = known_as(FIRST.header.document, Path("oss") / f"{FIRST.header.id}.toml")
    assert made_of(state, first) == (one, other)
    third = known_as(THIRD.header.document, Path("oss") / f"{THIRD.header.id}.toml")
    assert made_of(state, third) == (other,)
