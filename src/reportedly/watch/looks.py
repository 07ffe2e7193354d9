"""One look at a flow: what stands on it at a moment, as indicators need it, and what two looks have between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from reportedly.terms.claim import FLOW_KINDS, Claim
from reportedly.terms.flow import FlowAnswer
from reportedly.terms.party import state_of
from reportedly.terms.watching import Crossing

Held = Mapping[str, tuple[str, ...]]
"""What was there, by its key, and the claims (ids) that say so."""
Found = tuple[tuple[Crossing, ...], str]
"""The lines that were crossed, and why none was."""


@dataclass(frozen=True, slots=True)
class Look:
    """An answer on a flow, and the moment at which it was given."""

    answer: FlowAnswer
    at: datetime

    @property
    def own(self) -> tuple[Claim, ...]:
        """The claims of what passes from one side to the other, denials too; not what stands beside them."""
        return tuple(c for c in self.answer.claims if c.kind in FLOW_KINDS)

    @property
    def undenied(self) -> tuple[Claim, ...]:
        """Those of them that deny nothing."""
        return tuple(c for c in self.own if c.modality != "denied")

    @property
    def counted(self) -> tuple[Claim, ...]:
        """Those that say, as their origin's own stance, that something has moved."""
        ids = set(self.answer.counted)
        return tuple(c for c in self.own if c.id in ids)

    @property
    def last(self) -> date | None:
        """The latest day of publication of a claim of the flow; the undated are passed over."""
        return max((c.published_on for c in self.own if c.published_on), default=None)

    def without(self, day: date) -> int:
        """How many days lie between a day and this look."""
        return (self.at.date() - day).days

    def claim(self, claim: str) -> Claim | None:
        """A claim by its id."""
        return next((c for c in self.answer.claims if c.id == claim), None)


def by_key(pairs: Iterable[tuple[str, str]]) -> Held:
    """Key and claim pairs, by key in its order, the claims of each in theirs."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, claim in pairs:
        found[key].append(claim)
    return {key: tuple(dict.fromkeys(found[key])) for key in sorted(found)}


def between(before: Look, after: Look, rests_on: Collection[str]) -> tuple[str, ...]:
    """Those of some claims that came between two looks, in the order of the answer; where none did, those that a review
    changed; where none of them did either (another claim was rejected), all of them.
    """
    known, now = ({c.id: c for c in look.answer.claims} for look in (before, after))
    standing = [c for c in now if c in rests_on] + sorted(set(rests_on) - set(now))
    new = tuple(c for c in standing if c not in known)
    return new or tuple(c for c in standing if known[c] != now.get(c)) or tuple(standing)


def suppliers(claims: Iterable[Claim], recipient: str | None) -> Held:
    """The states that claims name as suppliers. Who is asked about as the recipient supplies itself with nothing."""
    out = state_of(recipient) if recipient else None
    return by_key((state, c.id) for c in claims for state in map(state_of, c.actor) if state != out)


def classes(claims: Iterable[Claim]) -> Held:
    """The classes of items that claims are of."""
    return by_key((item, c.id) for c in claims for item in c.item_classes)


def places(claims: Iterable[Claim]) -> Held:
    """The places that claims name: by the id of the place, else by the name in small letters."""
    return by_key((use.place or folded(use.name), c.id) for c in claims for use in c.places)


def vessels(claims: Iterable[Claim]) -> Held:
    """The vessels that claims name: by IMO number, else by the name in small letters."""
    return by_key((vessel.imo or folded(vessel.name), c.id) for c in claims for vessel in c.vessels)


def folded(name: str) -> str:
    """A name without regard to capitals and spaces."""
    return " ".join(name.casefold().split())
