"""What a word that points back can mean, by where it stands and what it is called."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from reportedly.find.quotes import among, around
from reportedly.terms.evidence import Span
from reportedly.terms.mention import PartyMention


def unquoted(told: Sequence[PartyMention], token: Token, quotes: Sequence[Span]) -> Sequence[PartyMention]:
    """ "“No soldiers are in Mali,” its spokesman said": behind a quotation in its sentence no party within it is meant."""
    before = [q for q in among(quotes, token.sent.start_char, token.idx) if q[1] <= token.idx]
    if not before or around(quotes, token.idx) is not None:
        return told
    return [m for m in told if not any(start <= m.start < end for start, end in before)] or told


def is_called_so(mention: PartyMention) -> bool:
    """A body that is a group by its name, or whose code is its name, as that of no state's body is."""
    return mention.cls == "organisation" and ("group" in mention.text.lower() or " " in (mention.code or ""))


def is_placed(token: Token, named: Sequence[PartyMention]) -> bool:
    """ "The junta in Chad", "the government of Mali": its own words say whose it is."""
    places = [p.idx for q in token.rights if q.lower_ in ("in", "of") for p in q.children if p.dep_ == "pobj"]
    return any(m.start <= at < m.end and m.cls == "state" for at in places for m in named)
