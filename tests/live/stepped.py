"""An event loop whose time stands still until nothing is left to do, and then jumps.

So what waits ten seconds takes no time in a test, and always happens in the same order.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import selectors
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from tests.fake_clock import FakeClock

T = TypeVar("T")


class _Selector(selectors.DefaultSelector):
    """Lets the clock jump instead of waiting, but never while a thread is at work."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__()
        self._clock = clock
        self.threads = 0

    def select(self, timeout: float | None = None) -> Any:
        if self.threads:
            return super().select(0 if timeout == 0 else None)
        ready = super().select(0 if timeout else timeout)
        if timeout and not ready:
            self._clock.advance(timeout)
        return ready


class SteppedLoop(asyncio.SelectorEventLoop):
    """An event loop that keeps the time of a fake clock."""

    def __init__(self, clock: FakeClock) -> None:
        self._fake_clock = clock
        self._stepping = _Selector(clock)
        super().__init__(self._stepping)

    def time(self) -> float:
        """Return the seconds of the fake clock."""
        return self._fake_clock.monotonic()

    def run_in_executor(  # type: ignore[override]  # what it gives back is passed on as it is
        self, executor: concurrent.futures.Executor | None, func: Callable[..., Any], *args: Any
    ) -> asyncio.Future[Any]:
        """Run a function in a thread; the clock waits for it."""
        self._stepping.threads += 1
        future: asyncio.Future[Any] = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._thread_done)
        return future

    def _thread_done(self, _future: object) -> None:
        self._stepping.threads -= 1


def stepped(clock: FakeClock, main: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end in the time of `clock`."""
    with asyncio.Runner(loop_factory=lambda: SteppedLoop(clock)) as runner:
        return runner.run(main)


async def let_pass(seconds: float) -> None:
    """Let so much time of the fake clock go by, with all that happens in it."""
    await asyncio.sleep(seconds)
