"""The participants' own questions: worded anew, worked on in a round, with a next step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widget import Widget

from sessiecoach.domain import acts
from sessiecoach.domain import own_questions as own
from sessiecoach.domain.acts import Mark
from sessiecoach.domain.facts import Change
from sessiecoach.domain.lookback import told_here
from sessiecoach.domain.own_questions import OwnQuestionView, own_questions
from sessiecoach.domain.session import ID_LETTERS, Answer
from sessiecoach.domain.text import one_line
from sessiecoach.storage.ids import new_id
from sessiecoach.ui.screens.form import FormField
from sessiecoach.ui.widgets.item_rows import ItemKey, ItemRows, Piece, Row, flow
from sessiecoach.ui.worksheets.question_rows import READING, TABLE, detail_lines, question_rows
from sessiecoach.ui.worksheets.sheet import Worksheet

_ANSWERS: Final[dict[str, Answer]] = {"yes": "yes", "partly": "partly", "no": "no"}
_READ_ON: Final = "↓ spatie leest verder"
_OF_ONE: Final = ("edit_row", "position", "next_step")


def _key(key: str, action: str, words: str, tooltip: str, *, show: bool = True) -> Binding:
    name = action.partition("(")[0]
    return Binding(key, action, words, id=f"questions.{name}.{key}", tooltip=tooltip, show=show)


class QuestionDetail(ItemRows):
    """All that is known of the question with the cursor; beside the list, or under it."""

    DEFAULT_CSS = """
    QuestionDetail {
        dock: right;
        height: 1fr;
        margin: 0 0 0 1;
        padding: 0 0 0 2;
        border-left: solid $rule;
    }
    QuestionDetail.-below {
        dock: bottom;
        margin: 0;
        padding: 0;
        border-left: none;
        border-top: solid $rule;
    }
    """
    MOST_BELOW = 6
    """How many lines it takes under the list; of more a key shows the rest."""

    def __init__(self) -> None:
        super().__init__()
        self._view: OwnQuestionView | None = None

    def show_question(self, view: OwnQuestionView | None) -> None:
        """Show another question, from its beginning, or the same one as it is now."""
        if (view.id if view else "") != (self._view.id if self._view else ""):
            self.top = 0
        self._view = view
        self.lay_out()

    def lay_out(self) -> None:
        """Break the lines for the room there is."""
        below = self.screen.has_class("-narrow")
        self.set_class(below, "-below")
        width = self.size.width
        lines = (
            detail_lines(self._view, width, close=below) if self._view is not None and width else ()
        )
        self.display = self._view is not None
        self.styles.width = "1fr" if below else "42%"
        self.styles.height = min(len(lines), self.MOST_BELOW) + 1 if below else "1fr"
        self.rows = (Row(lines),) if lines else ()

    def on_resize(self) -> None:
        """Break the lines for another width."""
        self.lay_out()
        super().on_resize()

    @property
    def is_cut(self) -> bool:
        """Whether more is known than shows."""
        return sum(len(row.lines) for row in self.rows) > self.size.height

    def render_line(self, y: int) -> Strip:
        """Draw one line; the last says how to read on where more is known."""
        height = self.size.height
        if y == height - 1 and self.top < self._clamped(self.top + height):
            return self._strip((Piece(_READ_ON, "muted"),), None, self.size.width)
        return super().render_line(y)

    def read_on(self) -> None:
        """Show the lines that come next; after the last, the first again."""
        before = self.top
        self.top = self._clamped(self.top + max(1, self.size.height - 1))
        if self.top == before:
            self.top = 0
        self.refresh()


class QuestionsSheet(Worksheet):
    """Every own question of the series; what one says of it stays in the record of today."""

    HELP: ClassVar[str] = (
        "De eigen vraag van elke deelnemer: hoe die eerst luidde, hoe nu, en wat ervan kwam. "
        "n schrijft een vraag op, Enter verwoordt hem opnieuw en w zet hem in een ronde van "
        "vandaag; wie nog niet aan de beurt was, staat vooraan. g, d en o zeggen of de vorige stap "
        "is gedaan, deels of niet. Noem een rol of initialen, geen volle naam."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("n", "new_question", "Nieuw", "De vraag van een deelnemer opschrijven"),
        _key("enter", "edit_row", "Verwoorden", "De vraag opnieuw onder woorden brengen"),
        _key("w", "work_on", "Vandaag", "Vandaag werken we hieraan, in de eerstvolgende ronde"),
        _key("w", "leave_out", "Niet vandaag", "De vraag weer uit de ronde van vandaag halen"),
        _key("p", "position", "Positie", "Welke positie de deelnemer in het werkveld kiest"),
        _key("v", "next_step", "Stap", "Wat de deelnemer hierna voor de vraag doet"),
        _key("g", "done('yes')", "Gedaan", "De stap van de vorige keer is gedaan"),
        _key("d", "done('partly')", "Deels", "De stap van vorige keer is deels gedaan", show=False),
        _key("o", "done('no')", "Niet", "De stap van de vorige keer is niet gedaan", show=False),
        _key("x", "withdraw", "Intrekken", "De vraag die hier is opgeschreven intrekken"),
        _key("b", "bring_back", "Terugzetten", "De ingetrokken vraag weer laten meetellen"),
        _key("space", "read_on", "Lees verder", "Meer over deze vraag tonen"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._views: tuple[OwnQuestionView, ...] = ()
        self._known: tuple[object, ...] = (None,)
        """What the questions were read from."""
        self._new = ""
        """The id of the question that was just written down, to go to when it is there."""

    # What is shown.

    def on_mount(self) -> None:
        """Show what there is, and beside it what is known of one question."""
        if isinstance(self.parent, Widget):
            self.parent.mount(QuestionDetail(), after=self)
        super().on_mount()
        self.call_after_refresh(self._show_detail)

    def sheet_rows(self, width: int) -> tuple[Row, ...]:
        """Return the rows, broken for so many cells."""
        earlier, session = self.earlier, self.session
        if earlier is None:
            return (Row(flow([Piece(READING, "muted")], width)),)
        known = (earlier, session.header, session.blocks, session.questions, session.updates)
        if any(each is not before for each, before in zip(known, self._known, strict=False)):
            # A line that is typed makes a snapshot too: the series is read again only for these.
            meetings = earlier.with_meeting(session).meetings
            brought, until = earlier.series.questions, session.header.date
            self._views = own_questions(brought, meetings, earlier.updates, until)
            self._known = known
        return question_rows(session, self._views, width, unsaved=self.snapshot.unsaved)

    def show_sheet(self) -> None:
        """Lay the rows out anew, and go to a question that was just written down."""
        super().show_sheet()
        new = ItemKey(TABLE, self._new)
        if new in self.items:
            self._new = ""
            self.go_to(new)
        self._show_detail()

    def watch_cursor(self) -> None:
        """Show what is known of another question."""
        super().watch_cursor()
        if self.is_mounted:
            self._show_detail()

    def _show_detail(self) -> None:
        detail = self._detail()
        if detail is not None:
            detail.show_question(self._at_cursor())

    def _detail(self) -> QuestionDetail | None:
        found = self.parent.query(QuestionDetail) if isinstance(self.parent, Widget) else ()
        return next((each for each in found if each.is_mounted), None)

    def _at_cursor(self) -> OwnQuestionView | None:
        name = self.cursor.item if self.cursor else ""
        return next((each for each in self._views if each.id == name), None)

    # What can be done now.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now; footer, help and palette only ask."""
        view, session = self._at_cursor(), self.session
        name = self.cursor.item if self.cursor else ""
        here = own.brought_here(session, name)
        match action:
            case "new_question":
                return self.may_change and self.earlier is not None
            case "work_on":
                left = [each for each in own.question_rounds(session) if not each.question]
                free = view is not None and not own.rounds_on(session, view.id) and bool(left)
                return self.may_change and free
            case "leave_out":
                taken = view is not None and bool(own.rounds_on(session, view.id))
                return self.may_change and taken
            case "done":
                asked = view is not None and own.step_before(session, view) is not None
                return self.may_change and asked
            case "withdraw":
                return self.may_change and view is not None and here is not None
            case "bring_back":
                return self.may_change and view is None and here is not None
            case "read_on":
                detail = self._detail()
                return detail is not None and detail.is_cut
            case _ if action in _OF_ONE:
                return self.may_change and view is not None
        return super().check_action(action, parameters)

    # Acts.

    @work
    async def action_new_question(self) -> None:
        """Write down the question of a participant."""
        said = await self.fill_in("De vraag van een deelnemer", (*self._about("", ""),))
        if said is not None:
            new = self._new = new_id(ID_LETTERS[TABLE])
            by, text = str(said["by"]), str(said["text"])
            self.act(lambda mark: own.bring(new, by, text, mark))

    def _about(self, by: str, text: str) -> Sequence[FormField]:
        here = [each for each in self.session.participants if each.withdrawn_at is None]
        roles = (one_line(each.role) for each in here)
        known = dict.fromkeys(each for each in (*roles, *self.people()) if each)
        hint = "rol of initialen, geen volle naam"
        question = FormField("text", "De vraag", "text", text, required=True)
        return FormField("by", "Van wie", value=by, suggestions=tuple(known), hint=hint), question

    @work
    async def action_edit_row(self) -> None:
        """Word the question anew; what was written down today can still be put right."""
        view = self._at_cursor()
        if view is None:
            return
        here = own.brought_here(self.session, view.id)
        if here is not None and own.is_first_wording(self.session, view.id):
            said = await self.fill_in(
                "De vraag van een deelnemer", self._about(here.by, here.text), "text"
            )
            if said is not None:
                by, text = str(said["by"]), str(said["text"])
                self.act(lambda _mark: own.correct(here, by, text))
            return
        who = one_line(view.by)
        field = FormField("text", "De vraag nu", "text", view.text, required=True)
        said = await self.fill_in(f"De vraag van {who}" if who else "De eigen vraag", (field,))
        if said is not None:
            text = str(said["text"])
            self._tell(lambda mark, new: own.reword(self.session, view, text, mark.at, new))

    def _tell(self, make: Callable[[Mark, str], Sequence[Change]]) -> None:
        """Write down here what was told of a question."""
        new = new_id(ID_LETTERS["updates"])
        self.act(lambda mark: make(mark, new))

    def action_work_on(self) -> None:
        """Work on this question in the next round that has none."""
        self._assign()

    def action_leave_out(self) -> None:
        """Take the question out of its round."""
        self._assign()

    def _assign(self) -> None:
        view = self._at_cursor()
        if view is not None:
            self.act(lambda _mark: own.work_on(self.session, view.id))

    @work
    async def action_position(self) -> None:
        """Write down which position somebody chose."""
        view = self._at_cursor()
        if view is None:
            return
        hint = "bijvoorbeeld: trekker, verbinder, aanjager"
        field = FormField("position", "Positie", value=view.position, hint=hint)
        said = await self.fill_in(self._titled("Positie in het werkveld", view), (field,))
        if said is not None:
            position = str(said["position"])
            self._tell(
                lambda mark, new: own.take_position(self.session, view, position, mark.at, new)
            )

    @work
    async def action_next_step(self) -> None:
        """Write down what somebody will do next."""
        view = self._at_cursor()
        if view is None:
            return
        planned = told_here(self.session.updates, view.id).next_step
        field = FormField("step", "Volgende stap", "text", planned, hint="wat, met wie en wanneer")
        said = await self.fill_in(self._titled("Volgende stap", view), (field,))
        if said is not None:
            step = str(said["step"])
            self._tell(lambda mark, new: own.plan_step(self.session, view.id, step, mark.at, new))

    @staticmethod
    def _titled(title: str, view: OwnQuestionView) -> str:
        who = one_line(view.by)
        return f"{title} van {who}" if who else title

    def action_done(self, answer: str) -> None:
        """Tell whether the step of before was done; the same answer again takes it back."""
        view = self._at_cursor()
        if view is not None:
            done = _ANSWERS[answer]
            self._tell(lambda mark, new: own.tell_done(self.session, view.id, done, mark.at, new))

    def action_withdraw(self) -> None:
        """Withdraw a question that was written down here."""
        view = self._at_cursor()
        if view is not None:
            self.act(lambda mark: own.withdraw(self.session, view.id, mark.at))

    def action_bring_back(self) -> None:
        """Let a question that was withdrawn count again."""
        if self.cursor is not None:
            item = self.cursor.item
            self.act(lambda _mark: acts.bring_back(TABLE, item))

    def action_read_on(self) -> None:
        """Show more of what is known of this question."""
        detail = self._detail()
        if detail is not None:
            detail.read_on()
