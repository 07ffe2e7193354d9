"""Who asks, and what they may do. Ledgers know nothing of this: it is asked where strangers may come, on the web."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["reader", "analyst", "admin"]

ROLES: tuple[Role, ...] = get_args(Role)
"""In order: each may do what those before it may."""


@dataclass(frozen=True, slots=True)
class Identity:
    """name: under which reviews are kept. may_see_restricted: also documents and claims that may not be passed on."""

    name: str
    role: Role
    may_see_restricted: bool = False

    def may(self, role: Role) -> bool:
        """Whether what needs this role is allowed."""
        return ROLES.index(self.role) >= ROLES.index(role)


def local_identity(login_name: str) -> Identity:
    """Who sits at the machine itself: the ledger's file is theirs anyway, so nothing of it is kept from them."""
    return Identity(login_name, "admin", may_see_restricted=True)
