"""Leaving a session that its disk does not take: where else it goes, and what is said of that."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sessiecoach.domain.text import visible
from sessiecoach.live.elsewhere import save_elsewhere
from sessiecoach.ui.words import reason_words

if TYPE_CHECKING:
    from textual.app import App

    from sessiecoach.live.opening import Opened

_FOLDER: Final = "folder"


def unsaved_words(reason: str) -> str:
    """Return why a session is not left yet, and what happens now."""
    return (
        f"Nog niet alles is opgeslagen ({reason_words(reason)}); dat wordt vanzelf opnieuw "
        "geprobeerd. Verlaat u de bijeenkomst nog eens, dan kiest u waar een kopie heen gaat."
    )


def kept_elsewhere(opened: Opened, reason: str) -> str:
    """Save a copy among the person's own files, unasked; return what to say of it."""
    why = f"Niet alles kon in {visible(str(opened.path))} worden bewaard ({reason_words(reason)})."
    try:
        copy = save_elsewhere(opened, Path.home())
    except (OSError, RuntimeError):  # there is no home
        return why
    return f"{why}\n{_told(copy)}"


async def leave_unsaved(app: App[None], opened: Opened, reason: str) -> bool:
    """Ask where else the session goes; True when it may be left."""
    from sessiecoach.ui.screens.ask import AskScreen
    from sessiecoach.ui.screens.form import FormField, FormScreen

    field = FormField(
        _FOLDER,
        "Map",
        value=str(Path.home()),
        hint="leeg: verlaten zonder te bewaren",
    )
    title = f"Niet alles is opgeslagen ({reason_words(reason)}). Waar mag een kopie heen?"
    answers = await app.push_screen_wait(FormScreen(title, (field,)))
    if answers is None:
        return False
    wanted = str(answers[_FOLDER] or "").strip()
    if not wanted:
        question = "Wat nog niet is opgeslagen, gaat verloren. Toch verlaten?"
        return await app.push_screen_wait(
            AskScreen(question, yes="Toch verlaten", no="Blijven", danger=True)
        )
    try:
        copy = await asyncio.to_thread(_save_in, opened, wanted)
    except (OSError, RuntimeError) as error:
        why = reason_words(getattr(error, "strerror", None) or type(error).__name__)
        app.notify(
            f"Ook daar kan het niet worden bewaard: {why}.",
            severity="error",
            timeout=20,
            markup=False,
        )
        return False
    app.notify(_told(copy), timeout=20, markup=False)
    return True


def _save_in(opened: Opened, folder: str) -> Path:
    return save_elsewhere(opened, Path(folder).expanduser())


def _told(copy: Path) -> str:
    return f"Een kopie met alles erin ligt in {visible(str(copy))}."
