"""Mentions: what is seen in a text before any claim is made of it. Offsets count code points of the normalised text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from reportedly.terms.evidence import Span
from reportedly.terms.quantity import Quantity

PartyClass = Literal["person", "organisation", "state", "nationality"]
ItemClass = Literal["weapon", "platform", "vehicle", "materiel", "people", "civil"]
Stance = Literal["asserted", "assessed", "possible", "desired", "planned", "denied", "asked"]


@dataclass(frozen=True, slots=True)
class PartyMention:
    """A state, body, group, company or person. code: the party proposed (`KP`, `KR-NIS`), None where none is known.

    name: the proper name where the mention, or what it refers to, has one ("John Kirby"); role: the words of the office.
    refers: the span of the earlier mention that a pronoun or "the agency" stands for; None for a name of its own.
    """

    start: int
    end: int
    text: str
    cls: PartyClass
    code: str | None = None
    name: str | None = None
    role: str | None = None
    refers: Span | None = None
    type: Literal["party"] = "party"


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """place: the id of the row in the places table; country: ISO 3166-1 alpha-2; lat, lon in degrees (WGS 84)."""

    start: int
    end: int
    text: str
    name: str
    place: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    type: Literal["place"] = "place"


@dataclass(frozen=True, slots=True)
class ItemMention:
    """item: the class in the tree of item classes (`artillery-shell`)."""

    start: int
    end: int
    text: str
    cls: ItemClass
    item: str
    type: Literal["item"] = "item"


@dataclass(frozen=True, slots=True)
class VesselMention:
    """imo: the seven digits, checked, where the text gives them."""

    start: int
    end: int
    text: str
    name: str
    imo: str | None = None
    type: Literal["vessel"] = "vessel"


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A numeral with its bounds and unit. number: the span of the figure itself; counted: of the noun it counts
    ("containers" in "more than 1,000 containers of munitions"), None where there is none (money, "15,000").
    additional: "another", "a further", "more". share_of: "8,000 of the 10,000": the span of the whole.
    restates: the span of the mention whose sum this one gives again in another measure ("€3 billion ($3.4 billion)").
    each: the figure holds for each of several ("four ships with 250 containers each"); it is not multiplied here.
    amount: False for a property, a part or a multiple ("a 40-foot container", "two-thirds", "38C"): no claim counts it.
    """

    start: int
    end: int
    text: str
    quantity: Quantity
    number: Span
    counted: Span | None = None
    additional: bool = False
    share_of: Span | None = None
    restates: Span | None = None
    each: bool = False
    amount: bool = True
    type: Literal["quantity"] = "quantity"


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A time expression: days from start_on to end_on inclusive (None: open or unresolved), and its TIMEX3 type and value.

    since: "since August", "from … on": the start of something that goes on. For these the interval is start–anchor.
    """

    start: int
    end: int
    text: str
    start_on: date | None
    end_on: date | None
    timex_type: Literal["DATE", "TIME", "DURATION", "SET"]
    timex_value: str
    since: bool = False
    type: Literal["period"] = "period"


@dataclass(frozen=True, slots=True)
class AttributionMention:
    """Somebody says something. source: the words for who, None where unnamed ("it is believed") or carried over.

    cue: the words of saying; None for a sentence that carries the speaker of the run it stands in (`carried`), whose
    `source` then is the span of that speaker. content: the spans of what is said (several, where the cue stands between).
    parties: the codes proposed for the sources, several where joint. verb: the cue's lemma. stance: what the cue makes of
    the content. relay: this source passes on another's words ("lawmakers cited the NIS": NIS is the source of the content,
    the lawmakers a relay outside it, their content holding the whole inner attribution). anonymous: a source without a
    name ("officials", "sources familiar").
    """

    start: int
    end: int
    text: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    parties: tuple[str, ...] = ()
    verb: str = ""
    stance: Stance = "asserted"
    relay: bool = False
    carried: bool = False
    anonymous: bool = False
    said_on: Span | None = None
    type: Literal["attribution"] = "attribution"


Mention = (
    PartyMention | PlaceMention | ItemMention | VesselMention | QuantityMention | PeriodMention | AttributionMention
)
