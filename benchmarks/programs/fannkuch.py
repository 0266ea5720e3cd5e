"""Fannkuch: how often a permutation is flipped until its first number is the first.

Exercises lists of small integers: indexing, slices, swaps, and loops with few calls.
"""


def fannkuch(size):
    """Return the checksum and the most flips over all permutations of `size` numbers."""
    permutation = list(range(size))
    counts = list(range(1, size + 1))
    checksum = most = number = 0
    remaining = size
    while True:
        while remaining != 1:
            counts[remaining - 1] = remaining
            remaining -= 1
        first = permutation[0]
        if first and permutation[size - 1] != size - 1:
            flips = count_flips(permutation, first)
            most = max(most, flips)
            checksum += flips if number % 2 == 0 else -flips
        elif first:
            flips = count_flips(permutation, first)
            checksum += flips if number % 2 == 0 else -flips
        while True:
            if remaining == size:
                return checksum, most
            rotate(permutation, remaining)
            counts[remaining] -= 1
            if counts[remaining] > 0:
                break
            remaining += 1
        number += 1


def count_flips(permutation, first):
    """Flip the first numbers of a copy until the first is zero; return how often."""
    work = permutation[:]
    flips = 0
    while first:
        low, high = 0, first
        while low < high:
            work[low], work[high] = work[high], work[low]
            low += 1
            high -= 1
        flips += 1
        first = work[0]
    return flips


def rotate(permutation, last):
    """Move the first number behind the `last` following ones."""
    moved = permutation[0]
    for place in range(last):
        permutation[place] = permutation[place + 1]
    permutation[last] = moved


def flip_with_slices(size, rounds):
    """The same flips with slices, from permutations that a simple generator gives."""
    state = 42
    total = 0
    for _ in range(rounds):
        work = list(range(size))
        for place in range(size - 1, 0, -1):
            state = (state * 1103515245 + 12345) % 2147483648
            other = state // 65536 % (place + 1)
            work[place], work[other] = work[other], work[place]
        while work[0]:
            first = work[0]
            work[: first + 1] = work[first::-1]
            total += 1
    return total


def run(scale=1):
    """Return checksum and most flips, and those of the slices."""
    size = 8 if scale >= 0.5 else 5
    results = {fannkuch(size) for _ in range(max(1, round(4 * scale)))}
    return sorted(results), flip_with_slices(size, max(1, round(8000 * scale)))
