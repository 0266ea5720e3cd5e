"""The program: 2,000 points in 5 clusters. How many rounds may stand on the command line."""

import random
import sys

from clusters import Point, cluster


def main(rounds: int) -> None:
    """Make the points, always the same ones, and put them into clusters."""
    random.seed(1)
    points = [Point(random.random(), random.random()) for _ in range(2000)]
    centres = cluster(points, 5, rounds)
    print(*(f"({centre.x:.2f}, {centre.y:.2f})" for centre in centres))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
