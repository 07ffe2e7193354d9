"""Sayings in Korean and Japanese: the source is the noun before a particle of the topic or the subject (은, 가; は, が), or
before "according to"; what is said stands before the verb of saying, closed by a quotative (고; と).
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


@dataclass(frozen=True, slots=True)
class _Grammar:
    """particle: behind who speaks, its group `subject` for one that an inner clause may have too. phrase: how words of
    saying begin that no verb has. closing: what joins what is said to the verb; opening: days and such before it.
    word: what one step back through a name takes; stops: words that belong to none.
    told: behind a saying that another tells.
    """

    particle: re.Pattern[str]
    phrase: re.Pattern[str]
    closing: re.Pattern[str]
    opening: re.Pattern[str]
    word: re.Pattern[str]
    stops: re.Pattern[str]
    told: re.Pattern[str]


_GRAMMAR = {
    "ko": _Grammar(
        re.compile(r"(?<=[가-힣A-Za-z0-9)])(?:측)?(?:[은는]|에서는|(?P<subject>이|가|에서))(?=[\s,]|$)"),
        re.compile(r"에 |[을를] "),
        re.compile(
            r"(?:(?<=[”\"’'」])(?:이?라고|이?라며|이?라면서|고)|(?<=[다라자냐까])고|(?<=[다라])(?:며|면서))[\s,]*$"
        ),
        re.compile(
            r"[\s,]*(?:(?:이날|전날|같은 날|현지시간|\(현지시간\)|(?:지난|오는|이달) ?(?=\d)"
            r"|\d+[년월일시](?:\(현지시간\))?|오전|오후"
            r"|(?:[^\s,“”\"]+ )?[^\s,“”\"]*(?:성명|보고서|보고|브리핑|회견|회의|회담|위원회|간담회|인터뷰|연설|국회)"
            r"(?:에서|에|[을를] 통해))[\s,]+)*"
        ),
        re.compile(r"(?:^|(?<=[\s,“\"‘(]))[^\s,“”\"‘’()]+ ?$"),
        re.compile(
            r"\d.*|.*(?:[은는를]|에서|에게|으로|며|고|면서|지만|[했됐]다"
            r"|[한된던할될] ?|이|까지|부터|통해|대해|따라|[^가-힣]?을|에)"
        ),
        re.compile(r"고(?![가-힣])"),
    ),
    "ja": _Grammar(
        re.compile(r"(?:らは|は|(?P<subject>が|も))"),
        re.compile("[にをの]"),
        re.compile(r"(?:との|として|と|よう|ように)[、\s]*$"),
        re.compile(
            r"[、\s]*(?:(?:同日|[0-9０-９〇一二三四五六七八九十]+[年月日](?:の[^、。「」はが]{1,12}で)?"
            r"|[^、。「」はが]{0,12}(?:声明|会見|演説|報告書|議会|委員会|インタビュー)で)[、\s]*)*"
        ),
        re.compile(r"(?:[一-龠々〆ァ-ヺー・A-Za-z0-9０-９]|(?<=[一-龠々ァ-ヺーA-Za-z])の(?=[一-龠々ァ-ヺーA-Za-z]))+$"),
        re.compile(r"[0-9０-９].*"),
        re.compile("と(?!も)"),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CjkSayings:
    """The sayings of a Korean or Japanese text. quoted: what stands between quotation marks."""

    text: str
    speakers: Speakers
    quoted: Sequence[Span]

    def of(self, sentence: Span, found: Sequence[Cue]) -> Iterator[Said]:
        """Those of one sentence, whose words of saying are given."""
        begins = sentence[0]
        verbs = [cue for cue in found if not self._is_phrase(cue)]
        for cue in found:
            if self._is_phrase(cue):
                until = next((verb.start for verb in verbs if verb.start >= cue.end), sentence[1])
                yield self._phrase(cue, sentence[0], until)
                continue
            inner = self._is_told(cue, verbs)
            said = self._behind(cue, sentence, begins) or self._verb(cue, begins, inner)
            begins = begins if inner else cue.end
            if said:
                yield said

    def _is_told(self, cue: Cue, verbs: Sequence[Cue]) -> bool:
        """Whether the saying is itself told by another: …と述べたと報じた, 말했다고 전했다."""
        return bool(self._grammar.told.match(self.text, cue.end)) and any(verb.start >= cue.end for verb in verbs)

    def _is_phrase(self, cue: Cue) -> bool:
        return bool(self._grammar.phrase.match(self.text, cue.start))

    def _phrase(self, cue: Cue, begins: int, until: int) -> Said:
        span, row = cue.choices[0]
        source = self._name_before(span[0], begins)
        return Said(source, span, row, self._content(cue.end, until), phrase=True)

    def _behind(self, cue: Cue, sentence: Span, begins: int) -> Said | None:
        """A saying whose source stands behind: 밝힌 대변인은, と述べた司令官は."""
        choice = cue.of("after")
        if choice is None or not (match := self._grammar.particle.search(self.text, cue.end, sentence[1])):
            return None
        source = self._name_before(match.start(), cue.end)
        if source is None or self.text[cue.end : source[0]].strip():
            return None
        return Said(source, *choice, self._content(begins, choice[0][0]))

    def _verb(self, cue: Cue, begins: int, inner: bool) -> Said | None:
        choice = cue.of("before")
        if choice is None:
            return None
        span, row = choice
        named = list(self._named(begins, span[0]))
        if inner and not self._has_teller(cue.end):
            return self._inner(choice, named)
        closes = next((n for n in named if not self.text[n[1] : span[0]].strip(" ,、")), None)
        told = closes or next((n for n in named if not n[2]), None) or self._opens(named, begins)
        if told is None:
            content = self._content(begins, span[0])
            return Said(None, span, row, content) if self._is_clause(begins, span[0]) and not row.clause else None
        ends = told[0][0] if told is closes else span[0]
        return Said(told[0], span, row, self._content(begins if told is closes else told[1], ends), phrase=inner)

    def _has_teller(self, at: int) -> bool:
        """Whether who tells it is named behind: 말했다고 로이터가 전했다."""
        return any(True for _ in self._named(at, len(self.text[: at + 40])))

    def _inner(self, choice: tuple[Span, NativeCueRow], named: Sequence[tuple[Span, int, bool]]) -> Said | None:
        """A saying that another tells, by the subject of its own clause; the topic is the teller."""
        own = next((one for one in named if one[2]), None)
        return Said(own[0], *choice, self._content(own[1], choice[0][0]), phrase=True) if own else None

    def _named(self, start: int, end: int) -> Iterator[tuple[Span, int, bool]]:
        """Those who may speak before a verb: their words, the end of their particle, and whether it is the subject's."""
        for match in self._grammar.particle.finditer(self.text, start, end):
            if any(a < match.start() < b for a, b in self.quoted):
                continue
            source = self._name_before(match.start(), start)
            if source and self.speakers.speak(source) and self._is_whole(source):
                yield source, match.end(), bool(match["subject"])

    def _is_whole(self, source: Span) -> bool:
        """Whether the name's last word speaks: a party that ends there, or a word for a speaker."""
        near = any(source[1] - m.end in (0, 1) for m in self.speakers.within(source))
        return near or self.speakers.words_at(source) is not None

    def _opens(self, named: Sequence[tuple[Span, int, bool]], begins: int) -> tuple[Span, int, bool] | None:
        """A subject that begins the sentence and stands right before speech in quotation marks."""
        for one in named:
            at = self._grammar.opening.match(self.text, one[1])
            if one[0][0] == begins and at and any(start == at.end() for start, _ in self.quoted):
                return one
        return None

    def _is_clause(self, start: int, end: int) -> bool:
        return bool(self._grammar.closing.search(self.text[start:end]))

    def _name_before(self, end: int, begins: int) -> Span | None:
        """The name that ends there: its words back to one that belongs to no name."""
        start = end
        while match := self._grammar.word.search(self.text[begins:start]):
            word = match[0].strip()
            first, last = begins + match.start(), begins + match.start() + len(word)
            known = any(m.start <= first and last <= m.end for m in self.speakers.parties)
            if not word or (start < end and not known and self._grammar.stops.fullmatch(word)):
                break
            start = begins + match.start()
        found = trimmed(self.text, start, end)
        return self._without_days(self._joined(found)) if found else None

    def _joined(self, span: Span) -> Span:
        """With the party before it that speaks too: 韓国と米国."""
        ahead = next((m for m in self.speakers.parties if m.end + 1 == span[0] and self.text[m.end] in "と、"), None)
        return (ahead.start, span[1]) if ahead and self.speakers.within(span) else span

    def _without_days(self, span: Span) -> Span | None:
        at = self._grammar.opening.match(self.text, span[0], span[1])
        return trimmed(self.text, at.end() if at else span[0], span[1])

    def _content(self, start: int, end: int) -> tuple[Span, ...]:
        """What is said between two places, without the days before it and what joins it to the verb."""
        words = self.text[start:end]
        if closing := self._grammar.closing.search(words):
            end = start + closing.start()
        opening = self._grammar.opening.match(self.text, start, end)
        span = trimmed(self.text, opening.end() if opening else start, end)
        return (span,) if span else ()

    @property
    def _grammar(self) -> _Grammar:
        return _GRAMMAR[self.speakers.rows.language]
