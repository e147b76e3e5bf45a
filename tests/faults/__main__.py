"""The full part of the fault tests: every promise tried at length, with figures."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence

from tests.faults import contents, crashes, disks, endings, texts
from tests.faults.trials import Extent, NotHereError, Trial

TRIALS: tuple[Trial, ...] = (
    *crashes.TRIALS,
    *disks.TRIALS,
    *endings.TRIALS,
    *contents.TRIALS,
    *texts.TRIALS,
)
_NOT_RUN = (
    "Windows en macOS, netwerkmappen, een echte stroomstoring, Word en Excel zelf;"
    " P23 en P24 (meer laptops) bestaan nog niet."
)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _first_promise(trial: Trial) -> int:
    return int(trial.promise.split()[0].removeprefix("P"))


def run(trial: Trial, extent: Extent, counted: Counter[str], *, all_said: bool) -> bool:
    """Try a promise and say how it went; True when nothing broke it."""
    began = time.monotonic()
    held, broken, not_here = 0, [], []
    figures: Counter[str] = Counter()
    for case in trial.cases(extent):
        try:
            figures.update(case.hold())
            held += 1
        except NotHereError as reason:
            not_here.append(f"{case.name}: {reason}")
        except Exception as error:  # whatever it is, the next case is tried as well
            told = str(error) if all_said else str(error).partition("\n")[0]
            broken.append(f"{case.name}: {type(error).__name__}: {told}")
    word = "FAIL" if broken else "PASS" if held else "SKIP"
    told = ", ".join(f"{number} {what}" for what, number in figures.items())
    seconds = time.monotonic() - began
    counted["gevallen"] += held + len(broken)
    counted["mislukt"] += len(broken)
    counted["overgeslagen"] += len(not_here)
    _say(
        f"{word}  {trial.promise:<7} {trial.title}: {held} van {held + len(broken)}"
        f"{f' ({told})' if told else ''}, {seconds:.0f} s"
    )
    for each in broken:
        _say(f"      kapot: {each}")
    for each in not_here:
        _say(f"      overgeslagen: {each}")
    return not broken


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; 0 when every promise held, 1 when one was broken."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.faults",
        description="Every promise of docs/trust.md, tried on the program itself.",
    )
    parser.add_argument(
        "--loops", type=int, default=20, help="how often what is random is tried (20)"
    )
    parser.add_argument("--seed", type=int, default=1, help="where what is random begins (1)")
    parser.add_argument("--only", nargs="*", default=[], help="promises, such as P1 P17")
    parser.add_argument("--screens", action="store_true", help="show the screen where it failed")
    asked = parser.parse_args(arguments)
    extent = Extent(max(1, asked.loops), asked.seed)
    wanted = {each.upper() for each in asked.only}
    began = time.monotonic()
    held = True
    counted: Counter[str] = Counter()
    for trial in sorted(TRIALS, key=_first_promise):
        if not wanted or wanted & set(trial.promise.split()):
            held &= run(trial, extent, counted, all_said=asked.screens)
    _say("")
    _say(
        f"{counted['gevallen']} gevallen, {counted['mislukt']} mislukt,"
        f" {counted['overgeslagen']} overgeslagen, in {time.monotonic() - began:.0f} s"
        f" (--loops {extent.loops} --seed {extent.seed})."
    )
    _say(f"Niet gedraaid: {_NOT_RUN}")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
