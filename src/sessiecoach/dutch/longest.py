"""What is said of a text that is longer than a record takes."""

from __future__ import annotations

from sessiecoach.domain.text import LONGEST_BYTES, bytes_of, is_too_long


def too_long_sentence(text: str) -> str:
    """Say how long a text is and may be, and where it is; nothing of one that is not too long."""
    if not is_too_long(text):
        return ""
    return (
        f"Te lang: {bytes_of(text) // 1000} kB, hoogstens {LONGEST_BYTES // 1000} kB."
        " De tekst staat nog in het veld."
    )
