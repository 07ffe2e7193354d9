"""Speech that goes on: quotations over several sentences, and sentences that carry a speaker without a cue of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Span as Sentence

from reportedly.find.page import Page
from reportedly.find.saying import merged, trimmed
from reportedly.terms.evidence import Span
from reportedly.terms.mention import AttributionMention

_WORD = re.compile(r"\w+")
_LEAD_IN = re.compile(r"[^\"“”.;!?\n]*[,:]\s*[\"“`]*")
_CLOSED = re.compile('["”]')
_BULLET = re.compile(r"\s*(?:[•*▪·–-]|\(?\d{1,2}[.)])\s")
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|I|[Oo]ur|[Uu]s|[Mm]y)\b")
_PRONOUNS = frozenset({"he", "she", "they", "it"})


def with_quotes(
    page: Page, spoken: Sequence[AttributionMention], quotes: Sequence[Span], paras: Sequence[Span]
) -> list[AttributionMention]:
    """The attributions, each holding the whole of the quotations it introduces or closes; a quotation that stands alone
    behind its speaker's words is carried."""
    if not quotes:
        return list(spoken)
    whole = [_holding(page.text, mention, quotes) for mention in spoken]
    return whole + _standing_alone(page.text, whole, quotes, paras)


def introducing(text: str, spoken: Sequence[AttributionMention], paras: Sequence[Span]) -> list[AttributionMention]:
    """The attributions; of one that ends its paragraph with a colon ("X said:"), the next paragraph is the content."""
    following = dict(pairwise(paras))
    out = []
    for mention in spoken:
        para = next((p for p in paras if p[0] <= mention.start < p[1]), None) if not mention.content else None
        opens = para is not None and para in following and _ends_with_colon(text, mention, para)
        cut = trimmed(text, *following[para]) if para is not None and opens else None
        out.append(replace(mention, content=(cut,)) if cut else mention)
    return out


def carried(page: Page, spoken: Sequence[AttributionMention], paras: Sequence[Span]) -> list[AttributionMention]:
    """The sentences without a cue that a speaker is carried over to: what "X said:" introduces, and what follows reported
    speech in one paragraph as its continuation ("He also …") or stands between two sentences of one speaker."""
    if not spoken:
        return []
    found = _introduced(page.text, spoken, paras)
    covered = merged([span for mention in (*spoken, *found) for span in mention.content])
    for para in paras:
        inside = [m for m in spoken if m.cue and para[0] <= m.cue[0] < para[1]]
        if inside:
            found += _continued(page, para, inside, covered)
    return found


def _holding(text: str, mention: AttributionMention, quotes: Sequence[Span]) -> AttributionMention:
    cue, content = mention.cue, list(mention.content)
    if cue is None or mention.verb == "" or any(a <= cue[0] < b for a, b in quotes):
        return mention
    for start, end in quotes:
        touched = any(a < end and start < b for a, b in mention.content)
        if not touched and not _adjoins(text, mention, (start, end)):
            continue
        cut = trimmed(text, start, end)
        if cut and not (mention.source and cut[0] <= mention.source[0] < cut[1]):
            content.append(cut)
    return replace(mention, content=_joined(text, content))


def _adjoins(text: str, mention: AttributionMention, quote: Span) -> bool:
    """Whether a quotation that the parse left out stands directly at an attribution: before it where it has no content yet,
    behind its comma or colon always."""
    start, end = quote
    if end <= mention.start:
        return not mention.content and not _WORD.search(text[end : mention.start]) and mention.start - end < 6
    behind = text[mention.end : start]
    return start >= mention.end and len(behind) < 80 and bool(_LEAD_IN.fullmatch(behind))


def _joined(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Merged also over punctuation alone."""
    out: list[Span] = []
    for start, end in merged(list(spans)):
        if out and not _WORD.search(text[out[-1][1] : start]):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)


def _standing_alone(
    text: str, spoken: Sequence[AttributionMention], quotes: Sequence[Span], paras: Sequence[Span]
) -> list[AttributionMention]:
    found: list[AttributionMention] = []
    for quote in quotes:
        cut = trimmed(text, *quote)
        if cut is None or len(_WORD.findall(text[cut[0] : cut[1]])) < 4 or not text[cut[0]].isupper():
            continue
        if any(_covers(m, cut) for m in spoken if not _cue_within(m, quote)):
            continue
        before = [m for m in (*spoken, *found) if m.source and _reach(m) <= quote[0]]
        speaker = max(before, key=lambda m: (_reach(m), m.end - m.start), default=None)
        if speaker is not None and _is_next(text, speaker, quote, paras):
            found.append(_carried(text, speaker, cut))
    return found


def _is_next(text: str, speaker: AttributionMention, quote: Span, paras: Sequence[Span]) -> bool:
    """Only punctuation lies between: in one paragraph, or from one paragraph of direct speech to the next."""
    gap = text[_reach(speaker) : quote[0]]
    if _WORD.search(gap):
        return False
    if "\n" not in gap:
        return True
    return bool(_CLOSED.search(gap) or _CLOSED.search(text[max(speaker.start - 4, 0) : speaker.start]))


def _covers(mention: AttributionMention, span: Span) -> bool:
    return any(a < span[1] and span[0] < b for a, b in mention.content)


def _cue_within(mention: AttributionMention, span: Span) -> bool:
    return mention.cue is not None and span[0] <= mention.cue[0] < span[1]


def _reach(mention: AttributionMention) -> int:
    """Where the attribution with all its content ends; a carried one by its content alone."""
    ends = [end for _, end in mention.content]
    return max(ends if mention.carried else [mention.end, *ends])


def _introduced(text: str, spoken: Sequence[AttributionMention], paras: Sequence[Span]) -> list[AttributionMention]:
    found = []
    for number, para in enumerate(paras[:-1]):
        inside = [m for m in spoken if m.cue and m.source and para[0] <= m.cue[0] < para[1]]
        speaker = next((m for m in reversed(inside) if _ends_with_colon(text, m, para)), None)
        if speaker is None:
            continue
        for later in _run(text, paras[number + 1 :]):
            cut = trimmed(text, *later)
            if cut and not _covers(speaker, cut):
                found.append(_carried(text, speaker, cut))
    return found


def _ends_with_colon(text: str, mention: AttributionMention, para: Span) -> bool:
    """Only adjuncts may stand between the words of saying and the colon ("said in a statement on Monday:")."""
    behind = text[mention.end : para[1]].rstrip()
    return behind.endswith(":") and len(behind) < 80 and not re.search(r"[.;!?\"“”]", behind)


def _run(text: str, paras: Sequence[Span]) -> list[Span]:
    """The paragraphs that a colon introduces: the points of a list, or the next one and those that go on in first person."""
    listed = bool(_BULLET.match(text, paras[0][0]))
    kept = [paras[0]]
    for start, end in paras[1:]:
        if not (_BULLET.match(text, start) if listed else _FIRST_PERSON.search(text, start, end)):
            break
        kept.append((start, end))
    return kept


def _continued(
    page: Page, para: Span, inside: Sequence[AttributionMention], covered: Sequence[Span]
) -> list[AttributionMention]:
    sentences = [s for s in page.parse.sents if s.start_char < para[1] and para[0] < s.end_char]
    speakers = [_speaker(sentence, inside) for sentence in sentences]
    found = []
    for number in range(1, len(sentences)):
        sentence, before = sentences[number], speakers[number - 1]
        span = (max(sentence.start_char, para[0]), min(sentence.end_char, para[1]))
        if before is None or any(s.cue and span[0] <= s.cue[0] < span[1] for s in inside):
            continue
        if any(a < span[1] and span[0] < b for a, b in covered):
            continue
        after = speakers[number + 1] if number + 1 < len(sentences) else None
        cut = trimmed(page.text, *span)
        if cut and (_goes_on(sentence) or (after is not None and _same(page.text, before, after))):
            found.append(_carried(page.text, before, cut))
            speakers[number] = before
    return found


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


def _carried(text: str, speaker: AttributionMention, content: Span) -> AttributionMention:
    start, end = content
    here = replace(speaker, start=start, end=end, text=text[start:end], content=(content,))
    return replace(here, cue=None, stance="asserted", carried=True, relay=False, said_on=None)
