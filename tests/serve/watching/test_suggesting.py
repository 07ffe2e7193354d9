"""Tripwires as rows of a watch.toml: they are valid, they hold the words, and they are watched as they stand."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reportedly.present.names import Names
from reportedly.serve.watching.suggesting import NONE, suggested
from reportedly.serve.watching.watch_file import watch_of
from reportedly.serve.wiring import ledger, reader, tables
from reportedly.terms.watching import Indicator, Tripwire
from reportedly.watching import tripwires

NAMES = Names.of(tables())
WIRE = Tripwire(
    "c-0000000000000001", "the North goes too far",
    "Seoul will consider sending weapons to Kyiv if …", "South Korea, in Harbour Gazette",
    ("KR",), ("will", "consider"), ("KP",), ("soldiers",), date(2024, 10, 22), "d-1",
)  # fmt: skip
TEXT = """\
# Condition: “the North goes too far”
# Consequence: “Seoul will consider sending weapons to Kyiv if …”
# Who says so: South Korea, in Harbour Gazette, 22 Oct 2024
# Hedges: “will”, “consider”
# Watched: later claims on what North Korea sends or does with soldiers
[[indicator]]
name = "the North goes too far"
kind = "condition"
claim = "c-0000000000000001"
"""


def watched(text: str) -> tuple[Indicator, ...]:
    """The indicators of a watch.toml that has no fault."""
    watch, faults = watch_of(tomllib.loads(text), Path("watch.toml"), tables())
    assert faults == ()
    return watch.indicators


def test_a_tripwire_is_offered_with_its_words() -> None:
    """One row, and as comments the condition, what is to follow, who says so and when, and how hedged."""
    assert suggested([WIRE], NAMES) == TEXT
    assert watched(TEXT) == (Indicator("the North goes too far", "condition", claim="c-0000000000000001"),)


def test_two_conditions_of_the_same_words_have_two_names() -> None:
    """Names in a watch.toml are unique."""
    again = [replace(WIRE, claim=f"c-{n:016x}") for n in (1, 2, 3)]
    assert [i.name for i in watched(suggested(again, NAMES))] == [
        "the North goes too far", "the North goes too far (2)", "the North goes too far (3)",
    ]  # fmt: skip


def test_without_tripwires_a_comment_says_so() -> None:
    """What is printed is a valid file all the same."""
    assert suggested([], NAMES) == NONE
    assert watched(NONE) == ()


def test_what_is_not_known_is_said() -> None:
    """No date, no party: the row is there, and says so."""
    text = suggested([replace(WIRE, published_on=None, parties=(), hedges=())], NAMES)
    assert "# Who says so: South Korea, in Harbour Gazette, no date\n# Watched: nothing: neither" in text
    assert len(watched(text)) == 1


@given(
    st.lists(
        st.builds(Tripwire, st.integers(0, 9).map("c-{:016x}".format), *[st.text(max_size=200)] * 3),
        max_size=4,
        unique_by=lambda wire: wire.claim,
    )
)
def test_whatever_the_words_are_the_rows_are_valid(wires: list[Tripwire]) -> None:
    """Quotes, backslashes, line ends and control characters of a document neither end a string nor a comment."""
    assert [i.claim for i in watched(suggested(wires, NAMES))] == [wire.claim for wire in wires]


def test_the_examples_yield_the_tripwire_on_weapons_from_seoul(demo_ledger: Path) -> None:
    """Seoul's "will consider supplying weapons … if" is offered, and watches what the North does with soldiers."""
    kept = ledger(demo_ledger)
    wires = tripwires(kept.standing(), reader().seen, tables())
    kept.close()
    text = suggested(wires, NAMES)
    assert {i.claim for i in watched(text)} == {wire.claim for wire in wires}
    (wire,) = (wire for wire in wires if wire.origins == ("KR",))
    assert (wire.condition, wire.parties, wire.items) == (
        "North Korean troops take part in the war in large numbers", ("KP",), ("soldiers",),
    )  # fmt: skip
    assert "South Korea will consider supplying weapons to Ukraine if …" in text
