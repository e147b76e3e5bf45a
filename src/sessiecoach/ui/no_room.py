"""Text that has no room at all is laid out in one column, where Textual would fall over."""

from __future__ import annotations

import importlib

from rich.cells import chop_cells


def wrap_in_any_width() -> None:
    """Let text be wrapped whatever width is asked for, as long as this process lasts.

    While a window gets smaller, a layout of before may leave a widget no columns. Textual
    itself asks no height of a widget without any, but one that draws its own lines is asked.
    """
    vars(importlib.import_module("rich._wrap"))["chop_cells"] = _chopped


def _chopped(text: str, width: int) -> list[str]:
    return chop_cells(text, max(1, width))
