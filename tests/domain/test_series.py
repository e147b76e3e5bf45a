"""A series: what its planned meetings take over from it."""

from __future__ import annotations

import datetime as dt

from sessiecoach.domain.series import PlannedMeeting, Series

TODAY = dt.date(2016, 9, 5)


def test_a_planned_meeting_takes_over_what_it_does_not_say() -> None:
    """Werkvorm and location of the series count where a meeting has none of its own."""
    series = Series(werkvorm="leersessie", location="gemeentehuis Oss")
    plain = PlannedMeeting(date=TODAY)
    other = PlannedMeeting(date=TODAY, werkvorm="vrij", location="bibliotheek")
    assert (series.werkvorm_of(plain), series.location_of(plain)) == (
        "leersessie",
        "gemeentehuis Oss",
    )
    assert (series.werkvorm_of(other), series.location_of(other)) == ("vrij", "bibliotheek")
