"""What somebody types into a search is read as words, phrases, beginnings and filters."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.search_query import SearchQuery, Term, read_query

DAY = dt.date(2016, 9, 5)


def day(typed: str) -> dt.date | None:
    """Know one day."""
    return DAY if typed == "5-9-2016" else None


def read(typed: str, *, typing: bool = False) -> SearchQuery:
    """Read what was typed."""
    return read_query(typed, day, typing=typing)


def test_words_are_terms() -> None:
    """Each word must be there; between quotes they stay together, and a star lets a word go on."""
    assert read('ruimte "te weinig" bel* "en zo"*').terms == (
        Term("ruimte"),
        Term("te weinig", exactly=True),
        Term("bel", begins=True),
        Term("en zo", exactly=True, begins=True),
    )


def test_a_quote_that_is_still_open_counts_until_the_end() -> None:
    """While somebody types a phrase, its end is not there yet."""
    assert read('"te weinig ru').terms == (Term("te weinig ru", exactly=True),)


@pytest.mark.parametrize("typed", ["", "  ", "!!! -", '""', "wie:", "is: ", "👍", "*"])
def test_signs_ask_nothing(typed: str) -> None:
    """What has no letter or digit asks for nothing, and neither does a filter without a value."""
    assert read(typed) == SearchQuery()
    assert read(typed).is_empty


def test_the_word_that_is_being_typed_may_go_on() -> None:
    """The word at the end is unfinished until a space follows; with a star it is a beginning."""
    assert read("te bel", typing=True).terms == (Term("te"), Term("bel", unfinished=True))
    assert read("te bel ", typing=True).terms == (Term("te"), Term("bel"))
    assert read("bel*", typing=True).terms == (Term("bel", begins=True),)
    assert read("bel").terms == (Term("bel"),)


def test_a_filter_that_is_being_typed_may_go_on() -> None:
    """Its value is unfinished as well, but one letter is what a case is called."""
    assert read("wie:jan", typing=True).filters == {"who": (Term("jan", unfinished=True),)}
    assert read("casus:a", typing=True).filters == {"case": (Term("a"),)}
    assert read("wie:jan geld", typing=True).filters == {"who": (Term("jan"),)}


def test_a_phrase_that_is_being_typed_may_go_on() -> None:
    """Until its end is typed its last word is unfinished."""
    open_phrase = Term("te weinig ru", exactly=True, unfinished=True)
    assert read('"te weinig ru', typing=True).terms == (open_phrase,)
    assert read('"te weinig ru"', typing=True).terms == (Term("te weinig ru", exactly=True),)


def test_filters_have_their_values() -> None:
    """Each filter takes a word or a phrase, in any case, with or without a space."""
    query = read('wie:jan WIE:"wijkteam zuid" soort: actie perspectief:sys* casus:a reeks:oss geld')
    assert query.filters == {
        "who": (Term("jan"), Term("wijkteam zuid", exactly=True)),
        "kind": (Term("actie"),),
        "perspective": (Term("sys", begins=True),),
        "case": (Term("a"),),
        "series": (Term("oss"),),
    }
    assert query.terms == (Term("geld"),)


@pytest.mark.parametrize("typed", ["12:30", "http://voorbeeld", "let:op", "gewie:jan"])
def test_what_only_looks_like_a_filter_is_words(typed: str) -> None:
    """A colon makes no filter of a word that is none."""
    assert read(typed).terms == (Term(typed),)
    assert not read(typed).unclear


def test_what_stands_open_is_asked_for() -> None:
    """What is late is open as well, so asking for both is asking for what is late."""
    assert read("is:open").standing == "open"
    assert read("IS:Te-Laat").standing == "late"
    assert read("is:te-laat is:open").standing == "late"
    assert read("geld").standing is None


def test_days_and_years_bound_the_meetings() -> None:
    """A year is left out as a whole; of two bounds the narrower one counts."""
    assert read("voor:2016").before == dt.date(2016, 1, 1)
    assert read("na:2016").after == dt.date(2016, 12, 31)
    assert read("voor:5-9-2016").before == DAY
    assert read("na:2015 na:5-9-2016 voor:2020 voor:2018") == SearchQuery(
        after=DAY, before=dt.date(2018, 1, 1)
    )


@pytest.mark.parametrize("typed", ["is:raar", "voor:gisteren", "na:0000"])
def test_a_value_that_says_nothing_is_named(typed: str) -> None:
    """Nobody gets an answer to another question than was asked, without a word about it."""
    query = read(f"geld {typed}")
    assert query.unclear == (typed,)
    assert query == SearchQuery(terms=(Term("geld"),), unclear=(typed,))


@given(st.text(), st.booleans())
def test_anything_can_be_typed(typed: str, typing: bool) -> None:
    """Reading never fails, and each term that it gives has something to look for."""
    query = read(typed, typing=typing)
    assert all(any(map(str.isalnum, term.text)) for term in query.terms)
    assert not any("\n" in each for each in query.unclear)
