"""Preparing a meeting: everything in any order, kept while it is typed."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from sessiecoach.domain.session import Session
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import clock
from sessiecoach.dutch.standing import NOTHING_EARLIER, NOTHING_LEFT
from sessiecoach.ui.carousel_words import refusal_words
from sessiecoach.ui.field_values import field_words, value_at
from sessiecoach.ui.found_words import elsewhere_prepared
from sessiecoach.ui.messages import LookAt, ShowStage
from sessiecoach.ui.plan_words import fit_words, total_words
from sessiecoach.ui.screens.ask import AskScreen
from sessiecoach.ui.screens.carousel_acts import CarouselActs
from sessiecoach.ui.screens.earlier_meetings import EarlierMeetings
from sessiecoach.ui.screens.half_day_acts import HalfDayActs
from sessiecoach.ui.screens.plan_acts import PlanActs
from sessiecoach.ui.screens.prepare_sections import PreparedSections
from sessiecoach.ui.widgets.bound_field import BoundInput, BoundText, take
from sessiecoach.ui.widgets.carousel_table import CarouselPart
from sessiecoach.ui.widgets.key_line import KeyLine
from sessiecoach.ui.widgets.plan_table import PlanRow, PlanTable
from sessiecoach.ui.widgets.row_table import ItemRow, RowTable
from sessiecoach.ui.widgets.session_header import SessionHeader
from sessiecoach.ui.words import refused_words

_FOUND_IN: Final = ("learning_questions", "goal", "theme", "title", "guest", "location")
"""The fields of the meeting itself, those first of which one finds most."""


class PrepareScreen(CarouselActs, HalfDayActs, PlanActs, PreparedSections, EarlierMeetings):
    """Fill in what one knows of a meeting before it begins."""

    CSS_PATH = ["../widgets/session_header.tcss", "prepare.tcss"]  # noqa: RUF012
    HELP: ClassVar[str] = (
        "Vul in wat u al weet, in elke volgorde; alles wordt meteen bewaard en ctrl+z neemt het"
        " terug. Typ in de lege regel onder een lijst om iets toe te voegen. Wat de agenda nog"
        " mist staat eronder, maar houdt u nergens van af: F5 brengt u naar de sessie."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f5",
            "go_live",
            "Naar de sessie",
            id="prepare.live",
            priority=True,
            tooltip="Het scherm van de sessie tonen; de klok begint pas als u start",
        ),
        Binding(
            "f8",
            "go_section(1)",
            "Volgend deel",
            id="prepare.next",
            tooltip="Naar het volgende deel van het formulier",
        ),
        Binding(
            "f7",
            "go_section(-1)",
            "Vorig deel",
            id="prepare.previous",
            show=False,
            tooltip="Naar het vorige deel van het formulier",
        ),
        Binding(
            "f4",
            "go_plan",
            "Agenda",
            id="prepare.plan",
            tooltip="Naar de minuten van de agenda",
        ),
        Binding(
            "ctrl+n",
            "new_row",
            "Nieuwe regel",
            id="prepare.new",
            show=False,
            tooltip="Naar de lege regel onder deze lijst",
        ),
        Binding(
            "f9",
            "drop_row",
            "Weg",
            id="prepare.drop",
            tooltip="Deze regel weghalen, of een blok laten vervallen; nog eens haalt het blok"
            " terug",
        ),
    ]

    _laid_out = False
    _shown_session: Session | None = None
    _found: LookAt | None = None

    def look_at(self, at: LookAt) -> None:
        """Begin at something that was found, or say where it is."""
        self._found = at

    # What is shown.

    def compose(self) -> ComposeResult:
        """Lay out the sections, and the plan beside them where there is room."""
        session = self.snapshot.session
        yield SessionHeader()
        yield Static(id="plan-line", markup=False)
        yield Static(id="lookback-line", markup=False)
        with Container(id="prepare"):
            with VerticalScroll(id="sections", can_focus=False):
                yield from self.sections(session)
            with VerticalScroll(id="plan", can_focus=False, classes="section"):
                yield Static(
                    Content.styled("Agenda", "bold"), classes="section-title", markup=False
                )
                yield PlanTable()
        yield Static(id="fault", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the session, bring back what was half typed, and stand in the first field."""
        self._laid_out = True
        self.query_one("#prepare").disabled = self.snapshot.read_only
        self.watch_snapshot()
        self.tick()
        self.query(BoundInput).first().focus()
        if self._found is not None:
            self._go_to_found(self._found)
        self.call_after_refresh(self.bring_back)
        if any(block.kind == "lookback" for block in self.snapshot.session.plan):
            self.call_after_refresh(self.read_earlier)

    def _go_to_found(self, found: LookAt) -> None:
        """Go to the field or the row of what was found; where it has none, say where it is."""
        if found.table == "header":
            self._go_to_field(found)
            return
        table = next((each for each in self.query(RowTable) if each.table == found.table), None)
        if table is not None:
            table.go_to(found.item)
        else:
            self.notify(elsewhere_prepared(found.table), timeout=8, markup=False)

    def _go_to_field(self, found: LookAt) -> None:
        fields = {each.bond.place.attribute: each for each in self.fields()}
        words = (one_line(found.text), *map(one_line, found.words))
        for name in ("learning_questions", "goal", "theme", "title", "guest", "location"):
            field = fields.get(name)
            lines = field.typed.split("\n") if field is not None else []
            for row, line in enumerate(lines):
                if field is not None and any(each in one_line(line) for each in words if each):
                    field.focus()
                    field.scroll_visible(animate=False)
                    if isinstance(field, BoundText):
                        field.move_cursor((row, 0))
                    return

    def tick(self) -> None:
        """Show the time of the room."""
        if self._laid_out:
            now = self.live.now().astimezone(self.live.zone)
            self.query_one(SessionHeader).time = clock(now)

    def watch_snapshot(self) -> None:
        """Show the session as it stands; what is being typed stays."""
        if not self._laid_out:
            return
        header = self.query_one(SessionHeader)
        header.saved = self.saved_state()
        session = self.snapshot.session
        if session is self._shown_session:
            return
        self._shown_session = session
        header.name_meeting(session.header)
        words, style = fit_words(session)
        refused = refusal_words(session)
        line = Content.assemble(
            ("Agenda ", "$muted"),
            total_words(session),
            "  ",
            (words, style),
            (f"  ▲ {refused}" if refused else "", "bold $error"),
        )
        self.query_one("#plan-line", Static).update(line, layout=False)
        for field in self.fields():
            if field.bond.place.table == "header":
                take(field, value_at(session.header, field.bond.place.attribute))
        self.show_half_day(session)
        for table in self.query(RowTable):
            table.items = getattr(session, table.table)
        self.query_one(PlanTable).session = session
        for part in self.query(CarouselPart):
            part.session = session

    # Acts.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now."""
        if action == "drop_row":
            return self._row() is not None and not self.snapshot.read_only
        if action == "new_row":
            return self._table() is not None and not self.snapshot.read_only
        return super().check_action(action, parameters)

    def on_descendant_focus(self) -> None:
        """Light up the title of the section that is stood in."""
        here = self._section_of(self.focused)
        for title in self.query(".section-title"):
            # Only on the title: a class on the section would style all of its fields anew.
            title.set_class(here is not None and title.parent is here, "-here")

    def _row(self) -> ItemRow | PlanRow | None:
        focused = self.focused
        return next(
            (
                each
                for each in (focused.ancestors if focused else ())
                if isinstance(each, ItemRow | PlanRow)
            ),
            None,
        )

    def _table(self) -> RowTable | None:
        section = self._section_of(self.focused)
        return next(iter(section.query(RowTable)), None) if section is not None else None

    def _section_of(self, widget: Widget | None) -> Widget | None:
        within = widget.ancestors_with_self if widget is not None else ()
        return next((each for each in within if each.has_class("section")), None)  # type: ignore[return-value]

    @on(BoundInput.Stepped)
    def _stepped(self, message: BoundInput.Stepped) -> None:
        tables = (
            each for each in message.field.ancestors if isinstance(each, RowTable | PlanTable)
        )
        table = next(tables, None)
        if table is not None and table.step(message.field, message.step):
            return
        if message.step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_go_section(self, step: int) -> None:
        """Go to the first field of the next or previous section, round and round."""
        sections = list(self.query(".section"))
        here = self._section_of(self.focused)
        place = sections.index(here) if here in sections else -1
        fields = [
            each for each in sections[(place + step) % len(sections)].query("*") if each.focusable
        ]
        if fields:
            fields[0].focus()

    def action_go_plan(self) -> None:
        """Go to the minutes of the first block."""
        rows = self.query_one(PlanTable).rows
        if rows:
            rows[0].minutes.focus()

    def action_new_row(self) -> None:
        """Go to the empty row of this list."""
        table = self._table()
        if table is not None:
            table.focus_new()

    def action_drop_row(self) -> None:
        """Take this row out, or let a block drop; a dropped block comes back."""
        row = self._row()
        if isinstance(row, PlanRow):
            block = self.live.session.block(row.block_id)
            if block is not None and block.withdrawn_at is None:
                self.live.withdraw("blocks", block.id)
            elif block is not None:
                self.live.bring_back("blocks", block.id)
        elif isinstance(row, ItemRow):
            self._drop(row)

    def _drop(self, row: ItemRow) -> None:
        table = self._table()
        for field in row.fields:
            if not self.file(field):
                self.put_back(field)
        known = {each.id for each in getattr(self.live.session, row.table)}
        if table is None or row.item_id not in known:
            return
        rows = table.rows
        column = next((n for n, each in enumerate(row.fields) if each.has_focus), 0)
        rows[rows.index(row) + 1].fields[column].focus()
        self.live.withdraw(row.table, row.item_id)

    def watch_earlier(self) -> None:
        """Say what stands ready for the terugkom, where there is anything."""
        words = self.earlier_words()
        line = self.query_one("#lookback-line", Static)
        line.display = words not in ("", NOTHING_EARLIER, NOTHING_LEFT)
        key = ("  F2", "bold $accent")
        line.update(Content.assemble(("Terugkom ", "$muted"), words, key))

    def action_look_back(self) -> None:
        """Go to the terugkom, everything filed."""
        self.file_all()
        super().action_look_back()

    def action_go_live(self) -> None:
        """Show the screen of the session, and say what stays behind unread.

        With a carousel that cannot be held one has to say so first.
        """
        self.file_all()
        refusal = refusal_words(self.snapshot.session)
        if refusal and self.snapshot.session.header.status == "draft":
            self._ask_to_go(refusal)
        else:
            self._go_live()

    @work(exclusive=True, group="go-live")
    async def _ask_to_go(self, refusal: str) -> None:
        question = f"De {refusal}; onder de groepen staat wat eraan te doen is."
        if await self.app.push_screen_wait(
            AskScreen(question, yes="Toch naar de sessie", no="Eerst in orde maken", wait=True)
        ):
            self._go_live()

    def _go_live(self) -> None:
        if refused := self.refused():
            names = ", ".join(field_words(each.bond.place.attribute) for each in refused)
            words = f"{refused_words(len(refused))}: {names}. Wat u typte staat er nog."
            self.app.notify(words, severity="warning", timeout=8, markup=False)
        self.post_message(ShowStage("live"))
