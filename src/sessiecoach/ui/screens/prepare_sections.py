"""The sections of a meeting that is prepared: only what its werkvorm uses is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from sessiecoach.domain.attendance import needed_roles
from sessiecoach.domain.requirements import takes_positions
from sessiecoach.domain.session import Session
from sessiecoach.domain.text import one_line
from sessiecoach.domain.worksheets import needs_no_cases
from sessiecoach.ui.field_values import FieldKind, value_at
from sessiecoach.ui.new_items import new_case, new_group, new_participant
from sessiecoach.ui.screens.filing import FilingScreen
from sessiecoach.ui.widgets.bound_field import Bond, Bound, BoundInput, BoundText, Place
from sessiecoach.ui.widgets.carousel_table import CarouselPart
from sessiecoach.ui.widgets.row_table import Column, RowTable

_GROUP_COLUMNS: Final = (
    Column("title", "naam", "mag leeg blijven"),
    Column("note_taker", "notulist", "wie schrijft er mee"),
)


class PreparedSections(FilingScreen):
    """A screen on which all that is known of a meeting beforehand can be typed."""

    def sections(self, session: Session) -> Iterator[Widget]:
        """Yield the sections, each with a title."""
        yield from self._meeting_section(session)
        yield from self._section("Leervragen", "een vraag per regel", self._questions(session))
        in_groups = not needs_no_cases(session)
        if in_groups or session.cases:
            yield from self._section(
                "Casussen",
                "alleen schuilnamen: geen namen van inwoners",
                RowTable("cases", self._case_columns(), new_case, id="cases"),
            )
        if in_groups or session.groups:
            yield from self._section(
                "Groepen",
                "elke groep een notulist",
                RowTable(
                    "groups",
                    _GROUP_COLUMNS,
                    new_group,
                    label=lambda item: item,
                    id="groups",
                ),
                CarouselPart(),
            )
        yield from self._section(
            "Deelnemers",
            "een regel per rol"
            if session.header.names
            else "een naam blijft hier; in notities typt u de rol",
            RowTable(
                "participants",
                self._participant_columns(session),
                new_participant,
                id="participants",
            ),
        )

    def _section(self, title: str, hint: str, *parts: Widget) -> Iterator[Widget]:
        heading = Content.assemble((title, "bold"), (f"  {hint}" if hint else "", "$muted"))
        yield Vertical(
            Static(heading, classes="section-title", markup=False), *parts, classes="section"
        )

    def _meeting_section(self, session: Session) -> Iterator[Widget]:
        header = session.header

        def field(
            attribute: str,
            kind: FieldKind,
            hint: str = "",
            classes: str = "",
            words: Callable[[], Sequence[str]] | None = None,
        ) -> Bound:
            bond = Bond(Place("header", "", attribute), kind, value_at(header, attribute))
            if kind == "text":
                return BoundText(bond, hint=hint, classes=classes)
            return BoundInput(bond, hint=hint, words=words, classes=classes)

        rows = []
        if header.half_day_minutes:
            rows.append(
                _labelled(
                    "Dagdeel",
                    field("half_day_minutes", "half_day", "210", "clock-field"),
                    _label("minuten; de blokken schuiven mee", "field-hint"),
                )
            )
        if header.themes or header.theme or header.guest:
            themes = _once(*header.themes)
            hint = "bijv. " + themes[0] if themes else "waar het vandaag over gaat"
            rows += [
                _labelled("Thema", field("theme", "line", hint, words=lambda: themes)),
                _labelled("Gast", field("guest", "line", "rol of initialen")),
            ]

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
            *rows,
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

    def _participant_columns(self, session: Session) -> Sequence[Column]:
        of_domain = bool(session.header.required_domains)
        in_a_game = takes_positions(session)
        example = "" if of_domain or in_a_game else "bijv. "  # less room for each
        position = Column("position", "speelt", "burger", width="2fr", words=self._positions)
        domain = Column("domain", "domein", "zorg", width="2fr", words=self._domains)
        return (
            Column("role", "rol", example + "manager", width="3fr", words=self._roles),
            Column(
                "organisation",
                "organisatie",
                example + "gemeente",
                "line",
                "3fr",
                self._organisations,
            ),
            *((domain,) if of_domain else ()),
            Column("count", "aantal", "1", kind="count", width="8"),
            Column("name", "naam", "mag leeg", width="2fr"),
            *((position,) if in_a_game else ()),
        )

    def _roles(self) -> Sequence[str]:
        session = self.snapshot.session
        used = (each.role for each in session.participants)
        return _once(*needed_roles(session.header), *session.header.desired_roles, *used)

    def _organisations(self) -> Sequence[str]:
        return _once(*(each.organisation for each in self.snapshot.session.participants))

    def _positions(self) -> Sequence[str]:
        return _once(*(each.title for each in self.snapshot.session.perspectives))

    def _domains(self) -> Sequence[str]:
        session = self.snapshot.session
        used = (each.domain for each in session.participants)
        return _once(*session.header.required_domains, *used)


def _once(*words: str) -> Sequence[str]:
    return [each for each in dict.fromkeys(map(one_line, words)) if each]


def _label(words: str, classes: str = "field-label") -> Static:
    return Static(Content(words), classes=classes, markup=False)


def _labelled(words: str, *parts: Widget) -> Horizontal:
    return Horizontal(_label(words), *parts, classes="field-row")
