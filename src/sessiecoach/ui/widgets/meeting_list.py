"""The list of series and their meetings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.css.styles import RulesMap
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from sessiecoach.dutch.numbers import counted
from sessiecoach.ui.widgets.meeting_rows import (
    STATUS_WORDS,
    MeetingRow,
    MeetingStatus,
    SeriesRows,
    date_words,
    invitation,
    promise_words,
    row_words,
    solution_words,
)

if TYPE_CHECKING:
    from sessiecoach.domain.werkvorm import Werkvorm

_STATUS_STYLES: Final[Mapping[MeetingStatus, str]] = {
    MeetingStatus.UNKNOWN: "$faint",
    MeetingStatus.PLANNED: "$muted",
    MeetingStatus.DRAFT: "$secondary",
    MeetingStatus.LIVE: "bold $running",
    MeetingStatus.CLOSED: "$saved",
    MeetingStatus.BROKEN: "bold $error",
    MeetingStatus.EMPTY: "$muted",
}
_DATE_WIDTH: Final = 14
_STATUS_WIDTH: Final = 12
_LEAST_WERKVORM: Final = 11
_MOST_WERKVORM: Final = 34
_MOST_COUNTS: Final = 46
_BETWEEN: Final = "  "
_MOVING_KEYS: Final = frozenset({"up", "down", "home", "end", "pageup", "pagedown"})
_FIXED_WIDTH: Final = 2 + _DATE_WIDTH + _STATUS_WIDTH + 3 * len(_BETWEEN)


class _Drawn(Visual):
    """Something that draws itself anew for each width, one line of content a row."""

    height = 1
    """How many lines it draws: known beforehand, because a list asks it of every row at once."""

    def lines(self, width: int) -> list[Content]:
        raise NotImplementedError

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        lines = (line.truncate(width, ellipsis=True) for line in self.lines(width))
        return [strip for line in lines for strip in line.render_strips(width, 1, style, options)]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        return self.height


class _Heading(_Drawn):
    def __init__(self, series: SeriesRows, *, first: bool) -> None:
        self.series, self.first = series, first
        self.height = 1 if first else 2

    def lines(self, width: int) -> list[Content]:
        listed = self.series.series
        told = counted(len(listed.meetings), "bijeenkomst", "bijeenkomsten")
        title = Content.styled(self.series.title, "bold $foreground")
        title = title.truncate(max(0, width - len(told) - 2), ellipsis=True)
        gap = " " * max(2, width - title.cell_length - len(told))
        line = Content.assemble(title, gap, (told, "$faint"))
        return [line] if self.first else [Content(""), line]


class _Invitation(_Drawn):
    height = 2

    def __init__(self, row: MeetingRow, formats: Mapping[str, Werkvorm]) -> None:
        self.row, self.formats = row, formats

    def lines(self, width: int) -> list[Content]:
        bar = ("▌ ", "$primary")
        which, *acts = invitation(self.row, self.formats)
        act = next((each for each in acts if len(each) + 2 <= width), acts[-1])
        return [Content.assemble(bar, (which, "bold $primary")), Content.assemble(bar, act)]


class _Meeting(_Drawn):
    def __init__(self, row: MeetingRow, formats: Mapping[str, Werkvorm]) -> None:
        self.row, self.formats = row, formats

    def lines(self, width: int) -> list[Content]:
        row = self.row
        if row.status is MeetingStatus.EMPTY:
            return [Content.styled("  Nog geen bijeenkomsten. Enter maakt de eerste.", "$muted")]
        if row.meeting is None:
            return [Content.styled("  ✗ series.toml is beschadigd", "bold $error")]
        # The same for each row of a list, so that columns stand under each other.
        counts_width = max(0, min(_MOST_COUNTS, width - _FIXED_WIDTH - _LEAST_WERKVORM))
        werkvorm_width = min(_MOST_WERKVORM, width - _FIXED_WIDTH - counts_width)
        werkvorm = Content(row_words(row, self.formats))
        werkvorm = werkvorm.truncate(max(0, werkvorm_width), ellipsis=True)
        sign, word = STATUS_WORDS[row.status]
        faint = "$muted" if row.status is MeetingStatus.PLANNED else ""
        return [
            Content.assemble(
                "  ",
                (f"{date_words(row):<{_DATE_WIDTH}}", faint),
                _BETWEEN,
                Content.assemble(werkvorm, " " * (werkvorm_width - werkvorm.cell_length)),
                _BETWEEN,
                (f"{sign} {word}".ljust(_STATUS_WIDTH), _STATUS_STYLES[row.status]),
                _BETWEEN,
                self._counts(counts_width),
            )
        ]

    def _counts(self, width: int) -> Content:
        """Return as much of what became of the meeting as fits, the most telling first."""
        summary = self.row.summary
        if summary is None or summary.broken:
            return Content("")
        promises = promise_words(summary.promises)
        for short, shown in ((False, promises), (True, promises), (True, promises[:1])):
            solutions = solution_words(summary.solutions, short=short)
            words = Content(", ").join(Content.styled(*each) for each in shown)
            counts = Content.assemble(solutions.ljust(7 if short else 15), words)
            if counts.cell_length <= width:
                return counts
        return Content(solution_words(summary.solutions, short=True))


class MeetingList(OptionList):
    """Series as headings, their meetings as rows; the one to go on with invites."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "select",
            "Openen",
            id="start.open",
            tooltip="De gekozen bijeenkomst openen; van een geplande het verslag maken",
        )
    ]

    shown: reactive[tuple[SeriesRows, ...]] = reactive((), init=False)
    formats: reactive[Mapping[str, Werkvorm]] = reactive({}, init=False)

    class RowHighlighted(Message):
        """Another meeting is looked at."""

        def __init__(self, row: MeetingRow) -> None:
            super().__init__()
            self.row = row

    class RowChosen(Message):
        """A meeting was chosen to open."""

        def __init__(self, row: MeetingRow, *, looked_round: bool) -> None:
            super().__init__()
            self.row = row
            self.looked_round = looked_round
            """Whether a person went to this row, and did not only take what stood ready."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  as every widget calls it
        super().__init__(id=id, markup=False)
        self._rows: list[MeetingRow | None] = []
        self._looked_round = False
        """Whether a person chose where to look; until then that is the meeting to go on with."""

    def on_key(self, event: events.Key) -> None:
        """From now on what is looked at is what a person looks at."""
        self._looked_round = self._looked_round or event.key in _MOVING_KEYS

    def on_click(self) -> None:
        """From now on what is looked at is what a person looks at."""
        self._looked_round = True

    @property
    def row(self) -> MeetingRow | None:
        """The meeting that is looked at."""
        place = self.highlighted
        return None if place is None or place >= len(self._rows) else self._rows[place]

    def watch_shown(self) -> None:
        """Show other rows, and keep looking at the same meeting."""
        key = self.row.key if self.row is not None else ""
        self._fill()
        if not self._looked_round:
            # What runs or is prepared is only known once records were read, after the first paint.
            rows = [row for series in self.shown if series.is_read for row in series.rows]
            running = [row for row in rows if row.status is MeetingStatus.LIVE]
            key = next((row.key for row in (*running, *rows) if row.invites), key)
        self.look_at(key)

    def watch_formats(self) -> None:
        """Name the werkvormen as their files do."""
        self.watch_shown()

    def look_at(self, key: str) -> None:
        """Highlight the meeting with this key, or the first there is."""
        places = [place for place, row in enumerate(self._rows) if row is not None]
        found = next((at for at in places if self._rows[at].key == key), None)  # type: ignore[union-attr]
        self.highlighted = found if found is not None else next(iter(places), None)

    def look_at_record(self, path: Path) -> bool:
        """Highlight the meeting whose record lies here; False where none does."""
        for row in self._rows:
            if row is not None and row.meeting is not None and row.meeting.path == path:
                self._looked_round = True
                self.look_at(row.key)
                return True
        return False

    def _fill(self) -> None:
        options: list[Option] = []
        self._rows = []
        for number, series in enumerate(self.shown):
            options.append(Option(_Heading(series, first=number == 0), disabled=True))
            self._rows.append(None)
            for row in series.rows:
                draw = _Invitation if row.invites else _Meeting
                options.append(Option(draw(row, self.formats)))
                self._rows.append(row)
        self.set_options(options)

    @on(OptionList.OptionHighlighted)
    def _looked(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if self.row is not None:
            self.post_message(self.RowHighlighted(self.row))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        row = self._rows[event.option_index]
        if row is not None:
            self.post_message(self.RowChosen(row, looked_round=self._looked_round))
