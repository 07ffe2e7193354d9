"""Who tries too many wrong tokens waits."""

from __future__ import annotations

import math
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address

_HOUSEHOLD = 64
"""Bits of an IPv6 address that one household or server shares: it has all the addresses below."""


@dataclass(slots=True)
class Throttle:
    """Counts the wrong tokens of each address. most: in how many seconds (`within`) so many are borne.

    remembered: addresses at most; the one longest silent is forgotten first.
    """

    most: int = 10
    within: float = 60.0
    remembered: int = 10_000
    now: Callable[[], float] = time.monotonic
    _wrong: OrderedDict[str, deque[float]] = field(default_factory=OrderedDict)

    def wait(self, address: str) -> int:
        """For how many whole seconds this address is not heard; 0 where it is."""
        times = self._wrong.get(_household(address))
        if times is None or len(times) < self.most:
            return 0
        return max(0, math.ceil(times[0] + self.within - self.now()))

    def wrong(self, address: str) -> None:
        """Note a wrong token."""
        household = _household(address)
        self._wrong.setdefault(household, deque(maxlen=self.most)).append(self.now())
        self._wrong.move_to_end(household)
        while len(self._wrong) > self.remembered:
            self._wrong.popitem(last=False)


def _household(address: str) -> str:
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    if isinstance(ip, IPv6Address):
        return str(ip.ipv4_mapped or int(ip) >> (128 - _HOUSEHOLD))
    return str(ip)
