"""Puts a meeting to rehearse with in a folder that goes when it is left."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sessiecoach.domain.session import Session
from sessiecoach.domain.werkvorm import Werkvorm
from sessiecoach.dutch.rehearsal import rehearsal
from sessiecoach.storage.files import write_whole
from sessiecoach.storage.home import make_private
from sessiecoach.storage.ids import new_document
from sessiecoach.storage.records import record_bytes, zone_of


def put_rehearsal(folder: Path, werkvorm: Werkvorm, now: dt.datetime) -> Path:
    """Write the record of a rehearsal that is ready to start; returns where it lies.

    Raises OSError.
    """
    zone = zone_of(Session())
    session = rehearsal(
        werkvorm,
        now.astimezone(zone),
        session_id=f"oefenen-{werkvorm.id}",
        document=new_document(),
        zone=zone.key,
    )
    path = folder / f"{session.header.id}.toml"
    make_private(folder)
    write_whole(path, record_bytes(session))
    return path
