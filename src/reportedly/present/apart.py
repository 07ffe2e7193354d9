"""What stands beside the totals and never in them: denials, conditions, plans, wishes, answers, conflicts, wording."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.present.names import Names
from reportedly.present.sentences import Sentence, cited, claim_sentence
from reportedly.present.words import chain_words, many, upper_first
from reportedly.terms.claim import Claim
from reportedly.terms.flow import Exchange, FlowAnswer, Wording

SHOWN = 6
"""How many claims are named beside a denial; of more, the number is said."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Exact words, their footnote, and who says them."""

    label: str
    quote: str
    note: int
    chain: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing set apart. beside: sentences that belong next to it, under `link` ("denies"); quotes: exact words."""

    sentence: Sentence
    link: str = ""
    beside: tuple[Sentence, ...] = ()
    quotes: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True)
class Set:
    """Entries of one sort. slug: for anchors; explained: in a sentence what belongs here."""

    slug: str
    heading: str
    explained: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """One answer and what it takes to put it into words. known: id → claim, of all the answers of a dossier, since what
    is given in exchange goes the other way.
    """

    answer: FlowAnswer
    names: Names
    numbers: Mapping[str, int]
    known: Mapping[str, Claim]

    def claims(self, idents: Iterable[str]) -> tuple[Claim, ...]:
        return tuple(self.known[ident] for ident in idents if ident in self.known)

    def said(self, claim: Claim) -> Sentence:
        return Sentence(claim_sentence(claim, self.names), cited((claim.id,), self.numbers))

    def quoted(self, label: str, claim: Claim) -> Quoted:
        return Quoted(label, claim.evidence.quote, self.numbers[claim.id], upper_first(chain_words(claim, self.names)))


_SORTS: tuple[tuple[str, str, str], ...] = (
    ("denials", "Denied", "Each denial beside what it denies. A denial lowers no figure and is never hidden by one."),
    ("conditionals", "Conditional", "Said to follow only if something else does: indicators to watch, not counted."),
    ("planned", "Planned", "Said to be intended or agreed; not counted."),
    ("desired", "Wanted", "Said to be wanted; not counted."),
    ("possible", "Possible", "Called possible by its origin; not counted."),
    ("may_include", "May include", "Claims on wider classes, which may include this one; never added."),
    ("measures", "Measures", "Sanctions, embargoes, pauses and designations said to hit this flow."),
    ("judgements", "Judgements", "Ranks, projections and risks as their origins put them."),
    ("responses", "Responses", "Who was asked and what they answered."),
)


def sets_apart(apart: Apart) -> tuple[Set, ...]:
    """The sets that hold anything, denials first."""
    sets = [_of_claims(apart, slug, heading, explained) for slug, heading, explained in _SORTS]
    sets[5:5] = [_exchange(apart)]
    sets += [_conflicts(apart), _wording(apart)]
    return tuple(one for one in sets if one.entries)


def _of_claims(apart: Apart, slug: str, heading: str, explained: str) -> Set:
    claims = apart.claims(getattr(apart.answer, slug))
    make = _denial if slug == "denials" else _plain
    return Set(slug.replace("_", "-"), heading, explained, tuple(make(apart, claim) for claim in claims))


def _plain(apart: Apart, claim: Claim) -> Entry:
    return Entry(apart.said(claim), quotes=(apart.quoted("Exact words", claim),))


def _denial(apart: Apart, claim: Claim) -> Entry:
    """A denial beside the claims of the same kind that its parties and items do not exclude."""
    against = [other for other in apart.claims(apart.answer.counted) if _speaks_to(claim, other)]
    beside = [apart.said(other) for other in against[:SHOWN]]
    if len(against) > SHOWN:
        rest = against[SHOWN:]
        beside.append(Sentence(f"And {many(len(rest), 'further claim')}.", cited((c.id for c in rest), apart.numbers)))
    return Entry(apart.said(claim), "Stands beside", tuple(beside), (apart.quoted("Exact words", claim),))


def _speaks_to(denial: Claim, claim: Claim) -> bool:
    sides = ((denial.actor, claim.actor), (denial.recipient, claim.recipient))
    return denial.kind == claim.kind and all(not d or not c or set(d) & set(c) for d, c in sides)


def _exchange(apart: Apart) -> Set:
    entries = tuple(entry for entry in (_bargain(apart, one) for one in apart.answer.exchange) if entry)
    return Set("exchange", "In exchange", "What is said to be given, wanted or feared in return.", entries)


def _bargain(apart: Apart, exchange: Exchange) -> Entry | None:
    claim = apart.known.get(exchange.claim)
    if claim is None:
        return None
    said = apart.said(claim)
    sentence = Sentence(f"{said.text} In exchange for: {exchange.given_for}.", said.notes)
    other = tuple(apart.said(one) for one in apart.claims(exchange.other_side))
    return Entry(sentence, "The other side", other, (apart.quoted("Exact words", claim),))


def _conflicts(apart: Apart) -> Set:
    entries = tuple(
        Entry(
            Sentence(_sentence(conflict.reason), cited(conflict.claims, apart.numbers)),
            "Between",
            tuple(map(apart.said, apart.claims(conflict.claims))),
        )
        for conflict in apart.answer.conflicts
    )
    return Set("conflicts", "Conflicts", "Figures of different origins that exclude each other.", entries)


def _wording(apart: Apart) -> Set:
    entries = tuple(entry for entry in (_reworded(apart, one) for one in apart.answer.wording) if entry)
    explained = "Reports whose words are stronger or narrower than those of their origin, both quoted."
    return Set("wording", "Wording", explained, entries)


def _reworded(apart: Apart, wording: Wording) -> Entry | None:
    report, origin = apart.known.get(wording.claim), apart.known.get(wording.origin_claim)
    if report is None or origin is None:
        return None
    notes = cited((report.id, origin.id), apart.numbers)
    quotes = (apart.quoted("The report", report), apart.quoted("Closer to the origin", origin))
    return Entry(Sentence(f"Lost on the way: {_sentence(wording.lost, capital=False)}", notes), quotes=quotes)


def _sentence(clause: str, *, capital: bool = True) -> str:
    words = clause.strip().rstrip(".")
    return f"{upper_first(words) if capital else words}."
