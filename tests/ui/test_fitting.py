"""A screen has the classes of the size of the terminal before it is laid out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.screen import Screen

from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.fitting import fitted
from sessiecoach.ui.surroundings import Surroundings
from tests.ui.pressing import until_read

SIZES = {
    (80, 24): {"-narrow", "-low"},
    (100, 30): {"-normal", "-high"},
    (159, 29): {"-normal", "-low"},
    (200, 50): {"-wide", "-high"},
}


@pytest.mark.parametrize("size", SIZES)
async def test_it_fits_before_it_is_shown(
    make_surroundings: Callable[..., Surroundings], size: tuple[int, int]
) -> None:
    """They are the classes that it gets from Textual once it is shown."""
    app = SessiecoachApp(make_surroundings())
    async with app.run_test(size=size) as pilot:
        await until_read(pilot)
        screen = fitted(Screen[None](), app)
        assert screen.classes == SIZES[size]
        assert screen.classes <= app.screen.classes
