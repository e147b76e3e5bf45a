"""What an error says of itself to a developer; people read the Dutch of `dutch.faults`."""

from __future__ import annotations

from sessiecoach.domain.errors import Fault, FaultCode, FileFaultsError


def test_every_fault_is_named() -> None:
    """Code, key and what was found of each fault are there, in their order."""
    error = FileFaultsError(
        (
            Fault(FaultCode.WRONG_TYPE, key="blocks[2].minutes", found='"tien"'),
            Fault(FaultCode.NOT_UTF8),
        )
    )
    assert str(error) == 'wrong_type blocks[2].minutes "tien"; not_utf8'
