"""From goods to rows: goods without numbers of their own make one row, each good with a number its own; and their scope."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from reportedly.find.candidate import Candidate
from reportedly.find.goods import Good
from reportedly.find.seen import Seen
from reportedly.terms.claim import Item, Kind, Modality
from reportedly.terms.evidence import Span
from reportedly.terms.items import ItemTree
from reportedly.terms.mention import ItemMention, QuantityMention
from reportedly.terms.quantity import Quantity, Scope, is_currency

_ADDED = re.compile(
    r"\b(additional|another|further|fresh|new|(?<!or )more(?! than| are| is| will| to come| deliveries)|extra|"
    r"reinforcements?)\b",
    re.IGNORECASE,
)
_ROUNDS = ("round", "shell")
_THERE = {"station", "base", "present", "presence", "boots", "remain", "stay", "host"}
_ONE_OF_SEVERAL = re.compile(
    r"\b(?:first|second|third|fourth|next|latest)\s+(?:contingent|wave|batch|group|tranche|consignment|shipment|delivery)s?"
    r" (?:of|with) (?:\w+ )?$",
    re.IGNORECASE,
)
"""Before a figure: of what goes in several parts, one."""
PEOPLE = "people"
_MATERIEL, _ARMS = "materiel", "arms"
_TRADING = {"import", "export", "buy", "sell", "purchase", "procure"}
_STATIONING = {"deploy", "stationed"}
_ANYBODY = {"people", "person", "man", "woman"}
_BULK = {None, "tonne", "kilogram", "barrel", "container", "round", "USD", "item", "weapon", "set"}
_ONE_PERSON = {
    "officer", "soldier", "adviser", "advisor", "pilot", "instructor", "engineer", "mercenary", "medic", "trainer",
    "contractor", "specialist", "technician", "worker", "policeman", "serviceman", "marine",
}  # fmt: skip
_NTH = {"one", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "another"}
UNCOUNTED = {
    "shipment",
    "train",
    "trip",
    "visit",
    "voyage",
    "flight",
    "railcar",
    "call",
    "wagon",
    "convoy",
    "delivery",
    "batch",
    "licence",
    "license",
    "permit",
    "contract",
    "deal",
    "agreement",
    "package",
    "round of sanctions",
}


@dataclass(frozen=True, slots=True)
class Row:
    """What one claim is about: items, quantity, and where both stand. sort: arms, people or support."""

    items: tuple[Item, ...]
    quantity: Quantity | None
    spans: tuple[Span, ...]
    quantity_span: Span | None
    sort: str
    additional: bool = False
    share: bool = False


def rows_of(c: Candidate, tree: ItemTree) -> list[Row]:
    """The rows of a candidate's goods."""
    of_people = c.frame.name in _STATIONING and bool(c.actor)
    rows = plain_rows([_as_people(good) for good in c.goods] if of_people else c.goods, tree)
    return [_as_bought(row, tree) for row in rows] if c.frame.row.lemma in _TRADING else rows


def _as_bought(row: Row, tree: ItemTree) -> Row:
    """ "Imported $60 million in military equipment": a sum of what is bought is no aid."""
    first = row.items[0].item if row.items else ""
    arms = row.sort == "support" and (first == _MATERIEL or _ARMS in tree.path(first))
    return replace(row, sort="arms") if arms else row


def _as_people(good: Good) -> Good:
    """ "Had up to 1,200 people deployed in Mali": people whom somebody deploys are personnel."""
    head, counted = good.head, good.quantity is not None and good.quantity.quantity.unit == "person"
    if good.items or not counted or head.lemma_.lower() not in _ANYBODY:
        return good
    return replace(good, items=(ItemMention(head.idx, head.idx + len(head), head.text, "people", PEOPLE),))


def plain_rows(goods: Sequence[Good], tree: ItemTree) -> list[Row]:
    """Goods without numbers of their own as one row, each other as its own; one sum in two currencies is the first."""
    goods = _counted_together(goods)
    plain = [g for g in goods if g.items and not _counts(g)]
    counted = [g for g in goods if _counts(g) and not (g.quantity and g.quantity.restates)]
    named = {id(g.quantity) for g in counted if g.items}
    rows = [
        _row([g], tree)
        for g in counted
        if g.items or (_money(g.quantity) and g.head.pos_ != "NOUN" and id(g.quantity) not in named)
    ]
    return [*rows, *(_row(part, tree) for part in _by_root(plain, tree))]


def _counted_together(goods: Sequence[Good]) -> list[Good]:
    """ "6,000 engineers and sappers": one figure counts both, where the second has nothing of its own before it."""
    found: list[Good] = []
    for good in goods:
        first = found[-1] if found else None
        beside = first is not None and good.head.dep_ == "conj" and good.head.head.i == first.head.i
        counted = first is not None and first.quantity is not None and _is_shared(first, good)
        if first and beside and counted and not good.quantity and good.items:
            found[-1] = replace(first, items=(*first.items, *good.items))
        else:
            found.append(good)
    return found


def _is_shared(first: Good, second: Good) -> bool:
    """Whether nothing but "and" and the second's own name stands between two nouns of people or of arms: "1,200 rockets and
    missile systems"."""
    people = first.quantity is not None and first.quantity.quantity.unit == "person"
    if people:
        return not [*second.head.lefts]
    between = first.head.doc[first.head.i + 1 : second.head.i]
    named = all(t.lower_ in ("and", "or") or t.dep_ in ("compound", "amod") for t in between)
    kin = {i.cls for i in (*first.items, *second.items)} == {"weapon"} or _kinds(first) == _kinds(second) == {"vehicle"}
    return named and kin and second.head.tag_ == first.head.tag_ == "NNS"


def _kinds(good: Good) -> set[str]:
    return {i.cls for i in good.items}


def _single(goods: Sequence[Good], items: Sequence[Item], tree: ItemTree) -> Quantity | None:
    """ "A Patriot battery", "a Dutch officer" is one; "a force", "a shipment", "a package" is no number."""
    if len(goods) != 1 or len(items) != 1 or goods[0].quantity is not None:
        return None
    head, unit = goods[0].head, tree.rows[items[0].item].unit if items[0].item in tree else None
    article = any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in head.children)
    article = article or any(c.lower_ in _NTH for c in head.lefts)  # "the third Patriot battery", "one C-17"
    if not article or unit in _BULK or head.tag_ not in ("NN", "NNP") or head.i not in _tokens(goods[0]):
        return None
    if unit == "person" and items[0].label.split()[-1].lower() not in _ONE_PERSON:
        return None
    return Quantity(1, 1, unit, text=head.text)


def _tokens(good: Good) -> range:
    """The tokens from the first to the last word of a good's items."""
    doc = good.head.doc
    span = doc.char_span(good.items[0].start, good.items[-1].end, alignment_mode="expand") if good.items else None
    return range(span.start, span.end) if span is not None else range(0)


def _by_root(goods: Sequence[Good], tree: ItemTree) -> list[list[Good]]:
    """Arms, people and support told in one list are rows of their own ("rockets, training and advisers"); fuel, food or a
    general word of aid go with the arms."""
    parts: dict[str, list[Good]] = {}
    for good in goods:
        parts.setdefault(sort_of([Item(i.text, i.item) for i in good.items], None, tree), []).append(good)
    if "arms" in parts and not any(_is_service(i.item, tree) for g in parts.get("support", ()) for i in g.items):
        parts["arms"].extend(parts.pop("support", []))
    return list(parts.values())


def _is_service(item: str, tree: ItemTree) -> bool:
    return bool({"training", "technology", "intelligence", "services"} & set(tree.path(item)))


def _is_type(unit: str | None, item: Item) -> bool:
    """Whether a unit is only the name of a type in the singular ("abram" of "Abrams", "f-16" of "F-16s")."""
    named = item.label[:1].isupper() and " " not in item.label
    return named and unit is not None and item.label.lower().startswith(unit)


def _counts(good: Good) -> bool:
    return good.quantity is not None and (good.quantity.quantity.unit or "") not in UNCOUNTED


def _money(quantity: QuantityMention | None) -> bool:
    return quantity is not None and is_currency(quantity.quantity.unit)


def _row(goods: Sequence[Good], tree: ItemTree) -> Row:
    items = tuple(dict.fromkeys(Item(i.text, i.item) for g in goods for i in g.items))
    mention = goods[0].quantity if len(goods) == 1 and _counts(goods[0]) else None
    if not items and mention:
        items = (Item(mention.text, "money"),)
    spans = tuple(dict.fromkeys((i.start, i.end) for g in goods for i in g.items)) or (goods[0].span,)
    quantity = mention.quantity if mention else _single(goods, items, tree)
    item = goods[0].items[0] if goods[0].items else None
    straddled = mention and item and mention.start < item.start < mention.end < item.end and not _money(mention)
    if mention and item and straddled and item.item in tree:
        quantity = replace(mention.quantity, unit=tree.rows[item.item].unit)  # "two Surface-to-Air Missile Systems"
    if quantity and items and items[0].item in tree and _is_type(quantity.unit, items[0]):
        quantity = replace(quantity, unit=tree.rows[items[0].item].unit)  # "31 Abrams" are 31 tanks
    if quantity and quantity.unit in _ROUNDS and items and items[0].item in tree and tree.rows[items[0].item].fires:
        items = (
            replace(items[0], item=tree.rows[items[0].item].fires),
            *items[1:],
        )  # "rounds of artillery" are no guns
    if quantity and quantity.unit is None and items and items[0].item in tree:
        quantity = replace(quantity, unit=tree.rows[items[0].item].unit)  # "up to 300 remotely piloted aircraft"
    if quantity and quantity.unit == "person" and items and PEOPLE not in {tree.path(i.item)[-1] for i in items}:
        unit = tree.rows[items[0].item].unit if items[0].item in tree else None
        quantity = replace(quantity, unit=unit or quantity.unit)  # "four MiG-29 fighters" are no people
    return Row(
        items,
        quantity,
        spans,
        (mention.start, mention.end) if mention else None,
        sort_of(items, quantity, tree),
        additional=bool(mention and mention.additional),
        share=bool(mention and mention.share_of),
    )


def sort_of(items: Sequence[Item], quantity: Quantity | None, tree: ItemTree) -> str:
    """arms, people or support, by the root of the items' classes; a sum of money is support unless it only counts arms."""
    roots = {tree.path(i.item)[-1] for i in items}
    if PEOPLE in roots:
        return PEOPLE
    if quantity and is_currency(quantity.unit):
        return "arms" if roots == {"materiel"} and not {i.item for i in items} <= {"materiel", "cargo"} else "support"
    return "arms" if "materiel" in roots else "support"


def kind_of(row: Row, c: Candidate) -> Kind:
    """The frame's own kind, else what the goods make of it."""
    if c.frame.row.kind is not None:
        return c.frame.row.kind
    return {"arms": "transfer", PEOPLE: "deployment", "support": "assistance"}[row.sort]  # type: ignore[return-value]


def with_scope(row: Row, c: Candidate, modality: Modality, seen: Seen) -> Row:
    """The row with its quantity's scope, by the words around the figure."""
    if row.quantity is None:
        return row
    return replace(row, quantity=replace(row.quantity, scope=_scope(row, c, modality, seen)))


def _scope(row: Row, c: Candidate, modality: Modality, seen: Seen) -> Scope | None:
    quantity = row.quantity
    assert quantity is not None
    if quantity.scope:
        return quantity.scope
    if quantity.unit == "percent":
        return None  # a share of something else, or more than something else
    if quantity.per:
        return "rate"
    if c.frame.name == "hold":
        return "capacity"
    if row.share:
        return "subset"
    if row.additional or _says_added(row, seen):
        return "increment"
    if c.frame.name in ("presence", "stationed") or any(
        t.lemma_.lower() in _THERE
        for t in [c.trigger, *c.trigger.children]
        if (t.i, c.frame.name) != (c.trigger.i, "supply")  # "presented Chad with 40 rifles"
    ):
        return "stock"
    if c.frame.name in ("rise", "tally") or (modality in ("asserted", "assessed") and _is_finished(c.trigger)):
        return "cumulative"
    return None


def _says_added(row: Row, seen: Seen) -> bool:
    if row.quantity_span is None:
        return False
    start, end = row.quantity_span
    if row.quantity and is_currency(row.quantity.unit):  # "$40 million in additional aid"
        words = [seen.document.text[max(0, s - 12) : s] for s, _ in row.spans if s > end]
        if any(_ADDED.search(w) for w in words):
            return True
    if _ONE_OF_SEVERAL.search(seen.document.text[max(0, start - 40) : start]):
        return True
    stop = min(seen.tokens.head(start, end).sent.end_char, end + 12)
    return bool(_ADDED.search(seen.document.text, max(0, start - 12), stop))


def _is_finished(trigger: Token) -> bool:
    if trigger.pos_ in ("NOUN", "PROPN"):
        return True
    return trigger.tag_ in ("VBN", "VBD", "VBZ", "VBP") or any(
        c.lower_ in ("has", "have", "had", "was", "were", "been") for c in trigger.children
    )
