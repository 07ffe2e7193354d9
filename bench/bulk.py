"""What it costs to read pages in bulk, beside fastwarc alone and the careful reader, and what is found of their texts.

`python -m bench.bulk` writes a WARC file of generated pages (see `bench.pages`) and prints three tables: reading its
records, with fastwarc alone, which ends at the first damaged member, and with `read.warc`, whole and in 16 shards; the
text of the pages, by resiliparse with and without its main content, by `bulk_text` and by the careful reader, with the
share of paragraphs found and the length of what is found, as a multiple of the article's; and the languages told. Each
table has the time of one page and its ratio to the first row. `--documents N` takes fewer pages (4,000); the careful
reader gets `--careful N` of them (100).
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.pages import write_warc
from bench.press import Generated, Press
from fastwarc.warc import ArchiveIterator
from resiliparse.extract.html2text import extract_plain_text

from reportedly.read.bulk import bulk_text, language_of_bulk, page_language
from reportedly.read.html import read_html
from reportedly.read.warc import next_record, pages

SEED, SHARDS, RELEVANT = 23, 16, 0.01
_ARTICLE = re.compile(r"</time></p>\n(.*)\n</article>", re.DOTALL)
Row = tuple[str, int, float, tuple[str, ...]]
"""What is measured, how many pages or records, the seconds, and other cells."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=4_000)
    parser.add_argument("--careful", type=int, default=100)
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pages.warc.gz"
        write_warc(path, given.documents, RELEVANT, SEED)
        print(f"{given.documents:,} records, {path.stat().st_size / 1e6:,.1f} MB\n")
        _table(("records", "read", "µs each", "ratio"), _records(path))
    press = Press(SEED)
    some = [press.page(number, number % 100 == 0) for number in range(min(given.documents, 2_000))]
    _table(("text", "pages", "µs each", "ratio", "paragraphs found", "length"), _texts(some, given.careful))
    _table(("language", "pages", "µs each", "ratio", "English kept", "others dropped"), _languages(some))


def _records(path: Path) -> Iterable[Row]:
    for name, read in (("fastwarc alone", _alone), ("read.warc", _whole), (f"read.warc, {SHARDS} shards", _sharded)):
        began = perf_counter()
        count = read(path)
        yield name, count, perf_counter() - began, ()


def _alone(path: Path) -> int:
    count = 0
    try:
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                record.reader.read()
                count += 1
    except OSError:  # a damaged member
        pass
    return count


def _whole(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in pages(file))


def _sharded(path: Path) -> int:
    size, count = path.stat().st_size, 0
    with path.open("rb") as file:
        for shard in range(SHARDS):
            end = size * (shard + 1) // SHARDS
            begin = next_record(file, size * shard // SHARDS, end)
            if begin is not None:
                file.seek(begin)
                count += sum(1 for _ in pages(file, end))
    return count


def _texts(some: Sequence[Generated], careful: int) -> Iterable[Row]:
    ways: tuple[tuple[str, Callable[[bytes], str], int], ...] = (
        ("resiliparse, whole page", lambda body: extract_plain_text(body.decode()), len(some)),
        ("resiliparse, main content", lambda body: extract_plain_text(body.decode(), main_content=True), len(some)),
        ("bulk_text", bulk_text, len(some)),
        ("the careful reader", lambda body: read_html(body, "").text, careful),
    )
    read_html(some[0].body, "")  # it loads its library
    for name, way, count in ways:
        began = perf_counter()
        texts = [way(page.body) for page in some[:count]]
        seconds = perf_counter() - began
        found = [_found(page, text) for page, text in zip(some, texts, strict=False)]
        share, length = (sum(each[n] for each in found) / len(found) for n in (0, 1))
        yield name, len(texts), seconds, (f"{share:.4f}", f"{length:.2f}")


def _found(page: Generated, text: str) -> tuple[float, float]:
    """The share of the article's paragraphs in a text, and how long it is beside the article."""
    article = _ARTICLE.search(page.body.decode())
    assert article
    paragraphs = re.sub("<[^>]+>", "", article[1]).split("\n")
    joined = " ".join(text.split())
    return sum(each in joined for each in paragraphs) / len(paragraphs), len(joined) / len(" ".join(paragraphs))


def _languages(some: Sequence[Generated]) -> Iterable[Row]:
    texts = [(page, bulk_text(page.body)) for page in some]
    told: tuple[tuple[str, Callable[[Generated], str | None]], ...] = (
        ("with the page's own word", lambda page: page_language(page.body)),
        ("without it", lambda _: None),
        ("against it", lambda page: "es" if page.language == "en" else "en"),
    )
    for name, own in told:
        began = perf_counter()
        kept = Counter((page.language == "en", language_of_bulk(text, own(page)) == "en") for page, text in texts)
        seconds = perf_counter() - began
        english = f"{kept[True, True]:,} of {kept[True, True] + kept[True, False]:,}"
        yield (
            name,
            len(texts),
            seconds,
            (english, f"{kept[False, False]:,} of {kept[False, False] + kept[False, True]:,}"),
        )


def _table(head: Sequence[str], rows: Iterable[Row]) -> None:
    print(f"| {' | '.join(head)} |\n|{'---|' * len(head)}")
    first = 0.0
    for name, count, seconds, more in rows:
        each = seconds / max(1, count)
        first = first or each
        print(f"| {' | '.join((name, f'{count:,}', f'{1e6 * each:,.0f}', f'{each / first:.2f}', *more))} |")
    print()


if __name__ == "__main__":
    main()
