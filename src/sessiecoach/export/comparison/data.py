"""What is derived from a series, as plain data for other programs: English keys, no sentences."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Sequence
from typing import Final

from sessiecoach.domain.carry_over import Carried, opening
from sessiecoach.domain.comparison import Recurrence, recurring, side_by_side
from sessiecoach.domain.frameworks import framework_steps
from sessiecoach.domain.over_time import (
    attendance_over,
    cases_not_discussed,
    diagnoses_over,
    is_body,
    learning_questions_over,
    promise_counts,
    promises_by_owner,
    report_back_matrix,
    scores_over,
    timelines,
    times_over,
)
from sessiecoach.domain.own_questions import own_questions
from sessiecoach.domain.session import Promise, Session
from sessiecoach.domain.standing import PromiseStatus
from sessiecoach.export.comparison.source import Asked, SeriesSource, text_of
from sessiecoach.storage.history import History
from sessiecoach.storage.records import zone_of

SCHEMA: Final = 1
_COMMANDING: Final = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)
"""What may command a terminal and JSON would leave as it is."""

Data = dict[str, object]


def as_json(data: Data) -> str:
    """Return data as JSON that says its schema, with nothing in it that commands a terminal."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return _COMMANDING.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def open_points_data(history: History, asked: Asked) -> Data:
    """Return what is open: what earlier meetings left, and the promises."""
    source = SeriesSource(history, asked)
    return _about(source, "open_points") | {
        "opening": _opening(source),
        "open": _open(source),
        "promises": _promises(source),
    }


def comparison_data(history: History, asked: Asked, now: dt.datetime) -> Data:
    """Return what the eleven views are made from; lists by meeting have one place a meeting.

    The meetings of those lists are those in `compared`, in that order. `now` is only for a
    meeting that still runs.
    """
    source = SeriesSource(history, asked, now)
    return _about(source, "comparison") | {
        "compared": [each.header.id for each in source.chosen],
        "opening": _opening(source),
        "open": _open(source),
        "side_by_side": _side_by_side(source),
        "recurring": _recurring(source),
        "timelines": _timelines(source),
        "report_backs": _report_backs(source),
        "promises": _promises(source),
        "attendance": _attendance(source),
        "frameworks": _frameworks(source),
        "learning_questions": _learning_questions(source),
        "cases_not_discussed": [
            {"meeting": meeting.header.id, "title": title}
            for meeting, title in cases_not_discussed(source.held)
        ],
        "scales": _scales(source),
        "diagnoses": [
            {
                "meeting": row.meeting.header.id,
                "choice": row.diagnosis.choice,
                "stagnation": row.diagnosis.stagnation,
                "motivation": row.diagnosis.motivation,
            }
            for row in diagnoses_over(source.chosen)
        ],
        "participant_questions": _own_questions(source),
        "times": _times(source),
    }


def _about(source: SeriesSource, kind: str) -> Data:
    history = source.history
    return {
        "schema": SCHEMA,
        "kind": kind,
        "series": {"folder": history.folder.name, "title": history.title},
        "on": source.asked.on.isoformat(),
        "meetings": [_meeting(each) for each in source.held],
    }


def _meeting(meeting: Session) -> Data:
    header = meeting.header
    return {
        "id": header.id,
        "number": header.number or None,
        "date": _day(header.date),
        "title": header.title,
        "status": header.status,
    }


def _day(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None


def _opening(source: SeriesSource) -> Data:
    numbers = opening(source.left)
    return {
        "solutions": {str(status): count for status, count in numbers.solutions.items()},
        "promises_late": numbers.promises_late,
        "promises_open": numbers.promises_open,
        "organisations_reported": numbers.organisations_reported,
        "organisations": numbers.organisations,
        **{
            kind: {str(status): count for status, count in counts.items()}
            for kind, counts in numbers.by_kind.items()
        },
    }


def _open(source: SeriesSource) -> list[Data]:
    return [_carried(each) for each in source.left if each.is_open]


def _carried(each: Carried) -> Data:
    return {
        "id": each.item.id,
        "kind": each.kind,
        "meeting": each.meeting.header.id,
        "text": text_of(each),
        "status": str(each.status),
        "meetings_open": each.meetings_open,
        "days_open": each.days_open,
        "times_told": len(each.told),
    }


def _side_by_side(source: SeriesSource) -> Data | None:
    if source.pair is None:
        return None
    before, after = source.pair
    rows = side_by_side(before, after, source.links, private=source.asked.private)
    found = [row.recurrence for row in rows]
    return {
        "before": before.header.id,
        "after": after.header.id,
        "counts": {str(each): found.count(each) for each in Recurrence},
        "notes": [
            {
                "id": row.note.id,
                "recurrence": str(row.recurrence),
                "recurs_from": row.earlier.id if row.earlier else None,
                "kind": row.note.kind,
                "perspective": row.note.perspective,
                "text": row.note.text,
            }
            for row in rows
        ],
        "likely_twins": [
            {
                "later": twin.later.id,
                "earlier": twin.earlier.id,
                "likeness": round(twin.likeness, 2),
            }
            for twin in source.twins
        ],
    }


def _recurring(source: SeriesSource) -> list[Data]:
    return [
        {
            "meetings": each.times,
            "notes": [{"meeting": m.header.id, "id": note.id} for m, note in each.notes],
        }
        for each in recurring(source.held, source.links, private=source.asked.private)
    ]


def _timelines(source: SeriesSource) -> list[Data]:
    status = {each.item.id: str(each.status) for each in source.items}
    return [
        {
            "solution": line.solution.id,
            "meeting": line.meeting.header.id,
            "text": line.solution.text,
            "status": status[line.solution.id],
            "stands": [
                {"meeting": meeting.header.id, "status": str(stand), "reported_by": reporter}
                for meeting, stand, reporter in line.stands
            ],
        }
        for line in timelines(source.chosen, source.items)
    ]


def _report_backs(source: SeriesSource) -> list[Data]:
    places = [source.held.index(meeting) for meeting in source.chosen]
    return [
        {
            "organisation": row.organisation,
            "statuses": [_word(row.cells[place]) for place in places],
            "expected": [place > row.agreed_at for place in places],
        }
        for row in report_back_matrix(source.held, source.updates)
    ]


def _word(value: object) -> str | None:
    return None if value is None else str(value)


def _promises(source: SeriesSource) -> Data:
    every = [each for each in source.items if isinstance(each.item, Promise)]
    counts = promise_counts(every)
    return {
        "counts": {
            "kept": counts.kept,
            "open": counts.open,
            "late": counts.late,
            "dropped": sum(each.status == PromiseStatus.DROPPED for each in every),
        },
        "by_owner": [
            {
                "owner": owner,
                "is_body": is_body(owner),
                "promises": [
                    {
                        "id": each.promise.id,
                        "kind": "action" if each.promise.kind == "actie" else "promise",
                        "meeting": each.carried.meeting.header.id,
                        "what": each.promise.what,
                        "promised_by": each.promise.promised_by,
                        "due": _day(each.due),
                        "status": str(each.carried.status),
                        "times_postponed": each.postponed,
                    }
                    for each in owned
                ],
            }
            for owner, owned in promises_by_owner(every).items()
        ],
    }


def _attendance(source: SeriesSource) -> list[Data]:
    return [
        {
            "role": row.role,
            "required": row.required,
            "manages": row.manages,
            "present": list(row.present),
        }
        for row in attendance_over(source.chosen)
    ]


def _frameworks(source: SeriesSource) -> list[Data]:
    return [
        {
            "meeting": step.meeting.header.id,
            "id": step.framework.id,
            "version": step.framework.version,
            "changes": [
                {
                    "how": change.how,
                    "line": change.line.id,
                    "text": change.line.text,
                    "before": change.before,
                    "case": change.case,
                }
                for change in step.changes
            ],
        }
        for step in framework_steps(source.chosen)
    ]


def _learning_questions(source: SeriesSource) -> list[Data]:
    return [
        {"question": row.question, "states": [_word(state) for state in row.states]}
        for row in learning_questions_over(source.chosen)
    ]


def _scales(source: SeriesSource) -> list[Data]:
    return [
        {
            "id": row.scale,
            "title": row.title,
            "least": row.asked.least,
            "of": row.of,
            "answer_words": list(row.asked.answers),
            "means": _rounded([score.mean if score else None for score in row.scores]),
            "answers": [score.total if score else 0 for score in row.scores],
            "delta": None if row.delta is None else round(row.delta, 2),
        }
        for row in scores_over(source.chosen)
    ]


def _rounded(means: Sequence[float | None]) -> list[float | None]:
    return [None if mean is None else round(mean, 2) for mean in means]


def _own_questions(source: SeriesSource) -> list[Data]:
    history = source.history
    found = own_questions(
        history.series.questions, history.meetings, history.updates, source.asked.on
    )
    done = {"yes": True, "no": False}
    return [
        {
            "id": each.id,
            "by": each.by,
            "versions": [
                {"on": _day(version.on), "text": version.text} for version in each.versions
            ],
            "position": each.position,
            "steps": [
                {"on": _day(step.on), "text": step.text, "done": step.done} for step in each.steps
            ],
            "next_step": each.step.text if each.step else "",
            "next_step_done": done.get(each.step.done or "") if each.step else None,
            "worked_on": [turn.meeting for turn in each.worked_on],
        }
        for each in found
    ]


def _times(source: SeriesSource) -> list[Data]:
    zone = zone_of(source.chosen[-1] if source.chosen else Session())
    return [
        {
            "block": row.block,
            "title": row.title,
            "planned_minutes": list(row.planned_minutes),
            "used_seconds": list(row.used_seconds),
        }
        for row in times_over(source.chosen, source.now, zone)
    ]
