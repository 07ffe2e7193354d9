"""keep.grown: an array that grows at its end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Grown:
    """An array that grows at its end, by doubling."""

    def __init__(self, kind: type[np.generic]) -> None:
        self._array = np.zeros(1024, kind)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    @property
    def filled(self) -> NDArray[Any]:
        """What is in it."""
        return self._array[: self._length]

    def extend(self, values: Sequence[object]) -> None:
        """Put values at the end."""
        need = self._length + len(values)
        if need > len(self._array):
            wider = np.zeros(max(need, 2 * len(self._array)), self._array.dtype)
            wider[: self._length] = self.filled
            self._array = wider
        self._array[self._length : need] = values
        self._length = need
