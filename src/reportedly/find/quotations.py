"""Quotations and their speakers: what a speaker's quotation goes on with, and quotations that stand without a cue."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from reportedly.find.page import Page
from reportedly.find.quotes import among, around
from reportedly.find.saying import merged, trimmed
from reportedly.find.sources import source
from reportedly.terms.evidence import Span
from reportedly.terms.mention import AttributionMention

_WORD = re.compile(r"\w+")
_MARKS = re.compile("[\"“”„]|``|''")
_ENDS = re.compile(r"[.!?…][\"”'’)]*\s*[\"“„`]*\s*$")
_TAIL = 160
_NARRATORS = frozenset({"he", "she", "they"})


def standing_alone(
    page: Page, spoken: Sequence[AttributionMention], quotes: Sequence[Span], paras: Sequence[Span]
) -> list[AttributionMention]:
    """The attributions, each with the quotations that follow its own in its paragraph; then, marked as carried, those that
    stand alone: in the paragraph below, or behind a sentence about who speaks them."""
    out = list(spoken)
    taken = merged([c for m in spoken if m.cue is None or not around(quotes, m.cue[0]) for c in m.content])
    reaches = sorted(_reaching(m, i) for i, m in enumerate(spoken) if m.source)
    for quote in quotes:
        cut = trimmed(page.text, *quote)
        if cut is None or not _is_sentence(page.text, cut) or among(taken, *cut):
            continue
        number = _speaker_before(page.text, out, reaches, quote)
        if number is None:
            out += _narrated(page, quote, cut, paras)
            continue
        if _stands_in_one(out[number], cut, paras):
            out[number] = replace(out[number], content=merged([*out[number].content, cut]))
        else:
            out.append(carried_on(page.text, out[number], cut))
            number = len(out) - 1
        insort(reaches, _reaching(out[number], number))
    return out


def _is_sentence(text: str, cut: Span) -> bool:
    return text[cut[0]].isupper() and len(_WORD.findall(text[slice(*cut)])) > 1


def _reaching(mention: AttributionMention, number: int) -> tuple[int, int, int]:
    """Where the attribution with all its content ends (a carried one by its content alone), for a list in that order."""
    ends = [end for _, end in mention.content]
    return max(ends if mention.carried else [mention.end, *ends]), mention.end - mention.start, number


def _speaker_before(
    text: str, spoken: Sequence[AttributionMention], reaches: Sequence[tuple[int, int, int]], quote: Span
) -> int | None:
    """The attribution that the quotation goes on: nothing but the end of its sentence lies between."""
    at = bisect_right(reaches, quote[0], key=lambda reach: reach[0])
    if not at:
        return None
    reach, _, number = reaches[at - 1]
    if quote[0] - reach > _TAIL:
        return None
    gap = text[reach : quote[0]]
    if not _WORD.search(gap):
        return number if "\n" not in gap or _is_direct(text, spoken[number]) else None
    ends = _ENDS.search(gap)
    goes_on = (
        ends is not None and len(gap) < _TAIL and not re.search(r"[.!?]\s+[A-Z]|[\"“”:]\s*\w|\n", gap[: ends.start()])
    )
    return number if goes_on and _is_direct(text, spoken[number]) else None


def _is_direct(text: str, mention: AttributionMention) -> bool:
    """Whether its content is in quotation marks."""
    return any(
        _MARKS.search(text[max(start - 3, 0) : start]) or _MARKS.search(text[end : end + 4])
        for start, end in mention.content
    )


def _stands_in_one(mention: AttributionMention, cut: Span, paras: Sequence[Span]) -> bool:
    para = around(paras, mention.start)
    return para is not None and cut[1] <= para[1] and not mention.carried


def _narrated(page: Page, quote: Span, cut: Span, paras: Sequence[Span]) -> list[AttributionMention]:
    """ "The mayor was defiant. “I will not resign.”": a sentence of its own behind one about a person."""
    para, text = around(paras, quote[0]), page.text
    if para is None or not _ENDS.search(text[para[0] : quote[0]]) or len(_WORD.findall(text[slice(*cut)])) < 4:
        return []
    sentence = _sentence_before(page, quote[0] - 1, para)
    teller = source(_person_told_of(sentence)) if sentence is not None else None
    if teller is None or text[quote[1] - 1] not in ".!?…":
        return []
    start, end = cut
    return [AttributionMention(start, end, text[start:end], teller.span, None, (cut,), carried=True)]


def _sentence_before(page: Page, at: int, para: Span) -> Sentence | None:
    span = page.tokens(max(at - 2, para[0]), max(at - 1, para[0] + 1))
    return span[0].sent if span is not None and len(span) else None


def _person_told_of(sentence: Sentence) -> Token | None:
    subject = next((c for c in sentence.root.lefts if c.dep_ == "nsubj"), None)
    if subject is None:
        return None
    return subject if subject.lower_ in _NARRATORS or subject.ent_type_ == "PERSON" else None


def carried_on(text: str, speaker: AttributionMention, content: Span) -> AttributionMention:
    """What a speaker goes on with, without a cue of its own."""
    start, end = content
    here = replace(speaker, start=start, end=end, text=text[start:end], content=(content,))
    return replace(here, cue=None, stance="asserted", carried=True, relay=False, said_on=None)
