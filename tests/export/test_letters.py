"""Letters: each has what concerns its reader, and nothing that does not."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest

from sessiecoach.domain.series import PlannedMeeting, Series
from sessiecoach.domain.session import (
    Block,
    Decision,
    Framework,
    FrameworkLine,
    Header,
    Next,
    Note,
    OwnQuestion,
    Participant,
    Promise,
    Session,
    Solution,
    Update,
)
from sessiecoach.domain.text import one_line, visible
from sessiecoach.export.letters import (
    in_no_letter,
    managers_letter,
    organisation_letters,
    participants_letter,
)
from sessiecoach.export.markdown import markdown
from sessiecoach.export.outline import Outline
from sessiecoach.export.source import Source
from sessiecoach.export.written import document
from tests.export.agreed import GONE, JUNE, NOW, SEPTEMBER, SERIES, SOURCE, ZONE, with_text
from tests.export.texts import texts
from tests.hostile_texts import HOSTILE

GOLDEN = Path(__file__).parent / "golden"
LETTERS = {each.audience: each.outline for each in organisation_letters(SOURCE, SERIES)}
EMPTY = Source(
    Session(
        header=Header(id="leeg", date=dt.date(2016, 9, 5)),
        participants=(Participant(role="manager", organisation="school", present=("*",)),),
    ),
    ZONE,
    NOW,
)


def _said(outline: Outline | None) -> str:
    assert outline is not None
    return "\n".join(texts(outline))


@pytest.mark.parametrize("name", ["organisation", "managers", "participants"])
def test_a_letter_stays_as_it_was(name: str) -> None:
    """The whole text of each kind of letter is known."""
    made = {
        "organisation": LETTERS["GGZ"],
        "managers": managers_letter(SOURCE, SERIES),
        "participants": participants_letter(SOURCE, SERIES),
    }[name]
    assert made is not None
    assert markdown(made) == (GOLDEN / f"letter.{name}.md").read_text(encoding="utf-8")


def test_each_organisation_gets_one_letter_and_so_does_a_body_that_is_named() -> None:
    """Two spellings are one organisation; who has none gets no letter."""
    assert list(LETTERS) == ["GGZ", "wijkteam", "gemeente", "stuurgroep Zorg"]


def test_a_letter_has_no_list_of_contents() -> None:
    """It is read from its beginning, however many parts it has."""
    assert len(LETTERS["GGZ"].sections) > 4
    assert LETTERS["GGZ"].contents == ()
    assert replace(LETTERS["GGZ"], title="x").contents == ()


def test_a_letter_has_no_promise_note_or_request_of_another() -> None:
    """What others promised, noted or were asked stays with them."""
    said = _said(LETTERS["wijkteam"])
    for foreign in ("De wachtlijst delen", "Het potje vullen", "geld geven", "Ook in de avond"):
        assert foreign not in said
    for letter in LETTERS.values():
        assert "Notitie van een ander" not in _said(letter)
        assert "Bij de een wel" not in _said(letter)  # told of all, by one of them


def test_a_letter_has_what_was_promised_asked_and_decided() -> None:
    """Promises by name of a participant, requests, decisions, report-backs, also of earlier."""
    said = _said(LETTERS["wijkteam"])
    for own in (
        "De familie bellen",
        "een lijst maken",
        "Het wijkteam kiest.",
        "We beginnen klein.",
        "het potje",
        "de start",
        "Een kamer regelen",
        "5 sep 2016: gereed; Mooi.",
    ):
        assert own in said


def test_a_promise_is_in_the_letters_of_its_owner_and_of_who_promised_it() -> None:
    """The owner has to do it, the other has to back it."""
    assert "Het potje vullen" in _said(LETTERS["gemeente"])
    assert "toegezegd door manager GGZ" in _said(LETTERS["GGZ"])


def test_an_earlier_promise_is_said_with_how_it_stands() -> None:
    """Late after the day to which it was moved, and how often that was."""
    said = _said(LETTERS["GGZ"])
    assert "ma 15 aug 2016" in said
    assert "te laat" in said
    assert "stand: te laat, 1 keer uitgesteld" in said
    assert "De folder herdrukken" not in said  # done before this meeting


def test_nothing_private_or_withdrawn_is_in_a_letter_also_where_a_report_shows_it() -> None:
    """A letter goes to others."""
    source = replace(SOURCE, private=True)
    managers = managers_letter(source, SERIES)
    outlines = [each.outline for each in organisation_letters(source, SERIES)]
    for outline in (*outlines, managers, participants_letter(source, SERIES)):
        said = _said(outline)
        for hidden in ("Privéplan", "Niet vertellen", "Geheim besluit", "Stil gehouden"):
            assert hidden not in said
        assert "Vervallen plan" not in said
        assert "Is al beloofd" not in said


def test_what_is_in_no_letter_is_told() -> None:
    """An owner that is not known, an addressee without an organisation, a decision of others."""
    assert in_no_letter(SOURCE) == (
        "Actie A2 (nog niemand): Iemand zoeken",
        "Oplossing O2 (voor bestuurders): Iets voor niemand",
        "Besluit B6: Iets anders.",
    )
    nobody = Session(header=JUNE.header, solutions=(Solution(id="s", text="Iets"),))
    said = in_no_letter(replace(SOURCE, session=nobody, others=()))
    assert said == ("Oplossing O1 (voor niemand genoemd): Iets",)


def test_every_agreement_is_in_a_letter_or_in_the_list_of_those_that_are_not() -> None:
    """Nothing is lost."""
    letters = "\n".join(map(_said, LETTERS.values()))
    everywhere = letters + "\n".join(in_no_letter(SOURCE))
    agreed = [each.what for each in SEPTEMBER.promises if not each.private]
    agreed += [s.text for s in SEPTEMBER.solutions if not s.private and s.withdrawn_at is None]
    agreed += [each.text for each in SEPTEMBER.decisions if not each.private]
    agreed += [each.subject for each in SEPTEMBER.report_backs]
    assert len(agreed) == 9
    assert [each for each in agreed if each not in everywhere] == []


def test_the_managers_get_only_what_managers_promised() -> None:
    """No decision and nothing of others; what was put before them has led to a promise."""
    said = _said(managers_letter(SOURCE, SERIES))
    assert "Het potje vullen" in said
    assert "Hieronder staat wat managers toezegden." in said
    assert "Uitvoerbaar door aanwezig management" not in said
    assert "Besluiten" not in said
    assert "De familie bellen" not in said
    assert "Iets voor niemand" not in said
    assert "We beginnen klein." not in said
    assert "Er waren managers van: GGZ." in said


def test_managers_without_a_promise_read_what_they_were_asked() -> None:
    """They still owe an answer; where nothing was asked either, that is said."""
    session = replace(SOURCE.session, promises=(), updates=())
    alone = replace(SOURCE, session=session, others=(), loose=())
    asked = _said(managers_letter(alone, SERIES))
    assert "Van managers staat geen toezegging open; wat u is gevraagd staat hieronder." in asked
    assert "Wat u is gevraagd" in asked
    assert "Uitvoerbaar door aanwezig management" in asked
    bare = replace(session, solutions=())
    nothing = _said(managers_letter(replace(alone, session=bare), SERIES))
    assert "er is u niets gevraagd" in nothing


def test_without_managers_there_is_no_letter_to_them() -> None:
    """Nobody is needed, expected or named as a manager."""
    nobody = Session(participants=(Participant(role="programmamanager"),))
    assert managers_letter(replace(EMPTY, session=nobody)) is None


def test_who_took_part_reads_what_was_agreed_and_what_to_take_home() -> None:
    """Cases that were spoken of, numbers instead of notes, and the evaluation in short."""
    said = _said(participants_letter(SOURCE, SERIES))
    assert "De drempel" in said
    assert "Nog niet besproken" not in said
    assert "Genoteerd: 1 belemmering en 1 helpende factor;" in said
    assert "gemiddeld 4 op een schaal tot 5" in said
    assert "meer koffie" in said
    assert "Eigen woorden" not in said
    assert "Mee naar uw eigen organisatie" in said


def test_a_letter_without_agreements_says_so_and_still_says_what_comes() -> None:
    """The next date, and that nothing is open."""
    series = Series(planned_meetings=(PlannedMeeting(date=dt.date(2016, 10, 1)),))
    (letter,) = organisation_letters(EMPTY, series)
    assert "Er is deze keer niets met u afgesproken" in _said(letter.outline)
    assert "zaterdag 1 oktober 2016" in _said(letter.outline)
    assert "nog niet bekend" in _said(letter.outline)
    assert "er is u niets gevraagd" in _said(managers_letter(EMPTY, series))
    said = _said(participants_letter(EMPTY))
    assert "geen besluiten genomen en geen acties afgesproken" in said
    assert "nog geen volgende bijeenkomst" in said


def test_the_next_meeting_is_the_day_that_was_agreed_with_what_is_known_of_it() -> None:
    """Also where nobody planned it, or where its record was made already."""
    agreed = replace(EMPTY.session, next=Next(date=dt.date(2016, 9, 20), question="En toen?"))
    said = _said(participants_letter(replace(EMPTY, session=agreed), SERIES))
    assert "dinsdag 20 september 2016" in said
    assert "En toen?" in said
    assert "Derde sessie" not in said
    later = Session(
        header=Header(
            id="later",
            title="Al gemaakt",
            date=dt.date(2016, 9, 20),
            starts=dt.time(13),
            location="school",
        )
    )
    said = _said(participants_letter(replace(EMPTY, session=agreed, others=(later,)), SERIES))
    assert "Al gemaakt" in said
    assert "13.00 uur" in said
    assert "school" in said
    late = replace(EMPTY.session, next=Next(date=dt.date(2016, 12, 19)))
    said = _said(participants_letter(replace(EMPTY, session=late), SERIES))
    assert "maandag 19 december 2016" in said
    assert "wijkcentrum" in said
    asked = replace(EMPTY.session, next=Next(question="En toen?"))
    assert "En toen?" in _said(participants_letter(replace(EMPTY, session=asked)))


def test_a_meeting_of_which_little_is_known_has_letters_too() -> None:
    """Without a day, a title or a role."""
    bare = Session(
        participants=(
            Participant(organisation="school", present=("*",)),
            Participant(organisation="weg", withdrawn_at=GONE),
        ),
        promises=(Promise(id="t", what="", owner="school"),),
        decisions=(Decision(id="b", text="Zo."),),
        notes=(Note(id="n", kind="knelpunt", text="Geld", escalated_to="school"),),
        updates=(Update(id="u", item="n", done="no"),),
    )
    (letter,) = organisation_letters(replace(EMPTY, session=bare))
    assert letter.audience == "school"
    said = _said(letter.outline)
    assert "de bijeenkomst" in said
    assert "zonder rol" in said
    assert "Actie A1" in said
    assert "Geld" in said


def test_the_step_for_an_own_question_is_told_to_who_took_part_only() -> None:
    """It is a person's own, and no promise of the organisation; one without a step is left out."""
    session = Session(
        header=Header(id="q", date=dt.date(2016, 9, 5)),
        participants=(Participant(role="teamleider", organisation="school", present=("*",)),),
        blocks=(Block(id="b", worksheets=("questions",)),),
        questions=(
            OwnQuestion(id="q-1", by="teamleider", text="Hoe begin ik?"),
            OwnQuestion(id="q-2", text="Van wie?"),
            OwnQuestion(id="q-3", by="teamleider", text="Al klaar?"),
        ),
        updates=(
            Update(id="u-1", item="q-1", next_step="Drie ouders bellen"),
            Update(id="u-2", item="q-2", next_step="Vragen"),
        ),
    )
    source = replace(EMPTY, session=session)
    said = _said(participants_letter(source))
    assert "Drie ouders bellen" in said
    assert "zonder naam" in said
    assert "Al klaar?" not in said
    (letter,) = organisation_letters(source)
    assert "Drie ouders bellen" not in _said(letter.outline)


def test_a_kader_that_was_made_is_among_what_was_agreed() -> None:
    """Its lines, for who took part."""
    made = Framework(
        id="f", version=1, title="Zo doen we het", lines=(FrameworkLine(id="1", text="Bel eerst"),)
    )
    block = Block(id="b", worksheets=("framework",))
    session = replace(EMPTY.session, frameworks=(made,), blocks=(block,))
    assert "Bel eerst" in _said(participants_letter(replace(EMPTY, session=session)))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_somebody_typed_stays_text_in_every_letter(text: str) -> None:
    """No control character, markup or link; the same bytes whenever it is made."""
    source, series = with_text(text)
    outlines = [each.outline for each in organisation_letters(source, series)]
    outlines += [participants_letter(source, series)]
    managers = managers_letter(source, series)
    for outline in (*outlines, *([managers] if managers else [])):
        for said in texts(outline):
            assert said == visible(said)
        page = document(outline, "html", NOW)
        assert page == document(outline, "html", NOW)
        assert not re.search(rb'<script|<img|<a (?!href="#)|<!--|<h1>x', page)
    if one_line(text):
        assert one_line(text) in _said(outlines[-1])
