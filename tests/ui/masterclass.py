"""A masterclass after two meetings: seven own questions, of which some were worked on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Final

from sessiecoach.domain.series import ParticipantQuestion, QuestionVersion, Series
from sessiecoach.domain.session import OwnQuestion, Participant, Session, Update
from sessiecoach.storage.series import SERIES_FILE, series_bytes
from tests.ui.sheet_meeting import at_block, meeting_of

MAY, JUNE = dt.date(2016, 5, 23), dt.date(2016, 6, 27)
_MAY_AT: Final = dt.datetime(2016, 5, 23, 7, tzinfo=dt.UTC)
_JUNE_AT: Final = dt.datetime(2016, 6, 27, 7, tzinfo=dt.UTC)
SERIES: Final = Series(
    id="reeks",
    title="Masterclass",
    questions=(
        ParticipantQuestion(
            id="q-beleid",
            by="beleidsadviseur wonen",
            versions=(
                QuestionVersion(
                    on=MAY, text="Hoe krijg ik de corporaties mee in één aanpak voor de wijk?"
                ),
            ),
        ),
        ParticipantQuestion(id="q-zorg", by="wijkverpleegkundige"),
    ),
)


def _held(werkvorm: str, on: dt.date, at: dt.datetime, worked_on: tuple[str, ...]) -> Session:
    """Return a meeting that was held, with the questions that its rounds worked on."""
    session = meeting_of(werkvorm)
    header = replace(session.header, id=f"{on}-{werkvorm}", date=on, status="closed")
    rounds = iter(worked_on)
    blocks = tuple(
        replace(
            block,
            question=next(rounds, "") if block.kind == "round" else "",
            started_at=at,
            ended_at=at + dt.timedelta(minutes=1),
        )
        for block in session.blocks
    )
    return replace(session, header=replace(header, document=f"d{on}"), blocks=blocks)


FIRST: Final = replace(
    _held("masterclass-bijeenkomst", MAY, _MAY_AT, ("q-beleid", "q-welzijn")),
    questions=(
        OwnQuestion(
            id="q-welzijn",
            by="teamleider welzijn",
            text="Hoe voorkom ik dat mijn team blijft afbakenen wat van wie is?",
        ),
        OwnQuestion(
            id="q-school",
            by="intern begeleider",
            text="Wie bel ik als een leerling na schooltijd nergens terechtkan?",
        ),
        OwnQuestion(id="q-ggd", by="epidemioloog ggd", text="Wie heeft iets aan mijn cijfers?"),
    ),
    updates=(
        Update(
            id="u-1",
            item="q-beleid",
            on=MAY,
            position="verbinder, nog zonder mandaat",
            next_step="Met de twee corporaties apart koffie drinken, vóór het volgende overleg",
        ),
        Update(id="u-2", item="q-welzijn", on=MAY, next_step="Een ochtend meelopen bij de ggz"),
    ),
)
SECOND: Final = replace(
    _held("masterclass-bijeenkomst", JUNE, _JUNE_AT, ("q-beleid", "q-ggd")),
    updates=(
        Update(
            id="u-3",
            item="q-beleid",
            on=JUNE,
            wording="Wat heeft elke corporatie te winnen bij één aanpak, en wie zegt dat hardop?",
            done="yes",
            next_step="Beide directeuren samen uitnodigen in de wijk",
        ),
        Update(id="u-4", item="q-welzijn", on=JUNE, done="no"),
    ),
)
EARLIER: Final = (FIRST, SECOND)


def today(werkvorm: str = "masterclass-bijeenkomst", block: str = "v1") -> Session:
    """Return the third meeting, at a block, with the people of the first two."""
    session = meeting_of(werkvorm, number=3)
    session = replace(session, header=replace(session.header, document="d3"))
    people = ("gespreksleider", "beleidsadviseur wonen", "teamleider welzijn", "manager ggz")
    participants = tuple(
        Participant(id=f"p-{number}", role=role) for number, role in enumerate(people)
    )
    return replace(at_block(session, block), participants=participants)


def busy() -> Session:
    """Return the third meeting with questions in two rounds and one written down today."""
    session = today()
    assigned = {"v1": "q-zorg", "v2": "q-beleid"}
    blocks = tuple(replace(b, question=assigned.get(b.id, "")) for b in session.blocks)
    added = OwnQuestion(
        id="q-ggz",
        by="manager ggz",
        text="Welke tafel verdient een behandelaar, [/x] en van welke tafel stap ik op? 🙂",
    )
    gone = OwnQuestion(id="q-weg", by="raadslid", text="Hoort dit hier?", withdrawn_at=_JUNE_AT)
    told = (
        Update(
            id="u-5",
            item="q-zorg",
            on=session.header.date,
            wording="Hoe kom ik binnen drie dagen aan tafel bij wie over de woning gaat?",
        ),
        Update(
            id="u-6",
            item="q-beleid",
            on=session.header.date,
            wording="Hoe maak ik de winst van de wijk tot de winst van elke corporatie?",
            position="trekker, met mandaat van de wethouder",
            done="partly",
            next_step="De uitkomst in het bestuurlijk overleg van oktober leggen",
        ),
    )
    return replace(session, blocks=blocks, questions=(added, gone), updates=told)


def put_series(folder: Path, series: Series = SERIES) -> None:
    """Write the file of the series where the meetings of the tests lie."""
    place = folder / "sessions" / "reeks"
    place.mkdir(parents=True, exist_ok=True)
    (place / SERIES_FILE).write_bytes(series_bytes(series))
