"""How well and how fast near copies are grouped in a stream of texts, beside datasketch.

`python -m bench.copy_groups` prints three tables: of each kind of rewrite and of each kind of other text, how many are told
a copy; precision and recall by way; documents a second and memory by way and size, each in a process of its own, with the
ratio to the package's speed. Generating the texts is not counted. The ways: the package; datasketch with the same runs, as
many permutations, the same bands and the package's rule on top; and datasketch as it is mostly used, with the package's
share as the threshold of its index, where the first one met is the original. The texts are generated with a seed (the
package's numbers were chosen with seed 9, so the tables show another): words of a made-up language as frequent as in a
real one, 40 publishers, each with a footer of 30 words on all its pages. `--documents 2000` is the largest size (20,000
otherwise), `--planted` how many texts of each kind, `--seed` another corpus.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from bench.near_copies import Press, Words
from datasketch import MinHash, MinHashLSH

from reportedly.resolve.copy_groups import BANDS, DEVIATIONS, SHARE, SLOTS, Grouped, groups, runs

SEED = 21
SENTENCE = 20
Text = tuple[str, str]
Way = Callable[[Iterable[Text]], Iterator[Grouped]]


def cuts(words: Words) -> list[Words]:
    """The sentences of a text."""
    return [words[at : at + SENTENCE] for at in range(0, len(words), SENTENCE)]


def joined(sentences: Iterable[Words]) -> Words:
    return [word for sentence in sentences for word in sentence]


def dropped(press: Press, words: Words, share: float) -> Words:
    """Without a share of its sentences."""
    kept = [sentence for sentence in cuts(words) if press.rng.random() >= share]
    return joined(kept) or words


def reordered(press: Press, words: Words) -> Words:
    """All its sentences, in any order."""
    sentences = cuts(words)
    return joined(press.rng.sample(sentences, len(sentences)))


def headed(press: Press, words: Words) -> Words:
    """With another first sentence."""
    return [*press.words(12), *words[12:]]


def surrounded(press: Press, words: Words) -> Words:
    """With menus before and notices after, a third of the text in all."""
    return [*press.words(len(words) // 6), *words, *press.words(len(words) // 6)]


def altogether(press: Press, words: Words) -> Words:
    """A fifth dropped, the rest reordered, another headline, boilerplate around."""
    return surrounded(press, headed(press, reordered(press, dropped(press, words, 0.2))))


def templated(press: Press, words: Words) -> Words:
    """The same frame: the four words at each end of a sentence are kept, those between are others."""
    return joined([*cut[:4], *press.words(max(0, len(cut) - 8)), *cut[max(4, len(cut) - 4) :]] for cut in cuts(words))


def same_figures(press: Press, words: Words) -> Words:
    """One word in five is kept where it stands, as figures and names are."""
    return [word if at % 5 == 0 else press.words(1)[0] for at, word in enumerate(words)]


def same_words(press: Press, words: Words) -> Words:
    """Its words in any order."""
    return press.rng.sample(words, len(words))


def same_notice(press: Press, words: Words) -> Words:
    """Another text of an agency whose notice of 60 words stands under both."""
    return [*press.words(max(120, len(words) - 60)), *words[-60:]]


def quoting(press: Press, words: Words) -> Words:
    """A report as long that quotes a third of the other."""
    third = len(words) // 3
    return [*press.words(third), *words[:third], *press.words(third)]


def follow_up(press: Press, words: Words) -> Words:
    """A later report of which a half is the other's background."""
    half = len(words) // 2
    return [*press.words(half), *words[half:]]


COPIES: dict[str, Callable[[Press, Words], Words]] = {
    "whole": lambda press, words: words,
    "10 % of the sentences dropped": lambda press, words: dropped(press, words, 0.1),
    "30 % of the sentences dropped": lambda press, words: dropped(press, words, 0.3),
    "reordered": reordered,
    "another headline": headed,
    "boilerplate around, a third": surrounded,
    "all together": altogether,
    "excerpt of a half": lambda press, words: press.cut(words, 2),
    "excerpt of a fifth": lambda press, words: press.cut(words, 5),
}
OTHERS: dict[str, Callable[[Press, Words], Words]] = {
    "same topic and template": templated,
    "same figures and names": same_figures,
    "same words, other order": same_words,
    "same agency's notice": same_notice,
    "quotes a third of it": quoting,
    "a half is its background": follow_up,
}


def package(texts: Iterable[Text]) -> Iterator[Grouped]:
    """As in `reportedly`."""
    return groups(texts)


def hashed(text: str) -> tuple[MinHash, int]:
    """datasketch's signature of the same runs, and how many they are."""
    found = runs(text)
    made = MinHash(num_perm=SLOTS)
    made.update_batch([run.encode() for run in found])
    return made, len(found)


def same_rule(texts: Iterable[Text]) -> Iterator[Grouped]:
    """datasketch's signatures and index, with the package's bands and rule."""
    index = MinHashLSH(num_perm=SLOTS, params=(BANDS, SLOTS // BANDS))
    kept: dict[str, tuple[MinHash, int]] = {}
    for name, text in texts:
        own, size = hashed(text)
        best = (0.0, name)
        for met in index.query(own):
            other, length = kept[met]
            jaccard = own.jaccard(other)
            least = jaccard - DEVIATIONS * (jaccard * (1 - jaccard) / SLOTS) ** 0.5
            if least / (1 + least) * (size + length) >= SHARE * size:
                best = max(best, (jaccard / (1 + jaccard) * (size + length), met))
        if best[0]:
            yield Grouped(name, best[1], min(1.0, best[0] / size))
        else:
            index.insert(name, own)
            kept[name] = (own, size)
            yield Grouped(name, name)


def by_threshold(texts: Iterable[Text]) -> Iterator[Grouped]:
    """datasketch's index with a threshold of Jaccard's likeness; the first one met is the original."""
    index = MinHashLSH(threshold=SHARE, num_perm=SLOTS)
    for name, text in texts:
        own, _ = hashed(text)
        met = sorted(index.query(own))
        if met:
            yield Grouped(name, met[0])
        else:
            index.insert(name, own)
            yield Grouped(name, name)


WAYS: dict[str, Way] = {"package": package, "datasketch, same rule": same_rule, "datasketch, threshold": by_threshold}


def written(press: Press, words: Words) -> str:
    """A page: the text and its publisher's footer."""
    return " ".join([*words, *press.rng.choice(press.footers)])


def planted(documents: int, each: int, seed: int) -> Iterator[Text]:
    """So many others, then for each kind sources (s:kind:n) and what was made of them (m:kind:n)."""
    press = Press(seed)
    yield from ((f"o{n}", written(press, press.article())) for n in range(documents))
    for kind, change in (COPIES | OTHERS).items():
        sources = [press.article() for _ in range(each)]
        yield from ((f"s:{kind}:{n}", written(press, words)) for n, words in enumerate(sources))
        yield from ((f"m:{kind}:{n}", written(press, change(press, words))) for n, words in enumerate(sources))


def told(way: Way, texts: Iterable[Text]) -> tuple[dict[str, int], int]:
    """How many of each kind are grouped with their source; and how many texts are grouped with anything else."""
    found = dict.fromkeys(COPIES | OTHERS, 0)
    wrong = 0
    for each in way(texts):
        if each.first == each.id:
            continue
        role, _, rest = each.id.partition(":")
        if role == "m" and each.first == f"s:{rest}":
            found[rest.rpartition(":")[0]] += 1
        else:
            wrong += 1
    return found, wrong


@dataclass(slots=True)
class Untimed:
    """Texts as they are generated; the seconds that this takes are told apart."""

    texts: Iterator[Text]
    seconds: float = field(default=0.0)

    def __iter__(self) -> Iterator[Text]:
        while True:
            started = perf_counter()
            text = next(self.texts, None)
            self.seconds += perf_counter() - started
            if text is None:
                return
            yield text


def corpus(documents: int) -> Iterator[Text]:
    """Of ten, one is a copy of one before."""
    press = Press(SEED)
    last = press.article()
    for n in range(documents):
        words = altogether(press, last) if n % 10 == 9 else press.article()
        last = words if n % 10 == 4 else last
        yield f"d{n}", written(press, words)


def resident() -> int:
    """The bytes of memory that this process holds (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def measured(way: str, documents: int) -> tuple[float, int, float]:
    """Seconds, groups of more than one, and the growth of memory in MB."""
    list(WAYS[way](corpus(50)))
    before = resident()
    texts = Untimed(corpus(documents))
    started = perf_counter()
    found, kept = set(), before
    for n, each in enumerate(WAYS[way](texts), 1):
        if each.first != each.id:
            found.add(each.first)
        if n == documents:
            kept = resident()
    seconds = perf_counter() - started - texts.seconds
    return seconds, len(found), (kept - before) / 2**20


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.copy_groups", description="How near copies are grouped.")
    parser.add_argument("--documents", type=int, default=20_000, help="the largest size")
    parser.add_argument("--planted", type=int, default=100, help="texts of each kind")
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    quality(min(2_000, asked.documents), asked.planted, asked.seed)
    speed([size for size in (2_000, 10_000) if size < asked.documents] + [asked.documents])
    return 0


def quality(documents: int, each: int, seed: int) -> None:
    """Print what is told of each kind, and precision and recall."""
    made = {name: told(way, planted(documents, each, seed)) for name, way in WAYS.items()}
    print(
        f"{each} of each kind among {documents:,} other documents and their sources: how many are told a copy of theirs"
    )
    for title, kinds in (("copies", COPIES), ("other texts", OTHERS)):
        print(f"\n{title:<34}" + "".join(f"{name:>24}" for name in WAYS))
        for kind in kinds:
            print(f"{kind:<34}" + "".join(f"{found[kind]:>24}" for found, _ in made.values()))
    print(f"\n{'way':<24}{'precision':>10}{'recall':>8}")
    for name, (found, wrong) in made.items():
        right = sum(found[kind] for kind in COPIES)
        all_told = sum(found.values()) + wrong
        print(f"{name:<24}{right / all_told if all_told else 1:>10.3f}{right / (each * len(COPIES)):>8.3f}")


def speed(sizes: Iterable[int]) -> None:
    """Print documents a second and memory."""
    print(
        f"\n{'documents':>9}  {'way':<24}{'docs/s':>9}{'ratio':>7}{'groups':>8}{'memory, MB':>12}{'KB a document':>15}"
    )
    fresh = multiprocessing.get_context("spawn")
    for size in sizes:
        first = 0.0
        for name in WAYS:
            with fresh.Pool(1) as process:
                seconds, found, memory = process.apply(measured, (name, size))
            first = first or seconds
            print(
                f"{size:>9,}  {name:<24}{size / seconds:>9,.0f}{first / seconds:>7.3f}{found:>8,}{memory:>12.1f}"
                f"{memory * 1024 / size:>15.1f}",
                flush=True,
            )


if __name__ == "__main__":
    sys.exit(main())
