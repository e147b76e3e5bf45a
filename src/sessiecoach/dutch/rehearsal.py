"""A meeting to rehearse with: a plan that is filled in, with people and cases that do not exist."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final

from sessiecoach.domain.preparing import planned_minutes, prepared_session
from sessiecoach.domain.session import Case, Group, Participant, Presenter, Session
from sessiecoach.domain.werkvorm import Werkvorm

_GROUPS: Final = ("A", "B", "C")
_CASES: Final = (
    ("Mevrouw A.", "Drie loketten voor één vraag", "wijkteam"),
    ("Gezin aan de Hoek", "Iedereen helpt, niemand heeft de regie", "jeugdzorg"),
    ("Jongen van zeventien", "Valt tussen twee wetten zodra hij jarig is", "school"),
)
_ORGANISATIONS: Final = ("gemeente", "wijkteam", "jeugdzorg", "welzijnswerk", "woningcorporatie")
_COMMON_ROLES: Final = ("professional", "manager", "beleidsmedewerker")
_MOST_AT_A_TABLE: Final = 4


def rehearsal(
    werkvorm: Werkvorm, starts_at: dt.datetime, *, session_id: str, document: str, zone: str
) -> Session:
    """Return a meeting that is ready to start; `starts_at` is in its `zone`.

    It was planned before `starts_at`, so that its plan begins when a person starts the first
    clock, however long they look around.
    """
    session = prepared_session(
        werkvorm,
        session_id=session_id,
        document=document,
        title=f"Oefenen: {werkvorm.title}",
        number=1,
        zone=zone,
        goal="Het verloop van de bijeenkomst eens meemaken voordat er mensen zijn.",
    )
    minutes = dt.timedelta(minutes=planned_minutes(session))
    ends_at = starts_at.replace(second=0, microsecond=0)
    begins_at = ends_at - minutes
    return replace(
        session,
        header=replace(
            session.header,
            status="live",
            date=begins_at.date(),
            starts=begins_at.time(),
            ends=ends_at.time(),
            learning_questions=("Wat is er nodig om te doen wat deze inwoner helpt?",),
            origin="invented",
        ),
        groups=tuple(Group(id=each, note_taker=f"notulist {each}") for each in _GROUPS),
        cases=tuple(
            Case(
                id=chr(ord("a") + place),
                title=title,
                text=text,
                presenter=Presenter(role="professional", organisation=organisation),
                origin="invented",
            )
            for place, (title, text, organisation) in enumerate(_CASES)
        ),
        participants=_participants(session),
    )


def _participants(session: Session) -> tuple[Participant, ...]:
    """Return who is there: everybody that the werkvorm asks for, and a table full of others."""
    asked = (*session.header.required_roles, *session.header.desired_roles)
    others = tuple(role for _ in _GROUPS for role in _COMMON_ROLES)
    roles = (*asked, *others)[: _MOST_AT_A_TABLE * len(_GROUPS)]
    return tuple(
        Participant(
            id=f"p-{place + 1}",
            role=role,
            organisation=_ORGANISATIONS[place % len(_ORGANISATIONS)],
            present=("*",),
            group=_GROUPS[place % len(_GROUPS)],
            origin="invented",
        )
        for place, role in enumerate(roles)
    )
