"""The Dutch sentences of a carousel: where a group is, and what is amiss with how to mend it."""

from __future__ import annotations

from collections.abc import Iterable

from sessiecoach.domain.carousel import (
    CarouselCode,
    CarouselFinding,
    carousel_findings,
    groups_of,
    station_of,
)
from sessiecoach.domain.session import Block, Session
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.carousel import case_name, perspective_name
from sessiecoach.dutch.carousel import station_words as station_words
from sessiecoach.dutch.numbers import counted
from sessiecoach.ui.words import group_name, short_name

DIVIDE_KEY = "i"
"""Divides the groups anew, in the table of the carousel."""
_ANEW = f"{DIVIDE_KEY} deelt opnieuw in"


def places_words(session: Session, block: Block) -> tuple[tuple[str, str], ...]:
    """Return where every group is in a round, each with its name."""
    return tuple(
        (group_name(group), station_words(session, station))
        for group in groups_of(session)
        if (station := station_of(block, group.id)) is not None
    )


def refusal_words(session: Session) -> str:
    """Return in a few words that the carousel cannot be held; empty where it can."""
    refused = sum(each.refuses for each in carousel_findings(session))
    return f"carrousel klopt niet: {counted(refused, 'fout', 'fouten')}" if refused else ""


def finding_sentences(session: Session) -> tuple[tuple[bool, str], ...]:
    """Return what is amiss with a carousel, and whether that refuses it."""
    return tuple((each.refuses, _sentence(session, each)) for each in carousel_findings(session))


def _sentence(session: Session, finding: CarouselFinding) -> str:
    groups = _and(_group(session, each) for each in finding.groups)
    looks = _and(perspective_name(session, each) for each in finding.perspectives)
    rounds = _and(_round(session, each) for each in finding.rounds)
    places, needed = finding.places, finding.needed
    match finding.code:
        case CarouselCode.NO_GROUPS:
            return f"Nog geen groepen om te rouleren: voeg ze hierboven toe; {_ANEW}"
        case CarouselCode.MORE_ROUNDS_THAN_PERSPECTIVES:
            return (
                f"{counted(places, 'ronde', 'rondes')} maar"
                f" {counted(needed, 'perspectief', 'perspectieven')}: dan komt elke groep ergens"
                " twee keer; laat een ronde vervallen (F9) of laat de groepen vrij"
            )
        case CarouselCode.CASES_DO_NOT_FIT:
            return (
                f"Te veel casussen: er zijn {counted(places, 'plek', 'plekken')} en er zijn er"
                f" {needed} nodig; haal een casus weg (F9) of maak een groep meer"
            )
        case CarouselCode.NO_PERSPECTIVE:
            return f"{groups} heeft in {rounds} nog geen perspectief: kies er een, of {_ANEW}"
        case CarouselCode.TWICE:
            return f"{groups} krijgt {looks} in {rounds}: kies daar een ander perspectief"
        case CarouselCode.NO_CASE:
            return f"{groups} heeft in {rounds} nog geen casus: kies er een, of {_ANEW}"
        case CarouselCode.NEVER:
            told = case_name(finding.case).capitalize()
            return f"{told} komt nooit langs {looks}: geef een groep daar deze casus"
        case CarouselCode.MORE_GROUPS_THAN_PERSPECTIVES:
            return (
                f"{counted(needed, 'groep', 'groepen')} op"
                f" {counted(places, 'perspectief', 'perspectieven')}: sommige groepen kijken"
                " tegelijk vanuit hetzelfde"
            )
        case CarouselCode.SHARED:
            return f"{groups} kijken in {rounds} allebei of allemaal vanuit {looks}"
        case CarouselCode.NO_CHANGEOVER:
            return f"Tussen {rounds} is geen wissel: reken zelf looptijd"


def _group(session: Session, group: str) -> str:
    return group_name(next(each for each in session.groups if each.id == group))


def _round(session: Session, block_id: str) -> str:
    block = session.block(block_id)
    return short_name(session, block) if block is not None else one_line(block_id)


def _and(parts: Iterable[str]) -> str:
    *first, last = [*parts] or [""]
    return f"{', '.join(first)} en {last}" if first else last
