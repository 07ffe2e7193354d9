"""What is watched and what comes of it: sources to poll, indicators, alerts, and the channels by which they go out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, get_args

from reportedly.terms.claim import Modality, Verdict
from reportedly.terms.document import Handling, content_id
from reportedly.terms.flow import Counting, Flow
from reportedly.terms.quantity import Number

SourceKind = Literal["feed", "page", "folder", "mailbox"]
IndicatorKind = Literal[
    "total-passes", "new-supplier", "new-item", "new-place", "new-vessel", "pace-grows", "contradiction",
    "denial-overtaken", "regime-engaged", "stronger-wording", "silence", "condition",
]  # fmt: skip
ChannelKind = Literal["terminal", "file", "webhook", "email", "apprise"]
DeliveryState = Literal["waiting", "sending", "sent", "in-doubt", "doubt-told", "given-up"]
"""sending: handed over, no answer yet. in-doubt: nobody knows whether it arrived; doubt-told: a later message said so."""
Every = Literal["day", "week"]

SOURCE_KINDS: tuple[SourceKind, ...] = get_args(SourceKind)
INDICATOR_KINDS: tuple[IndicatorKind, ...] = get_args(IndicatorKind)
CHANNEL_KINDS: tuple[ChannelKind, ...] = get_args(ChannelKind)


@dataclass(frozen=True, slots=True)
class PolledSource:
    """A place that is polled. name: the user's, unique; where: an address, or a path. every: the least time between polls.
    publisher, language, handling: of its documents, where nothing nearer says so. whole: a feed's entries hold the whole
    text, and the pages that they link to are not fetched.
    """

    name: str
    kind: SourceKind
    where: str
    every: timedelta = timedelta(hours=1)
    publisher: str | None = None
    language: str | None = None
    handling: Handling | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Indicator:
    """A watched measure. name: the user's, unique. supplier, recipient, item: the flow, None for any. unit, at_least, level,
    counting: of `total-passes`. factor: of `pace-grows`. days: of `silence`. regime: the key of a row, of `regime-engaged`,
    None for any. claim: of `condition`, the id of the conditional claim. channels: where its alerts go, empty for all.
    """

    name: str
    kind: IndicatorKind
    supplier: str | None = None
    recipient: str | None = None
    item: str | None = None
    unit: str | None = None
    at_least: Number | None = None
    level: int = 1
    counting: Counting = "with-unknown"
    factor: float = 2.0
    days: int | None = None
    regime: str | None = None
    claim: str | None = None
    channels: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """From all that it measures; its name and channels may change without its starting anew."""
        told = (getattr(self, each.name) for each in fields(self) if each.name not in ("name", "channels"))
        return content_id("i", *told)

    @property
    def flow(self) -> Flow:
        """The flow that it is about."""
        return Flow(self.supplier, self.recipient, self.item)


@dataclass(frozen=True, slots=True)
class State:
    """What an indicator measured at a moment. at: as the ledger knew it then; words: one clause; held: what was there, one
    key each (suppliers, places, pairs of claims), sorted; low, high: of a total or a pace; claims: ids it rests on.
    """

    at: datetime
    words: str
    held: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Crossing:
    """One line that was crossed. key: what of the measure crossed it, stable, so that one crossing is told once; reason: one
    sentence; claims: ids of the claims between the two states that it rests on.
    """

    key: str
    reason: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What became of one indicator between two moments. before: None at its first evaluation, which only notes where things
    stand. reason: why it fired, or why not, in one sentence. closed: whether any of it would read otherwise without the
    claims that may not be passed on.
    """

    indicator: Indicator
    before: State | None
    after: State
    crossings: tuple[Crossing, ...]
    reason: str
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """Up to where an indicator was evaluated. batch: the last of the ledger then, 0 for none; at: when; evaluation: what
    came of it.
    """

    batch: int
    at: datetime
    evaluation: Evaluation


@dataclass(frozen=True, slots=True)
class Tripwire:
    """A conditional claim as something to watch for. condition, consequence: the document's words; speaker: who set it, as a
    chain in words; origins: their codes; hedges: as worded. parties, items: what the condition names, codes and classes.
    document: the id of the one that says it.
    """

    claim: str
    condition: str
    consequence: str
    speaker: str
    origins: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    published_on: date | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A later claim that may bear on a tripwire's condition. It never says that the condition is met. reason: what the two
    have in common.
    """

    tripwire: str
    claim: str
    reason: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class AlertClaim:
    """A claim as an alert tells it, without the ledger at hand. sentence: in our words; reviewed: what a person decided,
    None where nobody has looked.
    """

    id: str
    sentence: str
    quote: str
    publisher: str | None
    published_on: date | None
    url: str | None
    modality: Modality
    reviewed: Verdict | None = None
    handling: Handling = "public"


@dataclass(frozen=True, slots=True)
class Alert:
    """A crossing, whole. id: from the indicator and the crossing's key. flow: in words. claims: those between the states.
    closed: whether the states or the reason would read otherwise without the claims that may not be passed on.
    """

    indicator: str
    name: str
    kind: IndicatorKind
    flow: str
    key: str
    at: datetime
    reason: str
    before: State | None
    after: State
    claims: tuple[AlertClaim, ...] = ()
    channels: tuple[str, ...] = ()
    id: str = ""
    closed: bool = False

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", content_id("a", self.indicator, self.key))

    @property
    def checked(self) -> int:
        """How many of its claims a person has looked at."""
        return sum(claim.reviewed is not None for claim in self.claims)

    @property
    def restricted(self) -> bool:
        """Whether it may not be passed on: for any of its claims, or for what its states were counted with."""
        return self.closed or any(claim.handling == "restricted" for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Channel:
    """A way out for alerts. name: the user's, unique. where: a path, an address, or an apprise url; of e-mail the server as
    `host:port`. sender, recipients, user, tls: of e-mail. secret: the name of the environment variable with the password, or
    with the whole address. headers: of a webhook. restricted: whether what may not be passed on may go here.
    """

    name: str
    kind: ChannelKind
    where: str = ""
    sender: str = ""
    recipients: tuple[str, ...] = ()
    user: str = ""
    tls: Literal["none", "starttls", "tls"] = "starttls"
    secret: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in which nothing goes out; it waits until they end. zone: an IANA name. since > until: over midnight."""

    since: time
    until: time
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class DispatchPlan:
    """A regular page of what is new. at: the local time in zone; weekday: 0 Monday, of a weekly one. channels: where it
    goes, empty for all; folder: where it is written besides. form: the ending of the file.
    """

    every: Every = "day"
    at: time = time(7)
    weekday: int = 0
    zone: str = "UTC"
    title: str = ""
    form: Literal[".md", ".html", ".pdf"] = ".html"
    channels: tuple[str, ...] = ()
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Manners:
    """How the web is asked. contact: told in the user agent. pause: seconds between requests to one host; timeout: seconds
    for a whole fetch; most_bytes: of a body; private: networks of private addresses that may be asked (CIDR), and hosts by
    name. attempts: how often a page is tried before it is given up.
    """

    contact: str = ""
    pause: float = 2.0
    timeout: float = 30.0
    most_bytes: int = 20_000_000
    private: tuple[str, ...] = ()
    attempts: int = 8


@dataclass(frozen=True, slots=True)
class Watch:
    """All of a watch.toml."""

    sources: tuple[PolledSource, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    channels: tuple[Channel, ...] = ()
    quiet: Quiet | None = None
    dispatch: DispatchPlan | None = None
    manners: Manners = field(default_factory=Manners)


@dataclass(frozen=True, slots=True)
class Message:
    """What goes to a channel. subject: one line; text, html: the whole; data: the same for programs, JSON values
    only. attachment: its name and base64 of its bytes.
    """

    subject: str
    text: str
    html: str = ""
    data: Mapping[str, Any] = field(default_factory=dict, hash=False)
    attachment: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message on its way to one channel. id: from the channel and what it tells, so that it is planned once. next_at:
    not before then.
    """

    id: str
    channel: str
    what: Literal["alerts", "dispatch"]
    alerts: tuple[str, ...]
    message: Message
    made_at: datetime
    next_at: datetime
    state: DeliveryState = "waiting"
    attempts: int = 0
    done_at: datetime | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one attempt. fault: '' where it was taken. again: whether it is worth another attempt; after: not
    before so many seconds, where the other side says so. unknown: it was handed over, and no answer came.
    """

    fault: str = ""
    again: bool = True
    after: float | None = None
    unknown: bool = False
