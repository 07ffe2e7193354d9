"""Faults done to ledgers, and what was lost: power cuts under SQLite and PostgreSQL, and harmed files.

`python -m bench.faults` prints a line for each: how often, and what was lost or wrong. `--points` moments of cutting under
SQLite (each in four ways), `--server-points` under PostgreSQL, `--harms` harmed files, `--seed` others of them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))  # what does the faults stands beside the tests

from faults.cuts import Seen, appended, cut
from faults.harmed import Harmed
from faults.server_cuts import cut_server


def told(what: str, seen: Seen) -> None:
    """Print what power cuts did."""
    print(f"{what}: {seen.points} moments, {seen.disks} disks opened as ledgers, {len(seen.lost)} faults", flush=True)
    for line in seen.lost[:5]:
        print(f"  {line}")


def main() -> None:
    """Do the faults and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=150)
    parser.add_argument("--server-points", type=int, default=12)
    parser.add_argument("--harms", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="faults") as made:
        folder = Path(made)
        folder.chmod(0o755)
        for name, batches, setting in (
            ("power cut, SQLite", 60, ""),
            ("power cut, SQLite with many checkpoints", 60, "wal_autocheckpoint=60"),
            ("  the same without flushes", 20, "synchronous=OFF"),
        ):
            within = folder / str(len(list(folder.iterdir())))
            notes, place = appended(within, batches, setting)
            points = 10 if "OFF" in setting else asked.points
            told(name, cut(notes, place, within, points, Random(asked.seed)))
        for n, (name, settings) in enumerate((("", ()), (", synchronous_commit=off", ("synchronous_commit=off",)))):
            within = folder / f"server{n}"
            within.mkdir(mode=0o755)
            told(
                f"power cut, PostgreSQL{name}",
                cut_server(within, 24, asked.server_points, Random(asked.seed), *settings),
            )
        (folder / "harmed").mkdir()
        harmed = Harmed(folder / "harmed").try_out(range(asked.seed * 1000, asked.seed * 1000 + asked.harms))
        counts = ", ".join(f"{many} {what}" for what, many in harmed.counts.most_common())
        print(f"harmed files: {harmed.harms}, four commands over each: {counts}; {len(harmed.wrong)} wrong")
        for line in harmed.wrong[:20]:
            print(f"  {line}")


if __name__ == "__main__":
    main()
