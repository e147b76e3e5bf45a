"""What is found in records: which items, by which words and filters, in which order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessiecoach.domain.search_query import SEARCHED_KINDS, read_query
from sessiecoach.domain.series import ParticipantQuestion, QuestionVersion, Series
from sessiecoach.domain.session import Note, Session, Update
from sessiecoach.dutch.likeness import Stems
from sessiecoach.dutch.search import day_meant
from sessiecoach.storage.search.found import Hit
from sessiecoach.storage.search.index import SearchIndex
from sessiecoach.storage.search.match import match_text
from sessiecoach.storage.series import series_bytes
from sessiecoach.storage.updates import add_update
from tests.storage.searched import FIRST, NOW, SECOND, TODAY, ask, hits, items, put


def filled(folder: Path) -> SearchIndex:
    """Return the index of a folder with two meetings, as of the day on which people ask."""
    sessions = folder / "sessions"
    put(sessions, "oss", FIRST)
    put(sessions, "oss", SECOND)
    (sessions / "oss" / "series.toml").write_bytes(series_bytes(Series(title="Proeftuin Oss")))
    index = SearchIndex(folder / "state", sessions)
    assert index.refresh(dt.datetime.combine(TODAY, dt.time(9), dt.UTC)).faults == ()
    return index


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    """Give one index to ask, for every test that changes nothing."""
    index = filled(tmp_path_factory.mktemp("searched"))
    yield index
    index.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("belemmering", ["n-1"]),
        ("huis", ["n-1"]),
        ("EEN grote", ["n-1"]),
        ("één aanspreekpunten", ["s-1"]),
        ("aanspr*", ["s-1"]),
        ("aanspr", []),
        ('"grote belemmeringen lijst"', ["n-1"]),
        ('"lijst grote"', []),
        ('"belemmering"', []),
        ("grote mandaat", []),
        ("mandaten", ["", "s-1"]),
        ("terugbellen", ["f-2"]),
        ("rust", ["i-1"]),
        ("koffie", [""]),
        ("lekkages", ["a"]),
        ("begin ik", ["q-1"]),
        ("verrassend", ["u-1"]),
        ("spreekwoord", []),
    ],
)
def test_words_are_found_however_they_are_inflected(
    index: SearchIndex, typed: str, found: list[str]
) -> None:
    """Accents, capitals, plural and inflection do not count; a phrase and a prefix are exact."""
    assert items(index, typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("wie:manager", ["n-1"]),
        ("wie:managers soort:belemmeringen", ["n-1"]),
        ("wie:gemeente wie:corporatie", ["t-1", "t-2"]),
        ("soort:toezegging", ["t-1"]),
        ("soort:kader", ["f-2"]),
        ("soort:terugkoppeling", ["k-1"]),
        ("perspectief:systeem soort:eis", ["e-1"]),
        ("casus:dak soort:belemmering", ["n-1"]),
        ("casus:a soort:casus", ["a"]),
        ("reeks:proeftuin soort:besluit", ["b-1"]),
        ("reeks:oss soort:besluit tijd", ["b-1"]),
        ("reeks:elders soort:besluit", []),
        ("is:open soort:actie soort:toezegging", ["t-1", "t-2"]),
        ("is:te-laat", ["t-1"]),
        ("na:27-6-2016 soort:terugkom", ["u-1"]),
        ("voor:2017 na:2015 bellen", ["t-1"]),
        ("voor:27-6-2016", []),
        ("na:5-9-2016", []),
    ],
)
def test_filters_narrow_what_is_found(index: SearchIndex, typed: str, found: list[str]) -> None:
    """Each filter looks in its own place; the same filter twice asks for one or the other."""
    assert items(index, typed) == found


def test_every_kind_can_be_asked_for(index: SearchIndex) -> None:
    """What a hit calls itself can be typed as a filter, and finds that hit."""
    every = hits(ask(index, "voor:2020", private=True))
    assert {each.kind for each in every} <= set(SEARCHED_KINDS)
    for each in every:
        assert each in hits(ask(index, f"soort:{each.kind}", private=True))


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("de kinderen", "kind"),
        ("een kind", "kinderen"),
        ("twee steden", "stad"),
        ("een lid", "leden"),
    ],
)
def test_plurals_that_change_their_sound_are_found(
    tmp_path: Path, written: str, typed: str
) -> None:
    """Either is found by the other, and stands out."""
    note = Note(id="n-1", kind="feit", text=written)
    put(tmp_path / "sessions", "oss", replace(SECOND, notes=(note,), updates=()))
    index = SearchIndex(tmp_path / "state", tmp_path / "sessions")
    index.refresh(NOW)
    (hit,) = hits(ask(index, typed))
    assert hit.marks
    index.close()


def test_a_bound_alone_finds_all_of_those_meetings(index: SearchIndex) -> None:
    """Who asks for a period gets everything of it, in the order of the record."""
    assert items(index, "voor:5-9-2016")[:6] == ["", "", "", "a", "q-1", "n-1"]
    assert items(index, "na:27-6-2016") == ["", "u-1"]


def test_how_something_stands_follows_the_day(index: SearchIndex) -> None:
    """Nothing is read again for a promise to be late on the day after its day."""
    assert items(index, "is:te-laat", today=dt.date(2016, 7, 1)) == []
    assert items(index, "is:te-laat", today=dt.date(2017, 1, 2)) == ["t-1", "t-2"]
    assert [each.standing for each in hits(ask(index, "bellen"))] == ["late"]
    assert [each.standing for each in hits(ask(index, "schrijven"))] == ["open"]
    assert [each.standing for each in hits(ask(index, "lekkage"))] == [""]


def test_a_later_meeting_decides_how_an_item_stands(tmp_path: Path) -> None:
    """What is told in a later record changes what is open, though the first did not change."""
    index = filled(tmp_path)
    third = Session(
        header=replace(SECOND.header, id="derde", date=dt.date(2016, 10, 1)),
        updates=(Update(id="u-9", item="t-1", on=dt.date(2016, 10, 1), status="done"),),
    )
    put(tmp_path / "sessions", "oss", third)
    index.refresh(NOW)
    assert items(index, "is:open soort:toezegging") == []
    assert [each.standing for each in hits(ask(index, "bellen"))] == ["closed"]
    index.close()


def test_what_lies_ahead_counts_from_its_day(tmp_path: Path) -> None:
    """An update with a day to come does not count before that day, and does from then on."""
    index = filled(tmp_path)
    told = Update(id="u-9", item="t-1", on=dt.date(2016, 12, 1), status="done")
    add_update(tmp_path / "sessions" / "oss", told)
    index.refresh(dt.datetime(2016, 11, 30, 9, tzinfo=dt.UTC))
    assert items(index, "is:open soort:toezegging") == ["t-1"]
    index.refresh(dt.datetime(2016, 12, 1, 9, tzinfo=dt.UTC))
    assert items(index, "is:open soort:toezegging") == []
    index.refresh(dt.datetime(2016, 11, 30, 9, tzinfo=dt.UTC))
    assert items(index, "is:open soort:toezegging") == ["t-1"]
    index.close()


def test_private_items_wait_until_they_are_asked_for(index: SearchIndex) -> None:
    """Neither a private note nor what was told of it is found by itself."""
    assert items(index, "smid") == items(index, "verklapt") == []
    assert [each.item for each in hits(ask(index, "smid", private=True))] == ["n-2"]
    assert [each.item for each in hits(ask(index, "verklapt", private=True))] == ["u-2"]
    assert all(each.private for each in hits(ask(index, "verklapt", private=True)))


def test_hits_are_grouped_by_meeting_the_newest_first(tmp_path: Path) -> None:
    """A meeting has its date, series, title and record; of one day, each is apart."""
    index = filled(tmp_path)
    sessions = tmp_path / "sessions"
    note = Note(id="n-9", kind="feit", text="Bellen kan later")
    undated = Session(header=replace(SECOND.header, id="los", date=None), notes=(note,))
    path = put(sessions, "", undated)
    again = replace(SECOND, header=replace(SECOND.header, id="ander"), notes=(note,), updates=())
    put(sessions, "zuid", again)
    index.refresh(NOW)
    found = ask(index, "bellen")
    assert [(each.date, each.series, each.title) for each in found.meetings] == [
        (again.header.date, "zuid", "Tweede"),
        (FIRST.header.date, "Proeftuin Oss", "Eerste leersessie"),
        (None, "", "Tweede"),
    ]
    assert [each.folder for each in found.meetings][::2] == [sessions / "zuid", sessions]
    assert found.meetings[2].path == found.meetings[2].record == path
    index.close()


def test_only_the_newest_are_given_when_there_are_many(index: SearchIndex) -> None:
    """A list that is cut off says so."""
    whole = ask(index, "voor:2020")
    some = ask(index, "voor:2020", limit=3)
    assert (some.hits, some.more, whole.more) == (3, True, False)
    assert hits(some) == hits(whole)[:3]
    assert not ask(index, "voor:2020", limit=whole.hits).more


def test_all_that_answers_is_counted_without_giving_it(index: SearchIndex) -> None:
    """The count is that of a search without a limit, private items only where asked for."""
    for typed in ("voor:2020", "is:te-laat", "soort:feit", "eenhoorn", ""):
        for private in (False, True):
            whole = ask(index, typed, private=private)
            total = index.count(read_query(typed, day_meant), TODAY, private=private)
            assert (total.hits, total.meetings) == (whole.hits, len(whole.meetings))


def test_a_word_that_is_being_typed_finds_what_it_may_become(index: SearchIndex) -> None:
    """It is a beginning and a word: both what goes on and what is inflected are found, marked."""
    for typed in ("belem", "belemmering", "belemmeringen"):
        found = index.find(read_query(typed, day_meant, typing=True), TODAY)
        (hit,) = hits(found)
        ((begin, end),) = hit.marks
        assert hit.text[begin:end] == "belemmeringen"


def test_what_can_be_asked_for_is_known(index: SearchIndex) -> None:
    """Values of filters come from the records, without their ids and without private items."""
    contents = index.contents()
    assert contents.meetings == 2
    assert contents.years == (2016,)
    assert contents.values["series"] == ("Proeftuin Oss",)
    assert contents.values["perspective"] == ("Het systeem",)
    assert contents.values["case"] == ("Het dak",)
    assert {"wijkagent", "gemeente", "teamleider", "Zorggroep"} < set(contents.values["who"])
    for name, values in contents.values.items():
        typed = {"who": "wie", "perspective": "perspectief", "case": "casus", "series": "reeks"}
        assert all(ask(index, f'{typed[name]}:"{value}"').hits for value in values)


def test_what_is_private_is_no_value_of_a_filter(tmp_path: Path) -> None:
    """Who stands only in a private note is not offered to anybody who looks along."""
    hidden = Note(id="n-9", kind="feit", text="Iets", who="oom Jan", private=True)
    put(tmp_path / "sessions", "oss", replace(FIRST, notes=(*FIRST.notes, hidden)))
    index = SearchIndex(tmp_path / "state", tmp_path / "sessions")
    index.refresh(NOW)
    assert "manager" in index.contents().values["who"]
    assert "oom Jan" not in index.contents().values["who"]
    index.close()


def test_a_meeting_says_which_format_it_has_and_how_far_it_is(tmp_path: Path) -> None:
    """A list can say of each meeting what it was, without opening its record."""
    header = replace(FIRST.header, werkvorm="leersessie", status="closed")
    put(tmp_path / "sessions", "oss", replace(FIRST, header=header))
    index = SearchIndex(tmp_path / "state", tmp_path / "sessions")
    index.refresh(NOW)
    (meeting,) = ask(index, "lekkage").meetings
    assert (meeting.werkvorm, meeting.status) == ("leersessie", "closed")
    index.close()


def test_what_was_told_between_meetings_leads_to_its_item(tmp_path: Path) -> None:
    """An update in a file of its own opens the record with the item that it tells of."""
    index = filled(tmp_path)
    folder = tmp_path / "sessions" / "oss"
    told = add_update(folder, Update(item="s-1", on=dt.date(2016, 9, 20), remark="Uitgesteld"))
    add_update(folder, Update(item="nergens", on=dt.date(2016, 9, 21), remark="Uitgesteld"))
    index.refresh(NOW)
    unknown, meeting = ask(index, "uitgesteld").meetings
    assert (meeting.path, meeting.record) == (told.path, folder / "eerste.toml")
    assert meeting.hits[0].about == "s-1"
    assert unknown.record is None
    index.close()


def test_questions_of_the_series_are_found_in_all_their_wordings(tmp_path: Path) -> None:
    """They stand in no record, so there is none to open."""
    index = filled(tmp_path)
    asked = ParticipantQuestion(
        id="q-7", by="MB", versions=(QuestionVersion(text="Hoe durf ik af te wijken?"),)
    )
    file = tmp_path / "sessions" / "oss" / "series.toml"
    file.write_bytes(series_bytes(Series(title="Oss", questions=(asked,))))
    index.refresh(NOW)
    (meeting,) = ask(index, "wie:mb afwijken*").meetings or ask(index, "wie:mb durven").meetings
    assert (meeting.path, meeting.record, meeting.hits[0].item) == (file, None, "q-7")
    index.close()


def test_marks_say_where_the_words_stand(index: SearchIndex) -> None:
    """Every word that answers is marked, in the text as people wrote it."""
    (hit,) = hits(ask(index, '"belemmeringen lijst" huis een'))
    assert [hit.text[begin:end] for begin, end in hit.marks] == [
        "Eén",
        "belemmeringen",
        "lijst",
        "huizen",
    ]
    assert hits(ask(index, "wie:manager"))[0].marks == ()
    begun = hits(ask(index, "belem*"))[0]
    assert [begun.text[a:b] for a, b in begun.marks] == ["belemmeringen"]


@given(st.text("ab ", min_size=1, max_size=80), st.data())
def test_an_excerpt_holds_the_first_mark(text: str, data: st.DataObject) -> None:
    """It is no longer than was asked, and what is marked in it is what was marked in the text."""
    begin = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(begin + 1, min(len(text), begin + 10)))
    hit = Hit(item="", table="", kind="", text=text, marks=((begin, end),))
    around = hit.around(20)
    assert len(around.text) <= 22
    (first, last), *_ = around.marks
    assert text[begin:end].startswith(around.text[first:last])
    assert around.text.strip("…") in text


def test_an_excerpt_of_a_text_without_marks_is_its_beginning() -> None:
    """Words stay whole where there is room for them."""
    hit = Hit(item="", table="", kind="", text="een twee drie vier vijf")
    assert hit.around(10).text == "een twee…"
    assert hit.around(40).text == hit.text
    end = replace(hit, marks=((19, 23),))
    assert end.around(10).text == "…vier vijf"


# What a person typed is data.


@given(st.text())
def test_only_quoted_words_get_into_the_query(typed: str) -> None:
    """Without what stands between quotes, only the words of this program are left."""
    match = match_text(read_query(typed, lambda _: None), Stems())
    outside = " ".join((match or "").split('"')[::2])
    known = {"AND", "OR", ":", "*", "words", "stems", "flags"}
    known |= {"who", "kind", "perspective", "casus", "series"}
    assert set(outside.replace("(", " ").replace(")", " ").split()) <= known
    inside = "".join((match or "").split('"')[1::2])
    assert all(sign.isalnum() or sign == " " for sign in inside)


@settings(max_examples=200)
@given(
    typed=st.one_of(
        st.text(),
        st.text("ab\":*()^-+{}'\\\0 ANDORNOTwiesoort", max_size=30),
        st.sampled_from(["wie:\ufc5e", "\ufc5e", 'a" OR words:b', "'; DROP TABLE found; --"]),
    )
)
def test_whatever_is_typed_gets_an_answer(index: SearchIndex, typed: str) -> None:
    """No text of a person is a fault of the search, and none of them changes what is there."""
    ask(index, typed)
    assert index.on_disk
    assert items(index, "terugbellen") == ["f-2"]


def test_a_term_that_falls_apart_finds_nothing(index: SearchIndex) -> None:
    """A sign that is no word is not taken for no question at all."""
    assert items(index, "voor:2020 \ufc5e") == []
    assert match_text(read_query("dak \ufc5e", lambda _: None), Stems()) is None


@settings(max_examples=50)
@given(st.text(min_size=1))
def test_any_text_of_a_record_is_found_by_its_words(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    """What somebody wrote is found by that, and stays on one line."""
    folder = tmp_path_factory.mktemp("any")
    note = Note(id="n-1", kind="feit", text=f"anker {text}")
    put(folder / "sessions", "oss", replace(SECOND, notes=(note,), updates=()))
    index = SearchIndex(folder / "state", folder / "sessions")
    assert index.refresh(NOW).faults == ()
    (hit,) = hits(ask(index, "anker"))
    assert "\n" not in hit.text
    index.close()
