"""Triage: what is worth reading is kept, most ordinary news is not, and every row does what its example says."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cases.expectation import cases
from reportedly.find.triage import ENOUGH, Judged, Triage
from reportedly.find.word_forms import verb_forms
from reportedly.read.dispatch import read_bytes
from reportedly.read.metadata import Metadata
from reportedly.serve.tables import load_tables
from reportedly.terms.tables import IrregularRow, Tables, TriageRow
from shipped import shipped_tables

HERE = Path(__file__).parent
ORDINARY: list[dict[str, Any]] = tomllib.loads((HERE / "ordinary_news.toml").read_text(encoding="utf-8"))["report"]
EXAMPLES = HERE.parents[1] / "examples"
EXPECTED: list[dict[str, Any]] = tomllib.loads((EXAMPLES / "expected.toml").read_text(encoding="utf-8"))["file"]
WITH_CLAIMS = sorted({row["file"] for row in EXPECTED if row["claim"]})
FLOWS: list[str] = tomllib.loads((HERE / "flows_in_news.toml").read_text(encoding="utf-8"))["sentences"]
CLAIMING = [case for case in cases() if any(not claim.get("optional") for claim in case.claims)]

OWN = """
[[party]]
code = "Ruritania"
kind = "state"
names = ["Ruritania"]

[[party]]
code = "Freedonia"
kind = "state"
names = ["Freedonia"]
adjectives = ["Freedonian"]

[[item]]
item = "gizmotron"
parent = "materiel"
names = ["gizmotron"]
cls = "materiel"

[[frame]]
lemma = "zorp"
pos = "verb"
frame = "zorping"
roles = "subj=actor obj=item to=recipient"
example = "Ruritania zorped gizmotrons to Freedonia."
"""


@cache
def triage() -> Triage:
    return Triage.of(shipped_tables())


def keeps(text: str) -> bool:
    return triage().judged(text).kept


@pytest.mark.parametrize("row", shipped_tables().triage, ids=lambda row: f"{row.of} {row.names[0]} {row.weight}")
def test_a_row_does_what_its_example_says(row: TriageRow) -> None:
    """Without the row its example would be judged the other way."""
    without = replace(shipped_tables(), triage=tuple(other for other in shipped_tables().triage if other is not row))
    assert keeps(row.example) is row.kept
    assert Triage.of(without).judged(row.example).kept is not row.kept


@pytest.mark.parametrize("row", shipped_tables().irregular, ids=lambda row: row.verb)
def test_a_past_form_is_known_by_its_row(row: IrregularRow) -> None:
    """Without the row its example would not be kept."""
    without = replace(
        shipped_tables(), irregular=tuple(other for other in shipped_tables().irregular if other is not row)
    )
    assert keeps(row.example)
    assert not Triage.of(without).judged(row.example).kept


def test_cases_with_claims_are_kept() -> None:
    """Of the golden cases that hold a claim, at most one in a hundred is left out."""
    left_out = [case.name for case in CLAIMING if not keeps(case.text)]
    assert len(left_out) <= len(CLAIMING) / 100, left_out


@pytest.mark.parametrize("file", WITH_CLAIMS)
def test_examples_with_claims_are_kept(file: str) -> None:
    """Every report of the examples that is expected to yield a claim is kept."""
    for document in read_bytes((EXAMPLES / file).read_bytes(), file, Metadata())[0]:
        assert keeps(document.text), document.text


@pytest.mark.parametrize("text", FLOWS)
def test_flows_of_all_kinds_are_kept(text: str) -> None:
    """Arms, people, money, technology, measures, visits and denials between many states are kept, in capitals too."""
    assert keeps(text)
    assert keeps(text.upper())


def test_most_ordinary_news_is_left_out() -> None:
    """Of reports on sport, markets, courts, weather and the like at most one in seven is kept."""
    far = [report for report in ORDINARY if not report.get("near")]
    kept = [report["text"] for report in far if keeps(report["text"])]
    assert len(far) >= 60
    assert len(kept) <= len(far) / 7, kept


def test_a_claim_is_kept_within_a_long_text() -> None:
    """What is kept alone is kept between paragraphs on something else."""
    before, after = ORDINARY[0]["text"], ORDINARY[-1]["text"]
    alone = [case.text for case in CLAIMING if keeps(case.text)]
    assert [text for text in alone if not keeps(f"{before}\n\n{text}\n\n{after}")] == []


@pytest.mark.parametrize(
    "text",
    [
        "NORTH KOREA SHIPS SHELLS TO RUSSIA",
        "North Korea’s shells were delivered to Russia’s army.",
        "“Shells” from Pyongyang—sent to Moscow—arrived.",
        "US SENDS POLAND TANKS",
        "Germany:\ntanks/howitzers\nsent to Ukraine",
        "Türkiye supplied Côte d'Ivoire with drones.",
    ],
)
def test_writing_does_not_matter(text: str) -> None:
    """Capitals, possessives, curly quotes, dashes, slashes, line ends and marks hide no word."""
    assert keeps(text)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("They sent us tanks for turkey farmers.", "They sent US tanks for Turkey's farmers."),
        ("Chad sent thanks to Malta.", "Chad sent tanks to Malta."),
        ("Chad unsent tanks, Maltase.", "Chad sent tanks, Malta."),
    ],
)
def test_only_whole_words_and_names_count(text: str, whole: str) -> None:
    """A name without its capitals, or a word within another, is none."""
    assert not keeps(text)
    assert keeps(whole)


def test_what_stands_far_apart_is_no_claim() -> None:
    """Goods and doing count together only within a sentence, and states only about them."""
    filler = "The choir sang until the lights went out and nobody wished to go home. " * 6
    assert keeps("Malta sent trucks to Chad.")
    assert not keeps(f"Malta has trucks. {filler}Chad sent a letter.")
    assert not keeps(f"Malta sent trucks. {filler}Chad was quiet.")


def test_the_window_that_decided_is_told() -> None:
    """Its offsets count code points: the slice begins and ends with words that counted."""
    text = "„Ё“ — ünlü 🚢 choirs. " * 30 + "Malta sent trucks to Chad, they say. The choir sang."
    judged = triage().judged(text)
    assert judged.kept
    assert judged.score >= ENOUGH
    assert text[judged.start : judged.end] == "Malta sent trucks to Chad"


@pytest.mark.parametrize("text", ["", " ", "\ud800", "a", "€", "shells", "\n\n\n"])
def test_texts_of_nearly_nothing_are_left_out(text: str) -> None:
    """An empty text, a lone half of a character or a single word is judged like any other."""
    assert triage().judged(text) == Judged(False, 0, 0, 0)


def test_rows_of_a_user_widen_it(tmp_path: Path) -> None:
    """A party, an item and a verb that only a user's file names are looked for, in all their forms."""
    own = tmp_path / "own.toml"
    own.write_text(OWN, encoding="utf-8")
    text = "Ruritania has zorped gizmotrons to Freedonian ports."
    assert not keeps(text)
    assert Triage.of(load_tables([own])).judged(text).kept


def test_a_user_may_weigh_words_anew(tmp_path: Path) -> None:
    """A row of triage in a user's file counts beside those shipped."""
    own = tmp_path / "own.toml"
    own.write_text('[[triage]]\nof = "goods"\nnames = ["turnips"]\nweight = 3\nexample = "Malta and Chad: turnips."\n')
    assert not keeps("Malta and Chad: turnips.")
    assert Triage.of(load_tables([own])).judged("Malta and Chad: turnips.").kept


def test_nothing_is_kept_by_empty_tables() -> None:
    """Without rows there is no word to look for."""
    assert Triage.of(Tables()).judged("North Korea sent shells to Russia.") == Judged(False, 0, 0, 0)


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("ship", {"ship", "ships", "shipped", "shipping"}),
        ("move", {"move", "moves", "moved", "moving"}),
        ("supply", {"supply", "supplies", "supplied", "supplying"}),
        ("convey", {"convey", "conveys", "conveyed", "conveying"}),
        ("veto", {"veto", "vetoes", "vetoed", "vetoing"}),
        ("hand over", {"hand over", "hands over", "handed over", "handing over"}),
        ("deliver", {"deliver", "delivers", "delivered", "delivering"}),
        ("travel", {"travelled", "traveled", "travelling", "traveling"}),
        ("agree", {"agreed", "agreeing"}),
        ("send", {"send", "sends", "sent", "sending"}),
    ],
)
def test_verbs_have_their_forms(verb: str, forms: set[str]) -> None:
    """A verb is known in every person and tense, with its particle, in both spellings."""
    assert forms <= set(verb_forms(verb, {"send": ("sent",)}))
    assert "sended" not in verb_forms("send", {"send": ("sent",)})
