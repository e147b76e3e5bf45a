"""What is asked of one item of an earlier meeting, drawn: the item, and its questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

_TITLE_CELLS: Final = 17
_MOST_TEXT: Final = 6
_MOST_TOLD: Final = 3
"""Lines of one thing that was told before, where not all of it can show."""
_ROOMY: Final = 8


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """One answer that one key gives."""

    key: str
    words: str
    value: str


@dataclass(frozen=True, slots=True)
class AskedStep:
    """One question of the item, with its answer where there is one."""

    title: str
    answer: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """All that the panel shows of one item: equal ones look alike."""

    item: str = ""
    """Its id; empty where nothing is asked."""
    label: str = ""
    style: str = "$primary"
    origin: str = ""
    """The meeting that it comes from."""
    text: str = ""
    since: str = ""
    badge: str = ""
    told: tuple[str, ...] = ()
    """What was told of it before, oldest first."""
    more: str = ""
    """What one key can do with what was told before."""
    steps: tuple[AskedStep, ...] = ()
    question: str = ""
    """Which one is asked now; empty where all were."""
    keys: tuple[AnswerKey, ...] = ()
    """None where a line answers."""
    value: str = ""
    """What stands in the line to begin with."""
    turn: int = 0
    """How often this question was answered already; each time the line begins anew."""
    hint: str = ""
    leaving: str = ""
    """With which keys one leaves a line."""
    closing: str = ""
    """What is said where nothing is asked."""


class AskedItem(Widget):
    """The item that is asked about: where it comes from, its text, what was told of it."""

    DEFAULT_CSS = """
    AskedItem {
        height: auto;
    }
    """

    asking: reactive[Asking] = reactive(Asking(), layout=True)
    most_lines: reactive[int] = reactive(6, layout=True)
    """What it may take: what is asked must stay in sight."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines it takes."""
        return len(item_lines(self.asking, width, self.most_lines))

    def render(self) -> Content:
        """Draw it."""
        width = self.content_size.width
        return Content("\n").join(item_lines(self.asking, width, self.most_lines))


def item_lines(asking: Asking, width: int, most: int) -> list[Content]:
    """Return at most so many lines that say what is asked about, the last that was told first."""
    if not asking.item:
        return []
    width = max(20, width)
    top = Content.assemble((asking.label, f"bold {asking.style}"), (f"  {asking.origin}", "$muted"))
    about = "  ·  ".join(part for part in (asking.badge, asking.since) if part)
    below = _cut(Content.styled(about, "$muted"), width, 1 if most < _ROOMY else 2)
    lines = [top.truncate(width, ellipsis=True)]
    more = [Content.styled(asking.more, "$accent").truncate(width, ellipsis=True)]
    more = more if asking.more else []
    room = most - len(lines) - len(below) - len(more) - (1 if asking.told else 0)
    lines += _cut(Content.styled(asking.text, "bold"), width, max(1, min(_MOST_TEXT, room)))
    lines += below
    return [*lines, *_told_lines(asking.told, width, most - len(lines) - len(more)), *more]


def _told_lines(told: Sequence[str], width: int, room: int) -> list[Content]:
    """Return what was told before: whole where there is room, or else most of what came last."""
    each_whole = [Content.styled(each, "$muted").wrap(width) for each in told]
    longest = max(map(len, each_whole), default=0)
    # The most lines for each with which all have a place.
    fitting = (
        most
        for most in range(longest, _MOST_TOLD, -1)
        if sum(min(most, len(whole)) for whole in each_whole) <= room
    )
    most = next(fitting, _MOST_TOLD)
    lines: list[Content] = []
    for each in reversed(told):
        left = room - len(lines)
        if left <= 0:
            break
        lines = [*_cut(Content.styled(each, "$muted"), width, min(most, left)), *lines]
    return lines


def _cut(text: Content, width: int, most: int) -> list[Content]:
    lines = text.wrap(width)
    if len(lines) <= most:
        return list(lines)
    last = Content.assemble(lines[most - 1], "…").truncate(width, ellipsis=True)
    return [*lines[: most - 1], last]


def step_lines(asking: Asking, width: int, *, low: bool) -> tuple[list[Content], list[Content]]:
    """Return the questions up to the one of now with its keys, and those that follow."""
    if asking.closing:
        return [Content.styled(asking.closing, "$success")], []
    places = [n for n, step in enumerate(asking.steps) if step.is_current]
    until = places[0] if places else len(asking.steps)
    before, after = asking.steps[:until], asking.steps[until + 1 :]
    lines: list[Content] = []
    if low:
        given = Content.styled("  ·  ", "$faint").join(
            Content.assemble((f"{step.title} ", "$muted"), step.answer)
            for step in before
            if step.answer
        )
        if given:
            lines.append(given.truncate(width, ellipsis=True))
    else:
        lines += [_step(step, width) for step in before]
    if places:
        lines += _current(asking, asking.steps[until], width)
    return lines, [] if low else [_step(step, width) for step in after]


def _step(step: AskedStep, width: int) -> Content:
    sign, style = ("✓ ", "$saved") if step.answer else ("  ", "")
    title = step.title.ljust(_TITLE_CELLS)
    line = Content.assemble((sign, style), (title, "$muted"), step.answer)
    return line.truncate(width, ellipsis=True)


def _current(asking: Asking, step: AskedStep, width: int) -> list[Content]:
    """Lay out the question of now and its keys, a key always beside its words."""
    title = Content.assemble(("▸ ", "bold $accent"), (f"{step.title}?", "bold"))
    if not asking.keys:
        done = Content.assemble(("  ✓ ", "$saved"), (step.answer, "$muted"))
        shown = step.answer and step.answer != asking.value
        return [title, done.truncate(width, ellipsis=True)] if shown else [title]
    keys = [
        Content.assemble(
            (f" {each.key} ", "bold $background on $accent"),
            (f" {each.words}", "bold" if each.words == step.answer else ""),
            (" ✓" if each.words == step.answer else "", "$saved"),
        )
        for each in asking.keys
    ]
    together = Content("   ").join(keys)
    if title.cell_length + 3 + together.cell_length <= width:
        return [Content("   ").join([title, together])]
    rows = [Content("  ") + keys[0]]
    for each in keys[1:]:
        longer = Content("   ").join((rows[-1], each))
        if longer.cell_length <= width:
            rows[-1] = longer
        else:
            rows.append(Content("  ") + each)
    return [title, *rows]
