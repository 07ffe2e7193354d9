"""One round of judging: what the ledger learned since each indicator was last looked at, and the alerts that come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reportedly.keep.ledger import Clock, Ledger
from reportedly.keep.standing import Standing
from reportedly.present.alert_words import in_names
from reportedly.present.names import Names
from reportedly.present.words import day
from reportedly.serve import wiring
from reportedly.terms.document import Document
from reportedly.terms.tables import Tables
from reportedly.terms.watching import Alert, Evaluation, Indicator, IndicatorKind, Mark, Watch
from reportedly.watching import alerts, evaluations
from reportedly.world.watching.marks import keep, marks

if TYPE_CHECKING:
    from reportedly.find.seen import Seen


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of one round. evaluations: of every indicator, in the order of the file; new: alerts unknown before."""

    evaluations: tuple[Evaluation, ...]
    new: tuple[Alert, ...]


def judge(watch: Watch, ledger: Ledger, finder: wiring.Reader, tables: Tables, clock: Clock) -> Judged:
    """Evaluate every indicator of which something may have come, and keep how far it was and the new alerts. Raises
    LedgerError.
    """
    known, standing = marks(ledger), ledger.standing()
    batch = standing.last.number if standing.last else 0
    now = max(clock(), standing.last.recorded_at) if standing.last else clock()
    still = {i.id: mark for i in watch.indicators if (mark := known.get(i.id)) and _is_still(i.kind, mark, batch)}
    asked = [indicator for indicator in watch.indicators if indicator.id not in still]

    def standing_at(instant: datetime | None) -> Standing:
        return ledger.standing(instant) if instant else standing

    found = evaluations(asked, known, standing_at, now, tables, looking(finder)) if asked else ()
    names = Names.of(tables)
    told = tuple(in_names(each, standing.claims, names) for each in found)
    bases = {each.indicator.id: known[each.indicator.id] for each in told if stays(each, known)}
    new = keep(ledger, told, alerts(found, standing, names), batch, now, bases)
    known_now = {each.indicator: each for each in told}
    every = (known_now[i] if i in known_now else _nothing_new(i, still[i.id]) for i in watch.indicators)
    return Judged(tuple(every), new)


def looking(finder: wiring.Reader) -> Callable[[Document], Seen | None]:
    """What is seen in a document; None of one that is too long to look through, or in another language."""

    def seen(document: Document) -> Seen | None:
        if len(document.text) > wiring.LONGEST or document.language != wiring.LANGUAGE:
            return None
        return finder.seen(document)

    return seen


def stays(evaluation: Evaluation, known: Mapping[str, Mark]) -> bool:
    """Whether an indicator is held against its old mark again. A pace is, until it fires, falls, or one more can be
    computed: else growth in small steps would never be told.
    """
    before, after = evaluation.before, evaluation.after
    if evaluation.indicator.kind != "pace-grows" or evaluation.indicator.id not in known:
        return False
    if evaluation.crossings or before is None or before.low is None or not set(after.held) <= set(before.held):
        return False
    return after.low is not None and after.low >= before.low


def _is_still(kind: IndicatorKind, mark: Mark, batch: int) -> bool:
    """Whether nothing can have come of an indicator: the ledger learned nothing, and time alone moves only silence."""
    return kind != "silence" and mark.batch >= batch


def _nothing_new(indicator: Indicator, mark: Mark) -> Evaluation:
    since = f"{day(mark.at.astimezone(UTC).date())}, {mark.at.astimezone(UTC):%H:%M} UTC"
    after, closed = mark.evaluation.after, mark.evaluation.closed
    return Evaluation(indicator, after, after, (), f"Nothing new since {since}.", closed)
