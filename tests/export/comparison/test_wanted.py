"""Naming a series and its meetings in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from sessiecoach.export.comparison.wanted import UnclearError, meetings_between, series_folder
from tests.export.comparison.grown import FIRST, SECOND, THIRD

HELD = (FIRST, SECOND, THIRD)


@pytest.fixture
def sessions(tmp_path: Path) -> Path:
    """Give a sessions folder with two series."""
    for name, title in (("oss", "Proeftuin Ruwaard"), ("woerden", "Samen verder")):
        folder = tmp_path / "sessions" / name
        folder.mkdir(parents=True)
        (folder / "series.toml").write_text(f'schema = 1\ntitle = "{title}"\n', encoding="utf-8")
    return tmp_path / "sessions"


@pytest.mark.parametrize("wanted", ["oss", "Proeftuin Ruwaard", "proeftuin  ruwaard"])
def test_a_series_by_folder_or_title(sessions: Path, wanted: str) -> None:
    """A folder name or a title, in any capitals and spacing, means the series."""
    assert series_folder(sessions, wanted) == sessions / "oss"


def test_a_series_by_its_path(sessions: Path, tmp_path: Path) -> None:
    """A folder anywhere can be named by where it is."""
    elsewhere = tmp_path / "kopie"
    elsewhere.mkdir()
    assert series_folder(sessions, str(elsewhere)) == elsewhere


def test_the_name_of_a_folder_goes_before_a_title(sessions: Path) -> None:
    """A title that is also the name of another folder means that folder."""
    (sessions / "oss" / "series.toml").write_text('schema = 1\ntitle = "woerden"\n')
    assert series_folder(sessions, "woerden") == sessions / "woerden"


def test_a_series_that_is_not_there_names_those_that_are(sessions: Path) -> None:
    """Who mistypes is told what there is."""
    with pytest.raises(UnclearError) as error:
        series_folder(sessions, "Os\x1bs")
    assert str(error.value) == "De reeks Os<1b>s is er niet; wel: oss, woerden."


def test_where_there_is_no_series_that_is_said(tmp_path: Path) -> None:
    """Without any series the sentence names the folder where one looked."""
    with pytest.raises(UnclearError, match="staat geen enkele reeks"):
        series_folder(tmp_path / "leeg", "oss")


def test_a_title_that_two_series_have_is_not_enough(sessions: Path) -> None:
    """Of two series with one title the folder has to be named."""
    (sessions / "woerden" / "series.toml").write_text('schema = 1\ntitle = "Proeftuin Ruwaard"\n')
    with pytest.raises(UnclearError) as error:
        series_folder(sessions, "Proeftuin Ruwaard")
    assert "noem de map van de reeks: oss, woerden" in str(error.value)


@pytest.mark.parametrize(
    ("first", "last", "meant"),
    [
        (None, None, ()),
        ("2", None, ("twee", "drie")),
        (None, "2", ("een", "twee")),
        ("1", "3", ("een", "twee", "drie")),
        ("5-9-2016", "10 okt 2016", ("twee", "drie")),
        ("5 september", "10-10", ("twee", "drie")),
        ("3", "3", ("drie",)),
    ],
)
def test_meetings_by_number_or_date(
    first: str | None, last: str | None, meant: tuple[str, ...]
) -> None:
    """A span of meetings is named by its ends; without either everything counts."""
    assert meetings_between(HELD, first, last) == meant


def test_a_date_without_year_is_of_the_series() -> None:
    """A day that the series has in one year only means that year."""
    later = replace(THIRD, header=replace(THIRD.header, date=dt.date(2017, 1, 9)))
    assert meetings_between((FIRST, SECOND, later), "5 sep", None) == ("twee", "drie")


def test_meetings_without_a_number_are_counted() -> None:
    """Where no record tells a number, a number is the place in the series."""
    numberless = tuple(replace(each, header=replace(each.header, number=0)) for each in HELD)
    assert meetings_between(numberless, "2", None) == ("twee", "drie")


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("3", "1", "De bijeenkomst bij --van (3) is later dan die bij --tot (1)."),
        (
            "7",
            None,
            (
                "De bijeenkomst 7 is niet gehouden in deze reeks; wel: 1 (ma 27 jun 2016),"
                " 2 (ma 5 sep 2016), 3 (ma 10 okt 2016)."
            ),
        ),
        ("6-9-2016", None, "De bijeenkomst 6-9-2016 is niet gehouden in deze reeks; wel: "),
        (None, "ooit", "ooit is geen nummer of datum van een bijeenkomst."),
    ],
)
def test_meetings_that_are_not_there(first: str | None, last: str | None, sentence: str) -> None:
    """What means no meeting is said, with the meetings that there are."""
    with pytest.raises(UnclearError) as error:
        meetings_between(HELD, first, last)
    assert str(error.value).startswith(sentence)


def test_a_series_without_meetings_has_none_to_name() -> None:
    """Before the first meeting nothing can be chosen, and that is what it says."""
    with pytest.raises(UnclearError, match="wel: nog geen enkele"):
        meetings_between((), "1", None)
    with pytest.raises(UnclearError, match="wel: nog geen enkele"):
        meetings_between((), "5-9-2016", None)
