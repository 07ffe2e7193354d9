"""Every slug of a fault with what is said of it, found where the code makes it.

A fault is made by a call that is handed a slug and, next, its message: `Problem("empty-file", "there is nothing in it", …)`,
or by one of the shorthands that do no more. A value that is put into a message is shown as “…”.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from scripts.reference.markdown import code, page, table, words

NAME = "problems.md"
ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src" / "reportedly"
DOCS = ROOT / "docs"
MAKERS = frozenset(
    (
        "Problem",
        "Fault",
        "Refused",
        "Trouble",
        "ApiError",
        "failed",
        "fault",
        "problem",
        "_problem",
        "_warn",
        "_faulty",
        "_Bad",
    )
)
"""What makes a fault: the types, and the functions of their modules that fill in the rest."""
SLUG = re.compile(r"[a-z]+(?:-[a-z]+)*")
ANY = "…"
Texts = dict[str, ast.expr]
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_WHERE = {
    "read": "reading a file", "find": "reading its words", "keep": "keeping, importing", "resolve": "screening",
    "world": "files, the web, the ledger", "serve": "commands, the workbench", "assess": "assessing", "watch": "watching",
    "present": "writing", "terms": "records",
}  # fmt: skip
NAMED_OTHERWISE = {
    "ledger-broken": "the ledger's chain does not hold, or a batch was changed",
    "ledger-unusable": "the ledger cannot be opened or written",
    "not-a-ledger": "the file or database is none of this program's",
    "wrong-method": "the address takes other methods",
    "unknown-handling": "“…” is none of the values of handling, which are named",
    "unknown-kind": "“…” is none of the values of kind, which are named",
    "unknown-modality": "“…” is none of the values of modality, which are named",
    "unknown-scope": "“…” is none of the values of scope, which are named",
    "unknown-stage": "“…” is none of the values of stage, which are named",
}
"""Slugs that are put together, or looked up by the type of an exception, each with what it means."""
_LEAD = (
    "A fault of the input never stops a command: it is told in one line that ends in its slug, and everything else is read. "
    "Slugs stay the same from version to version; the words may change. An error means that something was not read (exit "
    "code 1), a warning that it was. “…” stands for what is filled in. REST answers with the same slugs."
)


def text() -> str:
    """The page."""
    rows = [
        (code(slug), "<br>".join(map(words, told)), ", ".join(where), _pages(slug)) for slug, told, where in slugs()
    ]
    return page("Problems", _LEAD, [table(("slug", "what is said", "met in", "more"), rows)])


@cache
def slugs() -> list[tuple[str, list[str], list[str]]]:
    """Each slug with its messages and the places where it is met, in the order of the alphabet."""
    told: dict[str, set[str]] = defaultdict(set)
    where: dict[str, set[str]] = defaultdict(set)
    for path in sorted(SOURCES.rglob("*.py")):
        stage = path.relative_to(SOURCES).parts[0]
        source = path.read_text(encoding="utf-8")
        if not any(f"{maker}(" in source for maker in MAKERS):
            continue
        for slug, message in _made(ast.parse(source)):
            told[slug].add(message)
            where[slug].add(_WHERE.get(stage, "the whole way"))
    for slug, meaning in NAMED_OTHERWISE.items():
        told[slug].add(meaning)
        where[slug].add(_WHERE["find" if slug.startswith("unknown-") else "serve"])
    return [(slug, sorted(told[slug]), sorted(where[slug])) for slug in sorted(told)]


def _made(tree: ast.AST) -> Iterator[tuple[str, str]]:
    constants = _texts(tree)
    for scope in ast.walk(tree):
        if isinstance(scope, _FUNCTIONS):
            known = {**constants, **_texts(scope)}
            for node in ast.walk(scope):
                if isinstance(node, ast.Call) and _name(node.func) in MAKERS:
                    yield from _pairs(node.args, known)


def _pairs(args: list[ast.expr], known: Texts) -> Iterator[tuple[str, str]]:
    """The slug with its message, of those arguments of a call that stand side by side."""
    for first, second in pairwise(args):
        message = _message(second, known)
        if message == ANY or " " in message:
            yield from ((slug, message) for slug in _slugs(first, known))


def _texts(scope: ast.AST) -> Texts:
    """What names are given in a function, or at the top of a module: only where they are given once."""
    found: dict[str, list[ast.expr]] = defaultdict(list)
    for node in ast.walk(scope) if isinstance(scope, _FUNCTIONS) else ast.iter_child_nodes(scope):
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id].append(node.value)
    return {name: values[0] for name, values in found.items() if len(values) == 1}


def _name(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""


def _slugs(given: ast.expr, known: Texts) -> Iterator[str]:
    """The slugs that an expression may be: a constant, by its name too, or one of two."""
    given = known.get(given.id, given) if isinstance(given, ast.Name) else given
    branches = [given.body, given.orelse] if isinstance(given, ast.IfExp) else [given]
    for each in branches:
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and SLUG.fullmatch(each.value):
            yield each.value


def _message(given: ast.expr, known: Texts) -> str:
    """What is said, with … for values; '' where it is no text."""
    match given:
        case ast.Constant(value=str(said)):
            return said
        case ast.JoinedStr(values=parts):
            return "".join(_message(part, {}) or ANY for part in parts)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return (_message(left, known) or ANY) + (_message(right, known) or ANY)
        case ast.IfExp(body=body, orelse=orelse):
            return " / ".join(filter(None, (_message(body, known), _message(orelse, known))))
        case ast.Name(id=name) if name in known:
            return _message(known[name], {}) or ANY
        case ast.Name() | ast.Call() | ast.Attribute():
            return ANY
    return ""


def _pages(slug: str) -> str:
    """Links to the pages that tell more of it."""
    found = [page for page in sorted(DOCS.glob("*.md")) if f"`{slug}`" in page.read_text(encoding="utf-8")]
    return ", ".join(f"[{page.stem}](../{page.name})" for page in found)
