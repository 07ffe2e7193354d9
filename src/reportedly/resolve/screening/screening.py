"""Screening subjects against a list: candidates from the index, each scored and reasoned; nothing says who is who."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportedly.resolve.screening.forms import Former, NameForm, sort_of
from reportedly.resolve.screening.index import Index, Listed
from reportedly.resolve.screening.scoring import Likeness, likeness
from reportedly.resolve.screening.wording import imo_sentence, name_reasons, name_sentence
from reportedly.terms.screening import (
    THRESHOLD,
    EntrySchema,
    ListEntry,
    Match,
    NameTables,
    SanctionsList,
    Subject,
    SubjectKind,
    is_imo,
    list_words,
)

METHOD = "screening/1"
FITS: Mapping[SubjectKind, frozenset[EntrySchema]] = {
    "vessel": frozenset({"vessel"}),
    "company": frozenset({"company", "organisation", "other"}),
    "person": frozenset({"person"}),
    "party": frozenset({"company", "organisation", "person", "other"}),
}
"""Against which entries a subject is held; a party of unknown sort against all but ships."""
_SAME_NUMBER, _BAD_NUMBER = 100, 80
_NOT_SAME = 99
"""The most that names come to which are not the same."""
_WEAK, _AGREES, _DIFFERS, _OTHER_IMO = 8, 2, 5, 25
_KOREA = frozenset({"KP", "KR"})
_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True)
class _Found:
    """The name of an entry that is likest to a name of a subject."""

    like: Likeness
    name: str
    listed: Listed

    @property
    def worth(self) -> tuple[float, bool, bool, str]:
        """Of names that are equally like, the one that is written alike, then the usual one."""
        weak = _WEAK / 100 if self.listed.weak else 0.0
        listed = self.listed.form.name
        return self.like.score - weak, listed == self.name, self.listed.usual, listed


class Screener:
    """A list with its index. Which subject is asked for first changes no answer."""

    def __init__(self, listed: SanctionsList, tables: NameTables) -> None:
        self.list = listed
        self._countries = tables.countries
        self._former = Former(tables)
        self._index = Index(listed.entries, self._former)

    def matches(self, subject: Subject, threshold: int = THRESHOLD) -> tuple[Match, ...]:
        """The entries like a subject whose score reaches the threshold, the likest first."""
        found = {match.entry.id: match for match in self._by_name(subject, threshold)}
        found |= {match.entry.id: match for match in self._by_number(subject) if match.score >= threshold}
        return tuple(sorted(found.values(), key=lambda m: (-m.same_imo, -m.score, m.entry.id)))

    def screened(self, subjects: Iterable[Subject], threshold: int = THRESHOLD) -> Iterator[tuple[Match, ...]]:
        """The matches of each subject, in their order."""
        for subject in subjects:
            yield self.matches(subject, threshold)

    def _by_number(self, subject: Subject) -> Iterator[Match]:
        """Entries of ships with the same IMO number, whatever they are called."""
        if subject.kind != "vessel" or not subject.imo:
            return
        on = list_words(self.list.name, self.list.date)
        for place in self._index.by_imo.get(subject.imo, ()):
            entry = self._index.entries[place]
            if entry.schema != "vessel":
                continue
            reasons = ["same IMO number", self._beside(subject, entry)]
            if not (good := is_imo(subject.imo)):
                reasons.append("the number fails its check digit, in the ledger and on the list")
            told = tuple(filter(None, (*reasons, *self._flag(subject, entry)[1])))
            score = _SAME_NUMBER if good else _BAD_NUMBER
            yield Match(subject, entry, score, told, imo_sentence(subject, entry, on, told), same_imo=True)

    def _beside(self, subject: Subject, entry: ListEntry) -> str:
        """What the names say where the numbers are the same."""
        one = self._former.form(subject.name, "vessel")
        likest = 0.0
        for name in (*entry.names, *entry.weak_names):
            other = self._former.form(name, "vessel")
            likest = max(likest, likeness(one, other, self._index.rarity, self._korean(subject, entry)).score)
        return (
            "its name is like it too"
            if likest * 100 >= THRESHOLD
            else f"its name differs ({subject.name} / {entry.name})"
        )

    def _by_name(self, subject: Subject, threshold: int) -> Iterator[Match]:
        best: dict[int, _Found] = {}
        for form in self._forms(subject):
            for number in self._index.candidates(form):
                listed = self._index.names[number]
                entry = self._index.entries[listed.entry]
                if entry.schema not in FITS[subject.kind]:
                    continue
                like = likeness(form, listed.form, self._index.rarity, self._korean(subject, entry))
                found, before = _Found(like, form.name, listed), best.get(listed.entry)
                if before is None or found.worth > before.worth:
                    best[listed.entry] = found
        for place, found in best.items():
            match = self._match(subject, self._index.entries[place], found)
            if match.score >= threshold:
                yield match

    def _forms(self, subject: Subject) -> list[NameForm]:
        forms = (self._former.form(name, sort_of(subject.kind)) for name in dict.fromkeys(subject.names))
        return [form for form in forms if form.telling]

    def _match(self, subject: Subject, entry: ListEntry, found: _Found) -> Match:
        reasons = list(name_reasons(found.like.how, found.name, found.listed.form.name))
        if found.listed.weak:
            reasons.append("a name that the list itself calls weak")
        elif not found.listed.usual:
            reasons.append("one of its other names")
        gain, told = self._flag(subject, entry)
        reasons += told
        score = 100 * found.like.score + gain - _WEAK * found.listed.weak
        if subject.imo and entry.imo and subject.imo not in entry.imo and is_imo(subject.imo):
            score -= _OTHER_IMO
            reasons.append(f"its IMO number differs ({subject.imo} / {', '.join(entry.imo)})")
        most = 100 if "same" in found.like.how else _NOT_SAME
        whole = max(0, min(most, int(score + 0.5)))
        on = list_words(self.list.name, self.list.date)
        return Match(subject, entry, whole, tuple(reasons), name_sentence(subject, entry, on, whole, tuple(reasons)))

    def _flag(self, subject: Subject, entry: ListEntry) -> tuple[int, list[str]]:
        """What countries add, and in words. A ship's flag says nothing where it differs: flags are chosen."""
        there = self._codes(entry)
        both = sorted(there & set(subject.states))
        if subject.kind == "vessel":
            return (_AGREES, [f"its flag is that of a party of the claims ({', '.join(both)})"]) if both else (0, [])
        if both:
            return _AGREES, [f"its country agrees ({', '.join(both)})"]
        if there and subject.states:
            return -_DIFFERS, [f"its country differs ({', '.join(subject.states)} / {', '.join(sorted(there))})"]
        return 0, []

    def _codes(self, entry: ListEntry) -> set[str]:
        """The states of an entry by their codes; words for countries that are not known are passed over."""
        return {code for words in entry.countries if (code := country_code(words, self._countries))}

    def _korean(self, subject: Subject, entry: ListEntry) -> bool:
        names = (*subject.names, *entry.names)
        return bool(_KOREA & {*subject.states, *self._codes(entry)}) or any(map(_HANGUL.search, names))


def country_code(words: str, countries: Mapping[str, str]) -> str | None:
    """The code of a state as a list names it: "ru", "Russia", "Korea, North"."""
    folded = words.strip().casefold()
    before, comma, after = folded.partition(", ")
    return countries.get(folded) or (countries.get(f"{after} {before}") if comma else None)
