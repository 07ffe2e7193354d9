"""Finds names in Russian and Ukrainian texts, in all their cases: a lexicon of forms, and one pass over the words.

The names are kept as a tree of words; the lexicon tells of which words of names a word of the text is a form. A name
with a capital matches only words that carry one, an acronym only capitals. Its words stand apart by spaces (no-break
ones too, and one line break) or by hyphens, as in the name; a quote may open between them ("ЧВК «Вагнер»").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Generic, TypeVar

from reportedly.find.gazetteer import Hit, longest
from reportedly.find.native.slavic_agreement import noun_follows, stands_for_a_noun
from reportedly.find.native.slavic_forms import Endings, is_acronym, plain
from reportedly.terms.native import NativeEndingRow

Payload = TypeVar("Payload")

_WORD = re.compile(r"[^\W_]+(?:['’ʼ‘`][^\W_]+)*")
_SPACE = re.compile(r"(?:[^\S\n]+(?:\n[^\S\n]*)?|\n[^\S\n]*)[«„“\"]?")
_HYPHEN = re.compile(r"[-‐‑–]")
_JOINS = "-‐‑"
"""Hyphens that make one word of two; a dash between words does not."""
_CLOSES = {"«": "»", "„": "“”", "“": "”", '"': '"'}


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of a text. words: the words of names that it may be a form of. hyphen: how the next is joined to it."""

    start: int
    end: int
    words: tuple[int, ...]
    hyphen: bool | None


@dataclass(slots=True)
class _Node(Generic[Payload]):
    """A place in the tree of names: what is borne there, by names of how many capitals, and where the next word leads
    (after a hyphen, or a space).
    """

    payloads: dict[Payload, int] = field(default_factory=dict)
    after: dict[tuple[bool, int], _Node[Payload]] = field(default_factory=dict)


class SlavicMatcher(Generic[Payload]):
    """Names → what bears them. Built once; `find` is pure. names: with True those whose words do not change.

    A name that does not change and ends as an adjective in the plural ("военных") is a noun: before one it is not found.
    """

    def __init__(self, names: Iterable[tuple[str, Payload, bool]], endings: Sequence[NativeEndingRow]) -> None:
        self._endings = Endings(endings)
        self._numbers: dict[tuple[str, bool], int] = {}
        self._letters: list[str] = []
        self._lexicon: dict[str, list[int]] = {}
        self._root = _Node[Payload]()
        self._nouns: set[str] = set()
        for name, payload, as_is in names:
            self._add(name, payload, as_is)

    def find(self, text: str) -> list[Hit[Payload]]:
        """All names in `text`, none inside another, in order."""
        tokens = self._tokens(text)
        hits = [hit for n, token in enumerate(tokens) if token.words for hit in self._from(text, tokens, n)]
        return longest(_whole(text, [hit for hit in hits if self._stands(text, hit)]))

    def _stands(self, text: str, hit: Hit[Payload]) -> bool:
        given = plain(text[hit.start : hit.end])
        return given not in self._nouns or not noun_follows(text, hit.start, hit.end)

    def _add(self, name: str, payload: Payload, as_is: bool) -> None:
        node, end = self._root, None
        for match in _WORD.finditer(name):
            hyphen = end is not None and _HYPHEN.fullmatch(name, end, match.start()) is not None
            node = node.after.setdefault((hyphen, self._number(match[0], as_is)), _Node[Payload]())
            end = match.end()
        if as_is and stands_for_a_noun(name):
            self._nouns.add(plain(name))
        if end is not None:
            node.payloads[payload] = max(sum(map(str.isupper, name)), node.payloads.get(payload, 0))

    def _number(self, word: str, as_is: bool) -> int:
        """The number of a word of names; a new one brings its forms into the lexicon."""
        known = self._numbers.get((word, as_is))
        if known is not None:
            return known
        number = self._numbers[word, as_is] = len(self._letters)
        self._letters.append(word)
        for form in {plain(word)} if as_is else self._endings.forms(word):
            self._lexicon.setdefault(form, []).append(number)
        return number

    def _tokens(self, text: str) -> list[_Token]:
        matches = list(_WORD.finditer(text))
        gaps = [_gap(text, a.end(), b.start()) for a, b in pairwise(matches)]
        return [
            _Token(m.start(), m.end(), self._words(m[0]), gap) for m, gap in zip(matches, [*gaps, None], strict=False)
        ]

    def _words(self, given: str) -> tuple[int, ...]:
        return tuple(n for n in self._lexicon.get(plain(given), ()) if _case_fits(self._letters[n], given))

    def _from(self, text: str, tokens: Sequence[_Token], first: int) -> Iterator[Hit[Payload]]:
        """The names that begin with one token."""
        nodes, hyphen = [self._root], False
        for token in tokens[first:]:
            nodes = [node.after[hyphen, w] for node in nodes for w in token.words if (hyphen, w) in node.after]
            if payloads := _borne(nodes):
                yield Hit(tokens[first].start, _closed(text, tokens[first].start, token.end), payloads)
            if not nodes or token.hyphen is None:
                return
            hyphen = token.hyphen


def _borne(nodes: Sequence[_Node[Payload]]) -> tuple[Payload, ...]:
    """What bears the names that end here; of those that fit, the ones of most capitals ("Газа" before "газ")."""
    most = max((n for node in nodes for n in node.payloads.values()), default=0)
    return tuple(dict.fromkeys(p for node in nodes for p, n in node.payloads.items() if n == most))


def _gap(text: str, start: int, end: int) -> bool | None:
    """What joins two words: True a hyphen, False a space; None where no name goes on."""
    if _HYPHEN.fullmatch(text, start, end):
        return True
    return False if _SPACE.fullmatch(text, start, end) else None


def _case_fits(word: str, given: str) -> bool:
    """Small letters fit any; a capital wants one; mixed letters ("МиГ") want theirs, or capitals alone; acronyms want
    capitals, and small letters where they change ("МИДа").
    """
    if word == word.lower():
        return True
    if is_acronym(word):
        return given[: len(word)].isupper() and given[len(word) :] == given[len(word) :].lower()
    if word[1:] == word[1:].lower():
        return given[:1].isupper()
    return given == word or given.isupper()


def _closed(text: str, start: int, end: int) -> int:
    """The end of a name, with the quote that closes what was opened inside it."""
    opened = next((c for c in text[start:end] if c in _CLOSES), None)
    return end + 1 if opened and text[end : end + 1] and text[end] in _CLOSES[opened] else end


def _whole(text: str, hits: Sequence[Hit[Payload]]) -> list[Hit[Payload]]:
    """The hits that are no part of a compound name ("Мексико" in "Нью-Мексико", "Россия" in "Россия-1").

    A hyphen joins words of which one is in small letters ("боевики-хуситы", "FPV-дрон") more loosely, and two names too.
    """
    starts, ends = {hit.start for hit in hits}, {hit.end for hit in hits}
    return [hit for hit in hits if _free_before(text, hit.start, ends) and _free_after(text, hit.end, starts)]


def _free_before(text: str, start: int, ends: set[int]) -> bool:
    if start < 2 or text[start - 1] not in _JOINS or not text[start - 2].isalnum():
        return True
    return text[start].islower() or text[_first(text, start - 1)].islower() or start - 1 in ends


def _free_after(text: str, end: int, starts: set[int]) -> bool:
    if text[end : end + 1] not in tuple(_JOINS) or not text[end + 1 : end + 2].isalnum():
        return True
    return text[_first(text, end)].islower() or text[end + 1].islower() or end + 1 in starts


def _first(text: str, end: int) -> int:
    """Where the word begins that ends here."""
    while end and text[end - 1].isalnum():
        end -= 1
    return end
