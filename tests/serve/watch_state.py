"""What a watch leaves behind, for the pages that show it: a source in trouble, an indicator, alerts, a message."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from reportedly.present.alert_words import told_alerts
from reportedly.present.names import Names
from reportedly.serve.web.workbench import Workbench
from reportedly.terms.claim import Claim
from reportedly.terms.fetching import Fetched
from reportedly.terms.problem import Problem
from reportedly.terms.watching import Alert, Crossing, Delivery, Evaluation, Indicator, Message, State
from reportedly.world.watching import marks, outbox
from reportedly.world.watching.sources import SourceState, SourceStore

THEN = datetime(2026, 5, 3, 9, tzinfo=UTC)
NOW = THEN + timedelta(hours=1)
FEED = "https://agency.example/feed.xml"
MARKUP = "<script>alert(1)</script>"


def watched(bench: Workbench, *claims: Claim) -> tuple[Alert, ...]:
    """Put it into a ledger; one alert rests on each claim."""
    store = SourceStore(bench.ledger)
    fault = Problem("timeout", f"no answer within 30 seconds {MARKUP}", FEED)
    store.note_fetch("agency", Fetched(FEED, THEN, (FEED,), fault=fault))
    store.put(SourceState("agency", polled_at=THEN, next_at=NOW, failures=2, fault=fault))
    indicator = Indicator("boxes", "new-place", "KP", "RU")
    state = State(THEN, "2 places: Rajin and Vostochny")
    crossings = tuple(Crossing(claim.id, f"New place, {n}.", (claim.id,)) for n, claim in enumerate(claims, 1))
    evaluation = Evaluation(indicator, state, State(NOW, "3 places"), crossings, "New places.")
    alerts = told_alerts([evaluation], {claim.id: claim for claim in claims}, Names.of(bench.tables))
    kept = marks.keep(bench.ledger, [evaluation], alerts, 1, NOW)
    message = Message("boxes: New place, 1.", "")
    doubtful = Delivery("m-1", "desk", "alerts", (), message, NOW, NOW, "in-doubt", 1, NOW, "no answer")
    outbox.enqueue(bench.ledger, [doubtful])
    return kept
