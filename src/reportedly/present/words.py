"""Figures, days, hedging and chains in words, as every table, dossier and chart prints them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from reportedly.present.names import Names
from reportedly.terms.attribution import Link
from reportedly.terms.claim import Claim, Modality
from reportedly.terms.period import Period
from reportedly.terms.quantity import Number, Quantity, Scope, is_currency
from reportedly.terms.sheet import row_words

_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")

MODALITY_WORDS: dict[Modality, str] = {
    "denied": "denied",
    "conditional": "conditional",
    "desired": "wanted",
    "planned": "planned",
    "possible": "possible",
    "assessed": "assessed",
    "asserted": "asserted",
}
SCOPE_WORDS: dict[Scope, str] = {
    "cumulative": "to date",
    "increment": "newly added",
    "stock": "present there",
    "subset": "part of a stated whole",
    "capacity": "what a load could hold",
    "rate": "rate",
}
NOBODY = "origin not named"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SCALES = ((1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"))


def figure(number: Number) -> str:
    """A number with thousands separators; from a million on in words, where at most two decimals say it exactly."""
    for scale, word in _SCALES:
        if abs(number) >= scale and round(number / scale, 2) * scale == number:
            return f"{number / scale:,.2f}".rstrip("0").rstrip(".") + f" {word}"
    return f"{int(number):,}" if number == int(number) else f"{number:,}"


def day(on: date | None) -> str:
    """29 Oct 2024; of no day, "undated"."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}" if on else "undated"


def instant(at: datetime) -> str:
    """3 May 2024, 10:12 UTC."""
    return f"{day(at.date())}, {at:%H:%M %Z}".rstrip()


def period_words(period: Period | None) -> str:
    """The days, and the words that gave them; '' of no period."""
    if period is None:
        return ""
    days = _days(period.start, period.end)
    if not days:
        return f"“{period.text}”" if period.text else ""
    return f"{days} (“{period.text}”)" if period.text else days


def _days(start: date | None, end: date | None) -> str:
    if start and end:
        return day(start) if start == end else f"{day(start)} – {day(end)}"
    if start:
        return f"from {day(start)}"
    return f"up to {day(end)}" if end else ""


def quantity_words(quantity: Quantity | None, names: Names, noun: str | None = None) -> str:
    """A quantity in words: "at least 1,000 containers", "2,000–9,999 containers (vague)". noun: what is counted, where
    the unit says less than the class ("soldiers" for persons). '' of no quantity.
    """
    return _quantity(quantity, names, noun, ("at least ", "up to ", "about "))


def quantity_signs(quantity: Quantity | None, names: Names, noun: str | None = None) -> str:
    """The same for narrow columns: "≥ 1,000 containers", "≤ 15,000 soldiers", "≈ 11,000 soldiers"."""
    return _quantity(quantity, names, noun, ("≥ ", "≤ ", "≈ "))


def _quantity(quantity: Quantity | None, names: Names, noun: str | None, marks: tuple[str, str, str]) -> str:
    if quantity is None:
        return ""
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        return f"no figure (“{quantity.text}”)" if quantity.text else "no figure"
    at_least, up_to, about = marks
    lead = about if quantity.approximate else ""
    if high is None:
        lead = at_least + lead
    elif low is None:
        lead = up_to + lead
    body = _with_unit(_interval(low, high), quantity, names, noun)
    per = f" a {quantity.per}" if quantity.per else ""
    return f"{lead}{body}{per}" + (" (vague)" if quantity.vague else "")


def _interval(low: Number | None, high: Number | None) -> str:
    if low is not None and high is not None and low != high:
        return f"{figure(low)}–{figure(high)}"
    one = high if low is None else low
    return figure(one) if one is not None else ""


def _with_unit(interval: str, quantity: Quantity, names: Names, noun: str | None) -> str:
    if is_currency(quantity.unit):
        return f"{quantity.unit} {interval}"
    if noun:
        return f"{interval} {noun}"
    if quantity.unit is None:
        return interval
    number = quantity.low if quantity.low == quantity.high else None
    return f"{interval} {names.unit(quantity.unit, number)}"


def counted_noun(unit: str | None, item: str | None, names: Names) -> str | None:
    """What to call what is counted: people by their class, everything else by its unit (None)."""
    return names.item(item) if unit == "person" and item and item != "people" else None


def claim_quantity(claim: Claim, names: Names, *, signs: bool = False) -> str:
    """The claim's quantity in words or signs, people called by their class."""
    if claim.quantity is None:
        return ""
    item = claim.items[0].item if claim.items else None
    noun = counted_noun(claim.quantity.unit, item, names)
    return (quantity_signs if signs else quantity_words)(claim.quantity, names, noun)


def item_words(claim: Claim, names: Names) -> str:
    """The items in the document's words; in ours where those are of another script, as an English sentence needs."""
    return listed(dict.fromkeys(i.label if _LATIN.search(i.label) else names.item(i.item) for i in claim.items))


def goods_words(claim: Claim, names: Names) -> str:
    """Quantity and items as one phrase: "at least 1,000 containers of munitions", "about 11,000 soldiers", "howitzers"."""
    amount, items = claim_quantity(claim, names), item_words(claim, names)
    if claim.kind == "assistance" and not amount:
        return _helped_with(claim, names)
    if not amount or claim.quantity is None:
        return items
    unit = claim.quantity.unit
    if not items or unit == "person" or (unit and names.unit(unit, None) in items):
        return amount
    if unit is not None and unit in names.packs:
        return f"{amount} of {items}"
    return f"{amount} ({items})"


def _helped_with(claim: Claim, names: Names) -> str:
    """Help by its classes, since words for it are often verbs: "training (“trained”)"."""
    classes, words = listed(map(names.item, claim.item_classes)), item_words(claim, names)
    return classes if not words or words == classes else f"{classes} (“{words}”)"


def listed(words: Iterable[str], last: str = "and") -> str:
    """a, b and c."""
    several = [word for word in words if word]
    if len(several) < 2:
        return "".join(several)
    return f"{', '.join(several[:-1])} {last} {several[-1]}"


def read_otherwise(claim: Claim) -> str:
    """By whom or what a claim was read, where not by the rules in a text; '' where it was."""
    if claim.from_sheet:
        return f"{upper_first(row_words(claim.document.path))}, not read from a text."
    return "A language model pointed at the words; how surely is not measured." if claim.from_model else ""


def upper_first(words: str) -> str:
    """The words with a capital at the head; nothing else changes."""
    return words[:1].upper() + words[1:]


def many(number: int, noun: str, nouns: str | None = None) -> str:
    """1 claim, 2 claims."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def origin_words(origins: Sequence[str], names: Names) -> str:
    """The origins by name, joined where the statement is joint."""
    return listed(names.party(code) for code in origins) or NOBODY


def chain_words(claim: Claim, names: Names) -> str:
    """The whole chain, origin first: "NIS, as relayed by lawmakers, via Yonhap, in Newsweek". An origin whose words came
    through others is never printed without them.
    """
    publisher = claim.document.publisher or "a document without a publisher"
    links = claim.attribution
    outer = links[1:] if links and not links[0].verb else links
    middle, origins = _split(outer, claim.origins)
    if not origins:
        return _untold(claim, middle, publisher, names)
    said = listed(_tellers(origins, names))
    return ", ".join([said, *_through(middle, names), f"in {publisher}"])


def _tellers(links: Sequence[Link], names: Names) -> list[str]:
    """Who tells, each once: a body is not named again beside the person who speaks for it."""
    told = list(dict.fromkeys(_teller(link, names) for link in links))
    return [one for one in told if not any(other.endswith(f"({one})") for other in told)]


def _untold(claim: Claim, middle: Sequence[Link], publisher: str, names: Names) -> str:
    if middle:
        return ", ".join([NOBODY, *_through(middle, names), f"in {publisher}"])
    if not claim.origins:
        return f"{NOBODY}, in {publisher}"
    own = claim.origins == (publisher,)
    return f"{publisher}, in its own voice" if own else f"{origin_words(claim.origins, names)}, in {publisher}"


def _split(links: Sequence[Link], origins: Sequence[str]) -> tuple[Sequence[Link], Sequence[Link]]:
    """The links between publisher and origins, and those of the origins (the last ones)."""
    first = len(links)
    while first and (links[first - 1].party or links[first - 1].name) in origins:
        first -= 1
    if first == len(links) and links and origins and not links[-1].relay:
        first -= 1
    return links[:first], links[first:]


def _through(middle: Sequence[Link], names: Names) -> list[str]:
    """The relays from the origin inward: the first that relays, "as relayed by"; the others, "via"."""
    steps = []
    for place, link in enumerate(reversed(middle)):
        how = "as relayed by" if link.relay and place == 0 else "via"
        steps.append(f"{how} {_teller(link, names)}")
    return steps


def _teller(link: Link, names: Names) -> str:
    """A link by the party's name; a person in office by name with the party; else as printed."""
    if link.party is None or link.party not in names.parties:
        return link.name
    known = names.party(link.party)
    return f"{link.name} ({known})" if link.role and link.name != known else known


def claim_day(claim: Claim) -> date | None:
    """The day that a claim's figure holds for: the end of what happened, else of the statement, else the publication's."""
    for period in (claim.happened, claim.said):
        if period and (period.end or period.start):
            return period.end or period.start
    return claim.published_on
