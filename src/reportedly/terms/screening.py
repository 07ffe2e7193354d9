"""Screening: names and numbers of the ledger against a list that the user brings. It says what is alike, not who is who."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, get_args

from reportedly.terms.problem import Problem

EntrySchema = Literal["vessel", "company", "organisation", "person", "other"]
SubjectKind = Literal["vessel", "company", "person", "party"]

ENTRY_SCHEMAS: tuple[EntrySchema, ...] = get_args(EntrySchema)
_SEVEN = re.compile(r"(?<![0-9])[0-9]{7}(?![0-9])")
THRESHOLD = 80
"""The score from which an entry is shown."""


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One entry of a list. id: the list's own. list: by what list or data set it is there. names: the first is its usual
    one; weak_names: those that the list itself calls weak. imo: numbers as given, digits only. countries: flags and seats,
    codes or words as given. changed: the day of its last change.
    """

    id: str
    list: str
    schema: EntrySchema
    names: tuple[str, ...]
    weak_names: tuple[str, ...] = ()
    imo: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    changed: date | None = None

    @property
    def name(self) -> str:
        """Its usual name; '' where it has none."""
        return next(iter((*self.names, *self.weak_names)), "")


@dataclass(frozen=True, slots=True)
class SanctionsList:
    """A list as read. name: for people ("OFAC SDN List"). date: of its issue, None where nothing says it."""

    name: str
    date: date | None
    entries: tuple[ListEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """What is screened: a vessel, or a party that is no state and no body of one. party: its code or name in the ledger, ''
    for a vessel. names: all known ones, that of the ledger first. states: of a company its seat, of a vessel the states
    that its claims name, which may or may not be its flag. claims: ids of the claims that name it.
    """

    name: str
    kind: SubjectKind
    names: tuple[str, ...]
    imo: str | None = None
    party: str = ""
    states: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Maia-1 (vessel); a party of unknown sort is its name alone."""
        return self.name if self.kind == "party" else f"{self.name} ({self.kind})"


@dataclass(frozen=True, slots=True)
class Match:
    """A subject and an entry that is like it. score: 0–100. reasons: in words, the weightiest first. sentence: all of it."""

    subject: Subject
    entry: ListEntry
    score: int
    reasons: tuple[str, ...]
    sentence: str
    same_imo: bool = False


@dataclass(frozen=True, slots=True)
class Screening:
    """One screening. list: its name; sha256: of its file; at: when it was screened; method: the rules and their version;
    entries: how many the list holds; threshold: the score from which entries are shown; problems: of the list and of
    numbers of the ledger.
    """

    list: str
    date: date | None
    sha256: str
    at: datetime
    method: str
    entries: int
    threshold: int
    subjects: tuple[Subject, ...] = ()
    matches: tuple[Match, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def title(self) -> str:
        """LIST of DATE."""
        return list_words(self.list, self.date)

    def by_subject(self) -> dict[Subject, tuple[Match, ...]]:
        """Every subject, in order, with the entries like it, the likest first; those without one too."""
        found: dict[Subject, list[Match]] = {subject: [] for subject in self.subjects}
        for match in self.matches:
            found.setdefault(match.subject, []).append(match)
        return {subject: tuple(matches) for subject, matches in found.items()}


@dataclass(frozen=True, slots=True)
class SpellingRow:
    """Spellings of one sound that different romanisations write. spellings: letters, Latin; to: what stands for all of
    them when names are compared. where: in a word; of: only in words that can be cut into Korean or Chinese syllables.
    examples: pairs that it makes alike, "Maia / Maya"; apart: pairs that stay apart all the same. They are its tests.
    """

    spellings: tuple[str, ...]
    to: str
    where: Literal["any", "start", "end", "before-vowel", "not-before-vowel", "after-vowel"] = "any"
    of: Literal["any", "korean", "chinese"] = "any"
    examples: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NameWordRow:
    """A word of names that tells little. kind: a legal form ("Co Ltd"), a usual word of trade ("shipping"), an article, a
    ship's prefix ("MV"), or a title. words: all spellings, lower case.
    """

    words: tuple[str, ...]
    kind: Literal["legal-form", "usual", "article", "prefix", "title"]


@dataclass(frozen=True, slots=True)
class NameTables:
    """What is known of names: spellings in the order in which they are applied, and words that tell little. signs: letters
    with marks → what they are spelled as without. countries: name of a state in lower case → its code. version: a digest of
    the rows.
    """

    spellings: tuple[SpellingRow, ...] = ()
    signs: dict[str, str] = field(default_factory=dict, hash=False)
    words: tuple[NameWordRow, ...] = ()
    countries: dict[str, str] = field(default_factory=dict, hash=False)
    version: str = ""


def list_words(name: str, day: date | None) -> str:
    """LIST of DATE, as every sentence on a screening names it."""
    return f"{name} of {day.isoformat()}" if day else f"{name} (of no stated date)"


def nothing_like(subject: Subject, name: str, day: date | None) -> str:
    """What is said of a subject without a match."""
    return f"{subject.words}: no entry like it on {list_words(name, day)} by this method."


def imo_digits(given: str) -> str | None:
    """The seven digits of an IMO number ("IMO 9187629", "IMO9187629"), None where there are none."""
    found = _SEVEN.search(given)
    return found[0] if found else None


def is_imo(digits: str) -> bool:
    """Whether the check digit of an IMO ship number holds: the last digit of the sum of the first six, times 7 to 2."""
    if len(digits) != 7 or not (digits.isascii() and digits.isdigit()):
        return False
    return sum(int(digit) * weight for digit, weight in zip(digits, range(7, 1, -1), strict=False)) % 10 == int(
        digits[6]
    )
