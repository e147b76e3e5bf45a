"""The answers of people while a meeting is rounded off: each field and list calls one verb."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Final

from textual import on, work
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Input, Static

from sessiecoach.domain.attendance import blocks_to_attend
from sessiecoach.domain.closing import OF_ATTENDANCE, OF_BSN, OpenCode, OpenPoint, next_date
from sessiecoach.domain.evaluation import hands
from sessiecoach.domain.facts import Change
from sessiecoach.domain.presence import attended
from sessiecoach.domain.session import ID_LETTERS, Promise
from sessiecoach.domain.text import one_line, visible
from sessiecoach.domain.turnout import Party
from sessiecoach.dutch.dates import NotATimeError, long_date, parse_date, table_date, why_not
from sessiecoach.storage.ids import new_id
from sessiecoach.storage.listing import list_series
from sessiecoach.ui.messages import ShowStage
from sessiecoach.ui.screens.blocks_there import BlocksThereScreen
from sessiecoach.ui.screens.finish_acts import (
    MENDED_LIVE,
    default_question,
    evaluation_block,
    everybody_came,
    field_of,
    free_case_id,
    line_added,
    line_changed,
    missing_toggled,
    organisations,
    participant_added,
    participant_fields,
    party_came,
    party_in_blocks,
    party_name,
    party_stepped,
    people_of,
    table_of,
)
from sessiecoach.ui.screens.form import FormField, FormScreen
from sessiecoach.ui.screens.item_forms import changed, fields_of, item_of, title_of, values_of
from sessiecoach.ui.screens.typed_text import TypedText
from sessiecoach.ui.widgets.attendance_table import AttendanceTable
from sessiecoach.ui.widgets.check_list import CheckList
from sessiecoach.ui.widgets.choices import AddedLines, Choices
from sessiecoach.ui.widgets.hands_grid import HandsGrid

HELD_PREFIX: Final = "finish-"
"""Before the name of a field under which its half-typed line is held."""
_ORDER: Final = (
    "missing",
    "case",
    "good",
    "wishes",
    "report-organisation",
    "report-who",
    "report-subject",
)
"""The fields that add a line, in the order in which an empty Enter goes through them."""
_STANDING: Final = ("next-date", "next-question")
"""The fields that show what stands, so that nothing in them waits to be confirmed."""


class FinishAnswers(TypedText):
    """The part of rounding off that takes answers in."""

    proposed: reactive[dt.date | None] = reactive(None, init=False)
    """The next date of the series, while nobody chose one."""

    # Show of hands.

    @on(HandsGrid.Counted)
    def _counted(self, event: HandsGrid.Counted) -> None:
        self.live.do(self._hands(event))

    def _hands(self, event: HandsGrid.Counted) -> tuple[Change, ...]:
        session = self.snapshot.session
        scale = next(each for each in session.scales if each.id == event.scale)
        return hands(
            session,
            scale,
            event.counts,
            block=evaluation_block(session),
            at=self.live.now(),
            new_id=lambda: new_id(ID_LETTERS["ratings"]),
        )

    @on(HandsGrid.Finished)
    def _all_answered(self) -> None:
        roles = self.query_one(Choices)
        (roles if roles.options else self.query_one("#missing", Input)).focus()

    # Who was missed, new cases, good and wishes.

    @on(Choices.Toggled)
    def _missed(self, event: Choices.Toggled) -> None:
        self.live.do(missing_toggled(self.snapshot.session, event.option))

    @on(Choices.Done)
    def _missed_done(self) -> None:
        self.query_one("#case", Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        name = event.input.id or ""
        if name in _ORDER:
            self.live.hold(visible(event.value), HELD_PREFIX + name)

    @on(Input.Submitted)
    def _confirmed(self, event: Input.Submitted) -> None:
        field, text = event.input, one_line(event.value)
        match field.id:
            case "next-date":
                if self.keep_next_date():
                    self.query_one("#next-question", Input).focus()
            case "next-question":
                self._keep_next_question()
                self.query_one(CheckList).focus()
            case "report-organisation" | "report-who" | "report-subject":
                self._report_line(field)
            case _ if not text:
                self._go_on(field)
            case "missing":
                self.live.do(line_added(self.snapshot.session, "missing", text))
                field.clear()
            case "case":
                self.live.add("cases", id=free_case_id(self.snapshot.session), title=text)
                field.clear()
            case "good" | "wishes":
                self.live.do(line_added(self.snapshot.session, str(field.id), text))
                field.clear()

    def _go_on(self, field: Input) -> None:
        place = _ORDER.index(str(field.id)) + 1
        if field.id == "wishes":
            self.query_one(AttendanceTable).focus()
        elif place < len(_ORDER):
            self.query_one(f"#{_ORDER[place]}", Input).focus()

    # Report-backs.

    def _report_line(self, field: Input) -> None:
        names = ("report-organisation", "report-who", "report-subject")
        fields = [self.query_one(f"#{name}", Input) for name in names]
        organisation, who, subject = (one_line(each.value) for each in fields)
        if field is not fields[-1]:
            empty = not (organisation or who or subject)
            following = fields[fields.index(field) + 1]
            (self.query_one("#next-date", Input) if empty else following).focus()
            return
        if organisation or who or subject:
            self.live.add("report_backs", organisation=organisation, who=who, subject=subject)
            for each in fields:
                each.clear()
            fields[0].focus()
        else:
            self.query_one("#next-date", Input).focus()

    def organisations(self) -> tuple[str, ...]:
        """Return the organisations that can be completed."""
        return organisations(self.snapshot.session)

    def people(self) -> tuple[str, ...]:
        """Return the roles and owners that can be completed."""
        return people_of(self.snapshot.session)

    # Lines that stand: change one, take one back.

    @on(AddedLines.Edited)
    @work
    async def _edit_line(self, event: AddedLines.Edited) -> None:
        session, name = self.snapshot.session, event.sender.id
        if name == "report-backs":
            await self._edit_item("report_backs", event.line.id)
            return
        label = {"cases": "Casus", "good-lines": "Goed"}.get(str(name), "Wens")
        form = FormScreen(label, (FormField("text", label, value=event.line.text),))
        values = await self.app.push_screen_wait(form)
        if values is None:
            return
        text = one_line(str(values["text"]))
        if name == "cases":
            if text:
                self.live.change("cases", event.line.id, title=text)
        else:
            attribute = str(name).removesuffix("-lines")
            self.live.do(line_changed(session, attribute, int(event.line.id), text))

    @on(AddedLines.Removed)
    def _remove_line(self, event: AddedLines.Removed) -> None:
        if isinstance(event, AddedLines.Edited):
            return
        match event.sender.id:
            case "cases":
                self.live.withdraw("cases", event.line.id)
            case "report-backs":
                self.live.withdraw("report_backs", event.line.id)
            case name:
                place = int(event.line.id)
                attribute = str(name).removesuffix("-lines")
                self.live.do(line_changed(self.snapshot.session, attribute, place, ""))
        if not event.sender.lines:
            self.focus_next()

    # Attendance.

    @on(AttendanceTable.Came)
    def _came(self, event: AttendanceTable.Came) -> None:
        self.live.do(party_came(event.party, event.number, self.live.now()))

    @on(AttendanceTable.EverybodyCame)
    def _everybody_came(self) -> None:
        self.live.do(everybody_came(self.snapshot.session, self.live.now()))

    @on(AttendanceTable.PartAsked)
    def _part_asked(self, event: AttendanceTable.PartAsked) -> None:
        if isinstance(event, AttendanceTable.BlocksAsked):
            self._choose_blocks(event.party)
        else:
            self.live.do(party_stepped(self.snapshot.session, event.party, self.live.now()))

    @work
    async def _choose_blocks(self, party: Party) -> None:
        session = self.snapshot.session
        there = attended(session, party)
        dialog = BlocksThereScreen(party_name(party), blocks_to_attend(session), there)
        chosen = await self.app.push_screen_wait(dialog)
        if chosen is not None:
            self.live.do(party_in_blocks(session, party, chosen, self.live.now()))

    @work
    async def action_add_people(self) -> None:
        """Add people who came and stood on no list."""
        fields = participant_fields(self.snapshot.session)
        values = await self.app.push_screen_wait(FormScreen("Deelnemer erbij", fields))
        if values is not None:
            self.live.do(participant_added(values))

    # The next meeting.

    @work(exclusive=True, group="propose")
    async def propose_next(self) -> None:
        """Look in the series for the first date after this meeting."""
        series = await asyncio.to_thread(list_series, self.opened.path.parent)
        planned = (each.date for each in series.series.planned_meetings)
        self.proposed = next_date(planned, self.snapshot.session.header.date)

    def watch_proposed(self) -> None:
        """Show the proposal."""
        self.show_next()

    def show_next(self) -> None:
        """Show what stands for the next meeting, or what is proposed, unless somebody types."""
        following = self.snapshot.session.next
        date, question = (
            self.query_one("#next-date", Input),
            self.query_one("#next-question", Input),
        )
        if date.has_class("fault"):
            return  # what is no date stays, with why, until it is one
        if not date.has_focus:
            shown = following.date or self.proposed
            date.value = table_date(shown) if shown else ""
        if not question.has_focus:
            question.value = following.question or default_question(self.snapshot.session)
        date.set_class(following.date is None, "proposal")
        question.set_class(not following.question, "proposal")
        note = Content.styled("Nog geen datum bekend in de reeks; typ er een.", "$muted")
        if following.date:
            note = Content.styled(long_date(following.date), "$success")
        elif self.proposed:
            note = Content.styled("Voorstel uit de reeks. Enter neemt het over.", "$warning")
        self.query_one("#next-note", Static).update(note)

    def keep_next_date(self) -> bool:
        """Take in the date that is typed or proposed; False where it is none."""
        field = self.query_one("#next-date", Input)
        typed = one_line(field.value)
        held_on = self.snapshot.session.header.date
        try:
            date = parse_date(typed, held_on.year if held_on else None) if typed else None
        except NotATimeError as error:
            note = Content.styled(why_not(error), "$error")
            self.query_one("#next-note", Static).update(note)
            field.add_class("fault")
            return False
        field.remove_class("fault")
        values: dict[str, object] = {}
        following = self.snapshot.session.next
        if date != following.date:
            values["date"] = date
        if date is not None and not following.question:
            question = one_line(self.query_one("#next-question", Input).value)
            values["question"] = question or default_question(self.snapshot.session)
        if values:
            self.live.change("next", "", **values)
        return True

    def _keep_next_question(self) -> None:
        question = one_line(self.query_one("#next-question", Input).value)
        if question != self.snapshot.session.next.question:
            self.live.change("next", "", question=question)

    @on(Input.Blurred)
    def _field_left(self, event: Input.Blurred) -> None:
        self._keep_standing(event.input)

    def _keep_standing(self, field: Input) -> None:
        """Take in what was typed in a field that shows what stands; a proposal stays one."""
        following = self.snapshot.session.next
        text = one_line(field.value)
        if field.id == "next-date":
            shown = following.date or self.proposed
            if text != (table_date(shown) if shown else "") and self.keep_next_date():
                self.show_next()
        elif field.id == "next-question":
            proposed = default_question(self.snapshot.session)
            if text != (following.question or proposed):
                self._keep_next_question()

    def take_pending(self) -> None:
        """Take in every number and date that is being typed, before the meeting is closed."""
        for name in _STANDING:
            self._keep_standing(self.query_one(f"#{name}", Input))
        if counted := self.query_one(HandsGrid).pending():
            self.live.do(self._hands(counted))
        if came := self.query_one(AttendanceTable).pending():
            self.live.do(party_came(came.party, came.number, self.live.now()))

    # Mending what is open.

    def mend(self, point: OpenPoint) -> None:
        """Bring a person to where this can be mended."""
        match point.code:
            case _ if point.code in OF_ATTENDANCE:
                self.query_one(AttendanceTable).focus()
            case OpenCode.NO_REPORT_BACKS:
                self.query_one("#report-organisation", Input).focus()
            case OpenCode.NEXT_DATE_UNKNOWN:
                if self.proposed is not None:
                    self.keep_next_date()
                else:
                    self.query_one("#next-date", Input).focus()
            case _ if point.code in MENDED_LIVE:
                self.post_message(ShowStage("live"))
            case OpenCode.SOLUTION_WITHOUT_PROMISE:
                self._promise_for(point.item)
            case _ if table_of(point):
                self._open_form(table_of(point), point.item, field_of(point))
            case _ if point.code in OF_BSN:
                self.notify("Ctrl+l maakt er [BSN] van.", timeout=4, markup=False)
            case OpenCode.OTHER_PERSONAL_DATA:
                self.post_message(ShowStage("live"))

    @on(CheckList.Answered)
    def _answered(self, event: CheckList.Answered) -> None:
        if event.line.point is not None:
            answer = event.answer
            self.live.change(
                "solutions", event.line.point.item, feasible_for_management_present=answer
            )

    @work
    async def _open_form(self, table: str, item: str, first: str) -> None:
        await self._edit_item(table, item, first)

    async def _edit_item(self, table: str, item_id: str, first: str = "") -> None:
        session = self.snapshot.session
        item = item_of(session, table, item_id)
        if item is None:
            return
        people = organisations(session) if table == "report_backs" else people_of(session)
        year = session.header.date.year if session.header.date else None
        fields = fields_of(item, session, people)
        form = FormScreen(title_of(item), fields, year=year, first=first)
        values = await self.app.push_screen_wait(form)
        if values is not None:
            self.live.do(changed(table, item, values_of(values)))

    @work
    async def _promise_for(self, solution_id: str) -> None:
        session = self.snapshot.session
        solution = next((each for each in session.solutions if each.id == solution_id), None)
        if solution is None:
            return
        year = session.header.date.year if session.header.date else None
        new = Promise(kind="toezegging", what=solution.text)
        form = FormScreen("Toezegging", fields_of(new, session, people_of(session)), year=year)
        values = await self.app.push_screen_wait(form)
        if values is not None:
            marks = {"perspective": solution.perspective, "case": solution.case}
            self.live.add("promises", **{**values_of(values), **marks, "from_": (solution_id,)})
