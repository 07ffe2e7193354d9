"""What goes with what is told to go: "20 instructors along with a radar", "the instructors landed with a radar"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from reportedly.find.goods import Good, goods_of
from reportedly.find.seen import Seen

_BESIDE = {"along", "together"}
_ONE = {"a", "an", "one"}


def along_with(verb: Token, goods: Sequence[Good], seen: Seen) -> list[Good]:
    """The goods and people behind "along with" and "together with" in a verb's own clause, wherever the parser hung it."""
    withs = (t for t in verb.subtree if t.lower_ == "with" and t.i > verb.i and t.nbor(-1).lower_ in _BESIDE)
    own = [t for t in withs if next((v for v in t.ancestors if v.pos_ in ("VERB", "AUX")), verb).i == verb.i]
    held = {g.head.i for g in goods}
    found = goods_of([p for t in own for p in t.children if p.dep_ == "pobj"], seen)
    return [g for g in found if g.items and g.head.i not in held]


def brought_by(people: Sequence[Good], aboard: Sequence[Good]) -> list[Good]:
    """What people bring who arrive somewhere: of "40 instructors landed with a radar" the radar. What is not counted is
    their own: "soldiers arrived with rifles"."""
    return [*people, *(g for g in aboard if g.quantity is not None or any(c.lower_ in _ONE for c in g.head.lefts))]
