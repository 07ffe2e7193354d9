"""What stands around a trigger: the evidence, when it happened, where, by which ship, on what basis, in return for what."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from spacy.tokens import Token

from reportedly.find.datelines import dateline_end
from reportedly.find.gazetteer import Gazetteer
from reportedly.find.seen import Seen
from reportedly.terms.claim import Basis, BasisType, PlaceRole, PlaceUse, Vessel
from reportedly.terms.evidence import Evidence, Span
from reportedly.terms.mention import PeriodMention
from reportedly.terms.period import Period
from reportedly.terms.tables import BasisRow

_OPENS = re.compile(r"\b(?:between|from)\s+$", re.IGNORECASE)
_BEFORE_MONTHS = re.compile(r"\b(?:in|during|over|between|from)\s+$", re.IGNORECASE)
_LATER_DAY = re.compile(r"\s+(?:and|to)\s+(\d{1,2})\b(?!\s+[a-z])")
_JOINED = re.compile(r"\s+(?:and|or|to|until|through)\s+")
_RUNNING_ON = re.compile(r"\s+(?:or|to|through)\s+")
_BY = re.compile(r"\bby $", re.IGNORECASE)
_CUT_OFF = 40
LONGEST_EVIDENCE = 55
"""Words beyond which the clause rather than the sentence is the evidence."""
_BULLET = re.compile(r"[\s•*·–—-]+")
_EXCHANGE = re.compile(r"\bin (?:exchange|return) for\b", re.IGNORECASE)
_REPAYING = {"repay", "reward", "compensate", "pay", "barter", "swap", "trade"}
_BESIDE_IT = {
    "sign", "ink", "agree", "conclude", "strike", "reach", "announce", "order", "approve", "pledge", "promise",
    "issue", "publish", "release", "obtain", "see", "review",
}  # fmt: skip
"""What is done to a deal, to a delivery before it goes, or to what tells of it."""
_LEGS = {"make", "load", "sail", "dock", "call", "leave", "depart", "travel", "steam", "run", "berth", "pick"}
"""Verbs of the legs of a journey: what is carried further in the same clause was there."""
_ROLES: dict[str, PlaceRole] = {
    "from": "origin",
    "to": "destination",
    "into": "destination",
    "via": "via",
    "through": "via",
}


def evidence_of(trigger: Token, seen: Seen) -> Evidence:
    """The sentence of the trigger within its line, or its clause where the sentence is very long."""
    text = seen.document.text
    sentence = trigger.sent
    start, end = sentence.start_char, sentence.end_char
    if len(sentence) > LONGEST_EVIDENCE:
        inside = list(_clause(trigger).subtree)
        start, end = inside[0].idx, inside[-1].idx + len(inside[-1])
    start = max(start, text.rfind("\n", start, trigger.idx) + 1)
    stop = text.find("\n", trigger.idx, end)
    end = stop if stop >= 0 else end
    start = _whole(text, start)
    lead = _BULLET.match(text, start, end)
    start = lead.end() if lead and lead.end() <= trigger.idx else start
    end = start + len(text[start:end].rstrip())
    return Evidence.cut(text, start, end)


def alleged_in(trigger: Token, noun: Span, seen: Seen) -> Evidence:
    """The words for what somebody claims, within a sentence in which another denies it: "a claim by Chad that …"."""
    whole, head = evidence_of(trigger, seen), seen.tokens.head(*noun)
    last = head.right_edge
    while last.is_punct and last.i > trigger.i:
        last = last.nbor(-1)
    start = max(whole.start, min(head.left_edge.idx, trigger.left_edge.idx))
    end = min(whole.end, max(last.idx + len(last), trigger.right_edge.idx + len(trigger.right_edge)))
    return Evidence.cut(seen.document.text, start, end)


def _whole(text: str, start: int) -> int:
    """Back over what the parser cut off at the front: to the end of the sentence before, of the line, or of the dateline."""
    line = text.rfind("\n", 0, start) + 1
    line = dateline_end(text, line) or line
    if not line < start <= line + _CUT_OFF:
        return start
    return start if any(mark in text[line:start] for mark in '.!?”"') else line


def _clause(trigger: Token) -> Token:
    node = trigger
    while (
        node.dep_
        in ("pobj", "prep", "dobj", "conj", "compound", "nsubj", "nsubjpass", "xcomp", "attr", "amod", "poss", "acl")
        and node.head.i != node.i
    ):
        node = node.head
        if node.pos_ in ("VERB", "AUX") and len(list(node.subtree)) > 8:
            break
    return node


@dataclass(frozen=True, slots=True)
class Happened:
    """The period and the words it was read from."""

    period: Period | None
    span: Span | None = None


def happened(trigger: Token, seen: Seen, cues: Iterable[Span], finished: bool, said: Period | None = None) -> Happened:
    """When: the time expression of the trigger's clause that does not date the saying; "has sent" is open up to the day on
    which it was said."""
    taken = list(cues)
    told_on = [a.said_on for t in trigger.sent for a in seen.attributions_at.get(t.i, ()) if a.said_on]
    start, end = trigger.sent.start_char, trigger.sent.end_char
    near = [p for p in seen.periods_between(start, end) if p.timex_type in ("DATE", "DURATION", "TIME")]
    near = [p for p in near if not p.timex_value.endswith("_REF") or p.start_on]
    near = [p for p in near if not p.timex_value.startswith("PRESENT") and not _is_an_age(p, seen)]
    near = [p for p in near if not any(_touch(p, s) for s in told_on) and not any(_touch(p, s) for s in taken)]
    if (event := _event_since(trigger, near, seen)) is not None:
        start_on, until = event.start_on, seen.document.published_on
        if start_on and until and start_on <= until:
            return Happened(Period(start_on, until, event.text), (event.start, event.end))
    best = min(near, key=lambda p: _distance(p, trigger, seen), default=None)
    if best is not None and _distance(best, trigger, seen) < 40:
        if _BY.search(
            seen.document.text, max(0, best.start - 4), best.start
        ):  # "had sent 90 by Monday", "will by 2028"
            return Happened(Period(None, best.end_on, best.text), (best.start, best.end))
        return _spanned(best, seen) or Happened(_interval(best, seen.document.published_on), (best.start, best.end))
    if finished and seen.document.published_on:
        return Happened(Period(None, _last_day(seen.document.published_on, said), ""))
    return Happened(None)


def on(period: PeriodMention, seen: Seen) -> Happened:
    """What happened in a time that stands right beside it."""
    return Happened(_interval(period, seen.document.published_on), (period.start, period.end))


def _last_day(published_on: date, said: Period | None) -> date:
    """The day up to which what was told had happened: when it was said, where that is told, else when it was published."""
    return said.end if said is not None and said.end is not None and said.end < published_on else published_on


def _event_since(trigger: Token, near: Iterable[PeriodMention], seen: Seen) -> PeriodMention | None:
    """ "Has sold rifles since the attacks in October", "since the army took power in May": the time of the event from which
    on it happened."""
    perfect = any(c.lower_ in ("has", "have", "had", "'ve", "’ve") for c in trigger.lefts)
    for period in near:
        node = seen.tokens.head(period.start, period.end)
        below = node
        while node.i != trigger.i and node.head.i != node.i:
            below, node = node, node.head
            of_it = node.head.i == trigger.i or (node.head.pos_ in ("NOUN", "PROPN", "NUM") and node.lower_ == "since")
            if node.dep_ == "prep" and of_it and _is_since(node, below):
                return period
        event = node.i == trigger.i and below.dep_ == "advcl" and perfect
        if event and any(c.lower_ == "since" and c.dep_ == "mark" for c in below.lefts):
            return period
    return None


def _is_since(prep: Token, noun: Token) -> bool:
    """Whether it begins with an event: "since the attacks"; or "in October" behind that, wherever the parser hung it."""
    if prep.lower_ == "since":
        return noun.pos_ == "NOUN"
    before = (p for p in prep.head.rights if p.lower_ == "since" and p.dep_ == "prep" and p.right_edge.i == prep.i - 1)
    return prep.lower_ in ("in", "on", "of") and any(o.pos_ == "NOUN" for p in before for o in p.children)


def _spanned(best: PeriodMention, seen: Seen) -> Happened | None:
    """ "between 8 and 13 October", "from May to July": two time expressions make one period."""
    text = seen.document.text
    for first, second in pairwise(seen.periods_between(best.start - 60, best.end + 60)):
        joined = text[first.end : second.start]
        if best not in (first, second) or not _JOINED.fullmatch(joined):
            continue
        first = _in_the_year_of(first, second)
        opened: re.Match[str] | None
        if _RUNNING_ON.fullmatch(joined) and _are_months(first, second):
            opened = _RUNNING_ON.fullmatch(joined)
        elif joined == " or ":
            continue
        elif joined == " and " and _are_months(first, second):
            opened = _BEFORE_MONTHS.search(text, max(0, first.start - 12), first.start)
        else:
            opened = _OPENS.search(text, max(0, first.start - 12), first.start)
        if opened and first.start_on and second.end_on and first.start_on <= second.end_on:
            words = text[first.start : second.end]
            return Happened(Period(first.start_on, second.end_on, words), (first.start, second.end))
    return _to_a_later_day(best, text)


def _in_the_year_of(first: PeriodMention, second: PeriodMention) -> PeriodMention:
    """ "July to August of this year": the year of the second month is that of the first."""
    one, other = first.start_on, second.start_on
    if not (one and other and first.end_on and first.text.isalpha()) or one.year == other.year:
        return first
    if one.day != 1 or one.month >= other.month:
        return first
    last = monthrange(other.year, first.end_on.month)[1]
    return replace(first, start_on=one.replace(year=other.year), end_on=date(other.year, first.end_on.month, last))


def _are_months(first: PeriodMention, second: PeriodMention) -> bool:
    """ "January and February", two months on end."""
    if not (first.end_on and second.start_on and first.start_on and second.end_on):
        return False
    whole = first.start_on.day == second.start_on.day == 1 and (first.end_on - first.start_on).days in range(27, 31)
    return whole and (second.start_on - first.end_on).days == 1 and (second.end_on - second.start_on).days < 31


def _to_a_later_day(first: PeriodMention, text: str) -> Happened | None:
    """ "between Oct 8 and 13": the later day is a bare number of the same month."""
    match = _LATER_DAY.match(text, first.end)
    if match is None or not _OPENS.search(text, max(0, first.start - 12), first.start) or first.start_on is None:
        return None
    day = int(match.group(1))
    if (
        first.start_on != first.end_on
        or not first.start_on.day < day <= monthrange(first.start_on.year, first.start_on.month)[1]
    ):
        return None
    period = Period(first.start_on, first.start_on.replace(day=day), text[first.start : match.end()])
    return Happened(period, (first.start, match.end()))


def _interval(p: PeriodMention, published_on: date | None) -> Period | None:
    start, end = p.start_on, p.end_on
    if p.since and end is None:
        end = published_on
    if start and end and start > end:
        start, end = end, start
    return Period(start, end, p.text)


def _distance(p: PeriodMention, trigger: Token, seen: Seen) -> int:
    """Steps up and down the tree between trigger and time expression; far where another clause lies between."""
    head = seen.tokens.head(p.start, p.end)
    up = {t.i: n for n, t in enumerate([trigger, *trigger.ancestors])}
    steps = 0
    node = head
    while node.i not in up:
        if node.head.i == node.i:
            return 99
        apart = node.dep_ in ("relcl", "advcl", "ccomp", "conj") and node.pos_ in ("VERB", "AUX")
        agreed = node.dep_ == "acl" and node.lemma_.lower() in _BESIDE_IT  # "under a deal signed in 2022"
        steps += 50 if apart or agreed else 1
        node = node.head
    above = up[node.i]
    joined = (t for t in [trigger, *trigger.ancestors][:above] if t.dep_ == "conj" and t.pos_ in ("VERB", "AUX"))
    if any(head.i > node.i and any(c.dep_ in ("nsubj", "nsubjpass") for c in t.lefts) for t in joined):
        return steps + 50  # "Oslo signed it in May, and Paris has sent radars": in May only the first was done
    return steps + 4 * above


def _is_an_age(p: PeriodMention, seen: Seen) -> bool:
    """ "now in its 33rd month" tells how old something is."""
    first = seen.tokens.at(p.start, p.end)[0]
    return first > 0 and seen.parse[first - 1].tag_ == "PRP$"


def _touch(p: PeriodMention, span: Span) -> bool:
    return p.start < span[1] and span[0] < p.end


def places_of(trigger: Token, seen: Seen, sides: Collection[Span] = ()) -> tuple[PlaceUse, ...]:
    """The places in the trigger's clause, with their role by preposition. A capital that stands for its government as a
    side ("Paris sent Kyiv …") is none; "to Kyiv" tells where to as well.
    """
    found: dict[str, PlaceUse] = {}
    top = trigger if trigger.pos_ == "VERB" else trigger.head
    if top.dep_ == "conj" and top.head.lemma_.lower() in _LEGS and not any(c.dep_ == "nsubj" for c in top.children):
        top = top.head
    for token in top.subtree:
        place = seen.place_at.get(token.i)
        first = token.head if token.dep_ == "conj" else token
        acts = first.dep_ in ("nsubj", "nsubjpass") and token.i in seen.parties_at  # "but Moscow has not agreed"
        if place and not acts and not (token.dep_ != "pobj" and (place.start, place.end) in sides):
            prep = next((t.lower_ for t in [token, *token.ancestors] if t.dep_ == "prep"), "")
            found.setdefault(place.name, PlaceUse(place.text, place.place, _ROLES.get(prep, "at")))
    return tuple(found.values())


def vessels_of(trigger: Token, seen: Seen) -> tuple[Vessel, ...]:
    """The ships named in the trigger's sentence."""
    start, end = trigger.sent.start_char, trigger.sent.end_char
    return tuple(dict.fromkeys(Vessel(v.name, v.imo) for v in seen.vessels if start <= v.start < end))


def exchange_of(trigger: Token, text: str) -> tuple[str | None, Span | None]:
    """What is given or asked for in return, in the sentence's own words."""
    sentence = trigger.sent
    match = _EXCHANGE.search(text, sentence.start_char, sentence.end_char)
    paid = next((c for c in trigger.children if c.lower_ == "for" and trigger.lemma_.lower() in _REPAYING), None)
    if match is None and paid is None:
        return None, None
    at = match.end() if match else paid.idx + len(paid) if paid is not None else 0
    first = next((t for t in sentence if t.idx >= at and not t.is_space), None)
    if first is None:
        return None, None
    head = first
    while head.head.idx >= first.idx and head.dep_ not in ("pobj", "pcomp") and head.head.i != head.i:
        head = head.head
    words = [t for t in head.subtree if t.idx >= at and not (t.is_punct and t.i >= head.i)]
    end = words[-1] if words else first
    stop = next((t for t in sentence if t.i > first.i and t.lower_ in (",", ";", ".") and t.i <= end.i), None)
    last = sentence.doc[stop.i - 1] if stop is not None else end
    span = (first.idx, last.idx + len(last))
    return text[span[0] : span[1]], span


def in_return(trigger: Token) -> bool:
    """Whether the sentence gives it "in return" or "in exchange" for something told before."""
    low = [t.lower_ for t in trigger.sent]
    return any(a == "in" and b in ("return", "exchange", "turn") for a, b in pairwise(low))


class Bases:
    """The words that say how an origin knows, compiled once."""

    def __init__(self, rows: Iterable[BasisRow]) -> None:
        self._words: Gazetteer[BasisType] = Gazetteer((row.words, row.type) for row in rows)

    def find(self, trigger: Token, seen: Seen, low: str) -> Basis | None:
        """The basis named in the trigger's sentence."""
        start, end = trigger.sent.start_char, trigger.sent.end_char
        hits = self._words.find(seen.document.text[start:end], low[start:end])
        if not hits:
            return None
        return Basis(hits[0].payloads[0], seen.document.text[start + hits[0].start : start + hits[0].end])
