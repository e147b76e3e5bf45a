"""A series of which a meeting left a framework, bottlenecks and own questions."""

from __future__ import annotations

import datetime as dt

from sessiecoach.domain.session import (
    Block,
    Framework,
    FrameworkLine,
    Header,
    Note,
    OwnQuestion,
    Session,
    Update,
)

LINES = (
    FrameworkLine(id="l-1", text="Wie het eerst bij het gezin komt, belt de anderen.", case="A"),
    FrameworkLine(id="l-2", text="Afwijken van de regels mag, als het team het opschrijft."),
    FrameworkLine(id="l-3", text="De bestuurder hoort binnen een week wat niet kan."),
)
DAY_ONE = Session(
    header=Header(
        id="2016-06-27-dag-1",
        series="proeftuin-ruwaard",
        number=1,
        title="Eerste dag",
        status="closed",
        date=dt.date(2016, 6, 27),
        document="aaaaaaaaaaaaaaaaaaaaaaaaaa",
    ),
    blocks=(
        Block(id="kader", kind="plenary", title="Kader", worksheets=("framework",)),
        Block(id="vragen", kind="round", title="Vragen", worksheets=("questions",)),
    ),
    frameworks=(
        Framework(id="f-1", version=1, lines=(FrameworkLine(id="l-9", text="Weg"), *LINES[:2])),
        Framework(id="f-2", version=2, lines=LINES),
    ),
    questions=(
        OwnQuestion(id="q-1", by="teamleider", text="Hoe krijg ik mijn team zover?"),
        OwnQuestion(id="q-2", by="manager ggz", text="Welke tafel verdient een behandelaar?"),
    ),
    notes=(
        Note(
            id="n-1",
            kind="knelpunt",
            text="De woningcorporatie mag geen gegevens delen.",
            escalated_to="stuurgroep Wonen",
        ),
        Note(id="n-2", kind="knelpunt", text="Te weinig tijd"),
    ),
)
BETWEEN = (
    Update(id="u-1", item="l-1", applied="partly", applied_where="wijkteam noord"),
    Update(id="u-2", item="q-1", wording="Wat doe ik zelf?", next_step="Terugvragen: en jij?"),
)
DAY_TWO = Session(
    header=Header(
        id="2016-08-01-dag-2",
        series="proeftuin-ruwaard",
        number=2,
        title="Tweede dag",
        status="closed",
        date=dt.date(2016, 8, 1),
        document="bbbbbbbbbbbbbbbbbbbbbbbbbb",
    ),
    updates=BETWEEN,
)
