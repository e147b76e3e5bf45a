"""The eleven views of a series: what each tells, and what it says while it has nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings

from sessiecoach.domain.session import (
    Block,
    Case,
    Diagnosis,
    Framework,
    FrameworkLine,
    Header,
    Improvement,
    Note,
    OwnQuestion,
    Participant,
    Promise,
    Scale,
    Session,
    Solution,
    Stagnation,
    Update,
)
from sessiecoach.export.comparison import Asked, comparison, open_points
from sessiecoach.export.comparison.words import EMPTY
from sessiecoach.export.outline import Heading, Table
from sessiecoach.storage.history import History
from tests.export.comparison.grown import (
    FIRST,
    GROWN,
    JUNE,
    NOW,
    OCTOBER,
    SECOND,
    SEPTEMBER,
    THIRD,
    TODAY,
    history,
    items,
    looked,
    paragraphs,
    rated,
    shifts,
    table,
    view,
)
from tests.export.texts import texts
from tests.strategies import sessions

VIEWS = (
    "terugkomlijst",
    "naast-elkaar",
    "tijdlijn",
    "terugkoppelingen",
    "toezeggingen",
    "opkomst",
    "kader",
    "leervragen",
    "krachten",
    "deelnemersvragen",
    "tijd",
)
EMPTY_SERIES = history()


def headings(section_id: str) -> list[tuple[str, str]]:
    """Return the headings of a view with what stands beside them."""
    return [(p.text, p.beside) for p in view(section_id).parts if isinstance(p, Heading)]


def of_october(*updates: Update) -> Session:
    """Return a meeting of October at which only this was told."""
    return Session(header=Header(id="drie", date=OCTOBER, status="closed"), updates=updates)


def test_there_are_always_eleven_views() -> None:
    """Whatever a series holds, the same eleven views come in the same order."""
    for each in (EMPTY_SERIES, history(FIRST), GROWN):
        assert tuple(section.id for section in looked(each).sections) == VIEWS


@pytest.mark.parametrize("section_id", VIEWS[1:])
def test_an_empty_view_says_what_is_missing(section_id: str) -> None:
    """A view without anything says what is missing and how it comes to be, and nothing else."""
    assert paragraphs(view(section_id, EMPTY_SERIES)) == [EMPTY[section_id]]
    assert len(view(section_id, EMPTY_SERIES).parts) == 1


def test_a_first_meeting_has_nothing_to_look_back_on() -> None:
    """Without an earlier meeting the terugkomlijst says so; the meeting itself does not count."""
    asked = Asked(JUNE, asking="een")
    for found, wanted in ((EMPTY_SERIES, Asked(TODAY)), (history(FIRST), asked)):
        back = view("terugkomlijst", found, wanted)
        assert paragraphs(back) == ["Nog geen eerdere sessie in deze reeks."]
        assert back.count == 0


def test_meetings_that_agreed_nothing_leave_nothing() -> None:
    """Meetings of which nothing has to come back leave the sentence that says how it would."""
    bare = Session(header=Header(id="een", date=JUNE, status="closed"))
    assert paragraphs(view("terugkomlijst", history(bare))) == [EMPTY["terugkomlijst"]]


def test_what_was_all_done_says_so() -> None:
    """Where nothing is open any more the opening line is followed by just that."""
    done = Update(id="u", item="t", on=OCTOBER, status="done")
    first = Session(
        header=Header(id="een", date=JUNE, status="closed"),
        promises=(Promise(id="t", what="Bellen", owner="ggz"),),
    )
    back = view("terugkomlijst", history(first, of_october(done)))
    assert paragraphs(back)[-1] == "Er staat niets meer open: alles is afgerond."
    assert not any(isinstance(part, Table) for part in back.parts)


# 1. The terugkomlijst.


def test_the_list_opens_with_the_sentence() -> None:
    """The line that opens a terugkom counts solutions, late promises and organisations."""
    assert paragraphs(view("terugkomlijst"))[0] == (
        "3 oplossingen: 1 toegepast, 2 onbekend; 2 toezeggingen te laat;"
        " terugkoppeling uit 1 van 2 organisaties."
    )


def test_the_list_is_by_meeting_oldest_first() -> None:
    """Each meeting is named with how long ago it was, the first meeting first."""
    assert headings("terugkomlijst") == [
        ("Maandag 27 juni 2016", "6 open, 147 dagen en 2 bijeenkomsten geleden"),
        ("Maandag 5 september 2016", "1 open, 77 dagen en 1 bijeenkomst geleden"),
    ]


def test_the_list_has_all_that_is_open_and_how_it_stands() -> None:
    """Solutions, promises, decisions to check and report-backs stand there until they close."""
    assert table(view("terugkomlijst")) == [
        ("", "wat", "stand"),
        ("O1", "Eén aanspreekpunt per gezin", "◐ toegepast"),
        ("O2", "Rugdekking vooraf", "? onbekend"),
        ("T1", "Uitkomsten meenemen", "! te laat"),
        ("A1", "Intervisie plannen", "! te laat"),
        ("B1", "Wij bellen eerst", "? onbekend"),
        ("", "Terugkoppeling in ggz", "! niet gedaan"),
    ]
    assert view("terugkomlijst").count == 7


def test_an_item_tells_whom_it_concerns_and_what_was_last_said() -> None:
    """Under an item stand its addressee or owner, and what was last said of it and by whom."""
    part = next(part for part in view("terugkomlijst").parts if isinstance(part, Table))
    below = {row[1].text: row[1].below for row in part.rows}
    assert below["Eén aanspreekpunt per gezin"] == (
        "voor management",
        "10 okt: Toegepast: wijkteam. (manager)",
    )
    assert below["Intervisie plannen"] == ("manager ggz, voor vr 30 sep 2016",)
    assert below["Wij bellen eerst"] == ("navragen op ma 10 okt 2016",)
    assert below["Terugkoppeling in ggz"] == ("7 nov: Het overleg viel uit. (programmamanager)",)


def test_an_item_that_is_unknown_again_says_how_often() -> None:
    """When nobody knows for the second time, the item says so."""
    unknown = tuple(
        Update(id=f"u-{day}", item="s-4", on=OCTOBER + dt.timedelta(days=day), applied="unknown")
        for day in range(2)
    )
    parts = view("terugkomlijst", history(SECOND, loose=unknown)).parts
    rows = next(part for part in parts if isinstance(part, Table)).rows
    assert rows[0][1].below == ("2 keer niet bekend",)


def test_what_the_asking_meeting_proposed_is_not_asked_of_it() -> None:
    """A meeting that looks back sees what was before it; what it proposed itself comes later."""
    asked = Asked(SEPTEMBER, asking="twee")
    found = table(view("terugkomlijst", history(FIRST, SECOND), asked))
    assert "Een potje" not in [row[1] for row in found]
    assert "Rugdekking vooraf" in [row[1] for row in found]


# 2. Side by side.


def test_side_by_side_tells_what_recurs_is_new_and_gone() -> None:
    """A linked note recurs, others are new or gone; the words say it and not only a sign."""
    section = view("naast-elkaar", asked=Asked(TODAY, meetings=("een", "twee")))
    assert paragraphs(section)[0] == "27 jun naast 5 sep: 1 terugkerend, 0 nieuw, 2 verdwenen."
    assert [(each.label, each.text, each.tags[0]) for each in items(section)] == [
        ("↻", "Ieder product een eigen verantwoording", "terugkerend"),
        ("×", "Te weinig tijd voor een gesprek aan de keukentafel", "verdwenen"),
        ("×", "Elkaars nummer hebben", "verdwenen"),
    ]
    assert items(section)[0].details == (("27 jun", "Verantwoorden per product"),)


def test_side_by_side_is_per_perspective() -> None:
    """Each perspective has its counts; what belongs to none of them comes last."""
    section = view("naast-elkaar", asked=Asked(TODAY, meetings=("een", "twee")))
    heads = [(p.text, p.beside) for p in section.parts if isinstance(p, Heading)]
    assert heads[:2] == [
        ("Systeem", "1 terugkerend · 1 verdwenen"),
        ("Het geheel", "1 verdwenen"),
    ]


def test_the_last_two_meetings_stand_beside_each_other() -> None:
    """Unless somebody chooses, the last two that were held are compared."""
    assert paragraphs(view("naast-elkaar"))[0].startswith("5 sep naast 10 okt: ")


def test_a_meeting_that_has_only_begun_is_not_set_beside() -> None:
    """While the last meeting noted nothing, the two before it are compared, unless it is chosen."""
    begun = replace(THIRD, notes=())
    found = history(FIRST, SECOND, begun)
    assert paragraphs(view("naast-elkaar", found))[0].startswith("27 jun naast 5 sep: ")
    chosen = Asked(TODAY, meetings=("twee", "drie"))
    assert paragraphs(view("naast-elkaar", found, chosen))[0].startswith("5 sep naast 10 okt: ")


def test_of_more_chosen_meetings_the_first_and_the_last_are_compared() -> None:
    """A choice of three sets the first beside the third."""
    asked = Asked(TODAY, meetings=("een", "twee", "drie"))
    assert paragraphs(view("naast-elkaar", asked=asked))[0].startswith("27 jun naast 10 okt: ")


def test_likely_twins_are_proposed_and_count_nowhere() -> None:
    """What reads alike is asked, with its earlier words; the counts stay as they were."""
    section = view("naast-elkaar")
    proposed = next(each for each in items(section) if each.label == "?")
    assert proposed.details == (
        (
            "",
            "lijkt op «Te weinig tijd voor een gesprek aan de keukentafel» van 27 jun — dezelfde?",
        ),
    )
    assert "0 terugkerend" in paragraphs(section)[0]
    assert any("telt pas mee als iemand bevestigt" in text for text in paragraphs(section))


def test_a_twin_that_somebody_refused_is_not_proposed_again() -> None:
    """Once a person said that two notes differ, nobody is asked about them."""
    refused = Update(id="u-8", item="n-5", on=OCTOBER, differs_from="n-2")
    section = view("naast-elkaar", history(FIRST, SECOND, THIRD, loose=(refused,)))
    assert not any(each.label == "?" for each in items(section))


def test_what_recurs_over_the_series_is_counted() -> None:
    """A hindrance of two meetings is listed with how often and when, whatever two are compared."""
    assert table(view("naast-elkaar")) == [
        ("wat", "soort", "keer"),
        ("Ieder product een eigen verantwoording", "belemmert", "2"),
    ]
    part = next(p for p in view("naast-elkaar").parts if isinstance(p, Table))
    assert part.rows[0][0].below == ("27 jun, 5 sep",)


def test_of_much_that_recurs_the_most_is_listed() -> None:
    """A long series lists what recurs most, and counts the others."""
    notes = tuple(Note(id=f"a-{n}", kind="helpend", text=f"Hulp {n}") for n in range(22))
    again = tuple(replace(each, id=f"b{each.id}", same_as=each.id) for each in notes)
    found = history(replace(FIRST, notes=notes), replace(SECOND, notes=again))
    section = view("naast-elkaar", found)
    assert len(table(section)) == 1 + 20
    assert paragraphs(section)[-1] == "Nog 2 andere keren terug, ten hoogste 2 keer."
    found = history(replace(FIRST, notes=notes[:21]), replace(SECOND, notes=again[:21]))
    assert paragraphs(view("naast-elkaar", found))[-1] == (
        "Nog 1 ander keert terug, ten hoogste 2 keer."
    )


def test_two_meetings_without_notes_say_so() -> None:
    """Where neither meeting noted a hindrance or a help, that is said in a sentence."""
    first = Session(header=Header(id="een", date=JUNE, status="closed"))
    section = view("naast-elkaar", history(first, of_october()))
    assert paragraphs(section) == [
        "27 jun naast 10 okt: in geen van beide is vastgelegd wat helpt of belemmert."
    ]


def test_a_meeting_that_did_not_ask_is_not_beside_one_that_did() -> None:
    """Nothing is gone because another werkvorm asks for other things, unless one chooses both."""
    kinds = ("belemmering", "inzicht")
    first, then = (
        Session(
            header=Header(id=kind, date=date, status="closed"),
            blocks=(Block(id="r", kind="round", captures=(kind,)),),
            notes=(Note(id=f"n-{kind}", block="r", kind=kind, text=kind),),
        )
        for kind, date in zip(kinds, (JUNE, SEPTEMBER), strict=True)
    )
    (sentence,) = paragraphs(view("naast-elkaar", history(first, then)))
    assert "waarin is gevraagd wat helpt" in sentence
    both = Asked(SEPTEMBER, meetings=kinds)
    chosen = view("naast-elkaar", history(first, then), both)
    assert "1 verdwenen" in paragraphs(chosen)[0]


# 3. Timelines.


def test_a_solution_has_a_line_for_each_meeting_that_told_of_it() -> None:
    """A timeline begins with the proposal and has each status with who reported it."""
    found = {each.text: each for each in items(view("tijdlijn"))}
    assert found["Eén aanspreekpunt per gezin"].details == (
        ("27 jun", "voorgesteld"),
        ("5 sep", "◐ in uitwerking, gemeld door wijkteam"),
        ("10 okt", "◐ toegepast, gemeld door manager"),
    )
    assert found["Rugdekking vooraf"].details == (
        ("27 jun", "voorgesteld"),
        ("10 okt", "? onbekend"),
    )
    assert found["Een potje"].details == (
        ("5 sep", "voorgesteld"),
        ("10 okt", "? nog niets over gehoord"),
    )


def test_what_was_told_after_the_last_meeting_is_how_it_is_now() -> None:
    """An update between meetings ends the timeline with how the solution stands now."""
    told = Update(id="u-9", item="s-4", on=dt.date(2016, 11, 1), embedded=True)
    found = {
        each.text: each
        for each in items(view("tijdlijn", history(FIRST, SECOND, THIRD, loose=(told,))))
    }
    assert found["Een potje"].details == (("5 sep", "voorgesteld"), ("Nu", "● geborgd"))


def test_a_solution_of_the_last_meeting_has_only_begun() -> None:
    """Without a meeting since, a timeline is the proposal alone."""
    alone = items(view("tijdlijn", history(SECOND)))
    assert alone[0].details == (("5 sep", "voorgesteld"),)


# 4. Report-backs.


def test_report_backs_are_organisations_by_meetings() -> None:
    """Each cell tells what was told there; who agreed and said nothing gave no account."""
    assert table(view("terugkoppelingen")) == [
        ("organisatie", "27 jun", "5 sep", "10 okt", "sindsdien"),
        ("gemeente", "afgesproken", "● gedaan", "", ""),
        ("ggz", "afgesproken", "geen opgave", "geen opgave", "! niet gedaan"),
    ]


def test_what_came_back_is_told_with_its_new_bottlenecks() -> None:
    """The form, the response and new bottlenecks of a report-back can be read below."""
    assert [(each.text, each.details) for each in items(view("terugkoppelingen"))] == [
        (
            "gemeente",
            (("Vorm", "MT"), ("Reactie", "Akkoord"), ("Nieuw knelpunt", "Geen rooster")),
        ),
        ("ggz", (("Opmerking", "Het overleg viel uit"),)),
    ]


def test_without_later_news_there_is_no_column_since() -> None:
    """The column for what was told after the last meeting is only there when something was."""
    titles = table(view("terugkoppelingen", history(FIRST, SECOND, THIRD)))[0]
    assert titles == ("organisatie", "27 jun", "5 sep", "10 okt")


# 5. Promises.


def test_promises_are_by_owner_late_first() -> None:
    """Two spellings of an owner are one, their promises stand together, the late ones first."""
    assert table(view("toezeggingen")) == [
        ("", "wie en wat", "voor wanneer", "stand"),
        ("", "manager ggz", "", ""),
        ("A1", "Intervisie plannen", "30 sep", "! te laat"),
        ("A2", "Bellen", "1 aug", "● gereed"),
        ("", "werkgroep Anders samenwerken", "", ""),
        ("T1", "Uitkomsten meenemen", "1 okt", "! te laat"),
    ]


def test_promises_are_counted_over_the_series() -> None:
    """How many were kept, are open, late and dropped is counted over all meetings."""
    dropped = Update(id="u-8", item="t-2", on=OCTOBER, dropped=True, reason="Niet meer nodig")
    section = view("toezeggingen", history(FIRST, SECOND, THIRD, loose=(dropped,)))
    assert paragraphs(section)[0] == (
        "Over de hele reeks: 1 nagekomen, 0 open, 1 te laat, 1 vervallen."
    )


def test_a_promise_says_how_often_it_was_postponed() -> None:
    """A day that moved is counted; the day that stands is the last that was agreed."""
    part = next(part for part in view("toezeggingen").parts if isinstance(part, Table))
    about = {row[1].text: row[1].below for row in part.rows}
    assert about["Uitkomsten meenemen"] == ("van 27 jun, 1 keer uitgesteld",)
    assert about["Bellen"] == ("van 27 jun",)


def test_a_werkgroep_has_counts_of_its_own() -> None:
    """An owner that is a body is listed again with what it kept."""
    assert table(view("toezeggingen"), 1) == [
        ("werkgroep", "nagekomen", "open", "te laat"),
        ("werkgroep Anders samenwerken", "0", "0", "1"),
    ]


def test_a_promise_without_owner_or_day_asks_for_them() -> None:
    """Who or when is missing is said, not left blank."""
    first = replace(FIRST, promises=(Promise(id="t", what="Iets doen", promised_by="het college"),))
    part = next(p for p in view("toezeggingen", history(first)).parts if isinstance(p, Table))
    owner, promise = part.rows
    assert (owner[1].text, owner[1].mark) == ("nog niemand", "attention")
    assert [cell.text for cell in promise] == ["A1", "Iets doen", "geen datum", "○ open"]
    assert promise[1].below == ("van 27 jun, toegezegd door het college",)


# 6. Attendance.


def test_attendance_is_a_number_a_role_with_managers_apart() -> None:
    """Each role has its number at each meeting; the managers have a sentence of their own."""
    section = view("opkomst")
    assert paragraphs(section)[0] == "Managers: 3 de vorige keer, 7 nu (+4)."
    assert table(section) == [
        ("rol", "verloop", "27 jun", "5 sep", "10 okt"),
        ("professional", "", "14", "12", "13"),
        ("manager", "", "0", "3", "7"),
        ("totaal", "", "14", "15", "20"),
    ]
    part = next(part for part in section.parts if isinstance(part, Table))
    assert [row[0].mark for row in part.rows] == ["", "promise", "muted"]
    trend = part.rows[1][1].trend
    assert trend is not None
    assert (trend.values, trend.of) == ((0, 3, 7), 14)


def test_attendance_is_drawn_then_and_now() -> None:
    """The last two meetings stand beside each other, on one scale."""
    drawn = shifts(view("opkomst"))
    assert (drawn.then, drawn.now) == ("5 sep", "10 okt")
    assert [(each.label, each.then, each.now, each.of) for each in drawn.shifts] == [
        ("professional", 12, 13, 13),
        ("manager", 3, 7, 13),
    ]


def test_a_required_role_that_was_missing_is_named() -> None:
    """Of each meeting without a required role that is said in words."""
    assert paragraphs(view("opkomst"))[-1] == "27 jun: vereist en ontbrak: manager."


def test_one_meeting_has_no_then_and_now() -> None:
    """Of one meeting the numbers stand there, without a picture."""
    section = view("opkomst", history(FIRST))
    assert isinstance(section.parts[0], Table)
    assert table(section)[0] == ("rol", "27 jun")


def test_people_without_a_role_are_people() -> None:
    """Who has no role on the list counts in the total, and nothing is drawn of roles."""
    someone = (Participant(id="p", count=2, present=("*",)),)

    def only(meeting: Session) -> Session:
        header = replace(meeting.header, required_roles=())
        return replace(meeting, header=header, participants=someone)

    section = view("opkomst", history(only(FIRST), only(SECOND)))
    assert table(section) == [("rol", "27 jun", "5 sep"), ("totaal", "2", "2")]


def test_a_meeting_where_nobody_was_counted_is_named() -> None:
    """A meeting without attendance is no meeting without people."""
    section = view("opkomst", history(FIRST, replace(SECOND, participants=()), THIRD))
    assert table(section)[0] == ("rol", "27 jun", "10 okt")
    assert "Niet geteld wie er was: 5 sep." in paragraphs(section)


def test_a_series_without_managers_says_what_they_are_for() -> None:
    """Where no manager ever came, the sentence tells why one would want them."""
    section = view("opkomst", history(FIRST, replace(FIRST, header=SECOND.header)))
    assert paragraphs(section)[0] == (
        "Er waren nog geen managers; hun aanwezigheid geeft rugdekking."
    )


# 7. The framework.


def test_a_framework_shows_what_each_version_changed() -> None:
    """Lines that are added, changed and dropped stand there, with the case that caused it."""
    assert headings("kader") == [
        ("Versie 1", "27 jun · 2 toegevoegd"),
        ("Versie 2: Oss", "10 okt · 1 toegevoegd · 1 gewijzigd · 1 geschrapt"),
    ]
    assert [(e.label, e.text, e.tags, e.details) for e in items(view("kader"))[2:]] == [
        (
            "~",
            "Wij bellen vóór de brief",
            ("gewijzigd",),
            (("Was", "Wij bellen"), ("Door casus", "a")),
        ),
        ("+", "Eén potje", ("toegevoegd",), ()),
        ("×", "Weg", ("geschrapt",), (("Door casus", "b"),)),
    ]


def test_a_version_without_changes_says_so() -> None:
    """A version that is as the one before it has no list."""
    again = replace(FIRST, header=SECOND.header)
    section = view("kader", history(FIRST, again))
    heads = [p.beside for p in section.parts if isinstance(p, Heading)]
    assert heads == ["27 jun · 2 toegevoegd", "5 sep · niets veranderd"]


def test_the_case_that_caused_a_change_is_one_of_its_own_meeting() -> None:
    """The codes begin again at every meeting, so the same code is another case in each."""
    titles = ("De drempel", "De verhuizing", "De schuld")
    meetings = [
        replace(
            each,
            cases=(Case(id="a", title=title),),
            frameworks=(
                Framework(
                    id=f"f-{number}",
                    version=number,
                    lines=(FrameworkLine(id="l-1", text=title, case="a"),),
                ),
            ),
        )
        for number, (each, title) in enumerate(
            zip((FIRST, SECOND, THIRD), titles, strict=True), start=1
        )
    ]
    told = [dict(each.details)["Door casus"] for each in items(view("kader", history(*meetings)))]
    assert told == [f"a · {title}" for title in titles]


# 8. Learning questions.


def test_learning_questions_are_new_taken_along_and_dealt_with() -> None:
    """A question that is asked again is taken along; one that is not any more is dealt with."""
    assert table(view("leervragen")) == [
        ("leervraag", "27 jun", "5 sep", "10 okt"),
        ("Wie belt wie?", "nieuw", "meegenomen", "behandeld"),
        ("Wat mag ik?", "nieuw", "behandeld", ""),
        ("Wat merkt de bewoner?", "", "", "nieuw"),
    ]


def test_cases_that_wait_are_named() -> None:
    """What was offered and not discussed since is listed with the meeting that offered it."""
    found = [(each.text, each.tags) for each in items(view("leervragen"))]
    assert ("De wachtlijst", ("van 27 jun",)) in found


# 9. Scores.


def test_scores_are_drawn_then_and_now_with_their_difference() -> None:
    """A scale that was scored twice has both means, and what they differ."""
    drawn = shifts(view("krachten"))
    assert (drawn.then, drawn.now, drawn.places) == ("27 jun", "10 okt", 1)
    only = drawn.shifts[0]
    assert (only.label, only.then, only.now, only.delta) == ("Intentie", 4, 7, 3)
    assert (only.least, only.of) == (1, 10)
    assert paragraphs(view("krachten")) == ["Gemiddelden op een schaal van 1 tot 10."]


def test_three_scores_have_a_table_and_a_course() -> None:
    """Of a scale that was scored three times every mean stands there, with a drawn course."""
    second = replace(SECOND, scales=FIRST.scales, ratings=rated(5))
    section = view("krachten", history(FIRST, second, THIRD))
    assert table(section) == [
        ("stelling", "verloop", "27 jun", "5 sep", "10 okt"),
        ("Intentie", "", "4,0", "5,0", "7,0"),
    ]


def test_scales_of_two_lengths_each_say_theirs() -> None:
    """A mean of 4 means another thing on a scale of 5 than on one of 10."""
    second = replace(SECOND, scales=(Scale(id="tempo", title="Tempo"),), ratings=())
    rating = replace(rated(4)[0], scale="tempo", of=5)
    section = view("krachten", history(FIRST, replace(second, ratings=(rating,))))
    part = next(part for part in section.parts if isinstance(part, Table))
    assert [(row[0].text, row[0].below) for row in part.rows] == [
        ("Intentie", ("op een schaal van 1 tot 10",)),
        ("Tempo", ("op een schaal van 1 tot 5",)),
    ]


def test_scales_that_were_not_scored_together_name_no_days() -> None:
    """Where the last two scores of two scales are of other days, no day stands above them."""
    tempo = Scale(id="tempo", title="Tempo", of=10)
    both = (*FIRST.scales, tempo)

    def scored(meeting: Session, *scales: str) -> Session:
        ratings = tuple(replace(rated(4)[0], id=f"r-{scale}", scale=scale) for scale in scales)
        return replace(meeting, scales=both, ratings=ratings)

    found = history(
        scored(FIRST, "intentie"),
        scored(SECOND, "intentie", "tempo"),
        scored(THIRD, "tempo"),
    )
    drawn = shifts(view("krachten", found))
    assert (drawn.then, drawn.now) == ("vorige", "laatste")


def test_stagnation_then_and_now() -> None:
    """Each meeting that named a stagnation stands there with its reason."""
    found = [text for text in texts(looked()) if "samenwerking" in text]
    assert "schijnsamenwerking: veel doelen, geen daden" in found
    assert "eilandsamenwerking" in found


def test_bottlenecks_on_an_agenda_stand_with_the_stagnation_also_when_they_are_cut() -> None:
    """With whom each lies and what came of it; one that lies nowhere is not among them."""
    knot = Note(id="n-90", kind="knelpunt", text="Twee regels", escalated_to="stuurgroep Wonen")
    loose = Note(id="n-91", kind="knelpunt", text="Te druk")
    cut = Update(id="u-90", item="n-90", on=SECOND.header.date, done="yes", response="Eén regel")
    first = replace(FIRST, notes=(*FIRST.notes, knot, loose))
    found = history(first, replace(SECOND, updates=(*SECOND.updates, cut)), THIRD)
    section = view("krachten", found)
    (table,) = (
        part
        for part in section.parts
        if isinstance(part, Table) and part.columns[0].title == "knelpunt"
    )
    ((what, day, stands),) = table.rows
    assert (what.text, day.text) == ("Twee regels", "27 jun")
    assert "ligt bij stuurgroep Wonen" in what.below
    assert any("Eén regel" in line for line in what.below)
    assert "doorgehakt" in stands.text


def test_an_outcome_in_the_words_of_its_werkvorm() -> None:
    """What people chose is called as the werkvorm calls it, or by the word they chose."""
    named = Stagnation(id="stil", title="Het staat stil")
    meeting = replace(THIRD, diagnosis=Diagnosis(choice="stil", motivation="niemand beweegt"))
    with_title = replace(meeting, stagnations=(named,))
    facts = texts(looked(history(FIRST, with_title)))
    assert "Het staat stil: niemand beweegt" in facts
    assert "stil: niemand beweegt" in texts(looked(history(FIRST, meeting)))


# 10. Questions of participants.


def test_a_question_of_a_participant_shows_how_it_changed() -> None:
    """The question as it stands, the first wording, and whether the next step was taken."""
    only = items(view("deelnemersvragen"))[0]
    assert (only.text, only.tags) == ("Wat doe ik zelf?", ("teamleider",))
    assert only.details == (
        ("Eerst (27 jun)", "Hoe krijg ik lef in mijn team?"),
        ("Nu (10 okt)", "Wat doe ik zelf?"),
        ("Laatste stap", "Een week niets goedkeuren — niet gedaan"),
    )


def test_a_question_of_a_participant_grows_by_what_meetings_tell() -> None:
    """Its position, every step with whether it was done, and when it was worked on."""
    told = Update(
        id="u-20",
        item="d-1",
        wording="Wie wacht op mij?",
        position="trekker",
        done="yes",
        next_step="Het team bellen",
    )
    brought = OwnQuestion(id="q-1", by="raadslid", text="Wat weet ik straks?")
    worked_on = Block(id="v1", question="d-1", started_at=NOW)
    meeting = replace(
        THIRD, updates=(told,), questions=(brought,), blocks=(*THIRD.blocks, worked_on)
    )
    between = Update(id="u-21", item="q-1", on=OCTOBER, position="aanjager")
    not_yet = Update(id="u-22", item="q-1", on=dt.date(2016, 12, 24), position="trekker")
    series = history(FIRST, meeting, loose=(between, not_yet), series=GROWN.series)
    first, second = items(view("deelnemersvragen", series))
    assert (first.text, first.tags) == ("Wie wacht op mij?", ("teamleider", "3 versies"))
    assert first.details == (
        ("Eerst (27 jun)", "Hoe krijg ik lef in mijn team?"),
        ("Nu (10 okt)", "Wie wacht op mij?"),
        ("Positie", "trekker"),
        ("Eerdere stap", "Een week niets goedkeuren — gedaan"),
        ("Volgende stap", "Het team bellen — nog niet bekend of het gedaan is"),
        ("Aan de beurt", "10 okt"),
    )
    assert (second.text, second.tags) == ("Wat weet ik straks?", ("raadslid",))
    assert second.details[0] == ("Positie", "aanjager")


def test_a_question_that_is_only_announced() -> None:
    """Somebody without words yet, and without a step, is on the list all the same."""
    question = replace(GROWN.series.questions[0], versions=(), next_step="")
    series = replace(GROWN.series, questions=(question,))
    only = items(view("deelnemersvragen", history(FIRST, series=series)))[0]
    assert only.text == "(nog niet onder woorden gebracht)"
    assert only.details == (("Volgende stap", "nog geen"),)


# 11. Time.


def test_time_is_what_each_block_was_off_its_plan() -> None:
    """Each block has its deviation at each meeting, and the minutes below; the sum comes last."""
    section = view("tijd")
    assert table(section) == [
        ("onderdeel", "27 jun", "5 sep", "10 okt"),
        ("Ronde 1", "+3 min", "op tijd", "−2 min"),
        ("samen", "+3 min", "op tijd", "−2 min"),
    ]
    part = next(part for part in section.parts if isinstance(part, Table))
    assert part.rows[0][1].below == ("23 van 20",)
    assert part.rows[0][1].mark == "attention"


def test_a_block_that_was_not_held_says_so() -> None:
    """A block that one meeting had and skipped is not on time there."""
    skipped = replace(SECOND.blocks[0], started_at=None, ended_at=None)
    section = view("tijd", history(FIRST, replace(SECOND, blocks=(skipped,))))
    assert table(section)[1:] == [
        ("Ronde 1", "+3 min", "niet gehouden"),
        ("samen", "+3 min", ""),
    ]


# What is counted, and what is left out.


def test_drafts_and_meetings_to_come_are_not_compared() -> None:
    """A meeting that is only prepared, or is of a later day, does not count."""
    draft = replace(THIRD, header=replace(THIRD.header, status="draft"))
    outline = looked(history(FIRST, SECOND, draft))
    assert outline.subtitle.startswith("2 bijeenkomsten · ma 27 jun 2016 tot en met ma 5 sep 2016")
    asked = Asked(SEPTEMBER)
    assert looked(GROWN, asked).subtitle.startswith("2 bijeenkomsten")


def test_the_meeting_that_asks_counts_while_it_is_still_a_draft() -> None:
    """Who looks back from a meeting sees that meeting beside the others."""
    draft = replace(THIRD, header=replace(THIRD.header, status="draft"))
    outline = looked(history(FIRST, SECOND, draft), Asked(TODAY, asking="drie"))
    assert outline.subtitle.startswith("3 bijeenkomsten")


def test_the_subtitle_says_what_is_compared_and_when() -> None:
    """The days of the meetings and the day on which one looks stand under the title."""
    outline = looked()
    assert outline.title == "Vergelijking van Proeftuin"
    assert outline.subtitle == (
        "3 bijeenkomsten · ma 27 jun 2016 tot en met ma 10 okt 2016 · stand op ma 21 nov 2016"
    )
    assert looked(history(FIRST)).subtitle == (
        "1 bijeenkomst · ma 27 jun 2016 · stand op ma 21 nov 2016"
    )


def test_more_meetings_than_fit_show_the_last_ones() -> None:
    """A table has five meetings and says that there were more; the course has them all."""
    many = [
        replace(
            FIRST,
            header=replace(FIRST.header, id=str(n), number=n, date=JUNE + dt.timedelta(weeks=n)),
        )
        for n in range(8)
    ]
    section = view("opkomst", history(*many))
    assert len(table(section)[0]) == 2 + 5
    assert "Naast elkaar staan de laatste 5 van 8 bijeenkomsten." in paragraphs(section)
    part = next(part for part in section.parts if isinstance(part, Table))
    assert part.rows[0][1].trend is not None
    assert len(part.rows[0][1].trend.values) == 8


def test_a_series_over_years_names_them() -> None:
    """Days say their year where meetings are of more than one."""
    later = replace(SECOND, header=replace(SECOND.header, date=dt.date(2017, 1, 9)))
    section = view("opkomst", history(FIRST, later), Asked(dt.date(2017, 2, 1)))
    assert table(section)[0] == ("rol", "27 jun 2016", "9 jan 2017")


def test_a_meeting_without_a_day_is_called_by_its_title() -> None:
    """Where a record tells no day, its title stands above its numbers."""
    dateless = replace(FIRST, header=replace(FIRST.header, date=None))
    found = history(dateless, SECOND)
    assert table(view("opkomst", found))[0] == ("rol", "Eerste", "5 sep")
    assert headings_of(found) == ["Eerste", "Maandag 5 september 2016"]


def headings_of(found: History) -> list[str]:
    """Return the headings of the terugkomlijst of a series."""
    return [p.text for p in view("terugkomlijst", found).parts if isinstance(p, Heading)]


def test_private_items_are_left_out_unless_asked_for() -> None:
    """What was marked private is in no view, until somebody asks for it."""
    hidden = ("Geheim plan", "Niet voor anderen")
    shown = " ".join(texts(looked()))
    assert not any(text in shown for text in hidden)
    shown = " ".join(texts(looked(asked=Asked(TODAY, private=True))))
    assert all(text in shown for text in hidden)


def test_withdrawn_items_are_in_no_view() -> None:
    """What was taken back is not compared."""
    gone = Solution(id="s-9", text="Ingetrokken plan", withdrawn_at=NOW)
    note = Note(id="n-9", kind="helpend", text="Ingetrokken notitie", withdrawn_at=NOW)
    found = history(replace(FIRST, solutions=(gone,), notes=(note,)), SECOND)
    assert not any("Ingetrokken" in text for text in texts(looked(found)))


def test_what_is_open_is_the_list_and_the_promises() -> None:
    """The shorter document has the terugkomlijst and the promises, as the whole has them."""
    outline = open_points(GROWN, Asked(TODAY))
    assert outline.title == "Open punten van Proeftuin"
    assert outline.sections == (view("terugkomlijst"), view("toezeggingen"))


def test_only_a_sample_has_the_legend_of_samples() -> None:
    """Nothing says of real meetings that they are made up; a made-up series says it once."""
    assert not looked().has_made_up
    invented = replace(
        FIRST, solutions=tuple(replace(each, origin="invented") for each in FIRST.solutions)
    )
    outline = looked(history(invented))
    assert outline.has_made_up
    line = next(each for each in outline.sections if each.id == "tijdlijn")
    assert line.made_up
    assert not any(each.made_up for each in items(line))


HOSTILE = "[red]x[/red] \x1b[2J\u202e`=1+1`|<b>\n# kop"


def test_hostile_text_is_visible_text() -> None:
    """Nothing that commands a terminal comes through in any view."""
    meeting = replace(
        FIRST,
        header=replace(FIRST.header, title=HOSTILE, learning_questions=(HOSTILE,), date=None),
        notes=(Note(id="n", kind="helpend", perspective=HOSTILE, case=HOSTILE, text=HOSTILE),),
        solutions=(Solution(id="s", text=HOSTILE, addressed_to=(HOSTILE,)),),
        promises=(Promise(id="t", what=HOSTILE, owner=HOSTILE, promised_by=HOSTILE + "2"),),
        participants=(Participant(id="p", role=HOSTILE, present=("*",)),),
        updates=(
            Update(
                id="u",
                item="s",
                on=JUNE,
                how=HOSTILE,
                reported_by=HOSTILE,
                improvements=(Improvement(text=HOSTILE),),
            ),
        ),
    )
    found = replace(history(meeting, SECOND), title=HOSTILE)
    for text in texts(comparison(found, Asked(TODAY), NOW)):
        assert "\x1b" not in text
        assert "\u202e" not in text


@settings(max_examples=30)
@given(sessions(), sessions())
def test_any_two_meetings_can_be_compared(one: Session, other: Session) -> None:
    """Whatever two records hold, there are eleven views of visible text."""
    outline = comparison(history(one, other), Asked(TODAY, private=True), NOW)
    assert len(outline.sections) == len(VIEWS)
    assert not any("\x1b" in text for text in texts(outline))
