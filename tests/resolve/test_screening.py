"""Screening against a list: what is found, with which reasons, and what is never said."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportedly.resolve.screening.screening import FITS, Screener, country_code
from reportedly.terms.screening import ListEntry, Match, SanctionsList, Subject, nothing_like
from resolve.invented_names import Invented, Query
from resolve.test_screening_names import tables

DAY = date(2025, 2, 3)
NUMBER = "2000004"
SHIP = ListEntry("NK-1", "x", "vessel", ("Maya 1", "Veshnitsa"), ("Em One",), (NUMBER,), ("ru",), ("NAVAL",))
COMPANY = ListEntry("NK-2", "x", "company", ("Corvel Trading LLC", "ООО Корвель Трейдинг"), (), (), ("Russia",))
PERSON = ListEntry("NK-3", "x", "person", ("TOSS, Orlen Fadrique",), ("Old Pilot",))
PORT = ListEntry("NK-4", "x", "organisation", ("Rajin Harbour Works",), (), (), ("Korea, North",))
OTHERS = tuple(
    ListEntry(f"F-{n}", "x", "company", (name,))
    for n, name in enumerate(
        ("Quill Trading Ltd", "Amber Trading Co", "Heron Shipping", "Thistle Trading", "Reed Shipping")
    )
)
LIST = SanctionsList("Naval List", DAY, (SHIP, COMPANY, PERSON, PORT, *OTHERS))


@cache
def screener() -> Screener:
    return Screener(LIST, tables())


def ship(name: str, imo: str | None = None, *states: str) -> Subject:
    return Subject(name, "vessel", (name,), imo, "", states, ("c-1",))


def company(name: str, *states: str) -> Subject:
    return Subject(name, "company", (name,), None, name, states, ("c-1",))


def one(subject: Subject, least: int = 80) -> Match:
    (match,) = screener().matches(subject, least)
    return match


def test_the_same_number_is_said_as_the_method_says_it() -> None:
    """Whatever the ship is called, the number is what is alike, and identity stays open."""
    match = one(ship("Lady R", NUMBER))
    assert match.sentence == (
        "Lady R (vessel): same IMO number as entry NK-1 “Maya 1” on Naval List of 2025-02-03; identity not established "
        "(its name differs (Lady R / Maya 1))."
    )
    assert match.same_imo
    assert match.score == 100


def test_a_name_like_it_is_said_with_score_and_reasons() -> None:
    """Spelling, score, the flag, and that identity stays open."""
    match = one(ship("Maia-1", None, "KP", "RU"))
    assert match.sentence == (
        "Maia-1 (vessel): name like entry NK-1 “Maya 1” on Naval List of 2025-02-03 (score 99: same name but for the "
        "transliteration (Maia-1 / Maya 1); its flag is that of a party of the claims (RU)); identity not established."
    )


def test_the_date_may_be_unknown() -> None:
    """Then the sentence says that too."""
    undated = Screener(replace(LIST, date=None), tables())
    assert "on Naval List (of no stated date)" in undated.matches(ship("Maya 1"))[0].sentence


def test_no_match_is_not_called_clear() -> None:
    """It is only that no entry is like it by this method."""
    told = nothing_like(ship("Quiet"), "Naval List", DAY)
    assert told == "Quiet (vessel): no entry like it on Naval List of 2025-02-03 by this method."


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Maya 1", "same name"),
        ("MAYA-1", "same name"),
        ("Veshnitsa", "one of its other names"),
        ("Vesnitsa", "one letter differs (Vesnitsa / Veshnitsa)"),
        ("Em One", "a name that the list itself calls weak"),
    ],
)
def test_reasons_of_ships(name: str, reason: str) -> None:
    """Each way of being alike is told in words."""
    told = one(ship(name)).reasons
    assert any(each.startswith(reason) for each in told), told


@pytest.mark.parametrize("name", ["Maya 2", "Maia-2", "Maya", "Maya R", "Maya II"])
def test_another_number_is_another_ship(name: str) -> None:
    """Sister ships differ in their number or letter alone."""
    assert screener().matches(ship(name)) == ()


def test_lady_r_is_not_lady_m() -> None:
    """A single letter that differs is a different ship."""
    listed = Screener(SanctionsList("l", DAY, (ListEntry("1", "", "vessel", ("Lady R",)), *OTHERS)), tables())
    assert listed.matches(ship("Lady M")) == ()
    assert [match.score for match in listed.matches(ship("LADY R"))] == [100]


def test_other_valid_numbers_speak_against_a_name() -> None:
    """Two ships may have one name; their numbers tell them apart, and that is said."""
    against = screener().matches(ship("Maya 1", "9074729"), 1)
    assert against[0].score == 75
    assert f"its IMO number differs (9074729 / {NUMBER})" in against[0].reasons


def test_a_number_that_cannot_be_right_is_said() -> None:
    """The same wrong number on both sides is shown, lower, with its fault."""
    wrong = replace(SHIP, imo=("2000005",))
    (match,) = Screener(replace(LIST, entries=(wrong,)), tables()).matches(ship("Lady R", "2000005"))
    assert match.score == 80
    assert any("check digit" in reason for reason in match.reasons)


@pytest.mark.parametrize(
    "name",
    [
        "Corvel Trading",
        "OOO Corvel Trading",
        "Korvel Treiding",
        "CORVEL  TRADING, L.L.C.",
        "Корвель Трейдинг",
        "Corvel",
    ],
)
def test_a_company_is_found_whatever_its_form(name: str) -> None:
    """Legal form, script, spelling and a usual word do not hide it."""
    assert one(company(name)).entry is COMPANY


@pytest.mark.parametrize("name", ["Trading LLC", "Shipping Trading", "Trading Company", "General Trading Ltd"])
def test_usual_words_alone_find_nothing(name: str) -> None:
    """Half of all companies bear them."""
    assert screener().matches(company(name)) == ()


@pytest.mark.parametrize(
    "name", ["Orlen Fadrique Toss", "TOSS Orlen Fadrique", "Orlen F. Toss", "General Orlen Fadrique Toss"]
)
def test_a_person_is_found_in_any_order(name: str) -> None:
    """Family name first or last, an initial, a title."""
    assert one(Subject(name, "person", (name,))).entry is PERSON


def test_the_schema_must_fit() -> None:
    """A ship is held against ships alone, whatever a person or company is called; an unknown party against all but ships."""
    assert screener().matches(ship("Corvel Trading LLC")) == ()
    assert screener().matches(ship("Orlen Fadrique Toss")) == ()
    assert screener().matches(company("Maya 1")) == ()
    assert screener().matches(company("Orlen Fadrique Toss")) == ()
    assert "vessel" not in FITS["party"]
    assert one(Subject("Orlen Fadrique Toss", "party", ("Orlen Fadrique Toss",))).entry is PERSON


def test_the_country_of_a_company_counts_either_way() -> None:
    """It agrees, differs, or is not known; of a ship a differing flag says nothing."""
    agreeing, unknown, differing = (one(company("Korvel Trading", *states)) for states in (("RU",), (), ("CN",)))
    assert agreeing.score > unknown.score > differing.score
    assert "its country differs (CN / RU)" in differing.reasons
    assert one(ship("Maya 1", None, "CN")).score == one(ship("Maya 1")).score


def test_countries_as_lists_write_them() -> None:
    """Codes in any case, names, and names the other way round."""
    known = tables().countries
    assert [country_code(words, known) for words in ("ru", "Russia", "Korea, North", "Zembla")] == [
        "RU",
        "RU",
        "KP",
        None,
    ]


def test_korean_spelling_counts_more_for_korea() -> None:
    """Rajin and Najin are one word where either side is known to be of Korea."""
    near = one(company("Najin Harbour Works", "KP"))
    assert near.entry is PORT
    assert near.score > one(company("Najin Harbour Works")).score - 1
    assert any("transliteration" in reason for reason in near.reasons)


def test_all_names_of_a_party_are_screened() -> None:
    """The likest of them is told."""
    party = Subject("Harbour Works", "company", ("Somebody Else", "Rajin Harbour Works"), None, "KP-X", ("KP",))
    assert one(party).entry is PORT


def test_what_has_no_letters_finds_nothing() -> None:
    """A name of signs is like none."""
    assert screener().matches(ship("***"), 1) == ()


def test_an_empty_list_has_no_matches() -> None:
    """Nothing is like nothing."""
    assert Screener(SanctionsList("l", None), tables()).matches(ship("Maya 1"), 1) == ()


@cache
def invented() -> tuple[Screener, list[ListEntry], list[Query]]:
    made = Invented(5)
    names, entries = made.entries(5_000)
    return Screener(SanctionsList("Invented", DAY, tuple(entries)), tables()), entries, made.queries(names, 1_000)


def test_floors_of_precision_and_recall() -> None:
    """Of variants of listed names more than nine in ten are found; of what is shown hardly anything is wrong."""
    held, _, asked = invented()
    found = [(query, held.matches(query.subject)) for query in asked]
    right = sum(bool(matches) and matches[0].entry.id == query.entry for query, matches in found)
    shown = sum(bool(matches) for _, matches in found)
    members = sum(query.entry is not None for query, _ in found)
    assert right / shown >= 0.985
    assert right / members >= 0.94


def test_the_order_of_screening_changes_nothing() -> None:
    """Subjects in any order have the same matches."""
    held, _, asked = invented()
    subjects = [query.subject for query in asked[:120]]
    mixed = random.Random(1).sample(subjects, len(subjects))
    straight = dict(zip((s.name for s in subjects), held.screened(subjects), strict=True))
    assert straight == dict(zip((s.name for s in mixed), held.screened(mixed), strict=True))


def test_the_order_of_the_list_changes_no_score() -> None:
    """Entries in any order give the same entries with the same scores."""
    _, entries, asked = invented()
    few = entries[:600]
    forward, backward = (
        Screener(SanctionsList("l", DAY, tuple(order)), tables()) for order in (few, list(reversed(few)))
    )
    for query in asked[:200]:
        told = [[(m.entry.id, m.score, m.reasons) for m in held.matches(query.subject)] for held in (forward, backward)]
        assert told[0] == told[1]


@given(st.integers(0, 4_999))
def test_a_listed_name_is_found_as_the_same(place: int) -> None:
    """Whatever entry's name is screened, it is found with 95 or more as the same name."""
    held, entries, _ = invented()
    entry = entries[place]
    kind = "vessel" if entry.schema == "vessel" else "person" if entry.schema == "person" else "company"
    for name in entry.names:
        (match, *_) = [m for m in held.matches(Subject(name, kind, (name,))) if m.entry.id == entry.id]  # type: ignore[arg-type]
        assert match.score >= 95
        assert match.reasons[0] == "same name"


@given(st.text(min_size=1, max_size=30))
def test_any_name_screened_against_itself_is_the_same(name: str) -> None:
    """Also names of common words, odd signs and any script, where they hold a letter or digit."""
    listed = Screener(SanctionsList("l", DAY, (ListEntry("1", "", "company", (name,)),)), tables())
    matches = listed.matches(Subject(name, "company", (name,)), 1)
    assume(matches)
    assert matches[0].score >= 95
    assert matches[0].reasons[0] == "same name"


def test_no_verdict_is_ever_spoken() -> None:
    """No sentence calls a ship sanctioned, a match, a hit, or clear; all say that identity is not established."""
    held, _, asked = invented()
    sentences = [match.sentence for query in asked for match in held.matches(query.subject)]
    sentences += [match.sentence for match in screener().matches(ship("Lady R", NUMBER))]
    assert sentences
    for sentence in sentences:
        assert "identity not established" in sentence
        after = sentence.casefold()
        assert not any(
            word in after for word in ("sanctioned", " match", " hit", "clear", "is the same as", "positive")
        )
