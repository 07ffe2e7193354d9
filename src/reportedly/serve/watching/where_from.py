"""Rows of a watch.toml that say where documents come from, and how the web is asked."""

from __future__ import annotations

from ipaddress import ip_network
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

from reportedly.serve.watching.given import Given
from reportedly.terms.document import Handling
from reportedly.terms.watching import SOURCE_KINDS, Manners, PolledSource

_KEYS = (*SOURCE_KINDS, "every", "publisher", "language", "handling", "whole")
"""All that a source may say beside its name, also one of which it is not known what it is."""


def source_of(row: Given, name: str, folder: Path) -> PolledSource | None:
    """A place to poll: one of feed, page, folder and mailbox says where."""
    kinds = [kind for kind in SOURCE_KINDS if kind in row.table]
    row.asked.update(_KEYS)
    if len(kinds) != 1:
        row.fault("missing-key", f"it needs one of {', '.join(SOURCE_KINDS)}" + (", not several" if kinds else ""))
        return None
    kind = kinds[0]
    where = row.text(kind)
    whole = row.flag("whole")
    if whole and kind != "feed":
        row.fault("bad-value", "whole is of feeds only")
    if kind in ("folder", "mailbox"):
        where = str(folder / Path(where).expanduser()) if where else ""
    elif where and not is_address(where):
        row.wrong(kind, "an address such as https://example.org/feed.xml")
    every = row.span("every", PolledSource("", kind, "").every)
    publisher, language = row.text("publisher") or None, row.text("language") or None
    if language and not (len(language) == 2 and language.isalpha() and language.islower()):
        row.wrong("language", 'a code of two letters such as "en"')
    levels: tuple[Handling, ...] = get_args(Handling)
    handling = row.one_of("handling", levels, "public") if "handling" in row.table else None
    return PolledSource(name, kind, where, every, publisher, language, handling, whole)


def manners_of(row: Given) -> Manners:
    """How the web is asked."""
    usual = Manners()
    private = row.words("private")
    for each in private:
        if "/" in each and not _is_network(each):
            row.fault("bad-value", f"private holds {each!r}; it is a network such as 10.0.0.0/8, or the name of a host")
    megabytes = row.number("most_mb", None, 0.001, 2000)
    return Manners(
        row.text("contact"),
        row.number("pause", usual.pause, 0, 3600) or 0.0,
        row.number("timeout", usual.timeout, 0.05, 600) or usual.timeout,
        int(megabytes * 1_000_000) if megabytes is not None else usual.most_bytes,
        private,
        row.whole("attempts", usual.attempts, 1, 100) or usual.attempts,
    )


def is_address(given: str) -> bool:
    """Whether it is an address on the web with a host, and without a password."""
    try:
        parts = urlsplit(given)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        return False


def _is_network(given: str) -> bool:
    try:
        ip_network(given)
    except ValueError:
        return False
    return True
