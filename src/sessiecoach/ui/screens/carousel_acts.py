"""What can be done with groups that rotate, while a meeting is prepared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from sessiecoach.domain.carousel import (
    can_rotate,
    cases_of,
    choose_carousel,
    leave_carousel,
    perspectives_of,
    place_group,
    rotates,
    station_of,
)
from sessiecoach.domain.session import Block, Station
from sessiecoach.domain.text import one_line
from sessiecoach.dutch.carousel import case_name, perspective_name
from sessiecoach.ui.screens.filing import FilingScreen
from sessiecoach.ui.screens.form import FormField, FormScreen
from sessiecoach.ui.widgets.carousel_table import CHOOSE_KEY, CarouselTable
from sessiecoach.ui.words import group_name, short_name


class CarouselActs(FilingScreen):
    """A screen with a `CarouselPart`: groups free or rotating, and where each of them is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            CHOOSE_KEY,
            "toggle_carousel",
            "Carrousel",
            id="prepare.carousel",
            priority=True,
            show=False,
            tooltip="De groepen laten rouleren over perspectieven en casussen, of vrij laten",
        ),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say what can be done now; while a meeting is held nobody is divided anew."""
        if action == "toggle_carousel":
            session = self.live.session
            possible = can_rotate(session) or rotates(session)
            return possible and session.header.status == "draft" and not self.snapshot.read_only
        return super().check_action(action, parameters)

    def action_toggle_carousel(self) -> None:
        """Let the groups rotate, or let them be free again; one act, one undo."""
        self.file_all()
        session = self.live.session
        self.live.do(leave_carousel(session) if rotates(session) else choose_carousel(session))

    @on(CarouselTable.DivideAsked)
    def _divide(self, event: CarouselTable.DivideAsked) -> None:
        event.stop()
        self.file_all()
        if self.check_action("toggle_carousel", ()):
            self.live.do(choose_carousel(self.live.session))

    @on(CarouselTable.ChangeAsked)
    def _change_station(self, event: CarouselTable.ChangeAsked) -> None:
        event.stop()
        session = self.live.session
        block = session.block(event.block)
        group = next((each for each in session.groups if each.id == event.group), None)
        if block is None or group is None or not self.check_action("toggle_carousel", ()):
            return

        def filled(values: Mapping[str, object] | None) -> None:
            now = self.live.session.block(event.block)
            if values is not None and now is not None:
                perspective, case = (str(values.get(each) or "") for each in ("looks", "case"))
                self.live.do(place_group(now, event.group, perspective, case))

        name = f"{group_name(group)} in {short_name(session, block)}"
        self.app.push_screen(FormScreen(name, self._fields(block, event.group)), filled)

    def _fields(self, block: Block, group: str) -> tuple[FormField, ...]:
        session = self.live.session
        station = station_of(block, group) or Station()
        looks = perspectives_of(session, block)
        told = {each.id: one_line(each.title) for each in cases_of(session)}
        perspective = FormField(
            "looks",
            "Perspectief",
            "choice",
            station.perspective if station.perspective in looks else "",
            choices=tuple((perspective_name(session, each), each) for each in looks),
        )
        case = FormField(
            "case",
            "Casus",
            "choice",
            station.case if station.case in told else "",
            choices=tuple(
                (f"{case_name(each)}  {title}".strip(), each) for each, title in told.items()
            ),
        )
        return (perspective, case) if told else (perspective,)
