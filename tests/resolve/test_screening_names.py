"""Names in their normal form, and the rows by which spellings fall together."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.resolve.screening.forms import Former, NameForm, Sort, sort_of
from reportedly.serve.name_tables import name_tables
from reportedly.terms.screening import NameTables, SpellingRow
from shipped import shipped_tables


@cache
def tables() -> NameTables:
    return name_tables(shipped_tables())


@cache
def former() -> Former:
    return Former(tables())


def form(name: str, sort: Sort = "vessel") -> NameForm:
    return former().form(name, sort)


def alike(one: str, other: str, of: str = "any") -> bool:
    first, second = form(one), form(other)
    if of == "chinese":
        return bool(first.chinese) and first.chinese == second.chinese
    if of == "korean":
        return [w.coarse for w in first.words] == [w.coarse for w in second.words]
    return [w.folded for w in first.words] == [w.folded for w in second.words]


PAIRS = [(row, pair) for row in tables().spellings for pair in row.examples]
APART = [(row, pair) for row in tables().spellings for pair in row.apart]


@pytest.mark.parametrize(("row", "pair"), PAIRS, ids=[pair for _, pair in PAIRS])
def test_a_row_makes_its_examples_alike(row: SpellingRow, pair: str) -> None:
    """Both spellings fold into the same."""
    one, other = pair.split(" / ")
    assert alike(one, other, row.of)


@pytest.mark.parametrize(("row", "pair"), APART, ids=[pair for _, pair in APART])
def test_a_row_leaves_others_apart(row: SpellingRow, pair: str) -> None:
    """Names that a row must not join stay two."""
    one, other = pair.split(" / ")
    assert not alike(one, other, row.of)


def test_every_row_has_an_example() -> None:
    """A row without one has no test."""
    assert [row for row in tables().spellings if not row.examples] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Maia-1", "Maya 1"),
        ("Майя-1", "MAYA-1"),
        ("Maia1", "Maia 1"),
        ("Angara II", "Angara-2"),
        ("Angara IV", "ANGARA 4"),
        ("Ангара", "Angara"),
        ("Lady R.", "LADY-R"),
        ("Щукин", "Shchukin"),
        ("Volga 01", "Wolga-1"),
    ],
)
def test_spellings_of_one_ship(one: str, other: str) -> None:
    """Scripts, hyphens, digits and numerals do not part them."""
    assert alike(one, other)


@pytest.mark.parametrize(("one", "other"), [("나진", "Rajin"), ("나진", "Najin"), ("청천강", "Ch'ŏngch'ŏn'gang")])
def test_korean_letters_are_read(one: str, other: str) -> None:
    """A name in Hangul is that in Latin letters, r and n at its head alike."""
    assert alike(one, other, "korean")


def test_numbers_and_single_letters_are_kept_apart() -> None:
    """They are what tells sister ships from each other."""
    assert form("Maia-2").exact == ("2",)
    assert form("Lady R").exact == ("r",)
    assert form("Angara II").exact == ("2",)


def test_a_first_word_is_no_numeral() -> None:
    """'Mix' and 'Vi' begin names; a numeral stands after them."""
    assert form("Xi Ling").exact == ()
    assert form("Vi").plain == ("vi",)


@pytest.mark.parametrize("name", ["Corvel Co., Ltd.", "OOO Corvel", "CORVEL L.L.C.", "Corvel JSC", "Corvel S.A."])
def test_legal_forms_are_left_out(name: str) -> None:
    """Of a company's name what is compared is its own."""
    assert [word.plain for word in form(name, "body").telling] == ["corvel"]


@pytest.mark.parametrize("name", ["M/V Corvel", "MV Corvel", "M.V. Corvel"])
def test_a_ships_prefix_is_left_out(name: str) -> None:
    """Motor vessels are ships like others."""
    assert [word.plain for word in form(name).telling] == ["corvel"]


def test_a_name_of_nothing_but_a_form_is_kept() -> None:
    """A company called 'Limited' still has a name."""
    assert [word.plain for word in form("Limited", "body").telling] == ["limited"]


def test_a_script_without_vowels_is_known() -> None:
    """Arabic letters give consonants, and the article before a word is left out."""
    assert not form("النور").vowels
    assert form("النور").words[0].bones == form("Noor").words[0].bones
    assert form("Noor").vowels


@given(st.text(max_size=40))
def test_any_text_has_a_form(text: str) -> None:
    """Whatever is given as a name is cut into words of letters or digits, the same each time."""
    for sort in ("vessel", "person", "body"):
        made = former().form(text, sort)  # type: ignore[arg-type]
        assert made == Former(tables()).form(text, sort) if len(text) < 4 else True  # type: ignore[arg-type]
        assert all(word.plain.isalnum() and word.folded for word in made.words)


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_case_and_marks_change_nothing(word: str) -> None:
    """Capitals and surrounding signs are no part of a name."""
    assert form(word.upper()).plain == form(f" “{word}” ").plain


def test_kinds_of_entries_are_cut_as_what_they_are() -> None:
    """Ships, persons, and all others."""
    assert [sort_of(kind) for kind in ("vessel", "person", "company", "organisation", "party")] == [
        "vessel",
        "person",
        "body",
        "body",
        "body",
    ]  # fmt: skip
