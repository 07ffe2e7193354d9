"""The matchers of Korean and Japanese names: two scripts in which a word's edge is no blank.

A Korean name begins where no Hangul stands before it, or joined behind another name (북한군, 한미); after it come only
particles and suffixes of the rows of endings. Japanese runs on without blanks: only katakana and Latin have edges there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

import ahocorasick_rs

from reportedly.find.gazetteer import Hit, longest
from reportedly.terms.native import NativeEndingRow

Payload = TypeVar("Payload")

_JOINTS = "·ㆍ・‧∙•-–~∼"
"""Between names they coordinate: 북·러, 日・米, 러-우크라."""
_BLANKS = str.maketrans("\n\u00a0\u2009\u3000", "    ")
_HANGUL = re.compile(r"[가-힣一-龥]")
"""With the Chinese characters that headlines in Korean print for states (北, 對美)."""
_KATAKANA = re.compile(r"[ァ-ヺー]")
_LATIN = re.compile(r"[0-9A-Za-zÀ-ɏ]")
_FIGURE = re.compile(r"[0-9]")
_PRINTED_TOWARDS = "對駐親訪"
_TOWARDS = "대주친반방재"
"""Syllables that stand before the name of a state: 대러시아 제재, 주우크라이나 대사, 친러시아."""


@dataclass(frozen=True, slots=True)
class _Found(Generic[Payload]):
    """A name seen, before it is known whether it holds."""

    start: int
    end: int
    payloads: tuple[Payload, ...]
    as_is: bool
    behind: bool


class _Cjk(Generic[Payload]):
    """Names → what bears them, whatever the script. Built once; `find` is pure."""

    def __init__(self, names: Iterable[tuple[str, Payload, bool]], endings: Sequence[NativeEndingRow] = ()) -> None:
        table: dict[str, list[tuple[Payload, bool]]] = {}
        self._behind: set[str] = set()
        for name, payload, as_is in names:
            self._behind |= {name[1:]} if name.startswith("-") else set()
            for form in dict.fromkeys(self._forms(name.removeprefix("-"))):
                table.setdefault(form, []).append((payload, as_is))
        self._patterns = list(table)
        self._bearers = [tuple(dict.fromkeys(p for p, _ in borne)) for borne in table.values()]
        self._as_is = [all(as_is for _, as_is in borne) for borne in table.values()]
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns) if self._patterns else None
        self._tails = tuple((row.ending, _tail(row.cases, endings)) for row in endings if row.of == "noun")

    def find(self, text: str) -> list[Hit[Payload]]:
        """All names that hold in a text, none inside another, in order."""
        flat = text.translate(_BLANKS)
        edged = self._edged(flat)
        chosen = {hit.start: hit.end for hit in longest([Hit(f.start, f.end, f.payloads) for f in edged])}
        kept = sorted((f for f in edged if chosen.get(f.start) == f.end), key=lambda f: f.start)
        near = {side.start for two in pairwise(kept) if _joins(*two, flat) for side in two}
        near |= {b.start for a, b in pairwise(kept) if b.behind and _touches(a, b)}
        held = {p for f in kept if not f.as_is for p in f.payloads}
        all_borne = ((f, _borne(f, held, f.start in near)) for f in kept)
        return [Hit(f.start, f.end, borne) for f, borne in all_borne if borne]

    def _forms(self, name: str) -> Iterator[str]:
        yield name

    def _edged(self, flat: str) -> list[_Found[Payload]]:
        """The names whose edges hold."""
        raise NotImplementedError

    def _seen(self, flat: str) -> list[_Found[Payload]]:
        """All names, by start; edges of Latin letters and figures hold already."""
        if self._automaton is None:
            return []
        found = (
            _Found(start, end, self._bearers[n], self._as_is[n], flat[start:end] in self._behind)
            for n, start, end in self._automaton.find_matches_as_indexes(flat, overlapping=True)
            if not _cuts(_LATIN, flat, start, end) and not _counts(flat, start, end)
        )
        return sorted(found, key=lambda f: (f.start, f.end))


class KoreanMatcher(_Cjk[Payload]):
    """Names in Korean texts."""

    def _forms(self, name: str) -> Iterator[str]:
        yield name
        yield name.replace(" ", "")  # compounds are written apart or together: 단거리 탄도미사일

    def _edged(self, flat: str) -> list[_Found[Payload]]:
        begun: dict[int, list[_Found[Payload]]] = {}
        for found in self._seen(flat):
            if _begins(flat, found) or any(_touches(before, found) for before in begun.get(found.start, ())):
                begun.setdefault(found.end, []).append(found)
        kept: dict[int, list[_Found[Payload]]] = {}
        for found in sorted((f for ending in begun.values() for f in ending), key=lambda f: -f.end):
            if self._closes(flat, found) or any(_touches(found, behind) for behind in kept.get(found.end, ())):
                kept.setdefault(found.start, []).append(found)
        return [f for starting in kept.values() for f in starting]

    def _closes(self, flat: str, found: _Found[Payload]) -> bool:
        if not _HANGUL.match(flat, found.end):
            return True
        word = flat[found.start : found.end]
        return any(tail.match(flat, found.end) for ending, tail in self._tails if word.endswith(ending))


class JapaneseMatcher(_Cjk[Payload]):
    """Names in Japanese texts."""

    def _edged(self, flat: str) -> list[_Found[Payload]]:
        return [f for f in self._seen(flat) if not _cuts(_KATAKANA, flat, f.start, f.end)]


def _tail(cases: Sequence[str], endings: Sequence[NativeEndingRow]) -> re.Pattern[str]:
    """A case of this row, behind it those of words of any ending, and then no further Hangul."""
    more = [case for row in endings if row.of == "noun" and not row.ending for case in row.cases]
    return re.compile(f"(?:{_any(cases)})(?:{_any(more) or '(?!)'}){{0,3}}(?![가-힣一-龥])")


def _any(cases: Sequence[str]) -> str:
    by_length = sorted(set(cases), key=lambda case: (-len(case), case))
    return "|".join(f"{re.escape(case[:-1])}[가-힣]*" if case.endswith("…") else re.escape(case) for case in by_length)


def _begins(flat: str, found: _Found[Payload]) -> bool:
    """Whether no Hangul touches a name from before, but for a syllable of direction (대러시아)."""
    start = found.start
    if not _HANGUL.match(flat, start) or start == 0 or not _HANGUL.match(flat, start - 1):
        return True
    if start > 1 and _HANGUL.match(flat, start - 2):
        return False
    return flat[start - 1] in _PRINTED_TOWARDS or (flat[start - 1] in _TOWARDS and found.end - start > 1)


def _cuts(script: re.Pattern[str], flat: str, start: int, end: int) -> bool:
    """Whether a name is a part of a longer run of a script that it begins or ends in."""
    before = start > 0 and script.match(flat, start - 1) and script.match(flat, start)
    return bool(before or (script.match(flat, end) and script.match(flat, end - 1)))


def _counts(flat: str, start: int, end: int) -> bool:
    """Whether a name of one letter stands behind a figure, whose counter it is: 18일, 3中."""
    return end - start == 1 and start > 0 and bool(_FIGURE.match(flat, start - 1))


def _touches(first: _Found[Payload], second: _Found[Payload]) -> bool:
    """Whether two names may be written as one word: 북러, 북한군, 북한무인기; not 오만한."""
    if first.end != second.start:
        return False
    letters = first.end - first.start, second.end - second.start
    return letters == (1, 1) or second.behind or not (first.as_is or second.as_is)


def _joins(first: _Found[Payload], second: _Found[Payload], flat: str) -> bool:
    """Whether two names vouch for each other: 북·러, and of one letter each without a joint, 북러."""
    if first.end == second.start:
        return first.end - first.start == 1 == second.end - second.start
    return second.start - first.end == 1 and flat[first.end] in _JOINTS


def _borne(found: _Found[Payload], held: set[Payload], joined: bool) -> tuple[Payload, ...]:
    """What a name stands for where it stands: of one `as_is` that is not joined, what the text names otherwise too."""
    if joined or not found.as_is:
        return found.payloads
    return tuple(p for p in found.payloads if p in held) if found.end - found.start > 1 else ()
