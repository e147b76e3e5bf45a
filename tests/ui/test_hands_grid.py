"""The grid of hands with scales of every kind, and which key stands for which answer."""

from __future__ import annotations

import pytest
from textual import on
from textual.app import App, ComposeResult

from sessiecoach.domain.evaluation import Score
from sessiecoach.domain.session import Scale
from sessiecoach.ui.widgets.hands_entry import number_of
from sessiecoach.ui.widgets.hands_grid import HandsGrid

FORCE = Scale(id="actie", title="We doen het", of=10, least=0)
WORDS = Scale(id="delen", title="Delen we?", of=3, answers=("nee", "deels", "ja"))
PACE = Scale(id="tempo", title="Tempo", of=5)


class GridApp(App[None]):
    """A grid alone; what it tells is kept."""

    def __init__(self, *scores: Score) -> None:
        super().__init__()
        self.shown = scores
        self.told: list[tuple[str, dict[int, int]]] = []

    def compose(self) -> ComposeResult:
        yield HandsGrid()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict.fromkeys(("muted", "faint", "rule"), "#888888")

    def on_mount(self) -> None:
        grid = self.query_one(HandsGrid)
        grid.scores, grid.present = self.shown, 12
        grid.focus()

    @on(HandsGrid.Counted)
    def _counted(self, event: HandsGrid.Counted) -> None:
        self.told.append((event.scale, dict(event.counts)))


def lines(grid: HandsGrid, width: int = 78) -> list[list[str]]:
    """Return the words of every line."""
    rows = [*grid.head(width), *(line for row in grid.rows(width) for line in row)]
    return [line.plain.split() for line in rows]


async def test_scales_of_every_kind_stand_under_their_numbers() -> None:
    """A scale from 0 has a column 0; one in words says which number is which."""
    forces = Score(FORCE, (3, *(0,) * 9, 2))
    words = Score(WORDS, (1, 0, 2), (0, 0, 1))
    app = GridApp(forces, words)
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.query_one(HandsGrid)
        head, first, second, meaning = lines(grid)
        assert head == ["12", "aanwezig", *map(str, range(11))]
        assert first == ["We", "doen", "het", "3", *"·········", "2", "4,0"]
        assert second == ["Delen", "we?", "1", "·", "2", "2,3"]
        assert " ".join(meaning) == "1 nee · 2 deels · 3 ja"
        await pilot.press("0", "j", "right", "7", "up")
        assert app.told == [
            ("actie", {0: 12}),
            ("delen", {3: 12}),
            # What one person answered is no hand: it stays when hands are counted again.
            ("delen", {1: 7, 2: 0, 3: 1}),
        ]


async def test_words_stand_above_where_all_have_them() -> None:
    """Then nothing has to say what the numbers mean; the columns run from the first word."""
    app = GridApp(Score(WORDS, (0, 0, 0)))
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.query_one(HandsGrid)
        assert lines(grid)[0] == ["12", "aanwezig", "nee", "deels", "ja"]
        assert len(lines(grid)) == 2
        await pilot.press("right", "right", "right", "right", "4", "enter")
        assert app.told == [("delen", {1: 0, 2: 0, 3: 4})]


@pytest.mark.parametrize(
    ("typed", "scale", "number"),
    [
        ("0", FORCE, 0),
        ("9", FORCE, 9),
        ("t", FORCE, 10),
        ("0", Scale(of=10), 10),
        ("t", Scale(of=10), 10),
        ("t", PACE, None),
        ("0", PACE, None),
        ("6", PACE, None),
        ("x", PACE, None),
        ("", PACE, None),
        ("²", PACE, None),
        ("n", WORDS, 1),
        ("2", WORDS, 2),
        ("j", WORDS, 3),
        ("t", Scale(of=2, answers=("tegen", "voor")), 1),
        ("v", Scale(of=3, answers=("vaak", "veel", "nooit")), None),
        ("b", Scale(of=2, answers=("a", "c", "b")), None),
    ],
)
def test_which_key_stands_for_which_number(typed: str, scale: Scale, number: int | None) -> None:
    """Digits, t for ten, 0 for ten where there is no 0, and first letters that say one word."""
    assert number_of(typed, scale) == number
