"""The list of what a meeting leaves with: solutions, promises, decisions and report-backs."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from sessiecoach.domain.session import Promise, Request, Session, Solution
from sessiecoach.live.opening import open_to_work
from sessiecoach.storage.records import record_bytes
from sessiecoach.ui.widgets.item_rows import ItemKey, Row
from sessiecoach.ui.widgets.solution_list import SolutionList
from sessiecoach.ui.widgets.solution_rows import solution_rows
from tests.fake_clock import FakeClock
from tests.ui.noted import (
    AT,
    HOSTILE,
    NotedApp,
    NotedScreen,
    full_session,
    noted,
    overfull_session,
    session,
)


def text_of(rows: tuple[Row, ...]) -> str:
    """Return what rows say, a line a line, with plain spaces."""
    lines = ["".join(piece.text for piece in line) for row in rows for line in row.lines]
    return "\n".join(lines).replace("\u00a0", " ")


def said_in(text: str) -> str:
    """Return a text without the line breaks of its layout."""
    return " ".join(text.split())


def rows_of(given: Session, *, with_withdrawn: bool = False) -> tuple[Row, ...]:
    """Lay out the list of a meeting."""
    return solution_rows(given, 100, unsaved=frozenset(), with_withdrawn=with_withdrawn)


def row_of(given: Session, item: str, *, with_withdrawn: bool = False) -> str:
    """Return what the row of one item says."""
    rows = rows_of(given, with_withdrawn=with_withdrawn)
    return text_of(tuple(row for row in rows if row.item is not None and row.item.item == item))


def solution(**values: object) -> Session:
    """Make a meeting with one solution."""
    whole = {"id": "s-1", "text": "Eén loket", **values}
    return session(solutions=(Solution(**whole),))  # type: ignore[arg-type]


def test_solutions_stand_and_count_per_perspective_and_case() -> None:
    """The groups follow the order of the meeting; what has no perspective comes last."""
    given = full_session()
    plenary = Solution(id="s-9", text="Samen beginnen")
    given = replace(given, solutions=(plenary, *given.solutions))
    headings = [line for line in text_of(rows_of(given)).split("\n") if line.isupper()]
    assert headings == [
        "SYSTEEM · CASUS A 2",
        "PROFESSIONAL · CASUS A 1",
        "PLENAIR 1",
        "BESLUITEN 1",
        "TOEZEGGINGEN EN ACTIES ZONDER OPLOSSING 1",
        "TERUGKOPPELING IN DE EIGEN ORGANISATIE 1",
    ]


def test_a_solution_without_a_promise_is_only_a_proposal() -> None:
    """It says so until a promise carries it out; a withdrawn promise carries out nothing."""
    given = solution()
    assert "voorstel zonder toezegging" in row_of(given, "s-1")
    promise = Promise(id="t-1", what="regelen", owner="manager", from_=("s-1",))
    assert "voorstel zonder" not in row_of(replace(given, promises=(promise,)), "s-1")
    gone = replace(given, promises=(replace(promise, withdrawn_at=AT),))
    assert "voorstel zonder toezegging" in row_of(gone, "s-1")
    assert "voorstel zonder toezegging" in row_of(gone, "s-1", with_withdrawn=True)


def test_a_solution_says_what_is_open_about_it() -> None:
    """Nobody addressed and nobody asked whether it can be done are named."""
    said = row_of(solution(), "s-1")
    assert "nog aan niemand gericht" in said
    assert "uitvoerbaar?" in said


@pytest.mark.parametrize(
    ("feasible", "words"), [(True, "uitvoerbaar: ja"), (False, "uitvoerbaar: nee")]
)
def test_a_solution_says_whether_it_can_be_carried_out(feasible: bool, words: str) -> None:
    """Yes and no differ in a word, not only in colour."""
    assert words in row_of(solution(feasible_for_management_present=feasible), "s-1")


def test_a_solution_shows_all_that_was_said_of_it() -> None:
    """Parts, addressees, requests and where it goes on."""
    said = row_of(
        solution(
            parts=("eerst dit", "dan dat"),
            addressed_to=("management", "raad"),
            requests=(Request(to="bestuurders", text="geef ruimte"), Request(text="help")),
            follow_up_at="werkgroep",
        ),
        "s-1",
    )
    for words in (
        "– eerst dit\n",
        "– dan dat\n",
        "gericht aan management, raad",
        "vervolg bij werkgroep",
        "verzoek aan bestuurders: geef ruimte",
        "verzoek: help",
    ):
        assert words in said


def test_a_promise_names_owner_date_and_cover() -> None:
    """And what is not known of it yet."""
    given = full_session()
    said = said_in(row_of(given, "t-00000001"))
    assert "werkgroep Anders samenwerken: Uitkomsten meenemen" in said
    assert "voor ma 10 okt 2016" in said
    assert "rugdekking: wethouder" in said
    bare = replace(given, promises=(Promise(id="t-1", what="mailen", promised_by="manager"),))
    said = row_of(bare, "t-1")
    assert "nog geen trekker: mailen" in said
    assert "nog geen datum" in said
    assert "toegezegd door manager" in said


def test_a_promise_stands_once_under_its_first_solution() -> None:
    """One promise that carries out two solutions is one row; without a solution it is loose."""
    given = full_session()
    both = replace(given.promises[0], from_=("weg", "s-00000002", "s-00000001"))
    rows = rows_of(replace(given, promises=(both,)))
    items = [row.item.item for row in rows if row.item is not None]
    assert items.count("t-00000001") == 1
    assert items[items.index("t-00000001") - 1] == "s-00000002"
    loose = replace(both, from_=("weg",))
    assert "ZONDER OPLOSSING 1" in text_of(rows_of(replace(given, promises=(loose,))))


def test_decisions_and_report_backs_are_complete() -> None:
    """A decision with its reason and who decided; a report-back with where, who and what."""
    given = full_session()
    decision = replace(given.decisions[0], check_on=dt.date(2016, 10, 10), number=7)
    given = replace(given, decisions=(decision,))
    said = row_of(given, "b-00000001")
    for words in ("We gaan door", "besluit 7", "omdat dat werkt", "door stuurgroep", "10 okt"):
        assert words in said
    assert row_of(given, "k-00000001") == "● Gemeente Oss: manager · ervaren knelpunten"


def test_withdrawn_items_are_hidden_and_never_count() -> None:
    """Shown on request, they are marked, and the count above them leaves them out."""
    given = full_session()
    gone = replace(given.solutions[1], withdrawn_at=AT)
    given = replace(given, solutions=(given.solutions[0], gone, given.solutions[2]))
    assert row_of(given, gone.id) == ""
    assert "SYSTEEM · CASUS A 1" in text_of(rows_of(given))
    assert "ingetrokken" in row_of(given, gone.id, with_withdrawn=True)
    assert "SYSTEEM · CASUS A 1" in text_of(rows_of(given, with_withdrawn=True))


def test_an_empty_list_says_what_to_do() -> None:
    """Before the first solution the signs are named."""
    assert "Nog geen oplossingen." in text_of(rows_of(Session()))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_can_do_anything(text: str) -> None:
    """Whatever is in any of the texts is shown, and shown as text."""
    given = session(
        solutions=(
            Solution(
                id="s-1",
                text=text,
                parts=(text,),
                addressed_to=(text,),
                follow_up_at=text,
                requests=(Request(to=text, text=text),),
                perspective=text[:50],
                case=text[:50],
            ),
        ),
        promises=(Promise(id="t-1", what=text, owner=text, cover=text, promised_by="x" + text),),
    )
    assert not set(text_of(rows_of(given))) & set("\x1b\x07\x9b\u202e")


async def test_the_list_follows_the_meeting(tmp_path: Path, clock: FakeClock) -> None:
    """A solution that is typed shows with ○, stands out, and has the cursor for who comes next."""
    async with noted(tmp_path, clock, full_session()) as (pilot, screen):
        screen.show_solutions(shown=True)
        await pilot.pause()
        listed = screen.query_one(SolutionList)
        item = screen.live.add("solutions", text="Nieuw loket", perspective="systeem")
        await pilot.pause()
        assert "○ Nieuw loket" in text_of(listed.rows)
        assert listed.flashing == {ItemKey("solutions", item)}
        await pilot.press("tab")
        assert listed.current == ItemKey("solutions", item)


async def test_arrows_go_over_every_item(tmp_path: Path, clock: FakeClock) -> None:
    """Solutions, their promises, decisions, loose promises and report-backs, in that order."""
    async with noted(tmp_path, clock, full_session()) as (pilot, screen):
        screen.show_solutions(shown=True)
        await pilot.press("tab")
        listed = screen.query_one(SolutionList)
        seen = []
        for _ in range(8):
            assert listed.current is not None
            seen.append(listed.current.item)
            await pilot.press("down")
        assert seen == [
            "s-00000002",
            "s-00000003",
            "s-00000001",
            "t-00000001",
            "b-00000001",
            "t-00000002",
            "k-00000001",
            "k-00000001",
        ]


async def test_a_list_that_comes_with_the_focus_has_a_cursor(
    tmp_path: Path, clock: FakeClock
) -> None:
    """Changing from the notes to the solutions, the keys work at once."""
    async with noted(tmp_path, clock, full_session()) as (pilot, screen):
        await pilot.press("tab")
        screen.show_solutions(shown=True)
        screen.query_one(SolutionList).focus()
        await pilot.pause()
        assert screen.query_one(SolutionList).current == ItemKey("solutions", "s-00000002")
        assert screen.check_action("edit_item", ()) is True


async def test_a_click_chooses_and_two_clicks_edit(tmp_path: Path, clock: FakeClock) -> None:
    """The mouse puts the cursor on an item, and opens it on the second click."""
    async with noted(tmp_path, clock, full_session()) as (pilot, screen):
        screen.show_solutions(shown=True)
        await pilot.pause()
        await pilot.click(SolutionList, offset=(4, 3))
        await pilot.pause()
        assert screen.query_one(SolutionList).current == ItemKey("solutions", "s-00000003")
        await pilot.click(SolutionList, offset=(4, 3), times=2)
        await pilot.pause()
        assert not isinstance(pilot.app.screen, NotedScreen)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)], ids=lambda size: f"{size[0]}")
@pytest.mark.parametrize("state", ["empty", "full", "overfull"])
def test_looks(
    snap_compare: object, tmp_path: Path, clock: FakeClock, size: tuple[int, int], state: str
) -> None:
    """Empty, as it mostly is, and with more than fits."""
    make = {"empty": session, "full": full_session, "overfull": overfull_session}[state]
    path = tmp_path / "sessie.toml"
    path.write_bytes(record_bytes(make()))
    theme = "ochtend" if state == "full" else "avond"
    app = NotedApp(open_to_work(path, tmp_path / "state", clock), theme)

    async def run_before(pilot: Pilot[None]) -> None:
        assert isinstance(app.screen, NotedScreen)
        app.screen.show_solutions(shown=True)
        if state != "empty":
            await pilot.press("ctrl+up", "down", "down", "down")
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=run_before)  # type: ignore[operator]
