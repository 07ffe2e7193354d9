"""Sources and origins as values: what each has said, how often it was an echo, and the grade that a person gave it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from reportedly.present.names import Names

GRADES = (
    ("A", "completely reliable"),
    ("B", "usually reliable"),
    ("C", "fairly reliable"),
    ("D", "not usually reliable"),
    ("E", "unreliable"),
    ("F", "reliability cannot be judged"),
)
"""The words of the scale (NATO's AJP-2.1; the Admiralty code)."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """code: as claims have it; published, originated: claims that it published, or is an origin of; echoed: of those it
    published, how many repeat another, among those looked at (`of`). grade: None where nobody graded it.
    """

    code: str
    name: str
    href: str
    published: int
    originated: int
    echoed: int
    of: int
    grade: str | None = None
    note: str = ""


def source_lines(
    published: Mapping[str, int],
    originated: Mapping[str, int],
    echoed: Mapping[str, tuple[int, int]],
    grades: Mapping[str, tuple[str, str]],
    names: Names,
) -> tuple[SourceLine, ...]:
    """Everyone who published or is an origin, the most heard first. echoed: publisher → (echoes, claims looked at);
    grades: code → (grade, note).
    """
    codes = sorted({*published, *originated} - {""}, key=lambda c: (-published.get(c, 0) - originated.get(c, 0), c))
    return tuple(
        SourceLine(
            code,
            names.party(code),
            source_href(code),
            published.get(code, 0),
            originated.get(code, 0),
            *echoed.get(code, (0, 0)),
            *grades.get(code, (None, "")),
        )
        for code in codes
    )


def source_href(code: str) -> str:
    """The page of a source or origin."""
    return f"/sources/{quote(code, safe='')}"
