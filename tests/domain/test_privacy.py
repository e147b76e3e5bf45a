"""What looks like personal data is pointed out, as measured on sentences with known answers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiecoach.domain.elfproef import iban_length, is_bsn, is_iban
from sessiecoach.domain.privacy import (
    IN_BRACKETS,
    PERSONAL_KINDS,
    Sign,
    bsn_found,
    code_name,
    code_names_in,
    personal_signs,
    replaced,
)
from tests.domain.privacy_sentences import (
    MEASURED,
    NAMES,
    TRIAL,
    Sentence,
    found_by_rules,
    outcome,
)

_SOME_WORDS = """
123456782 1234.56.782 27062016 BSN 06-12345678 +31 (0412) 0412-612345 612345678 geb. 12-03-1980 12
maart 1980 geboren NL91 ABNA 0417 1643 00 5341 AB ab Dorpsstraat jan@x.nl @ € euro mevrouw dhr. mw.
de van der 't heer gezin A. Jansen Jansen-de Jan Fatima El Amrani Anne-Marie Stichting college
Susanne Smits Oss [naam] S.S. S.S.2 . , - é Şahin
"""
WORDS = st.sampled_from([*_SOME_WORDS.split(), "\n"])
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(WORDS, max_size=12).flatmap(
        lambda words: st.sampled_from([" ", "", ". "]).map(lambda between: between.join(words))
    ),
)


def found(text: str, *names: str) -> list[tuple[str, str]]:
    """Return the kinds that are found in a text, each with what it covers."""
    return [(sign.kind, text[sign.start : sign.end]) for sign in personal_signs(text, names)]


@pytest.mark.parametrize("sentence", [*MEASURED, *TRIAL], ids=lambda sentence: sentence.text)
def test_a_sentence_comes_out_as_written_down(sentence: Sentence) -> None:
    """Each sentence gives the hits of a person, but for the misses that are written beside it."""
    came = outcome(sentence, found_by_rules)
    assert tuple(sentence.text[a:b] for _, a, b in came.missed) == sentence.missed
    assert tuple(f"{kind}|{sentence.text[a:b]}" for kind, a, b in came.false) == sentence.false


@pytest.mark.parametrize("sentence", TRIAL, ids=lambda sentence: sentence.text)
def test_a_sign_covers_what_it_points_out(sentence: Sentence) -> None:
    """In the sentences that the rules were made with a sign covers exactly what a person marks."""
    wrong = {each.partition("|")[2] for each in sentence.false}
    signs = found_by_rules(sentence.text)
    assert [each for each in signs if sentence.text[each[1] : each[2]] not in wrong] == list(
        sentence.expected
    )


def test_the_sentences_are_many_and_of_every_kind() -> None:
    """The figures rest on 120 sentences or more, with each kind at least three times."""
    assert len({sentence.text for sentence in MEASURED}) >= 120
    assert not {each.text for each in TRIAL} & {each.text for each in MEASURED}
    kinds = [kind for sentence in MEASURED for kind, _, _ in sentence.expected]
    assert {kind for kind in PERSONAL_KINDS if kinds.count(kind) >= 3} == set(PERSONAL_KINDS)
    assert sum(not sentence.expected for sentence in MEASURED) >= 50


@pytest.mark.parametrize("digits", ["123456782", "249566758", "111222333"])
def test_a_number_that_passes_is_a_bsn(digits: str) -> None:
    """Nine digits whose weighed sum can be divided by eleven are a BSN."""
    assert is_bsn(digits)


@pytest.mark.parametrize(
    "digits",
    ["123456789", "612345678", "000000000", "00000000", "1234567", "12345678a", "²23456782"],
)
def test_a_number_that_does_not_pass_is_none(digits: str) -> None:
    """A wrong sum, nine zeros, too few digits and what is no digit are no BSN."""
    assert not is_bsn(digits)


def test_eight_digits_are_an_old_bsn() -> None:
    """A number of eight digits passes as if a zero stood in front, and so does this date."""
    assert is_bsn("27062016")


@given(st.integers(min_value=10**7, max_value=10**9 - 1), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_makes_no_bsn(number: int, place: int, more: int) -> None:
    """The elfproef sees each typing error in one digit, which is what it is for."""
    digits = f"{number:09}"
    wrong = digits[:place] + str((int(digits[place]) + more) % 10) + digits[place + 1 :]
    assert not (is_bsn(digits) and is_bsn(wrong))


def test_an_iban_has_its_length_and_check_digits() -> None:
    """A country that has none, a wrong length and wrong check digits are no IBAN."""
    assert is_iban("NL91ABNA0417164300")
    assert is_iban("nl91abna0417164300")
    assert not is_iban("NL91ABNA0417164301")
    assert not is_iban("NL91ABNA041716430")
    assert not is_iban("NL91ABNA04171643é0")
    assert not is_iban("QQ91ABNA0417164300")
    assert (iban_length("be"), iban_length("QQ")) == (16, 0)


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("BSN123456782", [("bsn", "123456782")]),
        ("x_123456782", []),
        ("0,123456782", []),
        ("123456782B01", []),
        ("123456782,50", []),
        ("EUR 123456782", []),
        ("9.123.456.782", []),
        ("123-456-782-1", []),
        ("123456782 en 123456782", [("bsn", "123456782"), ("bsn", "123456782")]),
        ("12 34 56 78 2", []),
        ("12 34 56 782", []),
        ("BSN 12 34 56 782", [("bsn", "12 34 56 782")]),
        ("75627516", []),
        ("75627516 is het BSN", [("bsn", "75627516")]),
        ("BSN 27062016", [("bsn", "27062016")]),
        ("BSN-nummer: 27062016", [("bsn", "27062016")]),
        ("123 456-782", []),
    ],
)
def test_where_a_number_stands_tells_what_it_is(text: str, signs: list[tuple[str, str]]) -> None:
    """What is tied to letters, money or more digits is no BSN; a word for it helps."""
    assert found(text) == signs


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("0612345678 0687654321", [("phone", "0612345678"), ("phone", "0687654321")]),
        ("061234567890", []),
        ("A0612345678", []),
        ("+120.000.000 euro", []),
        ("NL91 ABNA 0417 1643 0", []),
        ("NL91ABNA0417164300X", []),
        ("ZZ12 3456 7890", []),
        ("jan@localhost", []),
        ("JAN@X.NL.", [("email", "JAN@X.NL")]),
        ("1980 AB", []),
        ("1980AB", [("postcode", "1980AB")]),
        ("1234 ab 12", []),
        ("1234ab 12", [("postcode", "1234ab 12")]),
        ("1234kg 12", []),
        ("1234 SS 12", []),
        ("5341 AB, huisnummer 12a", [("postcode", "5341 AB, huisnummer 12a")]),
        ("5341 AB 12-3", [("postcode", "5341 AB 12-3")]),
        ("5341 AB 12.30 uur", [("postcode", "5341 AB")]),
        ("geboren 31 mrt '80", [("birth_date", "31 mrt '80")]),
        ("Geboren op 12 maart", [("birth_date", "12 maart")]),
        ("geb: 12031980", [("birth_date", "12031980")]),
        ("geb. 12-03-1980 te Oss", [("birth_date", "12-03-1980")]),
        ("Geboren. Op 12-03-1980 een gesprek.", []),
        ("gebouw 12-03-1980", []),
    ],
)
def test_numbers_end_where_they_end(text: str, signs: list[tuple[str, str]]) -> None:
    """A sign covers the whole number, address or date and nothing beside it."""
    assert found(text) == signs


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("mevrouw Jansen Wmo", [("salutation", "mevrouw Jansen")]),
        ("mevrouw Jansen-de Vries belt", [("salutation", "mevrouw Jansen-de Vries")]),
        ("mevrouw Jansen-de belt", [("salutation", "mevrouw Jansen-de")]),
        ("mevrouw Fatima El Amrani zei", [("salutation", "mevrouw Fatima El Amrani")]),
        ("dhr.Jansen", [("salutation", "dhr.Jansen")]),
        ("mr. De Wit", [("salutation", "mr. De Wit")]),
        ("mr De Wit", []),
        ("dr Peters", [("salutation", "dr Peters")]),
        ("prof. dr. Peters", [("salutation", "dr. Peters")]),
        ("meneer. Jansen", []),
        ("MEVROUW Jansen", []),
        ("mevrouw JANSEN", [("salutation", "mevrouw JANSEN")]),
        ("mevrouw WMO", []),
        ("mevrouw J", []),
        ("mevrouw van", []),
        ("meneer van van van van van van Dijk", []),
        ("mevrouw op den Berg", [("salutation", "mevrouw op den Berg")]),
        ("mevrouw op Urk", []),
        ("mevrouw op", []),
        ("meneer en mevrouw Jansen", [("salutation", "mevrouw Jansen")]),
        ("mevrouw S\u0327ahin", [("salutation", "mevrouw S\u0327ahin")]),
        ("Jan Willem en Kees", [("name", "Jan Willem")]),
        ("Jan en Kees", []),
        ("Jan", []),
        ("Jan Jansen college", []),
        ("Stichting Jan Jansen", []),
        ("Ahmet Yılmaz", [("name", "Ahmet Yılmaz")]),
        ("Fatima Jansenstraat", []),
    ],
)
def test_a_name_is_told_by_the_words_beside_it(text: str, signs: list[tuple[str, str]]) -> None:
    """A salutation or a common given name makes a word with a capital a surname."""
    assert found(text) == signs


def test_known_names_are_found_in_whatever_capitals() -> None:
    """A name that is known counts as whole words; of one word only as it is spelled."""
    known = ("Zoë Vreemd", "Wil", "", "12")
    assert found("ZOË  VREEMD belt", *known) == [("name", "ZOË  VREEMD")]
    assert found("Zoe\u0308 Vreemd", *known) == [("name", "Zoe\u0308 Vreemd")]
    assert found("Zoë Vreemdeling en wil", *known) == []
    assert found("Dat zei Wil.", *known) == [("name", "Wil")]
    assert found("de Wil-Vreemd", "Vreemd") == []


def test_what_is_surest_goes_first() -> None:
    """A telephone number or bank account is not taken for a BSN as well."""
    assert found("+31 123456782") == [("phone", "+31 123456782")]
    assert found("mevrouw Susanne Smits", *NAMES) == [("name", "Susanne Smits")]


@given(TEXTS)
def test_signs_stand_in_order_and_apart(text: str) -> None:
    """Signs lie within the text, in order, and no two overlap."""
    ends = [0]
    for sign in personal_signs(text, NAMES):
        assert ends[-1] <= sign.start < sign.end <= len(text)
        ends.append(sign.end)


@given(TEXTS)
def test_bsns_are_those_signs(text: str) -> None:
    """What is listed at closing is what is pointed out while typing."""
    assert bsn_found(text) == tuple(s for s in personal_signs(text) if s.kind == "bsn")


_PIECES = "a|1 |12-|06-|a@|a.b|0|NL91 |Jan |mevrouw van de |geb. |A. |1234 AB |+|(0|é-|12.|Jan-"


@pytest.mark.parametrize("piece", _PIECES.split("|"))
def test_a_long_text_is_read_through(piece: str) -> None:
    """No text of 100,000 characters, however it repeats, sets off work that grows faster."""
    text = (piece * 100_000)[:100_000]
    signs = personal_signs(text, NAMES)
    assert signs == personal_signs(text, NAMES)
    assert len(signs) <= len(text)


@given(TEXTS, TEXTS)
def test_replacing_leaves_the_rest(text: str, by: str) -> None:
    """What stands before and after a sign stays; one full stop serves for two."""
    for sign in personal_signs(text, NAMES):
        done = replaced(text, sign, by)
        assert done.startswith(text[: sign.start] + by)
        rest = done[sign.start + len(by) :]
        assert text[sign.end :] in (rest, f".{rest}")


def test_one_full_stop_is_enough() -> None:
    """A code name with a full stop ends a sentence without a second one."""
    text = "Gesproken met mevrouw Jansen. Zij belt."
    (sign,) = personal_signs(text)
    assert replaced(text, sign, "mevrouw A.") == "Gesproken met mevrouw A. Zij belt."
    assert replaced(text, sign, "iemand") == "Gesproken met iemand. Zij belt."


def test_code_names_take_the_first_free_letter() -> None:
    """A letter stands for one person in a meeting, whatever salutation it has there."""
    text = "Hassan Bouali en dhr.Kaya"
    name, salutation = personal_signs(text)
    assert code_name(text, name) == "persoon A"
    assert code_name(text, name, ["Persoon A", "mevrouw B.", "gezin D"]) == "persoon C"
    assert code_name(text, salutation, ["persoon A"]) == "dhr. B."
    every = [f"persoon {chr(65 + place)}" for place in range(26)]
    assert code_name(text, name, every) == "persoon A2"
    assert code_name(text, salutation, [*every, "dhr. A2."]) == "dhr. B2."


def test_a_code_name_is_found_in_a_text() -> None:
    """Code names that were used are found, so that their letters are not used again."""
    text = "Mevrouw A. en persoon B wonen bij gezin C, niet bij persoon Bo."
    assert code_names_in(text) == ("Mevrouw A", "persoon B", "gezin C")
    assert code_names_in("persoon A2") == ("persoon A2",)


@pytest.mark.parametrize("kind", PERSONAL_KINDS)
def test_every_kind_has_a_word_in_brackets(kind: str) -> None:
    """What is no person is replaced by the word for its kind, which is no sign itself."""
    (word,) = (word for each, word in IN_BRACKETS.items() if each == kind)
    assert re.fullmatch(r"\[[\w-]+\]", word)
    assert not personal_signs(f"Jan {word} Smits, BSN {word} 12")


def test_a_number_gets_the_word_for_its_kind() -> None:
    """A BSN or a telephone number needs no letter: nobody has to tell two of them apart."""
    assert code_name("123456782", Sign("bsn", 0, 9), ["persoon A"]) == "[BSN]"
    assert code_name("0612345678", Sign("phone", 0, 10)) == "[telefoonnummer]"


@given(TEXTS)
def test_a_code_name_is_no_sign(text: str) -> None:
    """What is proposed for a sign is not pointed out again by itself."""
    for sign in personal_signs(text, NAMES):
        assert personal_signs(code_name(text, sign), NAMES) == ()
