"""A text that is longer than a record takes is refused in one sentence, and stays where it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Input, Static, TextArea

from sessiecoach.domain.text import LONGEST_BYTES
from sessiecoach.dutch.longest import too_long_sentence
from sessiecoach.storage.themes import FALLBACK_THEME
from sessiecoach.ui.field_values import FieldKind, read_value
from sessiecoach.ui.screens.form import FormField, FormScreen
from sessiecoach.ui.widgets.said_field import SaidField

FITS = "é" * (LONGEST_BYTES // 2)
TOO_LONG = f"{FITS}n"


class Longest(App[None]):
    """A field for what is said, and a form over it."""

    answers: ClassVar[list[object]] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give our own colours."""
        return dict(FALLBACK_THEME.variables)

    def compose(self) -> ComposeResult:
        """Show the field."""
        yield SaidField(id="good", placeholder="wat goed was")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what is given."""
        self.answers.append(event.value)


@pytest.fixture(autouse=True)
def no_answers() -> Iterator[None]:
    """Begin without an answer."""
    Longest.answers.clear()
    return iter(())


def test_the_sentence() -> None:
    """It says how long the text is, how long it may be, and that nothing is lost."""
    assert too_long_sentence(FITS) == ""
    assert too_long_sentence("n" * 149_999) == (
        "Te lang: 149 kB, hoogstens 100 kB. De tekst staat nog in het veld."
    )


@pytest.mark.parametrize("kind", ["line", "text", "list"])
async def test_a_form_keeps_what_is_too_long(kind: str) -> None:
    """The fault stands below the field, and the form gives nothing until the text is shorter."""
    app = Longest()
    async with app.run_test() as pilot:
        form = FormScreen("Notitie", (FormField("text", "Tekst", kind),))  # type: ignore[arg-type]
        app.push_screen(form, app.answers.append)
        await pilot.pause()
        field = form.query_one("#field-text")
        assert isinstance(field, Input | TextArea)

        async def keep(text: str) -> None:
            if isinstance(field, Input):
                field.value = text
            else:
                field.text = text
            form.action_keep()
            await pilot.pause()

        await keep(TOO_LONG)
        assert app.answers == []
        assert str(form.query_one("#fault-text", Static).render()) == too_long_sentence(TOO_LONG)
        await keep(FITS)
        assert app.answers == [{"text": (FITS,) if kind == "list" else FITS}]


@pytest.mark.parametrize("kind", ["text", "lines"])
def test_a_field_of_the_preparation_refuses_it(kind: FieldKind) -> None:
    """Also a text of many lines has its limit."""
    assert read_value(kind, FITS)
    with pytest.raises(ValueError, match="Te lang: 100 kB"):
        read_value(kind, TOO_LONG)


async def test_what_is_said_stays_in_its_field() -> None:
    """Enter gives nothing and tells why; what fits is given."""
    app = Longest()
    async with app.run_test() as pilot:
        field = app.query_one(SaidField)
        field.is_watched = False
        field.focus()
        field.value = TOO_LONG
        await pilot.press("enter")
        await pilot.pause()
        assert app.answers == []
        assert field.value == TOO_LONG
        assert [each.message for each in app._notifications] == [too_long_sentence(TOO_LONG)]
        field.value = FITS
        await pilot.press("enter")
        await pilot.pause()
        assert app.answers == [FITS]
