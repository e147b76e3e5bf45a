"""Pictures of the live screen: each size, a dark and a light theme, every phase, empty and full."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from sessiecoach.domain.session import Note, Session
from sessiecoach.live.opening import Opened
from sessiecoach.live.writer import Saved
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.widgets.composer import Composer
from tests.fake_clock import FakeClock
from tests.ui.live_meeting import (
    ROUND_TWO_AT,
    SIZES,
    LiveApp,
    at,
    dropped,
    in_round_two,
    interrupted,
    lengthened,
    opened_at,
    prepared,
)

ROOT = Path(__file__).resolve().parents[2]
MakeApp = Callable[..., LiveApp]
Snap = Callable[..., bool]


@pytest.fixture
def make_app(
    make_surroundings: Callable[..., Surroundings], clock: FakeClock, tmp_path: Path
) -> Iterator[MakeApp]:
    """Give what makes the app of a session at a moment; it lets go at the end."""
    all_opened: list[Opened] = []

    def make(session: Session, now: str = "9.46.26", theme: str = "avond") -> LiveApp:
        opened = opened_at(session, clock, at(now), tmp_path)
        all_opened.append(opened)
        return LiveApp(make_surroundings(theme), opened)

    yield make
    for opened in all_opened:
        opened.leave()


async def _half_a_line(pilot: Pilot[None]) -> None:
    line = "- regels van drie loketten spreken elkaar tegen /professional #a"
    await pilot.pause()
    pilot.app.screen.query_one(Composer).take(line)
    await pilot.pause()


async def _not_saved(pilot: Pilot[None]) -> None:
    await pilot.pause()
    app = pilot.app
    assert isinstance(app, LiveApp)
    assert app.opened is not None
    app.opened.live.saved(Saved(frozenset(), ROUND_TWO_AT, "No space left on device"))
    await pilot.pause()


def _overfull() -> Session:
    """Thirty notes a column, with words that are long, look like markup, or are wide."""
    session = in_round_two()
    odd = (
        "Hottentottententententoonstellingsvoorbereidingscommissievergadering",
        "[/x] [bold]niet vet[/] en \\[geen opmaak]",
        "Samen 👩‍👩‍👧 aan tafel is 好 voor het gesprek",
        "Een zin die over meer dan één regel loopt omdat er veel te zeggen valt over de loketten",
    )
    notes = [
        Note(
            id=f"n-{perspective[:3]}{place:05}",
            block="r2",
            perspective=perspective,
            kind=("helpend", "belemmering", "inzicht")[place % 3],
            case="a",
            group="A",
            text=odd[place % len(odd)],
            author="notulist A",
            written_at=at("9.45.00"),
        )
        for perspective in ("systeem", "professional", "veranderproces")
        for place in range(30)
    ]
    title = "Tweede leersessie van de Proeftuin Ruwaard met alle partners uit Oss en omstreken"
    header = replace(session.header, title=title)
    return replace(session, header=header, notes=(*session.notes, *notes))


def test_readme_shows_the_tested_picture() -> None:
    """The picture in docs is, byte for byte, the one of a round that is tested below."""
    pictures = Path(__file__).parent / "__snapshots__" / "test_live_picture"
    tested = pictures / "test_a_round[120x36-avond].svg"
    assert (ROOT / "docs" / "live.svg").read_bytes() == tested.read_bytes()


@pytest.mark.parametrize("theme", ["avond", "ochtend"])
@pytest.mark.parametrize("size", SIZES)
def test_a_round(snap_compare: Snap, make_app: MakeApp, size: str, theme: str) -> None:
    """A round that runs, in each size and in a dark and a light theme."""
    app = make_app(in_round_two(), theme=theme)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=_half_a_line)


@pytest.mark.parametrize("size", SIZES)
def test_before_the_start(snap_compare: Snap, make_app: MakeApp, size: str) -> None:
    """Nothing was said and nothing runs: the screen says how to begin, and from when on."""
    assert snap_compare(make_app(prepared(), "14.23.17"), terminal_size=SIZES[size])


@pytest.mark.parametrize("size", SIZES)
def test_overfull(snap_compare: Snap, make_app: MakeApp, size: str) -> None:
    """Thirty notes a column, long words, emoji and a long title: nothing runs into another."""
    late = dropped(lengthened(_overfull(), 900), "w2")
    assert snap_compare(make_app(late), terminal_size=SIZES[size])


@pytest.mark.parametrize("size", ["80x24", "120x36"])
@pytest.mark.parametrize(
    ("session", "now"),
    [
        pytest.param(in_round_two, "9.54.30", id="last_minutes"),
        pytest.param(in_round_two, "9.58.20", id="last_minute"),
        pytest.param(in_round_two, "10.00.05", id="overrun"),
        pytest.param(lambda: interrupted(in_round_two(), "9.46.00"), "9.48.00", id="interrupted"),
    ],
)
def test_phases(
    snap_compare: Snap, make_app: MakeApp, session: Callable[[], Session], now: str, size: str
) -> None:
    """Each phase has a word, a shape and a colour of its own."""
    assert snap_compare(make_app(session(), now), terminal_size=SIZES[size])


@pytest.mark.parametrize("size", ["80x24", "120x36"])
@pytest.mark.parametrize("key", ["f8", "ctrl+t", "f4"])
def test_asked_and_shown_by_key(snap_compare: Snap, make_app: MakeApp, key: str, size: str) -> None:
    """The second press for the next block, the keys of the clock, and the solutions."""
    assert snap_compare(make_app(in_round_two()), terminal_size=SIZES[size], press=[key])


@pytest.mark.parametrize("size", ["80x24", "120x36"])
def test_not_saved(snap_compare: Snap, make_app: MakeApp, size: str) -> None:
    """NIET OPGESLAGEN stands out, with its reason."""
    app = make_app(in_round_two())
    assert snap_compare(app, terminal_size=SIZES[size], run_before=_not_saved)
