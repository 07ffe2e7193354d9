"""resolve.credits: whom a text credits, and so which of several copies came first. A date alone does not tell: the page
of the agency is brought up to date, the copy keeps its day.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from heapq import heapify, heappop, heappush

from reportedly.terms.document import Document

_NAME = r"[ \t]*(?P<name>[^\n()|;:—–]{2,60}?)[ \t]*"
_END = r"(?:[|;(—–]|\.?$|\.\s)"
_FIRST = r"(?:originally|first) (?:published|appeared|posted|reported) (?:by|in|on|at)"
_CREDITS = tuple(
    re.compile(form, re.MULTILINE | re.IGNORECASE)
    for form in (
        r"\((?P<name>[^()\n]{2,40})\)",  # SEOUL, Feb. 26 (Yonhap) —
        r"(?<!\S)/(?P<name>[^/\n]{2,40})/(?!\w)",  # MOSCOW, October 13. /TASS/.
        rf"(?:[—–]|--|^[ \t]*-){_NAME}\.?$",  # … — Harbour Wire
        rf"\b(?:source|credit|via|agency)[ \t]*:{_NAME}{_END}",
        rf"\b(?:courtesy of|{_FIRST}|(?:material|reporting) (?:from|by))\s{_NAME}(?:,|{_END})",
        rf"(?:\bcopyright|\(c\)|©)(?:[ \t]*(?:\(c\)|©|\d{{4}}))*{_NAME}(?:,|{_END})",
        rf"^[ \t]*(?:by|from|via)[ \t]{_NAME}(?:,|{_END})",
    )
)
_FILL = re.compile(r"^(?:www\.|the\s+)|(?:\s+news)?(?:\s+agency)?$|(?<=\w)(?:\.[a-z]{2,4})+$")


def by_day(document: Document) -> tuple[date, str]:
    """Sorts documents by publication, the undated last: a copy is not made first by lacking a date."""
    return (document.published_on or date.max, document.id)


def credits(text: str) -> frozenset[str]:
    """The names in the places of a text where agencies are credited, in the form of `called`; some are no publishers."""
    return frozenset(called(match["name"]) for form in _CREDITS for match in form.finditer(text)) - {""}


def called(name: str | None) -> str:
    """The name of a publisher without what may be left out: "The Yonhap News Agency" is `yonhap`."""
    left = " ".join((name or "").casefold().split())
    while left != (left := _FILL.sub("", left).strip(" .,")):
        pass
    return left


def in_order(documents: Iterable[Document]) -> list[Document]:
    """Copies of one text, the first of them first: each stands after the publishers among them that it credits, by its
    words or by being served elsewhere than by its publisher; else by day. Who credit each other in a ring go by day.
    """
    days = sorted(documents, key=by_day)
    speakers = _speakers(days)
    waits = {d.id: _credited(d, speakers) for d in days}
    waiting: dict[str, list[Document]] = defaultdict(list)
    for document in days:
        for name in waits[document.id]:
            waiting[name].append(document)
    ready = [(*by_day(d), n) for n, d in enumerate(days) if not waits[d.id]]
    heapify(ready)
    place = {d.id: n for n, d in enumerate(days)}
    rest = iter(range(len(days)))
    ordered: dict[str, Document] = {}
    while len(ordered) < len(days):
        at = heappop(ready)[-1] if ready else next(n for n in rest if days[n].id not in ordered)
        if days[at].id in ordered:
            continue
        ordered[days[at].id] = days[at]
        for name in (name for name, ids in speakers.items() if days[at].id in ids):
            for other in waiting.pop(name, ()):
                waits[other.id].discard(name)
                if not waits[other.id]:
                    heappush(ready, (*by_day(other), place[other.id]))
    return list(ordered.values())


def _speakers(documents: Sequence[Document]) -> dict[str, set[str]]:
    """The ids of the documents that stand for each publisher: its own pages, or those elsewhere where there are none."""
    own: dict[str, set[str]] = defaultdict(set)
    elsewhere: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        if name := called(document.publisher):
            (elsewhere if _served_elsewhere(document) else own)[name].add(document.id)
    return {name: own.get(name) or elsewhere[name] for name in (*own, *elsewhere)}


def _served_elsewhere(document: Document) -> bool:
    return bool(document.host) and called(document.host) != called(document.publisher)


def _credited(document: Document, speakers: dict[str, set[str]]) -> set[str]:
    named = set(credits(document.text))
    if _served_elsewhere(document):
        named.add(called(document.publisher))
    short = {_initials(name): name for name in speakers}
    named |= {short[name] for name in named if name in short}
    return {name for name in named if name in speakers and document.id not in speakers[name]}


def _initials(name: str) -> str:
    words = name.split()
    return "".join(word[0] for word in words) if len(words) > 1 else name
