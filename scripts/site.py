"""What the documentation site takes in beside docs/, and its navigation: hooks of mkdocs.yml.

The README becomes the first page, and the other texts beside it become pages too, so that each link between texts leads
to a page of the site. A link to any other file or folder of the project leads to a copy of it below `project/`. The texts
themselves stay as they are: their links are those of files in a repository.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from posixpath import normpath, relpath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[1]
REST = "…"
"""The entry of the navigation that stands for all pages that are named nowhere else."""

_LINK = re.compile(r"(\]\()([^)\s]+)(\))")
_CODE = re.compile(r"^(```.*?^```)|(`[^`\n]+`)", re.MULTILINE | re.DOTALL)
_ELSEWHERE = ("http:", "https:", "mailto:", "#")


def place_of(path: str) -> str:
    """Where a file of the project stands in the site, both as paths with slashes: docs/a.md is a.md, README.md index.md."""
    if path.startswith("docs/"):
        return path.removeprefix("docs/")
    if path == "README.md":
        return "index.md"
    return path.lower() if "/" not in path and path.endswith(".md") else f"project/{path}"


def lies_at(place: str) -> str:
    """The file of the project that stands at a place of the site: place_of turned round."""
    top = {place_of(path.name): path.name for path in ROOT.glob("*.md")}
    return top.get(place) or (place.removeprefix("project/") if place.startswith("project/") else f"docs/{place}")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Take in the texts beside docs/ and all that texts link to, then fill the navigation."""
    asked = [path.name for path in sorted(ROOT.glob("*.md"))]
    asked += [lies_at(file.src_uri) for file in files.documentation_pages()]
    seen: set[str] = set()
    while asked:
        path = asked.pop()
        if path in seen:
            continue
        seen.add(path)
        asked += [other for other in _taken_in(path, files, config) if other not in seen]
    if config.nav is not None:
        config.nav = _filled(config.nav, sorted(file.src_uri for file in files.documentation_pages()))
    return files


def _taken_in(path: str, files: Files, config: MkDocsConfig) -> Iterator[str]:
    """Put a file or folder of the project into the site, if it is not there; gives those that it links to."""
    found = ROOT / path
    if found.is_dir():
        below = sorted(str(each.relative_to(ROOT)) for each in found.rglob("*") if each.is_file())
        place = f"{place_of(f'{path}/')}index.md"
        if place not in files:
            listed = "".join(f"- [{_title(each)}]({relpath(each, path)})\n" for each in below)
            files.append(File.generated(config, place, content=f"# {found.name.capitalize()}\n\n{listed}"))
        yield from below
    elif found.exists():
        if (place := place_of(path)) not in files:
            files.append(File.generated(config, place, content=found.read_bytes()))
        if path.endswith(".md"):
            yield from _linked(path, found.read_text(encoding="utf-8"))


def _title(path: str) -> str:
    """What a file is called in a list: its heading, else its name."""
    heading = (
        re.search(r"^# (.+)$", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE)
        if path.endswith(".md")
        else None
    )
    return heading[1] if heading else PurePosixPath(path).name


def _linked(path: str, text: str) -> Iterator[str]:
    """The files and folders of the project that a text links to."""
    for link in _LINK.findall(_CODE.sub("", text)):
        if not link[1].startswith(_ELSEWHERE):
            yield normpath(f"{PurePosixPath(path).parent}/{link[1].partition('#')[0]}")


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """A text whose links lead to the places of the site instead of files of the repository."""
    here = lies_at(page.file.src_uri)

    def led(link: re.Match[str]) -> str:
        if link[2].startswith(_ELSEWHERE):
            return link[0]
        target, hash_, anchor = link[2].partition("#")
        path = normpath(f"{PurePosixPath(here).parent}/{target}")
        place = f"{place_of(f'{path}/')}index.md" if (ROOT / path).is_dir() else place_of(path)
        return f"{link[1]}{relpath(place, PurePosixPath(page.file.src_uri).parent)}{hash_}{anchor}{link[3]}"

    parts = _CODE.split(markdown)
    return "".join(part if at % 3 else _LINK.sub(led, part) for at, part in enumerate(parts) if part)


def _filled(nav: list[Any], pages: list[str]) -> list[Any]:
    """The navigation with pages in the place of its folders, and of the entry that stands for all that is left."""
    named = set(_named(nav))
    folders = [entry for entry in named if entry.endswith("/")]
    below = {folder: [p for p in pages if p.startswith(folder) and p not in named] for folder in folders}
    taken = named.union(*below.values())
    return _with(nav, {**below, REST: [page for page in pages if page not in taken]})


def _named(nav: Iterable[Any]) -> Iterator[str]:
    for entry in nav:
        if isinstance(entry, dict):
            for value in entry.values():
                yield from _named(value if isinstance(value, list) else [value])
        else:
            yield entry


def _with(nav: Iterable[Any], pages: dict[str, list[str]]) -> list[Any]:
    filled: list[Any] = []
    for entry in nav:
        if isinstance(entry, dict):
            filled.append({k: _with(v, pages) if isinstance(v, list) else v for k, v in entry.items()})
        else:
            filled += pages.get(entry, [entry])
    return filled
