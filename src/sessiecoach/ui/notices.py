"""What opening a session can have to tell, in one Dutch line each."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import cast

from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import duration, point_clock
from sessiecoach.live.opening import Notice, NoticeCode
from sessiecoach.storage.lock import Holder


def notice_sentence(notice: Notice, zone: dt.tzinfo) -> str:
    """Return the sentence of a notice, with moments as the clock of the meeting shows them."""
    fields = notice.fields
    match notice.code:
        case NoticeCode.RECOVERED:
            away = duration(cast("int", fields["seconds"]))
            return f"Ging verder waar de zaal is: {away} weg geweest. F9 voor andere keuzes."
        case NoticeCode.OPENED_INTERRUPTED:
            away = duration(cast("int", fields["seconds"]))
            return f"{away} weg geweest: onderbroken geopend. F5 hervat, F9 telt de tijd mee."
        case NoticeCode.HAND_EDITED:
            return f"Het bestand was buiten dit programma veranderd; overgenomen. {_kept(notice)}"
        case NoticeCode.JOURNAL_DAMAGED:
            return f"Het journaal was beschadigd; geopend uit het verslag. {_kept(notice)}"
        case NoticeCode.NO_JOURNAL:
            return f"Geen journaal mogelijk: {fields['reason']}. Alleen het verslag bewaart nu."
        case NoticeCode.HELD_BY_ANOTHER:
            return f"Al geopend{_holder(fields.get('holder'), zone)}: hier alleen lezen."
        case NoticeCode.FOLDER_READ_ONLY:
            return f"In deze map kan niets worden bewaard ({fields['reason']}): alleen lezen."
        case NoticeCode.NEWER_SCHEMA:
            return "Gemaakt door een nieuwere versie van sessiecoach: alleen lezen."
        case NoticeCode.SAME_MEETING:
            names = ", ".join(
                one_line(each.name) for each in cast("tuple[Path, ...]", fields["copies"])
            )
            return f"Deze bijeenkomst ligt ook in {names}. Vergelijk ze en houd er één van over."
        case NoticeCode.NETWORK_FOLDER:
            return (
                f"Deze map staat op een andere computer ({fields['kind']}). Open het bestand maar"
                " op één laptop tegelijk: het slot werkt daar niet altijd."
            )
        case NoticeCode.LAYOUT_KEPT:
            if fields.get("kept"):
                return f"Het bestand had een eigen opmaak. {_kept(notice)}"
            return "Het bestand heeft een eigen opmaak; bij de eerste wijziging blijft een kopie."


def _kept(notice: Notice) -> str:
    kept = notice.fields.get("kept")
    return f"Bewaard als {kept}" if kept else ""


def _holder(holder: object, zone: dt.tzinfo) -> str:
    if not isinstance(holder, Holder):
        return ""
    try:
        since = dt.datetime.fromisoformat(holder.since).astimezone(zone)
    except ValueError:
        return f" door programma {holder.pid} op {holder.host}"
    return f" sinds {point_clock(since)} door programma {holder.pid} op {holder.host}"
