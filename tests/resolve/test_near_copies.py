"""Which documents carry the text of an earlier one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess.told import document
from reportedly.resolve.credits import by_day, credits, in_order
from reportedly.resolve.near_copies import containment, near_copies, shingles
from reportedly.terms.document import Document

MONDAY, TUESDAY = date(2024, 3, 4), date(2024, 3, 5)
WORDS = [f"word{n}" for n in range(400)]


def text(start: int, end: int) -> str:
    return " ".join(WORDS[start:end])


def test_an_excerpt_is_a_copy_of_the_whole() -> None:
    """A text that lies wholly within an earlier one copies it, case and punctuation apart."""
    whole = document("whole", published=MONDAY, text=text(0, 300))
    part = document("part", published=MONDAY + timedelta(days=1), text=text(20, 120).upper().replace(" ", ", "))
    (found,) = near_copies([part, whole])
    assert (found.document, found.of, found.containment) == ("part", "whole", 1.0)


def test_the_undated_text_is_never_the_first() -> None:
    """Between a dated and an undated text, the undated one is the copy."""
    (found,) = near_copies([document("a", text=text(0, 100)), document("b", published=MONDAY, text=text(0, 100))])
    assert found.document == "a"


def test_half_a_text_is_no_copy() -> None:
    """Less than four fifths in common is another text."""
    one, other = text(0, 200), text(100, 300)
    assert near_copies([document("a", text=one), document("b", text=other)]) == ()
    assert containment(shingles(one), shingles(other)) < 0.8


def test_an_empty_text_copies_nothing() -> None:
    """Two empty pages are no copies of each other."""
    assert near_copies([document("a", text=""), document("b", text=" … ")]) == ()


def test_many_copies_all_lead_to_the_first() -> None:
    """However many sites carry a text, each leads to the earliest."""
    documents = [document(f"d{n:02}", published=MONDAY + timedelta(days=n), text=text(0, 150)) for n in range(30)]
    found = near_copies(reversed(documents))
    assert {copy.of for copy in found} == {"d00"}
    assert len(found) == 29


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 300), st.integers(20, 90)), max_size=8))
def test_the_order_of_documents_does_not_matter(cuts: list[tuple[int, int]]) -> None:
    """The copies found are the same whichever way round the documents are read."""
    documents = [document(f"d{n}", text=text(start, start + size)) for n, (start, size) in enumerate(cuts)]
    assert near_copies(documents) == near_copies(documents[::-1])


def test_a_short_excerpt_of_a_long_text_is_found() -> None:
    """A twentieth of a text shares few of its runs, and is a copy all the same."""
    whole = document("whole", published=MONDAY, text=" ".join(f"{word}x" for _ in range(5) for word in WORDS))
    long = document("long", published=MONDAY, text=" ".join(f"w{n}" for n in range(2000)))
    part = document("part", published=TUESDAY, text=" ".join(f"w{n}" for n in range(700, 800)))
    (found,) = near_copies([part, whole, long])
    assert (found.document, found.of) == ("part", "long")


@pytest.mark.parametrize(
    "credit", ["SEOUL, Feb. 26 (Yonhap) — {}", "{}\n\n— Yonhap", "{}\n\nSource: Yonhap News Agency"]
)
def test_whom_a_copy_credits_is_first_whatever_the_dates(credit: str) -> None:
    """The agency brought its page up to date: the site that credits it does not become its source."""
    agency = document("agency", published=TUESDAY, publisher="Yonhap", text=text(0, 150))
    site = document("site", published=MONDAY, publisher="The Gazette", text=credit.format(text(0, 150)))
    (found,) = near_copies([site, agency])
    assert (found.document, found.of) == ("site", "agency")


def test_a_text_served_elsewhere_than_by_its_publisher_is_not_first() -> None:
    """A portal's page of a paper's text comes after the paper's own page, though it bears an earlier day."""
    own = document("own", published=TUESDAY, text=text(0, 150))
    portal = replace(document("portal", published=MONDAY, text=text(0, 150)), host="news.portal.example")
    (found,) = near_copies([portal, own])
    assert (found.document, found.of) == ("portal", "own")


def test_a_later_day_alone_does_not_make_a_copy_first() -> None:
    """Without a credit the earlier day is first, and the later one is the copy."""
    one, other = document("b", published=MONDAY, text=text(0, 150)), document("a", published=TUESDAY, text=text(0, 150))
    assert [copy.of for copy in near_copies([one, other])] == ["b"]


NAMES = ("Yonhap", "The Gazette", "Harbour Wire", None)
PAGES = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.none() | st.integers(0, 3), st.booleans()), max_size=6
)


def pages(drawn: list[tuple[str | None, str | None, int | None, bool]]) -> list[Document]:
    return [
        replace(
            document(f"d{n}", publisher=publisher, published=None if day is None else MONDAY + timedelta(days=day)),
            text=f"{text(0, 120)}\n\n({credited})" if credited else text(0, 120),
            host="news.portal.example" if elsewhere else None,
        )
        for n, (publisher, credited, day, elsewhere) in enumerate(drawn)
    ]


@settings(max_examples=150, deadline=None)
@given(PAGES, st.randoms())
def test_a_copy_is_never_first_and_reading_order_never_matters(
    drawn: list[tuple[str | None, str | None, int | None, bool]], chance: Random
) -> None:
    """Of the pages of one text exactly one is first, whichever way round they are read; no copy has a copy."""
    documents = pages(drawn)
    found = near_copies(documents)
    shuffled = documents[:]
    chance.shuffle(shuffled)
    assert near_copies(shuffled) == found
    assert len({copy.of for copy in found}) == (len(documents) > 1)
    assert len(found) == max(0, len(documents) - 1)
    assert not {copy.document for copy in found} & {copy.of for copy in found}


@settings(max_examples=150, deadline=None)
@given(PAGES)
def test_none_that_credits_is_first_where_one_credits_nobody_and_is_credited(
    drawn: list[tuple[str | None, str | None, int | None, bool]],
) -> None:
    """Whoever credits Yonhap stands after one of Yonhap's own pages, where one credits nobody else."""
    ordered = in_order(pages(drawn))
    assert sorted(ordered, key=by_day) == sorted(pages(drawn), key=by_day)
    own = [n for n, d in enumerate(ordered) if d.publisher == "Yonhap" and d.host is None]
    sure = any(credits(ordered[n].text) <= {"yonhap"} for n in own)
    for at, page in enumerate(ordered if sure else ()):
        if "yonhap" in credits(page.text) and page.publisher != "Yonhap":
            assert at > min(own)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("SEOUL, Feb. 26 (Yonhap) -- The North", "yonhap"),
        ("MOSCOW, October 13. /TASS/. The Kremlin", "tass"),
        ("The end.\n— Harbour Wire", "harbour wire"),
        ("The end.\nSource: The Gazette", "gazette"),
        ("Originally published by Lake Observer.", "lake observer"),
        ("© 2024 Pacific Wire. All rights reserved.", "pacific wire"),
        ("Courtesy of www.example.com", "example"),
    ],
)
def test_credit_lines_are_read(words: str, name: str) -> None:
    """Datelines, credit lines and notices name whom they credit."""
    assert name in credits(words)
