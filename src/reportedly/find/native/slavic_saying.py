"""Sayings in Russian and Ukrainian: the source is the name before or after the verb in its clause, or behind "по данным";
what is said is the rest of the sentence, behind «что» or before the comma.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.find.native.said import Said, trimmed
from reportedly.find.native.saying_cues import Cue
from reportedly.find.native.speaking import Speakers
from reportedly.terms.evidence import Span
from reportedly.terms.native import NativeCueRow

_WORD = re.compile(r"[^\W_]+(?:[-'’ʼ][^\W_]+)*")
_CLAUSE = re.compile(r"[,;:]|(?<=\s)[—–-](?=\s)|[»“”](?=[\s,])")
_THAT = re.compile(
    r"\s*(?:(?:о|об|про) (?:том|те)\s*)?[,:]?\s*(?:что|чтобы|що|щоб|будто|нібито|мовляв)\b", re.IGNORECASE
)
_POINTS = re.compile(
    r"(?:об этом|это|такое|про это|так|о чём|про це|це|про що)(?:\s+\S+){0,3}|(?:как|як)\b.*", re.IGNORECASE | re.DOTALL
)
_AT = ("в", "во", "у", "на")
_PREPOSITIONS = frozenset(
    "в во на по с со из от до для к ко при после перед о об про за над под через без против время "  # noqa: SIM905
    "у з із зі від під час після щодо біля проти".split()
)
_ASIDE = frozenset(
    "также ранее позже затем сегодня вчера завтра тогда уже официально впервые накануне однако а и но не тоже "  # noqa: SIM905
    "же кроме того при этом також раніше пізніше потім сьогодні вчора учора завтра тоді вже офіційно вперше "
    "напередодні проте однак та й але теж крім цього".split()
)
_PRONOUNS = frozenset("он она они мы я кто він вона вони ми хто".split())  # noqa: SIM905
_MANY = ("ли", "ют", "ят", "ут", "ат")
_REFLEXIVE = ("тся", "ться", "лось", "лося")
"""Of verbs, which are no part of a name: «в заявлении ведомства говорится»."""
_ADJECTIVE = re.compile(r"(?:[ыио]й|[ая]я|[оеє]е|[ыи]е|[иі]й|ськ[аеі]|н[аеі])$")
_POSTED = ("посол", "посла", "посольство", "посольства")
_REACH = 14
"""So many words a source has at most."""


@dataclass(frozen=True, slots=True)
class SlavicSayings:
    """The sayings of a Russian or Ukrainian text. quoted: what stands between quotation marks."""

    text: str
    speakers: Speakers
    quoted: Sequence[Span]

    def of(self, sentence: Span, found: Sequence[Cue]) -> Iterator[Said]:
        """Those of one sentence, whose words of saying are given."""
        for n, cue in enumerate(found):
            before, after = (found[n - 1].end if n else sentence[0]), found[n + 1].start if n + 1 < len(found) else None
            if cue.of("before") is None:
                yield self._phrase(cue, sentence, found)
            elif said := self._verb(cue, sentence, before, sentence[1] if after is None else after):
                yield said

    def _phrase(self, cue: Cue, sentence: Span, found: Sequence[Cue]) -> Said:
        span, row = cue.choices[0]
        source = self._cut(self._words_after(cue.end, sentence[1]))
        ends = source[1] if source else cue.end
        content = self._rest(ends, sentence[1], found)
        if not content and (other := next((c for c in found if c.end <= cue.start), None)):
            edge = self._clause(other.start, sentence[0])
            content = self._told(sentence[0], edge)
        elif not content:
            content = self._told(sentence[0], self._clause(cue.start, sentence[0]))
        return Said(source, span, row, content, phrase=True)

    def _rest(self, start: int, end: int, found: Sequence[Cue]) -> tuple[Span, ...]:
        """What follows a name that "по данным" leads in, up to the clause of another verb of saying."""
        later = next((c for c in found if c.start >= start and c.of("before")), None)
        if later:
            edge = self._clause(later.start, start)
            end = edge if edge > start else end
        return self._told(start, end)

    def _verb(self, cue: Cue, sentence: Span, before: int, after: int) -> Said | None:
        """A verb with its source on the side that fits better."""
        edge = self._clause(cue.start, before)
        left, right = self._name_before(edge, cue.start), self._name_after(cue.end, after)
        if right and not self.speakers.speak(right) and not self._is_name(right):
            right = None
        opened = self._opens_behind(cue.end)
        if left and right and not opened and self._stands_behind(left, right):
            left = None
        spoken = self._is_spoken(cue, sentence, edge)
        if left or (self._says_pronoun(edge, cue.start) and opened):
            return self._before(left, cue, sentence, spoken)
        if right and not opened:
            return self._after(right, cue, sentence, edge, spoken)
        return self._before(None, cue, sentence, spoken) if opened and not self.text[edge : cue.start].strip() else None

    def _before(self, source: Span | None, cue: Cue, sentence: Span, spoken: bool) -> Said | None:
        choice = cue.of("before")
        if choice is None or (choice[1].clause and not spoken):
            return None
        return self._said(source, choice, self._told(cue.end, sentence[1]))

    def _after(self, source: Span, cue: Cue, sentence: Span, edge: int, spoken: bool) -> Said | None:
        choice = cue.of("after")
        if choice is None or (choice[1].clause and not spoken):
            return None
        ahead = self.text[sentence[0] : edge].strip(" —–-,")
        content = self._told(sentence[0], edge if ahead else cue.start)
        behind = self._told(source[1], sentence[1])
        pointing = content and _POINTS.fullmatch(self.text[slice(*content[0])])
        return self._said(source, choice, (*(() if pointing else content), *behind), bool(pointing))

    def _said(
        self, source: Span | None, choice: tuple[Span, NativeCueRow], content: tuple[Span, ...], points: bool = False
    ) -> Said:
        return Said(source, *choice, content, points=points)

    def _is_spoken(self, cue: Cue, sentence: Span, edge: int) -> bool:
        """Whether a clause or speech stands beside the verb."""
        return self._opens_behind(cue.end) or (edge > sentence[0] and not self.text[edge : cue.start].strip(" ,—–-"))

    def _opens_behind(self, at: int) -> bool:
        """Whether what is said follows: , что …; : «…»."""
        return bool(re.compile(r"\s*:|\s*«|\s*„|\s*“").match(self.text, at) or _THAT.match(self.text, at))

    def _stands_behind(self, left: Span, right: Span) -> bool:
        """Whether the name behind the verb is its subject rather than the one before it."""
        first, head = self._first(right), self._first(left)
        if self.speakers.is_noun(head) or not self.speakers.nominative(first):
            return False
        return self.speakers.is_noun(first) or not self.speakers.nominative(head)

    def _clause(self, at: int, begins: int) -> int:
        """Where the clause begins in which something stands."""
        edges = [m.end() for m in _CLAUSE.finditer(self.text, begins, at) if not self._is_quoted(m.start())]
        return edges[-1] if edges else begins

    def _is_quoted(self, at: int) -> bool:
        return any(start < at < end - 1 for start, end in self.quoted)

    def _name_before(self, start: int, end: int) -> Span | None:
        """The name between the edge of a clause and the verb: without what is aside, and phrases with prepositions."""
        words = list(_WORD.finditer(self.text, start, end))
        while words and (words[0][0].lower() in _ASIDE):
            words = words[1:]
        if words and words[0][0].lower() in _AT and self._is_plural(end):
            inside = self._cut(words[1:])
            if inside and self.speakers.speak(inside) and self.speakers.words_at(self._span(words)) is None:
                return inside
            if inside and not self._after_phrase(words):
                return inside if self.speakers.speak(inside) or self._is_name(inside) else None
        if words and words[0][0].lower() in _PREPOSITIONS:
            words = self._after_phrase(words)
        found = self._cut(words)
        if found is None or self.text[slice(*found)].lower() in _PRONOUNS:
            return None
        return found if self.speakers.speak(found) or self._is_name(found) else None

    def _after_phrase(self, words: list[re.Match[str]]) -> list[re.Match[str]]:
        """The words from the first that may be who speaks, behind a phrase that a preposition leads in."""
        for n, word in enumerate(words[1:], 1):
            if self.speakers.nominative(word[0]) and words[n - 1][0].lower() not in _PREPOSITIONS:
                return words[n:]
        return []

    def _name_after(self, start: int, end: int) -> Span | None:
        """The name that follows a verb, up to the end of its clause or a preposition."""
        return self._cut(self._without_hearer(self._words_after(start, end)))

    def _words_after(self, start: int, end: int) -> list[re.Match[str]]:
        """The words of the clause that follows, without a preposition before them."""
        edge = next((m.start() for m in _CLAUSE.finditer(self.text, start, end) if not self._is_quoted(m.start())), end)
        words = list(_WORD.finditer(self.text, start, edge))
        while words and words[0][0].lower() in (*_AT, *_ASIDE, "журналистам", "журналістам"):
            words = words[1:]
        return words

    def _without_hearer(self, words: list[re.Match[str]]) -> list[re.Match[str]]:
        """The words without whom it is said to («рассказал агентству собеседник»)."""
        for n, word in enumerate(words[:4]):
            if self.speakers.words_at(word.span()):
                return words[n:] if n and not _ADJECTIVE.search(words[0][0]) else words
        first = words[0][0] if words else ""
        if first[:1].isupper() or _ADJECTIVE.search(first) or self.speakers.nominative(first):
            return words
        return next((words[n:] for n in range(1, min(4, len(words))) if self.speakers.is_noun(words[n][0])), words)

    def _cut(self, words: list[re.Match[str]]) -> Span | None:
        """The words of a name up to a preposition; of a source without a name also where it is ("источники в Киеве")."""
        kept: list[re.Match[str]] = []
        for word in words[:_REACH]:
            low = word[0].lower()
            stops = low in _PREPOSITIONS and not self._is_in_party(word.start())
            if kept and low.endswith(_REFLEXIVE):
                break
            if kept and stops and not (low in _AT and self._is_placed(kept)):
                break
            kept.append(word)
        while kept and kept[-1][0].lower() in _ASIDE:
            kept = kept[:-1]
        span = self._span(kept) if kept else None
        return (span[0], self._closed(span)) if span else None

    def _is_placed(self, kept: Sequence[re.Match[str]]) -> bool:
        """Whether where they are belongs to the name: of a source without one, of an embassy."""
        return kept[0][0].lower() in _POSTED or bool(self.speakers.words_at(self._span(kept)))

    def _closed(self, span: Span) -> int:
        """The end of a name with the quotation mark that closes it."""
        end = span[1]
        return end + 1 if any(span[0] <= a < end and b == end + 1 for a, b in self.quoted) else end

    def _span(self, words: Sequence[re.Match[str]]) -> Span:
        return words[0].start(), words[-1].end()

    def _is_in_party(self, at: int) -> bool:
        return any(m.start < at < m.end for m in self.speakers.parties)

    def _is_plural(self, at: int) -> bool:
        word = _WORD.search(self.text, at)
        return bool(word and word[0].lower().endswith(_MANY))

    def _is_name(self, span: Span) -> bool:
        """Whether it is a name with capitals that nobody knows: not a word that only opens the sentence."""
        words = [m[0] for m in _WORD.finditer(self.text, *span)]
        return len(words) <= 4 and all(word[:1].isupper() for word in words) and len(words) > 1

    def _says_pronoun(self, start: int, end: int) -> bool:
        words = [w[0].lower() for w in _WORD.finditer(self.text, start, end) if w[0].lower() not in _ASIDE]
        return bool(words) and words[0] in _PRONOUNS

    def _first(self, span: Span) -> str:
        """The first word of a name that is no adjective before a speaker's noun."""
        words = [m[0] for m in _WORD.finditer(self.text, *span)]
        return next((w for w in words[:3] if self.speakers.nominative(w)), words[0] if words else "")

    def _told(self, start: int, end: int) -> tuple[Span, ...]:
        """What is said between two places, without «что» before it."""
        that = _THAT.match(self.text, start, end)
        span = trimmed(self.text, that.end() if that else start, end)
        return (span,) if span else ()
