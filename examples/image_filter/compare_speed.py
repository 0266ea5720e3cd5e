"""How long the filters take for an RGB picture, and how long plain numpy takes.

usage: python compare_speed.py [SIZE [ROUNDS]]

Each figure is the best of some rounds, in which all take turns.
"""

from __future__ import annotations

import sys
import time
from functools import partial

import filters
import numpy as np
import plain_numpy

CALLS = {
    "box_blur": (2,),
    "gaussian_blur": (2.0,),
    "convolve": (np.ones((3, 3)) / 9.0,),
    "sobel": (),
    "median": (),
}


def main() -> int:
    """Print the table; fail if the two disagree by more than a rounding."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    image = np.random.default_rng(1).integers(0, 256, (size, size, 3)).astype(np.uint8)
    good = True
    print(f"{f'{size} x {size}, RGB':20}     numpy  1 thread  2 threads")
    for name, arguments in CALLS.items():
        compiled = getattr(filters, name)
        ways = [
            partial(getattr(plain_numpy, name), image, *arguments),
            partial(compiled, image, *arguments, threads=1),
            partial(compiled, image, *arguments, threads=2),
        ]
        best = [float("inf")] * len(ways)
        for _ in range(rounds):
            for number, way in enumerate(ways):
                started = time.perf_counter()
                way()
                best[number] = min(best[number], time.perf_counter() - started)
        expected, one, two = (way().astype(int) for way in ways)
        good = good and abs(one - expected).max() <= 1 and np.array_equal(one, two)
        milliseconds = [1000.0 * seconds for seconds in best]
        print("{:20} {:6.1f} ms {:6.1f} ms  {:6.1f} ms".format(name, *milliseconds))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
