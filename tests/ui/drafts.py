"""The second leersessie before anybody has prepared it."""

from __future__ import annotations

import datetime as dt

from sessiecoach.domain.preparing import prepared_session
from sessiecoach.domain.session import Session
from sessiecoach.storage.werkvormen import load_werkvormen


def draft(location: str = "") -> Session:
    """Return it as the werkvorm gives it."""
    return prepared_session(
        load_werkvormen(None).formats["leersessie"],
        session_id="2016-09-05-leersessie",
        document="k2p6t9c3x7q5z8d4h6j2r9m4w8",
        series="proeftuin-ruwaard",
        number=2,
        title="Tweede leersessie Proeftuin Ruwaard",
        date=dt.date(2016, 9, 5),
        starts=dt.time(9),
        ends=dt.time(10, 30),
        location=location,
        earlier_meetings=True,
    )
