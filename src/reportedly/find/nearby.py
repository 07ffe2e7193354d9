"""What the parser hung elsewhere: goods that go on a list, and parties behind a word, in the order of the words.

The parse of a long clause with names and figures is wrong in places; the order of words then still tells. Nothing here looks
past the end of a clause.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Token

from reportedly.find.goods import Good
from reportedly.find.page import FINITE
from reportedly.find.seen import Seen
from reportedly.find.who import NOBODY, Who, is_a_border, only_backs, place_states, who
from reportedly.terms.mention import ItemMention, QuantityMention
from reportedly.terms.quantity import is_currency

_BREAKS = {
    ";",
    ":",
    "—",
    "–",
    "but",
    "while",
    "whereas",
    "after",
    "because",
    "since",
    "when",
    "if",
    "although",
    "as",
    "before",
}
_JOINS = {",", "and", "or", "as", "well", "plus", "along", "with", "including", "also", "other", "more", "additional"}
_LISTED = {"ADJ", "DET", "NUM", "NOUN", "ADV"}
_LONGEST_GAP = 9
_REACH = 6


def clause_behind(trigger: Token) -> Iterator[Token]:
    """The tokens from a trigger to the end of its clause."""
    doc = trigger.doc
    for i in range(trigger.i + 1, trigger.sent.end):
        token = doc[i]
        if token.lower_ in _BREAKS or (token.tag_ in FINITE and token.i > trigger.i + 1) or token.tag_ in ("WP", "WDT"):
            return
        yield token


def listed_behind(trigger: Token, goods: Sequence[Good], seen: Seen) -> list[Good]:
    """The goods on the list that begins behind a trigger or with some goods that the parse does not give
    ("shells, thousands of rockets, and other equipment")."""
    known = [g.items[0] for g in goods if g.items]
    if not known:
        return []
    first = min(known, key=lambda item: item.start)
    opening = _opening(trigger, first, seen)
    paid = [g.quantity for g in goods if g.quantity and is_currency(g.quantity.quantity.unit)]
    if opening and any(sum_.start <= opening.start < sum_.end for sum_ in paid):
        opening = None  # "800 million euros' worth of shells": the euros are the sum
    last = opening.start if opening else first.start
    if opening and any(g.head.i in seen.tokens.at(opening.start, opening.end) for g in goods):
        last, opening = opening.end, None  # "a contingent of 200 officers" is known already
    found: list[Good] = []
    if opening:
        found.append(
            Good(seen.tokens.head(opening.start, opening.end), (opening,), _counting(opening, trigger.idx, seen))
        )
        last = opening.end
    while (item := _next(last, seen)) is not None:
        head = seen.tokens.head(item.start, item.end)
        known_here = any(item in g.items or g.head.i == head.i for g in (*goods, *found))
        if item.start <= last < item.end or known_here:
            last = max(last + 1, item.end)
            continue
        if any(a.source and a.source[0] <= item.start < a.source[1] for a in seen.attributions):
            break  # "up to nine howitzers, an officer said"
        if _leads_a_clause(head):
            break  # "sent Chad 12 tanks, and 40 howitzers are to follow"
        found.append(Good(head, (item,), _counting(item, last, seen)))
        last = item.end
    return found


def _leads_a_clause(noun: Token) -> bool:
    """Whether a noun is the subject of a finite verb behind it."""
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass") or verb.pos_ not in ("VERB", "AUX") or verb.i < noun.i:
        return False
    return verb.tag_ in FINITE or any(c.tag_ in FINITE for c in verb.lefts if c.dep_ in ("aux", "auxpass"))


def first_behind(trigger: Token, seen: Seen) -> list[Good]:
    """The item right behind a trigger that the parse gives no object ("purchases 24 used jets")."""
    for i in range(trigger.i + 1, min(trigger.i + _LONGEST_GAP, trigger.sent.end)):
        word = seen.parse[i]
        if i in seen.item_at:
            item = seen.item_at[i]
            return [Good(seen.tokens.head(item.start, item.end), (item,), _counting(item, trigger.idx, seen))]
        if any(q.start <= word.idx < q.end for q in seen.quantities):
            continue
        if i in seen.parties_at or (
            word.pos_ not in _LISTED and word.tag_ not in ("VBN", "VBD", "VBG") and word.lower_ not in ("of", "than")
        ):
            return []
    return []


def _opening(trigger: Token, first: ItemMention, seen: Seen) -> ItemMention | None:
    """The item that stands right behind a trigger where the list's first known one stands further on."""
    if first.start < trigger.idx:
        return None
    for i in range(trigger.i + 1, min(trigger.i + _LONGEST_GAP, trigger.sent.end)):
        word = seen.parse[i]
        if i in seen.item_at:
            item = seen.item_at[i]
            inside = seen.tokens.head(item.start, item.end)
            if inside.dep_ in ("compound", "amod", "nmod") and inside.head.i in seen.item_at:
                return None
            beside = first.start - item.end <= 1  # "satellite data": one name in two nouns
            return item if item.start < first.start and not beside else None
        if i in seen.parties_at or (word.pos_ not in _LISTED and word.lower_ not in (*_JOINS, "of", "than")):
            return None
    return None


def _next(after: int, seen: Seen) -> ItemMention | None:
    """The item that a list joins on behind a code point."""
    token = seen.parse[seen.tokens.at(after, after + 1)[0]]
    if token.i in seen.item_at and seen.item_at[token.i].start <= after < seen.item_at[token.i].end:
        return seen.item_at[token.i]
    if token.idx < after and token.i + 1 < len(seen.parse):
        token = seen.parse[token.i + 1]
    joined = False
    for i in range(token.i, min(token.i + _LONGEST_GAP, token.sent.end)):
        word = seen.parse[i]
        if i in seen.item_at:
            item = seen.item_at[i]
            return item if joined and item.start >= after else None
        if i in seen.parties_at or (
            word.pos_ not in _LISTED and word.lower_ not in _JOINS and word.lower_ not in ("of", "than")
        ):
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
        if token.lower_ in words and token.nbor(-1).lower_ != "according":
            found = _behind(token, seen, publishers).without(spoken)
            if found.codes:
                return found
    return NOBODY


def _behind(word: Token, seen: Seen, publishers: frozenset[str]) -> Who:
    """Who or what state stands within a few words of a preposition, before a verb or another preposition."""
    doc = word.doc
    for i in range(word.i + 1, min(word.i + _REACH, word.sent.end)):
        token = doc[i]
        if only_backs(token, seen):
            continue  # "to the Czech-led initiative"
        if i in seen.parties_at or i in seen.place_at:
            if is_a_border(token.head):
                return NOBODY
            head = token
            while head.head.i > head.i and head.head.i in seen.parties_at and head.head.i < word.i + _REACH:
                head = head.head
            return who([head], seen, publishers) or place_states([head], seen)
        verb = token.pos_ in ("VERB", "AUX") and not token.lower_.endswith("ern")
        if verb or token.pos_ == "ADP" or token.lower_ in (",", ";", "which", "who"):
            return NOBODY
    return NOBODY
