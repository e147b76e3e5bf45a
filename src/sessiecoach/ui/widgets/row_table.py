"""Items of one table of the session, a row each; typing in the last, empty row adds one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from sessiecoach.domain.session import Item
from sessiecoach.ui.field_values import FieldKind, value_at
from sessiecoach.ui.widgets.bound_field import Bond, BoundInput, Place, is_changed, take


@dataclass(frozen=True, slots=True)
class Column:
    """One attribute of the items."""

    attribute: str
    title: str
    hint: str = ""
    kind: FieldKind = "line"
    width: str = "1fr"
    words: Callable[[], Sequence[str]] | None = field(default=None, compare=False)
    """What can be completed here."""


class ItemRow(Horizontal):
    """One item; without values in the session it is the row to type a new one in."""

    def __init__(
        self, table: str, item: Item, columns: Sequence[Column], lead: str, *, new: bool
    ) -> None:
        """Make the row of an item; a `new` one shows by example what can be typed."""
        super().__init__(classes="item-row")
        self.table, self.item_id, self._lead = table, item.id, lead
        self.fields = [
            BoundInput(
                Bond(
                    Place(table, item.id, column.attribute),
                    column.kind,
                    value_at(item, column.attribute),
                ),
                hint=column.hint if new else "",
                words=column.words,
            )
            for column in columns
        ]
        for made in self.fields if new else ():
            made.put("")
            made.bond.shown = ""
        for made, column in zip(self.fields, columns, strict=True):
            made.styles.width = column.width

    def compose(self) -> ComposeResult:
        """Lay out the cells."""
        if self._lead:
            yield Static(Content(self._lead), classes="row-lead", markup=False)
        yield from self.fields

    def becomes_item(self) -> None:
        """Leave the examples out: what stands here now is real."""
        for each in self.fields:
            each.placeholder = ""

    @property
    def changed(self) -> bool:
        """Whether something here is still to be filed."""
        return any(is_changed(each) for each in self.fields)


class RowTable(Vertical):
    """The items of a table that were not withdrawn."""

    items: reactive[tuple[Item, ...]] = reactive((), init=False)

    def __init__(
        self,
        table: str,
        columns: Sequence[Column],
        make: Callable[[Iterable[str]], Item],
        *,
        label: Callable[[str], str] | None = None,
        id: str,  # noqa: A002  as every widget calls it
    ) -> None:
        """Make a table; `make` gives an empty item with an id that is none of the given ones."""
        super().__init__(id=id)
        self.table, self.columns, self._make = table, tuple(columns), make
        self._label = label or (lambda _item: "")
        self._wanted = ""

    def compose(self) -> ComposeResult:
        """Lay out the titles of the columns; rows come with the items."""
        with Horizontal(classes="row-titles"):
            if self._label("A"):
                yield Static("", classes="row-lead", markup=False)
            for column in self.columns:
                title = Static(Content(column.title), markup=False)
                title.styles.width = column.width
                yield title

    async def on_mount(self) -> None:
        """Stand there with the row for a first item."""
        await self.watch_items()

    @property
    def rows(self) -> list[ItemRow]:
        """The rows as they stand, the empty one last."""
        return [each for each in self.children if isinstance(each, ItemRow)]

    async def watch_items(self) -> None:
        """Follow the session: rows come and go, and what is being typed stays."""
        standing = {item.id: item for item in self.items if item.withdrawn_at is None}
        with self.app.batch_update():
            # The last row is the empty one: whoever stands in it keeps their place.
            for row in self.rows[:-1]:
                if row.item_id not in standing and not row.changed:
                    await row.remove()
            shown = {row.item_id: row for row in self.rows}
            before: ItemRow | None = None
            for item in standing.values():
                row = shown.get(item.id) or await self._add(item, after=before)
                row.becomes_item()
                for each in row.fields:
                    take(each, value_at(item, each.bond.place.attribute))
                before = row
            await self._keep_empty_row(standing)
        if self._wanted in standing:
            self.go_to(self._wanted)

    async def _keep_empty_row(self, standing: Iterable[str]) -> None:
        """Have one row below the others to type a new item in."""
        rows = self.rows
        if not rows or rows[-1].item_id in standing or rows[-1].changed:
            taken = {*(item.id for item in self.items), *(row.item_id for row in rows)}
            await self._add(self._make(taken), after=rows[-1] if rows else None, new=True)

    async def _add(self, item: Item, after: ItemRow | None, *, new: bool = False) -> ItemRow:
        row = ItemRow(self.table, item, self.columns, self._label(item.id), new=new)
        if after is not None:
            await self.mount(row, after=after)
        elif self.rows:
            await self.mount(row, before=self.rows[0])
        else:
            await self.mount(row)
        return row

    async def held(self, item_id: str) -> ItemRow:
        """Return the row of this id, made anew for what was typed but never filed."""
        for row in self.rows:
            if row.item_id == item_id:
                return row
        item = self._make(())
        made = ItemRow(
            self.table, type(item)(id=item_id), self.columns, self._label(item_id), new=True
        )
        await self.mount(made, before=self.rows[-1] if self.rows else None)
        return made

    def go_to(self, item_id: str) -> None:
        """Go to the row of an item, as soon as it is there."""
        row = next((each for each in self.rows if each.item_id == item_id), None)
        self._wanted = item_id if row is None else ""
        if row is not None:
            row.fields[0].focus()
            row.scroll_visible(animate=False)  # also where nothing can be typed

    def focus_new(self) -> None:
        """Go to the row for a new item."""
        self.rows[-1].fields[0].focus()

    def step(self, at: BoundInput, step: int) -> bool:
        """Go to the same column of the row above or below; False where there is none."""
        rows = self.rows
        place = next((n for n, row in enumerate(rows) if at in row.fields), None)
        if place is None or not 0 <= place + step < len(rows):
            return False
        column = rows[place].fields.index(at)
        rows[place + step].fields[column].focus()
        return True
