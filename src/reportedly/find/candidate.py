"""What one word of the lexicon proposes, and words that several steps ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from reportedly.find.goods import Good
from reportedly.find.lexicon import Frame
from reportedly.find.seen import Seen
from reportedly.find.who import NOBODY, Who, who
from reportedly.terms.mention import QuantityMention

SIGNED = frozenset({"deal", "contract", "agreement", "accord", "pact", "memorandum", "order", "tender"})
"""What binds two sides once it is signed."""
DEALS = SIGNED | {"arrangement", "negotiation", "talk", "plan", "decision", "renewal", "licence", "license"}
"""What is agreed or planned between two sides; a flow may stand under it."""
LAWS = {
    "bill", "law", "legislation", "resolution", "amendment", "proposal", "measure", "act", "memorandum", "directive",
    "decree", "determination",
}  # fmt: skip
"""What a house of parliament puts forward or passes; whose it is gives what it gives."""
STOPPING = {"stop", "cease", "halt", "suspend", "end", "quit", "pause", "discontinue"}
"""Verbs over a gerund of what is no longer done."""
BY_THEMSELVES = {"move", "join", "stationed", "combat"}
"""Frames whose goods or people go by themselves."""
MODIFIERS = {"amod", "compound", "poss", "nmod"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one trigger proposes. used: noun frames that it speaks through ("announced a shipment": the shipment).

    anaphoric: its goods stand for some named before ("some", "that number"). flow: a transfer noun stands among its
    arguments. figure: what a number rises to. by_place: the recipient is the state of a place; nearby: it was read from
    the order of the words alone. elsewhere: to somewhere that is no other state's ("to the border"), or to others whom
    nobody names ("to foreign clients"). refused: of these goods none went, beside others that did ("but no guns"). so: these
    did, beside others of which the verb is denied ("did not send rifles but rockets").
    """

    frame: Frame
    trigger: Token
    actor: Who = NOBODY
    recipient: Who = NOBODY
    goods: tuple[Good, ...] = ()
    used: frozenset[int] = frozenset()
    anaphoric: bool = False
    flow: bool = False
    figure: QuantityMention | None = None
    by_place: bool = False
    nearby: bool = False
    elsewhere: bool = False
    refused: bool = False
    so: bool = False


def spine(head: Token) -> Iterator[Token]:
    """A noun and those under it through "of": "hundreds of Iranian drones"."""
    yield head
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "in", "worth"):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield from spine(inner)


def owners_of(heads: Iterable[Token], seen: Seen, publishers: frozenset[str]) -> Who:
    """Whose goods or people are: by the nationality or the owner before them."""
    return who([m for h in heads for t in spine(h) for m in t.children if m.dep_ in MODIFIERS], seen, publishers)
