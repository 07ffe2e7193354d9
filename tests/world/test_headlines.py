"""Headlines whose verb looks like a noun."""

from __future__ import annotations

import pytest

from reportedly.world.headlines import headline_verbs
from reportedly.world.language import Parser


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
