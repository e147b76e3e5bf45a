"""Themes are data: those that are there load, can be read by everyone, and fault by name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest
from textual.design import ColorSystem

from sessiecoach.domain.errors import FaultCode
from sessiecoach.storage.home import shipped
from sessiecoach.storage.themes import (
    FALLBACK_THEME,
    OWN_VARIABLES,
    TEXTUAL_VARIABLES,
    ThemeFile,
    Themes,
    load_themes,
    read_theme,
)

SHIPPED = load_themes([shipped("themes")])
TEXTS = [
    "helps",
    "hinders",
    "solution",
    "promise",
    "decision",
    "private",
    "running",
    "interrupted",
    "last-minutes",
    "last-minute",
    "overrun",
    "saved",
    "muted",
    "faint",
    "link-color",
    "text-muted",
    "text-disabled",
    "foreground-muted",
    "foreground-disabled",
]
ON_THEIR_OWN_BACKGROUND = [
    "alarm",
    "chip",
    "block-cursor",
    "block-cursor-blurred",
    "input-cursor",
    "input-selection",
    "screen-selection",
]
TEXT_COLOURS = ["foreground", "primary", "secondary", "accent", "warning", "error", "success"]
COLOURS = dict.fromkeys([*TEXT_COLOURS, "background", "surface", "panel"], "#123456")


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` as WCAG 2 defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def needed(theme: ThemeFile) -> float:
    return 7.0 if theme.id == "contrast" else 4.5


def theme_text(
    *,
    colours: Mapping[str, str] | None = None,
    variables: str = "",
    changed: Mapping[str, str | None] | None = None,
) -> str:
    top: dict[str, str | None] = {
        "schema": "1",
        "kind": '"theme"',
        "id": '"eigen"',
        "title": '"Eigen"',
        "dark": "true",
    }
    lines = [
        f"{name} = {value}"
        for name, value in (top | dict(changed or {})).items()
        if value is not None
    ]
    lines.append("[colours]")
    lines += [f'{name} = "{value}"' for name, value in (COLOURS | dict(colours or {})).items()]
    return "\n".join([*lines, "[variables]", variables, ""])


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_contrast_is_measured_as_wcag_does() -> None:
    """The measure itself: black on white is 21, a colour on itself 1, a known grey 4.5."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#123456", "#123456") == 1
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_every_shipped_theme_loads() -> None:
    """What lies in the folder loads without a fault: a dark, a light and a high-contrast one."""
    assert SHIPPED.faults == ()
    assert {"avond", "ochtend", "contrast"} <= set(SHIPPED.themes)
    assert len(SHIPPED.themes) == len(list(shipped("themes").glob("*.toml")))
    assert SHIPPED.themes["avond"].dark
    assert not SHIPPED.themes["ochtend"].dark


@pytest.mark.parametrize("theme", SHIPPED.themes.values(), ids=lambda theme: theme.id)
def test_text_can_be_read_on_every_background(theme: ThemeFile) -> None:
    """Every colour of text has enough contrast on background, surface and panel."""
    colours = theme.colours
    texts = {name: theme.variables[name] for name in TEXTS} | {
        name: getattr(colours, name) for name in TEXT_COLOURS
    }
    backgrounds = (colours.background, colours.surface, colours.panel)
    weak = [
        (name, background, round(contrast(colour, background), 2))
        for (name, colour), background in product(texts.items(), backgrounds)
        if contrast(colour, background) < needed(theme)
    ]
    assert weak == []


@pytest.mark.parametrize("theme", SHIPPED.themes.values(), ids=lambda theme: theme.id)
def test_marked_text_can_be_read(theme: ThemeFile) -> None:
    """Alarm, chips, cursors, selections, footer and buttons have contrast on their own ground."""
    variables, colours = theme.variables, theme.colours
    pairs = [
        (variables[f"{name}-foreground"], variables[f"{name}-background"])
        for name in ON_THEIR_OWN_BACKGROUND
    ]
    footer = variables["footer-background"]
    pairs += [(variables[f"footer-{name}foreground"], footer) for name in ("", "key-")]
    pairs.append((variables["footer-description-foreground"], footer))
    pairs.append((variables["link-color-hover"], variables["link-background-hover"]))
    pairs += [
        (variables["button-color-foreground"], ground)
        for ground in (colours.primary, colours.success, colours.warning, colours.error)
    ]
    assert [pair for pair in pairs if contrast(*pair) < needed(theme)] == []


@pytest.mark.parametrize("theme", SHIPPED.themes.values(), ids=lambda theme: theme.id)
def test_phases_of_the_clock_differ_from_each_other(theme: ThemeFile) -> None:
    """Running, five minutes, one minute and overrun each have a colour of their own."""
    names = ["running", "interrupted", "last-minutes", "last-minute", "overrun"]
    assert len({theme.variables[name] for name in names}) == len(names)
    assert theme.variables["helps"] != theme.variables["hinders"]


@pytest.mark.parametrize(
    "path", sorted(shipped("themes").glob("*.toml")), ids=lambda path: path.stem
)
def test_shipped_theme_says_everything_itself(path: Path) -> None:
    """A shipped theme is called after its file and leaves no own variable to be guessed."""
    text = path.read_text(encoding="utf-8")
    said = set(re.findall(r"^([a-z-]+) = ", text.partition("[variables]")[2], re.MULTILINE))
    assert set(OWN_VARIABLES) <= said
    assert path.stem in SHIPPED.themes


def test_known_names_are_those_of_textual() -> None:
    """Each name that a theme may set is one that Textual uses, and none of it is one of ours."""
    assert set(ColorSystem(primary="#123456").generate()) >= TEXTUAL_VARIABLES
    assert not set(ColorSystem(primary="#123456").generate()) & OWN_VARIABLES.keys()


@pytest.mark.parametrize("theme", SHIPPED.themes.values(), ids=lambda theme: theme.id)
def test_values_are_colours_for_textual(theme: ThemeFile) -> None:
    """Textual makes its variables of a theme without an error, and takes over what it says."""
    colours = theme.colours
    made = ColorSystem(
        primary=colours.primary,
        background=colours.background,
        dark=theme.dark,
        variables=dict(theme.variables),
    ).generate()
    assert made["footer-key-foreground"] == theme.variables["footer-key-foreground"]


def test_own_variable_that_is_not_said_takes_a_colour(tmp_path: Path) -> None:
    """A theme of before a new variable still has them all, so that no style lacks one."""
    path = put(tmp_path, "eigen.toml", theme_text(colours={"success": "#00ff00"}))
    theme, faults = read_theme(path)
    assert faults == []
    assert theme is not None
    assert set(theme.variables) == set(OWN_VARIABLES)
    assert theme.variables["helps"] == "#00ff00"


def test_own_theme_goes_before_a_shipped_one(tmp_path: Path) -> None:
    """A person's theme with the id of a shipped one takes its place."""
    put(tmp_path, "avond.toml", theme_text(changed={"id": '"avond"', "title": '"Mijn avond"'}))
    themes = load_themes([shipped("themes"), tmp_path])
    assert themes.themes["avond"].title == "Mijn avond"
    assert themes.faults == ()


def test_one_bad_file_costs_its_own_faults_only(tmp_path: Path) -> None:
    """Broken files are named with what is wrong, and the others load."""
    put(tmp_path, "goed.toml", theme_text())
    broken = put(tmp_path, "kapot.toml", "schema = = 1\n")
    pale = put(tmp_path, "kleur.toml", theme_text(changed={"id": '"b"'}, colours={"panel": "teal"}))
    put(tmp_path, "lees.txt", "geen thema")
    put(tmp_path, ".verborgen.toml", "geen thema")
    (tmp_path / "map.toml").mkdir()
    themes = load_themes([tmp_path, tmp_path / "nergens", broken])
    assert set(themes.themes) == {"eigen"}
    assert [(fault.file, fault.code, fault.key) for fault in themes.faults] == [
        (str(broken), FaultCode.NOT_TOML, ""),
        (str(pale), FaultCode.WRONG_FORM, "colours.panel"),
        (str(tmp_path / "map.toml"), FaultCode.NOT_READABLE, ""),
    ]
    assert themes.faults[1].expected == "#1b3034"


def test_two_themes_with_one_id_are_told(tmp_path: Path) -> None:
    """Within a folder the first file keeps the id, and the second is named with the first."""
    put(tmp_path, "a.toml", theme_text(changed={"title": '"Eerste"'}))
    second = put(tmp_path, "b.toml", theme_text(changed={"title": '"Tweede"'}))
    themes = load_themes([tmp_path])
    assert themes.themes["eigen"].title == "Eerste"
    (fault,) = themes.faults
    assert (fault.code, fault.file, fault.found) == (FaultCode.DOUBLE_ID, str(second), "eigen")
    assert fault.expected == "a.toml"


@pytest.mark.parametrize(
    ("changed", "code", "where"),
    [
        ({"schema": "2"}, FaultCode.NEWER_SCHEMA, "schema"),
        ({"schema": "0"}, FaultCode.NOT_ALLOWED, "schema"),
        ({"schema": None}, FaultCode.MISSING_KEY, "schema"),
        ({"kind": '"werkvorm"'}, FaultCode.NOT_ALLOWED, "kind"),
        ({"id": '"Mijn thema"'}, FaultCode.WRONG_FORM, "id"),
        ({"dark": '"ja"'}, FaultCode.WRONG_TYPE, "dark"),
    ],
)
def test_wrong_key_is_named(
    tmp_path: Path, changed: dict[str, str | None], code: FaultCode, where: str
) -> None:
    """Each fault of the top of a theme has its code and its key."""
    theme, faults = read_theme(put(tmp_path, "t.toml", theme_text(changed=changed)))
    assert theme is None
    assert [(fault.code, fault.key) for fault in faults] == [(code, where)]


@pytest.mark.parametrize(
    "line",
    [
        'helps = "green"',
        'helps = "#00ff00 50%"',
        'border = "red; } Screen { display: none"',
        'border = "$panel"',
        'footer-key-foreground = "#12345"',
        'link-style = "#123456"',
        'link-color = "bold"',
        'input-cursor-text-style = "blink"',
    ],
)
def test_value_that_is_no_colour_or_style_is_refused(tmp_path: Path, line: str) -> None:
    """Values go into a style sheet, so only plain colours and styles are taken."""
    theme, faults = read_theme(put(tmp_path, "t.toml", theme_text(variables=line)))
    assert theme is None
    name = line.partition(" ")[0]
    assert [(fault.code, fault.key) for fault in faults] == [
        (FaultCode.WRONG_FORM, f"variables.{name}")
    ]


@pytest.mark.parametrize(
    "line",
    [
        'helps = "#00FF00"',
        'border = "#123456 40%"',
        'text-muted = "auto 60%"',
        'footer-item-background = "transparent"',
        'block-cursor-text-style = "bold underline"',
        'block-cursor-text-style = "none"',
    ],
)
def test_values_that_textual_knows_are_taken(tmp_path: Path, line: str) -> None:
    """Colours with a strength, automatic ones, and text styles may stand in a theme."""
    theme, faults = read_theme(put(tmp_path, "t.toml", theme_text(variables=line)))
    assert faults == []
    assert theme is not None
    assert f'{line.partition(" ")[0]} = "{theme.variables[line.partition(" ")[0]]}"' == line


def test_unknown_variable_is_told_and_left_out(tmp_path: Path) -> None:
    """A slip in a name is told with the nearest known name, and the theme works without it."""
    path = put(tmp_path, "t.toml", theme_text(variables='hinder = "#123456"'))
    theme, (fault,) = read_theme(path)
    assert theme is not None
    assert "hinder" not in theme.variables
    assert (fault.code, fault.key, fault.expected) == (
        FaultCode.UNKNOWN_KEY,
        "variables.hinder",
        "hinders",
    )


def test_there_is_always_a_theme() -> None:
    """An unknown id gives the default, and without any file the one in the program."""
    assert SHIPPED.choose("contrast").id == "contrast"
    assert SHIPPED.choose("bestaat-niet").id == "avond"
    assert Themes({}).choose("avond") is FALLBACK_THEME
    assert set(FALLBACK_THEME.variables) == set(OWN_VARIABLES)
