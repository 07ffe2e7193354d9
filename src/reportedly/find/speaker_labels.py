"""Speakers named by a label: transcript turns ("MR. KIRBY: …") and headlines ("NIS: …", "…: NIS")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from reportedly.find.cues import CueIndex
from reportedly.find.page import Page
from reportedly.find.saying import trimmed
from reportedly.find.sources import Source, is_anonymous, is_named, parties_of
from reportedly.terms.evidence import Span
from reportedly.terms.mention import AttributionMention, PartyMention, Stance

_CAPITALS = r"[A-Z][A-Z.'’\-]*(?: [A-Z][A-Z.'’\-]*){0,5}"
_TURN = re.compile(rf"(?P<who>Q|{_CAPITALS})(?P<colon>:)(?=\s)|(?P<asker>Q)(?=\s+\S)")
_TITLED = re.compile(r"(?:MR|MS|MRS|DR|GEN|ADM|SEC|SENATOR|SECRETARY|MINISTER|PRESIDENT|THE|QUESTION|MODERATOR)\b")
_QUESTION = frozenset({"Q", "QUESTION"})
_HEADLINE = 240
_LABEL_WORDS = 7


def labelled(
    page: Page, parties: Sequence[PartyMention], paras: tuple[Span, ...], cues: CueIndex
) -> list[AttributionMention]:
    """The attributions made by labels. A transcript has a label with a title, or two labels; its turns reach to the next
    label. Elsewhere a label counts in a headline only: a short paragraph without a full stop at its end."""
    turns = [(para, label) for para in paras if (label := _TURN.match(page.text, *para))]
    spoken = [label for _, label in turns if label["colon"]]
    if len(spoken) > 1 or any(_TITLED.match(label["who"]) for label in spoken):
        return _turns(page, parties, paras, turns)
    found = (_headline(page, parties, para, cues) for para in paras if para[1] - para[0] <= _HEADLINE)
    return [mention for mention in found if mention is not None]


def _turns(
    page: Page, parties: Sequence[PartyMention], paras: tuple[Span, ...], turns: list[tuple[Span, re.Match[str]]]
) -> list[AttributionMention]:
    ends = [para[0] for para, _ in turns[1:]] + [paras[-1][1]]
    found = []
    for (_, label), end in zip(turns, ends, strict=True):
        who = "asker" if label["asker"] else "who"
        cue = label.span("colon") if label["colon"] else label.span(who)
        asked = label[who] in _QUESTION
        stance: Stance = "asked" if asked else "asserted"
        content = trimmed(page.text, label.end(), end)
        if content:
            found.append(_mention(page, parties, label.span(who), cue, content, "ask" if asked else "say", stance))
    return found


def _headline(page: Page, parties: Sequence[PartyMention], para: Span, cues: CueIndex) -> AttributionMention | None:
    text = page.text[para[0] : para[1]].rstrip()
    if ":" not in text and "—" not in text and " – " not in text and " - " not in text:
        return None
    if text.endswith((".", "?", "!", ":")) or "\n" in text:
        return None
    first = re.match(r"(?:[•*\-–] *)?(?P<who>[^:]{2,60})(?P<mark>:) ", text)
    if first and _names_a_speaker(page, parties, para[0], first, frozenset()):
        return _of_match(page, parties, para, first, (first.end(), len(text)))
    last = re.search(r"(?P<mark>:|(?<= )[—–-]) (?P<who>[^:—–]{2,60})$", text)
    if last and _names_a_speaker(page, parties, para[0], last, cues.tellers):
        return _of_match(page, parties, para, last, (0, last.start()))
    return None


def _of_match(
    page: Page, parties: Sequence[PartyMention], para: Span, match: re.Match[str], said: Span
) -> AttributionMention | None:
    content = trimmed(page.text, para[0] + said[0], para[0] + said[1])
    chunk = page.parse.char_span(*content, alignment_mode="expand") if content else None
    if content is None or chunk is None or not any(t.pos_ in ("VERB", "AUX") for t in chunk):
        return None
    source = (para[0] + match.start("who"), para[0] + match.end("who"))
    cue = (para[0] + match.start("mark"), para[0] + match.end("mark"))
    return _mention(page, parties, source, cue, content, "say", "asserted")


def _names_a_speaker(
    page: Page, parties: Sequence[PartyMention], offset: int, match: re.Match[str], tellers: frozenset[str]
) -> bool:
    """tellers: common nouns that may speak; with none, names that are no capitals may not either: a label in front may be
    a topic ("Summary: …")."""
    start, end = offset + match.start("who"), offset + match.end("who")
    chunk = page.parse.char_span(start, end, alignment_mode="expand")
    if chunk is None or len(chunk) > _LABEL_WORDS or any(t.pos_ in ("VERB", "AUX") for t in chunk):
        return False
    last: Token = chunk[-1]
    known = any(p.start <= last.idx < p.end for p in parties if start <= p.start)
    acronym = last.text.isupper() and len(last.text) > 1 and last.text.isalpha()
    if known or acronym or not tellers or chunk[0].lower_ in ("a", "an"):
        return known or acronym
    return last.pos_ == "PROPN" or last.lemma_.lower() in tellers or is_named(Source(last, (last.i, last.i)))


def _mention(
    page: Page, parties: Sequence[PartyMention], source: Span, cue: Span, content: Span, verb: str, stance: Stance
) -> AttributionMention:
    chunk = page.parse.char_span(*source, alignment_mode="expand")
    speaker = Source(chunk.root, (chunk.start, chunk.end - 1)) if chunk is not None else None
    start, end = min(source[0], cue[0]), max(source[1], cue[1])
    return AttributionMention(
        start=start,
        end=end,
        text=page.text[start:end],
        source=source,
        cue=cue,
        content=(content,),
        parties=parties_of(speaker, parties) if speaker else (),
        verb=verb,
        stance=stance,
        anonymous=speaker is not None and is_anonymous(speaker, parties),
    )
