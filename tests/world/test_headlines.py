"""Headlines whose verb looks like a noun."""

from __future__ import annotations

import pytest

from reportedly.world.headlines import headline_verbs, in_the_past, told_again
from reportedly.world.language import Parser, loaded


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Chad arms 40 rebels in the desert.", "arms"),
        ("Serbia ships mortars to Ghana.", "ships"),
        ("Norway grants Latvia a loan for radars.", "grants"),
        ("Oslo welcomes its new jets.", "welcomes"),
    ],
)
def test_a_verb_that_may_be_a_noun_is_parsed_as_a_verb(parser: Parser, text: str, verb: str) -> None:
    """The word is the root, in the present, with its own lemma."""
    doc = parser.parse(text)
    [token] = [t for t in doc if t.text == verb]
    assert (token.pos_, token.dep_, token.tag_) == ("VERB", "ROOT", "VBZ")
    assert verb.startswith(token.lemma_)


def test_words_stay_as_printed(parser: Parser) -> None:
    """The past tense that the parser saw is nowhere in the parse."""
    text = "Chad arms 40 rebels.  Serbia ships mortars to Ghana."
    assert parser.parse(text).text == text


@pytest.mark.parametrize(
    "text", ["Chad bought arms for rebels.", "The ships sailed to Ghana.", "Foreign arms reached Chad."]
)
def test_nouns_stay_nouns(parser: Parser, text: str) -> None:
    """Where no name stands before, or nothing to act on behind, the word is left alone."""
    assert not headline_verbs(parser.parse(text))


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("Mali supplies rockets to Niger.", "Mali supplied rockets to Niger."),
        ("Brazil bans 20 firms.", "Brazil banned 20 firms."),
        ("The Kenyan government grants Haiti a loan.", "The Kenyan government granted Haiti a loan."),
    ],
)
def test_the_past_tense_stands_in_for_the_verb_alone(text: str, past: str) -> None:
    """Supplied, banned, granted; every other word is as it was."""
    doc = loaded().make_doc(text)
    assert in_the_past(doc, headline_verbs(doc)).text == past


def test_what_was_parsed_in_the_past_is_told_in_the_present() -> None:
    """Words and lemmas of both verbs are their own; names, heads and sentences are those of the parse."""
    text = "Brazil ships rockets to Peru, and Peru ships radars to Brazil."
    doc = loaded().make_doc(text)
    told = headline_verbs(doc)
    past = loaded()(in_the_past(doc, told))
    again = told_again(doc, past, told)
    assert again.text == text
    assert [(again[i].text, again[i].lemma_) for i in sorted(told)] == [("ships", "ship"), ("ships", "ship")]
    assert [t.head.i for t in again] == [t.head.i for t in past]
    assert [e.text for e in again.ents] == [e.text for e in past.ents]
