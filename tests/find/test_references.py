"""References: whom "he", "the agency", "the regime", "the island", "both countries" and "it" point back at."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from find.parsing import DATA
from find.seeing import codes, seen

POINTING = [
    ("Kenya's defence minister, Ana Lopez, met Chad's envoy. He said boats had come.", "He", "KE-MOD"),
    ("Chad's ambassador to Mali, Jo Lee, spoke. The diplomat named no date.", "The diplomat", "TD"),
    ("Seoul's spy agency briefed lawmakers. The agency gave a figure.", "The agency", "KR-NIS"),
    ("Chad's defence minister flew out on Friday. The ministry confirmed it.", "The ministry", "TD-MOD"),
    ("Mali's plants are busy, Chad's army said. The regime has sold jeeps.", "The regime", "ML"),
    ("The State Department cleared parts for Taiwan. More will go to the island soon.", "the island", "TW"),
    ("The Emirates armed Sudan's army, a report said. The Gulf state was silent.", "The Gulf state", "AE"),
    ("Poland's ambassador said his country had sent tanks.", "his country", "PL"),
    ("Chad stopped its purchases of jeeps from Mali. Chad bought nothing from the country.", "the country", "ML"),
    ("Japan gave Chad boats, and Chad gave it fish.", "it", "JP"),
]


@pytest.mark.parametrize(("text", "words", "code"), POINTING)
def test_a_reference_bears_the_code_of_what_it_points_at(text: str, words: str, code: str) -> None:
    """The nearest party that fits the noun, subjects before others, never the subject of its own clause."""
    assert codes(text)[words] == code


ROWS = tomllib.loads((DATA / "references.toml").read_text(encoding="utf-8"))["reference"]
GROUPS = [row for row in ROWS if row["refers"] == "group"]


@pytest.mark.parametrize("row", GROUPS, ids=lambda row: row["words"])
def test_an_armed_group_is_called_by_what_it_is(row: dict[str, str]) -> None:
    """In the example of each row its words bear the code of the group that the sentence before names."""
    said = codes(row["example"])
    words = next(w for w in said if w.lower() == row["words"])
    assert said[words] == next(code for code in said.values() if code and len(code) > 2)


SHOWN = [row for row in ROWS if row["refers"] == "state" and row.get("example")]


@pytest.mark.parametrize("row", SHOWN, ids=lambda row: row["words"])
def test_a_state_is_called_by_where_it_lies(row: dict[str, Any]) -> None:
    """In the example of each row its words mean the one state of that part of the world which the text has named."""
    said = codes(row["example"])
    words = next(w for w in said if w.lower() == row["words"])
    assert said[words] in row["only"]


def test_a_militia_without_a_name_before_stands_for_itself() -> None:
    """Where no group was named, "the militia" is a party by its own words."""
    assert codes("Iran armed the militia.")["militia"] == "militia"


def test_both_countries_are_the_last_two_named() -> None:
    """A plural reference stands for two states at once."""
    found = [
        m.code for m in seen("Mali sent jeeps to Chad. Both countries deny it.").parties if m.text == "Both countries"
    ]
    assert found == ["ML", "TD"]


def test_a_state_within_a_bodys_name_is_not_pointed_at() -> None:
    """ "South Korea's spy agency" names an agency; "it" is not South Korea."""
    text = "North Korea is arming, South Korea's spy agency said. It has sent shells to Russia."
    assert codes(text)["It"] in ("KP", "KR-NIS")


def test_we_and_i_wait_for_the_speaker() -> None:
    """The first person has no code of its own."""
    roles = {m.text: (m.code, m.role) for m in seen("We will send boats, and I have approved jeeps.").parties}
    assert roles == {"We": (None, "speaker"), "I": (None, "speaker")}


def test_a_numeral_is_no_speaker() -> None:
    """ "World War I" says nothing of itself."""
    assert "I" not in codes("The gun dates from World War I and was sold to Chad.")


def test_a_pronoun_for_nobody_points_at_nobody() -> None:
    """ "It is unclear whether" has no party."""
    assert "It" not in codes("Chad has boats. It is unclear whether they float.")


def test_a_reference_keeps_the_span_of_the_name_that_it_stands_for() -> None:
    """A reference to a reference leads to the name."""
    text = "Seoul's spy agency spoke. The agency gave a figure. It named no date."
    agency = next(m for m in seen(text).parties if m.text == "It")
    assert agency.refers is not None
    assert text[slice(*agency.refers)] == "Seoul's spy agency"


def test_a_reference_that_has_nothing_before_it_is_no_mention() -> None:
    """Nothing is pointed at where nothing stands."""
    assert codes("The agency gave a figure.") == {}
