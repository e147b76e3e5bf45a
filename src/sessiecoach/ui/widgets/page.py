"""A report as a page to read: a few wide widgets, each of which sets its own lines."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from sessiecoach.export.drawing import MADE_UP_LEGEND
from sessiecoach.export.outline import Outline, Section
from sessiecoach.ui.shown_item import lit
from sessiecoach.ui.widgets.typeset import set_section

NOTHING_SAID = (
    "Hier is niets vastgelegd. Heropenen (h) maakt dat alsnog mogelijk; "
    "[ en ] gaan naar de andere bijeenkomsten van de reeks."
)


class PageTitle(Widget):
    """The title of the page and what stands under it."""

    outline: reactive[Outline] = reactive(Outline("", "", ()), layout=True)

    def render(self) -> Content:
        """Draw title, subtitle, and the legend where one is needed."""
        outline = self.outline
        lines = [Content.styled(outline.title, "bold")]
        if outline.subtitle:
            lines.append(Content.styled(outline.subtitle, "$muted"))
        if outline.has_made_up:
            lines.append(Content.styled(MADE_UP_LEGEND, "$faint"))
        if not outline.sections:
            lines += [Content(""), Content.styled(NOTHING_SAID, "$muted")]
        return Content("\n").join(lines)


class PageSection(Widget):
    """One section of the page, set for the width that it has."""

    def __init__(self, section: Section, words: tuple[str, ...] = ()) -> None:
        super().__init__(id=f"section-{section.id}")
        self.section, self.words = section, words
        self.lit_line: int | None = None
        """At which line what was looked for begins; None where it stands elsewhere."""
        self._set: tuple[int, Content] = (-1, Content(""))

    def _for(self, width: int) -> Content:
        if self._set[0] != width:
            lines = set_section(self.section, max(1, width)).split("\n")
            lines, self.lit_line = lit(lines, self.words)
            self._set = (width, Content("\n").join(lines))
        return self._set[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the section takes at this width."""
        return self._for(width).plain.count("\n") + 1

    def render(self) -> Content:
        """Draw the lines."""
        return self._for(self.content_size.width)


class Page(VerticalScroll):
    """The page, which scrolls by keys and knows at which section it stands."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", "Omlaag", show=False, tooltip="Een regel verder"),
        Binding("k", "scroll_up", "Omhoog", show=False, tooltip="Een regel terug"),
        Binding("space", "page_down", "Bladzijde verder", show=False),
        Binding(
            "n,right",
            "next_section",
            "Volgend deel",
            id="page.next_section",
            show=False,
            tooltip="Naar het volgende onderdeel",
        ),
        Binding(
            "b,left",
            "previous_section",
            "Vorig deel",
            id="page.previous_section",
            show=False,
            tooltip="Naar het vorige onderdeel",
        ),
    ]

    outline: reactive[Outline] = reactive(Outline("", "", ()), init=False)
    place: reactive[int] = reactive(0)
    """Which section stands on top, counted from 0."""

    class Turned(Message):
        """Another section stands on top."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, outline: Outline, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.set_reactive(Page.outline, outline)
        self.words: tuple[str, ...] = ()
        """What was found, where one thing on the page stands out."""
        self._began_at: float | None = None
        """Where the page was put because something stands out there."""
        self._puts = True
        """Whether it is still to be put there: a change of the page can come before that."""

    def compose(self) -> ComposeResult:
        """Lay out the title and a widget a section."""
        title = PageTitle()
        title.set_reactive(PageTitle.outline, self.outline)
        yield title
        yield from (PageSection(section, self.words) for section in self.outline.sections)

    def on_mount(self) -> None:
        """Begin at what stands out."""
        self.call_after_refresh(self._go_to_lit)

    async def watch_outline(self, before: Outline, after: Outline) -> None:
        """Show another outline; where only the title changed the sections stay.

        Who has not read on since the page was put at what stands out, stays there.
        """
        stays = self._puts or self.scroll_y == self._began_at
        self.query_one(PageTitle).outline = after
        if before.sections != after.sections:
            await self.query(PageSection).remove()
            await self.mount_all(PageSection(each, self.words) for each in after.sections)
        if stays:
            self._puts = True
            self.call_after_refresh(self._go_to_lit)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell which section stands on top now."""
        super().watch_scroll_y(old_value, new_value)
        self.place = self._place_at(round(new_value))

    def watch_place(self, place: int) -> None:
        """Tell it to who shows where the reader is."""
        self.post_message(self.Turned(place))

    def _tops(self) -> list[int]:
        return [section.virtual_region.y for section in self.query(PageSection)]

    def _place_at(self, line: int) -> int:
        if self.max_scroll_y and line >= self.max_scroll_y:
            # At the end of the page the last section that shows as a whole counts.
            line += self.size.height // 2
        passed = [place for place, top in enumerate(self._tops()) if top <= line + 2]
        return passed[-1] if passed else 0

    def go_to(self, place: int) -> None:
        """Bring a section to the top."""
        sections = list(self.query(PageSection))
        if sections:
            section = sections[max(0, min(place, len(sections) - 1))]
            self.scroll_to(y=section.virtual_region.y - 1, animate=False, immediate=True)

    def _go_to_lit(self) -> None:
        """Bring what stands out on the page into view, with what comes just before it."""
        for section in self.query(PageSection):
            if section.lit_line is not None and section.virtual_region.height:
                top = section.virtual_region.y + section.lit_line
                above = max(2, self.size.height // 3)
                self.scroll_to(y=top - above, animate=False, immediate=True)
                self._began_at, self._puts = self.scroll_y, False

    def action_next_section(self) -> None:
        """Go to the section after the one on top."""
        following = [top for top in self._tops() if top - 1 > self.scroll_y]
        if following:
            self.scroll_to(y=following[0] - 1, animate=False, immediate=True)

    def action_previous_section(self) -> None:
        """Go to the begin of the section on top, or to the one before it."""
        earlier = [top for top in self._tops() if top - 1 < self.scroll_y]
        self.scroll_to(y=earlier[-1] - 1 if earlier else 0, animate=False, immediate=True)
