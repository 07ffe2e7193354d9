"""Who speaks over several sentences: turns, quotations, lists and what is carried on."""

from __future__ import annotations

import pytest

from find.attributed import read, said, words


def test_a_turn_of_a_transcript_holds_until_the_next_label() -> None:
    """All paragraphs of a turn are its speaker's; questions are asked."""
    text = (
        "MR. HALE: We will send the radars.\n\nThey arrive in May.\n\nQ   And the tanks?\n\nMS. ODE: No decision yet."
    )
    found = [(words(text, m.source), said(text, m), m.stance) for m in read(text)]
    assert found == [
        ("MR. HALE", "We will send the radars.\n\nThey arrive in May", "asserted"),
        ("Q", "And the tanks?", "asked"),
        ("MS. ODE", "No decision yet", "asserted"),
    ]


def test_a_quotation_holds_over_sentences_and_paragraphs() -> None:
    """What the spokesman opens is his until it closes."""
    text = "The spokesman said: “We sent nothing. We never will.\n\n“The stories are false.”\n\nHe then left."
    (mention,) = read(text)
    assert said(text, mention).startswith("We sent nothing")
    assert said(text, mention).endswith("The stories are false")


def test_a_quotation_behind_its_speaker_is_the_speakers() -> None:
    """A second quotation in the paragraph is the same speaker's, also where the sentence of the first goes on a little."""
    text = "“The plant works at night,” said Anna Berg {}. “It makes 300 shells a day.” The plant was built in 1970."
    for more in ("", "in an interview on Friday"):
        (mention,) = read(text.format(more))
        assert said(text.format(more), mention) == "The plant works at night … It makes 300 shells a day"


def test_a_quotation_in_the_paragraph_below_is_carried() -> None:
    """A paragraph that is a quotation goes on with the speaker of the quotation before it, marked as carried."""
    text = "“The plant works at night,” said Anna Berg on Friday.\n\n“It makes 300 shells a day.”\n\nIt stands in Oslo."
    carried = [m for m in read(text) if m.carried]
    assert [(words(text, m.source), m.cue, said(text, m)) for m in carried] == [
        ("Anna Berg", None, "It makes 300 shells a day")
    ]


def test_a_quotation_behind_a_sentence_about_a_person_is_that_persons() -> None:
    """Where nobody is said to speak, the person told of in the sentence before does."""
    text = "Anna Berg was defiant. “I will not resign. I have done nothing wrong.” The hall was full."
    (mention,) = read(text)
    assert (words(text, mention.source), mention.cue, mention.carried) == ("Anna Berg", None, True)
    assert said(text, mention) == "I will not resign. I have done nothing wrong"


@pytest.mark.parametrize(
    "text",
    [
        "The company said sales rose. “Growth” was the word of the year.",
        "The ferry was late. “Nobody told us why it was late.”",
        "“The plant works at night,” said Anna Berg. The council met on Friday. “It makes 300 shells a day.”",
    ],
)
def test_a_quotation_without_a_speaker_stays_without(text: str) -> None:
    """Nobody is given words that the text gives to no one."""
    quotes = ("Growth", "Nobody told", "It makes")
    assert not any(quote in said(text, m) for m in read(text) for quote in quotes)


def test_the_points_of_a_list_belong_to_who_introduces_it() -> None:
    """ "X said:" holds for every point below it, and no further."""
    text = "The ministry said:\n\n- The depot is empty.\n- The bridge is shut.\n\nLater the crew left."
    assert [(words(text, m.source), said(text, m), m.carried) for m in read(text)] == [
        ("The ministry", "The depot is empty", False),
        ("The ministry", "The bridge is shut", True),
    ]


def test_a_statement_below_its_heading_is_its_speakers() -> None:
    """A paragraph introduced by a colon is said by the one named before it."""
    text = "The envoy, Anna Berg, said in a statement:\n\nThe ban stays in force. The ports are closed."
    assert [said(text, m) for m in read(text)] == ["The ban stays in force. The ports are closed"]


def test_also_carries_the_speaker_on() -> None:
    """ "He also …" behind reported speech is carried."""
    text = "The general said the bridge had been hit. He also put the losses at forty trucks."
    assert [(m.carried, said(text, m)) for m in read(text)] == [
        (False, "the bridge had been hit"),
        (True, "He also put the losses at forty trucks"),
    ]


def test_a_sentence_between_two_of_one_speaker_is_carried() -> None:
    """What stands between two reported sentences of one speaker is that speaker's."""
    text = "The agency said the trains had crossed. They carried shells. The agency added that more were coming."
    assert [said(text, m) for m in read(text) if m.carried] == ["They carried shells"]


@pytest.mark.parametrize(
    "text",
    [
        "The general said the bridge had been hit. The weather was fine that day.",
        "The general said the bridge had been hit.\n\nThe trains carried shells.",
        "The general said the bridge had been hit. Trains crossed. The envoy said that more were coming.",
    ],
)
def test_nothing_is_carried_without_a_reason(text: str) -> None:
    """Plain narration behind, below or between different speakers keeps no speaker."""
    assert not any(m.carried for m in read(text))


def test_a_source_never_reaches_over_a_paragraph() -> None:
    """A headline without a full stop does not become part of the speaker below it."""
    text = "Radars on their way\nMay 5, 2021\nOslo Shipping announced on Friday that it would sail."
    assert all("\n" not in (words(text, m.source) or "") for m in read(text))
