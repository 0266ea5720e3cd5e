"""The same filters in plain numpy, to compare with: what they give, and how long they take."""

from __future__ import annotations

import numpy as np


def surround(image: np.ndarray, above: int, beside: int, border: str) -> np.ndarray:
    """Return the image with so many more rows above and below, and columns on both sides."""
    return np.pad(image, [(above, above), (beside, beside)] + [(0, 0)] * (image.ndim - 2), border)


def windows(padded: np.ndarray, rows: int, columns: int) -> list[np.ndarray]:
    """Return a part of the padded image for each place of a window, row by row."""
    height, width = padded.shape[0] - rows + 1, padded.shape[1] - columns + 1
    places = [(row, column) for row in range(rows) for column in range(columns)]
    return [padded[row : row + height, column : column + width] for row, column in places]


def finish(values: np.ndarray, image: np.ndarray) -> np.ndarray:
    """Return the values as pixels of the image's type."""
    if image.dtype == np.uint8:
        values = np.clip(values, 0.0, 255.0) + 0.5
    return values.astype(image.dtype)


def weigh(padded: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Add up the parts of the padded image that the kernel's places see, as float64."""
    rows, columns = weights.shape
    sums = np.zeros((padded.shape[0] - rows + 1, padded.shape[1] - columns + 1, *padded.shape[2:]))
    for weight, part in zip(weights.flat, windows(padded, rows, columns), strict=True):
        sums += weight * part
    return sums


def blur(image: np.ndarray, weights: np.ndarray, border: str) -> np.ndarray:
    """Weigh the pixels of each row, then of each column."""
    radius = len(weights) // 2
    padded = surround(image, radius, radius, border)
    return finish(weigh(weigh(padded, weights[np.newaxis, :]), weights[:, np.newaxis]), image)


def box_blur(image: np.ndarray, radius: int = 1, *, border: str = "edge") -> np.ndarray:
    """Give each pixel the mean of the square around it."""
    size = 2 * radius + 1
    return blur(image, np.full(size, 1.0 / size), border)


def gaussian_blur(image: np.ndarray, sigma: float, *, border: str = "edge") -> np.ndarray:
    """Blur with a bell curve, cut off after three standard deviations."""
    radius = int(np.ceil(3.0 * sigma))
    weights = np.exp(-0.5 * (np.arange(-radius, radius + 1) / sigma) ** 2)
    return blur(image, weights / weights.sum(), border)


def convolve(image: np.ndarray, kernel: np.ndarray, *, border: str = "edge") -> np.ndarray:
    """Give each pixel the sum of those around it, each times its number in the kernel."""
    weights = np.asarray(kernel, np.float64)
    rows, columns = weights.shape
    return finish(weigh(surround(image, rows // 2, columns // 2, border), weights), image)


def sobel(image: np.ndarray, *, border: str = "edge") -> np.ndarray:
    """Give each pixel the steepness of the image there."""
    padded = surround(image, 1, 1, border).astype(np.float64)
    across = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], np.float64)
    return finish(np.hypot(weigh(padded, across), weigh(padded, across.T)), image)


def median(image: np.ndarray, *, border: str = "edge") -> np.ndarray:
    """Give each pixel the median of the nine in the square around it."""
    nine = np.stack(windows(surround(image, 1, 1, border), 3, 3))
    return np.partition(nine, 4, axis=0)[4]
