"""Numbers as Dutch people write them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def decimal(value: float | Decimal, places: int = 1) -> str:
    """Return `value` with a decimal comma and at most `places` decimals: `0,5`, `3`.

    Halves go away from zero, as people round; zeros at the end and a minus before zero are
    left out.
    """
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace(".", ",")


def counted(count: int, one: str, many: str) -> str:
    """Return a count with its word: `1 oplossing`, `3 oplossingen`, `0 oplossingen`."""
    return f"{count} {one if count == 1 else many}"


def number_words(value: float | None, places: int) -> str:
    """Return a number with as many decimals as asked, also a round one; a dash for none."""
    if value is None:
        return "–"
    whole, _comma, part = decimal(value, places).partition(",")
    return f"{whole},{part.ljust(places, '0')}" if places else whole


def difference_words(delta: float | None, places: int) -> str:
    """Return a difference with its sign: `+0,9`, `−2`, `gelijk`; nothing where it is not known."""
    if delta is None:
        return ""
    words = number_words(abs(delta), places)
    if not words.strip("0,"):
        return "gelijk"
    return f"{'+' if delta > 0 else '−'}{words}"
