"""Commands that show screens: the program itself, the room view, and a rehearsal."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sessiecoach.cli.said import FAULTS_FOUND, say
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.arguments import WRONG_USE

if TYPE_CHECKING:
    from sessiecoach.storage.home import Places

SWITCH_SECONDS: Final = 0.001
"""After this long a save at work in its thread gives the screen its turn; Python waits 5 ms."""
_PRACTICE: Final = "oefenen"
"""What the folder of a rehearsal is called, and where its room is published."""


def _no_screens(file: Path | None = None) -> int:
    """Say why no screen can be shown, or not of this file; 0 where that can be."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        say("sessiecoach heeft een terminal nodig; check en --help kunnen zonder.", sys.stderr)
        return WRONG_USE
    if file is not None and not file.is_file():
        say(f"{one_line(str(file))}: dit bestand is er niet.", sys.stderr)
        return FAULTS_FOUND
    return 0


def open_screens(sessions: Path | None, theme: str | None, file: Path | None) -> int:
    """Show the start screen, or at once the record that was asked for."""
    from sessiecoach.storage.home import find_places, platform_folders

    if code := _no_screens(file):
        return code
    places = find_places(sessions, os.environ, Path.cwd(), platform_folders())
    return _run(places, theme, None if file is None else file.absolute())


def practise(arguments: argparse.Namespace) -> int:
    """Run a meeting with a plan that is filled in, in a folder that goes when it is left."""
    import tempfile

    from sessiecoach.live.clock import RoomClock, this_machine
    from sessiecoach.storage.home import find_places, platform_folders
    from sessiecoach.storage.rehearsal import put_rehearsal
    from sessiecoach.storage.room import room_file
    from sessiecoach.storage.werkvormen import load_werkvormen

    if code := _no_screens():
        return code
    own = find_places(arguments.sessions, os.environ, Path.cwd(), platform_folders())
    formats = load_werkvormen(own.own_werkvormen).formats
    wanted = arguments.werkvorm or next(iter(formats))
    if wanted not in formats:
        known = ", ".join(formats)
        say(f"De werkvorm {one_line(wanted)} is er niet; wel: {known}.", sys.stderr)
        return WRONG_USE
    with tempfile.TemporaryDirectory(prefix="sessiecoach-") as temporary:
        folder = Path(temporary)
        places = replace(own, sessions=folder / "sessions", state=folder / "state")
        now = RoomClock(this_machine()).now()
        record = put_rehearsal(places.sessions / _PRACTICE, formats[wanted], now)
        # The beamer is found where it always is, so that it can be rehearsed as well.
        published = room_file(own.state, _PRACTICE)
        try:
            return _run(places, arguments.theme, record, published, arguments.tempo)
        finally:
            with suppress(OSError):
                published.parent.rmdir()


def _run(
    places: Places,
    theme: str | None,
    file: Path | None,
    published: Path | None = None,
    tempo: float = 1.0,
) -> int:
    """Show the screens; with `published` it is a rehearsal, whose room is published there."""
    from sessiecoach.ui.early_keys import quiet_terminal

    with quiet_terminal() as typed_early:
        # Until the first screen stands nothing is thrown away, so there is nothing to collect.
        gc.disable()
        sys.setswitchinterval(SWITCH_SECONDS)
        return _shown(places, theme, file, typed_early, published, tempo)


def _shown(
    places: Places,
    theme: str | None,
    file: Path | None,
    typed_early: str,
    published: Path | None,
    tempo: float,
) -> int:
    from sessiecoach.dutch.faults import fault_sentence
    from sessiecoach.live.clock import Anchor, Clock, RoomClock, this_machine
    from sessiecoach.live.room_clock import practice_or_room_clock
    from sessiecoach.storage.settings import read_settings
    from sessiecoach.storage.themes import load_themes
    from sessiecoach.ui.app import SessiecoachApp
    from sessiecoach.ui.surroundings import Surroundings

    settings, setting_faults = read_settings(places.settings)
    themes = load_themes(places.themes)
    home = str(Path.home())
    notices = [
        fault_sentence(fault).replace(home, "~") for fault in (*setting_faults, *themes.faults)
    ]
    wanted = theme or settings.theme
    if wanted not in themes.themes:
        known = ", ".join(themes.themes)
        notices.append(f"Het thema {one_line(wanted)} is er niet; wel: {known or 'geen enkel'}.")
    if os.environ.get("TERM") == "dumb":
        notices.append("Deze terminal (TERM=dumb) zegt geen schermen te kunnen tonen.")
    machine = this_machine()

    def make_clock(anchor: Anchor | None) -> tuple[Clock, Anchor | None]:
        clock = RoomClock(machine, anchor)
        return practice_or_room_clock(clock, tempo), clock.anchor

    def room_path(document: str) -> Path:
        from sessiecoach.storage.room import room_file

        return published or room_file(places.state, document)

    app = SessiecoachApp(
        Surroundings(
            places=places,
            settings=settings,
            themes=tuple(themes.themes.values()),
            theme=themes.choose(wanted),
            make_clock=make_clock,
            open_first=file,
            notices=tuple(notices),
            typed_early=typed_early,
            first_screen_stands=_collect_from_here,
            machine=machine,
            room_path=room_path,
            find_player=_find_player,
            practice=published is not None,
            tempo=tempo,
        )
    )
    app.run()
    return app.return_code or 0


def _find_player() -> Callable[[Path], None] | None:
    from sessiecoach.ui.sound import find_player

    return find_player()


def show_room(sessions: Path | None, theme: str | None, file: Path | None) -> int:
    """Show the room view of a session, or of the one that is open."""
    if code := _no_screens(file):
        return code
    from sessiecoach.domain.errors import FileFaultsError
    from sessiecoach.domain.session import Session
    from sessiecoach.dutch.faults import fault_sentence
    from sessiecoach.live.clock import this_machine
    from sessiecoach.live.room_clock import clock_of
    from sessiecoach.storage.home import find_places, platform_folders
    from sessiecoach.storage.records import read_record, zone_of
    from sessiecoach.storage.room import room_file
    from sessiecoach.storage.settings import read_settings
    from sessiecoach.storage.themes import load_themes
    from sessiecoach.ui.room_app import RoomApp

    places = find_places(sessions, os.environ, Path.cwd(), platform_folders())
    settings, _faults = read_settings(places.settings)
    themes = load_themes(places.themes)
    session, path = Session(), None
    if file is not None:
        try:
            session = read_record(file).session
        except FileFaultsError as error:
            for fault in error.faults:
                say(fault_sentence(fault), sys.stderr)
            return FAULTS_FOUND
        path = room_file(places.state, session.header.document)
    machine = this_machine()
    app = RoomApp(
        path,
        places.state,
        tuple(themes.themes.values()),
        themes.choose(theme or settings.theme),
        lambda published: clock_of(published, machine),
        zone_of(session),
    )
    app.run()
    return app.return_code or 0


def _collect_from_here() -> None:
    """Let the collector work again, but never walk through what a start leaves for good."""
    gc.freeze()
    gc.enable()
