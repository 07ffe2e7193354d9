"""Aligning: which sentences of an original the sentences of a translation stand for."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from find.seeing import wired
from reportedly.find.native.sentences import sentences
from reportedly.find.translated.aligning import Aligned, aligned
from reportedly.find.translated.sides import Side
from reportedly.terms.document import Document, normalised
from reportedly.terms.mention import QuantityMention
from reportedly.terms.quantity import Quantity

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("alignment.toml").read_text(encoding="utf-8"))[
    "case"
]
LONG = 400


def sides(case: dict[str, Any]) -> tuple[Side, Side]:
    """The translation's side, and the original's."""
    read = wired()
    told = Document(normalised(case["translation"].strip()), publisher="Gazette")
    original = Document(normalised(case["original"].strip()), publisher="Gazette", language=case["language"])
    there = Side(original.text, sentences(original.text), read.native(original.language).mentions(original))
    return read.rules.side(told, read.parser.parse(told.text)), there


def shape(found: Aligned) -> str:
    """The beads as the cases write them."""
    return " ".join(f"{len(bead.translation)}:{len(bead.original)}" for bead in found.beads)


@st.composite
def any_side(draw: st.DrawFn) -> Side:
    """Sentences of any lengths, some of them with figures."""
    drawn = draw(st.lists(st.tuples(st.integers(1, 200), st.sampled_from((None, 3, 50, 7000))), max_size=30))
    spans, mentions, at = [], [], 0
    for length, amount in drawn:
        spans.append((at, at + length))
        if amount:
            mentions.append(QuantityMention(at, at + 1, "x", Quantity(amount, amount), (at, at + 1)))
        at += length + 1
    return Side("x" * at, tuple(spans), tuple(mentions))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_sentences_stand_for_those_that_they_translate(case: dict[str, Any]) -> None:
    """The beads are as a reader of both languages makes them."""
    here, there = sides(case)
    assert shape(aligned(here, there)) == case["beads"]


@settings(deadline=None)
@given(any_side(), any_side())
def test_every_sentence_stands_in_one_bead_in_the_order_of_both(here: Side, there: Side) -> None:
    """One after another, the beads go through all sentences of each side once."""
    beads = aligned(here, there).beads
    assert [n for bead in beads for n in bead.translation] == list(range(len(here.sentences)))
    assert [n for bead in beads for n in bead.original] == list(range(len(there.sentences)))


@settings(deadline=None)
@given(any_side(), any_side())
def test_each_sentence_is_asked_for_its_own(here: Side, there: Side) -> None:
    """What stands for a sentence are the original's sentences of its bead; there is none for one that is not there."""
    found = aligned(here, there)
    for bead in found.beads:
        assert all(found.originals(number) == bead.original for number in bead.translation)
    assert not found.originals(len(here.sentences))


@settings(deadline=None)
@given(any_side())
def test_a_text_stands_for_itself(side: Side) -> None:
    """The same text against itself aligns sentence by sentence."""
    assert shape(aligned(side, side)) == " ".join(["1:1"] * len(side.sentences))


@pytest.mark.timeout(120)
@pytest.mark.parametrize("left_out", [0, LONG // 2, LONG - 1])
def test_long_texts_find_their_way_again(left_out: int) -> None:
    """In a text of hundreds of sentences one that is left out costs only its own bead, and it takes no minutes."""
    whole = [(n * 101, n * 101 + 100 - n % 7 * 9) for n in range(LONG)]
    figures = [QuantityMention(s, s + 1, "x", Quantity(n, n), (s, s + 1)) for n, (s, _) in enumerate(whole)]
    text = "x" * LONG * 101
    there = Side(text, tuple(whole), tuple(figures))
    here = Side(text, (*whole[:left_out], *whole[left_out + 1 :]), tuple(figures))
    found = aligned(here, there)
    assert shape(found) == " ".join(["1:1"] * left_out + ["0:1"] + ["1:1"] * (LONG - left_out - 1))


def test_a_text_much_shorter_than_the_other_is_aligned() -> None:
    """Two sentences of a long report are found where they stand, however far from the diagonal."""
    spans = tuple((n * 50, n * 50 + 45) for n in range(80))
    figures = [
        QuantityMention(s, s + 1, "x", Quantity(n + 5000, n + 5000), (s, s + 1)) for n, (s, _) in enumerate(spans)
    ]
    there = Side("x" * 4000, spans, tuple(figures))
    here = Side("x" * 4000, (spans[70], spans[71]), tuple(figures[70:72]))
    found = aligned(here, there)
    assert [list(found.originals(n)) for n in (0, 1)] == [[70], [71]]
