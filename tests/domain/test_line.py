"""The line of the composer: what counts as a sign, what stays text, and writing it again."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sessiecoach.domain.kinds import Kind
from sessiecoach.domain.line import (
    Chip,
    Completion,
    Line,
    completions,
    finished,
    line_of,
    read_line,
)
from sessiecoach.domain.session import (
    Case,
    Group,
    Header,
    Note,
    Participant,
    Perspective,
    Promise,
    Session,
)
from sessiecoach.domain.text import visible
from sessiecoach.domain.vocabulary import Known, Vocabulary, vocabulary_of

WORDS = Vocabulary(
    cases=(Known("a", "Inwoner met vragen bij drie organisaties"), Known("b", "Dak")),
    perspectives=(
        Known("systeem", "Systeem"),
        Known("professional", "Professional"),
        Known("casuistiek", "Casuïstiek in beeld"),
    ),
    people=(
        Known("werkgroep Anders samenwerken", "werkgroep Anders samenwerken"),
        Known("management", "management"),
    ),
    groups=(Known("A"), Known("B", "tafel bij het raam")),
)


def read(text: str) -> Line:
    return read_line(text, WORDS, "feit")


def test_the_line_of_the_design() -> None:
    """A hindrance with its case and its perspective is one line."""
    assert read("- te weinig tijd om aan te sluiten #a /professional") == Line(
        kind="belemmering",
        text="te weinig tijd om aan te sluiten",
        case="a",
        perspective="professional",
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("+ x", "helpend"),
        ("- x", "belemmering"),
        ("! x", "oplossing"),
        ("= x", "besluit"),
        ("> x", "actie"),
        ("* x", "toezegging"),
        ("? x", "vraag"),
        ("& x", "knelpunt"),
        (":f x", "feit"),
        (":b x", "belemmering"),
        (":i x", "inzicht"),
        (":s x", "advies"),
        (":e x", "eis"),
        (":w x", "waarde"),
        (":p x", "parkeerpunt"),
        (":r x", "evaluatie"),
        ("x", "feit"),
    ],
)
def test_a_kind_opens_the_line(text: str, kind: str) -> None:
    """A sign, or a colon and a letter, gives the kind; no sign gives the kind of the block."""
    assert read(text) == Line(kind=kind, text="x")


@pytest.mark.parametrize(
    "text",
    [
        "-x",
        "-",
        "x - y",
        " - x",
        ":fx",
        ":z x",
        ":F x",
        "en/of wat dan ook",
        "50% van de mensen",
        "50 % van de mensen",
        "stuur het naar a@b.nl",
        "#1 is het begin",
        "punt #1",
        "/niemand @niemand %Z",
        "a#a b/professional c%A",
        "over #a, dan /professional.",
        "# / @ %",
        "##a",
        "[b]x[/b]",
    ],
)
def test_everything_else_stays_text(text: str) -> None:
    """What is not exactly a sign with a known value, at its place, is what somebody said."""
    assert read(text) == Line(kind="feit", text=text.strip())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x #A", Line(text="x", case="a")),
        ("#a x", Line(text="x", case="a")),
        ("x #a y", Line(text="x y", case="a")),
        ("- #a x", Line(kind="belemmering", text="x", case="a")),
        ("x #inwoner-MET-vragen-bij-drie-organisaties", Line(text="x", case="a")),
        ("x /Casuïstiek-in-beeld", Line(text="x", perspective="casuistiek")),
        ("x /Casui\u0308stiek-in-beeld", Line(text="x", perspective="casuistiek")),
        (
            "x @werkgroep-anders-samenwerken",
            Line(text="x", who="werkgroep Anders samenwerken"),
        ),
        ("x %a", Line(text="x", group="A")),
        ("x %tafel-bij-het-raam", Line(text="x", group="B")),
        (
            "x #b /systeem @management %B",
            Line(text="x", case="b", perspective="systeem", who="management", group="B"),
        ),
        ("  x \t #a\ny  ", Line(text="x y", case="a")),
        ("x\x1b[31m", Line(text="x<1b>[31m")),
        ("- ", Line(kind="belemmering")),
        ("", Line()),
        ("   ", Line()),
    ],
)
def test_known_values(text: str, expected: Line) -> None:
    """A value counts by id or title, whatever its capitals, at any place of the line."""
    assert read_line(text, WORDS) == expected


def test_the_last_of_two_values_counts() -> None:
    """A second case corrects the first, which stays text: nothing that was typed is lost."""
    assert read_line("x #a #b", WORDS) == Line(text="x #a", case="b")
    assert read_line("x #a #a", WORDS) == Line(text="x #a", case="a")


@pytest.mark.parametrize(
    ("text", "said", "who"),
    [
        ("> bel de huisarts @mirjam", "bel de huisarts", "mirjam"),
        ("* @Mirjam belt de huisarts", "belt de huisarts", "Mirjam"),
        ("> bel @mirjam vóór 1 dec", "bel vóór 1 dec", "mirjam"),
        ("> bel @Anne-Marie", "bel", "Anne-Marie"),
        ("> bel @d'Arcy", "bel", "d'Arcy"),
        ("> bel @Zoe\u0308", "bel", "Zoe\u0308"),
        ("> bel @mirjam @piet", "bel @mirjam", "piet"),
        ("> bel @management over @mirjam", "bel over @mirjam", "management"),
    ],
)
def test_the_owner_of_a_promise_need_not_be_known(text: str, said: str, who: str) -> None:
    """What looks like a name is the owner as it was typed; somebody who is known goes before."""
    line = read(text)
    assert (line.text, line.who) == (said, who)
    (chip,) = (each for each in line.chips if each.part == "who")
    start = text.index("@" + who)
    assert (chip.value, chip.title, chip.start, chip.end) == (who, who, start, start + len(who) + 1)


def test_the_kind_of_the_block_can_be_a_promise() -> None:
    """Where the block captures actions, no sign is needed for an owner to be one."""
    assert read_line("bellen @mirjam", WORDS, "actie").who == "mirjam"


@pytest.mark.parametrize(
    "text",
    [
        "> mail naar a@b.nl",
        "> prijs @ stuk",
        "> zie @1",
        "> zie @mirjam1",
        "> zie @voorbeeld.nl",
        "> bel @mirjam, en dan",
        "> bel @-mirjam-",
        "> bel #mirjam /mirjam %mirjam",
        "- bel @mirjam",
        "! bel @mirjam",
        "= bel @mirjam",
        "bel @mirjam",
    ],
)
def test_what_is_no_name_or_no_promise_stays_text(text: str) -> None:
    """An address, an `@` alone, and anybody unknown in another kind of line are text."""
    line = read(text)
    assert line.who == ""
    assert line.text == (text if text.startswith("bel") else text[2:])


def test_an_unknown_owner_is_written_again_in_a_promise_only() -> None:
    """What a line of that kind would not read back as the owner is left out."""
    assert line_of(Line(kind="actie", text="x", who="Mirjam"), WORDS) == "> x @Mirjam"
    assert line_of(Line(kind="actie", text="x", who="Mirjam de Wit"), WORDS) == "> x"
    assert line_of(Line(kind="besluit", text="x", who="Mirjam"), WORDS) == "= x"


def test_an_id_goes_before_a_title() -> None:
    """A case whose title is the id of another does not take its place."""
    words = Vocabulary(cases=(Known("a", "b"), Known("b", "a"), Known("c", "B")))
    assert read_line("#a", words).case == "a"
    assert read_line("#b", words).case == "b"


def test_chips_say_how_it_will_be_filed() -> None:
    """Each piece that was recognised has its place in the line, what it is and its title."""
    line = read("- tijd #a is /professional #b op")
    assert line.chips == (
        Chip("kind", "belemmering", "belemmert", 0, 1),
        Chip("perspective", "professional", "Professional", 13, 26),
        Chip("case", "b", "Dak", 27, 29),
    )
    assert read("%a").chips == (Chip("group", "A", "A", 0, 2),)
    assert read("gewoon tekst").chips == ()


SIGNED_WORDS = st.sampled_from(
    [
        *(
            "-",
            "+",
            "!",
            "=",
            ">",
            "*",
            "@Jan-Piet",
            ":f",
            ":p",
            ":z",
            ":",
            "#",
            "/",
            "@",
            "%",
            " ",
            "  ",
            "\t",
            "\n",
        ),
        *("#a", "#B", "#c", "#dak", "/systeem", "/professional", "/x", "@management", "@jan"),
        *("@werkgroep-anders-samenwerken", "%A", "%b", "%tafel-bij-het-raam", "x", "en/of", "50%"),
        *("a@b.nl", "#1", "\x1b", "\x85", "\u2028", "é", "\u00a0", "ß", "İ"),
    ]
)
TYPED = st.lists(SIGNED_WORDS | st.text(max_size=4)).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words)])
)


@given(TYPED, st.sampled_from(["feit", "belemmering", "", "van een ander", "actie"]))
@example(" - x", "")
@example("> x @jan", "")
@example("x @jan", "actie")
@example("x #a #b", "feit")
def test_a_line_written_again_reads_the_same(text: str, default: str) -> None:
    """What was filed gives a line for correction, and that line gives what was filed."""
    line = read_line(text, WORDS, default)
    assert read_line(line_of(line, WORDS), WORDS, default) == line


@given(TYPED)
def test_nothing_that_was_typed_is_lost(text: str) -> None:
    """Each word of the line is either in the text or a chip."""
    line = read(text)
    typed = visible(text)
    chips = [typed[chip.start : chip.end] for chip in line.chips]
    assert Counter(line.text.split() + chips) == Counter(typed.split())


@given(TYPED)
def test_chips_lie_apart_within_the_line(text: str) -> None:
    """Chips stand in the order of the line, do not overlap and never stand for one thing twice."""
    chips = read(text).chips
    ends = [0]
    for chip in chips:
        assert ends[-1] <= chip.start < chip.end
        ends.append(chip.end)
    assert len({chip.part for chip in chips}) == len(chips)


def test_a_note_gives_its_line() -> None:
    """A note is written as it would be typed, its kind always by a sign."""
    note = Note(id="n-1", kind="feit", text="twee\nregels", case="b", who="management", group="A")
    assert line_of(note, WORDS) == ":f twee regels #b @management %A"


def test_a_value_that_is_gone_is_left_out() -> None:
    """A case that is not known any more has no word; neither has one that another one hides."""
    words = Vocabulary(cases=(Known("a b"), Known("a-b", "a b"), Known("c", "C c")))
    assert line_of(Line(text="x", case="weg"), words) == "x"
    assert line_of(Line(text="x", case="a b"), words) == "x #a-b"
    assert line_of(Line(text="x", case="a-b"), words) == "x"
    assert line_of(Line(kind="van een ander", text="x"), words) == "x"
    assert words.word("kind", "c") is None


def test_a_hidden_id_is_written_by_its_title() -> None:
    """Where an id reads as another one, the title is the word."""
    words = Vocabulary(groups=(Known("A"), Known("a", "Tafel twee")))
    assert line_of(Line(group="a"), words) == "%Tafel-twee"


def completed(text: str, cursor: int | None = None) -> list[str]:
    place = len(text) if cursor is None else cursor
    return [each.insert for each in completions(text, place, WORDS)]


@pytest.mark.parametrize(
    ("text", "inserts"),
    [
        ("x #", ["#a ", "#b "]),
        ("x #dak", ["#b "]),
        ("x #vragen", ["#a "]),
        ("x #ragen", []),
        ("x /CASUÏ", ["/casuistiek "]),
        ("x /casui", ["/casuistiek "]),
        ("x /beeld", ["/casuistiek "]),
        ("x @anders", ["@werkgroep-Anders-samenwerken "]),
        ("x @", ["@werkgroep-Anders-samenwerken ", "@management "]),
        ("x %", ["%A ", "%B "]),
        ("#", ["#a ", "#b "]),
        ("- #d", ["#b ", "#a "]),
        ("- #da", ["#b "]),
        ("x#", []),
        ("x", []),
        ("x ", []),
        ("-", ["- "]),
        (":be", ["- ", "= "]),
        (":f", [":f "]),
        (":d", ["= "]),
        (":zz", []),
        ("x :be", []),
        ("x -", []),
    ],
)
def test_completions(text: str, inserts: list[str]) -> None:
    """The word under the cursor is completed by what its sign stands for."""
    assert completed(text) == inserts


def test_an_empty_line_offers_the_kinds() -> None:
    """At the begin of a line every kind is offered, by its sign where it has one."""
    offered = completions("", 0, WORDS)
    assert [each.insert for each in offered[:3]] == [":f ", "- ", "+ "]
    assert len(offered) == len(WORDS.kinds)
    assert completed(":") == completed("")
    assert completed("x", 0) == []


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("- wachtlijst van /sys", "- wachtlijst van /systeem"),
        ("- x /CASUI", "- x /casuistiek"),
        ("- x @wer", "- x @werkgroep-Anders-samenwerken"),
        ("- x %taf", "- x %B"),
    ],
)
def test_the_only_value_that_begins_so_is_meant(text: str, becomes: str) -> None:
    """The last word need not be typed in full where nothing else can be meant."""
    assert finished(text, WORDS) == becomes


@pytest.mark.parametrize(
    "text",
    [
        "en/of",
        "60 km/u",
        "en/sys",
        "- x /s",
        "- x /",
        "- x /sys y",
        "- x /sys ",
        "- x /systeem",
        "- x @samen",
        "- x /zys",
        ":be",
        "",
    ],
)
def test_any_other_word_stays_as_it_was_typed(text: str) -> None:
    """Within a word, too short, not the last, whole already, or not the beginning of a value."""
    assert finished(text, WORDS) == text


def test_a_beginning_that_two_values_share_is_not_finished() -> None:
    """Nobody knows which of them was meant."""
    two = Vocabulary(perspectives=(Known("systeem"), Known("systeemdruk")))
    assert finished("- x /sys", two) == "- x /sys"


def test_a_completion_takes_the_place_of_the_whole_word() -> None:
    """The cursor may stand within a word; a space is added only where none follows."""
    assert completions("x #dak y", 5, WORDS) == (Completion("#b", "Dak", "case", 2, 6),)
    assert completions("x #dak", 5, WORDS) == (Completion("#b ", "Dak", "case", 2, 6),)
    assert completions("x %", 99, WORDS)[0] == Completion("%A ", "A", "group", 2, 3)
    assert completions("- x", 1, WORDS) == (Completion("-", "belemmert", "kind", 0, 1),)


@given(TYPED, st.integers(0, 40))
def test_a_completion_is_recognised(text: str, cursor: int) -> None:
    """Whatever is completed counts as a chip at that place afterwards, or as the last of two."""
    text = text.replace("\x1b", "").replace("\x85", "").replace("\u2028", "")
    for each in completions(text, cursor, WORDS):
        after = text[: each.start] + each.insert + text[each.end :]
        if after.isprintable():
            assert any(chip.part == each.part for chip in read(after).chips)


def test_the_vocabulary_of_a_session() -> None:
    """Cases, perspectives, groups and people of the session are known, but not what is withdrawn.

    Full names are known only where people agreed to have them kept, private owners never.
    """
    gone = dt.datetime(2016, 9, 5, 7, tzinfo=dt.UTC)
    session = Session(
        participants=(
            Participant(id="p-1", role="manager", organisation="BrabantZorg", name="An de Wit"),
            Participant(id="p-2", role="manager"),
            Participant(id="p-3", role="bestuurder", withdrawn_at=gone),
        ),
        cases=(Case(id="a", title="Dak"), Case(id="b", withdrawn_at=gone)),
        perspectives=(
            Perspective(id="systeem", title="Systeem"),
            Perspective(id="weg", withdrawn_at=gone),
        ),
        groups=(Group(id="A"), Group(id="B", withdrawn_at=gone)),
        promises=(
            Promise(id="t-1", owner="werkgroep"),
            Promise(id="t-2", owner="stil", private=True),
            Promise(id="t-3", owner="weg", withdrawn_at=gone),
        ),
    )
    words = vocabulary_of(session)
    assert words == Vocabulary(
        cases=(Known("a", "Dak"),),
        perspectives=(Known("systeem", "Systeem"),),
        people=(
            Known("manager", "manager"),
            Known("BrabantZorg", "BrabantZorg"),
            Known("werkgroep", "werkgroep"),
        ),
        groups=(Known("A"),),
    )
    named = Session(header=Header(names=True), participants=session.participants)
    assert Known("An de Wit", "An de Wit") in vocabulary_of(named).people
    own = (Kind("lof", "l", "lof", "lof"),)
    assert read_line(":l x", vocabulary_of(session, own)) == Line(kind="lof", text="x")
