"""keep.grown: an array that grows at its end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

LEAST = 1024


class Grown:
    """An array that grows at its end, by half of itself."""

    def __init__(self, kind: type[np.generic], array: NDArray[Any] | None = None, length: int = 0) -> None:
        """array: what holds the first values, with room behind them; it is written to."""
        self._array = np.zeros(LEAST, kind) if array is None else array
        self._length = length

    def __len__(self) -> int:
        return self._length

    @property
    def filled(self) -> NDArray[Any]:
        """What is in it."""
        return self._array[: self._length]

    def extend(self, values: Sequence[object] | NDArray[Any]) -> None:
        """Put values at the end."""
        need = self._length + len(values)
        if need > len(self._array):
            wider = np.zeros(max(need, len(self._array) * 3 // 2), self._array.dtype)
            wider[: self._length] = self.filled
            self._array = wider
        self._array[self._length : need] = values
        self._length = need
