"""The composer: what is typed is shown as it will be filed, held at every key, and filed once."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from sessiecoach.domain.kinds import by_id
from sessiecoach.domain.session import Draft, Note, Promise, Session
from sessiecoach.domain.text import LONGEST_BYTES
from sessiecoach.domain.vocabulary import vocabulary_of
from sessiecoach.live.opening import open_to_work
from sessiecoach.ui.widgets.chip_row import ChipRow
from sessiecoach.ui.widgets.completion_list import CompletionList
from sessiecoach.ui.widgets.composer import Composer
from sessiecoach.ui.widgets.filing import capturing_block, legend
from sessiecoach.ui.widgets.note_columns import NoteColumns
from tests.fake_clock import FakeClock
from tests.ui.noted import HOSTILE, NotedApp, NotedScreen, full_session, note, noted, session
from tests.ui.pressing import until

Screen = tuple[Pilot[None], NotedScreen]


@pytest.fixture
async def open_round(tmp_path: Path, clock: FakeClock) -> AsyncIterator[Screen]:
    """Open a round that looks from three perspectives, without any note."""
    async with noted(tmp_path, clock) as opened:
        yield opened


async def typed(pilot: Pilot[None], text: str) -> None:
    """Type a text, a key a character."""
    keys = {"-": "minus", "+": "plus", " ": "space", "/": "slash", "#": "number_sign"}
    await pilot.press(*(keys.get(character, character) for character in text))
    await pilot.pause()


async def pasted(pilot: Pilot[None], screen: NotedScreen, text: str) -> None:
    """Paste a text into the line."""
    screen.query_one(Composer).line.post_message(events.Paste(text))
    await pilot.pause()
    await pilot.pause()


def notes(screen: NotedScreen) -> list[Note]:
    """Return the notes that count."""
    return [each for each in screen.live.session.notes if each.withdrawn_at is None]


def chips(screen: NotedScreen) -> list[str]:
    """Return what the chips say."""
    return [chip.text for chip in screen.query_one(ChipRow).chips]


def sentence(screen: NotedScreen) -> str:
    """Return the sentence that stands in place of the chips."""
    return screen.query_one(ChipRow).sentence[0]


async def test_one_line_and_one_enter_file_a_note(open_round: Screen) -> None:
    """A line with its signs is a note of that kind, case, perspective, person and group."""
    pilot, screen = open_round
    await typed(pilot, "- te weinig tijd #a /professional @manager %B")
    await pilot.press("enter")
    await pilot.pause()
    (made,) = notes(screen)
    assert (made.kind, made.text) == ("belemmering", "te weinig tijd")
    assert (made.case, made.perspective, made.who, made.group) == (
        "a",
        "professional",
        "manager",
        "B",
    )
    assert made.block == "r1"
    assert made.written_at == screen.live.now()
    assert screen.query_one(Composer).text == ""


@pytest.mark.parametrize(
    ("line", "table", "expected"),
    [
        ("! een loket @manager", "solutions", {"text": "een loket", "addressed_to": ("manager",)}),
        ("= we gaan door @manager", "decisions", {"text": "we gaan door", "decided_by": "manager"}),
        ("> mailen @manager", "promises", {"what": "mailen", "owner": "manager", "kind": "actie"}),
        ("* doen @manager", "promises", {"what": "doen", "owner": "manager", "kind": "toezegging"}),
        (":f gemeten", "notes", {"text": "gemeten", "kind": "feit"}),
    ],
)
async def test_a_line_is_filed_where_its_kind_belongs(
    open_round: Screen, line: str, table: str, expected: dict[str, object]
) -> None:
    """Solutions, decisions and promises come in their own tables, with whom they name."""
    pilot, screen = open_round
    await pasted(pilot, screen, line)
    await pilot.press("enter")
    await pilot.pause()
    (made,) = getattr(screen.live.session, table)
    assert {name: getattr(made, name) for name in expected} == expected
    assert made.perspective == "systeem"


@pytest.mark.parametrize(
    ("line", "due", "chip"),
    [
        ("* ik bel @manager vóór 1 dec", dt.date(2016, 12, 1), "vóór do 1 dec 2016"),
        ("> ik bel uiterlijk 1 jan @manager", dt.date(2017, 1, 1), "vóór zo 1 jan 2017"),
    ],
)
async def test_a_promise_takes_the_day_at_its_end(
    open_round: Screen, line: str, due: dt.date, chip: str
) -> None:
    """The day shows as a chip before Enter, and is filed as the day by which it is done."""
    pilot, screen = open_round
    await pasted(pilot, screen, line)
    assert chips(screen)[-1] == chip
    await pilot.press("enter")
    await pilot.pause()
    (made,) = screen.live.session.promises
    assert (made.what, made.owner, made.due) == ("ik bel", "manager", due)


@pytest.mark.parametrize("line", ["* ik bel vóór 31 feb", "- ik bel vóór 1 dec"])
async def test_no_day_or_no_promise_keeps_its_text(open_round: Screen, line: str) -> None:
    """What is no date stays text without a word about it, and only a promise has a day."""
    pilot, screen = open_round
    await pasted(pilot, screen, line)
    assert not any("vóór" in chip for chip in chips(screen))
    assert sentence(screen) == ""
    await pilot.press("enter")
    await pilot.pause()
    promises = screen.live.session.promises
    said = [*(each.text for each in notes(screen)), *(each.what for each in promises)]
    assert said == [line[2:]]
    assert not any(each.due for each in promises)


@pytest.mark.parametrize(
    "line", ["> bel @mirjam vóór 1 dec", "* bel vóór 1 dec @mirjam", "> @mirjam bel vóór 1 dec"]
)
async def test_an_owner_who_is_not_on_the_list_shows_as_such(open_round: Screen, line: str) -> None:
    """A slip is seen before Enter; what was typed is the owner, and the day is read as well."""
    pilot, screen = open_round
    await pasted(pilot, screen, line)
    assert chips(screen)[-2:] == ["@mirjam (niet op de lijst)", "vóór do 1 dec 2016"]
    await pilot.press("enter")
    await until(pilot, lambda: bool(screen.live.session.promises))
    (made,) = screen.live.session.promises
    assert (made.what, made.owner, made.due) == ("bel", "mirjam", dt.date(2016, 12, 1))
    await pasted(pilot, screen, "> schrijf @mirjam")
    assert chips(screen)[-1] == "@mirjam"


async def test_the_beginning_of_somebody_known_is_nobody_new(open_round: Screen) -> None:
    """While a name is typed that Enter completes, the chip shows who that is."""
    pilot, screen = open_round
    await pasted(pilot, screen, "> bel @manag")
    assert screen.query_one(CompletionList).is_open
    assert chips(screen)[-1] == "@manager"
    await pilot.press("escape")
    await pasted(pilot, screen, "e")
    assert chips(screen)[-1] == "@manage (niet op de lijst)"


async def test_an_owner_who_is_nowhere_else_can_be_taken_out(
    tmp_path: Path, clock: FakeClock
) -> None:
    """The owner of a private promise is not offered, yet stands in the line that revises it."""
    made = Promise(id="t-1", what="bel", owner="mirjam", private=True)
    async with noted(tmp_path, clock, session(promises=(made,))) as (pilot, screen):
        await pilot.press("up")
        await pilot.pause()
        composer = screen.query_one(Composer)
        assert composer.text == "> bel @mirjam"
        composer.line.value = "> bel"
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: screen.live.session.promises[0].owner == "")


async def test_a_meeting_without_a_date_is_led_today(tmp_path: Path, clock: FakeClock) -> None:
    """The year of a promised day then follows from the day on which it is typed."""
    given = session()
    given = replace(given, header=replace(given.header, date=None))
    async with noted(tmp_path, clock, given) as (pilot, screen):
        await pasted(pilot, screen, "* ik bel vóór 31 dec")
        await pilot.press("enter")
        await pilot.pause()
        assert screen.live.session.promises[0].due == dt.date(screen.live.now().year, 12, 31)


async def test_a_recalled_promise_shows_its_day(open_round: Screen) -> None:
    """What Enter will file stands in the line, so that the day can be changed or left out."""
    pilot, screen = open_round
    await pasted(pilot, screen, "* ik bel vóór 1 dec")
    await pilot.press("enter", "up")
    await pilot.pause()
    composer = screen.query_one(Composer)
    assert composer.text == "* ik bel vóór do 1 dec 2016 /systeem"
    await pilot.press("enter")
    await pilot.pause()
    assert screen.live.session.promises[0].due == dt.date(2016, 12, 1)
    await pilot.press("up")
    await pilot.pause()
    composer.line.value = "* ik bel /systeem"
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()
    (made,) = screen.live.session.promises
    assert (made.what, made.due) == ("ik bel", None)


async def test_keys_behind_enter_begin_the_next_line(open_round: Screen) -> None:
    """However far the screen lags behind the hands, Enter ends the line where it was typed."""
    pilot, screen = open_round
    for key in ("a", "b", "enter", "c", "d", "enter", "e"):
        character = key if len(key) == 1 else "\r"
        pilot.app.post_message(events.Key(key, character))
    line = screen.query_one(Composer)
    await until(pilot, lambda: len(notes(screen)) == 2 and line.text == "e")
    assert [note.text for note in notes(screen)] == ["ab", "cd"]


async def test_chips_show_how_the_line_will_be_filed(open_round: Screen) -> None:
    """Before a key the defaults show; what is recognised replaces them while typing."""
    pilot, screen = open_round
    assert chips(screen) == ["feit", "Systeem"]
    await typed(pilot, "- regels #a /professional @manager ")
    assert chips(screen) == ["− belemmert", "Professional", "casus a", "@manager"]
    shown = screen.query_one(ChipRow).chips
    assert all(chip.typed for chip in shown)


async def test_what_the_line_does_not_say_is_what_was_used_last(open_round: Screen) -> None:
    """The case and the perspective of the last line go on, and the column goes along."""
    pilot, screen = open_round
    for text in ("- een #b /professional", "+ twee"):
        await typed(pilot, text)
        await pilot.press("enter")
        await pilot.pause()
    assert [(each.case, each.perspective) for each in notes(screen)] == [("b", "professional")] * 2
    assert screen.query_one(NoteColumns).perspective == "professional"


async def test_the_only_case_is_the_default(tmp_path: Path, clock: FakeClock) -> None:
    """With one case nobody needs to name it."""
    given = session()
    async with noted(tmp_path, clock, replace(given, cases=given.cases[:1])) as (pilot, screen):
        await typed(pilot, "- regels")
        await pilot.press("enter")
        await pilot.pause()
        assert notes(screen)[0].case == "a"


async def test_a_block_without_perspectives_gives_none(tmp_path: Path, clock: FakeClock) -> None:
    """In a plenary block a line is filed as what that block captures, under no perspective."""
    given = session()
    first, second = given.blocks
    blocks = (replace(first, started_at=None), replace(second, started_at=first.started_at))
    async with noted(tmp_path, clock, replace(given, blocks=blocks)) as (pilot, screen):
        assert chips(screen) == ["* toezegging"]
        await typed(pilot, "mailen")
        await pilot.press("enter")
        await pilot.pause()
        (promise,) = screen.live.session.promises
        assert (promise.kind, promise.perspective) == ("toezegging", "")


async def test_the_current_group_is_kept_with_each_line(open_round: Screen) -> None:
    """The group of the moment is on the chip and in the note."""
    pilot, screen = open_round
    screen.live.group = screen.query_one(Composer).group = "B"
    await typed(pilot, "- regels")
    assert "groep B" in chips(screen)
    await pilot.press("enter")
    await pilot.pause()
    assert notes(screen)[0].group == "B"


@pytest.mark.parametrize("line", ["", "   ", "- ", "- #a /systeem "])
async def test_enter_on_nothing_does_nothing(open_round: Screen, line: str) -> None:
    """Without words there is no note, and what was typed stays."""
    pilot, screen = open_round
    await pasted(pilot, screen, line)
    await pilot.press("enter")
    await pilot.pause()
    assert notes(screen) == []
    assert not screen.snapshot.can_undo


async def test_every_key_is_held(open_round: Screen) -> None:
    """The half-typed line is with the writer at every key, and gone from it after Enter."""
    pilot, screen = open_round
    writer = screen.opened.writer
    assert writer is not None
    for end in range(1, 7):
        await typed(pilot, "- half"[end - 1])
        assert [line.text for line in writer.held] == ["- half"[:end]]
    await pilot.press("enter")
    await pilot.pause()
    assert writer.held == ()


async def test_the_held_line_comes_back(tmp_path: Path, clock: FakeClock) -> None:
    """A line that was typed but not confirmed stands in the composer on the next opening."""
    async with noted(tmp_path, clock) as (pilot, _screen):
        await typed(pilot, "- half getypt")
    opened = open_to_work(tmp_path / "2016-09-05-leersessie.toml", tmp_path / "state", clock)
    app = NotedApp(opened)
    async with app.run_test() as pilot:
        await pilot.pause()
        composer = app.screen.query_one(Composer)
        assert composer.text == "- half getypt"
        assert isinstance(app.focused, Input)
        await typed(pilot, "!")
        assert composer.text == "- half getypt!"
    opened.leave()


async def test_the_held_line_comes_back_in_its_column(tmp_path: Path, clock: FakeClock) -> None:
    """What was not typed in the line but counts for it is as it was: column, case and group."""
    async with noted(tmp_path, clock) as (pilot, screen):
        await typed(pilot, "- eerst #b")
        await pilot.press("enter")
        await typed(pilot, "half")
        # Another column and group after the last key count as well.
        screen.query_one(NoteColumns).perspective = "professional"
        screen.live.group = screen.query_one(Composer).group = "B"
        await until(pilot, lambda: chips(screen)[1:] == ["Professional", "casus b", "groep B"])
    opened = open_to_work(tmp_path / "2016-09-05-leersessie.toml", tmp_path / "state", clock)
    app = NotedApp(opened)
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, NotedScreen))
        again = app.screen
        assert isinstance(again, NotedScreen)
        await until(pilot, lambda: chips(again)[1:] == ["Professional", "casus b", "groep B"])
        assert again.query_one(NoteColumns).perspective == "professional"
        await pilot.press("enter")
        await until(pilot, lambda: len(notes(again)) == 2)
        made = notes(again)[1]
        assert (made.text, made.perspective, made.case, made.group) == (
            "half",
            "professional",
            "b",
            "B",
        )
    opened.leave()


async def test_a_held_line_of_what_is_gone_begins_as_any_line(
    tmp_path: Path, clock: FakeClock
) -> None:
    """A column, a case and a group that are there no more are not used."""
    held = Draft(id="c-1", by="composer", text="half", perspective="weg", case="weg", group="weg")
    async with noted(tmp_path, clock, session(drafts=(held,))) as (pilot, screen):
        composer = screen.query_one(Composer)
        await until(pilot, lambda: composer.text == "half" and composer.perspective == "systeem")
        assert chips(screen)[1:] == ["Systeem"]
        assert screen.live.group == ""


async def test_a_held_revision_still_revises(tmp_path: Path, clock: FakeClock) -> None:
    """A correction that was not confirmed does not come back as a second note."""
    async with noted(tmp_path, clock, session(notes=(note(1),))) as (pilot, _screen):
        await pilot.press("up")
        await pilot.pause()
        await typed(pilot, "x")
    opened = open_to_work(tmp_path / "2016-09-05-leersessie.toml", tmp_path / "state", clock)
    app = NotedApp(opened)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert [each.id for each in opened.live.session.notes] == ["n-00000001"]
    opened.leave()


# Recall.


async def test_up_recalls_the_last_note_and_enter_revises_it(open_round: Screen) -> None:
    """The last note comes back as it was typed; Enter changes it and adds none."""
    pilot, screen = open_round
    await typed(pilot, "- regles #a")
    await pilot.press("enter")
    await pilot.pause()
    (before,) = notes(screen)
    await pilot.press("up")
    await pilot.pause()
    composer = screen.query_one(Composer)
    assert composer.text == "- regles #a /systeem"
    assert chips(screen)[0] == "verbetert"
    composer.line.value = "+ regels #b"
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()
    (after,) = notes(screen)
    assert (after.id, after.kind, after.text, after.case) == (before.id, "helpend", "regels", "b")
    assert after.perspective == ""
    await pilot.press("ctrl+z")
    await pilot.pause()
    assert notes(screen) == [before]


async def test_up_goes_further_back_and_down_forward(tmp_path: Path, clock: FakeClock) -> None:
    """Untouched, the recalled note gives way to the one before it; Escape leaves all as it was."""
    given = session(notes=(note(1, text="eerste"), note(2, text="tweede")))
    async with noted(tmp_path, clock, given) as (pilot, screen):
        composer = screen.query_one(Composer)
        seen = []
        for key in ("up", "up", "up", "down", "down"):
            await pilot.press(key)
            await pilot.pause()
            seen.append(composer.text.split(" ")[1] if composer.text else "")
        assert seen == ["tweede", "eerste", "eerste", "tweede", ""]
        await pilot.press("up", "x")
        await pilot.pause()
        await pilot.press("up")
        assert composer.text.endswith("x")
        await pilot.press("escape")
        await pilot.pause()
        assert composer.text == ""
        assert screen.live.session.notes == given.notes


async def test_a_revision_to_another_kind_moves_the_line(tmp_path: Path, clock: FakeClock) -> None:
    """A note that turns out to be a solution takes its place in one act."""
    async with noted(tmp_path, clock, session(notes=(note(1, private=True),))) as (pilot, screen):
        await pilot.press("up")
        await pilot.pause()
        screen.query_one(Composer).line.value = "! een loket"
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert notes(screen) == []
        (solution,) = screen.live.session.solutions
        assert (solution.text, solution.private) == ("een loket", True)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert len(notes(screen)) == 1
        assert screen.live.session.solutions == ()


async def test_a_revision_keeps_what_no_line_can_say(tmp_path: Path, clock: FakeClock) -> None:
    """A case that is known no more stays with the note, whatever is corrected in its text."""
    given = session(notes=(note(1, case="weg", text="regles"),))
    async with noted(tmp_path, clock, given) as (pilot, screen):
        await pilot.press("up")
        await pilot.pause()
        line = screen.query_one(Composer).line
        line.value = line.value.replace("regles", "regels")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert (notes(screen)[0].text, notes(screen)[0].case) == ("regels", "weg")


# Completion.


async def test_a_sign_opens_the_list_and_tab_takes_the_first(open_round: Screen) -> None:
    """The list opens above the line while a word with a sign is typed; Tab completes it."""
    pilot, screen = open_round
    found = screen.query_one(CompletionList)
    composer = screen.query_one(Composer)
    await typed(pilot, "- x /pro")
    assert [each.insert for each in found.completions] == ["/professional "]
    assert found.region.bottom <= composer.line.region.y
    await pilot.press("tab")
    await pilot.pause()
    assert composer.text == "- x /professional "
    assert not found.is_open
    assert composer.line.has_focus


async def test_arrows_choose_and_enter_takes_the_chosen(open_round: Screen) -> None:
    """Enter takes the chosen completion and files nothing; without a choice it files the line."""
    pilot, screen = open_round
    composer = screen.query_one(Composer)
    await typed(pilot, "- x /")
    await pilot.press("down", "down", "enter")
    await pilot.pause()
    assert composer.text == "- x /professional "
    assert notes(screen) == []
    await typed(pilot, "/")
    await pilot.press("up", "enter")
    await pilot.pause()
    assert composer.text == "- x /professional /veranderproces "
    await typed(pilot, "#")
    await pilot.press("enter")
    await pilot.pause()
    assert notes(screen)[0].text == "x /professional #"


async def test_enter_takes_the_only_value_that_begins_so(open_round: Screen) -> None:
    """What the list offers alone is meant; after Escape, or where it offers more, it is text."""
    pilot, screen = open_round
    for text, keys in (("- x /prof", []), ("- y /prof", ["escape"]), ("- z en/of", [])):
        await typed(pilot, text)
        await pilot.press(*keys, "enter")
        await pilot.pause()
    assert [(each.text, each.perspective) for each in notes(screen)] == [
        ("x", "professional"),
        ("y /prof", "professional"),
        ("z en/of", "professional"),
    ]


async def test_escape_closes_only_the_list(open_round: Screen) -> None:
    """The line stays as it is, and the list stays away until another word is typed."""
    pilot, screen = open_round
    found = screen.query_one(CompletionList)
    await typed(pilot, "- x /")
    assert found.is_open
    await pilot.press("escape")
    await pilot.pause()
    assert not found.is_open
    assert screen.query_one(Composer).text == "- x /"
    await typed(pilot, "p")
    assert not found.is_open
    await typed(pilot, " /")
    assert found.is_open
    await pilot.press("escape", "backspace")
    await typed(pilot, "/")
    assert found.is_open


async def test_a_colon_offers_the_kinds(open_round: Screen) -> None:
    """Those of the block come first, and the chosen one opens the line."""
    pilot, screen = open_round
    await typed(pilot, ":")
    found = screen.query_one(CompletionList).completions
    assert [each.title for each in found[:3]] == ["feit", "belemmert", "helpt"]
    await pilot.press("down", "down", "enter")
    await pilot.pause()
    assert screen.query_one(Composer).text == "- "


@pytest.mark.parametrize("line", ["en/of", "50%", "a@b.nl", "- ", "#a", "-"])
async def test_text_and_complete_words_open_no_list(open_round: Screen, line: str) -> None:
    """A sign within a word is text, and a word that is complete needs no list."""
    pilot, screen = open_round
    await typed(pilot, line)
    assert not screen.query_one(CompletionList).is_open


async def test_a_click_takes_a_completion(open_round: Screen) -> None:
    """The mouse is welcome."""
    pilot, screen = open_round
    await typed(pilot, "- x /")
    await pilot.click(CompletionList, offset=(2, 2))
    await pilot.pause()
    assert screen.query_one(Composer).text == "- x /veranderproces "


# Paste.


async def test_pasted_lines_are_offered_as_notes(open_round: Screen) -> None:
    """Enter files each line as its own note, by one act that one undo takes back."""
    pilot, screen = open_round
    await pasted(pilot, screen, "- een\r\n\r\n  + twee #a\ndrie\n")
    assert sentence(screen) == "3 regels geplakt: Enter = 3 notities, Esc = één notitie"
    assert screen.query_one(Composer).text == "- een + twee #a drie"
    await pilot.press("enter")
    await pilot.pause()
    assert [(each.kind, each.text) for each in notes(screen)] == [
        ("belemmering", "een"),
        ("helpend", "twee"),
        ("belemmering", "drie"),
    ]
    await pilot.press("ctrl+z")
    await pilot.pause()
    assert notes(screen) == []


async def test_escape_makes_pasted_lines_one_note(open_round: Screen) -> None:
    """The lines are joined by spaces and stay in the field until Enter."""
    pilot, screen = open_round
    await pasted(pilot, screen, "een\ntwee")
    await pilot.press("escape")
    await pilot.pause()
    assert sentence(screen) == ""
    await pilot.press("enter")
    await pilot.pause()
    assert [each.text for each in notes(screen)] == ["een twee"]


async def test_typing_on_makes_pasted_lines_one_note(open_round: Screen) -> None:
    """A person who goes on in the pasted text writes one note."""
    pilot, screen = open_round
    await pasted(pilot, screen, "een\ntwee")
    await typed(pilot, "!")
    assert sentence(screen) == ""
    await pilot.press("enter")
    await pilot.pause()
    assert [each.text for each in notes(screen)] == ["een twee!"]


async def test_pasted_lines_stand_between_what_was_typed(open_round: Screen) -> None:
    """A sign before the paste is the kind of every line; the rest stays around them."""
    pilot, screen = open_round
    await typed(pilot, "+ eind")
    for _ in range(4):
        await pilot.press("left")
    await pasted(pilot, screen, "een\ntwee ")
    await pilot.press("enter")
    await pilot.pause()
    assert [(each.kind, each.text) for each in notes(screen)] == [
        ("helpend", "een"),
        ("helpend", "tweeeind"),
    ]


# What is refused, and what is hostile.


async def test_a_note_that_is_too_long_is_refused_and_stays(open_round: Screen) -> None:
    """More than 100 kB is refused in a sentence that says how much it is; nothing is lost."""
    pilot, screen = open_round
    text = "- " + "woord " * 25_000
    await pasted(pilot, screen, text)
    await pilot.press("enter")
    await pilot.pause()
    assert notes(screen) == []
    assert screen.query_one(Composer).text == text
    assert "149 kB" in sentence(screen)
    assert "100 kB" in sentence(screen)
    screen.query_one(Composer).line.value = "- " + "é" * (LONGEST_BYTES // 2)
    await pilot.pause()
    assert sentence(screen) == ""
    await pilot.press("enter")
    await pilot.pause()
    assert len(notes(screen)) == 1


async def test_no_text_can_do_anything(open_round: Screen) -> None:
    """Markup, terminal commands, bidi signs, emoji and long lines are filed as visible text."""
    pilot, screen = open_round
    for text in HOSTILE:
        await pasted(pilot, screen, text)
        assert not set(screen.query_one(Composer).text) & set("\x1b\x07\x9b\u202e\u202c")
        await pilot.press("enter")
        await pilot.pause()
        made = notes(screen)[-1]
        assert not set(made.text) & set("\x1b\x07\x9b\u202e\u202c")
        if text.isascii() and "\x1b" not in text:
            assert made.text == " ".join(text.split())
    assert len(notes(screen)) == len(HOSTILE)


async def test_lines_of_a_read_only_session_cannot_be_typed(
    tmp_path: Path, clock: FakeClock
) -> None:
    """Where another program has the session, the line takes nothing and says nothing false."""
    async with noted(tmp_path, clock) as (_pilot, first):
        path = first.opened.path
        second = open_to_work(path, tmp_path / "state", clock)
        app = NotedApp(second)
        async with app.run_test() as pilot:
            await pilot.pause()
            await pilot.press("a", "enter")
            line = app.screen.query_one(Composer).line
            assert line.disabled
            assert "Alleen lezen" in line.placeholder
            assert second.live.session.notes == ()
        second.leave()


# Focus.


async def test_coming_back_selects_nothing(open_round: Screen) -> None:
    """After a look at the columns the next key is added; it does not replace the line."""
    pilot, screen = open_round
    await typed(pilot, "- half")
    await pilot.press("ctrl+up")
    assert screen.query_one(NoteColumns).has_focus
    await pilot.press("ctrl+down")
    await typed(pilot, "!")
    assert screen.query_one(Composer).text == "- half!"


@pytest.mark.parametrize(
    ("captures", "expected"),
    [
        (
            ("feit", "belemmering", "helpend"),
            "!  =  >  *  #  %  @  /   :f feit   − belemmert   + h",
        ),
        (
            ("oplossing", "besluit", "actie", "toezegging", "feit", "inzicht", "vraag", "eis"),
            "@  /  :f  :i  ?  !  :e  =   > actie   * toezegging",
        ),
    ],
)
async def test_every_sign_that_the_block_asks_for_shows(
    tmp_path: Path, clock: FakeClock, captures: tuple[str, ...], expected: str
) -> None:
    """On 80 columns those asked for all stand there; the others are bare or absent."""
    given = session()
    blocks = (replace(given.blocks[0], captures=captures), *given.blocks[1:])
    async with noted(tmp_path, clock, replace(given, blocks=blocks), size=(80, 24)) as opened:
        row = opened[1].query_one(ChipRow).render_line(0).text
        signs = [by_id[each].sign or ":" + by_id[each].letter for each in captures]
        assert all(f" {sign.replace('-', '−')} " in f"{row} " for sign in signs)
        assert expected in row


def test_a_sign_with_nothing_to_tell_apart_is_left_out() -> None:
    """With one case, group or column, or nobody known, its sign would only take room."""
    shown = [sign.whole for sign in legend(vocabulary_of(session()), ("feit",))]
    assert shown[-5:] == ["#casus", "%groep", "@wie", "/perspectief", ":f feit"]
    assert not {"#casus", "%groep", "@wie", "/perspectief"} & {
        sign.whole for sign in legend(vocabulary_of(Session()), ("feit",))
    }


@pytest.mark.parametrize(
    ("running", "expected"), [(None, "opening"), (0, "opening"), (1, "r1"), (2, "r1"), (3, "slot")]
)
def test_a_block_that_captures_nothing_goes_on_with_the_one_before(
    running: int | None, expected: str
) -> None:
    """In a changeover notes still belong to what was said; before the start to what comes."""
    given = session()
    first, _last = given.blocks
    plain = replace(first, started_at=None)
    blocks = [
        replace(plain, id="opening", captures=("vraag",)),
        plain,
        replace(plain, id="wissel", captures=()),
        replace(plain, id="slot"),
    ]
    if running is not None:
        blocks[running] = replace(blocks[running], started_at=first.started_at)
    block = capturing_block(Session(blocks=tuple(blocks)))
    assert block is not None
    assert block.id == expected
    assert capturing_block(Session()) is None


# How it looks.


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)], ids=lambda size: f"{size[0]}")
@pytest.mark.parametrize("state", ["empty", "typing", "refused"])
def test_looks(
    snap_compare: object, tmp_path: Path, clock: FakeClock, size: tuple[int, int], state: str
) -> None:
    """Empty it shows the defaults and the signs; while typing the chips and the list."""
    from sessiecoach.storage.records import record_bytes

    path = tmp_path / "sessie.toml"
    path.write_bytes(record_bytes(session() if state == "empty" else full_session()))
    app = NotedApp(open_to_work(path, tmp_path / "state", clock))

    async def run_before(pilot: Pilot[None]) -> None:
        line = app.screen.query_one(Composer).line
        if state == "typing":
            line.value = "- regels spreken elkaar tegen #a @manager /"
        elif state == "refused":
            line.value = "- " + "woord " * 25_000
            await pilot.pause()
            await pilot.press("enter")
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=run_before)  # type: ignore[operator]
