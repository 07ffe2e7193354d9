"""One door under atheris: `python -m fuzz.target DOOR CORPUS [flags of libFuzzer]`.

What the package itself executes is followed; the libraries below it are not, for they would slow it tenfold.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["reportedly", "feedparser", "email"]):
    from fuzz.doors import DOORS


def main() -> None:
    """Run libFuzzer on the door that is named first."""
    door, *flags = sys.argv[1:]
    from fuzz.seeds import seeds

    corpus = Path(flags[0])
    corpus.mkdir(parents=True, exist_ok=True)
    for n, seed in enumerate(seeds(door)):
        (corpus / f"seed-{n}").write_bytes(seed)

    def one(data: bytes) -> None:
        DOORS[door](data)

    one(seeds(door)[0])  # what is loaded late is loaded before the clock runs
    atheris.Setup([sys.argv[0], *flags], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
