"""Screenings for print: what in a dossier is like an entry of a list, with the claims that name it; and what is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reportedly.present.apart import Entry, Set
from reportedly.present.grids import CITED
from reportedly.present.sentences import Sentence
from reportedly.present.words import day, listed, many
from reportedly.terms.screening import Match, Screening, Subject, list_words

HEADING = "Screening against lists of sanctions"
EXPLAINED = (
    "Names and numbers in this dossier against {on}, by rules that compare letters and numbers. What is like an entry need "
    "not be it, and what is like none may be listed under another name: identity is not established either way. Screened on "
    "{at} against {entries}, from score {threshold} on; SHA-256 of the list {sha256}. Claims read since are not screened."
)
BROKEN = " Some rows of the list could not be read."
MOST = 3
"""How many entries are told of one name; of more, the number is said."""
NAMED = 12
"""How many names without an entry like them are named; of more, the number is said."""


def screened_sets(screenings: Iterable[Screening], numbers: Mapping[str, int]) -> tuple[Set, ...]:
    """One set for each list: the entries like a ship or party that the dossier's claims name, then who is like none.
    numbers: claim id → footnote, of the claims of the dossier; a subject that none of them names is left out.
    """
    sets = (_set(place, screening, numbers) for place, screening in enumerate(screenings, start=1))
    return tuple(one for one in sets if one.entries)


def _set(place: int, screening: Screening, numbers: Mapping[str, int]) -> Set:
    alike = screening.by_subject()
    own = {subject: alike[subject] for subject in alike if any(claim in numbers for claim in subject.claims)}
    entries = [entry for subject, matches in own.items() for entry in _entries(subject, matches, numbers)]
    without = [subject for subject, matches in own.items() if not matches]
    on = list_words(screening.list, screening.date)
    return Set(
        f"screened-{place}",
        f"Against {on}",
        _explained(screening, on),
        (*entries, *([_none(without, on, numbers)] if without else [])),
    )


def _explained(screening: Screening, on: str) -> str:
    told = EXPLAINED.format(
        on=on,
        at=day(screening.at.date()),
        entries=many(screening.entries, "entry", "entries"),
        threshold=screening.threshold,
        sha256=screening.sha256,
    )
    return told + (BROKEN if any(problem.slug == "broken-list" for problem in screening.problems) else "")


def _entries(subject: Subject, matches: Sequence[Match], numbers: Mapping[str, int]) -> Iterable[Entry]:
    notes = _notes((subject,), numbers)
    for match in matches[:MOST]:
        programmes = f" The list gives {listed(match.entry.programmes)}." if match.entry.programmes else ""
        yield Entry(Sentence(match.sentence + programmes, notes))
    if (rest := len(matches) - MOST) > 0:
        further = many(rest, "further entry", "further entries")
        yield Entry(Sentence(f"{subject.words}: {further} less like it.", notes))


def _none(subjects: Sequence[Subject], on: str, numbers: Mapping[str, int]) -> Entry:
    named = [subject.words for subject in subjects[:NAMED]]
    rest = len(subjects) - len(named)
    names = listed([*named, many(rest, "other name")] if rest else named)
    return Entry(Sentence(f"No entry like it on {on} by this method: {names}.", _notes(subjects, numbers)[:CITED]))


def _notes(subjects: Iterable[Subject], numbers: Mapping[str, int]) -> tuple[int, ...]:
    """The footnotes of the claims that name some subjects: the first few."""
    found = sorted({numbers[claim] for subject in subjects for claim in subject.claims if claim in numbers})
    return tuple(found[:CITED])
