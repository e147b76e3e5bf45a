"""A stagnation scan that is well under way, for tests of its worksheets."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sessiecoach.domain.session import (
    Diagnosis,
    Interest,
    Note,
    Participant,
    PioneerTeam,
    Promise,
    Rating,
    Session,
)
from tests.ui.pressing import HOSTILE
from tests.ui.sheet_meeting import STARTED_AT, at_block, meeting_of

SCAN = "stagnatiescan"
_PEOPLE = (("professional", "De Linde"), ("manager", "Welzijn Noord"), ("bestuurder", "gemeente"))


def at(block: str, **changes: object) -> Session:
    """Return a scan of which nothing is written down yet, in which a block runs."""
    people = tuple(
        Participant(id=f"p-{number}", role=role, organisation=organisation, present=("*",))
        for number, (role, organisation) in enumerate(_PEOPLE, start=1)
    )
    session = at_block(meeting_of(SCAN), block)
    return replace(session, participants=people, **changes)  # type: ignore[arg-type]


def interest(number: int, partner: str, text: str, by: str = "", **changes: object) -> Interest:
    """Return an interest of a partner."""
    return replace(
        Interest(
            id=f"i-0000000{number}",
            block="belangen",
            partner=partner,
            text=text,
            looked_after_by=by,
            written_at=STARTED_AT,
        ),
        **changes,  # type: ignore[arg-type]
    )


def bottleneck(number: int, text: str, to: str = "", cut: dt.date | None = None) -> Note:
    """Return a bottleneck, where it lies and when it was cut."""
    return Note(
        id=f"n-0000000{number}",
        block="afspraken",
        kind="knelpunt",
        text=text,
        escalated_to=to,
        resolved_on=cut,
        written_at=STARTED_AT,
    )


def scored(**means: tuple[int, ...]) -> tuple[Rating, ...]:
    """Return what people gave on scales."""
    return tuple(
        Rating(id=f"r-{scale}-{number}", block="krachten", scale=scale, value=value, of=10)
        for scale, values in means.items()
        for number, value in enumerate(values)
    )


SHAM = scored(intentie=(7, 7, 7, 8), actie=(3, 4, 3, 4), verbinding=(4, 3, 3, 3))
"""Well meant, little done."""

INTERESTS = (
    interest(1, "De Linde", "Minder overdrachten in het weekend", "teamleider"),
    interest(2, "De Linde", "Een vast gezicht voor elk gezin"),
    interest(3, "Welzijn Noord", "Zichtbaar zijn in de wijk", "manager"),
    interest(4, "gemeente", "De begroting sluitend houden", withdrawn_at=STARTED_AT),
    interest(5, "Politie", f"{HOSTILE} " + "zeer lang belang " * 12, "wijkagent"),
)
TEAM = PioneerTeam(members=("wijkverpleegkundige", "jongerenwerker"), promise="t-00000001")
ASSIGNMENT = Promise(
    id="t-00000001",
    kind="toezegging",
    block="belangen",
    what="Binnen een half jaar één intake voor alle partners",
    owner="pioniersteam",
    due=dt.date(2017, 3, 1),
    written_at=STARTED_AT,
)
CHOSEN = Diagnosis(
    choice="schijnsamenwerking", motivation="Vier convenanten, geen gezin merkt het."
)
BOTTLENECKS = (
    bottleneck(1, "Niemand mag gegevens delen"),
    bottleneck(2, "Twee indicaties voor één gezin", "stuurgroep Jeugd"),
    bottleneck(3, "Geen ruimte in de wijk", "college", dt.date(2016, 9, 1)),
    replace(bottleneck(4, f"{HOSTILE} " + "onmogelijkheid " * 20), private=True),
)


def full(block: str) -> Session:
    """Return a scan in which everything was said, at a block that runs."""
    return at(
        block,
        interests=INTERESTS,
        pioneer_team=TEAM,
        promises=(ASSIGNMENT,),
        ratings=SHAM,
        diagnosis=CHOSEN,
        notes=BOTTLENECKS,
    )


def before(*notes: Note) -> Session:
    """Return the closed scan of June, with these bottlenecks."""
    first = at("afspraken", notes=notes)
    header = replace(
        first.header,
        id="2016-06-27-stagnatiescan",
        document="z8d4h6j2r9m4w8k2p6t9c3x7q5",
        date=dt.date(2016, 6, 27),
        status="closed",
    )
    return replace(first, header=header)
