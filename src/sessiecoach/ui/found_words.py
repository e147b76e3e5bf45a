"""Where something stands that was found and that the screen of its meeting does not show."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_NOTES: Final = "bij de notities; F5 gaat naar de sessie"
_SOLUTIONS: Final = "bij de oplossingen en afspraken; F5 en dan F4 toont ze"
_WORKSHEET: Final = "op een werkblad"
_LOOKBACK: Final = "bij de terugkom; F2 gaat erheen"
_EVALUATION: Final = "bij het afronden"
_PREPARED: Final = "in de voorbereiding; shift+F5 gaat erheen"

_FROM_LIVE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "header": _PREPARED,
        "cases": _PREPARED,
        "questions": f"{_WORKSHEET}; ctrl+w gaat erheen",
        "requirements": f"{_WORKSHEET}; ctrl+w gaat erheen",
        "frameworks": f"{_WORKSHEET}; ctrl+w gaat erheen",
        "interests": f"{_WORKSHEET}; ctrl+w gaat erheen",
        "diagnosis": f"{_WORKSHEET}; ctrl+w gaat erheen",
        "ways_out": f"{_WORKSHEET}; ctrl+w gaat erheen",
        "next": f"{_EVALUATION}; F10 gaat erheen",
        "updates": _LOOKBACK,
        "evaluation": f"{_EVALUATION}; F10 gaat erheen",
    }
)
_FROM_PREPARATION: Final[Mapping[str, str]] = MappingProxyType(
    {
        "notes": _NOTES,
        "solutions": _SOLUTIONS,
        "promises": _SOLUTIONS,
        "decisions": _SOLUTIONS,
        "report_backs": _SOLUTIONS,
        "questions": f"{_WORKSHEET}; F5 en dan ctrl+w gaat erheen",
        "requirements": f"{_WORKSHEET}; F5 en dan ctrl+w gaat erheen",
        "frameworks": f"{_WORKSHEET}; F5 en dan ctrl+w gaat erheen",
        "interests": f"{_WORKSHEET}; F5 en dan ctrl+w gaat erheen",
        "diagnosis": f"{_WORKSHEET}; F5 en dan ctrl+w gaat erheen",
        "ways_out": f"{_WORKSHEET}; F5 en dan ctrl+w gaat erheen",
        "next": f"{_EVALUATION}; F5 en dan F10 gaat erheen",
        "updates": _LOOKBACK,
        "evaluation": f"{_EVALUATION}; F5 en dan F10 gaat erheen",
    }
)


def elsewhere_live(table: str) -> str:
    """Return where what was found stands, for who leads the meeting."""
    return _sentence(_FROM_LIVE.get(table))


def elsewhere_prepared(table: str) -> str:
    """Return where what was found stands, for who prepares the meeting."""
    return _sentence(_FROM_PREPARATION.get(table))


def _sentence(where: str | None) -> str:
    if where is None:
        return "Wat u vond staat er niet meer, of niet hier."
    return f"Wat u vond staat {where}."
