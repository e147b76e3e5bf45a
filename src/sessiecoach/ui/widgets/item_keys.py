"""The keys that work on the item with the cursor, wherever it is listed; `NoteActs` acts."""

from __future__ import annotations

from textual.binding import Binding

MOVES: tuple[Binding, ...] = (
    Binding("up", "move_cursor(-1)", "Vorige", show=False),
    Binding("down", "move_cursor(1)", "Volgende", show=False),
    Binding("home", "move_cursor(-100000)", "Eerste", show=False),
    Binding("end", "move_cursor(100000)", "Laatste", show=False),
    Binding("pageup", "move_page(-1)", "Bladzijde terug", show=False),
    Binding("pagedown", "move_page(1)", "Bladzijde verder", show=False),
)
EDIT = Binding(
    "enter",
    "screen.edit_item",
    "Wijzigen",
    id="item.edit",
    tooltip="Tekst en alles wat erbij hoort wijzigen",
)
WITHDRAW: tuple[Binding, ...] = (
    Binding(
        "p",
        "screen.toggle_private",
        "Privé",
        id="item.private",
        show=False,
        tooltip="Privé aan of uit; wat privé is komt niet in het zaalscherm en het verslag",
    ),
    Binding(
        "x,delete",
        "screen.withdraw_item",
        "Intrekken",
        id="item.withdraw",
        tooltip="Niet laten meetellen; ctrl+z of b haalt het terug",
    ),
    Binding(
        "b",
        "screen.bring_back_item",
        "Terugbrengen",
        id="item.bring_back",
        tooltip="Wat was ingetrokken weer laten meetellen",
    ),
    Binding(
        "w",
        "screen.toggle_withdrawn",
        "Ingetrokken tonen",
        id="item.withdrawn",
        show=False,
        tooltip="Wat is ingetrokken doorgestreept tonen, of weer verbergen",
    ),
    Binding(
        "escape,ctrl+down",
        "screen.focus_composer",
        "Naar de invoer",
        id="item.composer",
        show=False,
        tooltip="Terug naar de regel waarin u typt",
    ),
)
NOTE_KEYS: tuple[Binding, ...] = (
    *MOVES,
    Binding("left", "move_column(-1)", "Kolom links", show=False),
    Binding("right", "move_column(1)", "Kolom rechts", show=False),
    EDIT,
    Binding(
        "m",
        "screen.move_note",
        "Verplaatsen",
        id="note.move",
        tooltip="Naar een andere kolom of een andere soort",
    ),
    Binding(
        "shift+left",
        "screen.shift_note(-1)",
        "Naar kolom links",
        id="note.left",
        show=False,
        tooltip="Deze notitie naar de kolom links verplaatsen",
    ),
    Binding(
        "shift+right",
        "screen.shift_note(1)",
        "Naar kolom rechts",
        id="note.right",
        show=False,
        tooltip="Deze notitie naar de kolom rechts verplaatsen",
    ),
    Binding(
        "o",
        "screen.make_solution",
        "Oplossing",
        id="note.solution",
        tooltip="Er een oplossing van maken; de notitie blijft en is eraan verbonden",
    ),
    Binding(
        "g",
        "screen.merge_note",
        "Samenvoegen",
        id="note.merge",
        show=False,
        tooltip="Een notitie die hetzelfde zegt in deze opnemen",
    ),
    Binding(
        "equals_sign",
        "screen.link_note",
        "Kwam eerder voor",
        key_display="=",
        id="note.link",
        show=False,
        tooltip="Zeggen welke notitie van een eerdere bijeenkomst hetzelfde is",
    ),
    *WITHDRAW,
)
SOLUTION_KEYS: tuple[Binding, ...] = (
    *MOVES,
    EDIT,
    Binding(
        "t",
        "screen.add_promise",
        "Toezegging",
        id="solution.promise",
        tooltip="Een toezegging of actie bij deze oplossing: wie, wat, wanneer, rugdekking",
    ),
    Binding(
        "j",
        "screen.set_feasible(True)",
        "Uitvoerbaar",
        id="solution.feasible",
        tooltip="Ja, het aanwezige management kan dit uitvoeren",
    ),
    Binding(
        "n",
        "screen.set_feasible(False)",
        "Niet uitvoerbaar",
        id="solution.not_feasible",
        show=False,
        tooltip="Nee, het aanwezige management kan dit niet uitvoeren",
    ),
    Binding(
        "d",
        "screen.add_decision",
        "Besluit",
        id="solution.decision",
        show=False,
        tooltip="Een besluit vastleggen, met reden en wie besloot",
    ),
    Binding(
        "r",
        "screen.add_report_back",
        "Terugkoppeling",
        id="solution.report_back",
        tooltip="Wie koppelt wat terug in de eigen organisatie",
    ),
    *WITHDRAW,
)
