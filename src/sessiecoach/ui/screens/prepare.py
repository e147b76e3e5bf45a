"""Preparing a meeting: everything in any order, kept while it is typed."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from sessiecoach.domain.session import ID_LETTERS, Case, Group, Item, Participant, Session
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.dates import clock, table_date
from sessiecoach.storage.ids import new_id
from sessiecoach.ui.field_values import FieldKind, changed_to, read_value, value_at
from sessiecoach.ui.messages import ShowStage
from sessiecoach.ui.plan_words import fit_words, total_words
from sessiecoach.ui.screens.session_screen import SessionScreen
from sessiecoach.ui.widgets.bound_field import (
    Bond,
    Bound,
    BoundInput,
    BoundText,
    Place,
    filed,
    is_changed,
    take,
)
from sessiecoach.ui.widgets.key_line import KeyLine
from sessiecoach.ui.widgets.plan_table import PlanRow, PlanTable
from sessiecoach.ui.widgets.row_table import Column, ItemRow, RowTable
from sessiecoach.ui.widgets.session_header import SessionHeader
from sessiecoach.ui.words import save_state

PAUSE_SECONDS: Final = 0.8
"""After this much quiet what was typed is filed, as one act that can be undone."""


class PrepareScreen(SessionScreen):
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

    # What is shown.

    def compose(self) -> ComposeResult:
        """Lay out the sections, and the plan beside them where there is room."""
        session = self.snapshot.session
        yield SessionHeader()
        yield Static(id="plan-line", markup=False)
        with Container(id="prepare"):
            with VerticalScroll(id="sections", can_focus=False):
                yield from self._meeting_section(session)
                yield from self._section(
                    "Leervragen", "een vraag per regel", self._questions(session)
                )
                yield from self._section(
                    "Casussen",
                    "alleen schuilnamen: geen namen van inwoners",
                    RowTable("cases", self._case_columns(), _new_case, id="cases"),
                )
                yield from self._section(
                    "Groepen",
                    "elke groep een notulist",
                    RowTable(
                        "groups",
                        _GROUP_COLUMNS,
                        _new_group,
                        label=lambda item: item,
                        id="groups",
                    ),
                )
                yield from self._section(
                    "Deelnemers",
                    "een regel per rol; een naam hoeft niet",
                    RowTable(
                        "participants",
                        self._participant_columns(),
                        _new_participant,
                        id="participants",
                    ),
                )
            with VerticalScroll(id="plan", can_focus=False, classes="section"):
                yield Static(
                    Content.styled("Agenda", "bold"), classes="section-title", markup=False
                )
                yield PlanTable()
        yield Static(id="fault", markup=False)
        yield KeyLine()

    def _section(self, title: str, hint: str, *parts: Widget) -> Iterator[Widget]:
        heading = Content.assemble((title, "bold"), (f"  {hint}" if hint else "", "$muted"))
        yield Vertical(
            Static(heading, classes="section-title", markup=False), *parts, classes="section"
        )

    def _meeting_section(self, session: Session) -> Iterator[Widget]:
        header = session.header

        def field(attribute: str, kind: FieldKind, hint: str = "", classes: str = "") -> Bound:
            bond = Bond(Place("header", "", attribute), kind, value_at(header, attribute))
            if kind == "text":
                return BoundText(bond, hint=hint, classes=classes)
            return BoundInput(bond, hint=hint, classes=classes)

        yield from self._section(
            "Bijeenkomst",
            "",
            _labelled("Titel", field("title", "line", "hoe de bijeenkomst heet")),
            _labelled("Doel", field("goal", "text", "wat er na afloop anders is")),
            _labelled(
                "Datum",
                field("date", "date", "5 sep 2016", "moment"),
                _label("Begin", "inner-label"),
                field("starts", "clock", "9.00", "clock-field"),
                _label("Einde", "inner-label"),
                field("ends", "clock", "10.30", "clock-field"),
            ),
            _labelled("Plaats", field("location", "line", "waar men elkaar treft")),
        )

    def _questions(self, session: Session) -> BoundText:
        place = Place("header", "", "learning_questions")
        bond = Bond(place, "lines", session.header.learning_questions)
        return BoundText(bond, hint="Wat wil men hier leren?")

    def _case_columns(self) -> Sequence[Column]:
        return (
            Column("title", "schuilnaam", "bijv. Mevrouw A., drie loketten", width="2fr"),
            Column("presenter.role", "ingebracht door", "bijv. professional", words=self._roles),
        )

    def _participant_columns(self) -> Sequence[Column]:
        return (
            Column("role", "rol", "bijv. manager", width="3fr", words=self._roles),
            Column(
                "organisation",
                "organisatie",
                "bijv. gemeente",
                "line",
                "3fr",
                self._organisations,
            ),
            Column("count", "aantal", "1", kind="count", width="8"),
            Column("name", "naam", "", width="2fr"),
        )

    def _roles(self) -> Sequence[str]:
        session = self.snapshot.session
        used = (each.role for each in session.participants)
        wanted = (*session.header.required_roles, *session.header.desired_roles)
        return [one_line(each) for each in dict.fromkeys((*wanted, *used)) if each]

    def _organisations(self) -> Sequence[str]:
        used = (each.organisation for each in self.snapshot.session.participants)
        return [one_line(each) for each in dict.fromkeys(used) if each]

    def on_mount(self) -> None:
        """Show the session, bring back what was half typed, and stand in the first field."""
        self._pause: Timer | None = None
        self._laid_out = True
        self.query_one("#prepare").disabled = self.snapshot.read_only
        self.watch_snapshot()
        self.tick()
        self.query(BoundInput).first().focus()
        self.call_after_refresh(self._bring_back)

    async def _bring_back(self) -> None:
        fields = {each.bond.place.name: each for each in self._fields()}
        for line in self.opened.held:
            table, _, rest = line.field.partition("/")
            item, _, attribute = rest.partition("/")
            tables = [each for each in self.query(RowTable) if each.table == table]
            if line.field not in fields and tables and item:
                row = await tables[0].held(item)
                fields |= {each.bond.place.name: each for each in row.fields}
            if line.field in fields and attribute:
                fields[line.field].put(line.text)

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
        header.saved = save_state(self.snapshot, self.live.zone)
        session = self.snapshot.session
        if session is self._shown_session:
            return
        self._shown_session = session
        header.session_title = one_line(session.header.title) or "Bijeenkomst zonder titel"
        header.date = table_date(session.header.date) if session.header.date else ""
        words, style = fit_words(session)
        line = Content.assemble(("Agenda ", "$muted"), total_words(session), "  ", (words, style))
        self.query_one("#plan-line", Static).update(line, layout=False)
        for field in self._fields():
            if field.bond.place.table == "header":
                take(field, value_at(session.header, field.bond.place.attribute))
        for table in self.query(RowTable):
            table.items = getattr(session, table.table)
        self.query_one(PlanTable).session = session

    def _fields(self) -> Iterator[Bound]:
        yield from self.query(BoundInput)
        yield from self.query(BoundText)

    # From the fields to the session.

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self, event: Input.Changed | TextArea.Changed) -> None:
        field = event.control
        if not isinstance(field, Bound) or not is_changed(field):
            return
        self.live.hold(field.typed, field.bond.place.name)
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE_SECONDS, self.file_all)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        if isinstance(event.input, BoundInput) and self._file(event.input):
            self.focus_next(BoundInput)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """File what was typed in a field that is left."""
        if isinstance(event.widget, Bound):
            self._file(event.widget)

    def file_all(self) -> None:
        """File everything that was typed and can be read."""
        for field in tuple(self._fields()):
            self._file(field)

    def _file(self, field: Bound) -> bool:
        """Bring what stands in a field to the session; False where it cannot be read."""
        if not is_changed(field):
            self._tell_fault(field, "")
            return True
        bond = field.bond
        try:
            value = read_value(bond.kind, field.typed, self._year())
        except ValueError as error:
            self._tell_fault(field, str(error))
            return False
        self._tell_fault(field, "")
        self.live.hold("", bond.place.name)
        filed(field, value)
        self._put(bond.place, value)
        return True

    def _put(self, place: Place, value: object) -> None:
        session = self.live.session
        if place.table == "header":
            self.live.change("header", "", **{place.attribute: value})
            return
        items: tuple[Item, ...] = getattr(session, place.table)
        item = next((each for each in items if each.id == place.item), None)
        if item is not None:
            values = changed_to(item, place.attribute, value)
            self.live.change(place.table, place.item, **values)
            return
        new = _EMPTY[place.table]
        if value != value_at(new, place.attribute):
            values = changed_to(new, place.attribute, value)
            self.live.add(place.table, id=place.item, **values)

    def _year(self) -> int:
        date = self.live.session.header.date
        return date.year if date else self.live.now().astimezone(self.live.zone).year

    def _tell_fault(self, field: Bound, sentence: str) -> None:
        field.set_class(bool(sentence), "-wrong")
        wrong = [each for each in self._fields() if each.has_class("-wrong")]
        line = self.query_one("#fault", Static)
        if sentence:
            line.update(Content(sentence))
        line.display = bool(wrong)

    # Acts.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now."""
        if action == "drop_row":
            return self._row() is not None and not self.snapshot.read_only
        if action == "undo" and any(is_changed(each) for each in self._fields()):
            return True
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
            self._file(field)
        known = {each.id for each in getattr(self.live.session, row.table)}
        if table is None or row.item_id not in known:
            return
        rows = table.rows
        column = next((n for n, each in enumerate(row.fields) if each.has_focus), 0)
        rows[rows.index(row) + 1].fields[column].focus()
        self.live.withdraw(row.table, row.item_id)

    def action_undo(self) -> None:
        """Take back the last thing that was done, what is being typed included."""
        self.file_all()
        super().action_undo()

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.file_all()
        super().action_redo()

    def action_leave(self) -> None:
        """Go back to the overview, everything filed."""
        self.file_all()
        super().action_leave()

    def action_go_live(self) -> None:
        """Show the screen of the session."""
        self.file_all()
        self.post_message(ShowStage("live"))


_GROUP_COLUMNS: Final = (
    Column("title", "naam", "mag leeg blijven"),
    Column("note_taker", "notulist", "wie schrijft er mee"),
)
_EMPTY: Final[dict[str, Item]] = {
    "cases": Case(),
    "groups": Group(),
    "participants": Participant(),
}


def _new_participant(_taken: Iterable[str]) -> Item:
    return Participant(id=new_id(ID_LETTERS["participants"]))


def _new_case(taken: Iterable[str]) -> Item:
    return Case(id=_free_letter(string.ascii_lowercase, taken))


def _new_group(taken: Iterable[str]) -> Item:
    return Group(id=_free_letter(string.ascii_uppercase, taken))


def _free_letter(letters: str, taken: Iterable[str]) -> str:
    """Return the first letter that no item has, and after the last one letters with a number."""
    used = set(taken)
    numbered: Iterator[str] = (
        f"{letter}{number}" for number in range(2, 100) for letter in letters
    )
    return next(each for each in chain(letters, numbered) if each not in used)


def _label(words: str, classes: str = "field-label") -> Static:
    return Static(Content(words), classes=classes, markup=False)


def _labelled(words: str, *parts: Widget) -> Horizontal:
    return Horizontal(_label(words), *parts, classes="field-row")
