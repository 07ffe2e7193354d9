"""Lines that a number crosses: a total, a pace, the days since anything was said."""

from __future__ import annotations

from datetime import date

from reportedly.errors import UsageError
from reportedly.terms.document import content_id
from reportedly.terms.flow import FlowAnswer, Pace, Total
from reportedly.terms.quantity import Number
from reportedly.terms.watching import Crossing, Indicator
from reportedly.watch.looks import Found, Look, between
from reportedly.watch.phrases import amount, by_level, exact, many, near, noun


def total_passes(indicator: Indicator, before: Look, after: Look) -> Found:
    """The lower edge of a band reaches a line that it lay below. A band that rises further crosses nothing."""
    line, unit = _line(indicator)
    was, now = _low(band(indicator, before.answer)), _low(band(indicator, after.answer))
    level = by_level(indicator.level, indicator.counting)
    if now is not None and now >= line and (was is None or was < line):
        held = band(indicator, after.answer)
        rests_on = held.holds if held else ()
        told = f"at least {exact(was)} before" if was is not None else "no lower bound before"
        reason = f"Passed {amount(line, unit)} {level}: {told}, at least {exact(now)} now."
        key = f"{line}/{indicator.level}/{content_id('k', *sorted(rests_on))}"
        return (Crossing(key, reason, between(before, after, rests_on)),), ""
    return (), _below(indicator, was, now)


def _below(indicator: Indicator, was: Number | None, now: Number | None) -> str:
    line, unit = _line(indicator)
    level = by_level(indicator.level, indicator.counting)
    edge = f"At least {amount(now, unit)} {level}" if now is not None else f"No lower bound in {noun(unit)} {level}"
    if was is None or was < line:
        return f"{edge}; the line is {exact(line)}."
    if now is None or now < line:
        return f"{edge}, where it was {exact(was)} before; a fall below the line of {exact(line)} crosses nothing."
    return f"{edge}; the line of {exact(line)} was passed before."


def band(indicator: Indicator, answer: FlowAnswer) -> Total | None:
    """The band that an indicator is about; of no class, the highest of any class."""
    like = [
        total
        for total in answer.totals
        if (total.unit, total.level, total.counting) == (indicator.unit, indicator.level, indicator.counting)
        and indicator.item in (None, total.item)
        and total.because
    ]
    return max(like, key=lambda t: (t.low is not None, t.low or 0, t.item), default=None)


def _low(total: Total | None) -> Number | None:
    return total.low if total else None


def _line(indicator: Indicator) -> tuple[Number, str]:
    if indicator.at_least is None or indicator.unit is None:
        raise UsageError(f"{indicator.name}: total-passes needs unit and at_least")
    return indicator.at_least, indicator.unit


def pace_grows(indicator: Indicator, before: Look, after: Look) -> Found:
    """An origin's own pace is at least so many times what the same origin's figures showed before."""
    earlier = {_series(pace): pace for pace in pace_of(indicator, before.answer)}
    pairs = [(earlier.get(_series(pace)), pace) for pace in pace_of(indicator, after.answer)]
    crossings = tuple(
        _grown(was, now, times, before, after)
        for was, now in pairs
        if was and (times := _times(was, now)) is not None and times >= indicator.factor
    )
    return crossings, _not_grown(indicator, pairs)


def pace_of(indicator: Indicator, answer: FlowAnswer) -> list[Pace]:
    """The paces of an answer, of the indicator's unit where it has one."""
    return [pace for pace in answer.pace if indicator.unit in (None, pace.unit)]


def _series(pace: Pace) -> tuple[str, str, str]:
    return (pace.item, pace.unit, pace.origin)


def _times(was: Pace | None, now: Pace) -> float | None:
    """How many times the pace before, lower edge by lower edge; None where that cannot be said."""
    return now.low / was.low if was and was.low and now.low is not None else None


def _grown(was: Pace, now: Pace, times: float, before: Look, after: Look) -> Crossing:
    edges = f"at least {amount(near(now.low or 0), now.unit)} a month now, {exact(near(was.low or 0))} before"
    reason = f"The pace of {now.item} by {now.origin} itself is {times:.1f} times what it was: {edges}."
    key = "/".join((*_series(now), str(now.end), content_id("k", *sorted(now.because))))
    return Crossing(key, reason, between(before, after, now.because))


def _not_grown(indicator: Indicator, pairs: list[tuple[Pace | None, Pace]]) -> str:
    """The one that grew most; where none can be compared, why not."""
    compared = [(times, now.origin, now.item) for was, now in pairs if (times := _times(was, now)) is not None]
    if compared:
        times, origin, item = max(compared)
        line = f"the line is {indicator.factor:g} times"
        return f"The pace of {item} by {origin} itself is {times:.1f} times what it was; {line}."
    if not pairs:
        return "Not computable: no named origin gives a figure to date."
    return "; ".join(dict.fromkeys(_why_not(was, now) for was, now in pairs)) + "."


def _why_not(was: Pace | None, now: Pace) -> str:
    if now.low is None:
        reason = now.reason if now.start is None else "not computable: the latest figure has no lower bound"
        return f"The pace by {now.origin} is now {reason}"
    reason = was.reason if was and was.start is None else "not computable: there was none to compare with"
    return f"The pace by {now.origin} was before {reason}"


def silence(indicator: Indicator, before: Look, after: Look) -> Found:
    """No claim of the flow was published for more than so many days, and that came about between the two looks."""
    days, last = _days(indicator), after.last
    if last is None:
        return (), "Nothing with a date was ever said." if after.own else "Nothing was ever said."
    if after.without(last) <= days:
        return (), f"The last claim was published on {last}, {_ago(after, last)}; the line is {many(days, 'day')}."
    if before.without(last) > days:
        return (), f"Nothing since {last}, {_ago(after, last)}; the line of {many(days, 'day')} was passed before."
    reason = f"Silent for more than {many(days, 'day')}: the last claim was published on {last}, {_ago(after, last)}."
    rests_on = {c.id for c in after.own if c.published_on == last}
    return (Crossing(str(last), reason, between(before, after, rests_on)),), ""


def _ago(look: Look, day: date) -> str:
    gone = look.without(day)
    if gone < 0:
        return "ahead of today"
    return "today" if gone == 0 else f"{many(gone, 'day')} ago"


def _days(indicator: Indicator) -> int:
    if indicator.days is None:
        raise UsageError(f"{indicator.name}: silence needs days")
    return indicator.days
