"""Where a language model is, so that whoever asks it knows what leaves this machine.

The host is judged by what is written and never looked up: what a name means today it need not mean tomorrow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.world.web.targets import Target

EXTRA = "llm"

Reach = Literal["here", "near", "away"]
"""On this machine, on a private network, or anywhere else."""

_UNSPECIFIED = frozenset({"0.0.0.0", "::"})
"""What servers say they listen at; whoever asks there comes to this machine."""

_NEAR = frozenset({"private", "carrier-grade NAT", "link-local"})
_NEAR_NAMES = (".local", ".lan", ".internal", ".home.arpa")
"""Names that the public system of names never gives away."""

_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_PASSED_ON = ("-cloud", ":cloud")
"""So Ollama names models that its local server does not run itself but passes on to its makers'."""

_LEAVING = "the text, title, publisher and day of each document leave this machine"


@dataclass(frozen=True, slots=True)
class Where:
    """A server of language models. url: without a last slash; host, at: without and with a port that is told."""

    url: str
    host: str
    at: str
    reach: Reach

    @property
    def encrypted(self) -> bool:
        """Whether others on the way can read what is sent."""
        return self.url.startswith("https:")

    def sentence(self, model: str) -> str:
        """What the user is told before anything is asked."""
        asks = f"asks {model} at {self.at}"
        if self.reach == "here" and model.endswith(_PASSED_ON):
            return f"{asks}, which passes it on: {_LEAVING}"
        if self.reach == "here":
            return f"{asks}, on this machine; nothing leaves it"
        near = ", on a private network" if self.reach == "near" else ""
        return f"{asks}{near}: {_LEAVING}"


def leaves(url: str) -> Where:
    """Where what is sent to an address goes. Raises UsageError where it is no address of a server of language models, and
    for a host elsewhere that is to be asked without encryption.
    """
    bare = url.strip().rstrip("/")
    target = _target(bare)
    if urlsplit(bare).query or urlsplit(bare).fragment:
        raise UsageError(f"{_shown(url)}: an endpoint has no ? or # in it, as in http://127.0.0.1:8080/v1")
    reach = _reach(target.host)
    if reach == "away" and target.scheme != "https":
        raise UsageError(
            f"--endpoint {bare}: documents and keys go to another network only over https: begin it with https://"
        )
    return Where(bare, target.host, target.authority, reach)


def _target(url: str) -> Target:
    try:
        # It reads international names with idna, which comes with httpx.
        from reportedly.world.web.targets import target_of
        from reportedly.world.web.trouble import Trouble
    except ModuleNotFoundError as missing:
        raise lacking(missing) from missing
    try:
        return target_of(url)
    except Trouble as trouble:
        # Without its cause: an address with a password in it is not to stand in a traceback.
        raise UsageError(f"{_shown(url)}: {trouble.message}; name one as in http://127.0.0.1:8080/v1") from None


def lacking(missing: ModuleNotFoundError) -> UsageError:
    """What is said where the extra is not installed."""
    return UsageError(f"asking a language model needs {missing.name}: pip install 'reportedly[{EXTRA}]'")


def _shown(url: str) -> str:
    """An address without what may be secret in it."""
    bare = re.split(r"[?#]", url, maxsplit=1)[0]
    return re.sub(r"//.*@", "//…@", bare)[:200]


def _reach(host: str) -> Reach:
    from reportedly.world.web.addresses import kind

    if host in _UNSPECIFIED:
        return "here"
    try:
        word = kind(ip_address(host))
    except ValueError:
        return _reach_of_name(host)
    if word == "loopback":
        return "here"
    return "near" if word in _NEAR else "away"


def _reach_of_name(host: str) -> Reach:
    last = host.rpartition(".")[2]
    if _NUMBER.fullmatch(last):
        # The system reads 2130706433 and 0x7f.1 as addresses of IPv4: what looks like a name would be somewhere else.
        raise UsageError(f"{host!r} is neither a name nor an address written in full, as 127.0.0.1 is")
    if host == "localhost" or host.endswith(".localhost"):
        return "here"
    return "near" if "." not in host or host.endswith(_NEAR_NAMES) else "away"
