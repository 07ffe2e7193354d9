"""The time that a whole fetch has."""

from __future__ import annotations

import time

from reportedly.world.web.trouble import Trouble


class Deadline:
    """Ends so many seconds after it was made, not counting what was spent waiting for one's turn."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._began = time.monotonic()
        self._waited = 0.0

    def left(self) -> float:
        """The seconds that are left. Raises Trouble (`timeout`) when none are."""
        left = self._seconds - self.spent()
        if left <= 0:
            raise self.passed()
        return left

    def spent(self) -> float:
        """The seconds that were spent on it."""
        return time.monotonic() - self._began - self._waited

    def waited(self, seconds: float) -> None:
        """Count so many seconds as waiting."""
        self._waited += seconds

    def passed(self) -> Trouble:
        """What is said when it has passed."""
        return Trouble("timeout", f"there was no whole answer within {self._seconds:g} seconds")
