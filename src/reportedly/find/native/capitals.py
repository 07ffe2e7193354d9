"""Capitals in texts of other languages: whether a city's name is a place there, or stands for its government."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum

from reportedly.terms.evidence import Span
from reportedly.terms.tables import Tables


class Standing(Enum):
    """What a capital's name is where it stands: the government, the place, or either (모스크바에)."""

    PARTY = "party"
    PLACE = "place"
    BOTH = "both"


_HERE = {
    "ko": re.compile(
        r"에서|까지|부터|시(?![가-힣])|시내|행|발|\s?(?:인근|외곽|시내|공항|주재|현지|땅|거리|도심|상공|근교|항)"
    ),
    "ja": re.compile(r"で|から|まで|市|行き|発|近郊|郊外|空港|中心部|駐在|上空"),
}
"""Behind the name: something is or goes there."""
_THERE = {"ko": re.compile(r"에|으?로|[을를] (?:방문|찾|떠)"), "ja": re.compile(r"に|へ|を訪")}
"""Behind the name: a place, or whom something is for."""
_IN = {
    "ru": re.compile(r"\b(?:в|во|из|под|около|через|до|над|вокруг|возле|близ|городе?)\s$", re.IGNORECASE),
    "uk": re.compile(r"\b(?:в|у|із|з|зі|під|біля|через|до|над|навколо|поблизу|міст[оі])\s$", re.IGNORECASE),
}
"""Before the name, in the languages that have prepositions."""
_BEFORE = 12


def capitals(tables: Tables) -> Mapping[str, str]:
    """The ids of the places that are a state's capital or another seat of its government, with the state's code."""
    seats = {
        (row.code, name) for row in tables.parties if row.kind == "state" for name in (row.capital, *row.seats) if name
    }
    return {
        row.place: row.country
        for row in tables.places
        if row.country
        for name in row.names
        if (row.country, name) in seats
    }


def standing(text: str, span: Span, language: str) -> Standing:
    """What a capital's name is, by the particles behind it or the preposition before it."""
    if language in _IN:
        at = _IN[language].search(text, max(0, span[0] - _BEFORE), span[0])
        return Standing.PLACE if at else Standing.PARTY
    if language in _HERE and _HERE[language].match(text, span[1]):
        return Standing.PLACE
    there = language in _THERE and _THERE[language].match(text, span[1])
    return Standing.BOTH if there else Standing.PARTY
