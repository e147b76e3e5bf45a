"""What is handed on has initials for names and a word in brackets for personal data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain import session as of_session
from sessiecoach.domain.pseudonyms import Pseudonyms, pseudonyms_for
from sessiecoach.domain.series import (
    ParticipantQuestion,
    PlannedMeeting,
    QuestionVersion,
    Series,
)
from sessiecoach.domain.session import (
    Case,
    Decision,
    Evaluation,
    Framework,
    FrameworkLine,
    Group,
    Header,
    Improvement,
    Interest,
    Next,
    Note,
    OwnQuestion,
    Participant,
    PioneerTeam,
    Presenter,
    Promise,
    Rating,
    ReportBack,
    Request,
    Session,
    Solution,
    Update,
)
from sessiecoach.domain.stays import stays
from tests.domain.test_privacy import TEXTS

AT = dt.datetime(2016, 6, 27, 9, 0, tzinfo=dt.UTC)


def people(*names: str) -> Session:
    """Return a meeting with these participants."""
    return Session(participants=tuple(Participant(id=n.lower(), name=n) for n in names))


def without(*names: str) -> Pseudonyms:
    """Return what replaces the names of these participants."""
    return pseudonyms_for([people(*names)])


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Susanne Smits", "S.S."),
        ("Jan van der Berg", "J.v.d.B."),
        ("Piet in 't Veld", "P.i.t.V."),
        ("Zoë  É. Ünal", "Z.É.Ü."),
        ("E\u0301mile Zo", "É.Z."),
        ("Fatima", "F."),
        ("Ali 2", "A."),
    ],
)
def test_a_full_name_becomes_initials(name: str, initials: str) -> None:
    """Each word of a name gives its first letter, a prefix as it is."""
    done = without(name)
    assert done.session(people(name)).participants[0].name == initials
    assert done.text(f"Volgens {name} kan het.") == f"Volgens {initials} kan het."


@pytest.mark.parametrize("name", ["S.S.", "J. v. d. B.", "", "12", "X"])
def test_what_is_no_full_name_stays(name: str) -> None:
    """Initials that were typed, and what has no word in it, stay as they are."""
    text = f"Dat zei {name}, en X ook."
    assert without(name).text(text) == text


@pytest.mark.parametrize(
    ("owner", "initials"),
    [
        ("Mirjam", "M."),
        ("mirjam", "m."),
        ("mirjam-de-wit", "m."),
        ("Anne-Marie", "A."),
        ("MIRJAM", "M."),
        ("e\u0301milie-jan", "e\u0301milie-jan"),
        ("daniël", "d."),
        ("ad-hoc-groep", "ad-hoc-groep"),
        ("teamleider", "teamleider"),
        ("mark van de bakker", "mark van de bakker"),
    ],
)
def test_an_owner_as_typed_behind_the_sign_becomes_initials(owner: str, initials: str) -> None:
    """Whoever is named in one word, capitals or not, is a person; a role or a group stays."""
    meeting = Session(promises=(Promise(what=f"bel {owner} terug", owner=owner),))
    (promise,) = pseudonyms_for([meeting]).session(meeting).promises
    assert (promise.what, promise.owner) == (f"bel {initials} terug", initials)
    assert pseudonyms_for([meeting], keep_names=True).session(meeting) == meeting


def test_people_with_the_same_initials_get_a_number() -> None:
    """Initials mean one person, whatever the order of the meetings; spelled twice is one."""
    meetings = [people("Susanne Smits", "Anna Bos"), people("Sofie Sanders", "SUSANNE SMITS")]
    for each in (meetings, meetings[::-1]):
        done = pseudonyms_for(each)
        text = "Susanne Smits, Sofie Sanders en Anna Bos"
        assert done.text(text) == "S.S.2, S.S.1 en A.B."


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("susanne smits belt", "S.S. belt"),
        ("Dat doet Susanne Smits.", "Dat doet S.S."),
        ("Susanne Smitsen en Susanne Smits-Bos", "[naam] en [naam]"),
        ("Dat doet Susanne. Bakker helpt.", "Dat doet S.S. Bakker helpt."),
        ("Susanne belt Bakker", "S.S. belt B.B."),
        ("Bakker en slager doen mee", "Bakker en slager doen mee"),
        ("- Bakker en slager", "- Bakker en slager"),
        ("de bakker en susanne", "de bakker en susanne"),
        ("Dank aan Wil. Wil Oss dit ook?", "Dank aan W.d.G. Wil Oss dit ook?"),
        ("zei de Graaf", "zei W.d.G."),
        ("zei De Graaf", "zei W.d.G."),
        ("Mevrouw Smits en mevr. Bakker komen", "Mevrouw S.S. en mevr. B.B. komen"),
        ("mevrouw S. Smits. Morgen komt zij", "mevrouw S.S. Morgen komt zij"),
        ("Dat zei mevrouw Smits. Brabant belt.", "Dat zei mevrouw S.S. Brabant belt."),
        ("dat zei Al tegen B", "dat zei Al tegen B"),
        ("mevrouw Jansen komt", "mevrouw [naam] komt"),
        ("dhr.Jansen komt", "dhr. [naam] komt"),
        ("Hassan Bouali belt 0612345678", "[naam] belt [telefoonnummer]"),
        ("Mail b.bakker@example.nl aan Bart", "Mail [e-mailadres] aan B.B."),
        ("geb. 12-03-1980 13-04-1981", "geb. [geboortedatum] [geboortedatum]"),
        ("5341 AB 12 of 1234.56.782", "[adres] of [BSN]"),
        ("NL91 ABNA 0417 1643 00", "[rekeningnummer]"),
        ("Mo en mo", "M. en mo"),
    ],
)
def test_what_is_replaced_in_a_text(text: str, becomes: str) -> None:
    """Names that are known become initials, whole or in part; what else is found, its kind."""
    done = without("Susanne Smits", "Bart Bakker", "Wil de Graaf", "Mo", "Al B")
    assert done.text(text) == becomes


def test_a_part_of_a_name_that_two_people_have_stays() -> None:
    """A given name or surname alone is replaced only where it means one person."""
    done = without("Anna Smits", "Anna Bos", "Jan Smits")
    assert done.text("dat zei Anna tegen Smits en Jan en Bos") == (
        "dat zei Anna tegen Smits en J.S. en A.B."
    )
    assert done.text("dat zei mevrouw Smits") == "dat zei mevrouw [naam]"


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("X. Vogelzang belt", "X.V. belt"),
        ("Dat doet X. Vogelzang.", "Dat doet X.V."),
        ("Dat doet X.Vogelzang.", "Dat doet X.V."),
        ("M.X. Vogelzang", "X.V."),
        ("X.\u00a0VOGELZANG", "X.V."),
        ("Vogelzang, X.", "X.V."),
        ("Berg, J. van der, en Berg, J.", "J.v.d.B., en J.v.d.B."),
        ("plan van J. van der Berg", "plan van J.v.d.B."),
        ("plan van J. v.d. Berg en J.v.d.Berg", "plan van J.v.d.B. en J.v.d.B."),
        ("Vogelzangs plan", "X.V.'s plan"),
        ("Xenia Vogelzangs plan", "X.V.'s plan"),
        ("Vogelzang's plan en Xenia’s plan", "X.V.'s plan en X.V.’s plan"),
        ("VOGELZANG-aanpak", "X.V.-aanpak"),
        ("de Vogelzang-aanpak en de anti-Vogelzang", "de X.V.-aanpak en de anti-X.V."),
        ("Vogelzang belt. Vogelzang komt.", "X.V. belt. X.V. komt."),
        ("XENIA VOGELZANG en JAN VAN DER BERG", "X.V. en J.v.d.B."),
        ("zei VAN DER BERG", "zei J.v.d.B."),
        ("Mariekes plan, Janneke en Jannekes", "M.K.'s plan, Janneke en Jannekes"),
        ("Zij sprak B. Vogelzang.", "Zij sprak B. X.V."),
        ("vogelzang in de tuin", "vogelzang in de tuin"),
        ("Hij sprak. Vogelzanger is een beroep", "Hij sprak. Vogelzanger is een beroep"),
        ("Berg en dal", "Berg en dal"),
        ("Koksen Koks en Marieke-Anne", "Koksen Koks en Marieke-Anne"),
        ("volgens L. Kok en koks", "volgens L. M.K. en koks"),
        ("dat zei Hans, maar Hanneke niet", "dat zei Hans, maar Hanneke niet"),
        ("dat zei x. Berg", "dat zei x. Berg"),
    ],
)
def test_a_participant_is_known_by_other_ways_to_write_a_name(text: str, becomes: str) -> None:
    """Initials with a surname, the genitive, capitals and a part of a compound are found."""
    done = without("Xenia Vogelzang", "Jan van der Berg", "Marieke Kok", "Han Bos")
    assert done.text(text) == becomes


@pytest.mark.parametrize(
    ("stem", "becomes"),
    [
        ("2026-03-02-jan-van-der-berg", "2026-03-02-j-v-d-b"),
        ("2026-03-02 Jan van der Berg_2", "2026-03-02 j-v-d-b_2"),
        ("gezin-vogelzang-vergelijking", "gezin-x-v-vergelijking"),
        ("mevrouw-hendriks", "mevrouw-naam"),
        ("gezin-hendriks-2026", "gezin-naam-2026"),
        ("overleg-zoe-unal", "overleg-z-u"),
        ("2016-06-27-leersessie-2", "2016-06-27-leersessie-2"),
        ("Proeftuin_Ruwaard-vergelijking", "Proeftuin_Ruwaard-vergelijking"),
        ("2016-06-12-34-56-78", "2016-06-12-34-56-78"),
        ("", ""),
    ],
)
def test_the_name_of_a_file_names_nobody(stem: str, becomes: str) -> None:
    """Names in it become initials and those of clients a word; the rest is as it was."""
    names = people("Xenia Vogelzang", "Jan van der Berg", "Zoë Ünal")
    assert pseudonyms_for([names]).stem(stem) == becomes
    assert pseudonyms_for([names], keep_names=True, keep_personal=True).stem(stem) == stem


def test_initials_tell_apart_who_share_a_surname() -> None:
    """Of people with one surname the initial tells who it is; else nobody is named."""
    done = without("Xenia Vogelzang", "Piet Vogelzang", "Paula Vogelzang")
    assert done.text("X. Vogelzang, P. Vogelzang en Vogelzang, P.") == "X.V., [naam] en [naam]"
    assert done.text("dat zei Vogelzang tegen B. Vogelzang") == (
        "dat zei Vogelzang tegen B. Vogelzang"
    )


def test_names_that_are_asked_for_stay() -> None:
    """With names asked for, those of clients are replaced all the same."""
    done = pseudonyms_for([people("Susanne Smits")], keep_names=True)
    text = "Susanne Smits en mevrouw Smits belden Susanne over mevrouw Jansen, 0612345678."
    assert done.text(text) == (
        "Susanne Smits en mevrouw Smits belden Susanne over mevrouw [naam], [telefoonnummer]."
    )
    assert (done.keeps_names, done.keeps_personal) == (True, False)


def test_personal_data_that_is_asked_for_stays() -> None:
    """With personal data asked for, the names of who took part are replaced all the same."""
    done = pseudonyms_for([people("Susanne Smits")], keep_personal=True)
    text = "Susanne Smits belde mevrouw Smits en mevrouw Jansen op 0612345678."
    assert done.text(text) == "S.S. belde mevrouw S.S. en mevrouw Jansen op 0612345678."
    assert (done.keeps_names, done.keeps_personal) == (False, True)


def test_nothing_is_replaced_where_all_is_asked_for() -> None:
    """With both asked for a meeting is as it was typed."""
    meeting = full_meeting("Susanne Smits, BSN 123456782")
    done = pseudonyms_for([meeting], keep_names=True, keep_personal=True)
    assert done.session(meeting) is meeting
    assert done.replaced == {}


def test_it_counts_what_it_replaced() -> None:
    """What was replaced is counted by its kind, in each different text once."""
    done = without("Susanne Smits")
    for _ in range(2):
        done.text("Susanne belt mevrouw Smits, mevrouw Jansen en Hassan Bouali: BSN 123456782.")
    done.text("Niets aan de hand.")
    assert done.replaced == {"participant": 2, "salutation": 1, "name": 1, "bsn": 1}


NAMED = "Piet Pieters"


@pytest.mark.parametrize(
    "meeting",
    [
        Session(header=Header(guest=f"prof. {NAMED}, hoogleraar")),
        Session(groups=(Group(note_taker=NAMED),)),
        Session(cases=(Case(presenter=Presenter(role=f"wijkcoach {NAMED}")),)),
        Session(notes=(Note(who=NAMED),)),
        Session(promises=(Promise(owner=f"{NAMED}, 0612345678"),)),
        Session(promises=(Promise(promised_by=NAMED),)),
        Session(decisions=(Decision(decided_by=NAMED),)),
        Session(report_backs=(ReportBack(who=NAMED),)),
        Session(interests=(Interest(looked_after_by=NAMED),)),
        Session(ratings=(Rating(by=NAMED),)),
        Session(questions=(OwnQuestion(by=NAMED),)),
        Session(pioneer_team=PioneerTeam(members=("manager", NAMED))),
        Session(updates=(Update(reported_by=NAMED),)),
        Session(updates=(Update(improvements=(Improvement(owner=NAMED),)),)),
    ],
    ids=lambda meeting: "-".join(f.name for f in fields(meeting) if getattr(meeting, f.name)),
)
def test_who_is_named_is_known(meeting: Session) -> None:
    """A name where people are named becomes initials, there and in what is said elsewhere."""
    done = pseudonyms_for([meeting])
    assert NAMED not in repr(done.session(meeting))
    assert "P.P." in repr(done.session(meeting))
    assert done.text(f"{NAMED} belt, zegt Pieters.") == "P.P. belt, zegt P.P."


def test_a_given_name_alone_before_a_surname_is_somebody_else() -> None:
    """A client who shares the one name that a participant is known by stays a client."""
    done = without("Fatima")
    text = "Fatima belt mevrouw Fatima Jansen, en Fatima Jansen belt terug."
    assert done.text(text) == "F. belt mevrouw [naam], en [naam] belt terug."


def test_a_given_name_is_enough_where_people_are_named() -> None:
    """A note taker who is called Joost is known; one who is called notulist is not."""
    done = pseudonyms_for([Session(groups=(Group(note_taker="Joost"), Group(note_taker="Wijk")))])
    assert done.text("Joost gaat de Wijk in, zegt Joost.") == "J. gaat de Wijk in, zegt J."


def test_a_surname_after_a_salutation_is_known() -> None:
    """Whoever is named by a surname has initials too, and small letters stay other words."""
    done = pseudonyms_for([Session(promises=(Promise(owner="mevrouw de Boer"),))])
    text = "De Boer belt, zegt mevrouw de Boer; dan gaat zij de boer op met dhr. Vos."
    assert done.text(text) == (
        "d.B. belt, zegt mevrouw d.B.; dan gaat zij de boer op met dhr. [naam]."
    )


def test_questions_of_the_series_are_replaced_as_well() -> None:
    """Questions that stand in the series name people, and are handed on with the meetings."""
    asked = ParticipantQuestion(
        id="q1", by=NAMED, versions=(QuestionVersion(text="Hoe help ik Pieters?"),)
    )
    done = pseudonyms_for([], [asked])
    assert done.questions([asked]) == (
        ParticipantQuestion(
            id="q1", by="P.P.", versions=(QuestionVersion(text="Hoe help ik P.P.?"),)
        ),
    )


def test_updates_are_replaced_in_every_text() -> None:
    """What was told later loses names as well; its item and its answers stay."""
    told = Update(
        id="Susanne Smits",
        item="Susanne Smits",
        worked_out="yes",
        how="door Susanne Smits",
        hindered_by=("Susanne Smits",),
        improvements=(Improvement(text="Bel 0612345678", becomes="Susanne Smits"),),
        written_at=AT,
    )
    assert without("Susanne Smits").updates((told,)) == (
        replace(
            told,
            how="door S.S.",
            hindered_by=("S.S.",),
            improvements=(Improvement(text="Bel [telefoonnummer]", becomes="Susanne Smits"),),
        ),
    )


def full_meeting(text: str) -> Session:
    """Return a meeting that holds a text in many places, and as ids in others."""
    return Session(
        header=Header(id=text, series=text, document=text, goal=text, learning_questions=(text,)),
        participants=(Participant(id=text, name="Susanne Smits", role=text, present=(text,)),),
        cases=(Case(id=text, title=text, text=text, presenter=Presenter(organisation=text)),),
        notes=(Note(id=text, block=text, kind=text, case=text, text=text, written_at=AT),),
        solutions=(
            Solution(
                parts=(text,),
                answers=(text,),
                addressed_to=(text,),
                requests=(Request(to=text, text=text),),
            ),
        ),
        promises=(Promise(what=text, from_=(text,), cover=text),),
        frameworks=(Framework(title=text, lines=(FrameworkLine(id=text, text=text),)),),
        evaluation=Evaluation(good=(text,)),
        next=Next(question=text),
        extra={"toekomst": [text, {"x": text, "n": 1}]},
    )


def test_every_text_of_a_meeting_is_replaced() -> None:
    """No field that holds words of a person keeps a name; ids, times and kinds stay."""
    text = "Susanne Smits, 0612345678"
    new = "S.S., [telefoonnummer]"
    meeting = full_meeting(text)
    done = without("Susanne Smits").session(meeting)
    assert done.header == Header(
        id=text, series=text, document=text, goal=new, learning_questions=(new,)
    )
    assert done.participants == (Participant(id=text, name="S.S.", role=new, present=(text,)),)
    assert done.cases == (
        Case(id=text, title=new, text=new, presenter=Presenter(organisation=new)),
    )
    assert done.notes == (Note(id=text, block=text, kind=text, case=text, text=new, written_at=AT),)
    assert done.solutions == (
        Solution(
            parts=(new,),
            answers=(text,),
            addressed_to=(new,),
            requests=(Request(to=new, text=new),),
        ),
    )
    assert done.promises == (Promise(what=new, from_=(text,), cover=new),)
    assert done.frameworks == (Framework(title=new, lines=(FrameworkLine(id=text, text=new),)),)
    assert (done.evaluation, done.next) == (Evaluation(good=(new,)), Next(question=new))
    assert done.extra == {"toekomst": [new, {"x": new, "n": 1}]}


def test_where_people_meet_stays() -> None:
    """The address of the meeting itself is nobody's home: without it nobody would find it."""
    address = "Hoogstraat 1, 5341 AB Oss"
    done = without()
    assert done.session(Session(header=Header(location=address))).header.location == address
    planned = PlannedMeeting(date=AT.date(), location=address, guest="Hassan Bouali")
    assert done.of(Series(location=address, planned_meetings=(planned,))) == Series(
        location=address, planned_meetings=(replace(planned, guest="[naam]"),)
    )


def test_what_has_nothing_to_replace_is_the_same() -> None:
    """A meeting without names or personal data is handed on as it is, without a copy."""
    meeting = replace(full_meeting("De wachttijd is 26 weken."), participants=())
    assert without("Bart Bakker").session(meeting) is meeting


def test_an_equal_text_elsewhere_is_the_same_too() -> None:
    """A thing that holds the words of another is not copied either."""
    done = without("Bart Bakker")
    for _ in range(2):
        note = Note(text=" ".join(["De", "wachttijd"]))
        assert done.of(note) is note


def classes(kind: object, known: set[type] | None = None) -> Iterator[type]:
    """Yield a dataclass and all that its fields can hold."""
    seen = set() if known is None else known
    if isinstance(kind, type) and is_dataclass(kind):
        if kind not in seen:
            seen.add(kind)
            yield kind
            for hint in get_type_hints(kind).values():
                yield from classes(hint, seen)
    else:
        for part in get_args(kind):
            yield from classes(part, seen)


EVERY_CLASS = [*classes(Session), *classes(Series)]


def holds_choice(hint: object) -> bool:
    """Return whether a type is one of a few words that the program chose."""
    return get_origin(hint) is Literal or any(holds_choice(part) for part in get_args(hint))


@pytest.mark.parametrize("kind", EVERY_CLASS, ids=lambda kind: kind.__name__)
def test_words_of_choice_stay(kind: type) -> None:
    """A field that holds one of a few words stays, and what stays is a field."""
    hints = get_type_hints(kind)
    choices = {name for name, hint in hints.items() if holds_choice(hint)}
    assert choices <= stays(kind)
    assert stays(kind) - {"id", "origin", "invented"} <= {each.name for each in fields(kind)}


def test_every_table_is_walked() -> None:
    """Every class of the record was looked at above, also one that is new."""
    named = [getattr(of_session, name) for name in of_session.__all__]
    tables = {each for each in named if isinstance(each, type) and is_dataclass(each)}
    assert tables <= set(EVERY_CLASS)


NAMES = st.lists(
    st.one_of(
        st.sampled_from(["Susanne Smits", "Jan Jansen", "Jan", "S.S.", "Smits", "naam", "A B"]),
        st.text(max_size=8),
    ),
    max_size=4,
)


@given(NAMES, TEXTS, st.booleans(), st.booleans())
def test_replacing_twice_changes_nothing_more(
    names: list[str], text: str, keep_names: bool, keep_personal: bool
) -> None:
    """What was replaced is not replaced again, also not by somebody who starts anew."""

    def fresh() -> Pseudonyms:
        return pseudonyms_for([people(*names)], keep_names=keep_names, keep_personal=keep_personal)

    once = fresh().text(text)
    assert fresh().text(once) == once


@given(NAMES, TEXTS)
def test_ids_and_times_stay(names: list[str], text: str) -> None:
    """Whatever a text holds, what links one thing to another is as it was."""
    meeting = full_meeting(text)
    done = without(*names).session(meeting)
    assert done.notes[0] == replace(meeting.notes[0], text=done.notes[0].text)
    assert done.solutions[0].answers == meeting.solutions[0].answers
    assert [each.id for each in done.cases] == [text]


@given(NAMES, TEXTS)
def test_a_count_tells_of_a_change(names: list[str], text: str) -> None:
    """Nothing is replaced without being counted."""
    done = without(*names)
    assert not done.replaced
    changed = done.text(text) != text
    assert bool(done.replaced) or not changed
