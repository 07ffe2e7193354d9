"""Rows of a watch.toml that say where alerts and dispatches go, and when nothing does."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import Literal, get_args

from reportedly.serve.watching.given import Given
from reportedly.serve.watching.where_from import is_address
from reportedly.terms.watching import Channel, ChannelKind, DispatchPlan, Every, Quiet

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_Tls = Literal["none", "starttls", "tls"]
_Ending = Literal[".md", ".html", ".pdf"]
_KEYS: dict[ChannelKind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "terminal": ((), ()),
    "file": (("path",), ()),
    "webhook": ((), ("url", "headers", "secret")),
    "email": (("server", "from", "to"), ("user", "tls", "secret")),
    "apprise": ((), ("url", "secret")),
}
"""Of each kind the keys that it needs, and those that it takes besides."""


def channel_of(row: Given, name: str, folder: Path) -> Channel | None:
    """A way out."""
    kind = row.kind(_KEYS, ("name", "restricted"))
    if kind is None:
        return None
    needed, allowed = _KEYS[kind]
    for key in needed:
        row.text(key, needed=True) if key != "to" else row.words(key, needed=True)
    if kind in ("webhook", "apprise") and ("url" in row.table) == ("secret" in row.table):
        row.fault("missing-key", "it needs url, or secret: the environment variable that holds the address")
    ways: tuple[_Tls, ...] = get_args(_Tls)
    return Channel(
        name,
        kind,
        _where(row, kind, folder),
        row.text("from") if kind == "email" else "",
        row.words("to") if kind == "email" else (),
        row.text("user") if kind == "email" else "",
        row.one_of("tls", ways, "starttls") if kind == "email" else "none",
        row.text("secret") if "secret" in allowed else "",
        row.pairs("headers") if kind == "webhook" else (),
        row.flag("restricted"),
    )


def _where(row: Given, kind: ChannelKind, folder: Path) -> str:
    match kind:
        case "terminal":
            return ""
        case "file":
            given = row.text("path")
            return str(folder / Path(given).expanduser()) if given else ""
        case "email":
            given = row.text("server")
            host, _, port = given.rpartition(":")
            if given and not (host and port.isdigit() and 0 < int(port) < 65536):
                row.wrong("server", "a host and a port such as smtp.example.org:587")
            return given
        case _:
            given = row.text("url")
            if kind == "webhook" and given and not is_address(given):
                row.wrong("url", "an address such as https://example.org/hook, without a password")
            return given


def quiet_of(row: Given) -> Quiet | None:
    """The hours in which nothing goes out."""
    since, until, zone = row.hour("from", None), row.hour("until", None), row.zone()
    if since is None or until is None:
        return None
    if since == until:
        row.fault("bad-value", "from and until are the same; take the table out, or name hours")
    return Quiet(since, until, zone)


def dispatch_of(row: Given, folder: Path) -> DispatchPlan:
    """The regular page of what is new."""
    usual, rhythms = DispatchPlan(), get_args(Every)
    every: Every = row.one_of("every", rhythms, usual.every)
    on = row.one_of("on", WEEKDAYS, "monday")
    if "on" in row.table and every == "day":
        row.fault("bad-value", 'on is of a dispatch every "week"')
    endings: tuple[_Ending, ...] = get_args(_Ending)
    form = row.one_of("form", tuple(each.removeprefix(".") for each in endings), "html")
    place = row.text("folder")
    return DispatchPlan(
        every,
        row.hour("at", usual.at) or time(7),
        WEEKDAYS.index(on),
        row.zone(),
        row.text("title"),
        next(each for each in endings if each == f".{form}"),
        row.words("channels"),
        str(folder / Path(place).expanduser()) if place else "",
    )
