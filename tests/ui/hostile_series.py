"""Series of which every text, file and folder is hostile, made of the samples of the program."""

from __future__ import annotations

import typing
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Final

from sessiecoach.domain.keys import key_of
from sessiecoach.domain.session import Session
from sessiecoach.domain.text import visible
from sessiecoach.domain.worksheets import worksheets
from sessiecoach.storage.records import read_record, record_bytes
from sessiecoach.storage.series import SERIES_FILE, read_series, series_bytes
from tests.hostile_texts import IN_A_FILE, NO_MARKUP_NAME

SAMPLES: Final = Path(__file__).resolve().parents[2] / "sessions"
NAME: Final = f"{NO_MARKUP_NAME}\x1b]2;PWNED\x07\x9b\u202ex\u200b"
"""The name of a file or a folder."""
TEXT: Final = visible("[/x]\x1b]2;P\x07\x9b\u202e[red] [@click=app.quit]x[bold e\u0301👩‍👩‍👧")
"""What stands in every text: the worst of it at its begin, where it shows."""
_REFERENCES: Final = frozenset(
    [
        "answers",
        "applied_where",
        "becomes",
        "between",
        "block",
        "by",
        "captures",
        "case",
        "choice",
        "closed_with",
        "differs_from",
        "document",
        "extra",
        "from_",
        "group",
        "heading",
        "id",
        "invented",
        "item",
        "kind",
        "merged_into",
        "outcome",
        "party",
        "perspective",
        "perspectives",
        "position",
        "promise",
        "question",
        "record",
        "same_as",
        "scale",
        "scales",
        "series",
        "solution",
        "stagnation",
        "step",
        "supported_by",
        "werkvorm",
        "zone",
    ]
)
"""What is no text of a person: it says which thing is meant."""


def hostile(value: Any) -> Any:
    """Return a dataclass in which every text of a person begins with what is hostile."""
    hints = typing.get_type_hints(type(value))
    new = {}
    for each in fields(value):
        here = getattr(value, each.name)
        if each.name in _REFERENCES or key_of(each).allowed or key_of(each).form:
            continue
        if is_dataclass(here):
            new[each.name] = hostile(here)
        elif hints[each.name] is str:
            new[each.name] = f"{TEXT} {here}" if each.name != "cover" else IN_A_FILE
        elif isinstance(here, tuple) and typing.get_args(hints[each.name])[:1] == (str,):
            new[each.name] = tuple(f"{TEXT} {one}" for one in here or ("",))
        elif isinstance(here, tuple) and here and is_dataclass(here[0]):
            new[each.name] = tuple(map(hostile, here))
    return replace(value, **new)


def put_hostile(sessions: Path) -> list[tuple[Path, Session]]:
    """Put hostile copies of all samples in a folder; gives the meeting of each that goes on.

    That is the one with the most worksheets.
    """
    return [
        _put(sample, sessions / f"{number}{NAME}")
        for number, sample in enumerate(sorted(SAMPLES.iterdir()))
    ]


def _put(sample: Path, folder: Path) -> tuple[Path, Session]:
    (folder / "updates").mkdir(parents=True)
    series = read_series(sample / SERIES_FILE).series
    (folder / SERIES_FILE).write_bytes(series_bytes(hostile(series)))
    for told in sample.glob("updates/*.toml"):
        (folder / "updates" / told.name).write_bytes(told.read_bytes())
    paths = (path for path in sample.glob("*.toml") if path.name != SERIES_FILE)
    meetings = {
        folder / f"{path.stem}{NAME}.toml": hostile(read_record(path).session)
        for path in sorted(paths, reverse=True)
    }
    path = max(meetings, key=lambda path: len(worksheets(meetings[path])))
    meetings[path] = gone_on(meetings[path])
    for each, session in meetings.items():
        each.write_bytes(record_bytes(session))
    return path, meetings[path]


def gone_on(session: Session) -> Session:
    """Return a closed meeting as it was before the end of its last block."""
    blocks = list(session.blocks)
    blocks[-1] = replace(blocks[-1], ended_at=None)
    header = replace(session.header, status="live", closed_at=None)
    return replace(session, header=header, blocks=tuple(blocks))
