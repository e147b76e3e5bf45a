"""What Tab offers in a search line."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from sessiecoach.storage.search.asking import Contents
from sessiecoach.ui.search_offers import offers_for

CONTENTS = Contents(
    2,
    MappingProxyType(
        {"who": ("manager", "Jé Jansen", 'de "baas"'), "series": ("Oss",), "case": ()}
    ),
    (2017, 2016),
)


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("so", ("soort:",)),
        ("geld W", ("wie:",)),
        ("is:", ("is:open ", "is:te-laat ")),
        ("is:t", ("is:te-laat ",)),
        ("soort:bes", ("soort:besluit ",)),
        ("wie:je", ('wie:"Jé Jansen" ',)),
        ("wie:jans", ('wie:"Jé Jansen" ',)),
        ('wie:"de', ('wie:"de  baas" ',)),
        ("WIE:man", ("wie:manager ",)),
        ("reeks:", ("reeks:Oss ",)),
        ("na:", ("na:2017 ", "na:2016 ")),
    ],
)
def test_what_fits_is_offered(line: str, offered: tuple[str, ...]) -> None:
    """Names by their beginning, values by the beginning of any of their words, accents aside."""
    offers = offers_for(line, len(line), CONTENTS)
    assert offers is not None
    assert offers.texts == offered


@pytest.mark.parametrize("line", ["mandaat", "casus:", "wie:xyz", "let:op", '"so', "12:30"])
def test_where_nothing_fits_nothing_is_offered(line: str) -> None:
    """A word that is no filter is left alone."""
    assert offers_for(line, len(line), CONTENTS) is None


def test_every_filter_is_offered_before_a_word() -> None:
    """At the begin of a word all names are there."""
    offers = offers_for("geld ", 5, CONTENTS)
    assert offers is not None
    assert len(offers.texts) == 8


def test_it_is_put_where_the_word_stood() -> None:
    """What stands before and behind it stays."""
    offers = offers_for("geld is:t huis", 9, CONTENTS)
    assert offers is not None
    assert offers.put_in("geld is:t huis", 9, 0) == ("geld is:te-laat huis", 16)
