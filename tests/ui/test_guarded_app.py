"""What is saved, shown and left behind when something falls, in each of the five places."""

from __future__ import annotations

import asyncio
import gc
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events
from textual.command import CommandList
from textual.geometry import Size
from textual.markup import MarkupError
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import WorkerFailed

from sessiecoach.storage.home import Places
from sessiecoach.ui.app import SessiecoachApp
from sessiecoach.ui.crash_report import (
    REPORTS_FOLDER,
    crash_report,
    keep_report,
    told_at_the_end,
)
from sessiecoach.ui.guarded_app import SMALLEST
from sessiecoach.ui.palette import Palette
from sessiecoach.ui.surroundings import Surroundings
from sessiecoach.ui.terminal_bytes import TypedAtOnce
from tests.ui.pressing import put_meetings, until, until_prepares

NOTE = "mevrouw Jansen, BSN 123456782"


def fall(note: str = NOTE) -> None:
    """Fall over with words of a person in hand."""
    raise ValueError(note)


class FallingScreen(Screen[None]):
    """A screen with a fault in five places."""

    def key_h(self) -> None:
        """Fall over in a handler."""
        fall()

    def key_w(self) -> None:
        """Fall over in a worker."""
        self.run_worker(self._fall())

    def key_i(self) -> None:
        """Fall over in a timer."""
        self.set_timer(0.001, fall)

    def key_d(self) -> None:
        """Fall over in a thread."""
        threading.Thread(target=fall).start()

    def key_t(self) -> None:
        """Fall over in a task that nobody waits for."""
        task = asyncio.get_running_loop().create_task(self._fall())
        task.add_done_callback(lambda _task: self.call_later(gc.collect))

    def key_m(self) -> None:
        """Fall over with an error that would draw itself."""
        self.mount(Static(f"[/{NOTE}]", markup=True))

    async def _fall(self) -> None:
        fall()


@pytest.fixture
def app(make_surroundings: Callable[..., Surroundings], places: Places) -> SessiecoachApp:
    """The program with a series of which the second meeting is next."""
    put_meetings(places.sessions)
    return SessiecoachApp(make_surroundings())


async def fallen(app: SessiecoachApp, key: str) -> Path:
    """Change a title, let something fall, and wait until the program ended; returns the record."""
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        screen = await until_prepares(pilot)
        await pilot.press(*" extra")
        screen.file_all()
        await app.push_screen(FallingScreen())
        await pilot.press(key)
        await until(pilot, lambda: not app.is_running)
    return screen.opened.path


@pytest.mark.parametrize("place", ["handler", "worker", "timer", "thread", "task", "markup"])
async def test_whatever_falls_saves_first(
    place: str, app: SessiecoachApp, places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was typed is on disk, the exit code tells, and no word of a note is shown or kept."""
    key = {"timer": "i", "thread": "d"}.get(place, place[0])
    before = threading.excepthook
    path: list[Path] = []

    async def all_of_it() -> None:
        path.append(await fallen(app, key))

    with pytest.raises((ValueError, MarkupError, WorkerFailed)):
        await all_of_it()
    assert app.return_code == 1
    records = "".join(each.read_text("utf-8") for each in places.sessions.rglob("2016-09*.toml"))
    assert "extra" in records
    said = capsys.readouterr()
    (report,) = (places.state / REPORTS_FOLDER).iterdir()
    for told in (said.out + said.err, report.read_text("utf-8")):
        assert "ValueError" in told or "MarkupError" in told
        assert "Jansen" not in told
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    assert threading.excepthook is before


def test_a_report_has_the_places_of_every_cause() -> None:
    """Not what the errors say, and the innermost is there as well."""
    try:
        try:
            fall()
        except ValueError as error:
            raise KeyError(NOTE) from error
    except KeyError as error:
        report = crash_report(error)
    assert "KeyError" in report
    assert "ValueError" in report
    assert "test_guarded_app.py" in report
    assert "Jansen" not in report


def test_the_last_ten_reports_stay(tmp_path: Path) -> None:
    """A program that keeps falling does not fill the disk."""
    kept = [keep_report(tmp_path, f"{number}") for number in range(12)]
    assert len(list((tmp_path / REPORTS_FOLDER).iterdir())) == 10
    assert kept[-1] is not None
    assert kept[-1].read_text() == "11\n"


def test_without_a_folder_the_report_is_only_told(tmp_path: Path) -> None:
    """A state folder that cannot be made is no second error."""
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert keep_report(blocked, "x") is None
    told = told_at_the_end("x", None, "Niet alles kon worden bewaard.")
    assert "Niet alles kon worden bewaard." in told
    assert "is bewaard;" not in told


async def test_what_could_not_be_saved_goes_home(
    app: SessiecoachApp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """When the disk of the record takes nothing, a signal or an error leaves a copy elsewhere."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        screen = await until_prepares(pilot)
        await pilot.press(*" extra")
        screen.file_all()
        path = screen.opened.path
        away = path.parent.rename(path.parent.with_name("away"))
        for save in (app.save_all, app.leave_all):
            told = await asyncio.to_thread(save)
            assert "Een kopie met alles erin ligt in" in told
        away.rename(path.parent)
    copies = sorted((tmp_path / "home").iterdir())
    assert len(copies) == 2
    assert all("extra" in copy.read_text("utf-8") for copy in copies)


async def test_what_was_typed_just_before_the_end(app: SessiecoachApp) -> None:
    """Keys that still wait for their field are in the record when the program ends."""
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        path = (await until_prepares(pilot)).opened.path
        for _ in range(30):
            app.post_message(events.Key("x", "x"))
        app.action_quit()
        await until(pilot, lambda: not app.is_running)
    assert "x" * 30 in path.read_text("utf-8")


async def test_a_window_without_room(app: SessiecoachApp) -> None:
    """It is laid out as in the smallest that can be, and comes back."""
    async with app.run_test(size=(120, 36)) as pilot:
        for size in (Size(1, 1), Size(0, 0), Size(300, 1)):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda: app.screen.size.height == SMALLEST.height)
            assert app.size.width >= SMALLEST.width
        await pilot.resize_terminal(100, 30)
        await until(pilot, lambda: app.screen.size == Size(100, 30))


async def test_a_page_typed_at_once(app: SessiecoachApp) -> None:
    """A field takes it whole; where no field is, every key of it does what it does."""
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        screen = await until_prepares(pilot)
        app.post_message(TypedAtOnce("x" * 50))
        await until(pilot, lambda: "x" * 50 in getattr(app.focused, "value", ""))
        pressed: list[str] = []
        await app.push_screen(Pressed(pressed))
        app.post_message(TypedAtOnce("ab" * 20))
        await until(pilot, lambda: len(pressed) == 40)
        assert pressed == ["a", "b"] * 20
        await app.pop_screen()
        assert app.screen is screen


class Pressed(Screen[None]):
    """Notes which keys it got."""

    def __init__(self, pressed: list[str]) -> None:
        super().__init__()
        self._pressed = pressed

    def key_a(self) -> None:
        """Note it."""
        self._pressed.append("a")

    def key_b(self) -> None:
        """Note it."""
        self._pressed.append("b")


async def test_a_page_up_in_a_palette_without_room(app: SessiecoachApp) -> None:
    """A list that is not laid out yet, or hidden again, has no page to go to."""
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.is_ready)
        await app.push_screen(Palette())
        found = app.screen.query_one(CommandList)
        await until(pilot, lambda: found.option_count > 1)
        found.highlighted = 1
        found.styles.width = 0
        found.refresh(layout=True)
        await until(pilot, lambda: not found.scrollable_content_region.area)
        await pilot.press("pageup", "pagedown")
        assert isinstance(app.screen, Palette)
