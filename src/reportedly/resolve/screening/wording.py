"""Why an entry is shown, and what is said of it: that it is like, never that it is the same."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.terms.screening import ListEntry, Subject

_NAMED = (
    ("same", "same name"),
    ("order", "same words in another order"),
    ("spelling", "same name but for the transliteration"),
    ("spaces", "same name but for the blanks"),
    ("bones", "the same consonants"),
    ("vowels", "vowels differ"),
    ("initial", "an initial for a name"),
    ("letter", "one letter differs"),
    ("letters", "two letters differ"),
    ("words", "words are missing in one of them"),
    ("form", "the legal form or prefix differs"),
)
WAYS = frozenset(slug for slug, _ in _NAMED) | {"common", "number", "no-number"}
_UNLIKE = frozenset({"letter", "letters", "words", "bones", "initial", "vowels"})
"""With these nobody would call two names the same but for something."""


def name_reasons(how: frozenset[str], name: str, listed: str) -> Iterator[str]:
    """In which ways two names are alike, those that matter most first; both are quoted unless they are the same."""
    told = [words for slug, words in _NAMED if slug in how] or ["same name"]
    if how & _UNLIKE and "spelling" in how:
        told = [words for slug, words in _NAMED if slug in how - {"spelling"}] + ["the transliteration differs"]
    first, *rest = told
    yield first if first == "same name" and name == listed else f"{first} ({name} / {listed})"
    yield from rest
    if "number" in how:
        yield "its number or letter differs"
    if "no-number" in how:
        yield "only one of them has a number or letter"
    if "common" in how:
        yield "a common word only"


def name_sentence(subject: Subject, entry: ListEntry, on: str, score: int, reasons: tuple[str, ...]) -> str:
    """The sentence on an entry whose name is like the subject's. on: LIST of DATE."""
    found = f"name like entry {entry.id} “{entry.name}” on {on} (score {score}: {'; '.join(reasons)})"
    return f"{subject.words}: {found}; identity not established."


def imo_sentence(subject: Subject, entry: ListEntry, on: str, reasons: tuple[str, ...]) -> str:
    """The sentence on an entry with the subject's IMO number. on: LIST of DATE."""
    further = f" ({'; '.join(reasons[1:])})" if len(reasons) > 1 else ""
    called = f" “{entry.name}”" if entry.name else ""
    return f"{subject.words}: same IMO number as entry {entry.id}{called} on {on}; identity not established{further}."
