"""The forms of a series, and what is filled in as the domain has it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sessiecoach.domain.series import ParticipantQuestion, PlannedMeeting, Series
from sessiecoach.domain.series_plan import (
    Rhythm,
    fits,
    proposed_count,
    proposed_weeks,
    reworded,
)
from sessiecoach.domain.text import one_line
from sessiecoach.storage.archive import Archive
from sessiecoach.storage.ids import new_id
from sessiecoach.storage.listing import ListedMeeting, ListedSeries
from sessiecoach.storage.werkvormen import Werkvormen
from sessiecoach.ui.screens.form import FormField
from sessiecoach.ui.series_words import ShownSeries

_QUESTION_LETTER = "v"
_DAY = "5 sep 2016"
_MOST_WEEKS = 52
Values = Mapping[str, Any]


def new_series_fields(werkvormen: Werkvormen) -> tuple[FormField, ...]:
    """Return the fields of a series that is to be made."""
    choices = [
        *((f"reeks: {one_line(each.title)}", each.id) for each in werkvormen.series_kinds.values()),
        *((one_line(each.title), each.id) for each in werkvormen.formats.values()),
    ]
    return (
        FormField("title", "Naam", required=True, hint="bijv. Leersessies Oss 2026"),
        FormField("werkvorm", "Werkvorm", "choice", choices=choices),
        FormField("location", "Plaats", hint="bijv. gemeentehuis Oss"),
        FormField("partners", "Partners", "list", hint="met ; ertussen"),
    )


def make_series(archive: Archive, werkvormen: Werkvormen, values: Values) -> ListedSeries:
    """Make a series as it was filled in, and return it. Raises OSError.

    A kind of series gives its own partners where none were named.
    """
    chosen = str(values["werkvorm"] or "")
    kind = werkvormen.series_kinds.get(chosen)
    return archive.new_series(
        values["title"],
        kind=kind.id if kind is not None else "",
        werkvorm="" if kind is not None else chosen,
        location=values["location"],
        partners=tuple(values["partners"]) or (kind.partners if kind is not None else ()),
    )


def about_fields(shown: ShownSeries) -> tuple[FormField, ...]:
    """Return the fields of what a series is."""
    series = shown.series
    kinds = [(one_line(each.title), each.id) for each in shown.kinds.values()]
    return (
        FormField("title", "Naam", value=series.title, required=True),
        FormField("kind", "Soort reeks", "choice", series.kind, _known(kinds, series.kind)),
        FormField(
            "werkvorm", "Werkvorm", "choice", series.werkvorm, _formats(shown, series.werkvorm)
        ),
        FormField("goal", "Doel", "text", series.goal),
        FormField("location", "Plaats", value=series.location),
        FormField("partners", "Partners", "list", series.partners, hint="met ; ertussen"),
        FormField(
            "case_details_until",
            "Casus bewaren t/m",
            "date",
            series.case_details_until,
            hint="bijv. 31 dec 2026; daarna blijven alleen lessen",
        ),
    )


def about_of(series: Series, values: Values) -> Series:
    """Return a series with what was filled in about it."""
    return replace(
        series,
        title=one_line(values["title"]),
        kind=values["kind"] or "",
        werkvorm=values["werkvorm"] or "",
        goal=values["goal"],
        location=values["location"],
        partners=tuple(values["partners"]),
        case_details_until=values["case_details_until"],
    )


def meeting_fields(shown: ShownSeries, meeting: ListedMeeting | None) -> tuple[FormField, ...]:
    """Return the fields of a planned meeting; of one with a record only when it is.

    What else a record holds is changed where the meeting is prepared.
    """
    planned = meeting.planned if meeting is not None else None
    summary = shown.summary_of(meeting) if meeting is not None else None
    date, starts, ends = _when(shown, meeting)
    fields = (
        FormField("date", "Datum", "date", date, hint=_DAY, required=True),
        FormField("starts", "Begin", "clock", starts, hint="bijv. 9.00"),
        FormField("ends", "Einde", "clock", ends, hint="bijv. 10.30"),
    )
    if summary is not None:
        return fields
    themes = _themes(shown)
    werkvorm = planned.werkvorm if planned is not None else ""
    return (
        *fields,
        FormField("werkvorm", "Werkvorm", "choice", werkvorm, _formats(shown, werkvorm)),
        FormField(
            "title", "Titel", value=planned.title if planned else "", hint="mag leeg blijven"
        ),
        FormField("theme", "Thema", value=planned.theme if planned else "", suggestions=themes),
        FormField("guest", "Gast", value=planned.guest if planned else "", hint="rol of initialen"),
        FormField(
            "location",
            "Plaats",
            value=planned.location if planned else "",
            hint=one_line(shown.series.location),
        ),
    )


def meeting_of(meeting: ListedMeeting | None, values: Values) -> PlannedMeeting:
    """Return a planned meeting with what was filled in; its id stays as it was."""
    date = values["date"]
    planned = meeting.planned if meeting is not None else None
    planned = planned or PlannedMeeting(date=date)
    changed = replace(planned, date=date, starts=values["starts"], ends=values["ends"])
    if meeting is not None and meeting.path is not None:
        return replace(changed, record=meeting.path.stem)
    return replace(
        changed,
        werkvorm=values["werkvorm"] or "",
        title=values["title"],
        theme=values["theme"],
        guest=values["guest"],
        location=values["location"],
    )


def rhythm_fields(shown: ShownSeries, today: dt.date) -> tuple[FormField, ...]:
    """Return the fields of planning a number of meetings, with what the kind of series proposes."""
    count = proposed_count(shown.kind)
    _date, starts, ends = _when(shown, None)
    dates = [each.date for each in shown.series.planned_meetings]

    def read_count(typed: str) -> object:
        number = _number(typed)
        if not fits(shown.kind, number):
            raise ValueError("Zoveel bijeenkomsten heeft deze soort reeks niet.")
        return number

    def read_weeks(typed: str) -> object:
        number = _number(typed)
        if not 1 <= number <= _MOST_WEEKS:
            raise ValueError(f"Hier past een getal van 1 tot en met {_MOST_WEEKS}.")
        return number

    return (
        FormField("first", "Eerste datum", "date", None, hint=_DAY, required=True)
        if not dates
        else FormField(
            "first",
            "Eerste datum",
            "date",
            max(max(dates), today) + dt.timedelta(weeks=proposed_weeks(shown.kind, count)),
            required=True,
        ),
        FormField("count", "Aantal", value=str(count), read=read_count, required=True),
        FormField(
            "weeks",
            "Om de … weken",
            value=str(proposed_weeks(shown.kind, count)),
            read=read_weeks,
            required=True,
        ),
        FormField("starts", "Begin", "clock", starts, hint="bijv. 9.00"),
        FormField("ends", "Einde", "clock", ends, hint="bijv. 10.30"),
    )


def rhythm_of(values: Values) -> Rhythm:
    """Return the dates that were asked for."""
    return Rhythm(
        values["first"], values["count"], values["weeks"], values["starts"], values["ends"]
    )


def question_fields(question: ParticipantQuestion | None) -> tuple[FormField, ...]:
    """Return the fields of the own question of a participant."""
    text = question.versions[-1].text if question is not None and question.versions else ""
    return (
        FormField(
            "by",
            "Van wie",
            value=question.by if question else "",
            hint="rol of initialen, geen naam",
            required=True,
        ),
        FormField("text", "Vraag", "text", text, required=True),
        FormField("next_step", "Volgende stap", value=question.next_step if question else ""),
        FormField(
            "next_step_done",
            "Stap gezet",
            "yes_no",
            question.next_step_done if question else None,
        ),
    )


def question_of(
    question: ParticipantQuestion | None, values: Values, on: dt.date
) -> ParticipantQuestion:
    """Return a question as it was filled in; another wording is a version from that day on."""
    question = question or ParticipantQuestion(id=new_id(_QUESTION_LETTER))
    return replace(
        reworded(question, values["text"].strip(), on),
        by=values["by"],
        next_step=values["next_step"],
        next_step_done=values["next_step_done"],
    )


def _when(
    shown: ShownSeries, meeting: ListedMeeting | None
) -> tuple[dt.date | None, dt.time | None, dt.time | None]:
    """Return day and hours of a meeting, or for a new one the hours of the last that has any."""
    if meeting is None:
        planned = [each for each in shown.series.planned_meetings if each.starts]
        headers = [each.header for each in shown.summaries.values() if each.header.starts]
        last = planned[-1] if planned else headers[-1] if headers else None
        return None, last.starts if last else None, last.ends if last else None
    summary = shown.summary_of(meeting)
    if summary is not None:
        return summary.date, summary.header.starts, summary.header.ends
    planned_meeting = meeting.planned
    if planned_meeting is None:
        return meeting.date, None, None
    return planned_meeting.date, planned_meeting.starts, planned_meeting.ends


def _themes(shown: ShownSeries) -> tuple[str, ...]:
    of_kind = shown.kind.themes if shown.kind is not None else ()
    of_formats = (theme for each in shown.formats.values() for theme in each.themes)
    return tuple(dict.fromkeys((*of_kind, *of_formats)))


def _formats(shown: ShownSeries, value: str) -> list[tuple[str, str]]:
    return _known([(one_line(each.title), each.id) for each in shown.formats.values()], value)


def _known(choices: list[tuple[str, str]], value: str) -> list[tuple[str, str]]:
    """Return choices with the value that is there, also where nothing knows it."""
    if value and value not in [each for _title, each in choices]:
        return [*choices, (one_line(value), value)]
    return choices


def _number(typed: str) -> int:
    try:
        return int(typed)
    except ValueError:
        raise ValueError("Hier past een heel getal.") from None
