"""What stands against each other: figures, denials, a report and its origin's words; and the rules that a flow meets."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportedly.terms.claim import Claim
from reportedly.terms.document import content_id
from reportedly.terms.findings import Denied, RegimeFinding
from reportedly.terms.flow import FlowAnswer, Wording
from reportedly.terms.party import state_of
from reportedly.terms.watching import Crossing, Indicator
from reportedly.watch.looks import Found, Held, Look, between, by_key
from reportedly.watch.phrases import joined, listed, many, noun

_UNNAMED = "an unnamed origin"


def contradiction(indicator: Indicator, before: Look, after: Look) -> Found:
    """Figures of two origins that exclude each other and did not before, or a denial that newly speaks against what another
    state says. The same two figures in a report nearer their origin are the same contradiction.
    """
    known_ids = {tuple(sorted(c.claims)) for c in before.answer.conflicts}
    known_words = {c.reason for c in before.answer.conflicts}
    crossings = [
        _crossing(conflict.claims, f"Figures exclude each other: {_agreeing(conflict.reason, after)}.", before, after)
        for conflict in after.answer.conflicts
        if tuple(sorted(conflict.claims)) not in known_ids and conflict.reason not in known_words
    ]
    denied_before = denied_states(before)
    for denial, against in denied_states(after).items():
        new = {state: claims for state, claims in against.items() if state not in denied_before.get(denial, {})}
        if new:
            claims = [denial, *(claim for of_state in new.values() for claim in of_state)]
            reason = f"{_who_denies(after.claim(denial))} what is said by {listed(sorted(new))}."
            crossings.append(_crossing(claims, reason, before, after))
    return tuple(crossings), _no_contradiction(after)


def denied_states(look: Look) -> dict[str, Held]:
    """Of each denial the states whose counted claims it speaks against, and those claims."""
    counted = {c.id: c for c in look.counted}
    found = {}
    for one in look.answer.denied:
        against = [counted[claim] for claim in one.denies if claim in counted]
        if against:
            found[one.claim] = by_key((state, c.id) for c in against for state in _states(c))
    return found


def _states(claim: Claim) -> list[str]:
    return sorted({state_of(origin) for origin in claim.origins}) or [_UNNAMED]


def _who(claim: Claim | None) -> str:
    return listed(sorted(claim.origins)) or _UNNAMED if claim else _UNNAMED


def _who_denies(denial: Claim | None) -> str:
    return f"{_who(denial)} {'deny' if denial and len(set(denial.origins)) > 1 else 'denies'}"


def _agreeing(reason: str, look: Look) -> str:
    """A reason of the assessment, which bears bare units ("7,000 container"), with units that agree with their numbers."""
    units = {c.quantity.unit for c in look.own if c.quantity and c.quantity.unit}
    of_units = "|".join(map(re.escape, sorted(units, key=lambda unit: (-len(unit), unit))))
    return re.sub(rf"([\d.,]+) ({of_units})(?= \()", lambda m: f"{m[1]} {noun(m[2], 1 if m[1] == '1' else 2)}", reason)


def _crossing(claims: Iterable[str], reason: str, before: Look, after: Look) -> Crossing:
    ids = sorted(set(claims))
    return Crossing(content_id("k", *ids), reason, between(before, after, ids))


def _no_contradiction(look: Look) -> str:
    standing = len(look.answer.conflicts) + len(denied_states(look))
    if standing:
        return f"No new contradiction; {many(standing, 'stands', 'stand')} from before."
    if look.answer.denials:
        return "No contradiction: the denials speak against no counted claim that was told by then."
    return "No contradiction: no figures exclude each other, and nothing is denied."


def denial_overtaken(indicator: Indicator, before: Look, after: Look) -> Found:
    """The state that denied says it itself. Reports of one denial, overtaken by the same words, are told once."""
    earlier = {one.claim for one in before.answer.denied if one.overtaken_by}
    known = {_overtaking(one, before) for one in before.answer.denied if one.overtaken_by}
    found: dict[str, list[Denied]] = {}
    for one in after.answer.denied:
        key = _overtaking(one, after)
        if one.overtaken_by and one.claim not in earlier and key not in known:
            found.setdefault(key, []).append(one)
    crossings = tuple(
        Crossing(
            key, f"A denial is overtaken: {group[0].reason}.",
            between(before, after, {claim for one in group for claim in (one.claim, *one.overtaken_by)}),
        )
        for key, group in found.items()
    )  # fmt: skip
    return crossings, _none_overtaken(after.answer)


def _overtaking(one: Denied, look: Look) -> str:
    """Who said it since when, and of what: the same for all reports of one denial."""
    denial = look.claim(one.claim)
    return "/".join((one.reason, denial.kind, *sorted(denial.item_classes)) if denial else (one.reason,))


def _none_overtaken(answer: FlowAnswer) -> str:
    overtaken = sum(bool(one.overtaken_by) for one in answer.denied)
    stands = many(len(answer.denied) - overtaken, "denial stands", "denials stand")
    if not answer.denied:
        return "Nothing is denied."
    if overtaken:
        return f"No further denial is overtaken: {many(overtaken, 'denial')} before, and {stands}."
    return f"No denial is overtaken: {stands}."


def regime_engaged(indicator: Indicator, before: Look, after: Look) -> Found:
    """A row of a regime is engaged, if the claims are accurate, that was not."""
    known, now = engaged(indicator, before.answer), engaged(indicator, after.answer)
    sentences = {f.regime: f.sentence for f in reversed(_findings(indicator, after.answer)) if f.answer == "engaged"}
    crossings = tuple(
        Crossing(key, sentences[key], between(before, after, claims)) for key, claims in now.items() if key not in known
    )
    return crossings, _not_engaged(indicator, now, after.answer)


def engaged(indicator: Indicator, answer: FlowAnswer) -> Held:
    """The rows that are engaged, and by which claims."""
    every = _findings(indicator, answer)
    return by_key((f.regime, claim) for f in every if f.regime and f.answer == "engaged" for claim in f.claims)


def _findings(indicator: Indicator, answer: FlowAnswer) -> list[RegimeFinding]:
    return [f for f in answer.regimes if f.regime and indicator.regime in (None, f.regime)]


def _not_engaged(indicator: Indicator, now: Held, answer: FlowAnswer) -> str:
    every = _findings(indicator, answer)
    rows = dict.fromkeys(f"{_STANDS[f.answer]} {_row(f)}" for f in every if f.regime not in now)
    standing = dict.fromkeys(_row(f) for f in every if f.answer == "engaged")
    told = [f"engaged before: {listed(standing)}"] if standing else []
    told += list(rows)[:6]
    of = f"the row {indicator.regime}" if indicator.regime else "any row checked"
    return f"Not newly engaged; {'; '.join(told)}." if told else f"Not engaged: no claim comes under {of}."


_STANDS = {
    "engaged": "engaged:", "would-engage": "only planned, wanted or possible (would-engage):", "arguable": "arguable:",
    "disputed": "disputed:", "not covered by the rows checked": "not covered:",
}  # fmt: skip


def _row(finding: RegimeFinding) -> str:
    return f"{finding.paragraph} of {finding.instrument}"


def stronger_wording(indicator: Indicator, before: Look, after: Look) -> Found:
    """A report whose words are stronger than its origin's, and that was not there or not known to be so."""
    known = {wording.claim for wording in before.answer.wording}
    found: dict[str, list[Wording]] = {}
    for wording in after.answer.wording:
        if wording.claim not in known:
            found.setdefault(wording.claim, []).append(wording)
    crossings = tuple(
        Crossing(
            claim, joined(_stronger(wording, after) for wording in group),
            between(before, after, {claim, *(wording.origin_claim for wording in group)}),
        )
        for claim, group in found.items()
    )  # fmt: skip
    told = len({wording.claim for wording in after.answer.wording})
    before_too = f"No new one; {many(told, 'report is', 'reports are')} known to say more than the origin did."
    return crossings, before_too if told else "No report found here says more than its origin did."


def _stronger(wording: Wording, look: Look) -> str:
    report, origin = look.claim(wording.claim), look.claim(wording.origin_claim)
    who = (report.document.publisher if report else None) or "A report"
    if report and origin and report.document.id == origin.document.id:
        return f"{who} says more in one place than in another: {wording.lost}."
    return f"{who} says more than {_who(report)} did: {wording.lost}."
