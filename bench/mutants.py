"""How many small faults the tests notice: `make mutants`.

mutmut makes a copy of the source with every mutant in it (in mutants/). Of those of assess/ and of keep/ as many are drawn
by a seed, each is run against the tests that call its function, and those that no test noticed are shown with their change.
Survivors that do what the original does stand in mutants.toml with the reason, and count as equivalent.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.stats import status_by_exit_code

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("assess", "keep")
WANTED = 0.85
CALLED_AT_IMPORT = ("reportedly.keep.fields.",)
"""Modules whose functions make others while they are imported, which is before mutmut switches a mutant on."""
AFRESH = ("tests/keep/test_corrections.py", "tests/keep/test_adding.py")
BARE = ("-p", "no:cacheprovider", "-p", "no:randomly")
"""Plugins that a mutant's tests do without: nothing of one run may change the next."""
NOTICED = ("killed", "timeout", "segfault", "suspicious")


@dataclass(frozen=True)
class Outcome:
    """What became of one mutant. change: the lines taken out and put in, as `-` and `+`; '' where it was noticed."""

    name: str
    status: str
    change: str = ""


def names_of(folder: str) -> tuple[str, ...]:
    """The names of all mutants of a folder of src/reportedly, in order; mutmut gives the same source the same names."""
    found: list[str] = []
    for path in sorted((ROOT / "src" / "reportedly" / folder).glob("*.py")):
        mutated = mutate_file_contents(str(path), path.read_text(encoding="utf-8"))
        found += [f"reportedly.{folder}.{path.stem}.{name}" for name in mutated.mutant_names]
    return tuple(found)


def drawn(names: Sequence[str], count: int, seed: int) -> tuple[str, ...]:
    """As many names as are asked for, by a seed; all of them where count is 0 or more than there are."""
    if not 0 < count < len(names):
        return tuple(names)
    return tuple(sorted(random.Random(seed).sample(names, count)))


def known_equivalent() -> dict[tuple[str, str], str]:
    """Mutants that do what the original does: (function, change) → reason."""
    rows = tomllib.loads((ROOT / "bench" / "mutants.toml").read_text(encoding="utf-8"))["equivalent"]
    return {(row["function"], row["change"].strip()): row["reason"] for row in rows}


def outcomes(names: Sequence[str], processes: int) -> tuple[Outcome, ...]:
    """Run the mutants; what became of each. Raises SystemExit with what mutmut said where it could not run them, as where
    the tests fail without any mutant.
    """
    command = (sys.executable, "-m", "mutmut", "run", "--max-children", str(processes), *names)
    done = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise SystemExit(done.stdout[-4_000:])
    codes: dict[str, int | None] = {}
    for path in (ROOT / "mutants" / "src" / "reportedly").rglob("*.py.meta"):
        codes.update(json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"])
    return tuple(_outcome(name, _settled(name, status_by_exit_code[codes[name]])) for name in names)


def _settled(name: str, status: str) -> str:
    """The status of a mutant; of what is called while a module is imported, once more in a process of its own."""
    if status in NOTICED or not name.startswith(CALLED_AT_IMPORT):
        return status
    command = (sys.executable, "-m", "pytest", "-x", "--hypothesis-profile=mutants", *BARE, *AFRESH)
    done = subprocess.run(
        command, cwd=ROOT / "mutants", env={**os.environ, "MUTANT_UNDER_TEST": name}, capture_output=True, check=False
    )
    return "survived" if done.returncode == 0 else "killed"


def _outcome(name: str, status: str) -> Outcome:
    if status in NOTICED:
        return Outcome(name, status)
    shown = subprocess.run(
        (sys.executable, "-m", "mutmut", "show", name), cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    lines = [line for line in shown.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    return Outcome(name, status, "\n".join(line[0] + " " + line[1:].strip() for line in lines))


def function_of(name: str) -> str:
    """The function that a mutant is of, without the folder's package: `growth.growth`, `query.Query.key`."""
    *_, module, function = name.rsplit("__mutmut_", 1)[0].split(".")
    return f"{module}.{function.removeprefix('xǁ').removeprefix('x_').replace('ǁ', '.')}"


def told(folder: str, of_how_many: int, found: Sequence[Outcome]) -> tuple[str, float]:
    """What to print of a folder, and the share of its mutants that were noticed, equivalent ones aside."""
    equivalent = known_equivalent()
    left = [each for each in found if each.status not in NOTICED]
    real = [each for each in left if (function_of(each.name), each.change) not in equivalent]
    killed, counted = len(found) - len(left), len(found) - len(left) + len(real)
    share = killed / counted if counted else 1.0
    lines = [f"{each.status}: {each.name}\n{each.change}\n" for each in real]
    lines.append(
        f"{folder}: {len(found)} of {of_how_many} mutants, {killed} killed, {len(real)} survived, "
        f"{len(left) - len(real)} equivalent: {share:.1%} killed"
    )
    return "\n".join(lines), share


def main() -> int:
    """Print the figures of both folders. 1 where fewer are noticed than wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=400, help="mutants over both folders; 0: all of them")
    parser.add_argument("--seed", type=int, default=2024)
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    every = {folder: names_of(folder) for folder in FOLDERS}
    chosen = {folder: drawn(names, asked.sample // len(FOLDERS), asked.seed) for folder, names in every.items()}
    found = {each.name: each for each in outcomes([n for names in chosen.values() for n in names], asked.processes)}
    enough = True
    for folder, names in chosen.items():
        text, share = told(folder, len(every[folder]), [found[name] for name in names])
        print(text)
        enough = enough and share >= WANTED
    return 0 if enough else 1


if __name__ == "__main__":
    sys.exit(main())
