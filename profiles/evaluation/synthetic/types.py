"""The arrays a clinic is drawn in, by what they hold. A chunk's arrays count its patients from nought."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Who = NDArray[np.uint16]  # a patient's place in the chunk; 16 bits, so that sorting is a counting sort
Days = NDArray[np.int32]  # days since 1 January 1970
Ticks = NDArray[np.int64]  # numbers in ten-billionths, the finest step the evaluator computes with
Reals = NDArray[np.float32]
Truths = NDArray[np.bool_]
Picks = NDArray[np.uint8]  # positions in a short list
Counts = NDArray[np.int64]
AnyArray = NDArray[Any]
