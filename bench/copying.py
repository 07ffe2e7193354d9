"""Is copying told from corroboration? A hundred made-up scenarios, each written as reports and read by the real reader.

`python -m bench.copying` prints how many supports are claimed where the truth is two. Each scenario: the statement of one
state, told by a wire; copies of the wire's text on other sites (later, undated, some of them seemingly earlier); stories
rewritten by other papers, which name the origin, only the wire, or nobody; allied officials who repeat the figure, with or
without credit; and one other origin that knows by itself (its own imagery or debris, or a side of the flow admits it).
The seed is fixed, and the sentences were written before anything was measured. `--tell N` prints scenario N.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bench import copying_sentences as sentences
from bench.copying_sentences import Case

from reportedly.assess.states import UNNAMED
from reportedly.pipeline import answer, take_in
from reportedly.serve.wiring import Reader, tables
from reportedly.terms.document import Document
from reportedly.terms.flow import Flow, FlowAnswer
from reportedly.terms.party import state_of
from reportedly.terms.tables import Tables
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.memory import MemoryLedger

SEED, SCENARIOS = 2026, 100
DAY = date(2024, 2, 26)
TRUTH = 2


@dataclass(frozen=True, slots=True)
class Told:
    """A report and what it truly is: `origin` (the first state), `own` (who knows by itself), or an echo of some kind."""

    document: Document
    role: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """Reports on one flow; the two states that truly say so."""

    case: Case
    first: str
    second: str
    told: tuple[Told, ...]


class Newsroom:
    """Writes the reports of one scenario."""

    def __init__(self, number: int) -> None:
        self.rng = random.Random(SEED * 1000 + number)
        self.case = self.rng.choice(sentences.CASES)
        self.wire, self.papers = (
            self.rng.choice(sentences.WIRES),
            self.rng.sample(sentences.PAPERS, len(sentences.PAPERS)),
        )
        self.figure = self.rng.choice((self.rng.randrange(1_100, 9_900, 100), self.rng.randrange(1_001, 9_999), 3_000))
        self.origin = self.rng.choice(self.case.origins)
        self.told: list[Told] = []

    def scenario(self) -> Scenario:
        self.wire_story()
        wire = self.told[0].document
        for _ in range(self.rng.randint(1, 4)):
            self.copy(wire)
        for _ in range(self.rng.randint(1, 4)):
            self.rewritten()
        for ally in self.rng.sample(self.case.allies, self.rng.randint(0, 2)):
            self.allied(ally)
        second = self.own_knowledge()
        self.rng.shuffle(self.told)
        return Scenario(self.case, state_of(self.case.code), second, tuple(self.told))

    def wire_story(self) -> None:
        lead = self.rng.choice(sentences.LEADS).format(**self._words())
        quote = self.rng.choice(sentences.QUOTES).format(**self._words())
        dateline = f"{self.case.city}, Feb. {DAY.day} ({self.wire}) — "
        self._tell("origin", self.wire, DAY, f"{dateline}{lead}\n\n{quote}\n\n{self._background(3)}")

    def copy(self, wire: Document) -> None:
        """The wire's text on another site: with its dateline or a credit line, cut short, or with nothing."""
        paper, text = self.papers.pop(), wire.text
        if self.rng.random() < 0.5:
            text = text.split(" — ", 1)[1]
        if self.rng.random() < 0.3:
            text = text.rsplit("\n\n", 1)[0]
        if self.rng.random() < 0.4:
            text += "\n\n" + self.rng.choice(sentences.CREDITS).format(wire=self.wire)
        day = self.rng.choice((DAY, self._later(), self._later(), None, DAY - timedelta(days=1)))
        if self.rng.random() < 0.3:
            self._tell("copy", self.wire, day, text, host=paper)
        else:
            self._tell("copy", paper, day, text)

    def rewritten(self) -> None:
        kind = self.rng.choice(("names the origin", "names the wire", "own voice"))
        lead = self.rng.choice(sentences.REWRITTEN[kind]).format(**self._words())
        quote = self.rng.choice(sentences.QUOTES).format(**self._words()) + "\n\n" if kind == "names the origin" else ""
        self._tell(kind, self.papers.pop(), self._later(), f"{lead}\n\n{quote}{self._background(2)}")

    def allied(self, ally: str) -> None:
        kind = self.rng.choice(("allied, credits", "allied, does not"))
        lead = self.rng.choice(sentences.ALLIED[kind]).format(ally=ally, **self._words())
        self._tell(kind, self.papers.pop(), self._later(), f"{lead}\n\n{self._background(2)}")

    def own_knowledge(self) -> str:
        code, who, how = self.rng.choice(self.case.own)
        other = f"{self.rng.randrange(1_100, 9_900, 100):,}"
        lead = self.rng.choice(sentences.OWN_BASIS[how]).format(own=who, other=other, **self._words())
        self._tell("own", self.papers.pop(), self._later(), f"{lead}\n\n{self._background(3)}")
        return code

    def _words(self) -> dict[str, str]:
        case = self.case
        return {
            "origin": self.origin, "who": self.origin[0].upper() + self.origin[1:], "wire": self.wire,
            "figure": f"{self.figure:,}", "goods": case.goods, "supplier": case.supplier_name,
            "recipient": case.recipient_name, "nation": case.nation,
        }  # fmt: skip

    def _background(self, count: int) -> str:
        return "\n\n".join(self.rng.sample(sentences.BACKGROUND, count))

    def _later(self) -> date:
        return DAY + timedelta(days=self.rng.randint(1, 5))

    def _tell(self, role: str, publisher: str, day: date | None, text: str, host: str | None = None) -> None:
        url = f"https://{(host or publisher).lower().replace(' ', '')}.example/{len(self.told)}"
        document = Document(text, publisher=publisher, host=host, published_on=day, url=url)
        self.told.append(Told(document, role))


@dataclass(frozen=True, slots=True)
class Counted:
    """What one way of counting takes for supports."""

    number: int
    right: bool
    echoes: int


def ways(scenario: Scenario, found: FlowAnswer) -> dict[str, Counted]:
    """The supports of a scenario as each way counts them. right: they are the two that truly are."""
    truth, roles = {scenario.first, scenario.second}, {t.document.id: t.role for t in scenario.told}
    documents = {c.document.id: c.document.publisher for c in found.claims if c.id in found.counted}
    publishers = set(documents.values())
    genuine = len({roles[d] for d in documents} & {"origin", "own"})
    named = [s for s in found.origins if s.independence != "echo" and s.origin != UNNAMED]
    counted = {
        "articles": Counted(len(documents), False, len(documents) - genuine),
        "publishers": Counted(len(publishers), False, len(publishers) - genuine),
    }
    for way, states in (
        ("independent", [s.state for s in named if s.independence == "independent"]),
        ("with-unknown", [s.state for s in named]),
    ):
        counted[way] = Counted(len(states), sorted(states) == sorted(truth), sum(s not in truth for s in states))
    return {
        way: replace(c, right=c.number == TRUTH and not c.echoes) if way in ("articles", "publishers") else c
        for way, c in counted.items()
    }


def answered(scenario: Scenario, reader: Reader, known: Tables) -> FlowAnswer:
    """The reports read and the flow asked, as a user would."""
    ledger = MemoryLedger(FixedClock())
    for _ in take_in(ledger, [((told.document,), ()) for told in scenario.told], reader):
        pass
    return answer(ledger.standing(), Flow(scenario.case.supplier, scenario.case.recipient), known)


def lines(results: Sequence[tuple[Scenario, FlowAnswer]]) -> Iterator[str]:
    """The table."""
    reports = sum(len(scenario.told) for scenario, _ in results)
    told = sum(len({c.document.id for c in found.claims if c.id in found.counted}) for _, found in results)
    yield f"{len(results)} scenarios, {reports} reports, {told} with a counted claim; in truth {TRUTH} supports each"
    yield f"{'counting':<15}{'mean':>7}{'over':>7}{'under':>7}{'right':>7}   {'scenarios where an echo is a support':<38}"
    counted = [ways(scenario, found) for scenario, found in results]
    for way in counted[0]:
        of = [each[way] for each in counted]
        shares = (
            sum(c.number > TRUTH for c in of), sum(c.number < TRUTH for c in of),
            sum(c.right for c in of), sum(c.echoes > 0 for c in of),
        )  # fmt: skip
        over, under, right, echoed = (f"{share / len(of):.0%}" for share in shares)
        yield f"{way:<15}{sum(c.number for c in of) / len(of):>7.2f}{over:>7}{under:>7}{right:>7}   {echoed:>36}"
    for way, kept in (("as independent", ("independent",)), ("as independent or unknown", ("independent", "unknown"))):
        seen = sum(any(s.state == sc.second and s.independence in kept for s in f.origins) for sc, f in results)
        yield f"the origin that knows by itself is counted {way}: {seen / len(results):.0%}"
    yield from roles(results)


def roles(results: Sequence[tuple[Scenario, FlowAnswer]]) -> Iterator[str]:
    """What became of each kind of report: told with a counted claim, and with one that makes a support which is none."""
    tally: dict[str, list[int]] = {}
    for scenario, found in results:
        truth = {scenario.first, scenario.second}
        by_id = {c.id: c.document.id for c in found.claims}
        read = {by_id[c] for c in found.counted}
        false = [s for s in found.origins if s.independence != "echo" and s.origin != UNNAMED and s.state not in truth]
        misled = {by_id[c] for s in false for c in s.claims}
        for told in scenario.told:
            row = tally.setdefault(told.role, [0, 0, 0])
            row[0] += 1
            row[1] += told.document.id in read
            row[2] += told.document.id in misled
    yield f"{'reports':<20}{'written':>8}{'read':>8}{'in a support that is none':>28}"
    for role, (written, read, misled) in sorted(tally.items()):
        yield f"{role:<20}{written:>8}{read:>8}{misled:>28}"


def tell(scenario: Scenario, found: FlowAnswer) -> Iterator[str]:
    """One scenario with its reports, and what was made of it."""
    yield f"in truth: {scenario.first}, {scenario.second}"
    for told in scenario.told:
        document = told.document
        yield f"\n[{told.role}] {document.publisher} on {document.host or 'its own page'}, {document.published_on}"
        yield document.text
    yield ""
    for support in found.origins:
        yield f"{support.independence:<12} {support.origin:<14} {len(support.claims)}  {support.reason}"


def main() -> int:
    """Read everything and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.copying", description="Is copying told from corroboration?")
    parser.add_argument("--tell", type=int, metavar="N", help="print scenario N (from 0) with what was made of it")
    asked = parser.parse_args()
    known = tables()
    reader = Reader(known)
    numbers = range(SCENARIOS) if asked.tell is None else [asked.tell]
    scenarios = [Newsroom(number).scenario() for number in numbers]
    results = [(scenario, answered(scenario, reader, known)) for scenario in scenarios]
    print("\n".join(lines(results) if asked.tell is None else tell(*results[0])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
