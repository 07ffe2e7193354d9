"""What stands for goods and only holds, carries or is worth them: crates filled with rifles, planes carrying weapons."""

from __future__ import annotations

from spacy.tokens import Token

CARRIERS = {
    "ship", "vessel", "freighter", "tanker", "boat", "barge", "plane", "aircraft", "airliner", "helicopter", "train",
    "truck", "lorry", "convoy", "fleet", "dhow", "skiff", "trawler",
}  # fmt: skip
"""What only carries what somebody else sends."""
SENDINGS = {
    "shipment", "consignment", "delivery", "batch", "tranche", "instalment", "installment", "cargo", "load", "lot",
    "convoy", "shipload", "truckload", "freight", "haul", "parcel",
}  # fmt: skip
"""What is sent at one time, whatever it is of."""
HOLDERS = {"container", "crate", "box", "wagon", "railcar", "package"}
"""What holds goods."""
_CARRYING = {"carry", "bring", "transport", "haul", "ferry", "smuggle", "move"}
_FILLED = {"fill", "load", "pack", "stuff", "cram", "stack", "lade"}


def filled_with(token: Token) -> list[Token]:
    """ "Crates filled with rifles", "crates thought to contain rifles": the rifles."""
    clauses = [c for c in token.rights if c.dep_ in ("acl", "relcl")]
    held = [p for c in clauses for p in _contained(c)]
    filled = [c for c in clauses if c.dep_ == "acl" and c.lemma_ in _FILLED]
    return held + [p for c in filled for q in c.children if q.dep_ == "prep" for p in q.children if p.dep_ == "pobj"]


def _contained(clause: Token) -> list[Token]:
    """What a clause says is in it, or is thought to be; of what could be in it the clause tells by itself."""
    verbs = [clause, *(c for c in clause.children if c.dep_ == "xcomp")]
    holding = [v for v in verbs if v.lemma_ == "contain" and not any(c.tag_ == "MD" for c in v.children)]
    named = [o for v in holding for o in v.children if o.dep_ == "dobj"]
    return [o for o in named if not any(n.dep_ == "nummod" for n in o.children)]


def carried(token: Token) -> list[Token]:
    """ "Six aircraft carrying weapons landed", "two ships loaded with weapons left": the weapons; how many came is not said
    by the number of the aircraft or ships."""
    if token.lemma_.lower() not in CARRIERS:
        return []
    clauses = [c for c in token.rights if c.dep_ == "acl" and c.lemma_ in _CARRYING and c.tag_ == "VBG"]
    return [o for c in clauses for o in c.children if o.dep_ == "dobj"] or filled_with(token)


def carrier_of(verb: Token) -> Token | None:
    """ "Intercepted a dhow illegally transporting rockets": the object right before carries them, and not who stopped
    it, wherever the parser hung the verb."""
    over = verb.head
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or verb.lemma_ not in _CARRYING or over.i > verb.i:
        return None
    objects = (c for c in over.rights if c.dep_ == "dobj" and c.lemma_.lower() in CARRIERS)
    between = (c for c in verb.lefts if c.dep_ != "advmod")
    return next((o for o in objects if o.right_edge.i < verb.left_edge.i), None) if not any(between) else None


def worth_of(token: Token) -> list[Token]:
    """ "800 million euros' worth of ammunition": the ammunition."""
    if token.lower_ != "worth" or not any(c.dep_ == "poss" for c in token.lefts):
        return []
    return [p for c in token.rights if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]


def with_behind(token: Token) -> list[Token]:
    """The "with" right behind a noun, which the parser may hang on the verb: "shipped 200 crates with rifles"."""
    after = token.doc[token.i + 1 : token.i + 2]
    return [t for t in after if t.lower_ == "with" and t.dep_ == "prep" and t.head.i in (token.i, token.head.i)]
