"""Colours as data: every theme file that loads, and every fault of those that do not."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from sessiecoach.domain.errors import Fault, FaultCode, FileFaultsError
from sessiecoach.domain.keys import key
from sessiecoach.storage.shape import read_shape
from sessiecoach.storage.toml_file import read_toml_file

SCHEMA: Final = 1
DEFAULT_THEME: Final = "avond"
_COLOUR: Final = "#[0-9a-fA-F]{6}"
_COLOUR_EXAMPLE: Final = "#1b3034"

OWN_VARIABLES: Final[Mapping[str, str]] = {
    "helps": "success",
    "hinders": "error",
    "solution": "secondary",
    "promise": "accent",
    "decision": "secondary",
    "running": "primary",
    "interrupted": "secondary",
    "last-minutes": "warning",
    "last-minute": "warning",
    "overrun": "error",
    "saved": "success",
    "alarm-foreground": "background",
    "alarm-background": "error",
    "muted": "foreground",
    "faint": "foreground",
    "private": "accent",
    "chip-foreground": "foreground",
    "chip-background": "panel",
    "rule": "panel",
    "rule-focus": "primary",
}
"""What this program colours, and the colour that it takes where a theme does not say.

`alarm` is for NIET OPGESLAGEN; `muted` is for what stands beside a text and `faint` for what is
past; `rule` is a line between parts.
"""

# The names that Textual gives a meaning to; a test holds them against its own list.
TEXTUAL_VARIABLES: Final = frozenset(
    f"{part}-{side}"
    for part, sides in {
        "block-cursor": "foreground background text-style",
        "block-cursor-blurred": "foreground background text-style",
        "block-hover": "background",
        "border": "blurred",
        "button": "foreground color-foreground focus-text-style",
        "footer": "foreground background key-foreground key-background"
        " description-foreground description-background item-background",
        "foreground": "muted disabled",
        "input-cursor": "foreground background text-style",
        "input-selection": "foreground background",
        "link": "color style background color-hover style-hover background-hover",
        "screen-selection": "foreground background",
        "scrollbar": "hover active background background-hover background-active corner-color",
        "surface": "active",
        "text": "muted disabled primary secondary accent warning error success",
        "primary": "muted",
        "secondary": "muted",
        "accent": "muted",
        "warning": "muted",
        "error": "muted",
        "success": "muted",
    }.items()
    for side in sides.split()
) | {"border", "scrollbar", "text"}

_TEXTUAL_COLOUR: Final = re.compile(f"{_COLOUR}( [0-9]{{1,2}}%)?|auto [0-9]{{1,2}}%|transparent")
_TEXT_STYLE: Final = re.compile("none|(bold|italic|underline|reverse)( (bold|italic|underline))*")


@dataclass(frozen=True, slots=True)
class ThemeColours:
    """The colours that Textual derives all its own from, each as `#rrggbb`."""

    primary: str = key(form=_COLOUR, example=_COLOUR_EXAMPLE)
    secondary: str = key(form=_COLOUR, example=_COLOUR_EXAMPLE)
    accent: str = key(form=_COLOUR, example=_COLOUR_EXAMPLE)
    warning: str = key(form=_COLOUR, example=_COLOUR_EXAMPLE)
    error: str = key(form=_COLOUR, example=_COLOUR_EXAMPLE)
    success: str = key(form=_COLOUR, example=_COLOUR_EXAMPLE)
    foreground: str = key(form=_COLOUR, example=_COLOUR_EXAMPLE)
    background: str = key(form=_COLOUR, example=_COLOUR_EXAMPLE)
    surface: str = key(form=_COLOUR, example=_COLOUR_EXAMPLE)
    panel: str = key(form=_COLOUR, example=_COLOUR_EXAMPLE)


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """One theme, as its file has it."""

    title: str
    dark: bool
    colours: ThemeColours
    id: str = key(form="[a-z][a-z0-9-]{0,39}", example=DEFAULT_THEME)
    kind: str = key(allowed=("theme",))
    schema: int = key(allowed=(SCHEMA,))
    variables: Mapping[str, str] = key(default_factory=dict)
    """Own variables and those of Textual; after reading, every own one is there."""


@dataclass(frozen=True, slots=True)
class Themes:
    """What the folders with themes gave."""

    themes: Mapping[str, ThemeFile]
    """By id; an own theme goes before a shipped one with the same id."""
    faults: tuple[Fault, ...] = ()

    def choose(self, theme_id: str) -> ThemeFile:
        """Return the theme with this id, else the default, else the one in the program itself."""
        return self.themes.get(theme_id) or self.themes.get(DEFAULT_THEME) or FALLBACK_THEME


def load_themes(folders: Iterable[Path]) -> Themes:
    """Read every `*.toml` of the folders; a folder that is not there is empty.

    A file that cannot be used costs its faults and nothing else.
    """
    themes: dict[str, ThemeFile] = {}
    faults: list[Fault] = []
    for folder in folders:
        of_this_folder: dict[str, Path] = {}
        for path in _theme_paths(folder, faults):
            theme, found = read_theme(path)
            faults.extend(found)
            if theme is None:
                continue
            if theme.id in of_this_folder:
                first = of_this_folder[theme.id].name
                faults.append(
                    Fault(FaultCode.DOUBLE_ID, "id", expected=first, found=theme.id, file=str(path))
                )
                continue
            of_this_folder[theme.id] = path
            themes[theme.id] = theme
    return Themes(themes, tuple(faults))


def _theme_paths(folder: Path, faults: list[Fault]) -> list[Path]:
    try:
        found = list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        reason = errno.errorcode.get(error.errno or 0, "")
        faults.append(Fault(FaultCode.NOT_READABLE, found=reason, file=str(folder)))
        return []
    return sorted(path for path in found if path.suffix == ".toml" and path.name[0] != ".")


def read_theme(path: Path) -> tuple[ThemeFile | None, list[Fault]]:
    """Read one theme; a name that is not known is a fault that leaves the theme usable."""
    try:
        mapping, _ = read_toml_file(path)
    except FileFaultsError as error:
        return None, list(error.faults)
    schema = mapping.get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        newer = Fault(
            FaultCode.NEWER_SCHEMA, "schema", expected=str(SCHEMA), found=str(schema)[:20]
        )
        return None, [replace(newer, file=str(path))]
    theme, faults = read_shape(ThemeFile, mapping, unknown="fault")
    if theme is not None:
        wrong = _variable_faults(theme.variables)
        faults.extend(wrong)
        if any(fault.code is not FaultCode.UNKNOWN_KEY for fault in wrong):
            theme = None
        else:
            theme = replace(theme, variables=_filled(theme))
    return theme, [replace(fault, file=str(path)) for fault in faults]


def _variable_faults(variables: Mapping[str, str]) -> list[Fault]:
    """Check names and values, which go into a style sheet as they are."""
    faults = []
    for name, value in variables.items():
        where, shown = f"variables.{name}", f'"{value[:80]}"'
        if name in OWN_VARIABLES:
            if not re.fullmatch(_COLOUR, value):
                faults.append(Fault(FaultCode.WRONG_FORM, where, _COLOUR_EXAMPLE, shown))
        elif name in TEXTUAL_VARIABLES:
            of_text = "style" in name
            if not (_TEXT_STYLE if of_text else _TEXTUAL_COLOUR).fullmatch(value):
                expected = "bold underline" if of_text else f"{_COLOUR_EXAMPLE} 40%"
                faults.append(Fault(FaultCode.WRONG_FORM, where, expected, shown))
        else:
            near = get_close_matches(name[:80], sorted(OWN_VARIABLES.keys() | TEXTUAL_VARIABLES))
            faults.append(Fault(FaultCode.UNKNOWN_KEY, where, near[0] if near else ""))
    return faults


def _filled(theme: ThemeFile) -> dict[str, str]:
    """Return the known variables of a theme, each own one that it lacks taken from a colour."""
    colours = asdict(theme.colours)
    known = OWN_VARIABLES.keys() | TEXTUAL_VARIABLES
    said = {name: value for name, value in theme.variables.items() if name in known}
    return {name: colours[colour] for name, colour in OWN_VARIABLES.items()} | said


def _fallback() -> ThemeFile:
    colours = ThemeColours(
        primary="#5cc8b2",
        secondary="#86b9dc",
        accent="#f0b65c",
        warning="#f0b65c",
        error="#f58878",
        success="#93cf73",
        foreground="#e6eeec",
        background="#0d1719",
        surface="#132225",
        panel="#1a2e32",
    )
    theme = ThemeFile("Avond", True, colours, id=DEFAULT_THEME, kind="theme", schema=SCHEMA)
    return replace(theme, variables=_filled(theme))


FALLBACK_THEME: Final = _fallback()
"""For an installation whose themes folder is gone: the program still opens."""
