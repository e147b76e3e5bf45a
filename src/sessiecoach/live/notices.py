"""What an open session can have to tell, as codes that the screens word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class NoticeCode(StrEnum):
    """Each has one sentence in Dutch."""

    RECOVERED = "recovered"  # goes on where the room is after `seconds` away
    OPENED_INTERRUPTED = "opened_interrupted"  # was away for `seconds`, too long to go on by itself
    HAND_EDITED = "hand_edited"  # another hand wrote the record; `kept` is where that lies, or None
    JOURNAL_DAMAGED = "journal_damaged"  # `kept` is where it lies
    NO_JOURNAL = "no_journal"  # for this `reason`
    HELD_BY_ANOTHER = "held_by_another"  # read-only, because of this `holder` (or None)
    FOLDER_READ_ONLY = "folder_read_only"  # for this `reason`
    NEWER_SCHEMA = "newer_schema"
    SAME_MEETING = "same_meeting"  # `copies` beside it are records of the same meeting
    NETWORK_FOLDER = "network_folder"  # of this `kind`, told once for each record
    LAYOUT_KEPT = "layout_kept"  # a rewrite will lose a person's layout; `kept` once it has


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell a person in one line."""

    code: NoticeCode
    fields: Mapping[str, object] = field(default_factory=dict)
