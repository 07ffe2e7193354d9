"""Speech that goes on: quotations over several sentences, and sentences that carry a speaker without a cue of their own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Span as Sentence

from reportedly.find.page import Page
from reportedly.find.quotations import carried_on, standing_alone
from reportedly.find.quotes import among, around
from reportedly.find.saying import merged, trimmed
from reportedly.terms.evidence import Span
from reportedly.terms.mention import AttributionMention

_WORD = re.compile(r"\w+")
_LEAD_IN = re.compile(r"[^\"“”.;!?\n]*[,:]\s*[\"“`]*")
_NEAR = 80
_BULLET = re.compile(r"\s*(?:[•*▪·–-]|\(?\d{1,2}[.)])\s")
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|I|[Oo]ur|[Uu]s|[Mm]y)\b")
_PRONOUNS = frozenset({"he", "she", "they", "it"})


def with_quotes(
    page: Page, spoken: Sequence[AttributionMention], quotes: Sequence[Span], paras: Sequence[Span]
) -> list[AttributionMention]:
    """The attributions, each holding the whole of the quotations it introduces or closes, and those that stand alone behind
    their speaker's words."""
    if not quotes:
        return list(spoken)
    starts = sorted(mention.cue[0] for mention in spoken if mention.cue)
    whole = [_holding(page.text, mention, quotes, starts) for mention in spoken]
    return standing_alone(page, whole, quotes, paras)


def introducing(text: str, spoken: Sequence[AttributionMention], paras: Sequence[Span]) -> list[AttributionMention]:
    """The attributions; of one that ends its paragraph with a colon ("X said:"), the next paragraph is the content."""
    following = dict(pairwise(paras))
    out = []
    for mention in spoken:
        para = around(paras, mention.start) if not mention.content else None
        opens = para is not None and para in following and _ends_with_colon(text, mention, para)
        cut = trimmed(text, *following[para]) if para is not None and opens else None
        out.append(replace(mention, content=(cut,)) if cut else mention)
    return out


def carried(page: Page, spoken: Sequence[AttributionMention], paras: Sequence[Span]) -> list[AttributionMention]:
    """The sentences without a cue that a speaker is carried over to: what "X said:" introduces, and what follows reported
    speech in one paragraph as its continuation ("He also …") or stands between two sentences of one speaker."""
    if not spoken:
        return []
    by_para = _by_paragraph(spoken, paras)
    found = _introduced(page.text, by_para, paras)
    covered = merged([span for mention in (*spoken, *found) for span in mention.content])
    for para, inside in by_para.items():
        found += _continued(page, para, inside, covered)
    return found


def _by_paragraph(spoken: Sequence[AttributionMention], paras: Sequence[Span]) -> dict[Span, list[AttributionMention]]:
    """The attributions with a cue, by the paragraph of the cue, in order."""
    found: dict[Span, list[AttributionMention]] = {}
    for mention in spoken:
        if mention.cue and (para := around(paras, mention.cue[0])):
            found.setdefault(para, []).append(mention)
    return {para: found[para] for para in paras if para in found}


def _holding(text: str, mention: AttributionMention, quotes: Sequence[Span], cues: Sequence[int]) -> AttributionMention:
    cue, content = mention.cue, list(mention.content)
    if cue is None or mention.verb == "" or around(quotes, cue[0]):
        return mention
    edges = [mention.start, mention.end, *(edge for span in mention.content for edge in span)]
    for start, end in among(quotes, min(edges) - _NEAR, max(edges) + _NEAR):
        touched = any(a < end and start < b for a, b in mention.content)
        if not touched and not _adjoins(text, mention, (start, end), cues):
            continue
        cut = trimmed(text, start, end)
        if cut and not (mention.source and cut[0] <= mention.source[0] < cut[1]):
            content.append(cut)
    return replace(mention, content=_joined(text, content))


def _adjoins(text: str, mention: AttributionMention, quote: Span, cues: Sequence[int]) -> bool:
    """Whether a quotation that the parse left out stands directly at an attribution: before it where it has no content yet,
    behind its comma or colon always."""
    start, end = quote
    if end <= mention.start:
        return not mention.content and not _WORD.search(text[end : mention.start]) and mention.start - end < 6
    behind = text[mention.end : start]
    if bisect_left(cues, mention.end) < bisect_left(cues, start):  # another one introduces it
        return False
    return start >= mention.end and len(behind) < _NEAR and bool(_LEAD_IN.fullmatch(behind))


def _joined(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Merged also over punctuation alone."""
    out: list[Span] = []
    for start, end in merged(list(spans)):
        if out and not _WORD.search(text[out[-1][1] : start]):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)


def _covers(mention: AttributionMention, span: Span) -> bool:
    return any(a < span[1] and span[0] < b for a, b in mention.content)


def _introduced(
    text: str, by_para: dict[Span, list[AttributionMention]], paras: Sequence[Span]
) -> list[AttributionMention]:
    found = []
    for number, para in enumerate(paras[:-1]):
        inside = [m for m in by_para.get(para, ()) if m.source]
        speaker = next((m for m in reversed(inside) if _ends_with_colon(text, m, para)), None)
        if speaker is None:
            continue
        for later in _run(text, paras, number + 1):
            cut = trimmed(text, *later)
            if cut and not _covers(speaker, cut):
                found.append(carried_on(text, speaker, cut))
    return found


def _ends_with_colon(text: str, mention: AttributionMention, para: Span) -> bool:
    """Only adjuncts may stand between the words of saying and the colon ("said in a statement on Monday:")."""
    behind = text[mention.end : para[1]].rstrip()
    return behind.endswith(":") and len(behind) < 80 and not re.search(r"[.;!?\"“”]", behind)


def _run(text: str, paras: Sequence[Span], first: int) -> list[Span]:
    """The paragraphs that a colon introduces: the points of a list, or the next one and those that go on in first person."""
    listed = bool(_BULLET.match(text, paras[first][0]))
    kept = [paras[first]]
    for number in range(first + 1, len(paras)):
        start, end = paras[number]
        if not (_BULLET.match(text, start) if listed else _FIRST_PERSON.search(text, start, end)):
            break
        kept.append((start, end))
    return kept


def _continued(
    page: Page, para: Span, inside: Sequence[AttributionMention], covered: Sequence[Span]
) -> list[AttributionMention]:
    sentences = list(_sentences(page, para))
    speakers = [_speaker(sentence, inside) for sentence in sentences]
    found = []
    for number in range(1, len(sentences)):
        sentence, before = sentences[number], speakers[number - 1]
        span = (max(sentence.start_char, para[0]), min(sentence.end_char, para[1]))
        if before is None or any(s.cue and span[0] <= s.cue[0] < span[1] for s in inside):
            continue
        if among(covered, *span):
            continue
        after = speakers[number + 1] if number + 1 < len(sentences) else None
        cut = trimmed(page.text, *span)
        if cut and (_goes_on(sentence) or (after is not None and _same(page.text, before, after))):
            found.append(carried_on(page.text, before, cut))
            speakers[number] = before
    return found


def _sentences(page: Page, para: Span) -> Iterator[Sentence]:
    words = page.tokens(*para)
    at, end = (words.start, words.end) if words is not None else (0, 0)
    while at < end:
        sentence = page.parse[at].sent
        yield sentence
        at = sentence.end


def _speaker(sentence: Sentence, inside: Sequence[AttributionMention]) -> AttributionMention | None:
    """Who speaks the sentence: the source of the attribution that holds most of it, if that is half."""
    start, end = sentence.start_char, sentence.end_char
    own = [m for m in inside if m.cue and start <= m.cue[0] < end and m.source and m.stance != "asked"]
    if not own:
        return None
    first = max(own, key=lambda m: sum(b - a for a, b in m.content))
    held = sum(b - a for a, b in first.content) + first.end - first.start
    return first if 2 * held >= end - start else None


def _goes_on(sentence: Sentence) -> bool:
    words = [t.lower_ for t in sentence if not t.is_space][:3]
    if len(words) < 3 or words[0] not in _PRONOUNS:
        return False
    return words[1] == "also" or (words[1] in ("would", "had") and words[2] in ("also", "not", "be", "been"))


def _same(text: str, before: AttributionMention, after: AttributionMention) -> bool:
    if before.source is None or after.source is None:
        return False
    again = text[slice(*after.source)].casefold()
    if before.parties or after.parties:
        return before.parties == after.parties or (again in _PRONOUNS and not after.parties)
    return again in _PRONOUNS or again == text[slice(*before.source)].casefold()
