"""By whom a server's certificate may be vouched for."""

from __future__ import annotations

import ssl
from functools import cache

import certifi


@cache
def known_authorities() -> ssl.SSLContext:
    """Verifies certificates by the authorities that the system trusts, and those that browsers do."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
