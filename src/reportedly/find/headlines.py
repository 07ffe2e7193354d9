"""How a headline names: without articles ("North to send …", "…, spy agency says"), and only there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportedly.find.bearers import Bearer
from reportedly.find.gazetteer import Gazetteer, Hit
from reportedly.find.seen import Tokens
from reportedly.terms.tables import PartyRow

_ARTICLE = "the "
_GOES_ON = re.compile(r"(?:['’]s)? [a-z]")
_LONGEST = 160


def headline_end(text: str) -> int:
    """Where the headline ends that a text begins with: a short first line without a full stop; 0 where there is none."""
    end = text.find("\n")
    line = text[:end].rstrip() if 0 < end <= _LONGEST else ""
    return 0 if line.endswith((".", "”", '"')) else len(line)


def clipped_names(rows: Iterable[PartyRow]) -> Gazetteer[Bearer]:
    """The shorthands of states without their article."""
    return Gazetteer(
        (words.removeprefix(_ARTICLE), Bearer("shorthand", row.code, "state", name=row.names[0], beside=beside))
        for row in rows
        for words, beside in row.shorthands
        if words.startswith(_ARTICLE) and words[len(_ARTICLE)].isupper()
    )


def clipped(names: Gazetteer[Bearer], text: str, low: str) -> list[Hit[Bearer]]:
    """The shorthand that a headline begins with: "North to send 300 men"."""
    end = headline_end(text)
    first = names.find(text[:end], low[:end])[:1] if end else []
    return [hit for hit in first if hit.start == 0 and _GOES_ON.match(text, hit.end)]


def stands_bare(hit: Hit[Bearer], text: str, tokens: Tokens) -> bool:
    """Whether a noun stands in a headline without an article or anything else before it."""
    if hit.end > headline_end(text):
        return False
    head = tokens.head(hit.start, hit.end)
    return not any(c.idx < hit.start and c.dep_ in ("det", "poss", "amod", "compound", "nmod") for c in head.lefts)
