"""A trace tells each row of the lexicon that was tried on a text, and why no claim came of it."""

from __future__ import annotations

import pytest

from cases.expectation import Case, cases
from find.seeing import DAY, wired
from reportedly.terms.document import Document
from reportedly.terms.trace import Trace, Tried

FIRST = tuple(case for case in cases() if len(case.text) < 400)[::4]


def trace(text: str) -> Trace:
    """How a text is read."""
    return wired().trace(Document(text, path="text", publisher="Harbour Gazette", published_on=DAY))[0]


def tried(text: str, word: str) -> Tried:
    """The only row of one word that was tried on a word."""
    (found,) = (t for t in trace(text).tried if text[slice(*t.trigger)] == word and " " not in t.row.lemma)
    return found


@pytest.mark.parametrize("case", FIRST, ids=lambda case: case.name)
def test_a_trace_tells_of_the_claims_of_the_reading_and_no_other(case: Case) -> None:
    """Its claims are those of the reading; each comes of a row tried; whatever made none has a reason."""
    found, _ = wired().trace(case.document)
    assert found.claims == wired().claims(case.document)[0]
    assert {ident for t in found.tried for ident in t.claims} == {claim.id for claim in found.claims}
    assert all(t.reason for t in found.tried if not t.claims)
    assert {t.step for t in found.tried if t.claims} <= {"claim"}


def test_slots_tell_what_they_caught() -> None:
    """Malta sent 30 mortars to Chad."""
    text = "Malta sent 30 mortars to Chad."
    slots = {c.slot: ([text[slice(*span)] for span in c.spans], c.parties) for c in tried(text, "sent").caught}
    assert slots["subj"] == (["Malta"], ("MT",))
    assert slots["obj"] == (["30 mortars"], ())
    assert slots["to"] == (["Chad"], ("TD",))
    assert slots["from"] == ([], ())


def test_a_row_proposes_who_to_whom_and_what() -> None:
    """Malta sent 30 mortars to Chad."""
    candidate = tried("Malta sent 30 mortars to Chad.", "sent").candidate
    assert candidate is not None
    assert (candidate.actor, candidate.recipient) == (("MT",), ("TD",))
    (good,) = candidate.goods
    assert (good.noun, good.items, good.quantity) == ("mortars", ("mortar",), "30 mortars")


@pytest.mark.parametrize(
    ("text", "word", "step", "reason"),
    [
        ("Malta sent 30 mortars.", "sent", "assembly", "no recipient: none named here, and no flow of such goods from MT"),
        ("Traders may send 30 mortars to Chad.", "send", "assembly", "only goods or people said to have gone"),
        ("Malta sent 30 mortars to the neighbours.", "sent", "assembly", "no recipient: “the neighbours” names no party"),
        ("The traders sent tanks to the neighbours.", "sent", "assembly", "no actor: “The traders” names no party"),
        ("If Malta sends tanks to Chad, war follows.", "sends", "assembly", "supposed or hindered"),
        ("Malta sent a long note to Chad.", "sent", "assembly", "no goods: “a long note” names no item"),
        ("Minsk announced a shipment of 30 mortars to Chad.", "shipment", "proposal", "spoken through by “announced”"),
        ("These ships hold 500 shells.", "hold", "lexicon", "the row needs one of: could, can"),
        ("Shipments of mortars from Malta to Chad.", "Shipments", "proposal", "a noun in a sentence without a verb"),
    ],
)  # fmt: skip
def test_a_reason_is_one_plain_line(text: str, word: str, step: str, reason: str) -> None:
    """Where a row's way ended, and why."""
    found = tried(text, word)
    assert found.step == step
    assert reason in found.reason
    assert "\n" not in found.reason


def test_another_reading_of_the_same_words_is_named() -> None:
    """The rival that was kept stands in the reason with its word and its id."""
    text = (
        "Malta sent Chad 2,000 crates, the defence ministry told a lawmaker.\n\n"
        "In August, the ministry had put the number of crates shipped by Malta to Chad at over 1,300."
    )
    found = trace(text)
    (lost,) = (t for t in found.tried if t.step == "arbitration")
    (kept,) = (claim for claim in found.claims if claim.quantity and claim.quantity.low == 1300)
    assert lost.reason == f"another reading of the same words was kept: “put” ({kept.id})"


def test_what_is_told_again_names_the_claim_that_it_repeats() -> None:
    """The second telling is further evidence of the first."""
    found = trace("Malta sent 30 mortars to Chad. Malta sent 30 mortars to Chad in May.")
    (claim,) = found.claims
    assert [t.reason for t in found.tried if t.step == "repeats"] == [f"told again: further words of {claim.id}"]


def test_a_verb_without_a_row_shows_what_a_row_could_catch() -> None:
    """Malta barged 30 mortars to Chad."""
    text = "Malta barged 30 mortars to Chad."
    (verb,) = trace(text).rowless
    assert verb.word.lemma == "barge"
    assert {c.slot: text[slice(*c.spans[0])] for c in verb.caught} == {
        "subj": "Malta",
        "obj": "30 mortars",
        "to": "Chad",
    }
    assert verb.caught[0].parties == ("MT",)


def test_words_of_saying_are_not_missed_in_the_lexicon_of_frames() -> None:
    """A cue of an attribution is no verb without a row."""
    assert trace("Malta sent 30 mortars to Chad, the ministry said.").rowless == ()


def test_the_parse_is_kept_word_by_word() -> None:
    """Each word has its lemma, part of speech, dependency and head."""
    (sentence,) = trace("Malta sent 30 mortars.").sentences
    words = {word.text: word for word in sentence.words}
    assert (words["sent"].lemma, words["sent"].pos, words["sent"].dep) == ("send", "VERB", "ROOT")
    assert words["sent"].head == words["sent"].place
    assert words["mortars"].head == words["sent"].place


def test_within_keeps_what_belongs_to_some_sentences() -> None:
    """Of two sentences the second, read in the context of the first."""
    text = "Malta sent 30 mortars to Chad. It sent shells, too."
    whole = trace(text)
    part = whole.within([(text.index("shells"), text.index("shells") + 6)])
    assert len(whole.sentences) == 2
    assert [text[s.start : s.end] for s in part.sentences] == ["It sent shells, too."]
    assert [claim.recipient for claim in part.claims] == [("TD",)]
    assert len(part.tried) < len(whole.tried)
    assert all(mention.start >= 31 for mention in part.mentions)


def test_an_unread_text_has_no_trace() -> None:
    """A text in another language is a problem, and nothing is tried on it."""
    found, problems = wired().trace(Document("Malte envoie des chars.", path="text", language="fr"))
    assert found == Trace()
    assert [problem.slug for problem in problems] == ["other-language"]
