"""What is locked, and who needs it: the lines of requirements/*.lock, and what installed packages say they depend on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
CORE, WEB, ALL = (ROOT / "requirements" / f"{name}.lock" for name in ("core", "web", "dev"))
BUILD = ROOT / "requirements" / "build.in"

_PINNED = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)\Z")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})\Z")


@dataclass(frozen=True)
class Locked:
    """One package of a lock. hashes: SHA-256 of the files that may be installed for it, one of which is."""

    name: NormalizedName
    version: str
    hashes: tuple[str, ...]


def locked(text: str) -> tuple[Locked, ...]:
    """The packages of a lock file, in its order. Raises ValueError at whatever is no name, version and hashes: an option,
    an address, a package without hashes or twice.
    """
    found: list[Locked] = []
    for entry in _entries(text):
        head, *rest = entry.split()
        pinned, hashes = _PINNED.match(head), [_HASH.match(word) for word in rest]
        if pinned is None or not hashes or None in hashes:
            raise ValueError(f"not a name, a version and hashes: {entry[:80]}")
        name = canonicalize_name(pinned[1])
        if any(name == other.name for other in found):
            raise ValueError(f"{name} stands there twice")
        found.append(Locked(name, pinned[2], tuple(match[1] for match in hashes if match)))
    return tuple(found)


def _entries(text: str) -> list[str]:
    """The logical lines, without comments and blank ones."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    return [line for line in "\n".join(lines).replace("\\\n", " ").splitlines() if line.strip()]


def project() -> dict[str, tuple[Requirement, ...]]:
    """What pyproject.toml asks for: under "core", under the name of each extra, and what it is built with under "build"."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    build = [line for line in BUILD.read_text(encoding="utf-8").splitlines() if line.strip()]
    asked = {"core": table["dependencies"], "build": build, **table["optional-dependencies"]}
    return {part: tuple(Requirement(line) for line in lines) for part, lines in asked.items()}


def needed(asked: Iterable[Requirement]) -> dict[NormalizedName, tuple[NormalizedName, ...]]:
    """All that is installed for some requirements, each with what it needs itself, on CPython 3.11 and Linux. Raises
    PackageNotFoundError where one is not installed.
    """
    found: dict[NormalizedName, set[NormalizedName]] = {}
    seen: set[tuple[NormalizedName, frozenset[str]]] = set()
    waiting = [(canonicalize_name(each.name), frozenset(each.extras)) for each in asked]
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        below = _requirements(name, extras)
        found.setdefault(name, set()).update(canonicalize_name(each.name) for each in below)
        waiting += [(canonicalize_name(each.name), frozenset(each.extras)) for each in below]
    return {name: tuple(sorted(found[name])) for name in sorted(found)}


@cache
def _requirements(name: str, extras: frozenset[str]) -> list[Requirement]:
    asked = [Requirement(line) for line in distribution(name).requires or ()]
    return [each for each in asked if each.marker is None or any(each.marker.evaluate(e) for e in _machines(extras))]


def _machines(extras: frozenset[str]) -> list[dict[str, str]]:
    """What markers are held against: one machine for all who look, with each extra that is asked for."""
    here: Mapping[str, str] = {str(key): str(value) for key, value in default_environment().items()}
    fixed = {"python_version": "3.11", "python_full_version": "3.11.9", "implementation_version": "3.11.9"}
    linux = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"}
    return [{**here, **fixed, **linux, "extra": extra} for extra in ("", *sorted(extras))]


def parts() -> dict[NormalizedName, tuple[str, ...]]:
    """Every package that is needed, with the parts of the project that need it: core, extras, build. Where core or build
    need it, no extra is named beside them.
    """
    told: dict[NormalizedName, list[str]] = {}
    for part, asked in project().items():
        for name in needed(asked):
            told.setdefault(name, []).append(part)
    return {name: ("core",) if "core" in given else tuple(sorted(given)) for name, given in told.items()}
