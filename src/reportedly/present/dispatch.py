"""The dispatch as a value: one page of what is new, what changed and what is disputed, in sentences tied to footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from reportedly.present.apart import Entry, alike, said_together, sets_apart
from reportedly.present.changed import moved, overtaken
from reportedly.present.claim_rows import NoteRow, note_rows, source_rows
from reportedly.present.footnotes import Footnote, footnotes, numbers
from reportedly.present.handling import refuse_restricted
from reportedly.present.names import Names
from reportedly.present.sentences import Sentence, flow_words
from reportedly.present.telling import Telling
from reportedly.present.words import instant, many
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.findings import Changes
from reportedly.terms.flow import Flow, FlowAnswer
from reportedly.terms.watching import Alert

STANDFIRST = "What was newly claimed, and by whom. It does not say that anything happened."
TOLD = 4
"""How many things of one flow each part tells; of more, the number is said. A dispatch is one page."""
FLOWS = 8
"""How many flows each part tells of; of more, the number is said."""
DISPUTES = ("denials", "conflicts", "wording")
NO_FLOW = FlowAnswer(Flow(None, None), (), 0, (), ())


@dataclass(frozen=True, slots=True)
class Period:
    """What the dispatch is about: from, not included, to."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class FlowNews:
    """One flow as it stands now, and what changed on it in the period."""

    answer: FlowAnswer
    changes: Changes


@dataclass(frozen=True, slots=True)
class DispatchSetting:
    """title: '' for the usual one. troubles: sources that could not be read, in words. closed: how many new claims rest on
    documents that may not be passed on, and are left out.
    """

    made_at: datetime
    version: str
    names: Names = field(default_factory=Names)
    title: str = ""
    alerts: tuple[Alert, ...] = ()
    troubles: tuple[str, ...] = ()
    closed: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """What one part tells of one flow. more: how many further things it does not tell."""

    heading: str
    entries: tuple[Entry, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class DispatchPart:
    """New, changed, disputed, alerts, or sources. none: what is said where there is nothing. more: flows not told of."""

    slug: str
    heading: str
    none: str
    groups: tuple[Group, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Dispatch:
    """Everything that a dispatch prints."""

    title: str
    standfirst: str
    facts: tuple[str, ...]
    parts: tuple[DispatchPart, ...]
    notes: tuple[NoteRow, ...]
    made_at: datetime
    new: int


def dispatch(
    news: Sequence[FlowNews],
    others: Sequence[Claim],
    documents: Iterable[Document],
    about: Period,
    how: DispatchSetting,
) -> Dispatch:
    """The dispatch on a period. news: the flows with anything new, busiest first; others: new claims that are on none of
    them; documents: those that the claims cite. Raises UsageError where a claim or document is restricted.
    """
    at_hand = {document.id: document for document in documents}
    claims = {claim.id: claim for each in news for claim in (*each.answer.claims, *each.answer.other_side)}
    claims |= {claim.id: claim for claim in others}
    refuse_restricted(claims.values(), at_hand.values())
    notes = footnotes(claims.values(), at_hand)
    tellings = [Telling(each.answer, how.names, numbers(notes), claims) for each in news]
    fresh = {claim for each in news for claim in each.changes.claims} | {claim.id for claim in others}
    parts = (
        _alerts(how.alerts, numbers(notes)),
        _new(tellings, news, others, Telling(NO_FLOW, how.names, numbers(notes), claims)),
        _changed(tellings, news),
        _disputed(tellings, frozenset(numbers(notes)[claim] for claim in fresh)),
        *_troubles(how.troubles),
    )
    new = [claims[claim] for claim in fresh]
    return Dispatch(
        title=how.title or "Dispatch",
        standfirst=STANDFIRST,
        facts=tuple(_facts(new, about, how)),
        parts=parts,
        notes=_cited(parts, notes, at_hand, how.names),
        made_at=how.made_at,
        new=len(new),
    )


def _facts(new: Sequence[Claim], about: Period, how: DispatchSetting) -> Iterator[str]:
    yield f"From {instant(about.since)} to {instant(about.until)}."
    documents = len({claim.document.id for claim in new})
    checked = sum(claim.reviewed is not None for claim in new)
    yield (
        f"{many(len(new), 'new claim')} in {many(documents, 'document')}; {checked:,} of them checked by a person."
        if new
        else "No new claim was read."
    )
    if how.closed:
        yield f"Left out: {many(how.closed, 'new claim')} of documents that may not be passed on."
    yield f"Made {instant(how.made_at)} with reportedly {how.version}."


def _alerts(alerts: Sequence[Alert], numbered: Mapping[str, int]) -> DispatchPart:
    entries = []
    for alert in alerts:
        notes = sorted({numbered[claim.id] for claim in alert.claims if claim.id in numbered})
        entries.append(Entry(Sentence(f"{alert.name}: {alert.reason}", tuple(notes))))
    groups = (Group("", tuple(entries[: 2 * TOLD]), len(entries[2 * TOLD :])),) if entries else ()
    return DispatchPart("alerts", "Lines crossed", "No indicator crossed its line.", groups)


def _new(
    tellings: Sequence[Telling], news: Sequence[FlowNews], others: Sequence[Claim], beside: Telling
) -> DispatchPart:
    """beside: tells claims that are on no flow."""
    told: set[str] = set()
    groups = []
    for telling, each in zip(tellings, news, strict=True):
        fresh = [claim for claim in telling.claims(each.changes.claims) if claim.id not in told]
        told.update(claim.id for claim in fresh)
        groups.append(_group(telling, [Entry(said_together(like, telling)) for like in alike(fresh)]))
    if rest := [claim for claim in others if claim.id not in told]:
        entries = [Entry(said_together(like, beside)) for like in alike(rest)]
        groups.append(Group("Other claims", tuple(entries[:TOLD]), len(entries[TOLD:])))
    return _part("new", "New", "Nothing new was claimed.", groups)


def _changed(tellings: Sequence[Telling], news: Sequence[FlowNews]) -> DispatchPart:
    """Denials overtaken come first: none is left out where only some of it is told."""
    groups = []
    for telling, each in zip(tellings, news, strict=True):
        first = list(overtaken(telling, each.changes))
        rest = [entry for entry in moved(telling, each.changes) if entry not in first]
        groups.append(_group(telling, [*first, *rest]))
    return _part("changed", "Changed", "No band moved, no denial was overtaken, no rule was newly met.", groups)


def _disputed(tellings: Sequence[Telling], fresh: frozenset[int]) -> DispatchPart:
    """Denials, conflicts and lost wording in which anything new has a part."""
    groups = []
    for telling in tellings:
        sets = [one for one in sets_apart(telling) if one.slug in DISPUTES]
        entries = [entry for one in sets for entry in one.entries if fresh & set(_notes(entry))]
        groups.append(_group(telling, entries))
    return _part("disputed", "Disputed", "Nothing new is disputed.", groups)


def _troubles(troubles: Sequence[str]) -> Iterator[DispatchPart]:
    if troubles:
        entries = tuple(Entry(Sentence(trouble)) for trouble in troubles)
        yield DispatchPart("sources", "Sources that could not be read", "", (Group("", entries),))


def _group(telling: Telling, entries: Sequence[Entry]) -> Group:
    return Group(flow_words(telling.answer.flow, telling.names), tuple(entries[:TOLD]), len(entries[TOLD:]))


def _part(slug: str, heading: str, none: str, groups: Iterable[Group]) -> DispatchPart:
    held = [group for group in groups if group.entries]
    return DispatchPart(slug, heading, none, tuple(held[:FLOWS]), len(held[FLOWS:]))


def _cited(
    parts: Iterable[DispatchPart], notes: Sequence[Footnote], at_hand: Mapping[str, Document], names: Names
) -> tuple[NoteRow, ...]:
    """The footnotes that any part names: a page carries no more."""
    cited = {n for part in parts for group in part.groups for entry in group.entries for n in _notes(entry)}
    kept = [note for note in notes if note.number in cited]
    return note_rows(kept, source_rows(kept, at_hand), names)


def _notes(entry: Entry) -> Iterator[int]:
    yield from entry.sentence.notes
    yield from (quoted.note for quoted in entry.quotes)
    yield from (number for sentence in entry.beside for number in sentence.notes)
