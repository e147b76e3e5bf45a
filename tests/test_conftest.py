"""The surroundings of each test: closed to the network and to the person's own files."""

from __future__ import annotations

import asyncio
import os
import socket
from pathlib import Path

import platformdirs
import pytest

ROOT = Path(__file__).resolve().parents[1]


def test_the_network_is_closed() -> None:
    """Neither an address nor a name can be reached."""
    with pytest.raises((RuntimeError, UserWarning), match="tried to use"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises((RuntimeError, UserWarning), match="tried to use"):
        socket.getaddrinfo("example.org", 80)


async def test_the_event_loop_still_wakes() -> None:
    """A thread can wake the loop, which needs a pair of sockets inside this process."""
    assert await asyncio.to_thread(lambda: 7) == 7


def test_home_is_empty_and_of_this_test(home: Path) -> None:
    """Documents, settings and state of the platform all lie in a temporary home."""
    folders = platformdirs.PlatformDirs("sessiecoach", appauthor=False)
    for folder in (
        Path.home(),
        folders.user_documents_path,
        folders.user_config_path,
        folders.user_state_path,
        folders.user_cache_path,
    ):
        assert folder.is_relative_to(home)
    assert [path.name for path in home.iterdir()] == ["work"]


def test_working_folder_is_not_the_checkout(home: Path) -> None:
    """What a test writes beside itself does not land between the shipped files."""
    assert Path.cwd() == home / "work"
    assert not Path.cwd().is_relative_to(ROOT)
    assert "SESSIECOACH_SESSIONS" not in os.environ
