"""The own questions in a report: those of today first, with what was said of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sessiecoach.domain.series import ParticipantQuestion, QuestionVersion
from sessiecoach.domain.session import Block, Header, Note, OwnQuestion, Session, Update
from sessiecoach.export.outline import Heading, Item, Listing, Part, Section
from sessiecoach.export.report import report

NOW = dt.datetime(2016, 10, 10, 8, tzinfo=dt.UTC)
SEPTEMBER, OCTOBER, NOVEMBER = (
    dt.date(2016, 9, 5),
    dt.date(2016, 10, 10),
    dt.date(2016, 11, 21),
)
BROUGHT = (
    ParticipantQuestion(
        id="v-1",
        by="teamleider",
        versions=(QuestionVersion(on=SEPTEMBER, text="Hoe krijg ik lef in mijn team?"),),
        origin="invented",
    ),
    ParticipantQuestion(id="v-2", by="wijkverpleegkundige"),
)
EARLIER = Session(
    header=Header(id="m1", date=SEPTEMBER, status="closed"),
    questions=(OwnQuestion(id="q-1", by="adviseur", text="Wie begint?"),),
    updates=(Update(id="u-1", item="q-1", on=SEPTEMBER, next_step="De corporatie bellen"),),
)
ROUND = Block(
    id="v1",
    kind="round",
    title="Vraag 1",
    captures=("vraag", "advies"),
    worksheets=("questions",),
    question="q-1",
)
MEETING = Session(
    header=Header(id="m2", date=OCTOBER, status="closed"),
    blocks=(ROUND, replace(ROUND, id="v2", title="", question="")),
    notes=(
        Note(id="n-1", block="v1", kind="advies", text="Begin bij de huurder"),
        Note(id="n-2", block="v1", kind="vraag", text="Wie wacht er?"),
        Note(id="n-3", block="v1", kind="inzicht", text="Het is groter"),
        Note(id="n-4", block="v2", kind="advies", text="Niet voor deze"),
        Note(id="n-5", block="v1", kind="advies", text="Geheim", private=True),
    ),
    updates=(
        Update(
            id="u-2",
            item="q-1",
            on=OCTOBER,
            wording="Wie durft te beginnen?",
            position="verbinder",
            done="partly",
            next_step="Samen naar de wethouder",
        ),
    ),
)


def section(session: Session, *, private: bool = False, alone: bool = False) -> Section | None:
    """Return the section of the own questions, in a report that knows the series or does not."""
    outline = (
        report(session, NOW)
        if alone
        else report(session, NOW, private=private, meetings=(EARLIER, session), brought=BROUGHT)
    )
    return next((each for each in outline.sections if each.id == "eigen-vragen"), None)


def parts(session: Session, *, private: bool = False) -> tuple[Part, ...]:
    found = section(session, private=private)
    assert found is not None
    return found.parts


def test_those_of_today_come_first_with_the_notes_of_their_round() -> None:
    """First wording, position, every step; of the notes those that belong in the round."""
    assert parts(MEETING) == (
        Heading("Vandaag", 2),
        Listing(
            (
                Item(
                    "Wie durft te beginnen?",
                    details=(
                        ("Eerst (5 sep 2016)", "Wie begint?"),
                        ("Positie", "verbinder"),
                        ("Eerdere stap", "De corporatie bellen — deels gedaan"),
                        (
                            "Volgende stap",
                            "Samen naar de wethouder — nog niet bekend of het gedaan is",
                        ),
                        ("Advies", "Begin bij de huurder"),
                        ("Vraag", "Wie wacht er?"),
                    ),
                    tags=("adviseur", "Vraag 1"),
                ),
            )
        ),
        Heading("De andere vragen", 2),
        Listing(
            (
                Item(
                    "Hoe krijg ik lef in mijn team?",
                    details=(("Volgende stap", "nog geen"),),
                    tags=("teamleider",),
                    made_up=True,
                ),
                Item(
                    "(nog niet onder woorden gebracht)",
                    details=(("Volgende stap", "nog geen"),),
                    tags=("wijkverpleegkundige",),
                ),
            )
        ),
    )


def test_what_stands_with_a_question_is_not_said_again() -> None:
    """Neither its notes under what else was said, nor its wording and steps under the terugkom."""
    outline = report(MEETING, NOW, meetings=(EARLIER, MEETING), brought=BROUGHT)
    ids = [each.id for each in outline.sections]
    assert "terugkom" not in ids
    (rest,) = (each for each in outline.sections if each.id == "verder")
    said = [item.text for part in rest.parts if isinstance(part, Listing) for item in part.items]
    assert said == ["Het is groter", "Niet voor deze"]
    # Of a question that nobody shows, the notes of its round stand there.
    alone = report(MEETING, NOW)
    (rest,) = (each for each in alone.sections if each.id == "verder")
    assert rest.count == 4


def test_what_is_private_is_shown_only_if_asked_for() -> None:
    """A private note of the round stands with its question then."""
    today = parts(MEETING, private=True)[1]
    assert isinstance(today, Listing)
    assert ("Advies", "Geheim") in today.items[0].details


def test_without_a_round_there_is_one_list() -> None:
    """As in a closing meeting, where all questions are looked back on; no heading is needed."""
    closing = replace(MEETING, blocks=(replace(ROUND, kind="plenary", question=""),))
    (only,) = parts(closing)
    assert isinstance(only, Listing)
    assert [each.tags for each in only.items] == [
        ("teamleider",),
        ("wijkverpleegkundige",),
        ("adviseur",),
    ]


def test_what_later_meetings_tell_is_not_in_the_report_of_this_one() -> None:
    """A report of October says how the question stood in October."""
    later = Session(
        header=Header(id="m3", date=NOVEMBER),
        updates=(Update(id="u-3", item="q-1", on=NOVEMBER, wording="Wie eindigt?"),),
    )
    outline = report(MEETING, NOW, meetings=(EARLIER, later))
    (found,) = (each for each in outline.sections if each.id == "eigen-vragen")
    listing = found.parts[1]
    assert isinstance(listing, Listing)
    assert listing.items[0].text == "Wie durft te beginnen?"


def test_a_meeting_without_own_questions_has_no_such_section() -> None:
    """Also where the series has some; of what it told or brought all the same it says."""
    silent = replace(MEETING, blocks=(), notes=(), updates=())
    assert section(silent) is None
    assert section(replace(silent, blocks=MEETING.blocks), alone=True) is None
    taken_back = replace(MEETING.updates[0], withdrawn_at=NOW)
    assert section(replace(silent, updates=(taken_back,))) is None
    (told,) = parts(replace(silent, updates=MEETING.updates))
    assert isinstance(told, Listing)
    assert [each.text for each in told.items] == ["Wie durft te beginnen?"]
    brought = OwnQuestion(id="q-9", text="Wat nu?")
    (own,) = parts(replace(silent, questions=(brought,)))
    assert isinstance(own, Listing)
    assert [(each.text, each.tags) for each in own.items] == [("Wat nu?", ())]
