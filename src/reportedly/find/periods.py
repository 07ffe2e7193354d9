"""Periods: every time expression of a text, with its days and its TIMEX3 value, read from the day of the report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Token

from reportedly.find.dates import DATE_RULES
from reportedly.find.deixis import DEICTIC_RULES
from reportedly.find.holidays import HOLIDAY_RULES
from reportedly.find.page import Page
from reportedly.find.spans import SPAN_RULES
from reportedly.find.timewords import Moment, Tense, TimeRule
from reportedly.find.timex import Timex
from reportedly.terms.mention import PeriodMention

_WORD = re.compile(r"(?<![A-Za-z0-9])(?:[A-Za-z]+|['’](?=\d)|(?<![\d][.,])\d)")
_SINCE = re.compile(
    r"\b(?:since|starting(?: in| on)?|beginning(?: in| on)?)(?: at least| about| around)? (?:the )?$", re.IGNORECASE
)
_FROM = re.compile(r"\bfrom (?:the )?$", re.IGNORECASE)
_ON = re.compile(r" (?:on\b(?! [A-Z])|onwards?\b|forward\b)")
_FUTURE_MODALS = {"will", "shall", "'ll", "’ll", "wo", "should", "must", "may", "might"}
_SCHEDULED_VERBS = """begin start open end close meet arrive leave depart return resume play face host visit vote
reopen kick mark finish expire conclude"""
_SCHEDULED = frozenset(_SCHEDULED_VERBS.split())
_IMPLYING = frozenset({"allow", "let", "permit", "help", "manage", "begin", "start", "continue", "force"})
_SET = frozenset({"due", "set", "scheduled", "slated", "expected", "planned", "supposed"})
_LEAD = 40
_NEIGHBOURS = 6


def _by_first(rules: Iterable[TimeRule]) -> dict[str, tuple[TimeRule, ...]]:
    table: dict[str, list[TimeRule]] = {}
    for rule in rules:
        for word in dict.fromkeys(rule.first):
            table.setdefault(word, []).append(rule)
    return {word: tuple(kept) for word, kept in table.items()}


_RULES = _by_first((*DATE_RULES, *HOLIDAY_RULES, *DEICTIC_RULES, *SPAN_RULES))


def periods(parse: Doc, anchor: date | None) -> tuple[PeriodMention, ...]:
    """The time expressions of a parsed text in order, none inside another.

    anchor: the day from which "Wednesday" or "last month" are read, normally that of publication. Without one only what
    the words fix themselves has days; the values of the others carry X ("XXXX-10", "XXXX-WXX-3") or a reference.
    """
    found: list[PeriodMention] = []
    page = Page.of(parse)
    text, past = page.text, 0
    named: date | None = None
    for word in _WORD.finditer(text):
        start = word.start()
        if start < past:
            continue
        rules = _RULES.get(_key(word[0]))
        if rules is None:
            continue
        read = _longest(page, rules, start, (anchor, named))
        if read is not None:
            past, value = read
            end = start + len(text[start:past].rstrip(" ,"))
            found.append(_mention(text, start, end, value, anchor))
            if value.start is not None and value.start == value.end and value.value != "PRESENT_REF":
                named = value.start
    return tuple(_clocks_placed(text, found))


def period_at(page: Page, start: int, anchor: date) -> PeriodMention | None:
    """The time expression that begins at an offset, read from another day."""
    word = _WORD.match(page.text, start)
    rules = _RULES.get(_key(word[0])) if word else None
    read = _longest(page, rules, start, (anchor, None)) if rules else None
    if read is None:
        return None
    end = start + len(page.text[start : read[0]].rstrip(" ,"))
    return _mention(page.text, start, end, read[1], anchor)


def _key(word: str) -> str:
    if word[0].isdigit():
        return "#"
    return "'" if word in "'’" else word.lower()


def _longest(
    page: Page, rules: tuple[TimeRule, ...], start: int, days: tuple[date | None, date | None]
) -> tuple[int, Timex] | None:
    """The end and the value of the longest expression that begins here. days: the anchor, and the day last named."""
    text = page.text
    matches = [(match.end(), rule, match) for rule in rules if (match := rule.pattern.match(text, start))]
    for end, rule, match in sorted(matches, key=lambda m: -m[0]):
        lead, rest = text[max(0, start - _LEAD) : start], text[end : end + _LEAD]
        moment = Moment(*days, lead, rest, lambda: _tense(page, start))
        value = rule.read(match, moment)
        if value is not None:
            return end, value
    return None


def _mention(text: str, start: int, end: int, value: Timex, anchor: date | None) -> PeriodMention:
    lead = text[max(0, start - _LEAD) : start]
    since = value.type == "DATE" and (
        _SINCE.search(lead) is not None or (_FROM.search(lead) is not None and _ON.match(text, end) is not None)
    )
    start_on, end_on = value.start, value.end
    if since and start_on is not None:
        end_on = anchor if anchor is not None and anchor >= start_on else None
    return PeriodMention(start, end, text[start:end], start_on, end_on, value.type, value.value, since)


def _tense(page: Page, offset: int) -> Tense:
    """The tense of the verb that governs the words at an offset."""
    span = page.tokens(offset, offset + 1)
    if span is None:
        return "open"
    token: Token = span[0]
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return _verb_tense(token)


def _verb_tense(verb: Token) -> Tense:
    aux = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if _is_set(verb, aux):
        return "future"
    if verb.lower_ in _FUTURE_MODALS or any(child.lower_ in _FUTURE_MODALS for child in aux):
        return "future"
    if (over := _implying(verb)) is not None:
        return _verb_tense(over)
    if any(child.tag_ == "TO" for child in aux):
        return "past" if any(child.lower_ == "have" for child in aux) else "future"
    if any(child.lower_ in ("is", "are", "am", "'s", "’s", "'re", "’re") for child in aux) and verb.tag_ == "VBG":
        return "future"
    if verb.tag_ == "VBD" or (
        verb.tag_ == "VBN" and any(c.lower_ in ("has", "have", "had", "was", "were") for c in aux)
    ):
        return "past"
    if verb.tag_ in ("VBZ", "VBP") and verb.lemma_ in _SCHEDULED and not aux:
        return "future"
    return "open"


def _implying(verb: Token) -> Token | None:
    """The verb over an infinitive that was done when that was: "had allowed them to cross in May", "began to arrive"."""
    if verb.tag_ != "VB" or verb.dep_ not in ("xcomp", "ccomp", "acl", "relcl"):
        return None
    over = next((t for t in verb.ancestors if t.pos_ in ("VERB", "AUX")), None)
    below = over is not None and (verb.head.i == over.i or verb.head.dep_ in ("dobj", "pobj"))
    return over if over is not None and below and over.lemma_ in _IMPLYING else None


def _is_set(verb: Token, aux: list[Token]) -> bool:
    """ "Is due on Tuesday", "are scheduled for May"."""
    present = verb.lower_ in ("is", "are") or any(child.lower_ in ("is", "are") for child in aux)
    return present and (verb.lower_ in _SET or any(c.lower_ in _SET and c.dep_ == "acomp" for c in verb.rights))


def _clocks_placed(text: str, found: list[PeriodMention]) -> list[PeriodMention]:
    """Clock times moved from the anchor to the single day that is named nearest to them in their sentence."""
    out = list(found)
    for i, mention in enumerate(found):
        if mention.timex_type != "TIME" or ":" not in mention.timex_value:
            continue
        days = [
            m
            for m in found[max(0, i - _NEIGHBOURS) : i + _NEIGHBOURS + 1]
            if m.start_on is not None and m.start_on == m.end_on and m is not mention and not m.since
        ]
        near = [m for m in days if ":" not in m.timex_value and not _apart(text, m, mention)]
        if near:
            on = min(near, key=lambda m: abs(m.start - mention.start)).start_on
            assert on is not None
            value = f"{on.isoformat()}{mention.timex_value[10:]}"
            out[i] = replace(mention, start_on=on, end_on=on, timex_value=value)
    return out


def _apart(text: str, one: PeriodMention, two: PeriodMention) -> bool:
    """Whether a sentence ends between two mentions."""
    first, second = sorted((one, two), key=lambda m: m.start)
    return re.search(r"[.!?]\s+[A-Z]|\n", text[first.end : second.start]) is not None
