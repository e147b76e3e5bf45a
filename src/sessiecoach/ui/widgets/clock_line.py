"""The clock of the running block on one line, where something else needs the room."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from sessiecoach.ui.widgets.clock_panel import NO_FACE, SHAPES, ClockFace


class ClockLine(Static):
    """What runs, how long it still has, and until when."""

    face: reactive[ClockFace] = reactive(NO_FACE, repaint=False)

    def __init__(self) -> None:
        super().__init__(markup=False)

    def watch_face(self, face: ClockFace) -> None:
        """Show the time as it is now."""
        shape = SHAPES.get(face.phase, "")
        marker = f"{shape} {face.marker} {shape}".strip() if face.marker else ""
        line = Content.assemble(
            (face.name.kind, "bold"),
            (f"  {face.name.title}" if face.name.title else "", "$muted"),
            "   ",
            (face.plain, "bold $running" if not marker else "bold $warning"),
            (f"   {face.ready}" if face.ready else "", "$muted"),
            (f"   {marker}", "bold $warning"),
        )
        self.update(line, layout=False)
