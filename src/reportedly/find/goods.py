"""What is sent: the goods that a noun phrase names, each with its own quantity, through "of", lists and "including"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from reportedly.find.loaded import carried, filled_with, with_behind, worth_of
from reportedly.find.multiples import is_money, multiplied, of_the_whole
from reportedly.find.negations import figure_instead, is_refused
from reportedly.find.seen import Seen
from reportedly.terms.evidence import Span
from reportedly.terms.mention import ItemMention, QuantityMention

_INSIDE = {"of", "in", "worth", "with"}
_LISTS = {"including", "like", "as", "namely", "include"}
_WITHIN = {"poss", "compound", "nmod", "nummod", "quantmod", "npadvmod"}
_MATTERS = {
    "number",
    "figure",
    "detail",
    "details",
    "update",
    "updates",
    "list",
    "estimate",
    "name",
    "names",
    "evidence",
    "images",
    "proof",
}
"""What is told of goods and is none: "provided details of the weapons"."""
_WORTH = {"valued", "worth", "totaling", "totalling", "costing", "estimated"}
_AID = {"military-aid", "assistance"}
_ORDINALS = {"first", "latest", "next"}
"""Of "the first of 24 jets" not all are told; with "the last of 24" all have come."""
_EVERY = {"all", "none", "any", "both", "neither"}
"""Words for a whole told before or for nothing of it: "all of which", "none of them"."""
_UNDERTAKINGS = {"program", "programme", "project", "effort", "research", "ambition", "industry"}
"""What is about goods and is none: who pays for another's missile programme sends no missiles."""
DEPTH = 5


@dataclass(frozen=True, slots=True)
class Good:
    """One good: its items, its quantity, and the token that heads it. generic: a list of what it holds follows."""

    head: Token
    items: tuple[ItemMention, ...]
    quantity: QuantityMention | None = None

    @property
    def span(self) -> Span:
        return (
            (self.items[0].start, self.items[-1].end) if self.items else (self.head.idx, self.head.idx + len(self.head))
        )


def goods_of(tokens: Iterable[Token], seen: Seen) -> list[Good]:
    """The goods under some heads. What has neither item nor quantity is none."""
    found: list[Good] = []
    for token in (_held_to(t) for t in tokens):
        for good in _expanded(token, seen, 0):
            if not any(g.head.i == good.head.i for g in found):
                found.append(good)
    return found


def _held_to(token: Token) -> Token:
    """ "It was 40 guns, not 50, that Chad sent": the clause hangs on the figure that does not hold."""
    return token.head if token.like_num and token.dep_ in ("appos", "conj") and is_refused(token) else token


def _expanded(token: Token, seen: Seen, depth: int) -> list[Good]:
    """A head with its list: what is coordinated, apposed, or included."""
    if token.lower_ in _MATTERS and not any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in token.children):
        return []
    first = _one(token, seen, depth)
    own = first[0] if first else None
    more: list[Good] = first[1:]
    instead = figure_instead(token)
    if own is not None and instead is not None:
        own = _recounted(own, instead, seen)
    if depth < DEPTH:
        for child in token.children:
            if _opens_a_list(child, own):
                more.extend(_one(child, seen, depth + 1))
            elif child.dep_ in ("conj", "appos", "nmod") and _is_abbreviation(child):
                continue
            elif child.dep_ in ("conj", "appos") and (child.i not in seen.speakers or token.i in seen.speakers):
                more.extend(_expanded(child, seen, depth + 1))
            elif child.dep_ == "prep" and child.lower_ in _LISTS:
                listed = [g for p in child.children if p.dep_ in ("pobj", "prep") for g in _under(p, seen, depth)]
                listed = counted_of([own], listed) if own and not any(g.items for g in listed) else listed
                if listed and own and not own.quantity:
                    own = None  # the list says what it is
                elif own and child.lower_ == "including":
                    listed = [_part_of(own, g) for g in listed]
                more.extend(listed)
            elif child.lower_ in _WORTH:
                own = _with_sum(own, child, token, seen)
    return [*([own] if own else []), *more]


def _recounted(good: Good, instead: Token, seen: Seen) -> Good | None:
    """The good with the figure that is put in place of its own; None where the same goods are named again with it."""
    if instead.i in seen.item_at:
        return None
    figure = seen.quantity_at.get(instead.i)
    if figure is None:
        return good
    before = good.quantity.quantity.unit if good.quantity else None
    unit = figure.quantity.unit or before
    return replace(good, quantity=replace(figure, quantity=replace(figure.quantity, unit=unit)))


def counted_of(wholes: Sequence[Good], parts: Sequence[Good]) -> list[Good]:
    """ "Drones, including 40 in May": bare figures count part of what stands before, where that is of one kind."""
    if len(wholes) != 1 or not wholes[0].items:
        return []
    whole = wholes[0]
    unit = whole.quantity.quantity.unit if whole.quantity else None
    bare = [(g, g.quantity) for g in parts if not g.items and g.quantity and g.quantity.quantity.unit is None]
    alike = [(g, replace(q, quantity=replace(q.quantity, unit=unit))) for g, q in bare]
    return [_part_of(whole, replace(g, items=whole.items, quantity=q)) for g, q in alike]


def _part_of(whole: Good, part: Good) -> Good:
    """ "12,000 soldiers, including 500 officers", "120 tanks, including 40 T-72s": of those counted before."""
    people = all(g.items and g.items[0].cls == "people" for g in (whole, part))
    alike = {i.item for i in whole.items} == {i.item for i in part.items} != set()
    if not (people or alike) or not whole.quantity or not part.quantity or is_money(part.quantity):
        return part
    return replace(part, quantity=replace(part.quantity, share_of=(whole.quantity.start, whole.quantity.end)))


def _is_abbreviation(token: Token) -> bool:
    """ "Two High Mobility Artillery Rocket Systems (HIMARS)": the same again."""
    return token.i > 0 and token.nbor(-1).text == "(" and token.text.isupper()


def sum_beside(verb: Token, good: Good, seen: Seen) -> Good:
    """ "Announced a package for Chad, worth $3 million": the sum that the parser hung on the verb, or on who receives."""
    if good.quantity is not None or not any(_is_aid(i) for i in good.items):
        return good
    for child in (*verb.children, *_behind(good.head), *_behind(verb)):
        if child.lower_ in _WORTH and child.i > good.head.i:
            return _with_sum(good, child, good.head, seen) or good
    return good


def _behind(word: Token) -> list[Token]:
    """What hangs on the nouns behind a word's prepositions, and behind it on the verb that it is the object of."""
    below = [p for q in word.rights if q.dep_ == "prep" for p in q.subtree if p.dep_ == "pobj"]
    above = word.head.rights if word.dep_ == "dobj" else ()
    return [c for p in below for c in p.rights] + [c for c in above if c.i > word.i]


def _is_aid(item: ItemMention) -> bool:
    """A package, a drawdown, aid: what has a sum rather than a number."""
    return item.item in _AID or "package" in item.text.lower()


def _opens_a_list(token: Token, own: Good | None) -> bool:
    """ "Spare parts and repair services": the parser hangs the first on the last, as if it told its kind."""
    if own is None or not own.items or token.dep_ not in ("nmod", "compound"):
        return False
    return any(c.dep_ == "cc" for c in token.children) and token.idx < own.items[0].start


def sum_within(noun: Token, seen: Seen) -> Good | None:
    """ "A security assistance package valued at $800 million": the package with its sum."""
    clause = next((c for c in (*noun.rights, *_behind(noun)) if c.lower_ in _WORTH), None)
    good = _with_sum(Good(noun, _items_at(noun, seen)), clause, noun, seen) if clause is not None else None
    return good if good is not None and good.quantity is not None else None


def sum_told(verb: Token, good: Good, seen: Seen) -> Good:
    """The good with the sum of money that the object of a verb of summing up names."""
    told = [seen.quantity_at.get(t.i) for c in verb.rights if c.dep_ in ("dobj", "attr", "prep") for t in c.subtree]
    paid = next((q for q in told if q is not None and is_money(q)), None)
    return replace(good, quantity=paid) if paid else good


def _under(token: Token, seen: Seen, depth: int) -> list[Good]:
    if token.dep_ == "prep":
        return [g for p in token.children if p.dep_ == "pobj" for g in _expanded(p, seen, depth + 1)]
    return _expanded(token, seen, depth + 1)


def _with_sum(own: Good | None, clause: Token, head: Token, seen: Seen) -> Good | None:
    """ "a package valued at more than $2 billion": the sum is the package's."""
    if own is not None and own.quantity is not None and not is_money(own.quantity):
        return own  # "200 carriers worth $90 million" are 200
    for token in clause.subtree:
        quantity = seen.quantity_at.get(token.i)
        if quantity and is_money(quantity):
            return replace(own, quantity=quantity) if own else Good(head, _items_at(head, seen), quantity)
    return own


def _one(token: Token, seen: Seen, depth: int) -> list[Good]:
    """The good that a head names; further ones where a list with figures of its own stands under it ("hundreds of thousands
    of rounds, thousands of rockets")."""
    if depth < DEPTH and (held := carried(token) or worth_of(token)):
        named = [good for inner in held for good in _expanded(inner, seen, depth + 1)]
        before = (seen.quantity_at.get(t.i) for c in token.lefts for t in c.subtree)
        paid = next((q for q in before if q is not None and is_money(q)), None)
        return [replace(named[0], quantity=paid), *named[1:]] if paid and named else named
    quantity = _quantity(token, seen)
    items = _items_at(token, seen) or _counted_apart(token, quantity, seen)
    further: list[Good] = []
    if not items or _holds_more(token, items) or filled_with(token) or (quantity and is_money(quantity)):
        inner = [g for g in _inside(token, seen, depth) if g.items or g.quantity is not quantity]
        if quantity is None and sum(g.quantity is not None and bool(g.items) for g in inner) > 1:
            return inner
        if quantity is not None and inner:
            further = [g for g in inner[1:] if g.quantity is not None and g.items]
            inner = [g for g in inner if g not in further]
        items = tuple(dict.fromkeys(i for g in inner for i in g.items)) or items
        within = next((g.quantity for g in inner if g.quantity), None) if token.lower_ not in _ORDINALS else None
        quantity = multiplied(quantity, within) if quantity and within else quantity or within
    if not items and (quantity is not None or token.lower_ in _EVERY) and (whole := _whole(token, seen)):
        items, quantity = whole[0], of_the_whole(quantity, whole[1], whole[2]) if quantity else whole[1]
    if items and _is_part(token) and (share := seen.share_at.get(token.i)):
        quantity = _share_of(share, quantity, seen) if quantity is not None else share
    if not items and quantity is None:
        return further
    return [Good(token, items, quantity), *further]


def _counted_apart(token: Token, quantity: QuantityMention | None, seen: Seen) -> tuple[ItemMention, ...]:
    """ "12, perhaps as many as 18, guns": the parser hangs the verb on the figure, the goods elsewhere."""
    if quantity is None or quantity.counted is None or token.dep_ in _WITHIN:
        return ()
    if not quantity.number[0] <= token.idx < quantity.number[1]:
        return ()
    return _items_at(seen.tokens.head(*quantity.counted), seen)


def _is_part(token: Token) -> bool:
    """Whether a word of a part ("two-thirds") stands before what it is a part of."""
    return any(c.dep_ == "prep" and c.lower_ == "of" for c in token.rights)


def _share_of(share: QuantityMention, whole: QuantityMention, seen: Seen) -> QuantityMention:
    """ "Half of its 5,000 troops" are 2,500: so much of a whole that the words behind it count."""
    if whole.start <= share.end or is_money(whole) or share.quantity.low != share.quantity.high:
        return whole
    part, (low, high) = (share.quantity.low or 0) / 100, (whole.quantity.low, whole.quantity.high)
    quantity = replace(
        whole.quantity,
        low=None if low is None else round(low * part),
        high=None if high is None else round(high * part),
        approximate=share.quantity.approximate or whole.quantity.approximate,
        text=seen.document.text[share.start : whole.end],
    )
    return replace(whole, start=share.start, text=quantity.text, quantity=quantity, share_of=(whole.start, whole.end))


def _whole(token: Token, seen: Seen) -> tuple[tuple[ItemMention, ...], QuantityMention | None, str] | None:
    """What a bare figure counts: "of the 40 jets, only two have come", "the missile was one of 60 that …"."""
    if named := _pronoun_of(token):
        before = _named_before(named, seen)
        return before and (before[0], before[1], named.lemma_.lower())
    if which := next((p for c in token.children if c.lower_ == "of" for p in c.children if p.lower_ == "which"), None):
        heads = [token.head.head] if token.head.dep_ == "relcl" and which.i < token.head.i else []
    elif token.dep_ in ("nsubj", "nsubjpass") or (token.dep_ == "dobj" and token.like_num):
        fronted = [p for c in token.head.lefts if c.dep_ == "prep" and c.lower_ == "of" for p in c.children]
        heads = [p for p in fronted if p.dep_ == "pobj" and p.i < token.i]
    elif token.dep_ == "attr" and token.head.lemma_ == "be":
        heads = [c for c in token.head.children if c.dep_ == "nsubj"]
    else:
        return None
    if which is not None and not any(_items_at(h, seen) for h in heads):  # "from Italy, all of which came"
        before = _named_before(which, seen)
        return before and (before[0], before[1], which.lemma_.lower())
    found = next(((items, _quantity(h, seen), h.lemma_.lower()) for h in heads if (items := _items_at(h, seen))), None)
    return found if found and found[0][0].cls != "people" else None


def _pronoun_of(token: Token) -> Token | None:
    """The "them" of "8,000 of them"."""
    inside = (p for c in token.rights if c.lower_ == "of" for p in c.children)
    return next((p for p in inside if p.lower_ in ("them", "these", "those") and p.dep_ == "pobj"), None)


def _named_before(pronoun: Token, seen: Seen) -> tuple[tuple[ItemMention, ...], QuantityMention | None] | None:
    """The counted people or goods that a pronoun means: those named last in its sentence, or in the one before."""
    start = pronoun.sent.start
    first = seen.parse[start - 1].sent.start if start else start
    for i in range(pronoun.i - 1, first - 1, -1):
        if i in seen.item_at and i in seen.quantity_at and seen.parse[i].tag_ in ("NNS", "NNPS"):
            return (seen.item_at[i],), seen.quantity_at[i]
    return None


def _inside(token: Token, seen: Seen, depth: int) -> list[Good]:
    """The goods in "containers of munitions", "$400 million in generators", "thousands of containers' worth of shells"."""
    if depth >= DEPTH:
        return []
    found: list[Good] = []
    beside = [t for t in with_behind(token) if t.head.i != token.i]
    for child in [*token.children, *beside]:
        if child.dep_ == "prep" and child.lower_ in _INSIDE:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    found.extend(_expanded(inner, seen, depth + 1))
        elif child.dep_ == "acl":
            found.extend(g for p in filled_with(token) for g in _expanded(p, seen, depth + 1))
        elif child.dep_ in _WITHIN and child.i not in seen.item_at and depth < 2:
            found.extend(_one(child, seen, depth + 1))
    return found


def _items_at(token: Token, seen: Seen) -> tuple[ItemMention, ...]:
    """The item that the head is, else those among its modifiers ("arms shipments", "F-16 jets")."""
    own = seen.item_at.get(token.i)
    if own:
        return (_head_item(own, token, seen),)
    if token.lemma_.lower() in _UNDERTAKINGS and _is_owned(token, seen):
        return ()
    near = [c for c in token.children if c.dep_ in ("compound", "amod", "nmod") and c.i in seen.item_at]
    near += [
        c2
        for c in token.children
        if c.dep_ in ("compound", "amod")
        for c2 in c.children
        if c2.dep_ == "conj" and c2.i in seen.item_at
    ]
    return tuple(dict.fromkeys(seen.item_at[c.i] for c in near))


def _is_owned(noun: Token, seen: Seen) -> bool:
    """Whether it is somebody's: "its missile programme", "the Chadian drone programme"."""
    return any(c.dep_ == "poss" or (c.i in seen.parties_at and c.dep_ == "amod") for c in noun.lefts)


def _head_item(own: ItemMention, token: Token, seen: Seen) -> ItemMention:
    """ "Satellite targeting data" is data: of nouns that stand side by side the last says what it is."""
    if token.tag_ != "NN" or token.i + 1 >= len(token.doc):
        return own
    after = seen.item_at.get(seen.tokens.at(own.start, own.end)[-1] + 1)
    common = after is not None and token.doc[seen.tokens.at(after.start, after.end)[-1]].tag_ in ("NN", "NNS")
    return after if after is not None and common else own


def _quantity(token: Token, seen: Seen) -> QuantityMention | None:
    if relative := _relative(token, seen):
        return relative
    direct = seen.quantity_at.get(token.i)
    if token.lower_ == "one" and any(c.dep_ == "neg" for c in token.lefts):
        return None  # of "not one of the 30 jets" none of the 30 is
    if direct and not _is_of_the_name(direct, token, seen):
        return direct
    for child in token.children:
        if child.dep_ in ("nummod", "quantmod", "compound", "amod", "nmod", "advmod", "npadvmod", "poss"):
            quantity = seen.quantity_at.get(child.i)
            if quantity and _is_of_the_name(quantity, token, seen):
                continue
            if quantity and (quantity.counted is None or child.dep_ == "nummod" or is_money(quantity)):
                return quantity
    if token.dep_ == "nsubj" and token.head.lower_ == "worth":  # "shells worth $9 million have gone", read as a clause
        told = (t for c in token.head.rights if c.dep_ == "npadvmod" for t in c.subtree)
        return next((seen.quantity_at[t.i] for t in told if t.i in seen.quantity_at), None)
    return None


def _relative(token: Token, seen: Seen) -> QuantityMention | None:
    """ "30 percent more containers than": a figure beside another, and no number of containers."""
    degrees = [t for c in token.lefts if c.lower_ == "more" and c.dep_ == "amod" for t in c.subtree]
    found = (seen.quantity_at.get(t.i) for t in degrees)
    return next((q for q in found if q is not None and q.quantity.unit == "percent"), None)


def _is_of_the_name(quantity: QuantityMention, token: Token, seen: Seen) -> bool:
    """ "Leopard 2 tanks" are not two."""
    item = seen.item_at.get(token.i)
    return item is not None and item.start < quantity.start < item.end


def _holds_more(token: Token, items: tuple[ItemMention, ...]) -> bool:
    """Whether "of" tells what it is that the head only holds or groups ("containers of …", "a contingent of …"); of crates
    and the like "with" tells it too."""
    if items and items[0].item == "cargo" and with_behind(token):
        return True
    return any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children)
