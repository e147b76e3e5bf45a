"""A theme file as a Textual theme."""

from __future__ import annotations

from textual.theme import Theme

from sessiecoach.storage.themes import ThemeFile


def textual_theme(file: ThemeFile) -> Theme:
    """Return the Textual theme of a theme file, with the names of this program as variables."""
    colours = file.colours
    return Theme(
        name=file.id,
        dark=file.dark,
        primary=colours.primary,
        secondary=colours.secondary,
        accent=colours.accent,
        warning=colours.warning,
        error=colours.error,
        success=colours.success,
        foreground=colours.foreground,
        background=colours.background,
        surface=colours.surface,
        panel=colours.panel,
        variables=dict(file.variables),
    )
