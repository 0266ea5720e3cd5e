"""Draw a picture, filter it, and write before.png, after.png and filters.png (all in a row).

usage: python show.py [FOLDER]

Nothing but numpy is needed: a PNG file is a few blocks of bytes, compressed by zlib.
"""

from __future__ import annotations

import struct
import sys
import zlib
from pathlib import Path

import filters
import numpy as np

HEIGHT, WIDTH = 130, 146
GAP = 6


def draw() -> np.ndarray:
    """Return an RGB picture of the sun above the hills."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH] / HEIGHT
    picture = np.empty((HEIGHT, WIDTH, 3))
    picture[:] = np.array([70.0, 130.0, 210.0]) + y[..., None] * np.array([150.0, 90.0, 20.0])
    picture[np.hypot(x - 0.72, y - 0.3) < 0.15] = (255, 226, 92)
    for depth in range(3):
        ridge = 0.58 + 0.14 * depth + 0.07 * np.sin(x * (5 + 2 * depth) + 2.1 * depth)
        picture[y > ridge] = (78 - 22 * depth, 146 - 36 * depth, 104 - 30 * depth)
    house = (abs(x - 0.32) < 0.11) & (abs(y - 0.75) < 0.1)
    picture[house] = (232, 222, 204)
    picture[(y < 0.66) & (y > 0.52) & (abs(x - 0.32) < (y - 0.52))] = (176, 62, 50)
    picture[(abs(x - 0.32) < 0.03) & (y > 0.73) & (y < 0.85)] = (96, 70, 52)
    return picture.astype(np.uint8)


def spoil(picture: np.ndarray) -> np.ndarray:
    """Return a copy in which one pixel in twenty is black or white."""
    random = np.random.default_rng(7).random(picture.shape[:2])
    spoiled = picture.copy()
    spoiled[random < 0.025] = 0
    spoiled[random > 0.975] = 255
    return spoiled


def block(kind: bytes, data: bytes) -> bytes:
    """Return a block of a PNG file: its length, its kind, the data and a check sum."""
    checked = kind + data
    return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))


def write_png(path: Path, image: np.ndarray) -> None:
    """Write an image of uint8, grey or RGB."""
    height, width = image.shape[:2]
    kind = {2: 0, 3: 2}[image.ndim]
    rows = image.reshape(height, -1)
    # Each row begins with how it is written: 2, as the difference to the one above, packs well.
    above = np.vstack([np.zeros_like(rows[:1]), rows[:-1]])
    lines = np.hstack([np.full((height, 1), 2, np.uint8), rows - above])
    header = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + block(b"IHDR", header)
        + block(b"IDAT", zlib.compress(lines.tobytes(), 9))
        + block(b"IEND", b"")
    )


def side_by_side(images: list[np.ndarray]) -> np.ndarray:
    """Return one picture of all, in two rows, with white between them."""
    gap = np.full((HEIGHT, GAP, 3), 255, np.uint8)
    half = len(images) // 2
    rows = []
    for some in (images[:half], images[half:]):
        row = [part for image in some for part in (image, gap)][:-1]
        rows.append(np.hstack(row))
    return np.vstack([rows[0], np.full((GAP, rows[0].shape[1], 3), 255, np.uint8), rows[1]])


def main() -> int:
    """Write the pictures, and say what they are."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    before = spoil(draw())
    after = filters.median(before)
    sharper = [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]
    images = {
        "as it is": before,
        "box_blur(image, 3)": filters.box_blur(before, 3),
        "gaussian_blur(image, 2.0)": filters.gaussian_blur(before, 2.0),
        "median(image)": after,
        "sobel(median(image))": filters.sobel(after),
        "convolve(median(image), sharper)": filters.convolve(after, sharper),
    }
    write_png(folder / "before.png", before)
    write_png(folder / "after.png", after)
    write_png(folder / "filters.png", side_by_side(list(images.values())))
    for name in ("before.png", "after.png", "filters.png"):
        print(f"{name}: {(folder / name).stat().st_size:,} bytes")
    print("filters.png: " + ", ".join(images))
    return 0


if __name__ == "__main__":
    sys.exit(main())
