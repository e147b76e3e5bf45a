"""A werkvorm of one's own begins as a copy of one that there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from sessiecoach.domain.errors import FaultCode, FileFaultsError
from sessiecoach.storage.own_werkvormen import copy_werkvorm
from sessiecoach.storage.werkvormen import load_werkvormen

SHIPPED = load_werkvormen(None)


@pytest.mark.parametrize("wanted", [*SHIPPED.formats, *SHIPPED.series_kinds])
def test_each_can_be_copied(wanted: str, tmp_path: Path) -> None:
    """The copy of every shipped file has no fault, is one's own and stands first in the list."""
    own = tmp_path / "werkvormen"
    path = copy_werkvorm(wanted, "mijn-sessie", own)
    assert path == own / "mijn-sessie.toml"
    known = load_werkvormen(own)
    assert known.faults == ()
    copies = known.formats if wanted in SHIPPED.formats else known.series_kinds
    assert next(iter(copies)) == "mijn-sessie"
    copy = copies["mijn-sessie"]
    assert (copy.title, copy.origin) == ("Mijn sessie", "own")


def test_comments_and_layout_stay(tmp_path: Path) -> None:
    """What a person reads in the original stands in the copy; three lines differ."""
    first = copy_werkvorm("stagnatiescan", "een", tmp_path).read_text(encoding="utf-8")
    second = copy_werkvorm("een", "twee", tmp_path).read_text(encoding="utf-8")
    assert first.startswith("# Uit de bron")
    differing = [
        (one, two)
        for one, two in zip(first.splitlines(), second.splitlines(), strict=True)
        if one != two
    ]
    assert differing == [('id = "een"', 'id = "twee"'), ('title = "Een"', 'title = "Twee"')]


def test_a_file_without_an_origin_gets_one(tmp_path: Path) -> None:
    """A key that a copy needs and the original does not name is put on top."""
    copy_werkvorm("vrij", "eerste", tmp_path)
    path = tmp_path / "eerste.toml"
    kept = [line for line in path.read_text().splitlines() if not line.startswith("origin")]
    path.write_text("\n".join(kept) + "\n")
    copy = copy_werkvorm("eerste", "tweede", tmp_path).read_text()
    assert copy.splitlines()[0] == 'origin = "own"'
    assert load_werkvormen(tmp_path).faults == ()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """A name that is taken is refused, and the file that has it stays as it is."""
    taken = tmp_path / "mijn-sessie.toml"
    taken.write_text("van mij\n")
    with pytest.raises(FileExistsError):
        copy_werkvorm("leersessie", "mijn-sessie", tmp_path)
    assert taken.read_text() == "van mij\n"
    assert list(tmp_path.iterdir()) == [taken]


@pytest.mark.parametrize("name", ["", "../buiten", "Mijn Sessie", "a/b", ".verborgen", "x" * 61])
def test_a_name_is_no_path(name: str, tmp_path: Path) -> None:
    """What cannot be an id cannot be the name of a file either, and nothing is made."""
    with pytest.raises(FileFaultsError) as refused:
        copy_werkvorm("leersessie", name, tmp_path / "own")
    assert [each.code for each in refused.value.faults] == [FaultCode.WRONG_FORM]
    assert not (tmp_path / "own").exists()


def test_an_unknown_werkvorm_names_those_that_are_known(tmp_path: Path) -> None:
    """Who mistypes a name is told which there are."""
    with pytest.raises(FileFaultsError) as refused:
        copy_werkvorm("leersesie", "mijn-sessie", tmp_path / "own")
    [fault] = refused.value.faults
    assert fault.code is FaultCode.UNKNOWN_REFERENCE
    assert set(fault.expected.split(" | ")) == {*SHIPPED.formats, *SHIPPED.series_kinds}
    assert not (tmp_path / "own").exists()
