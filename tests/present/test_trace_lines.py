"""How a text was read, in print and as JSON values."""

from __future__ import annotations

import json
from datetime import date

import pytest

from present.traced import ASIDE, CLAIM, MADE, MENTIONS, SENTENCE, TEXT, TRACE, UNMET, VERB
from reportedly.present.parse_tree import tree_lines
from reportedly.present.readings import bounds, reading
from reportedly.present.trace_lines import WIDTH, candidate_lines, whole_lines
from reportedly.present.trace_record import trace_record
from reportedly.present.tried_lines import rowless_lines, tried_lines
from reportedly.terms.quantity import Quantity
from reportedly.terms.trace import Parsed, Trace, Word


def test_each_word_hangs_under_its_head() -> None:
    """The root comes first; a word is drawn below the one it hangs on, with its number, dependency, tag and lemma."""
    lines = [line.split() for line in tree_lines(SENTENCE)]
    assert lines[0] == ["said", "12", "ROOT", "VERB", "VBD", "say"]
    assert lines[1] == ["├─", "sent", "2", "ccomp", "VERB", "VBD", "send"]
    assert lines[3] == ["│", "├─", "mortars", "4", "dobj", "NOUN", "NNS", "mortar"]
    assert lines[-1] == ["└─", ".", "13", "punct", "PUNCT", ".", "."]
    assert len(lines) == len(SENTENCE.words)


def test_a_head_outside_the_sentence_makes_a_root() -> None:
    """A word whose head is not among the words stands by itself, and none is lost."""
    word = Word(7, 0, 5, "Malta", "Malta", "PROPN", "NNP", "nsubj", 3)
    assert [line.split()[0] for line in tree_lines(Parsed(0, 5, (word,)))] == ["Malta"]


def test_wide_letters_keep_the_columns() -> None:
    """A letter of East Asia takes two columns."""
    words = tuple(Word(n, n, n + 1, text, text, "NOUN", "NN", "dep", 0) for n, text in enumerate(("탄", "ab")))
    one, other = tree_lines(Parsed(0, 4, words))
    assert one.index("dep") + len("탄") == other.index("dep")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "state, MT, Malta"),
        (1, "30 mortar"),
        (2, "mortar, weapon"),
        (3, "1 May 2024 – 31 May 2024, DATE 2024-05"),
        (4, "“the ministry” (MT-MOD) by “said”, asserted: “Malta sent 30 mortars to Chad in May”"),
    ],
)
def test_a_mention_is_told_with_what_it_was_read_as(number: int, words: str) -> None:
    """Party, quantity, item, period, attribution."""
    assert reading(MENTIONS[number], TEXT) == words


@pytest.mark.parametrize(
    ("low", "high", "words"), [(30, 30, "30 tank"), (30, 40, "30–40 tank"), (30, None, "≥ 30 tank"), (None, 30, "≤ 30 tank")]
)  # fmt: skip
def test_bounds_are_told_as_they_are(low: float | None, high: float | None, words: str) -> None:
    """An open side is an inequality."""
    assert bounds(Quantity(low, high, "tank", text="")) == words


def test_a_row_that_made_a_claim_tells_its_slots_and_the_claim() -> None:
    """The row, the claim's id, what each slot caught, what caught nothing, and the proposal."""
    assert list(tried_lines(MADE, TEXT)) == [
        f"“sent”  send (verb, frame send): {CLAIM.id}",
        "  subj=actor       “Malta”  MT",
        "  obj=item         “30 mortars”",
        "  to=recipient     “Chad”  TD",
        "  nothing in from=actor",
        "  proposes: MT → TD; “30 mortars” (mortar)",
    ]


def test_a_row_without_a_claim_says_why_in_its_first_line() -> None:
    """One line where the row did not apply; else the reason leads."""
    assert list(tried_lines(UNMET, TEXT)) == [
        "“sent”  send (verb, frame send): not tried: the row needs one of: could, can"
    ]
    first, *_, last = tried_lines(ASIDE, TEXT)
    assert first.endswith("no claim: spoken through by “sent”")
    assert last == "  proposes: nobody → nobody; no goods"


def test_a_verb_without_a_row_is_told_with_its_slots() -> None:
    """Its lemma, and what the slots of a row would catch."""
    assert list(rowless_lines(VERB, TEXT)) == [
        "“said”  say: no row of the lexicon knows this verb",
        "  subj             “the ministry”  MT-MOD",
    ]


def test_the_whole_has_its_parts_in_order() -> None:
    """Parse, mentions, rows tried, verbs without a row; no line is too long."""
    lines = list(whole_lines(TRACE, TEXT, date(2024, 5, 17)))
    headings = [line.strip().split(" (")[0] for line in lines if line.strip() and not line.startswith(" ")]
    assert headings == ["PARSE", "MENTIONS", "ROWS TRIED", "VERBS WITHOUT A ROW"]
    assert max(map(len, lines)) <= WIDTH
    assert any("as of 17 May 2024" in line for line in lines)


def test_candidates_are_told_with_what_came_of_them() -> None:
    """Only rows that proposed something and were not set aside."""
    text = "\n".join(candidate_lines(TRACE, TEXT))
    assert "“sent”  frame send: MT → TD; “30 mortars” (mortar)" in text
    assert CLAIM.id in text
    assert "spoken through" not in text
    assert list(candidate_lines(Trace(), "")) == ["\nno word of the lexicon stands in it"]


def test_as_json_it_has_the_same_content() -> None:
    """Sentences, mentions, rows tried, verbs without a row and claims; spans are cut from the text."""
    told = json.loads(json.dumps(trace_record(TRACE, TEXT, "text")))
    assert list(told) == ["sentences", "mentions", "tried", "rowless", "claims"]
    (sentence,) = told["sentences"]
    assert (sentence["text"], len(sentence["words"])) == (TEXT, len(SENTENCE.words))
    made, unmet, _ = told["tried"]
    assert made["trigger"]["text"] == "sent"
    assert made["row"]["roles"][0] == ["subj", "actor"]
    assert made["slots"][1] == {
        "slot": "obj",
        "role": "item",
        "words": [{"start": 11, "end": 21, "text": "30 mortars"}],
        "parties": [],
    }
    assert made["candidate"]["goods"] == [{"noun": "mortars", "items": ["mortar"], "quantity": "30 mortars"}]
    assert (made["reason"], made["claims"]) == (None, [CLAIM.id])
    assert (unmet["step"], unmet["candidate"]) == ("lexicon", None)
    assert told["rowless"][0]["word"]["lemma"] == "say"
