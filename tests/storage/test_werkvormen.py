"""Loading the shipped werkvormen and a person's own, where one bad file costs only itself."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.errors import FaultCode
from sessiecoach.domain.werkvorm import Werkvorm
from sessiecoach.domain.werkvorm_faults import faults_of
from sessiecoach.dutch.faults import fault_sentence
from sessiecoach.storage.shape import plain, read_shape
from sessiecoach.storage.toml_file import LARGEST_BYTES, read_toml
from sessiecoach.storage.werkvormen import Werkvormen, load_werkvormen, read_werkvorm

BROKEN = Path(__file__).parent / "broken"
SHIPPED = sorted(
    file.name.removesuffix(".toml")
    for file in (resources.files("sessiecoach") / "werkvormen").iterdir()
    if file.name.endswith(".toml")
)
FORMATS = [name for name in SHIPPED if not name.startswith("reeks-")]
GOOD = """\
schema = 1
kind = "werkvorm"
id = "{id}"
title = "{title}"
total_minutes = 30

[[blocks]]
id = "gesprek"
kind = "round"
title = "Gesprek"
minutes = 30
"""
SENTENCES = {
    "not-utf8": "regel 4, kolom 14: dit teken is geen UTF-8 (0xef); bewaar het bestand als UTF-8",
    "not-toml": (
        "regel 21, kolom 11: dit is geen TOML: na = hoort een waarde, en een tekst staat tussen"
        " aanhalingstekens"
    ),
    "too-deep": "lijsten en groepen zitten te diep in elkaar: hoogstens 64 niveaus",
    "wrong-schema": ("schema: deze versie van het bestand is onbekend; wel bekend: 1; er staat 0"),
    "newer-schema": (
        "schema: het bestand is van een nieuwere versie (2), en dit programma kent 1; alleen lezen"
    ),
    "wrong-type": 'blocks[2].minutes: hier hoort een geheel getal; er staat "20"',
    "not-allowed": (
        "blocks[2].captures[1]: hier mag feit, belemmering, helpend, inzicht, vraag, knelpunt,"
        " oplossing, advies, eis, waarde, besluit, actie, toezegging, parkeerpunt of evaluatie;"
        ' er staat "mening"'
    ),
    "out-of-range": "blocks[2].minutes: hier mag van 1 tot en met 480; er staat 0",
    "wrong-form": 'blocks[2].id: hier hoort iets als ronde-1; er staat "Het gesprek"',
    "missing-key": "blocks[2].title: deze sleutel ontbreekt en is verplicht",
    "unknown-key": ("blocks[2].flexibel: deze sleutel is onbekend; bedoeld is misschien flexible"),
    "double-id": 'blocks[2].id: dit id komt vaker voor: "opening"',
    "unknown-reference": (
        'blocks[2].perspectives[1]: verwijst naar iets dat er niet is: "bewoner";'
        " wel bekend: * of burger"
    ),
    "wrong-sum": "total_minutes: de som klopt niet: er hoort 30 en de som is 35",
    "not-file-name": (
        'id: het id moet gelijk zijn aan de bestandsnaam, not-file-name; er staat "iets-anders"'
    ),
    "missing-kind": "kind: deze sleutel ontbreekt en is verplicht",
    "wrong-kind": 'kind: hier mag werkvorm of series; er staat "spel"',
    "unknown-meeting": 'meetings[2]: verwijst naar iets dat er niet is: "iets-moois"; wel bekend: '
    + ", ".join(sorted({*FORMATS, "unknown-key"} - {"wereldcafe"}))
    + " of wereldcafe",
}


@pytest.fixture(scope="module")
def shipped() -> Werkvormen:
    return load_werkvormen(None)


def test_no_shipped_file_has_a_fault(shipped: Werkvormen) -> None:
    """What comes with the program is whole, to the last key."""
    assert [fault_sentence(fault) for fault in shipped.faults] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_each_shipped_file_is_loaded_because_it_is_there(name: str, shipped: Werkvormen) -> None:
    """Adding a file is enough to have it tested; each gives itself back."""
    assert (name in shipped.formats) != (name in shipped.series_kinds)
    if name in shipped.formats:
        werkvorm = shipped.formats[name]
        assert read_shape(Werkvorm, plain(werkvorm), unknown="fault") == (werkvorm, [])
        assert faults_of(werkvorm) == ()


@pytest.mark.parametrize("name", SHIPPED)
def test_each_shipped_block_can_be_led(name: str, shipped: Werkvormen) -> None:
    """Every block asks a question and says what to note, but for breaks and changeovers; each
    length is said in full, and some block takes up lateness."""
    werkvorm = shipped.formats.get(name)
    if werkvorm is None:
        return
    for block in werkvorm.blocks:
        assert block.flexible is not None, block.id
        assert block.min_minutes is not None or not block.flexible, block.id
        if block.kind not in ("break", "changeover"):
            assert block.questions, block.id
            assert block.captures, block.id
    assert any(block.buffer for block in werkvorm.blocks)


@pytest.mark.parametrize("name", SHIPPED)
def test_no_meeting_of_a_shipped_format_is_longer_than_its_slot(
    name: str, shipped: Werkvormen
) -> None:
    """The first meeting without its terugkom takes as many minutes as the later ones."""
    werkvorm = shipped.formats.get(name)
    if werkvorm is None:
        return
    days = werkvorm.day_minutes
    for meeting in (1, 2, 3):
        planned = sum(block.minutes for block in werkvorm.agenda(meeting))
        assert planned == days[min(meeting, len(days)) - 1]


def test_what_the_leersessie_rests_on(shipped: Werkvormen) -> None:
    """Three rounds of twenty minutes, three perspectives, both roles, ninety minutes."""
    werkvorm = shipped.formats["leersessie"]
    rounds = [block for block in werkvorm.blocks if block.kind == "round"]
    assert [block.minutes for block in rounds] == [20, 20, 20]
    assert [each.id for each in werkvorm.perspectives] == [
        "systeem",
        "professional",
        "veranderproces",
    ]
    assert [werkvorm.perspectives_of(block) for block in rounds] == [werkvorm.perspectives] * 3
    assert werkvorm.required_roles == ("professional", "manager")
    assert werkvorm.day_minutes == (90,)
    assert [(scale.id, scale.of) for scale in werkvorm.scales_of(werkvorm.blocks[-1])] == [
        ("lang_genoeg", 5),
        ("constructief", 5),
        ("to_the_point", 5),
        ("snelheid", 5),
        ("interactie", 5),
    ]


def test_every_broken_file_costs_itself_and_says_why() -> None:
    """Each example is named after its fault; the others and the shipped ones open."""
    loaded = load_werkvormen(BROKEN)
    said = {}
    for fault in loaded.faults:
        path = Path(fault.file)
        assert path.parent == BROKEN
        assert path.stem not in said, fault
        said[path.stem] = fault_sentence(fault).removeprefix(f"{path}, ").removeprefix(f"{path}: ")
    assert said == SENTENCES
    assert {path.stem for path in BROKEN.iterdir()} == set(SENTENCES)
    opened = set(loaded.formats) | set(loaded.series_kinds)
    assert opened - set(SHIPPED) == {"unknown-key", "unknown-meeting"}
    assert set(SHIPPED) < opened


def test_all_faults_of_one_file_are_named_at_once(tmp_path: Path) -> None:
    """A person mends a file in one go, not fault by fault."""
    text = GOOD.format(id="mijn", title="").replace("minutes = 30\n", 'minutes = "x"\n')
    (tmp_path / "mijn.toml").write_text(text, encoding="utf-8")
    faults = load_werkvormen(tmp_path).faults
    assert [fault.key for fault in faults] == ["title", "total_minutes", "blocks[1].minutes"]


MANY_FAULTS = """\
schema = 1
kind = "werkvorm"
id = "anders"
title = ""
total_minutes = 60
min_participants = 9
max_participants = 4
required_roles = ["wethouder"]
present_at_start_and_end = ["raadslid"]
half_day_minutes = 12

[[scales]]
id = "gehoord"
title = "Ik ben gehoord."
of = "vijf"
answers = ["nee", "ja"]

[[scales]]
id = "gehoord"
title = "Ik ga iets doen."
answers = ["nee", "ja"]

[[blocks]]
id = "Begin"
kind = "begin"
title = "Begin"
minutes = 10
buffer = true
scales = ["gezien", 7]
perspectives = ["burger"]

[[blocks]]
id = "gesprek"
kind = "round"
minutes = 30
only_from_meeting = 2

[[blocks]]
id = "gesprek"
kind = "round"
title = "Nog eens"
minutes = 10
gives_minutes_to = "begin"
day = 2
"""


def test_a_fault_of_a_value_hides_none_between_the_keys() -> None:
    """Doubled ids, sums and references are told in the same run as what is wrong in itself,
    but nothing that hangs on a value that has a fault."""
    table = read_toml(MANY_FAULTS.encode())
    read, faults = read_werkvorm(table, "mijn")
    assert read is None
    assert {(fault.code.value, fault.key) for fault in faults} == {
        ("wrong_form", "title"),
        ("out_of_range", "half_day_minutes"),
        ("wrong_type", "scales[1].of"),
        ("wrong_form", "blocks[1].id"),
        ("not_allowed", "blocks[1].kind"),
        ("wrong_type", "blocks[1].scales[2]"),
        ("missing_key", "blocks[2].title"),
        ("double_id", "scales[2].id"),
        ("wrong_sum", "scales[2].answers"),
        ("double_id", "blocks[3].id"),
        ("out_of_range", "min_participants"),
        ("unknown_reference", "present_at_start_and_end[1]"),
        ("wrong_sum", "total_minutes"),
        ("unknown_reference", "blocks[1].scales[1]"),
        ("unknown_reference", "blocks[1].perspectives[1]"),
        ("missing_key", "blocks[2].gives_minutes_to"),
        ("out_of_range", "blocks[3].day"),
        ("unknown_reference", "blocks[3].gives_minutes_to"),
        ("not_file_name", "id"),
    }
    assert len(faults) == 19


def test_a_series_names_its_faults_at_once_too() -> None:
    """What does not fit together in a kind of series is told beside a value that is wrong."""
    text = (
        'schema = 1\nkind = "series"\nid = "x"\ntitle = ""\nmeetings = ["vrij"]\n'
        'repeated = "kijkglas"\nleast_meetings = 5\nmost_meetings = 3\n'
    )
    faults = read_werkvorm(read_toml(text.encode()), "x")[1]
    assert [fault.key for fault in faults] == ["title", "least_meetings", "repeated"]


def _places(value: object, path: str = "") -> list[tuple[str, list[str | int]]]:
    """Return the path of every value of a table, as a fault names it and as steps."""
    found: list[tuple[str, list[str | int]]] = []
    if isinstance(value, dict):
        inside = [(f"{path}.{step}" if path else step, step, each) for step, each in value.items()]
    elif isinstance(value, list):
        inside = [(f"{path}[{place}]", place - 1, each) for place, each in enumerate(value, 1)]
    else:
        inside = []
    for named, step, each in inside:
        found.append((named, [step]))
        found += [(deeper, [step, *steps]) for deeper, steps in _places(each, named)]
    return found


@given(st.sampled_from(SHIPPED), st.data())
def test_no_fault_is_drawn_from_a_value_that_nobody_wrote(name: str, data: st.DataObject) -> None:
    """In a file that is whole but for one value, only that value is named."""
    file = resources.files("sessiecoach") / "werkvormen" / f"{name}.toml"
    table = read_toml(file.read_bytes())
    places = [each for each in _places(table) if each[0] not in ("schema", "kind")]
    named, steps = data.draw(st.sampled_from(places))
    here: object = table
    for step in steps[:-1]:
        here = here[step]  # type: ignore[index]
    here[steps[-1]] = b"geen waarde van TOML"  # type: ignore[index]
    read, faults = read_werkvorm(table, name)
    assert read is None
    assert [fault.key for fault in faults] == [named]


def test_an_own_file_wins_from_a_shipped_one_and_is_offered_first(tmp_path: Path) -> None:
    """Whoever adapts a format gets that one; a broken one leaves the shipped one in place."""
    own = tmp_path / "leersessie.toml"
    own.write_text(GOOD.format(id="leersessie", title="Onze leersessie"), encoding="utf-8")
    loaded = load_werkvormen(tmp_path)
    assert loaded.faults == ()
    assert loaded.formats["leersessie"].title == "Onze leersessie"
    assert next(iter(loaded.formats)) == "leersessie"
    own.write_text("schema = ", encoding="utf-8")
    loaded = load_werkvormen(tmp_path)
    assert loaded.formats["leersessie"].title == "Leersessie (3 x 20 minuten)"
    assert [(fault.code, fault.file) for fault in loaded.faults] == [(FaultCode.NOT_TOML, str(own))]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """A film that got the wrong name does not fill the memory."""
    path = tmp_path / "groot.toml"
    with path.open("wb") as file:
        file.truncate(LARGEST_BYTES * 3)
    assert [fault_sentence(fault) for fault in load_werkvormen(tmp_path).faults] == [
        f"{path}: het bestand is te groot: hoogstens 10 MB"
    ]


def test_a_folder_that_is_not_there_or_is_a_file(tmp_path: Path) -> None:
    """No own folder is no fault; something else in its place is said."""
    assert load_werkvormen(tmp_path / "geen").faults == ()
    path = tmp_path / "bestand"
    path.write_bytes(b"")
    (fault,) = load_werkvormen(path).faults
    assert (fault.code, fault.file) == (FaultCode.NOT_READABLE, str(path))


def test_what_is_no_toml_in_the_own_folder_is_left_alone(tmp_path: Path) -> None:
    """A person may keep other files beside the formats."""
    (tmp_path / "leesmij.txt").write_bytes(b"\xff")
    assert load_werkvormen(tmp_path).faults == ()


values = st.recursive(
    st.booleans() | st.integers(-2, 99) | st.text("a*-\n\x1b", max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text("ad"), inner, max_size=2),
    max_leaves=3,
)


@given(st.sampled_from(SHIPPED), st.data())
def test_whatever_a_person_changes_is_read_or_said(name: str, data: st.DataObject) -> None:
    """One value changed anywhere: the file opens or each of its faults has a sentence."""
    file = resources.files("sessiecoach") / "werkvormen" / f"{name}.toml"
    table = read_toml(file.read_bytes())
    place: object = table
    while True:
        steps = range(len(place)) if isinstance(place, list) else list(place)  # type: ignore[call-overload]
        step = data.draw(st.sampled_from(steps))
        below = place[step]  # type: ignore[index]
        if isinstance(below, (dict, list)) and below and data.draw(st.booleans()):
            place = below
            continue
        place[step] = data.draw(values)  # type: ignore[index]
        break
    read, faults = read_werkvorm(table, name)
    assert read is not None or faults
    assert all(fault_sentence(fault).isprintable() for fault in faults)
