"""The report of a meeting as an outline: what is in it, in which words, and what is not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from sessiecoach.domain.session import (
    Block,
    Case,
    Decision,
    Draft,
    Evaluation,
    Group,
    Header,
    Improvement,
    Interruption,
    Next,
    Note,
    Participant,
    Perspective,
    Presenter,
    Promise,
    Rating,
    ReportBack,
    Request,
    Scale,
    SecondsAt,
    Session,
    Solution,
    Update,
)
from sessiecoach.export.about_document import Options, closed
from sessiecoach.export.outline import (
    Bar,
    Bars,
    Cell,
    Facts,
    Heading,
    Item,
    Listing,
    Outline,
    Paragraph,
    Section,
    SideBySide,
    Table,
    summed_up,
)
from sessiecoach.export.report import report
from sessiecoach.export.words import enumerated
from sessiecoach.storage.home import shipped
from sessiecoach.storage.records import read_record
from tests.export.texts import texts
from tests.strategies import sessions

NOW = dt.datetime(2016, 9, 5, 8, 40, tzinfo=dt.UTC)
MONDAY = dt.date(2016, 9, 5)


def at(hour: int, minute: int, second: int = 0) -> dt.datetime:
    """Return an instant of 5 September 2016 by the clock in Oss."""
    return dt.datetime(2016, 9, 5, hour - 2, minute, second, tzinfo=dt.UTC)


def section(outline: Outline, section_id: str) -> Section:
    """Return a section that must be there."""
    return next(each for each in outline.sections if each.id == section_id)


def table(of: Section) -> Table:
    """Return the first table of a section."""
    return next(part for part in of.parts if isinstance(part, Table))


def listings(of: Section) -> list[Listing]:
    """Return the lists of a section."""
    return [part for part in of.parts if isinstance(part, Listing)]


MEETING = Session(
    header=Header(
        title="Tweede leersessie",
        date=MONDAY,
        starts=dt.time(9),
        ends=dt.time(10, 30),
        location="gemeentehuis Oss",
        number=2,
        status="closed",
        goal="Zien wat helpt.",
        learning_questions=("Hoe komen we verder?",),
        required_roles=("manager", "professional"),
    ),
    perspectives=(
        Perspective(id="systeem", title="Systeem"),
        Perspective(id="professional", title="Professional"),
    ),
    groups=(Group(id="A"), Group(id="B", title="Tafel 2")),
    cases=(
        Case(id="a", title="Inwoner", presenter=Presenter(role="professional"), status="discussed"),
        Case(id="b", title="Gezin"),
    ),
    notes=(
        Note(id="n-1", kind="helpend", perspective="professional", case="a", text="Ruimte"),
        Note(
            id="n-2", kind="belemmering", perspective="systeem", case="a", group="B", text="Regels"
        ),
        Note(id="n-3", kind="belemmering", perspective="systeem", text="Geld"),
        Note(id="n-4", kind="helpend", text="Koffie"),
        Note(id="n-5", kind="helpend", text="weg", withdrawn_at=NOW),
        Note(id="n-6", kind="belemmering", perspective="systeem", text="geheim", private=True),
        Note(id="n-7", kind="inzicht", perspective="systeem", case="a", text="Het geldt breder"),
        Note(
            id="n-8",
            kind="knelpunt",
            text="Privacy",
            escalated_to="stuurgroep",
            resolved_on=dt.date(2016, 10, 10),
            who="gemeente",
        ),
        Note(id="n-9", kind="evaluatie", text="Fijn tempo"),
        Note(id="n-10", kind="zelfbedacht", text="Iets anders"),
    ),
)


def test_title_and_subtitle_say_when_where_and_which() -> None:
    """A report opens with date, times, place and which meeting of its series it is."""
    outline = report(MEETING, NOW, series_title="Proeftuin Ruwaard")
    assert outline.title == "Tweede leersessie"
    assert outline.subtitle == (
        "maandag 5 september 2016 · 9.00-10.30 uur · gemeentehuis Oss"
        " · bijeenkomst 2 van Proeftuin Ruwaard"
    )


@pytest.mark.parametrize(
    ("header", "series", "subtitle"),
    [
        (Header(), "", ""),
        (Header(starts=dt.time(9)), "Reeks", "9.00 uur · Reeks"),
        (Header(date=MONDAY, number=1), "", "maandag 5 september 2016 · bijeenkomst 1"),
    ],
)
def test_subtitle_says_only_what_is_known(header: Header, series: str, subtitle: str) -> None:
    """What nobody filled in leaves no empty place."""
    assert report(Session(header=header), NOW, series_title=series).subtitle == subtitle


def test_a_report_without_anything_says_so() -> None:
    """A report of an empty meeting has a title and one sentence; every form lays that out."""
    outline = closed(report(Session(), NOW), Options())
    assert outline.title == "Bijeenkomst zonder titel"
    only, last = outline.sections
    assert only.parts == (Paragraph("Er is nog niets vastgelegd.", "muted"),)
    assert last.id == "over-dit-document"
    full = closed(report(MEETING, NOW), Options())
    assert all(each.id != "inhoud" for each in full.sections)


def test_goal_and_learning_questions() -> None:
    """The goal stands first, the learning questions under it."""
    goal, questions = section(report(MEETING, NOW), "doel").parts
    assert goal == Paragraph("Zien wat helpt.")
    assert questions == Listing((Item("Hoe komen we verder?"),), title="Leervragen")


def test_theme_and_guest_stand_before_the_goal() -> None:
    """What a meeting of a series was about is told first, and what nobody filled in is not."""
    header = replace(MEETING.header, theme="leiderschap", guest="Een master")
    first, goal, _questions = section(report(replace(MEETING, header=header), NOW), "doel").parts
    assert first == Facts((("Thema", "leiderschap"), ("Gast", "Een master")))
    assert goal == Paragraph("Zien wat helpt.")
    alone = Session(header=Header(theme="leiderschap"))
    assert section(report(alone, NOW), "doel").parts == (Facts((("Thema", "leiderschap"),)),)


def test_attendance_per_role_names_the_missing() -> None:
    """People are summed per role, organisations beside; a missing required role shows."""
    people = (
        Participant(id="p-1", role="professional", organisation="ggz", count=2, present=("*",)),
        Participant(id="p-2", role="professional", organisation="wijkteam", present=("*",)),
        Participant(id="p-3", role="Professional", organisation="wijkteam", count=3),
        Participant(id="p-4", role="notulist", name="S. Smits", present=("*",)),
        Participant(id="p-5", role="professional", organisation="corporatie"),
    )
    found = section(report(replace(MEETING, participants=people), NOW), "opkomst")
    rows = [tuple(cell.text for cell in row) for row in table(found).rows]
    assert rows == [
        ("manager", "", "0", "0"),
        ("professional", "ggz 2, wijkteam", "7", "3"),
        ("notulist", "", "1", "1"),
    ]
    assert table(found).rows[0][3].mark == "attention"
    assert found.parts[1] == Paragraph("Vereist en ontbrak: manager.", mark="attention")
    assert found.count == 4


def test_attendance_names_who_was_expected_and_stayed_away() -> None:
    """A role that nobody required is named too, once somebody counted who came."""
    people = (
        Participant(id="p-1", role="manager", present=("*",)),
        Participant(id="p-2", role="Raadslid", count=2),
        Participant(id="p-3", role="raadslid", organisation="elders"),
        Participant(id="p-4", role="notulist", count=0),
    )
    found = section(report(replace(MEETING, participants=people), NOW), "opkomst")
    assert found.parts[-1] == Paragraph("Verwacht en niet gekomen: Raadslid.")
    uncounted = tuple(replace(each, present=()) for each in people)
    parts = section(report(replace(MEETING, participants=uncounted), NOW), "opkomst").parts
    assert not any("niet gekomen" in str(part) for part in parts)


def test_attendance_tells_who_missed_begin_or_end() -> None:
    """Only of roles that should be there at both, and only where somebody counted."""
    blocks = tuple(Block(id=each, kind="plenary") for each in ("een", "twee", "drie"))
    ends = ("bestuurder", "raadslid")
    header = replace(MEETING.header, present_at_start_and_end=ends, required_roles=())
    people = (
        Participant(id="p-1", role="bestuurder", present=("een", "twee")),
        Participant(id="p-2", role="raadslid", present=("drie",)),
        Participant(id="p-3", role="manager", present=("twee",)),
    )
    meeting = replace(MEETING, header=header, blocks=blocks, participants=people)
    assert section(report(meeting, NOW), "opkomst").parts[1:] == (
        Paragraph("Niet bij het begin: raadslid.", mark="attention"),
        Paragraph("Niet bij het einde: bestuurder.", mark="attention"),
    )
    nobody = tuple(replace(each, present=()) for each in people)
    uncounted = section(report(replace(meeting, participants=nobody), NOW), "opkomst")
    assert not any("Niet bij" in str(part) for part in uncounted.parts)


def test_names_only_where_people_agreed() -> None:
    """Full names are in a report only of a meeting that keeps names."""
    people = (Participant(id="p-1", role="notulist", name="S. Smits", present=("*",)),)
    session = replace(MEETING, participants=people)
    assert "S. Smits" not in list(texts(report(session, NOW)))
    named = replace(session, header=replace(session.header, names=True))
    assert "S. Smits" in list(texts(report(named, NOW)))


BLOCKS = (
    Block(
        id="r1",
        title="Ronde 1",
        planned_minutes=20,
        started_at=at(9, 0),
        ended_at=at(9, 22, 40),
        added=(SecondsAt(at=at(9, 18), seconds=120),),
        interruptions=(
            Interruption(from_=at(9, 5), until=at(9, 5, 40)),
            Interruption(from_=at(9, 7), until=at(9, 8)),
        ),
    ),
    Block(id="w1", title="Wissel", planned_minutes=2, started_at=at(9, 22, 40), ended_at=at(9, 25)),
    Block(id="r2", title="Ronde 2", planned_minutes=20, started_at=at(9, 25)),
    Block(id="r3", title="Ronde 3", planned_minutes=20),
    Block(id="r4", title="Uitloop", planned_minutes=20, withdrawn_at=NOW),
)


def test_agenda_has_planned_and_real_times() -> None:
    """Each block shows its plan, its real times to the nearest minute, and the difference."""
    found = section(report(replace(MEETING, blocks=BLOCKS), at(9, 50)), "agenda")
    rows = [tuple(cell.text for cell in row) for row in table(found).rows]
    assert rows == [
        ("Ronde 1", "9.00-9.20", "9.00-9.23", "+3 min"),
        ("Wissel", "9.20-9.22", "9.23-9.25", "op tijd"),
        ("Ronde 2", "9.22-9.42", "9.25-…", "+5 min"),
        ("Ronde 3", "9.42-10.02", "niet gehouden", ""),
    ]
    assert table(found).rows[0][0].below == ("+2 min gegeven", "2 keer onderbroken, 1 min 40 s")
    assert found.parts[1:] == (Paragraph("Vervallen: 1 onderdeel (Uitloop).", mark="muted"),)


def test_the_agenda_marks_what_is_ours_and_not_of_the_source() -> None:
    """A block that was held with our own questions, and what that mark means; never a break."""
    ours = tuple(replace(each, own_elaboration=True) for each in BLOCKS)
    pause = replace(ours[1], kind="break")
    held = report(replace(MEETING, blocks=(ours[0], pause, *BLOCKS[2:3], ours[3])), at(9, 50))
    found = section(held, "agenda")
    titles = [row[0].text for row in table(found).rows]
    assert titles == ["Ronde 1 °", "Wissel", "Ronde 2", "Ronde 3"]
    (paragraph,) = found.parts[1:]
    assert isinstance(paragraph, Paragraph)
    assert (paragraph.text[:2], paragraph.mark) == ("° ", "muted")
    assert "sessiecoach-uitwerking" in paragraph.text
    without = report(replace(MEETING, blocks=(BLOCKS[0], pause, ours[3])), at(9, 50))
    assert section(without, "agenda").parts[1:] == ()


def test_a_meeting_that_was_not_held_has_only_a_plan() -> None:
    """Before the clock was used there are no real times to show."""
    blocks = (Block(id="r1", title="Ronde 1", planned_minutes=20),)
    planned = report(replace(MEETING, blocks=blocks), NOW)
    assert [cell.text for cell in table(section(planned, "agenda")).rows[0]] == [
        "Ronde 1",
        "9.00-9.20",
    ]
    undated = report(Session(blocks=blocks), NOW)
    assert [cell.text for cell in table(section(undated, "agenda")).rows[0]] == [
        "Ronde 1",
        "20 min",
    ]


def test_a_meeting_held_on_another_day_says_so() -> None:
    """The plan stays what it was; the day on which it was really held is said."""
    later = dt.datetime(2025, 11, 22, 13, tzinfo=dt.UTC)
    block = Block(id="r1", title="Ronde 1", planned_minutes=20, started_at=later, ended_at=later)
    found = section(report(replace(MEETING, blocks=(block,)), NOW), "agenda")
    assert found.parts[1] == Paragraph("Gehouden op zaterdag 22 november 2025.", mark="muted")


def test_cases_with_their_code_names() -> None:
    """A case shows its code name, how far it came, and which role brought it."""
    (listing,) = listings(section(report(MEETING, NOW), "casussen"))
    assert listing.items == (
        Item(
            "Inwoner",
            label="a",
            details=(("Ingebracht door", "professional"),),
            tags=("besproken",),
        ),
        Item("Gezin", label="b", tags=("ingebracht voor een volgende keer",)),
    )


def test_helps_and_hinders_per_perspective_and_case() -> None:
    """Both sides stand next to each other, under perspective and case; none is lost."""
    found = section(report(MEETING, NOW), "helpt-belemmert")
    outline = [
        (part.level, part.text)
        if isinstance(part, Heading)
        else ([i.text for i in part.left.items], [i.text for i in part.right.items])
        for part in found.parts
        if isinstance(part, Heading | SideBySide)
    ]
    assert outline == [
        (2, "Systeem"),
        (3, "Casus a · Inwoner"),
        ([], ["Regels"]),
        (3, "Los van een casus"),
        ([], ["Geld"]),
        (2, "Professional"),
        (3, "Casus a · Inwoner"),
        (["Ruimte"], []),
        (2, "Het geheel"),
        (["Koffie"], []),
    ]
    assert found.count == 4
    assert found.parts[0] == Heading("Systeem", 2, "helpt 0 · belemmert 2")


def test_groups_are_named_only_where_there_are_more() -> None:
    """With one group nobody needs to be told which; with two each note says its own."""
    assert "Tafel 2" in list(texts(report(MEETING, NOW)))
    alone = replace(MEETING, groups=MEETING.groups[1:])
    assert "Tafel 2" not in list(texts(report(alone, NOW)))


def test_everything_else_that_was_said_per_kind() -> None:
    """Other kinds stand under their own names, also one that no program knows."""
    found = listings(section(report(MEETING, NOW), "verder"))
    assert [listing.title for listing in found] == ["Inzichten", "Knelpunten", "Zelfbedacht"]
    assert found[0].items[0].tags == ("Systeem", "casus a")
    assert found[1].items[0].details == (
        ("Wie", "gemeente"),
        ("Geagendeerd bij", "stuurgroep"),
        ("Doorgehakt op", "ma 10 okt 2016"),
    )


def test_withdrawn_is_never_shown_and_private_only_when_asked() -> None:
    """What was withdrawn is in no report; what is private only in one's own."""
    shown, own = list(texts(report(MEETING, NOW))), list(texts(report(MEETING, NOW, private=True)))
    assert "weg" not in own
    assert "geheim" not in shown
    assert "geheim" in own
    assert "privé" in own


AGREED = replace(
    MEETING,
    solutions=(
        Solution(
            id="s-1",
            text="Ruimte geven",
            perspective="systeem",
            case="a",
            parts=("durven", " "),
            addressed_to=("management", "bestuurders"),
            requests=(Request(to="bestuurders", text="trek samen op"), Request(text="tijd")),
            follow_up_at="werkgroep",
            feasible_for_management_present=True,
            answers=("n-2", "n-6"),
        ),
        Solution(id="s-2", text="Een budget", feasible_for_management_present=False),
        Solution(id="s-3", text="verborgen", private=True),
    ),
    promises=(
        Promise(
            id="t-1",
            kind="toezegging",
            what="Kaders op papier",
            owner="manager gemeente",
            promised_by="directeur",
            cover="eerst doen, dan uitleggen",
            due=dt.date(2016, 10, 10),
            from_=("s-1",),
        ),
        Promise(id="t-2", what="Uitzoeken", case="b"),
        Promise(id="t-3", kind="toezegging", what="Vervallen", withdrawn_at=NOW),
    ),
    decisions=(
        Decision(
            id="b-1",
            number=4,
            text="Ieder koppelt terug",
            reason="Draagvlak",
            decided_by="de groep",
            check_on=dt.date(2016, 10, 10),
        ),
        Decision(id="b-2", text="Verborgen besluit", private=True),
    ),
    report_backs=(
        ReportBack(id="k-1", organisation="ggz", who="teamleider", subject="knelpunten"),
        ReportBack(id="k-2", organisation="wijkteam", withdrawn_at=NOW, due=MONDAY),
    ),
)


def test_solutions_with_all_that_belongs_to_them() -> None:
    """A solution says for whom, whether it can be done, what is asked, and who promised it."""
    found = section(report(AGREED, NOW), "oplossingen")
    assert found.parts[0] == Paragraph("Systeem 1 · Het geheel 1", mark="muted")
    first, second = listings(found)[0].items
    assert (first.label, first.text, first.parts) == ("O1", "Ruimte geven", ("durven",))
    assert first.tags == ("Systeem", "casus a")
    assert first.details == (
        ("Voor", "management en bestuurders"),
        ("Uitvoerbaar door aanwezig management", "ja"),
        ("Gevraagd aan bestuurders", "trek samen op"),
        ("Gevraagd", "tijd"),
        ("Vervolg bij", "werkgroep"),
        ("Antwoord op", "Regels"),
        ("Toegezegd", "T1"),
    )
    assert second.details == (
        ("Voor", "nog niemand genoemd"),
        ("Uitvoerbaar door aanwezig management", "nee"),
        ("Toegezegd", "nog niet: voorstel zonder toezegging"),
    )


def test_promises_say_who_what_and_when() -> None:
    """What lacks stands out; cover, promiser and origin stand under the promise."""
    found = table(section(report(AGREED, NOW), "toezeggingen"))
    assert [tuple(cell.text for cell in row) for row in found.rows] == [
        ("T1", "manager gemeente", "Kaders op papier", "ma 10 okt 2016", "open"),
        ("A1", "nog niemand", "Uitzoeken", "geen datum", "open"),
    ]
    assert found.rows[0][2].below == (
        "toegezegd door directeur",
        "rugdekking: eerst doen, dan uitleggen",
        "uit O1",
    )
    assert found.rows[1][2].below == ("casus b",)
    assert [cell.mark for cell in found.rows[1]] == ["promise", "attention", "", "attention", ""]


def test_a_promise_tells_how_it_stands() -> None:
    """What was told since counts, whatever day it is when the report is made."""
    first, second = AGREED.promises[:2]
    told = (
        Update(id="u-1", item=first.id, on=dt.date(2016, 9, 5), status="done"),
        Update(id="u-2", item=second.id, on=dt.date(2016, 9, 5), status="dropped"),
    )
    later = Session(header=Header(id="later"), updates=told)
    found = table(section(report(AGREED, NOW, meetings=(later,)), "toezeggingen"))
    assert [(row[4].text, row[4].mark) for row in found.rows] == [
        ("gereed", "helps"),
        ("vervallen", "muted"),
    ]
    past = replace(AGREED, promises=(replace(first, due=dt.date(2000, 1, 1)),))
    assert table(section(report(past, NOW), "toezeggingen")).rows[0][4].text == "open"


def test_decisions_keep_their_number() -> None:
    """The number of a decision runs on over the series."""
    (listing,) = listings(section(report(AGREED, NOW), "besluiten"))
    assert listing.items == (
        Item(
            "Ieder koppelt terug",
            label="B4",
            details=(
                ("Waarom", "Draagvlak"),
                ("Besloten door", "de groep"),
                ("Navragen op", "ma 10 okt 2016"),
            ),
            mark="decision",
        ),
    )


def test_report_backs_have_dates_only_where_there_are_any() -> None:
    """A column without a single date is not there."""
    found = table(section(report(AGREED, NOW), "terugkoppeling"))
    assert [column.title for column in found.columns] == ["organisatie", "wie", "onderwerp"]
    assert [cell.text for cell in found.rows[0]] == ["ggz", "teamleider", "knelpunten"]
    dated = replace(AGREED, report_backs=(replace(AGREED.report_backs[0], due=MONDAY),))
    assert table(section(report(dated, NOW), "terugkoppeling")).rows[0][3].text == "ma 5 sep 2016"


def test_what_was_told_about_earlier_items() -> None:
    """Each answer of a lookback has its word; an item of another meeting is named by its kind."""
    updates = (
        Update(
            id="u-1",
            item="s-1",
            worked_out="partly",
            how="in de werkgroep",
            applied="no",
            went="too_early",
            remark="later",
            embedded=True,
            improvements=(Improvement(text="één team", owner="teamleider"),),
        ),
        Update(id="u-2", item="t-elders", status="started", due=MONDAY, reason="ziek"),
        Update(id="u-3", item="k-1", done="yes", form="mail", response="goed"),
        Update(id="u-4", item="?", dropped=True, new_bottlenecks=("privacy",)),
        Update(id="u-5", item="s-1", remark="weg", withdrawn_at=NOW),
    )
    (listing,) = listings(section(report(replace(AGREED, updates=updates), NOW), "terugkom"))
    assert [item.text for item in listing.items] == [
        "Ruimte geven",
        "Toezegging van een eerdere bijeenkomst",
        "Terugkoppeling van een eerdere bijeenkomst",
        "Punt van een eerdere bijeenkomst",
    ]
    assert [item.details for item in listing.items] == [
        (
            ("Uitgewerkt", "deels; in de werkgroep"),
            ("Toegepast", "nee"),
            ("Hoe ging het", "te vroeg om te zeggen"),
            ("Opmerking", "later"),
            ("Geborgd", "ja"),
            ("Moet beter", "één team (teamleider)"),
        ),
        (("Stand", "loopt"), ("Reden", "ziek"), ("Verschoven naar", "ma 5 sep 2016")),
        (("Gedaan", "ja; mail"), ("Reactie", "goed")),
        (("Vervallen", "ja"), ("Nieuw knelpunt", "privacy")),
    ]


def test_evaluation_has_bars_and_lines() -> None:
    """Scales that were answered have a bar; what people said stands under their own heads."""
    session = replace(
        MEETING,
        scales=(Scale(id="c", title="Constructief"), Scale(id="l", title="Lang genoeg")),
        ratings=(
            Rating(id="r-1", scale="c", value=4, count=3),
            Rating(id="r-2", scale="c", value=5, count=1),
        ),
        evaluation=Evaluation(good=("tempo",), wishes=("meer tijd",), missing=("manager",)),
    )
    bars, *lists = section(report(session, NOW), "evaluatie").parts
    assert bars == Bars((Bar("Constructief", (0, 0, 0, 3, 1)),))
    assert isinstance(bars, Bars)
    assert bars.bars[0].mean == 4.25
    assert [(part.title, part.items[0].text) for part in lists if isinstance(part, Listing)] == [
        ("Goed", "tempo"),
        ("Wensen", "meer tijd"),
        ("Wie ontbrak er", "manager"),
        ("In eigen woorden", "Fijn tempo"),
    ]
    assert Bar("leeg", (0, 0)).mean is None


def test_next_meeting() -> None:
    """The next date and its question close the report."""
    session = replace(MEETING, next=Next(date=dt.date(2016, 10, 10), question="En nu?"))
    assert section(report(session, NOW), "volgende-keer").parts == (
        Facts((("Datum", "maandag 10 oktober 2016"), ("Vraag", "En nu?"))),
    )


def test_unconfirmed_lines_are_their_writers_own() -> None:
    """A half-typed line is shown only to who asks for what is private."""
    session = replace(MEETING, drafts=(Draft(id="c-1", text="bijna klaar"),))
    assert "bijna klaar" not in list(texts(report(session, NOW)))
    assert "bijna klaar" in list(texts(report(session, NOW, private=True)))


def test_what_was_left_open_is_said() -> None:
    """The warnings with which a meeting was closed stand at its end."""
    outline = report(MEETING, NOW, left_open=("De volgende datum is niet bekend",))
    assert outline.sections[-1].id == "nog-open"
    assert "De volgende datum is niet bekend" in list(texts(outline))


def test_made_up_is_said_once_where_all_is() -> None:
    """A section of which all is filler says so once; else each thing says it of itself."""
    both = Listing((Item("a", made_up=True), Item("b")))
    mixed = Section("x", "X", (both,))
    assert summed_up(mixed) == mixed
    rows = Table((), ((Cell("r", made_up=True), Cell("s")),))
    sides = SideBySide(Listing((Item("c", made_up=True),)), Listing(()))
    whole = Section("x", "X", (sides, rows, Bars((Bar("d", (1,), made_up=True),)), Paragraph("e")))
    summed = summed_up(whole)
    assert summed.made_up
    assert summed.parts == (
        SideBySide(Listing((Item("c"),)), Listing(())),
        Table((), ((Cell("r"), Cell("s")),)),
        Bars((Bar("d", (1,)),)),
        Paragraph("e"),
    )
    assert summed_up(Section("x", "X", (Paragraph("e"),))).made_up is False
    outline = Outline("t", "", (mixed,))
    assert outline.has_made_up
    assert not Outline("t", "", (Section("x", "X", (Paragraph("e"),)),)).has_made_up


def test_words_as_a_list() -> None:
    """Words are joined as people write them."""
    assert enumerated([]) == ""
    assert enumerated(["a"]) == "a"
    assert enumerated(["a", "b", "c"]) == "a, b en c"


@settings(max_examples=60)
@given(sessions())
def test_any_session_has_a_report(session: Session) -> None:
    """Whatever a record holds, it can be read; and no text in it commands a terminal."""
    outline = report(session, NOW, private=True)
    assert not any("\x1b" in text for text in texts(outline))


@pytest.mark.parametrize(
    ("date", "solutions", "told"),
    [("2016-06-27", 3, 0), ("2016-09-05", 4, 9), ("2016-10-10", 3, 23)],
)
def test_the_shipped_records_read_well(date: str, solutions: int, told: int) -> None:
    """The sample has every section that a leersessie leads to, each filled.

    What was told of earlier meetings is in those that had one before them.
    """
    path = Path(shipped("sessions")) / "proeftuin-ruwaard" / f"{date}-leersessie.toml"
    outline = report(read_record(path).session, NOW)
    expected = {
        "doel",
        "opkomst",
        "agenda",
        "casussen",
        "helpt-belemmert",
        "oplossingen",
        "toezeggingen",
        "besluiten",
        "terugkoppeling",
        "evaluatie",
        "volgende-keer",
    }
    sections = {each.id: each for each in outline.sections}
    assert sections.keys() >= expected
    assert sections["oplossingen"].count == solutions
    assert ("terugkom" in sections) == bool(told)
    if told:
        assert sections["terugkom"].count == told
    assert outline.has_made_up
