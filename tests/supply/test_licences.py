"""Licences: the page tells those of all that is installed, and nothing in the core binds whoever uses it."""

from __future__ import annotations

from email.message import Message

import pytest
from bench.supply.licences import PAGE, UNKNOWN, Licensed, kind_of, licence_of, licensed, page, said


@pytest.fixture(scope="module")
def found() -> tuple[Licensed, ...]:
    """Every locked package with its licence."""
    return licensed()


def test_the_page_is_what_the_locks_and_the_packages_say(found: tuple[Licensed, ...]) -> None:
    """docs/licences.md names every locked package with its version and licence; after `make lock` it is made again."""
    assert PAGE.read_text(encoding="utf-8") == page(found), "the locks have moved; write the page again: make licences"
    assert all(f"| {each.package.name} | {each.package.version} |" in page(found) for each in found)


def test_the_core_binds_nobody_who_uses_it(found: tuple[Licensed, ...]) -> None:
    """What is installed without extras, or builds the wheel, is permissive or leaves alone what uses it: no GPL, no AGPL,
    none unknown.
    """
    core = [each for each in found if each.runs_in_core]
    assert len(core) > 60
    assert {f"{each.package.name}: {each.licence}" for each in core if each.kind not in ("permissive", "weak")} == set()


def test_no_extra_is_strong_or_unknown_either(found: tuple[Licensed, ...]) -> None:
    """So far no extra, nor anything that tests need, is under the GPL or AGPL or says nothing; one that will be fails here
    by name, and is then a decision.
    """
    others = [each for each in found if not each.runs_in_core]
    assert {f"{each.package.name}: {each.licence}" for each in others if each.kind in ("strong", UNKNOWN)} == set()


def test_those_that_ask_for_more_are_named(found: tuple[Licensed, ...]) -> None:
    """Certifi, tld, tqdm and, for building, pathspec in the core; psycopg among what users may install beside it."""
    weak = {str(each.package.name): each for each in found if each.kind == "weak"}
    assert {name for name, each in weak.items() if each.runs_in_core} == {"certifi", "pathspec", "tld", "tqdm"}
    outside = {name for name, each in weak.items() if not each.runs_in_core and each.parts != ("dev",)}
    assert outside == {"psycopg", "psycopg-binary"}


@pytest.mark.parametrize(
    ("licence", "kind"),
    [
        ("MIT", "permissive"),
        ("BSD-3-Clause AND MIT AND Zlib", "permissive"),
        ("MIT AND MPL-2.0", "weak"),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", "weak"),
        ("GPL-3.0-only OR MIT", "permissive"),
        ("MIT AND GPL-3.0-only", "strong"),
        ("AGPL-3.0-only", "strong"),
        ("MIT License, GPL-3.0-only", "strong"),
        ("MIT AND As-You-Like", UNKNOWN),
        ("(MIT OR Apache-2.0) AND GPL-3.0-only", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_what_a_licence_asks(licence: str, kind: str) -> None:
    """Of several that hold together the one that asks most counts, of alternatives the one that asks least; a word that is
    not known is never taken for harmless.
    """
    assert kind_of(licence) == kind


def test_a_strong_licence_in_the_core_would_be_seen(found: tuple[Licensed, ...]) -> None:
    """A package under the GPL that the core needs is no permissive nor weak one."""
    some = found[0]
    bad = Licensed(some.package, "GPL-3.0-or-later", kind_of("GPL-3.0-or-later"), ("core",))
    assert bad.runs_in_core
    assert bad.kind == "strong"


def test_where_a_licence_is_read() -> None:
    """From the expression; else from the classifiers; else from a field of one line; a whole text is no name."""
    given = Message()
    assert said(given) == ""  # type: ignore[arg-type]
    given["License"] = "MIT\nPermission is hereby granted"
    assert said(given) == ""  # type: ignore[arg-type]
    given.replace_header("License", "MIT")
    assert said(given) == "MIT"  # type: ignore[arg-type]
    given["Classifier"] = "License :: OSI Approved :: ISC License (ISCL)"
    assert said(given) == "ISC License (ISCL)"  # type: ignore[arg-type]
    given["License-Expression"] = "ISC"
    assert said(given) == "ISC"  # type: ignore[arg-type]
    assert licence_of("daft") == "Apache-2.0"
