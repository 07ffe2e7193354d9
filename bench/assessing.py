"""What assessment costs: every flow of a ledger of 1,000, 10,000 and 100,000 claims, and one claim more on a long flow.

`python -m bench.assessing [CLAIMS…]`. The claims are made, from a fixed seed: a flow for each 200, of some forty
origins, bodies and publishers, with revisions, increments, capacities, stocks, denials, plans, conditions and copies.
Each size runs in a process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from reportedly.assess.states import mechanisms
from reportedly.assess.tally import Rules, Tally
from reportedly.keep.history import History
from reportedly.keep.query import ClaimQuery
from reportedly.keep.standing import Standing
from reportedly.pipeline import answers, overview
from reportedly.serve.wiring import tables
from reportedly.terms.attribution import Link
from reportedly.terms.claim import Basis, Claim, DocumentRef, Item
from reportedly.terms.document import Document
from reportedly.terms.evidence import Evidence
from reportedly.terms.flow import Flow
from reportedly.terms.items import ItemTree
from reportedly.terms.period import Period
from reportedly.terms.quantity import Quantity

SIZES = (1_000, 10_000, 100_000)
A_FLOW = 200
"""Claims of one flow."""
LONG = 10_000
SEED = 20231013
START = date(2022, 9, 1)
STATES = ("AE", "BY", "CN", "CZ", "DE", "EG", "FR", "GB", "IN", "IR", "IT", "KP", "KR", "NL", "NO", "PL", "RU", "SA",
          "SE", "TR", "UA", "US", "ZA")  # fmt: skip
BODIES = ("KR-NIS", "KR-MND", "KR-JCS", "US-NSC", "US-DOD", "US-STATE", "GB-MOD", "UA-GUR", "MSMT", "A think tank")
GOODS = (("munitions", "container"), ("artillery-shell", "shell"), ("rocket-round", "rocket"), ("missile", "missile"),
         ("drone", "drone"), ("soldiers", "person"), ("tank", "tank"))  # fmt: skip
SCOPES = ("cumulative", "cumulative", "cumulative", "increment", "stock", "capacity", None)
MODALITIES = ("asserted",) * 8 + ("assessed",) * 4 + ("planned", "possible", "conditional", "desired", "denied")


def claims(number: int, *, flows: int | None = None) -> Iterator[Claim]:
    """So many claims, over one flow for each 200 unless told otherwise."""
    chance = random.Random(SEED)
    pairs = [(a, b) for a in STATES for b in STATES if a != b]
    chance.shuffle(pairs)
    pairs = pairs[: flows or max(1, number // A_FLOW)]
    text = "Made words on a made shipment, as long as they need be and no longer than that. " * 2
    for n in range(number):
        actor, recipient = pairs[n % len(pairs)]
        item, unit = GOODS[0] if chance.random() < 0.5 else chance.choice(GOODS)
        yield _claim(n, actor, recipient, item, unit, text, chance)


def _claim(n: int, actor: str, recipient: str, item: str, unit: str, text: str, chance: random.Random) -> Claim:
    publisher, on = _paper(n // 3)
    said = on - timedelta(days=chance.choice((0, 0, 1, 2, 30)))
    origin = chance.choice(BODIES) if chance.random() < 0.8 else chance.choice((actor, recipient))
    low = 100 + 7 * (said - START).days + chance.randrange(200)
    high = chance.choice((None, low, low + 100))
    scope = chance.choice(SCOPES)
    start = said - timedelta(days=chance.randrange(1, 200)) if chance.random() < 0.6 else None
    return Claim(
        document=DocumentRef(f"doc{n // 3}"),
        kind="deployment" if unit == "person" else "transfer",
        actor=(actor,),
        recipient=(recipient,),
        evidence=Evidence.cut(text, 40 * (n % 3), 40 * (n % 3) + 39),
        items=(Item(item, item),),
        quantity=Quantity(low, high, unit, high == low, False, scope) if chance.random() < 0.85 else None,
        happened=Period(start, said) if start else None,
        modality=chance.choice(MODALITIES),  # type: ignore[arg-type]
        basis=Basis("imagery", "images show") if chance.random() < 0.1 else None,
        said=Period(said, said),
        attribution=(Link(publisher), Link(origin, origin)),
        origins=() if chance.random() < 0.05 else (publisher,) if chance.random() < 0.1 else (origin,),
        id=f"c{n}",
    )


def documents(number: int) -> Iterator[Document]:
    """The documents of so many claims: three to a document, one text in ten another's copy."""
    chance = random.Random(SEED + 1)
    texts: list[str] = []
    for n in range(0, number, 3):
        if texts and chance.random() < 0.1:
            text = chance.choice(texts[-200:])
        else:
            text = " ".join(f"word{chance.randrange(20_000)}" for _ in range(120))
        texts.append(text)
        publisher, on = _paper(n // 3)
        yield Document(text, publisher=publisher, published_on=on, id=f"doc{n // 3}")


def _paper(document: int) -> tuple[str, date]:
    chance = random.Random(document)
    return f"Paper {chance.randrange(60)}", START + timedelta(days=chance.randrange(1_100))


def measure(number: int) -> None:
    """One size: its flows in one overview, and each answered in full."""
    known = tables()
    standing = _standing(number)
    before = _peak()
    began = time.perf_counter()
    seen = overview(standing, ClaimQuery(), known)
    looked = time.perf_counter() - began
    asked = [Flow(a, b) for a, b in sorted({(s.supplier, s.recipient) for s in seen})]
    began = time.perf_counter()
    found = answers(standing, asked, known)
    told = time.perf_counter() - began
    bands = sum(len(each.totals) + len(each.apart) for each in found)
    print(
        f"{number:>8,} {len(asked):>6,} {bands:>8,} {looked:>10.2f} {told:>10.2f} {told / number * 1e6:>10.0f}"
        f" {_peak() - before:>8.0f}"
    )


def _standing(number: int) -> Standing:
    found: dict[str, dict[str, Claim]] = {}
    for claim in claims(number):
        found.setdefault(claim.document.id, {})[claim.id] = claim
    kept = Standing({d.id: History(d, "made", found=found.get(d.id, {})) for d in documents(number)})
    assert len(kept.claims) == number
    assert kept.documents
    return kept


def one_more() -> None:
    """A claim added to a flow of 10,000: the bands reckoned anew, beside reckoning all of them."""
    known = tables()
    every = list(islice(claims(LONG + 200, flows=1), LONG + 200))
    rules = Rules(ItemTree(known.items), mechanisms(known.sharing))
    began = time.perf_counter()
    tally = Tally(rules).changed(every[:LONG])
    whole = time.perf_counter() - began
    steps = []
    for claim in every[LONG:]:
        began = time.perf_counter()
        tally = tally.changed([replace(claim, reviewed=None)])
        steps.append(time.perf_counter() - began)
    steps.sort()
    print(
        f"\none claim more on a flow of {LONG:,}: median {steps[len(steps) // 2] * 1e3:.1f} ms, "
        f"worst of {len(steps)} {steps[-1] * 1e3:.1f} ms; all of them at once {whole * 1e3:.0f} ms"
    )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Prints the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("sizes", nargs="*", type=int)
    asked.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.alone:
        measure(given.sizes[0])
        return
    print(
        f"{'claims':>8} {'flows':>6} {'bands':>8} {'overview s':>10} {'answers s':>10} {'µs a claim':>10} {'MiB more':>8}"
    )
    for size in given.sizes or SIZES:
        subprocess.run([sys.executable, "-m", "bench.assessing", "--alone", str(size)], check=True)
    one_more()


if __name__ == "__main__":
    main()
