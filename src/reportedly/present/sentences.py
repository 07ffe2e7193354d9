"""Sentences made from the assessment and from nothing else. Each names the footnotes that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportedly.present.names import Names
from reportedly.present.words import (
    chain_words,
    counted_noun,
    day,
    goods_words,
    listed,
    origin_words,
    period_words,
    quantity_words,
    upper_first,
)
from reportedly.terms.claim import Claim, Kind, Modality
from reportedly.terms.flow import Counting, Flow, Total
from reportedly.terms.quantity import Quantity

Piece = tuple[str, tuple[int, ...]]
"""Words, and the numbers of the footnotes that stand behind them."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, plain text, and the numbers of the footnotes that carry it. pieces: the same text in parts, where a
    footnote stands behind the words that it carries rather than at the sentence's end.
    """

    text: str
    notes: tuple[int, ...] = ()
    pieces: tuple[Piece, ...] = ()

    @classmethod
    def of(cls, *pieces: Piece) -> Sentence:
        """The sentence made of some parts, each with the footnotes that carry it."""
        notes = sorted({number for _, numbers in pieces for number in numbers})
        return cls("".join(text for text, _ in pieces), tuple(notes), pieces)

    @property
    def marked(self) -> tuple[Piece, ...]:
        """The parts, in order; of a sentence that has none, the whole."""
        return self.pieces or ((self.text, self.notes),)


def listed_pieces(pieces: Sequence[Piece], mark: str = ", ", last: str = " and ") -> tuple[Piece, ...]:
    """Parts of a sentence as a list in words: "A, B and C", each with its footnotes."""
    joined: list[Piece] = []
    for place, (text, notes) in enumerate(pieces):
        link = "" if place == 0 else last if place == len(pieces) - 1 else mark
        joined.append((link + text, notes))
    return tuple(joined)


_KIND_NOUNS: dict[Kind, str] = {
    "transfer": "a transfer",
    "deployment": "a deployment",
    "assistance": "assistance",
    "measure": "a measure",
    "visit": "a visit",
    "judgement": "a judgement",
    "response": "an answer",
}
_SAYINGS: dict[Modality, str] = {
    "asserted": "{who}: {what} is asserted",
    "assessed": "{who}: {what} is assessed",
    "possible": "{who}: {what} is called possible",
    "planned": "{who}: {what} is said to be planned",
    "desired": "{who}: {what} is said to be wanted",
    "conditional": "{who}: {what} is made conditional",
    "denied": "{who}: {what} is denied",
}
_COUNTING: dict[Counting, tuple[str, str]] = {
    "independent": ("One origin says", "{n} independent origins each say"),
    "with-unknown": ("One origin says", "{n} origins, not all known to be independent of each other, each say"),
}


def claim_sentence(claim: Claim, names: Names) -> str:
    """A claim in our words: chain, what, who to whom, when, and its modality. It never drops the chain or the modality."""
    who = upper_first(chain_words(claim, names))
    if claim.kind == "response":
        asked = listed(map(names.party, claim.actor)) or "those asked"
        return f"{who}: on the response of {asked}, in the words quoted."
    text = _SAYINGS[claim.modality].format(who=who, what=_matter(claim, names))
    stage = f" (stage: {claim.stage.replace('-', ' ')})" if claim.stage else ""
    when = period_words(claim.happened)
    condition = f"; the condition: “{claim.condition}”" if claim.condition else ""
    return f"{text}{stage}{', ' + when if when else ''}{condition}."


def _matter(claim: Claim, names: Names) -> str:
    goods = goods_words(claim, names)
    noun = _KIND_NOUNS[claim.kind]
    peers = f", beside {listed(map(names.party, claim.compared))}" if claim.compared else ""
    match claim.kind:
        case "measure":
            return noun + (f" ({goods})" if goods else "") + _sides(claim, names, "by", "on")
        case "visit":
            return noun + _sides(claim, names, "by", "to")
        case "judgement":
            return f"{noun} on {goods or 'supplies'}" + _sides(claim, names, "from", "to") + peers
        case "assistance":
            return (f"{noun}, {goods}," if goods else noun) + _sides(claim, names, "from", "to")
        case _:
            return (f"{noun} of {goods}" if goods else noun) + _sides(claim, names, "from", "to")


def _sides(claim: Claim, names: Names, before_actor: str, before_recipient: str) -> str:
    actors, recipients = (listed(map(names.party, side)) for side in (claim.actor, claim.recipient))
    actor = f" {before_actor} {actors}" if actors else ""
    return actor + (f" {before_recipient} {recipients}" if recipients else "")


def flow_words(flow: Flow, names: Names) -> str:
    """North Korea → Russia: munitions."""
    sides = " → ".join(names.party(code) if code else "any party" for code in (flow.supplier, flow.recipient))
    return f"{sides}: {names.item(flow.item)}" if flow.item else sides


def total_sentence(total: Total, names: Names, numbers: Mapping[str, int]) -> Sentence:
    """What one band says: how many origins say at least how much, and the highest stated."""
    one, several = _COUNTING[total.counting]
    who = one if total.level == 1 else several.format(n=total.level)
    low = f"{who[0].lower()}{who[1:]} {least_words(total, names)}" if total.low is not None else ""
    top = highest_words(total, names)
    text = f"{upper_first(names.item(total.item))}: {'; '.join(filter(None, (low, top[0].lower() + top[1:])))}."
    return Sentence(text, cited(total.because, numbers))


def highest_words(total: Total, names: Names) -> str:
    """Highest stated 13,000 containers, as of 20 Nov 2024, which is no ceiling; or that there is no upper edge."""
    if total.high is None:
        return "No ceiling: a counted claim names no upper bound" if total.because else "No figure is counted"
    as_of = f", as of {day(total.as_of)}" if total.as_of else ""
    return f"Highest stated {amount_words(total, total.high, names)}{as_of}, which is no ceiling"


def least_words(total: Total, names: Names) -> str:
    """The lower edge: "at least 1,000 containers", "at least about 12,000 soldiers", "no lower bound"."""
    if total.low is None:
        return "no lower bound"
    about = "about " if total.approximate else ""
    return f"at least {about}{amount_words(total, total.low, names)}"


def amount_words(total: Total, amount: float | None, names: Names) -> str:
    """An edge of a total with its unit."""
    return quantity_words(Quantity(amount, amount, total.unit), names, counted_noun(total.unit, total.item, names))


def strongest(totals: Sequence[Total]) -> tuple[Total, ...]:
    """For each class and unit, the band on one origin and the highest level that more than one origin holds up; nothing of
    those that no claim holds up.
    """
    chosen: list[Total] = []
    for key in dict.fromkeys((total.item, total.unit) for total in totals):
        like = [total for total in totals if (total.item, total.unit) == key and total.because]
        singles = [total for total in like if total.level == 1]
        several = [total for total in like if total.level > 1 and total.low is not None]
        chosen += singles[:1]
        chosen += [max(several, key=lambda total: (total.counting == "independent", total.level))] if several else []
    return tuple(chosen)


def cited(claims: Iterable[str], numbers: Mapping[str, int]) -> tuple[int, ...]:
    """The footnote numbers of some claims, ascending; claims that have none are left out."""
    return tuple(sorted({numbers[claim] for claim in claims if claim in numbers}))


def origin_key(claim: Claim, names: Names) -> str:
    """Whom a claim is drawn under: its origins by name, joined where the statement is joint."""
    return origin_words(claim.origins, names)
