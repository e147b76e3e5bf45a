"""Where in a meeting something looks like personal data, and how it is replaced there."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.facts import Changed, Fact, apply
from sessiecoach.domain.personal_data import (
    MOST_READ,
    PersonalItem,
    bsns_in,
    code_names,
    looks_personal,
    masked,
    masked_number,
    personal_item,
    personal_items,
    signs_near,
    signs_of_no_name,
    table_of_item,
    with_code_name,
    without_bsn,
)
from sessiecoach.domain.privacy import personal_signs
from sessiecoach.domain.session import (
    ITEM_TABLES,
    SINGLE_TABLES,
    Case,
    Draft,
    Evaluation,
    Framework,
    FrameworkLine,
    Header,
    Improvement,
    Note,
    Participant,
    Promise,
    Request,
    Requirement,
    RequirementTest,
    Session,
    Solution,
    Update,
)

AT = dt.datetime(2016, 9, 5, 8, 30, tzinfo=dt.UTC)
BSN = "123456782"
TEXT = f"bsn {BSN} staat hier"


def after(session: Session, changes: tuple[Changed, ...]) -> Session:
    """Return a session in which changes were made."""
    return apply(session, Fact("f", 1, "x", AT, changes))


def one(session: Session) -> PersonalItem:
    """Return the one item that holds personal data."""
    (found,) = personal_items(session)
    return found


HOLDING = [
    ("header", "", Session(header=Header(learning_questions=("leren", TEXT)))),
    ("cases", "a", Session(cases=(Case(id="a", text=TEXT),))),
    ("notes", "n-1", Session(notes=(Note(id="n-0"), Note(id="n-1", text=TEXT)))),
    ("notes", "n-1", Session(notes=(Note(id="n-1", text=TEXT, private=True),))),
    ("notes", "n-1", Session(notes=(Note(id="n-1", who=TEXT),))),
    ("solutions", "s-1", Session(solutions=(Solution(id="s-1", parts=("een", TEXT)),))),
    (
        "solutions",
        "s-1",
        Session(solutions=(Solution(id="s-1", requests=(Request(to="bestuur", text=TEXT),)),)),
    ),
    (
        "requirements",
        "e-1",
        Session(requirements=(Requirement(id="e-1", tests=(RequirementTest(remark=TEXT),)),)),
    ),
    (
        "frameworks",
        "f-1",
        Session(frameworks=(Framework(id="f-1", dropped=(FrameworkLine(id="l", text=TEXT),)),)),
    ),
    (
        "updates",
        "u-1",
        Session(updates=(Update(id="u-1", improvements=(Improvement(text=TEXT),)),)),
    ),
    ("evaluation", "", Session(evaluation=Evaluation(wishes=("meer tijd", TEXT)))),
    ("drafts", "c-1", Session(drafts=(Draft(id="c-1", text=TEXT),))),
]


@pytest.mark.parametrize(("table", "item", "session"), HOLDING)
def test_a_bsn_is_found_wherever_people_type(table: str, item: str, session: Session) -> None:
    """In an item, in a part of it, in a table of which there is one; and can be taken out."""
    found = one(session)
    assert (found.table, found.item, found.bsns) == (table, item, ("•••••782",))
    assert personal_item(session, table, item) == found
    changed = after(session, without_bsn(session, table, item))  # type: ignore[arg-type]
    assert personal_items(changed) == ()
    assert "bsn [BSN] staat hier" in repr(changed)
    assert BSN not in repr(changed)


def test_every_text_of_an_item_is_looked_at_or_left_out_knowingly() -> None:
    """A new attribute that takes text has to be named here or be found."""
    left_out = {
        *("id", "extra", "invented", "origin", "block", "group", "case", "author", "kind"),
        *("perspective", "perspectives", "from_", "answers", "same_as", "merged_into"),
        *("item", "scale", "status", "solution", "stagnation", "choice", "becomes"),
        *("differs_from", "promise", "party", "supported_by", "captures", "scales"),
        *("worksheets", "step", "series", "werkvorm", "document", "zone", "closed_with"),
        *("late_start", "present", "name", "position", "role", "domain", "organisation"),
        # What a werkvorm says, and who takes part and where.
        *("questions", "rules", "themes", "outcomes", "required_roles", "desired_roles"),
        *("required_domains", "present_at_start_and_end", "heading", "outcome", "question"),
        *("location", "note_taker", "answers", "between", "value", "by", "text", "title"),
    }
    for table, made in {**ITEM_TABLES, **SINGLE_TABLES}.items():
        if table in ("participants", "perspectives", "scales", "steps", "stagnations", "ratings"):
            continue
        for each in fields(made):
            if each.type not in ("str", "tuple[str, ...]") or each.name in left_out:
                continue
            value: object = TEXT if each.type == "str" else (TEXT,)
            item = made(**{each.name: value})  # type: ignore[arg-type]
            whole = item if table in SINGLE_TABLES else (item,)
            session = replace(Session(), **{table: whole})  # type: ignore[arg-type]
            assert personal_items(session), (table, each.name)


def test_what_was_withdrawn_is_found_too() -> None:
    """It stands in the record, so it is told, with the fact that it was withdrawn."""
    session = Session(notes=(Note(id="n-1", text=TEXT, withdrawn_at=AT),))
    assert one(session).withdrawn
    assert not one(Session(notes=(Note(id="n-1", text=TEXT),))).withdrawn


def test_who_takes_part_is_no_client() -> None:
    """Names of participants and of owners are none of a client; a BSN never belongs there."""
    session = Session(
        participants=(Participant(id="p-1", name="Jan de Vries"),),
        promises=(Promise(id="t-1", owner="mevrouw Jansen"),),
    )
    assert personal_items(session) == ()
    assert with_code_name(session, "promises", "t-1") == ()
    assert personal_items(Session(promises=(Promise(id="t-1", owner=TEXT),)))
    assert personal_items(Session(notes=(Note(id="n-1", text="mevrouw Jansen belt"),)))


def test_the_first_is_replaced_by_a_free_code_name() -> None:
    """One at a time, and by a letter that nobody in the meeting has."""
    session = Session(
        cases=(Case(id="a", title="Mevrouw A., drie loketten"),),
        notes=(Note(id="n-1", text=f"Mevrouw Jansen heeft bsn {BSN}"),),
        solutions=(Solution(id="s-1", parts=("mevrouw Pietersen", "mevrouw Smit")),),
    )
    assert code_names(session) == ("Mevrouw A",)
    once = after(session, with_code_name(session, "notes", "n-1"))  # type: ignore[arg-type]
    assert once.notes[0].text == f"Mevrouw B. heeft bsn {BSN}"
    twice = after(once, with_code_name(once, "notes", "n-1"))  # type: ignore[arg-type]
    assert twice.notes[0].text == "Mevrouw B. heeft bsn [BSN]"
    parts = after(twice, with_code_name(twice, "solutions", "s-1"))  # type: ignore[arg-type]
    assert parts.solutions[0].parts == ("mevrouw C.", "mevrouw Smit")


def test_nothing_to_replace_is_no_change() -> None:
    """An item without a sign, or one that is not there, stays as it is."""
    session = Session(notes=(Note(id="n-1", text="te weinig tijd"),))
    for item in ("n-1", "n-2"):
        assert without_bsn(session, "notes", item) == ()
        assert with_code_name(session, "notes", item) == ()
        assert personal_item(session, "notes", item) is None


def test_only_a_bsn_is_replaced_as_a_bsn() -> None:
    """A name in the same text waits for the person."""
    session = Session(notes=(Note(id="n-1", text=f"mevrouw Jansen, bsn {BSN} en 111222333"),))
    assert one(session).bsns == ("•••••782", "•••••333")
    changed = after(session, without_bsn(session, "notes", "n-1"))  # type: ignore[arg-type]
    assert changed.notes[0].text == "mevrouw Jansen, bsn [BSN] en [BSN]"


def test_a_masked_number_shows_three_digits() -> None:
    """However it was typed; a number that is there twice is told once."""
    assert masked_number("1234.56.782") == "•••••782"
    assert bsns_in(f"bsn {BSN} en nog eens {BSN}") == ("•••••782",)
    assert masked(f"bsn {BSN}, mevrouw Jansen") == "bsn •••••782, mevrouw Jansen"
    assert masked("te weinig tijd") == "te weinig tijd"


def test_where_an_item_stands() -> None:
    """By its id, or by the name of a table of which there is one."""
    session = Session(notes=(Note(id="n-1"),), cases=(Case(id="a"),))
    assert [table_of_item(session, each) for each in ("n-1", "a", "header", "weg")] == [
        "notes",
        "cases",
        "header",
        "",
    ]


def test_in_a_long_text_only_the_neighbourhood_is_read() -> None:
    """Near the cursor everything is found in its own place; far from it nothing."""
    words = "te weinig tijd " * 1_000
    text = f"bsn {BSN} {words}mevrouw Jansen {words}bsn {BSN}"
    place = text.index("mevrouw")
    assert [(s.kind, s.start) for s in signs_near(text, place)] == [("salutation", place)]
    assert [s.start for s in signs_near(text, 0)] == [4]
    assert [s.end for s in signs_near(text, len(text))] == [len(text)]
    assert len(text) > MOST_READ


@pytest.mark.parametrize(
    ("number", "place"),
    [(f"000{BSN}", MOST_READ - 3), (f"{BSN}000", 2 * MOST_READ - len(BSN))],
    ids=["begin", "end"],
)
def test_no_number_is_cut_in_two(number: str, place: int) -> None:
    """Where the part that is read begins or ends within a number, no other number comes of it."""
    words = "tijd " * 2_000
    text = f"{words[: place - 1]} {number} {words}"
    assert personal_signs(text) == ()
    assert signs_near(text, MOST_READ + MOST_READ // 2) == ()


@given(
    st.lists(
        st.sampled_from(["tijd", f"bsn {BSN}", "mevrouw Jansen", "x" * 700, "x" * 3_000, "\n"]),
        max_size=40,
    ),
    st.integers(min_value=0, max_value=60_000),
)
def test_what_is_found_near_is_what_stands_there(words: list[str], cursor: int) -> None:
    """Whatever is found in the part that is read is within the text and was not cut out of a word.

    Of a short text everything is found.
    """
    text = " ".join(words)
    found = signs_near(text, min(cursor, len(text)))
    for sign in found:
        assert text[sign.start : sign.end] in (BSN, "mevrouw Jansen")
    if len(text) <= MOST_READ:
        assert found == personal_signs(text)


def test_only_the_part_that_is_meant_is_replaced() -> None:
    """Of a framework one line is replaced in, also where another before it has a sign."""
    lines = (FrameworkLine(id="l-1", text=TEXT), FrameworkLine(id="l-2", text=f"ook {TEXT}"))
    session = Session(frameworks=(Framework(id="f-1", lines=lines),))
    changes = with_code_name(session, "frameworks", "f-1", lines[1].text)
    [framework] = after(session, changes).frameworks  # type: ignore[arg-type]
    assert [each.text for each in framework.lines] == [TEXT, "ook bsn [BSN] staat hier"]


def test_what_is_no_item_holds_nothing() -> None:
    """A row of a worksheet need not be an item of the meeting."""
    assert personal_item(Session(notes=(Note(id="n-1", text=TEXT),)), "outcomes", "n-1") is None


def test_an_item_says_whether_it_looks_personal() -> None:
    """In any of its texts; where people name each other a name is none."""
    assert looks_personal("notes", Note(id="n-1", text=TEXT))
    assert not looks_personal("notes", Note(id="n-1", text="te weinig tijd"))
    assert not looks_personal("notes", Note(id="n-1", who="mevrouw Jansen"))


def test_where_people_name_each_other_only_names_are_let_be() -> None:
    """A number is pointed out there, a name is not."""
    text = f"mevrouw Jansen {BSN}"
    assert [sign.kind for sign in signs_near(text, 0)] == ["salutation", "bsn"]
    assert [sign.kind for sign in signs_of_no_name(text, 0)] == ["bsn"]


@given(
    st.lists(
        st.sampled_from(
            f"mevrouw;Jansen;jansen;Jan;de;Vries;{BSN};a@b.nl;0612345678;5341 GM 12;3-4-1980"
            ";NL91ABNA0417164300;É;belt;dhr.;D.".split(";")
        ),
        max_size=5,
    ).map(" ".join)
)
def test_nothing_is_passed_over(text: str) -> None:
    """Looking quickly first finds the same as looking at once."""
    assert signs_near(text, 0) == personal_signs(text)
