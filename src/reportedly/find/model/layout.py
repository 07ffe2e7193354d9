"""Layout: the paragraphs of a text, its sentences where no parser gives them, and words found as whole words in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportedly.terms.evidence import Span

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_LINES = re.compile(r"\n\s*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？]+[」』”’）]*|\n")
_INITIAL = re.compile(r"(?:^|[\s(«\"])\w{1,2}$")
_NO_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Kana and Han: scripts without spaces between words."""
_HANGUL = re.compile(r"[\uac00-\ud7af]")
"""Particles follow a word without a space."""
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{1,2}|[^\W\u3040-\u30ff\u3400-\u9fff]+")
_GROUP_BEFORE = re.compile(r"(?:\d[.,'’\u00a0\u202f]|(?<!\d)\d{1,3} )$")
_GROUP_AFTER = re.compile(r"[.,'’\u00a0\u202f]\d| \d{3}(?!\d)")
_THREE = re.compile(r"\d{3}(?!\d)")
_ENDS_IN_FIGURE = re.compile(r"\d$")


def paragraphs(text: str) -> tuple[Span, ...]:
    """Its paragraphs: between blank lines, or the lines of a text that has no blank ones. They hold all but blanks."""
    between = _BLANK_LINES if _BLANK_LINES.search(text.strip()) else _LINES
    edges = [0, *(e for match in between.finditer(text) for e in match.span()), len(text)]
    spans = [_stripped(text, *pair) for pair in zip(edges[::2], edges[1::2], strict=True)]
    return tuple(span for span in spans if span[0] < span[1])


def sentences(text: str) -> tuple[Span, ...]:
    """Its sentences by their marks alone; "тыс. снарядов" and "г. Москва" end none."""
    found, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if match[0] != "\n" and _goes_on(text, match.start(), match.end()):
            continue
        found.append(_stripped(text, start, match.end()))
        start = match.end()
    found.append(_stripped(text, start, len(text)))
    return tuple(span for span in found if span[0] < span[1])


def _goes_on(text: str, mark: int, end: int) -> bool:
    """Whether the sentence goes on behind a full stop: in lower case, or after an initial or a short form."""
    if text[mark] in "。！？":
        return False
    following = text[end:].lstrip()[:1]
    return following.islower() or (text[mark:end] == "." and bool(_INITIAL.search(text[max(0, mark - 3) : mark])))


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def touched(spans: Sequence[Span], span: Span) -> tuple[Span, ...]:
    """Those that share a character with a span, in order."""
    return tuple(s for s in spans if s[0] < span[1] and span[0] < s[1])


def within(inner: Span, outer: Span) -> bool:
    """Whether one span lies in another."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def meet(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def words_in(text: str) -> int:
    """How many words; of Han and kana two signs count as one."""
    return sum(1 for _ in _WORD.finditer(text))


def standing(text: str, words: str, start: int, end: int, grown: bool = False) -> Iterator[Span]:
    """Where some words stand within [start, end) as whole words, letter for letter. grown: they may have grown on a word of
    Hangul ("국방부에 따르면").
    """
    at = text.find(words, start, end) if words.strip() else -1
    while at >= 0:
        if _is_whole(text, at, at + len(words), grown):
            yield at, at + len(words)
        at = text.find(words, at + 1, end)


def _is_whole(text: str, start: int, end: int, grown: bool) -> bool:
    """Whether neither edge cuts through a word or a figure."""
    free = grown and _HANGUL.match(text[start])
    return not (
        (not free and _cuts_before(text[start - 1 : start], text[start]))
        or _cuts_after(text[end - 1], text[end : end + 1])
        or _cuts_figure(text, start, end)
    )


def _cuts_before(before: str, first: str) -> bool:
    if not (before and _is_letter(before) and _is_letter(first)):
        return False
    if _NO_SPACES.match(before) or _NO_SPACES.match(first):
        return False
    return bool(_HANGUL.match(before)) == bool(_HANGUL.match(first))


def _cuts_after(last: str, after: str) -> bool:
    """A particle or a counter may follow in Hangul, kana and Han."""
    if not (after and _is_letter(after) and _is_letter(last)):
        return False
    return not (_NO_SPACES.match(after) or _HANGUL.match(after) or _NO_SPACES.match(last))


def _cuts_figure(text: str, start: int, end: int) -> bool:
    """Whether it begins or ends in the midst of a figure ("400" in "1,400", "12" in "12.5")."""
    if text[start].isdigit() and (match := _GROUP_BEFORE.search(text[max(0, start - 5) : start])):
        return not match[0].endswith(" ") or bool(_THREE.match(text, start))
    return bool(_ENDS_IN_FIGURE.search(text[start:end]) and _GROUP_AFTER.match(text, end))


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
