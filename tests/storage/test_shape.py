"""Reading a mapping into a dataclass and back, and every fault that can be in it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.errors import Fault, FaultCode
from sessiecoach.domain.keys import key
from sessiecoach.domain.text import visible
from sessiecoach.storage.shape import plain, read_shape

NOON = datetime.datetime(2016, 9, 5, 12, 0, tzinfo=datetime.UTC)


class Mood(StrEnum):
    GLAD = "blij"
    SAD = "droef"


@dataclass(frozen=True, slots=True)
class Gap:
    from_: datetime.datetime
    until: datetime.datetime | None
    given_back: bool = False
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Block:
    id: str = key(form="[a-z][a-z0-9-]*", example="ronde-1")
    minutes: int = key(default=10, least=1, most=480)
    kind: Literal["round", "break"] = "round"
    captures: tuple[str, ...] = key(default=(), allowed=("feit", "inzicht"))
    marks: tuple[int, ...] = key(default=(5, 1), least=0)
    gaps: tuple[Gap, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Whole:
    title: str
    blocks: tuple[Block, ...] = ()
    mood: Mood = Mood.GLAD
    weight: float = 1.0
    day: datetime.date | None = None
    begins: datetime.time = datetime.time(9)
    at: datetime.datetime | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    first: Block | None = None
    parts: tuple[Whole, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Closed:
    """A level that has no place for unknown keys."""

    title: str = ""


def only_fault(mapping: Mapping[str, object]) -> Fault:
    whole, faults = read_shape(Whole, {"title": "x", **mapping}, unknown="keep")
    assert whole is None
    assert len(faults) == 1
    return faults[0]


def test_every_type_of_value_is_read() -> None:
    """Each supported type arrives as the type of its field."""
    whole, faults = read_shape(
        Whole,
        {
            "title": "Eerste",
            "blocks": [{"id": "r1", "minutes": 20, "kind": "break", "captures": ["feit"]}],
            "mood": "droef",
            "weight": 2,
            "day": datetime.date(2016, 6, 27),
            "begins": datetime.time(9, 30),
            "at": NOON,
            "names": {"a": "A"},
            "first": {"id": "r0", "gaps": [{"from": NOON}]},
            "parts": [{"title": "binnen"}],
        },
        unknown="fault",
    )
    assert faults == []
    assert whole == Whole(
        title="Eerste",
        blocks=(Block("r1", 20, "break", ("feit",)),),
        mood=Mood.SAD,
        weight=2.0,
        day=datetime.date(2016, 6, 27),
        begins=datetime.time(9, 30),
        at=NOON,
        names={"a": "A"},
        first=Block("r0", gaps=(Gap(NOON, None),)),
        parts=(Whole("binnen"),),
    )
    assert isinstance(whole.weight, float)


def test_all_faults_are_collected_with_the_path_that_a_person_counts() -> None:
    """One reading names every fault; lists count from 1."""
    whole, faults = read_shape(
        Whole,
        {
            "blocks": [
                {"id": "r1"},
                {"id": "R 2", "minutes": 0, "captures": ["feit", "mening"]},
                {"gaps": [{"from": NOON, "until": "straks"}]},
            ],
            "mood": "boos",
            "names": {"van mij": 1},
        },
        unknown="keep",
    )
    assert whole is None
    assert [(fault.code, fault.key, fault.expected, fault.found) for fault in faults] == [
        (FaultCode.MISSING_KEY, "title", "", ""),
        (FaultCode.WRONG_FORM, "blocks[2].id", "ronde-1", '"R 2"'),
        (FaultCode.OUT_OF_RANGE, "blocks[2].minutes", "1..480", "0"),
        (FaultCode.NOT_ALLOWED, "blocks[2].captures[2]", "feit | inzicht", '"mening"'),
        (FaultCode.MISSING_KEY, "blocks[3].id", "", ""),
        (FaultCode.WRONG_TYPE, "blocks[3].gaps[1].until", "instant", '"straks"'),
        (FaultCode.NOT_ALLOWED, "mood", "blij | droef", '"boos"'),
        (FaultCode.WRONG_TYPE, 'names."van mij"', "text", "1"),
    ]


@pytest.mark.parametrize(
    ("mapping", "expected", "found"),
    [
        ({"title": 5}, "text", "5"),
        ({"weight": True}, "number", "true"),
        ({"weight": float("nan")}, "number", "nan"),
        ({"weight": 10**400}, "number", "9999…"),
        ({"day": NOON}, "date", NOON.isoformat()),
        ({"at": datetime.date(2016, 6, 27)}, "instant", "2016-06-27"),
        ({"at": NOON.replace(tzinfo=None)}, "instant", "2016-09-05T12:00:00"),
        ({"begins": "9:00"}, "time", '"9:00"'),
        ({"blocks": {"id": "r1"}}, "list", "{…}"),
        ({"first": ["r1"]}, "table", "[…]"),
        ({"names": []}, "table", "[]"),
    ],
)
def test_a_wrong_type_is_named(mapping: dict[str, object], expected: str, found: str) -> None:
    """A value is never bent into another type."""
    fault = only_fault(mapping)
    assert (fault.code, fault.expected, fault.found) == (FaultCode.WRONG_TYPE, expected, found)


@pytest.mark.parametrize("value", [True, 1.0, "1"])
def test_only_a_whole_number_is_an_integer(value: object) -> None:
    """True, 1.0 and "1" are no integers."""
    fault = only_fault({"first": {"id": "r", "minutes": value}})
    assert (fault.code, fault.key) == (FaultCode.WRONG_TYPE, "first.minutes")


def test_one_sided_ranges() -> None:
    """A range without an end says so; limits count for each value of a list."""
    fault = only_fault({"first": {"id": "r", "marks": [5, -1]}})
    assert (fault.code, fault.key, fault.expected) == (
        FaultCode.OUT_OF_RANGE,
        "first.marks[2]",
        "0..",
    )


def test_unknown_keys_are_kept_at_every_level_and_written_last() -> None:
    """What a newer version or a person added survives."""
    mapping: dict[str, object] = {
        "kleur": {"hex": ["#fff"]},
        "title": "x",
        "blocks": [{"later": 1, "id": "r1", "gaps": [{"from": NOON, "why": "slaap"}]}],
    }
    whole, faults = read_shape(Whole, mapping, unknown="keep")
    assert faults == []
    assert whole is not None
    assert whole.extra == {"kleur": {"hex": ["#fff"]}}
    written = plain(whole)
    assert written == mapping
    assert list(written) == ["title", "blocks", "kleur"]


def test_an_unknown_key_is_a_fault_with_the_nearest_known_key() -> None:
    """A typing error is answered with the key that was meant, and does not prevent reading."""
    whole, faults = read_shape(
        Whole, {"title": "x", "blocks": [{"id": "r1", "minuts": 5}], "zzz": 1}, unknown="fault"
    )
    assert whole == Whole("x", (Block("r1"),))
    assert faults == [
        Fault(FaultCode.UNKNOWN_KEY, "blocks[1].minuts", "minutes"),
        Fault(FaultCode.UNKNOWN_KEY, "zzz"),
    ]


def test_a_choice_of_numbers_does_not_take_true_for_one() -> None:
    """Of a few allowed values the type counts as well."""

    @dataclass(frozen=True)
    class Step:
        number: Literal[1, 2] = 1

    assert read_shape(Step, {"number": 2}, unknown="fault") == (Step(2), [])
    assert read_shape(Step, {"number": True}, unknown="fault") == (
        None,
        [Fault(FaultCode.NOT_ALLOWED, "number", "1 | 2", "true")],
    )


def test_a_level_without_a_place_for_unknown_keys_never_drops_them_silently() -> None:
    """With nowhere to keep an unknown key it is a fault, also when asked to keep."""
    assert read_shape(Closed, {"titel": "x"}, unknown="keep") == (
        Closed(),
        [Fault(FaultCode.UNKNOWN_KEY, "titel", "title")],
    )


def test_a_key_called_extra_is_a_key_like_any_other() -> None:
    """The name of the field that gathers is no key of the file."""
    whole, _ = read_shape(Whole, {"title": "x", "extra": 1}, unknown="keep")
    assert whole is not None
    assert whole.extra == {"extra": 1}
    assert plain(whole) == {"title": "x", "extra": 1}


def test_every_text_is_made_visible() -> None:
    """No text of a file can command a terminal, wherever it stands, nor the fault about it."""
    whole, _ = read_shape(
        Whole,
        {"title": "a\x1b[2J", "names": {"k": "\x07"}, "vreemd": [{"d": "\x9b"}]},
        unknown="keep",
    )
    assert whole is not None
    assert (whole.title, whole.names) == ("a<1b>[2J", {"k": "<07>"})
    assert whole.extra == {"vreemd": [{"d": "<9b>"}]}
    assert only_fault({"mood": "\x1b"}).found == '"<1b>"'
    assert only_fault({"names": {"\x1b": "x"}}).key == 'names."<1b>"'


def test_what_equals_its_default_is_left_out() -> None:
    """A file holds only what somebody chose, in the order of the fields."""
    assert plain(Whole("x", mood=Mood.SAD, blocks=(Block("r1", marks=()),))) == {
        "title": "x",
        "blocks": [{"id": "r1", "marks": []}],
        "mood": "droef",
    }


def test_a_field_that_no_file_can_hold_is_an_error_of_the_program() -> None:
    """A class that could not be read back is refused at its first use."""

    @dataclass(frozen=True)
    class Lossy:
        count: int | None = 3

    @dataclass(frozen=True)
    class Odd:
        value: complex = 1j

    with pytest.raises(TypeError, match="count"):
        read_shape(Lossy, {}, unknown="keep")
    with pytest.raises(TypeError, match="value"):
        read_shape(Odd, {}, unknown="keep")


texts = st.text(max_size=12).map(visible)
offsets = st.integers(-720, 720).map(
    lambda minutes: datetime.timezone(datetime.timedelta(minutes=minutes))
)
instants = st.datetimes(timezones=offsets)
anything = st.recursive(
    st.booleans() | st.integers() | st.floats(allow_nan=False) | texts | instants | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
KNOWN = {"id", "minutes", "kind", "captures", "marks", "gaps", "from", "until", "given_back"} | {
    each.removesuffix("_") for each in Whole.__slots__
}
extras = st.dictionaries(texts.filter(lambda name: name not in KNOWN), anything, max_size=2)
gaps = st.builds(Gap, instants, st.none() | instants, st.booleans(), extras)
blocks = st.builds(
    Block,
    st.from_regex("[a-z][a-z0-9-]{0,4}", fullmatch=True),
    st.integers(1, 480),
    st.sampled_from(["round", "break"]),
    st.lists(st.sampled_from(["feit", "inzicht"]), max_size=3).map(tuple),
    st.lists(st.integers(0, 99), max_size=3).map(tuple),
    st.lists(gaps, max_size=2).map(tuple),
    extras,
)
wholes = st.recursive(
    st.builds(
        Whole,
        texts,
        st.lists(blocks, max_size=2).map(tuple),
        st.sampled_from(Mood),
        st.floats(allow_nan=False, allow_infinity=False),
        st.none() | st.dates(),
        st.times(),
        st.none() | instants,
        st.dictionaries(texts, texts, max_size=2),
        st.none() | blocks,
        st.just(()),
        extras,
    ),
    lambda inner: st.builds(Whole, texts, parts=st.lists(inner, max_size=2).map(tuple)),
    max_leaves=3,
)


@given(wholes)
def test_nothing_is_lost_between_a_dataclass_and_its_mapping(whole: Whole) -> None:
    """Whatever is valid comes back equal, without a fault."""
    assert read_shape(Whole, plain(whole), unknown="keep") == (whole, [])


@given(st.dictionaries(st.sampled_from(sorted(KNOWN)) | texts, anything, max_size=6))
def test_any_mapping_gives_an_instance_or_faults(mapping: dict[str, object]) -> None:
    """There is no mapping that raises; None comes with at least one fault."""
    modes: tuple[Literal["keep", "fault"], ...] = ("keep", "fault")
    for unknown in modes:
        whole, faults = read_shape(Whole, mapping, unknown=unknown)
        assert whole is not None or faults
