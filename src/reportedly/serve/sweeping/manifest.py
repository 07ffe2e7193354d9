"""The manifest of a sweep: what was read, what was skipped and why, which documents were kept and which are copies."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from reportedly.keep.shards import sifted_head
from reportedly.serve.sweeping.sweep import SIFTED, Outcome
from reportedly.terms.sweeping import Shard
from reportedly.world.sweeps.results import Results

Row = dict[str, Any]


def manifest(asked: Row, outcome: Outcome, store: Results) -> bytes:
    """JSON lines: the sweep, its shards, the documents kept, the total."""
    rows = (
        {"what": "sweep", **asked},
        *_shards(outcome.shards, store),
        *_documents(outcome),
        *({"what": "lost", "id": ident} for ident in outcome.lost),
        {"what": "total", **total(outcome)},
    )
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def total(outcome: Outcome) -> Row:
    """What the sweep brought, as one record."""
    taken = outcome.taken
    return {
        "records": outcome.tally.records,
        "bytes": outcome.tally.size,
        "passed": dict(outcome.tally.passed),
        "kept": len(outcome.kept),
        "groups": len({each.group.first for each in outcome.kept}),
        "documents": taken.documents,
        "new": taken.new,
        "claims": sum(outcome.claims.values()),
        "claims_new": taken.claims,
        "lost": len(outcome.lost),
        "problems": len(outcome.problems),
    }


def _shards(shards: Iterable[Shard], store: Results) -> Iterator[Row]:
    for shard in shards:
        told: Row = {"what": "shard", "id": shard.id, "source": shard.shown, "form": shard.form}
        told |= {"start": shard.start, "end": shard.end, "files": len(shard.names)}
        if not store.has(SIFTED, shard.id):
            yield {**told, "read": False}
            continue
        tally, problems = sifted_head(store.head(SIFTED, shard.id))
        passed = {"passed": dict(tally.passed), "problems": [asdict(problem) for problem in problems]}
        yield {**told, "read": True, "records": tally.records, "bytes": tally.size, "kept": tally.kept, **passed}


def _documents(outcome: Outcome) -> Iterator[Row]:
    for each in outcome.kept:
        row: Row = {"what": "document", "id": each.id, "claims": outcome.claims.get(each.id)}
        if each.group.first != each.id:
            row |= {"copy_of": each.group.first, "likeness": round(each.group.likeness, 3)}
        yield row
