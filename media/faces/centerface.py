"""CenterFace (MIT), a small network that finds faces, run by onnxruntime; imported in the process of its own alone.

What comes out lies at a quarter of the picture's resolution: how sure it is of a face's middle, the logarithm of the
face's height and width in such steps, and how far the middle is off them.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from media.faces import open_shapes

STEP = 32  # a picture's width and height are multiples of it
SURE = 0.4  # of 1: a face; cartoons, silhouettes and hands stay below
_QUARTER = 4  # pixels
_SAME = 0.3  # of what two boxes cover together: the same face
_MOST = 20  # faces in a picture

Box = tuple[
    float, float, float, float, float
]  # left, top, width and height as parts of the picture; how sure


def session(network: Path) -> Any:
    """The network, ready to run on one processor."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    known = open_shapes.with_any_size(network.read_bytes())
    return onnxruntime.InferenceSession(known, options, providers=["CPUExecutionProvider"])


def boxes(network: Any, picture: NDArray[np.uint8]) -> list[Box]:
    """The faces in a picture (height x width x RGB), the surest first."""
    seen = picture.astype(np.float32).transpose(2, 0, 1)[None]
    sure, size, off, _ = network.run(None, {network.get_inputs()[0].name: seen})
    return list(_faces(sure[0, 0], size[0], off[0]))


def _faces(sure: NDArray[np.float32], size: NDArray[np.float32], off: NDArray[np.float32]) -> Iterator[Box]:
    down, across = sure.shape
    rows, columns = np.nonzero(sure > SURE)
    order = np.argsort(-sure[rows, columns], kind="stable")
    told: list[Box] = []
    for row, column in zip(rows[order], columns[order], strict=True):
        tall, wide = (float(np.exp(size[axis, row, column])) for axis in (0, 1))
        middle = (float(column + off[1, row, column] + 0.5), float(row + off[0, row, column] + 0.5))
        left, top = (middle[0] - wide / 2) / across, (middle[1] - tall / 2) / down
        box = (left, top, wide / across, tall / down, float(sure[row, column]))
        if len(told) < _MOST and all(_shared(box, one) < _SAME for one in told):
            told.append(box)
            yield box


def _shared(one: Box, other: Box) -> float:
    """Which part of what two boxes cover together lies in both."""
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    tall = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    both = max(wide, 0) * max(tall, 0)
    return both / (one[2] * one[3] + other[2] * other[3] - both)
