"""Numbers of decisions run on over the records of a series."""

from __future__ import annotations

from pathlib import Path

from sessiecoach.domain.session import Decision, Session
from sessiecoach.storage.decisions import last_decision_number
from sessiecoach.storage.records import record_bytes


def test_the_last_number_of_earlier_meetings(tmp_path: Path) -> None:
    """Earlier records count, the own one, later ones and broken ones do not."""
    for name, number in (("2016-06-27", 3), ("2016-09-05", 7), ("2016-10-10", 20)):
        session = Session(decisions=(Decision(id="b-1", number=number), Decision(id="b-2")))
        (tmp_path / f"{name}-leersessie.toml").write_bytes(record_bytes(session))
    (tmp_path / "2016-08-01-leersessie.toml").write_text("schema = ")
    assert last_decision_number(tmp_path / "2016-09-05-leersessie.toml") == 3
    assert last_decision_number(tmp_path / "2016-06-27-leersessie.toml") == 0
    assert last_decision_number(tmp_path / "2016-12-19-leersessie.toml") == 20
