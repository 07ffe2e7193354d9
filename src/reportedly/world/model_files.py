"""The files of the language model: where they lie, and whether they are those that everything here was measured with."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

from reportedly.errors import ParserError

_COMPILED = "__pycache__"
"""What Python writes beside a module when it is installed; nothing of it is loaded here."""


@dataclass(frozen=True)
class MeasuredModel:
    """The model that ships as a dependency. package: its name for import; files: `files_digest` of its folder."""

    package: str
    version: str
    files: str


@cache
def measured() -> MeasuredModel:
    """The row of data/language_model.toml."""
    row = tomllib.loads((resources.files("reportedly") / "data" / "language_model.toml").read_text(encoding="utf-8"))
    return MeasuredModel(**row["model"])


def files_digest(folder: Path) -> str:
    """SHA-256, as 64 hexadecimal digits, over a line for each file below a folder: its own SHA-256 and its path there, by
    path. Whatever is changed, added, taken away or renamed changes it; when and by whom files were written does not.
    """
    names = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if _COMPILED not in path.parts and path.is_file()
    )
    whole = hashlib.sha256()
    for name in names:
        own = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        whole.update(f"{own}  {name}\n".encode())
    return whole.hexdigest()


def verified(model: MeasuredModel, folder: Path | None = None) -> Path:
    """The folder from which to load a model, once its files are found to be the known ones; no code of it is run before.
    folder: that of its package, by default where Python would import it from. Raises ParserError where it is missing or
    differs.
    """
    package = folder or _package_folder(model.package)
    if package is None or not package.is_dir():
        raise ParserError(f"the language model {model.package} is not installed; install reportedly anew")
    if files_digest(package) != model.files:
        raise ParserError(
            f"{package}: the files of the language model are not those of {model.package} {model.version}; nothing is read "
            "with them. Install it anew, or name another model with REPORTEDLY_MODEL"
        )
    return package / f"{model.package}-{model.version}"


def _package_folder(package: str) -> Path | None:
    spec = find_spec(package)
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0]) if places else None
