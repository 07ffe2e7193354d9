"""What the parser hung elsewhere: goods that go on a list, and parties behind a word, in the order of the words.

The parse of a long clause with names and figures is wrong in places; the order of words then still tells. Nothing here looks
past the end of a clause.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Token

from reportedly.find.goods import Good
from reportedly.find.seen import Seen
from reportedly.find.who import NOBODY, Who, place_states, who
from reportedly.terms.mention import ItemMention, QuantityMention

_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_BREAKS = {";", ":", "—", "–", "but", "while", "whereas", "after", "because", "since", "when", "if", "although", "as", "before"}
_JOINS = {",", "and", "or", "as", "well", "plus", "along", "with", "including", "also", "other", "more", "additional"}
_LISTED = {"ADJ", "DET", "NUM", "NOUN", "ADV"}
_LONGEST_GAP = 9


def clause_behind(trigger: Token) -> Iterator[Token]:
    """The tokens from a trigger to the end of its clause."""
    doc = trigger.doc
    for i in range(trigger.i + 1, trigger.sent.end):
        token = doc[i]
        if token.lower_ in _BREAKS or (token.tag_ in _FINITE and token.i > trigger.i + 1) or token.tag_ in ("WP", "WDT"):
            return
        yield token


def listed_behind(goods: Sequence[Good], seen: Seen) -> list[Good]:
    """The goods that go on the list after the last of some ("shells, thousands of rockets, and other equipment")."""
    last = max((g.items[-1].end for g in goods if g.items), default=None)
    if last is None:
        return []
    found: list[Good] = []
    while (item := _next(last, seen)) is not None:
        head = seen.tokens.head(item.start, item.end)
        if any(item in g.items for g in goods):
            last = item.end
            continue
        found.append(Good(head, (item,), _counting(item, last, seen)))
        last = item.end
    return found


def _next(after: int, seen: Seen) -> ItemMention | None:
    """The item that a list joins on behind a code point."""
    token = seen.parse[seen.tokens.at(after, after + 1)[0]]
    if token.idx < after and token.i + 1 < len(seen.parse):
        token = seen.parse[token.i + 1]
    joined = False
    for i in range(token.i, min(token.i + _LONGEST_GAP, token.sent.end)):
        word = seen.parse[i]
        if i in seen.item_at:
            item = seen.item_at[i]
            return item if joined and item.start >= after else None
        if i in seen.parties_at or (word.pos_ not in _LISTED and word.lower_ not in _JOINS and word.lower_ != "of"):
            return None
        joined = joined or word.lower_ in ("and", "or", ",", "plus")
    return None


def _counting(item: ItemMention, after: int, seen: Seen) -> QuantityMention | None:
    """The figure that counts an item: it stands between the item before and the end of this one."""
    inside = [q for q in seen.quantities if after <= q.start < item.end and item.start < q.end]
    return inside[0] if inside else None


def party_behind(
    trigger: Token, words: Collection[str], seen: Seen, publishers: frozenset[str], spoken: Collection[str]
) -> Who:
    """The party behind the first of some prepositions in a trigger's clause. spoken: codes that it cannot be."""
    for token in clause_behind(trigger):
        if token.pos_ != "ADP" or token.lower_ not in words or (token.i + 1 < len(seen.parse) and token.nbor().tag_ == "VB"):
            continue
        objects = [c for c in token.children if c.dep_ == "pobj"]
        found = who(objects, seen, publishers) or place_states(objects, seen)
        found = found.without(spoken)
        if found.codes:
            return found
    return NOBODY
