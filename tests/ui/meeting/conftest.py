"""What the meetings that are led through the real screens begin with."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from sessiecoach.storage.home import Places
from tests.fake_clock import FakeClock

HERE = Path(__file__).parent


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands at ten to nine in Oss."""
    return FakeClock(dt.datetime(2016, 9, 5, 6, 50, tzinfo=dt.UTC))


@pytest.fixture
def record(places: Places) -> Path:
    """Where the record of the meeting will lie, in a copy of the series as it was shipped."""
    shutil.copytree(HERE / "sessions", places.sessions, dirs_exist_ok=True)
    return places.sessions / "proeftuin-ruwaard" / "2016-09-05-leersessie.toml"
