"""What was told of a framework, of bottlenecks and of own questions, in the reports of a series."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sessiecoach.domain.series import ParticipantQuestion, QuestionVersion
from sessiecoach.domain.session import Block, Header, Improvement, Promise, Session, Update
from sessiecoach.export.outline import Item, Listing, Outline, Table
from sessiecoach.export.report import report
from tests.ui.lookback_kinds import DAY_ONE

NOW = dt.datetime(2016, 9, 5, 8, tzinfo=dt.UTC)
TOLD = (
    Update(id="u-3", item="l-1", applied="yes", applied_where="zuid", went="well"),
    Update(id="u-4", item="n-1", done="no", form="college", response="Volgende keer"),
    Update(id="u-5", item="q-1", done="yes", wording="Wat doe ik?", next_step="Bellen"),
    Update(id="u-6", item="q-1", position="ernaast", improvements=(Improvement(text="Lef"),)),
    Update(id="u-7", item="x-1", remark="van niets bekends"),
)
HERE = Session(
    header=Header(id="twee", date=dt.date(2016, 9, 5), status="closed"),
    updates=TOLD,
    promises=(Promise(id="t-1", what="Weekend", owner="teamleider", from_=("l-1",)),),
)


def heard(outline: Outline) -> tuple[Item, ...]:
    """Return what the report says was heard of earlier meetings."""
    found = next(each for each in outline.sections if each.id == "terugkom")
    return tuple(i for part in found.parts if isinstance(part, Listing) for i in part.items)


def test_what_was_heard_names_the_item_and_answers_its_own_questions() -> None:
    """By its text, its label and the day of its meeting; a knot is cut and a step is taken."""
    line, knot, better, unknown = heard(report(HERE, NOW, meetings=(DAY_ONE,)))
    assert (line.label, line.text, line.tags) == (
        "R1",
        "Wie het eerst bij het gezin komt, belt de anderen.",
        ("27 jun 2016",),
    )
    assert line.details == (("Toegepast", "ja; zuid"), ("Hoe ging het", "goed"))
    assert (knot.label, knot.text) == ("P1", "De woningcorporatie mag geen gegevens delen.")
    assert knot.details == (("Doorgehakt", "nee; college"), ("Besloten", "Volgende keer"))
    # How a question is worded now, its position and its steps stand with the own questions.
    assert (better.label, better.text) == ("V1", "teamleider: Hoe krijg ik mijn team zover?")
    assert better.details == (("Moet beter", "Lef"),)
    assert unknown.text == "Punt van een eerdere bijeenkomst"


def test_without_the_series_only_the_kind_is_known() -> None:
    """By the letter of its id, where that tells; the answers keep their words."""
    _line, knot, question, position, _unknown = heard(report(HERE, NOW))
    assert knot.text == "Knelpunt van een eerdere bijeenkomst"
    assert knot.details[0] == ("Doorgehakt", "nee; college")
    assert question.text == "Deelnemersvraag van een eerdere bijeenkomst"
    assert question.details == (
        ("Stap gezet", "ja"),
        ("Vraag nu", "Wat doe ik?"),
        ("Volgende stap", "Bellen"),
    )
    assert position.details == (("Positie", "ernaast"), ("Moet beter", "Lef"))


def test_a_question_of_the_series_has_its_words_and_no_day() -> None:
    """It was brought to the series, not in a meeting; those that meetings brought count on."""
    first = QuestionVersion(on=dt.date(2016, 6, 1), text="Wie begint?")
    brought = (ParticipantQuestion(id="v-1", by="adviseur", versions=(first,)),)
    told = (
        Update(id="u-1", item="v-1", on=dt.date(2016, 9, 5), remark="ziek"),
        Update(id="u-2", item="q-1", on=dt.date(2016, 9, 5), remark="op tijd"),
    )
    here = replace(HERE, updates=told)
    series, question = heard(report(here, NOW, meetings=(DAY_ONE,), brought=brought))
    assert (series.label, series.text, series.tags) == ("V1", "adviseur: Wie begint?", ())
    assert (question.label, question.tags) == ("V2", ("27 jun 2016",))
    alone = heard(report(here, NOW, brought=brought))[0]
    assert (alone.label, alone.text) == ("V1", "adviseur: Wie begint?")


def below(outline: Outline, *sections: str) -> list[str]:
    """Return what stands below the cells of tables, of some sections or of all."""
    return [
        line
        for section in outline.sections
        if not sections or section.id in sections
        for part in section.parts
        if isinstance(part, Table)
        for row in part.rows
        for cell in row
        for line in cell.below
    ]


def test_an_action_says_from_which_agreement_it_comes() -> None:
    """By its label and the day of the meeting that worded it so."""
    outline = report(HERE, NOW, meetings=(DAY_ONE,))
    assert below(outline, "toezeggingen") == ["uit R1 van 27 jun 2016"]


def test_what_was_told_of_an_item_of_this_meeting_has_its_words() -> None:
    """In the report of the meeting that a bottleneck comes from it is cut, not done."""
    told = Update(id="u-8", item="n-1", on=dt.date(2016, 9, 5), done="yes")
    blocks = (*DAY_ONE.blocks, Block(id="k", kind="plenary", worksheets=("bottlenecks",)))
    later = replace(HERE, updates=(told,))
    outline = report(replace(DAY_ONE, blocks=blocks), NOW, meetings=(later,))
    assert "5 sep 2016: doorgehakt" in below(outline)


def test_what_was_told_of_a_private_bottleneck_stays_private() -> None:
    """Somebody marked it private after others had told of it."""
    (note, *notes) = DAY_ONE.notes
    first = replace(DAY_ONE, notes=(replace(note, private=True), *notes))
    shown = heard(report(HERE, NOW, meetings=(first,)))
    assert "Volgende keer" not in [words for item in shown for _name, words in item.details]
    everything = heard(report(HERE, NOW, private=True, meetings=(first,)))
    assert "Volgende keer" in [words for item in everything for _name, words in item.details]
