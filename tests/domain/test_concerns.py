"""Which organisation an owner, an addressee or a text means."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.concerns import Circle, circle_of, of_decision, of_promise, words_of
from sessiecoach.domain.session import (
    Case,
    Decision,
    Note,
    Participant,
    Presenter,
    Promise,
    ReportBack,
    Request,
    Session,
    Solution,
)

GONE = dt.datetime(2016, 9, 5, 7, tzinfo=dt.UTC)


def _who(role: str, organisation: str = "", name: str = "", **more: object) -> Participant:
    return Participant(role=role, organisation=organisation, name=name, **more)  # type: ignore[arg-type]


MEETING = Session(
    participants=(
        _who("manager", "Welzijn Noord"),
        _who("manager", "gemeente"),
        _who("professional", "Welzijn"),
        _who("professional", "GGZ Café"),
        _who("professional", "gemeente", "Karin de Boer"),
        _who("raadslid", "gemeenteraad", "Jo"),
        _who("teamleider sociaal domein", "wijkteam"),
        _who("programmamanager", "Proeftuin"),
        _who("manager wonen", "corporatie", "Piet Smit"),
        _who("gespreksleider"),
        _who("professional", "vertrokken", withdrawn_at=GONE),
    ),
)
CIRCLE = circle_of(MEETING)
ALL = CIRCLE.invited


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("manager welzijn  NOORD", {"Welzijn Noord"}),
        ("welzijn", {"Welzijn"}),
        ("professional van ggz cafe", {"GGZ Café"}),
        ("teamleider sociaal domein", {"wijkteam"}),
        ("de programmamanager", {"Proeftuin"}),
        ("gemeenteraad", {"gemeenteraad"}),
        ("gemeente en welzijn", {"gemeente", "Welzijn"}),
        ("Karin de Boer", {"gemeente"}),
        ("collega's van Karin de Boer", {"gemeente"}),
        ("Jo", {"gemeenteraad"}),
        ("gemeente raadslid", {"gemeente"}),
        ("raadslid gemeenteraad", {"gemeenteraad"}),
        ("manager", set()),
        ("gespreksleider", set()),
        ("tante Jo", set()),
        ("vertrokken", set()),
        ("onbekende", set()),
        ("", set()),
        ("iedereen", ALL),
    ],
)
def test_an_owner_is_of_one_organisation_or_nobody_knows(text: str, expected: set[str]) -> None:
    """By organisation, role with organisation, name, or a role that only one organisation has."""
    assert CIRCLE.whose(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("management", {"Welzijn Noord", "gemeente", "corporatie"}),
        ("managers van de drie organisaties", {"Welzijn Noord", "gemeente", "corporatie"}),
        ("professionals", {"Welzijn", "GGZ Café", "gemeente"}),
        ("raadsleden", {"gemeenteraad"}),
        ("teamleiders sociaal domein", set()),
        ("Piet Smit", {"corporatie"}),
        ("Welzijn en wijkteam", {"Welzijn", "wijkteam"}),
        ("elke deelnemende organisatie", ALL),
        ("alle deelnemers", ALL),
        ("bestuurders", set()),
        ("", set()),
    ],
)
def test_what_is_addressed_to_a_role_concerns_everybody_who_has_it(
    text: str, expected: set[str]
) -> None:
    """Also in the plural; what is addressed to everybody concerns all on the list."""
    assert CIRCLE.addressed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("manager welzijn", True),
        ("het management", True),
        ("managers aan tafel", True),
        ("Piet Smit", True),
        ("programmamanager", False),
        ("Karin de Boer", False),
        ("teamleider", False),
        ("", False),
    ],
)
def test_a_manager_is_known_by_the_role_or_by_the_name(text: str, expected: bool) -> None:
    """Who manages a programme is no manager of people."""
    assert CIRCLE.leads(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("manager gemeente", True),
        ("teamleider sociaal domein", True),
        ("Karin de Boer", False),
        ("Jo", False),
        ("Anna, gemeente", False),
        ("manager Jansen", False),
        ("", True),
    ],
)
def test_an_owner_who_may_be_a_person_is_not_taken_for_a_role(text: str, expected: bool) -> None:
    """Only words of known roles and organisations are no name."""
    assert CIRCLE.is_nobody(text) is expected


def test_a_longer_name_takes_the_words_of_a_shorter_one() -> None:
    """An organisation is meant by its whole name, not by a part of the name of another."""
    assert CIRCLE.named_in("Afspraak met Welzijn Noord.") == {"Welzijn Noord"}
    assert CIRCLE.named_in("Welzijn Noord en Welzijn") == {"Welzijn Noord", "Welzijn"}
    assert CIRCLE.named_in("de gemeenten en het welzijnswerk") == set()


def test_everything_that_names_an_organisation_makes_it_known() -> None:
    """Cases, report-backs, other meetings and bodies; nothing withdrawn or private."""
    session = Session(
        participants=(_who("manager", "gemeente"),),
        cases=(
            Case(id="a", presenter=Presenter(organisation="corporatie")),
            Case(id="b", presenter=Presenter(organisation="weg"), withdrawn_at=GONE),
        ),
        report_backs=(
            ReportBack(organisation="school"),
            ReportBack(organisation="elke deelnemende organisatie"),
            ReportBack(organisation="weg", withdrawn_at=GONE),
        ),
        promises=(
            Promise(owner="de werkgroep Wonen, samen"),
            Promise(owner="werkgroep Geheim", private=True),
            Promise(owner="werkgroep Weg", withdrawn_at=GONE),
        ),
        solutions=(
            Solution(addressed_to=("Stuurgroep",), requests=(Request(to="directieteam"),)),
            Solution(addressed_to=("kerngroep Weg",), withdrawn_at=GONE),
            Solution(addressed_to=("kerngroep Geheim",), private=True),
        ),
        notes=(
            Note(escalated_to="regiegroep"),
            Note(escalated_to="projectteam Weg", withdrawn_at=GONE),
            Note(escalated_to="projectteam Geheim", private=True),
        ),
    )
    other = Session(participants=(_who("manager", "GEMEENTE"), _who("manager", "thuiszorg")))
    circle = circle_of(session, (other,))
    assert circle.organisations == (
        "gemeente",
        "corporatie",
        "school",
        "werkgroep Wonen",
        "Stuurgroep",
        "directieteam",
        "regiegroep",
        "thuiszorg",
    )
    assert circle.invited == {"gemeente"}
    assert circle.whose("werkgroep wonen") == {"werkgroep Wonen"}
    assert circle.at(other).invited == {"gemeente", "thuiszorg"}
    assert circle.is_of(other.participants[0], "gemeente")


def test_a_promise_concerns_who_does_it_and_who_promised_it() -> None:
    """Both organisations read of it."""
    promise = Promise(owner="programmamanager", promised_by="manager gemeente")
    assert of_promise(promise, CIRCLE) == {"Proeftuin", "gemeente"}


def test_a_decision_concerns_who_is_named_and_who_took_it_or_else_all() -> None:
    """One without any name was taken by the meeting."""
    assert of_decision(Decision(text="Dit geldt."), CIRCLE) == ALL
    assert of_decision(Decision(text="De gemeente belt."), CIRCLE) == {"gemeente"}
    by = Decision(text="Welzijn belt.", decided_by="raadsleden")
    assert of_decision(by, CIRCLE) == {"Welzijn", "gemeenteraad"}
    assert of_decision(Decision(text="Dit.", decided_by="het college"), CIRCLE) == set()


def test_what_was_agreed_under_names_is_found_under_initials() -> None:
    """Owner and participant are changed alike, so that they still belong together."""
    circle = circle_of(Session(participants=(_who("", "school", "K.B."), _who("", "ggz", "A.B."))))
    assert circle.whose("K.B.") == {"school"}
    assert circle.whose("K.B. (met hulp)") == {"school"}


def test_words_are_compared_without_capitals_signs_and_diacritics() -> None:
    """Also letters of another form, such as those of full width or of mathematics."""
    assert words_of("De  GGZ-Café: ＺＯＲＧ 𝒢Ḯ") == ("de", "ggz", "cafe", "zorg", "gi")


@given(st.text(), st.text())
def test_spelling_tells_no_two_organisations_apart(before: str, after: str) -> None:
    """Capitals, blanks and diacritics do not count, and nobody is meant by nothing."""
    name = "Zorg Één"
    circle = Circle((name,), (_who("arts", name),))
    assert circle.whose("  ZORG   EEN ") == {name}
    assert circle.named_in(f"{before} zorg één {after}") == {name}
    assert Circle((), ()).whose(before) == set()
