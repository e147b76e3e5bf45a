"""What a trial of a promise is: cases that each hold or do not, with figures of what was tried."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

Figures = Mapping[str, int]
"""How much of what was tried: {"kills": 1, "words": 40}."""


class NotHereError(Exception):
    """This machine cannot do what the case needs; the message says what."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a run of the full part tries."""

    loops: int
    seed: int


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that is tried; an AssertionError says that the promise was broken."""

    name: str
    hold: Callable[[], Figures]


@dataclass(frozen=True, slots=True)
class Trial:
    """A promise, what of it is tried, and how."""

    promise: str
    title: str
    cases: Callable[[Extent], Iterable[Case]]


def always(*cases: Case) -> Callable[[Extent], Iterable[Case]]:
    """Return a trial of the same cases, however much is asked."""

    def given(_: Extent) -> Iterable[Case]:
        return cases

    return given


@contextmanager
def small_disk(size: str = "2m") -> Iterator[Path]:
    """Give a disk of its own that can really be full; only who may mount has one."""
    folder = Path(mkdtemp(prefix="sessiecoach-disk-"))
    try:
        if not hasattr(os, "geteuid") or os.geteuid() != 0:
            raise NotHereError("een eigen schijfje maken mag hier niet (alleen root)")
        if not mounted("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)):
            raise NotHereError("tmpfs kan hier niet worden aangekoppeld")
        try:
            yield folder
        finally:
            subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S603, S607
    finally:
        folder.rmdir()


def mounted(*arguments: str) -> bool:
    """Mount; tell whether that could be done."""
    done = subprocess.run(  # noqa: S603
        ["mount", *arguments],  # noqa: S607
        capture_output=True,
        check=False,
    )
    return done.returncode == 0
