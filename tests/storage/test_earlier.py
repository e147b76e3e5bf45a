"""Reading what was held before, for who prepares the next meeting."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sessiecoach.domain.session import Header, Session, SessionStatus
from sessiecoach.storage.earlier import earlier_sessions
from sessiecoach.storage.records import record_bytes


def put(folder: Path, day: int | None, status: SessionStatus = "closed") -> Path:
    """Write the record of a meeting on a day of September."""
    date = dt.date(2016, 9, day) if day else None
    path = folder / f"2016-09-{day or 99:02}-leersessie.toml"
    header = Header(id=path.stem, date=date, status=status, document=f"d{day}")
    path.write_bytes(record_bytes(Session(header=header)))
    return path


@pytest.mark.parametrize(
    ("before", "days"),
    [(dt.date(2016, 9, 19), [5, 12]), (dt.date(2016, 9, 5), []), (None, [None, 5, 12, 26])],
)
def test_what_was_closed_before(
    tmp_path: Path, before: dt.date | None, days: list[int | None]
) -> None:
    """Closed meetings of earlier days in their order; no drafts, later or broken ones."""
    for day in (5, 12, 26, None):
        put(tmp_path, day)
    put(tmp_path, 6, "draft")
    put(tmp_path, 7, "live")
    (tmp_path / "2016-09-08-leersessie.toml").write_text("schema = ", encoding="utf-8")
    path = put(tmp_path, 19)
    found = earlier_sessions(path, before)
    assert [each.header.date and each.header.date.day for each in found] == days


def test_alone_in_its_folder(tmp_path: Path) -> None:
    """A first meeting has none before it, and neither has one whose folder is gone."""
    assert earlier_sessions(put(tmp_path, 5), dt.date(2016, 9, 5)) == ()
    assert earlier_sessions(tmp_path / "weg" / "2016-09-05.toml", None) == ()
