"""The wheel and the source archive of this checkout, built as `make dist` builds them."""

from __future__ import annotations

import subprocess
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def built(folder: Path) -> tuple[Path, Path]:
    """The wheel and the source archive, made in a folder without asking any index."""
    _build(folder)
    (wheel,), (archive,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return wheel, archive


def editable(folder: Path) -> Path:
    """The wheel by which an environment is pointed at this checkout."""
    _build(folder, "-t", "wheel:editable")
    (wheel,) = folder.glob("*.whl")
    return wheel


def rebuilt(archive: Path, folder: Path) -> Path:
    """The wheel made from a source archive alone."""
    with tarfile.open(archive) as source:
        source.extractall(folder, filter="data")
    (within,) = folder.iterdir()
    _build(folder / "dist", "-t", "wheel", within=within)
    (wheel,) = (folder / "dist").glob("*.whl")
    return wheel


def _build(folder: Path, *words: str, within: Path = ROOT) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder), *words]
    done = subprocess.run(command, cwd=within, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr


def of_the_checkout() -> set[str]:
    """The files of the checkout that are not ignored, by path."""
    told = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return {name for name in told.stdout.split("\0") if name and (ROOT / name).is_file()}
