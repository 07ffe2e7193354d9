"""Citing: what a row gives as its source: a reference, a publisher, an address, a day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reportedly.find.sheets.refusing import Refused
from reportedly.terms.period import Period
from reportedly.terms.sheet import SheetField

CITED: tuple[SheetField, ...] = ("source", "publisher", "url")


@dataclass(frozen=True, slots=True)
class Cited:
    """What a row cites. publisher: None where it names none; title: the reference as it stands; lacks: slugs of what is
    missing.
    """

    publisher: str | None
    title: str | None
    url: str | None
    published_on: date | None
    lacks: tuple[str, ...]


def cited(told: Mapping[SheetField, str], published: Period | None, today: date) -> Cited:
    """What the cells say. A reference that is an address serves as one, and its host as the publisher. Raises Refused."""
    source, named, link = told["source"], told["publisher"], told["url"]
    url = address(link) or address(source)
    publisher = named or (_host(source) if address(source) else source) or None
    day = published.start if published and published.start == published.end else None
    if day and day > today:
        raise Refused("future-date", f"it is later than today, {today}", "published")
    lacks = {
        "no-source": not (publisher or url),
        "no-publication-date": day is None,
        "unclear-url": bool(link) and address(link) is None,
    }
    return Cited(publisher, source or None, url, day, tuple(slug for slug, missing in lacks.items() if missing))


def address(words: str) -> str | None:
    """An address, blanks within it as browsers send them; None where the words are none."""
    text = words.strip()
    if text.casefold().startswith("www."):
        text = f"https://{text}"
    if not re.match(r"https?://[^\s/]+\.[^\s/]+", text, re.IGNORECASE):
        return None
    return text.replace(" ", "%20")


def _host(words: str) -> str:
    found = re.match(r"(?:https?://)?(?:www\.)?([^\s/:]+)", words.strip(), re.IGNORECASE)
    return found[1].casefold() if found else words
