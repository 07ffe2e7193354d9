"""watch.toml: what is asked for, and every fault of it in a line of its own."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path

import pytest

from reportedly.serve.watching.watch_file import watch_file
from reportedly.serve.wiring import tables
from reportedly.terms.problem import Problem
from reportedly.terms.watching import Channel, DispatchPlan, Indicator, Manners, PolledSource, Quiet, Watch

WHOLE = """
[web]
contact = "desk@example.org"
pause = 5
timeout = 10
most_mb = 2.5
private = ["10.1.0.0/16", "intranet"]
attempts = 3

[[source]]
name = "agency"
feed = "https://news.example.org/feed.xml"
every = "30m"
publisher = "The Agency"
language = "en"

[[source]]
name = "ministry"
page = "https://ministry.example.org/statements"
every = "1d"
handling = "restricted"

[[source]]
name = "cuttings"
folder = "cuttings"

[[source]]
name = "post"
mailbox = "/var/mail/desk"

[[indicator]]
name = "a million shells"
kind = "total-passes"
supplier = "North Korea"
recipient = "RU"
item = "artillery shells"
unit = "shell"
at_least = 1_000_000
level = 2
counting = "independent"
channels = ["desk"]

[[indicator]]
name = "who else"
kind = "new-supplier"
recipient = "Russia"

[[indicator]]
name = "quiet"
kind = "silence"
supplier = "KP"
days = 30

[[indicator]]
name = "if"
kind = "condition"
claim = "c-0123456789abcdef"

[[channel]]
name = "desk"
kind = "email"
server = "smtp.example.org:587"
from = "watch@example.org"
to = ["desk@example.org", "night@example.org"]
user = "watch"
secret = "DESK_PASSWORD"

[[channel]]
name = "log"
kind = "file"
path = "alerts.jsonl"
restricted = true

[[channel]]
name = "hook"
kind = "webhook"
url = "https://hooks.example.org/arms"
headers = { "X-Desk" = "arms" }

[quiet]
from = "22:00"
until = 07:00:00
zone = "Europe/Berlin"

[dispatch]
every = "week"
on = "friday"
at = "08:30"
zone = "Asia/Seoul"
title = "The week"
form = "pdf"
channels = ["desk"]
folder = "dispatches"
"""


LINE = (
    "[[indicator]]\nname = 'a'\nkind = 'total-passes'\nsupplier = 'KP'\nrecipient = 'RU'\nitem = 'arms'\n"
    "at_least = 5\nunit = '{unit}'"
)


def read(text: str, folder: Path) -> tuple[Watch, list[Problem]]:
    path = folder / "watch.toml"
    path.write_text(text, encoding="utf-8")
    watch, faults = watch_file(path, tables())
    assert all(fault.where == str(path) for fault in faults)
    return watch, list(faults)


def test_a_whole_file(tmp_path: Path) -> None:
    """Each table becomes a value; names become codes, and paths are taken from the file's folder."""
    watch, faults = read(WHOLE, tmp_path)
    assert faults == []
    assert watch.manners == Manners("desk@example.org", 5, 10, 2_500_000, ("10.1.0.0/16", "intranet"), 3)
    assert watch.sources == (
        PolledSource("agency", "feed", "https://news.example.org/feed.xml", timedelta(minutes=30), "The Agency", "en"),
        PolledSource(
            "ministry", "page", "https://ministry.example.org/statements", timedelta(days=1), handling="restricted"
        ),
        PolledSource("cuttings", "folder", str(tmp_path / "cuttings")),
        PolledSource("post", "mailbox", "/var/mail/desk"),
    )
    assert watch.indicators == (
        Indicator(
            "a million shells",
            "total-passes",
            "KP",
            "RU",
            "artillery-shell",
            "shell",
            1_000_000,
            2,
            "independent",
            channels=("desk",),
        ),
        Indicator("who else", "new-supplier", recipient="RU"),
        Indicator("quiet", "silence", "KP", days=30),
        Indicator("if", "condition", claim="c-0123456789abcdef"),
    )
    assert watch.channels == (
        Channel(
            "desk",
            "email",
            "smtp.example.org:587",
            "watch@example.org",
            ("desk@example.org", "night@example.org"),
            "watch",
            secret="DESK_PASSWORD",
        ),
        Channel("log", "file", str(tmp_path / "alerts.jsonl"), tls="none", restricted=True),
        Channel("hook", "webhook", "https://hooks.example.org/arms", tls="none", headers=(("X-Desk", "arms"),)),
    )
    assert watch.quiet == Quiet(time(22), time(7), "Europe/Berlin")
    assert watch.dispatch == DispatchPlan(
        "week", time(8, 30), 4, "Asia/Seoul", "The week", ".pdf", ("desk",), str(tmp_path / "dispatches")
    )


def test_an_empty_file_watches_nothing(tmp_path: Path) -> None:
    """Nothing asked for is no fault."""
    assert read("", tmp_path) == (Watch(), [])


@pytest.mark.parametrize(
    ("text", "slug", "message"),
    [
        (
            "[[sources]]\nname = 'a'",
            "unknown-table",
            "unknown table 'sources'; there are source, indicator, channel, web, quiet, dispatch",
        ),
        ("[source]\nname = 'a'", "bad-value", "source is a list of tables, each under [[source]]"),
        ("[[quiet]]\nfrom = '22:00'", "bad-value", "quiet is one table, under [quiet]"),
        ("[[source]]\nfeed = 'https://e.org/f'", "missing-key", "[[source]] 1: name is missing"),
        (
            "[[source]]\nname = 'a'",
            "missing-key",
            "[[source]] a: it needs one of feed, page, folder, mailbox",
        ),
        (
            "[[source]]\nname = 'a'\nfeed = 'https://e.org/f'\npage = 'https://e.org/p'",
            "missing-key",
            "[[source]] a: it needs one of feed, page, folder, mailbox, not several",
        ),
        (
            "[[source]]\nname = 'a'\nfeed = 'file:///etc/passwd'",
            "bad-value",
            "[[source]] a: feed is 'file:///etc/passwd'; it is an address such as https://example.org/feed.xml",
        ),
        (
            "[[source]]\nname = 'a'\nfeed = 'https://e.org/f'\nevery = 'hourly'",
            "bad-value",
            '[[source]] a: every is \'hourly\'; it is a length of time such as "30m", "2h" or "1d"',
        ),
        (
            "[[source]]\nname = 'a'\nfeed = 'https://e.org/f'\npublsher = 'X'",
            "unknown-key",
            "[[source]] a: unknown key 'publsher'; did you mean publisher?",
        ),
        (
            "[[source]]\nname = 'a'\nfolder = 'x'\n[[source]]\nname = 'a'\nfolder = 'y'",
            "name-twice",
            "[[source]] a: another source is called 'a'",
        ),
        (
            "[[indicator]]\nname = 'a'\nkind = 'total-pass'\nsupplier = 'KP'",
            "bad-value",
            "[[indicator]] a: kind is 'total-pass'; it is one of total-passes, new-supplier, new-item, new-place, "
            "new-vessel, pace-grows, contradiction, denial-overtaken, regime-engaged, stronger-wording, silence, "
            "condition (did you mean total-passes?)",
        ),
        (
            "[[indicator]]\nname = 'a'\nkind = 'silence'\nsupplier = 'KP'",
            "missing-key",
            "[[indicator]] a: days is missing; silence needs days",
        ),
        (
            "[[indicator]]\nname = 'a'\nkind = 'silence'\ndays = 2.5\nsupplier = 'KP'",
            "bad-value",
            "[[indicator]] a: days is 2.5; it is a whole number from 1 to 3,650",
        ),
        (
            "[[indicator]]\nname = 'a'\nkind = 'new-place'",
            "missing-key",
            "[[indicator]] a: new-place needs at least one of supplier, recipient and item",
        ),
        (
            "[[indicator]]\nname = 'a'\nkind = 'new-place'\nsupplier = 'KP'\ndays = 3",
            "unknown-key",
            "[[indicator]] a: days does not go with new-place",
        ),
        (
            LINE.format(unit="tons"),
            "bad-value",
            "[[indicator]] a: unit is 'tons'; did you mean ton?",
        ),
        (
            LINE.format(unit="contaner"),
            "bad-value",
            "[[indicator]] a: unit is 'contaner'; did you mean container?",
        ),
        (
            LINE.format(unit="tns"),
            "bad-value",
            "[[indicator]] a: unit is 'tns'; it is a unit such as container, person, round, tonne, USD",
        ),
        (
            "[[indicator]]\nname = 'a'\nkind = 'new-place'\nitem = 'shellz'",
            "unknown-class",
            "[[indicator]] a: item: 'shellz' is no class of item; did you mean shell?",
        ),
        (
            "[[indicator]]\nname = 'a'\nkind = 'new-place'\nsupplier = 'KP'\nchannels = ['desk']",
            "unknown-channel",
            "[[indicator]] a: no channel is called 'desk'; there is none",
        ),
        (
            "[[indicator]]\nname = 'a'\nkind = 'regime-engaged'\nsupplier = 'KP'\nregime = '1718'",
            "unknown-regime",
            "[[indicator]] a: regime is '1718'; it is the key of a row such as "
            "unscr-1718-op8ai, unscr-1718-op8ai-related, unscr-1718-op8aii",
        ),
        (
            "[[channel]]\nname = 'a'\nkind = 'email'\nserver = 'smtp.example.org'\nfrom = 'a@e.org'\nto = 'b@e.org'",
            "bad-value",
            "[[channel]] a: server is 'smtp.example.org'; it is a host and a port such as smtp.example.org:587",
        ),
        (
            "[[channel]]\nname = 'a'\nkind = 'webhook'",
            "missing-key",
            "[[channel]] a: it needs url, or secret: the environment variable that holds the address",
        ),
        (
            "[[indicator]]\nname = 'a'\nkind = 'condition'\nclaim = 'c-01'",
            "bad-value",
            "[[indicator]] a: claim is 'c-01'; it is the whole id of a claim, such as c-0123456789abcdef",
        ),
        (
            "[[indicator]]\nname = 'a'\nkind = 'new-place'\nsupplier = 'KP'\n"
            "[[indicator]]\nname = 'b'\nkind = 'new-place'\nsupplier = 'KP'",
            "measured-twice",
            "[[indicator]] b: it measures the same as 'a'; name both channels there",
        ),
        (
            "[quiet]\nfrom = '22:00'\nuntil = '22:00'",
            "bad-value",
            "[quiet]: from and until are the same; take the table out, or name hours",
        ),
        (
            "[quiet]\nfrom = '22:00'\nuntil = '07:00'\nzone = 'Berlin'",
            "bad-value",
            "[quiet]: zone is 'Berlin'; it is the name of a time zone such as Europe/Berlin",
        ),
        ("[quiet]\nfrom = 22", "bad-value", '[quiet]: from is 22; it is a time of day such as "22:00"'),
        ("[dispatch]\non = 'friday'", "bad-value", '[dispatch]: on is of a dispatch every "week"'),
        (
            "[web]\nprivate = ['10.0.0.0/99']",
            "bad-value",
            "[web]: private holds '10.0.0.0/99'; it is a network such as 10.0.0.0/8, or the name of a host",
        ),
        ("[web]\npause = true", "bad-value", "[web]: pause is True; it is a number from 0 to 3,600"),
    ],
)
def test_each_fault_says_which_table_and_key(text: str, slug: str, message: str, tmp_path: Path) -> None:
    """One line: the table by its name, the key, what stands there and what should."""
    _, faults = read(text, tmp_path)
    assert faults[0].slug == slug, faults
    assert faults[0].message == message
    assert faults[0].severity == "error"


def test_a_source_of_no_known_kind_is_told_its_slip_alone(tmp_path: Path) -> None:
    """The keys that go with every kind are no fault, while the one that says which it is is mistyped."""
    _, faults = read("[[source]]\nname = 'a'\nfoldr = 'cut'\nevery = '1h'\npublisher = 'Gazette'", tmp_path)
    assert [fault.message for fault in faults] == [
        "[[source]] a: it needs one of feed, page, folder, mailbox",
        "[[source]] a: unknown key 'foldr'; did you mean folder?",
    ]


@pytest.mark.parametrize(
    ("given", "meant"),
    [("Irann", "; did you mean Iran?"), ("Nort Korea", "; did you mean North Korea?"), ("Order of Zembla", "")],
)
def test_a_party_that_is_not_known_is_told_with_the_nearest(given: str, meant: str, tmp_path: Path) -> None:
    """As a warning: somebody may bear the name tomorrow."""
    _, (fault,) = read(f"[[indicator]]\nname = 'a'\nkind = 'new-place'\nsupplier = '{given}'", tmp_path)
    assert (fault.slug, fault.severity) == ("unknown-party", "warning")
    assert (
        fault.message == f"[[indicator]] a: supplier: '{given}' is no party known here and watched by that name{meant}"
    )


def test_all_faults_are_told_at_once_and_sound_rows_stay(tmp_path: Path) -> None:
    """A fault in one row costs no other row."""
    text = """
[[source]]
name = "good"
folder = "in"
[[source]]
name = "bad"
folder = "in"
every = 5
[[indicator]]
name = "typo"
kind = "new-place"
supplier = "Norht Korea"
[quiet]
zone = "Nowhere"
"""
    watch, faults = read(text, tmp_path)
    assert [source.name for source in watch.sources] == ["good"]
    assert [(fault.slug, fault.severity) for fault in faults] == [
        ("bad-value", "error"),
        ("unknown-party", "warning"),
        ("missing-key", "error"),
        ("missing-key", "error"),
        ("bad-value", "error"),
    ]
    assert [indicator.supplier for indicator in watch.indicators] == ["Norht Korea"]
    assert watch.quiet is None


def test_an_indicator_keeps_its_id_under_another_name(tmp_path: Path) -> None:
    """Its name and channels may change without its starting anew; what it measures may not."""
    text = "[[indicator]]\nname = 'NAME'\nkind = 'silence'\nsupplier = 'KP'\ndays = DAYS"
    (one, again, other) = (
        read(text.replace("NAME", name).replace("DAYS", days), tmp_path)[0].indicators[0].id
        for name, days in (("a", "30"), ("b", "30"), ("a", "31"))
    )
    assert one == again != other


def test_broken_toml_is_told_with_its_line(tmp_path: Path) -> None:
    """What is no TOML is one line that says where it breaks; nothing of the file is used."""
    watch, (fault,) = read("[quiet]\nfrom = '22:00'\nuntil = = '07:00'", tmp_path)
    assert fault.slug == "broken-toml"
    assert "line 3" in fault.message
    assert watch == Watch()
