"""What is typed in the composer is held at every key, and filed or put right at Enter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on

from sessiecoach.domain.acts import Mark
from sessiecoach.domain.line import line_of
from sessiecoach.domain.session import Item, Session
from sessiecoach.dutch.due import with_due
from sessiecoach.live.session import COMPOSER
from sessiecoach.storage.journal import HeldLine
from sessiecoach.ui.screens.item_forms import (
    TABLES,
    added_by_line,
    item_of,
    line_from,
    revised_by_line,
)
from sessiecoach.ui.screens.typed_text import TypedText
from sessiecoach.ui.undo_words import taken_back_words
from sessiecoach.ui.widgets.composer import Composer
from sessiecoach.ui.widgets.filing import writes_privately
from sessiecoach.ui.widgets.item_rows import ItemKey
from sessiecoach.ui.widgets.note_columns import NoteColumns

_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)


def typed_items(session: Session) -> list[tuple[ItemKey, Item]]:
    """Return what a line can file and what was not withdrawn, in the order it was written."""
    items = [
        (item.written_at or _LONG_AGO, ItemKey(table, item.id), item)
        for table in TABLES.values()
        for item in getattr(session, table)
        if item.withdrawn_at is None
    ]
    return [(key, item) for _at, key, item in sorted(items, key=lambda each: each[0])]


def _ids(items: Sequence[Item]) -> set[str]:
    return {each.id for each in items if each.withdrawn_at is None}


class ComposingScreen(TypedText):
    """A session screen with a `Composer`: nothing typed there is lost, and Enter files it."""

    ITEM_STYLES: ClassVar[list[str]] = [
        "../widgets/item_rows.tcss",
        "../widgets/note_columns.tcss",
        "../widgets/completion_list.tcss",
        "../widgets/composer.tcss",
    ]
    _held_in = COMPOSER

    def on_mount(self) -> None:
        """Let the half-typed line of before come back."""
        composer = self.query_one(Composer)
        composer.group = self.live.group
        composer.today = self.live.now().astimezone(self.live.zone).date()
        held = self.opened.writer.held if self.opened.writer is not None else ()
        for line in held:
            if line.field == COMPOSER or line.field.startswith(COMPOSER + ":"):
                self._held_in = line.field
                self._go_on_in(line)
                composer.take(line.text, self._revised(line.field))
                break

    def _go_on_in(self, held: HeldLine) -> None:
        """Type on in the column, case and group of before, as far as they are still there."""
        session, composer = self.snapshot.session, self.query_one(Composer)
        if held.group in _ids(session.groups):
            self.use_group(held.group)
        perspective = held.perspective if held.perspective in _ids(session.perspectives) else ""
        for columns in self.query(NoteColumns):
            if perspective not in [column.perspective for column in columns.columns]:
                perspective = ""
        used = composer.used
        composer.use(perspective or used.perspective, held.case or used.case)
        if perspective and composer.perspective == perspective:
            self._use_column(perspective)

    def use_group(self, group: str) -> None:
        """Type for this group from now on; empty for the whole room."""
        self.live.group = self.query_one(Composer).group = group

    def _revised(self, field: str) -> ItemKey | None:
        _composer, _colon, name = field.partition(":")
        table, _colon, item = name.partition(":")
        if table in TABLES.values() and item_of(self.snapshot.session, table, item) is not None:
            return ItemKey(table, item)
        return None

    @on(Composer.Edited)
    def _hold(self, event: Composer.Edited) -> None:
        event.stop()
        field = ":".join((COMPOSER, *event.revises)) if event.revises else COMPOSER
        if field != self._held_in:
            self.live.hold("", self._held_in)
            self._held_in = field
        used = event.used
        place = {"perspective": used.perspective, "case": used.case, "group": used.group}
        self.live.hold(event.text, field, **place)

    @on(Composer.Confirmed)
    def _file(self, event: Composer.Confirmed) -> None:
        event.stop()
        composer = self.query_one(Composer)
        if event.revises is None:
            mark = self.mark()
            self.live.do(tuple(added_by_line(line, mark) for line in event.lines))
        else:
            item = item_of(self.snapshot.session, *event.revises)
            if item is not None:
                self.live.do(
                    revised_by_line(
                        event.revises.table, item, event.lines[0], composer.vocabulary, self.mark()
                    )
                )
        self._use_column(event.lines[-1].perspective)

    @on(Composer.StationTaken)
    def _follow_station(self, event: Composer.StationTaken) -> None:
        event.stop()
        self._use_column(event.perspective)

    # Undo.

    def action_undo(self) -> None:
        """Take back typing, then let go of a fetched item, then take back what was done."""
        composer = self.query_one(Composer)
        in_line = self.focused is composer.line and not composer.line.can_undo_typed
        if in_line and composer.is_revising:
            composer.take("")
        else:
            super().action_undo()

    def take_back(self) -> None:
        """Take back the last thing that was done here, and tell what that was."""
        before = self.snapshot.session
        super().take_back()
        self.tell(taken_back_words(before, self.snapshot.session))

    def tell(self, sentence: str) -> None:
        """Say in one line what was done."""
        self.notify(sentence, timeout=4, markup=False)

    def _use_column(self, perspective: str) -> None:
        for columns in self.query(NoteColumns):
            if perspective in [column.perspective for column in columns.columns]:
                columns.perspective = perspective

    def mark(self) -> Mark:
        """Return what a new item gets: where in the meeting it is made, by whom and when."""
        session, running = self.snapshot.session, self.snapshot.session.running
        return Mark(
            block=running.id if running is not None else "",
            group=self.live.group,
            author=self.live.note_taker,
            at=self.live.now(),
            private=writes_privately(session),
        )

    @on(NoteColumns.PerspectiveChosen)
    def _use_perspective(self, event: NoteColumns.PerspectiveChosen) -> None:
        event.stop()
        self.query_one(Composer).perspective = event.perspective

    @on(Composer.RecallAsked)
    def _recall(self, event: Composer.RecallAsked) -> None:
        event.stop()
        typed = typed_items(self.snapshot.session)
        keys = [key for key, _item in typed]
        place = keys.index(event.revises) if event.revises in keys else len(keys)
        place += event.steps
        if place >= len(keys):
            event.composer.take("")
        elif place >= 0:
            key, item = typed[place]
            line = line_from(item)
            if line is not None:
                line = replace(line, text=with_due(line.text, line.due))
                event.composer.take(line_of(line, event.composer.vocabulary), key)
