"""Proposals: what words that a person selected may mean for a field, likeliest first. The person confirms, or types."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from reportedly.errors import UsageError
from reportedly.present.names import Names
from reportedly.present.words import MODALITY_WORDS, period_words, quantity_words
from reportedly.serve.asking import PARTIES, item, party
from reportedly.terms.evidence import Span
from reportedly.terms.mention import (
    AttributionMention,
    ItemMention,
    Mention,
    PartyMention,
    PeriodMention,
    QuantityMention,
)
from reportedly.terms.period import Period
from reportedly.terms.quantity import Quantity
from reportedly.terms.tables import Tables

MOST = 6
"""How many proposals are made."""
LONGEST = 40
"""Letters of selected words that a proposal repeats."""
_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?: (thousand|million|billion|trillion))?")
_SCALE = {None: 1, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


@dataclass(frozen=True, slots=True)
class Proposal:
    """label: for people; set: names of parts, and `fields.NAME`, → the values that a form takes."""

    label: str
    set: dict[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Words:
    """Selected words of a text, with what is seen in it."""

    text: str
    span: Span
    mentions: Sequence[Mention]

    @property
    def quote(self) -> str:
        """The words, lines run on."""
        return " ".join(self.text[slice(*self.span)].split())

    def touched(self) -> Iterator[Mention]:
        """What is seen in them; what covers them best first."""
        start, end = self.span

        def apart(mention: Mention) -> tuple[int, int]:
            return abs(mention.start - start) + abs(mention.end - end), mention.start

        return iter(sorted((m for m in self.mentions if m.start < end and start < m.end), key=apart))


def proposals(words: Words, name: str, tables: Tables, names: Names) -> tuple[Proposal, ...]:
    """What the words may mean for a field; with the words kept as those of the field. None for blank words."""
    if not words.quote:
        return ()
    told = _of(words, name, tables, names)
    spans = {f"fields.{name}": "-".join(map(str, words.span))}
    unique = {tuple(sorted(each.set.items())): each for each in told}
    found = tuple(Proposal(each.label, each.set | spans) for each in unique.values())[:MOST]
    return found or (Proposal(_nothing(words, name), spans),)


def _nothing(words: Words, name: str) -> str:
    """What is kept where words mean nothing for a field: of an item that no class goes by them, too."""
    if name != "item":
        return "the words alone"
    quote = words.quote if len(words.quote) <= LONGEST else f"{words.quote[: LONGEST - 1]}…"
    return f"no class of item is called “{quote}”: the words alone"


def _of(words: Words, name: str, tables: Tables, names: Names) -> Iterable[Proposal]:
    if name in PARTIES:
        return _parties(words, name, tables, names)
    match name:
        case "item":
            return _items(words, tables, names)
        case "quantity":
            return _quantities(words, names)
        case "happened" | "said":
            return _periods(words, name)
        case "modality":
            return _modalities(words, tables)
        case "condition" | "exchange":
            return [Proposal(f"“{words.quote}”", {name: words.quote})]
        case "basis":
            return _bases(words, tables)
    return []


def _parties(words: Words, name: str, tables: Tables, names: Names) -> Iterator[Proposal]:
    seen = [m for m in words.touched() if isinstance(m, PartyMention)]
    codes = [m.code for m in seen if m.code]
    if name == "origins":
        codes += [
            code
            for m in words.touched()
            if isinstance(m, AttributionMention) and _is_source(m, words)
            for code in m.parties
        ]
    for code in dict.fromkeys(codes):
        yield _party(name, code, names)
    yield _party(name, _named(words.quote, tables), names)
    yield from (_party(name, m.name or m.text, names) for m in seen if not m.code)


def _named(quote: str, tables: Tables) -> str:
    """The party that goes by some words: by name, as a people, by its seat of government; else the words themselves."""
    bare = quote.removeprefix("the ").removeprefix("The ").removesuffix("'s").removesuffix("’s")
    known = party(bare, tables)
    if known != bare.strip():
        return known
    wanted = bare.strip().casefold()
    for row in tables.parties:
        seats = (row.capital, *row.seats) if row.capital else row.seats
        if wanted in (word.casefold() for word in (*row.adjectives, *row.demonyms, *seats) if word):
            return row.code
    return bare


def _is_source(mention: AttributionMention, words: Words) -> bool:
    source = mention.source
    return source is not None and source[0] < words.span[1] and words.span[0] < source[1]


def _party(name: str, code: str, names: Names) -> Proposal:
    known = names.party(code)
    return Proposal(f"{known} ({code})" if known != code else code, {name: code if "," in known else known})


def _items(words: Words, tables: Tables, names: Names) -> Iterator[Proposal]:
    classes = [m.item for m in words.touched() if isinstance(m, ItemMention)]
    for noun in (words.quote, words.quote.split()[-1]):
        try:
            classes.append(item(noun, tables))
        except UsageError:
            continue
    above = {row.item: row.parent for row in tables.items}
    for each in dict.fromkeys((*classes, *(parent for c in classes if (parent := above.get(c))))):
        yield Proposal(names.item(each), {"item": each})


def _quantities(words: Words, names: Names) -> Iterator[Proposal]:
    seen = [m.quantity for m in words.touched() if isinstance(m, QuantityMention)]
    if seen:
        yield from (_quantity(quantity, names) for quantity in seen)
        return
    for digits, scale in _NUMBER.findall(words.quote):
        value = float(digits.replace(",", "")) * _SCALE[scale or None]
        number = int(value) if value == int(value) else value
        yield _quantity(Quantity(number, number, text=words.quote), names)


def _quantity(quantity: Quantity, names: Names) -> Proposal:
    low, high = ("" if n is None else f"{n:.15g}" for n in (quantity.low, quantity.high))
    truths = {
        "quantity.approximate": "yes" if quantity.approximate else "no",
        "quantity.vague": "yes" if quantity.vague else "no",
    }
    given = {"quantity.low": low, "quantity.high": high, "quantity.unit": quantity.unit or "", **truths}
    return Proposal(quantity_words(quantity, names), {**given, "quantity.text": quantity.text})


def _periods(words: Words, name: str) -> Iterator[Proposal]:
    for m in words.touched():
        if isinstance(m, PeriodMention):
            start, end = _iso(m.start_on), _iso(m.end_on)
            label = period_words(Period(m.start_on, m.end_on, m.text))
            yield Proposal(label, {f"{name}.start": start, f"{name}.end": end, f"{name}.text": m.text})


def _modalities(words: Words, tables: Tables) -> Iterator[Proposal]:
    low = f" {words.quote.casefold()} "
    for row in tables.hedges:
        if row.modality and f" {row.words.casefold()} " in low:
            yield Proposal(MODALITY_WORDS[row.modality], {"modality": row.modality})
    for cue in (m for m in words.touched() if isinstance(m, AttributionMention)):
        if cue.stance in MODALITY_WORDS:
            yield Proposal(MODALITY_WORDS[cue.stance], {"modality": cue.stance})
    yield Proposal(MODALITY_WORDS["asserted"], {"modality": "asserted"})


def _bases(words: Words, tables: Tables) -> Iterator[Proposal]:
    for row in tables.bases:
        if row.words.casefold() in words.quote.casefold():
            yield Proposal(f"{row.type} (“{words.quote}”)", {"basis.type": row.type, "basis.text": words.quote})


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def first_reading(words: Words, tables: Tables, names: Names) -> dict[str, str]:
    """What a claim of the selected words may hold, for a form: the first two parties, the first item and figure, who is
    said to say it.
    """
    start, end = words.span
    inside = sorted((m for m in words.mentions if start <= m.start and m.end <= end), key=lambda m: m.start)
    around = [m for m in words.touched() if isinstance(m, AttributionMention) and m.parties]
    told: dict[str, str] = {}
    sources = [m.source for m in around if m.source]
    parties = [
        m for m in inside
        if isinstance(m, PartyMention) and m.code and not any(s[0] < m.end and m.start < s[1] for s in sources)
    ]  # fmt: skip
    amounts = [m for m in inside if isinstance(m, QuantityMention) and m.amount]
    distinct = list({m.code: m for m in reversed(parties)}.values())[::-1]
    wanted: list[tuple[str, Mention | None]] = [
        ("actor", distinct[0] if distinct else None),
        ("recipient", distinct[1] if len(distinct) > 1 else None),
        ("item", next((m for m in inside if isinstance(m, ItemMention) and not _packs(m, amounts, names)), None)),
        ("quantity", amounts[0] if amounts else None),
        ("happened", next((m for m in inside if isinstance(m, PeriodMention)), None)),
    ]
    for name, mention in wanted:
        if mention:
            found = proposals(Words(words.text, (mention.start, mention.end), [mention]), name, tables, names)
            told |= found[0].set
    if sources:
        found = proposals(Words(words.text, sources[0], words.mentions), "origins", tables, names)
        told |= found[0].set
    return told


def _packs(item: ItemMention, amounts: Iterable[QuantityMention], names: Names) -> bool:
    """Whether an item is what something is packed in ("containers of munitions")."""
    return any(a.quantity.unit in names.packs and a.start <= item.start and item.end <= a.end for a in amounts)
