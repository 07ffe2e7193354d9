"""How fast and how well texts are chosen before anything is parsed, beside a plain read and a regular expression.

`python -m bench.triage` writes documents from the project's own words (ordinary news of many kinds and, one in a thousand, a
golden case that holds a claim) to a file, and prints MB/s and ratios, all from one run: reading the file, lower case in
bytes, the triage, and `re` with one alternation of the same words (on a smaller sample, since it is slow; it only finds
words and judges nothing). Each document is three paragraphs of ordinary news in sentences drawn from one kind, so that it
is denser in names than a newspaper's pages are. Then what is kept: of the golden cases, of the ordinary news, and of the
corpora where they are at hand. `--documents 2000` makes it quick.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, TypeVar

from reportedly.find.triage import Triage, plain
from reportedly.find.triage_words import meanings
from reportedly.serve.tables import load_tables

sys.path.append(str(Path(__file__).parent.parent / "tests"))
from cases.expectation import cases
from quality.measure import CORPORA, shared

T = TypeVar("T")
TESTS = Path(__file__).parent.parent / "tests"
SEED, DOCUMENTS, PLAIN = 17, 40_000, 200
ONE_IN = 1_000
"""How many documents there are to one with a claim."""
PARAGRAPHS = 3
REPORTS: list[dict[str, Any]] = tomllib.loads((TESTS / "find/ordinary_news.toml").read_text(encoding="utf-8"))["report"]
CASES = cases()
CLAIMING = [case.text for case in CASES if any(not claim.get("optional") for claim in case.claims)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--plain", type=int, default=PLAIN, help="how many documents the regular expression gets")
    given = parser.parse_args()
    tables = load_tables()
    compiled, triage = _timed(lambda: Triage.of(tables))
    words, expression = _timed(lambda: _alternation(meanings(tables, plain)))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "documents.jsonl"
        path.write_text("".join(json.dumps(t, ensure_ascii=False) + "\n" for t in documents(given.documents)), "utf-8")
        _print_speed(path, triage, expression, given.plain)
    print(f"compiling the triage {compiled:.2f} s, the expression {words:.2f} s\n")
    _print_kept(triage)


def documents(count: int) -> Iterator[str]:
    """Texts of the project's own words."""
    rng = random.Random(SEED)
    kinds: dict[str, list[str]] = {}
    for report in REPORTS:
        if not report.get("near"):
            kinds.setdefault(report["kind"], []).extend(re.split(r"(?<=[.!?]) +|\n+", report["text"]))
    for n in range(count):
        sentences = kinds[rng.choice(list(kinds))]
        paragraphs = [" ".join(rng.sample(sentences, min(5, len(sentences)))) for _ in range(PARAGRAPHS)]
        if n % ONE_IN == 0:
            paragraphs.insert(1, rng.choice(CLAIMING))
        yield "\n\n".join(paragraphs)


def _alternation(words: Iterable[bytes]) -> re.Pattern[bytes]:
    longest = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rb"(?<![a-z0-9])(?:" + b"|".join(map(re.escape, longest)) + rb")(?![a-z0-9])")


def _print_speed(path: Path, triage: Triage, expression: re.Pattern[bytes], few: int) -> None:
    reading, data = _timed(path.read_bytes)
    texts = [json.loads(line) for line in data.splitlines()]
    size = sum(len(text.encode()) for text in texts)
    lowering, _ = _timed(lambda: [len(plain(text.encode())) for text in texts])
    judging, kept = _timed(lambda: sum(triage.judged(text).kept for text in texts))
    sample = texts[:few]
    share = sum(len(text.encode()) for text in sample) / size
    searching, _ = _timed(lambda: [sum(1 for _ in expression.finditer(plain(text.encode()))) for text in sample])
    paces = (
        ("reading the file", len(data) / reading, len(texts)),
        ("lower case, in bytes", size / lowering, len(texts)),
        ("triage", size / judging, len(texts)),
        ("re, one alternation", share * size / searching, len(sample)),
    )
    print(
        f"{len(texts):,} documents, {size / 1e6:.1f} MB, one in {ONE_IN:,} with a claim; kept {kept / len(texts):.1%}\n"
    )
    triaged = size / judging
    rows = [[name, f"{count:,}", f"{pace / 1e6:.2f}", f"{pace / triaged:.3g}"] for name, pace, count in paces]
    _table(("way", "documents", "MB/s", "of the triage"), rows)


def _print_kept(triage: Triage) -> None:
    """Of which texts what is kept: of those with claims it should be all, of the others few."""
    without = [case.text for case in CASES if not case.claims]
    near = [report["text"] for report in REPORTS if report.get("near")]
    far = [report["text"] for report in REPORTS if not report.get("near")]
    texts = {
        "golden cases with a claim": CLAIMING,
        "golden cases without": without,
        "ordinary news": far,
        "news near the matter": near,
        **dict(_at_hand()),
    }
    rows = [[name, *_share(triage, some)] for name, some in texts.items()]
    _table(("texts", "number", "kept", "share"), rows)


def _at_hand() -> Iterator[tuple[str, Sequence[str]]]:
    for name in ("seeds", "real", "more", "check"):
        if CORPORA[name].is_there():
            golds = sorted((shared() / name).glob("*.gold.jsonl"))
            for said, wanted in (("with claims", True), ("without", False)):
                some = [gold for gold in golds if bool(gold.read_bytes().strip()) is wanted]
                texts = [gold.with_name(gold.name.replace(".gold.jsonl", ".txt")) for gold in some]
                yield f"{name}, {said}", [text.read_text(encoding="utf-8") for text in texts]
    for name in ("meantime", "re3d"):
        if CORPORA[name].is_there():
            lines = (shared() / "bench" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
            yield name, [json.loads(line)["text"] for line in lines]


def _share(triage: Triage, texts: Sequence[str]) -> list[str]:
    kept = sum(triage.judged(text).kept for text in texts)
    return [str(len(texts)), str(kept), f"{kept / len(texts):.3f}" if texts else "–"]


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    began = perf_counter()
    done = work()
    return perf_counter() - began, done


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    print(f"| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")
    print()


if __name__ == "__main__":
    main()
