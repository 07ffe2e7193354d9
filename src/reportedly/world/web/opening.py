"""The one door to the web."""

from __future__ import annotations

from reportedly.errors import UsageError
from reportedly.keep.ledger import Clock
from reportedly.terms.fetching import Fetcher
from reportedly.terms.watching import Manners

EXTRA = "watch"


def web_fetcher(manners: Manners, clock: Clock, user_agent: str) -> Fetcher:
    """What asks addresses of the web. user_agent: product and version, as in `name/1.0`; the manners' contact is told with
    it. Raises UsageError for manners that make no sense, and where what asks is not installed.
    """
    try:
        # Only what asks the web waits for it, and only that needs it installed.
        from reportedly.world.web.fetching import WebFetcher
    except ModuleNotFoundError as missing:
        raise UsageError(f"asking the web needs {missing.name}: pip install 'reportedly[{EXTRA}]'") from missing
    return WebFetcher(manners, clock, user_agent)
