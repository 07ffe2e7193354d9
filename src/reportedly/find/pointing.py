"""What a word that points back can mean, by where it stands and what it is called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from reportedly.find.quotes import among, around
from reportedly.terms.evidence import Span
from reportedly.terms.mention import PartyMention
from reportedly.terms.tables import PartyRow

_GROUP_WORDS = {"group", "team", "coalition"}


def never_groups(parties: Iterable[PartyRow]) -> frozenset[str]:
    """Codes of the alliances and organisations that no name of theirs calls a group: "the group" is not NATO, but the
    Group of Seven is one."""
    alliances = (row for row in parties if row.kind == "alliance")
    return frozenset(row.code for row in alliances if not _GROUP_WORDS & set(" ".join(row.names).lower().split()))


def unquoted(told: Sequence[PartyMention], token: Token, quotes: Sequence[Span]) -> Sequence[PartyMention]:
    """ "“No soldiers are in Mali,” its spokesman said": behind a quotation in its sentence no party within it is meant."""
    before = [q for q in among(quotes, token.sent.start_char, token.idx) if q[1] <= token.idx]
    if not before or around(quotes, token.idx) is not None:
        return told
    return [m for m in told if not any(start <= m.start < end for start, end in before)] or told


def may_be_a_group(mention: PartyMention, never: frozenset[str]) -> bool:
    """A body of no one state and none of those: "the group" of eleven states, of researchers."""
    code = mention.code or ""
    named = "group" in mention.text.lower()
    return mention.cls == "organisation" and (named or (len(code) > 2 and "-" not in code and code not in never))


def is_placed(token: Token, named: Sequence[PartyMention]) -> bool:
    """ "The junta in Chad", "the government of Mali": its own words say whose it is."""
    places = [p.idx for q in token.rights if q.lower_ in ("in", "of") for p in q.children if p.dep_ == "pobj"]
    return any(m.start <= at < m.end and m.cls == "state" for at in places for m in named)
