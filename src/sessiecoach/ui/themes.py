"""A theme file as a Textual theme."""

from __future__ import annotations

from dataclasses import asdict

from textual.theme import Theme

from sessiecoach.storage.themes import ThemeFile


def textual_theme(file: ThemeFile) -> Theme:
    """Return the Textual theme of a theme file, with the names of this program as variables."""
    return Theme(
        name=file.id, dark=file.dark, **asdict(file.colours), variables=dict(file.variables)
    )
