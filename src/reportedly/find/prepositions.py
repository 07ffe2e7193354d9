"""What stands under a preposition, and what only seems to: "handed to Kyiv 50 drones" hands the drones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

_ENDING = {"end", "wind", "turn"}


def objects_of(prep: Token) -> list[Token]:
    """The nouns under a preposition, also behind a second one ("out of", "up to")."""
    found = [c for c in prep.children if c.dep_ == "pobj"]
    if len(found) > 1 and found[0].pos_ == "PROPN":
        found = [c for c in found if c not in displaced_objects([prep])]
    for inner in prep.children:
        if inner.dep_ in ("prep", "pcomp") and inner.pos_ == "ADP" and inner.i == prep.i + 1:
            found.extend(c for c in inner.children if c.dep_ == "pobj")
    return found


def displaced_objects(children: Iterable[Token]) -> list[Token]:
    """Of the words that hang on a verb, the goods that the parser puts under "to" beside the name of who gets them."""
    found: list[Token] = []
    for prep in children:
        under = [c for c in prep.children if c.dep_ == "pobj"] if prep.lower_ == "to" else []
        if len(under) > 1 and under[0].pos_ == "PROPN":
            found += [c for c in under[1:] if c.pos_ == "NOUN" and c.i > under[0].right_edge.i]
    return found


def before_a_count(objects: Iterable[Token]) -> Iterator[Token]:
    """ "Sent the rebels 40 drones": the parser takes for part of the goods who stands between the verb and their number."""
    for goods in objects:
        count = next((c for c in goods.lefts if c.dep_ == "nummod"), None)
        inner = (c for c in goods.lefts if c.dep_ in ("nmod", "compound") and c.pos_ in ("PROPN", "NOUN"))
        if count is not None:
            plain = (c for c in inner if not any(t.dep_ in ("nummod", "cc") for t in c.children))
            yield from (c for c in plain if c.right_edge.i + 1 == count.left_edge.i)


def ends_up(things: Iterable[Token]) -> Iterator[Token]:
    """ "Exported shells that ended up in Chad": where goods came to in the end."""
    for clause in (c for thing in things for c in thing.rights if c.dep_ == "relcl" and c.lemma_ in _ENDING):
        if any(c.lower_ == "up" for c in clause.children):
            yield from (p for q in clause.children if q.lower_ in ("in", "with") for p in objects_of(q))
