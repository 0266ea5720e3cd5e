"""All placements of n queens, by permutations of columns.

Exercises a recursive generator, sets made from generator expressions, tuples and slices.
"""


def permutations(items, count):
    """Generate the permutations of `count` items in lexicographic order."""
    size = len(items)
    indices = list(range(size))
    cycles = list(range(size, size - count, -1))
    yield tuple(items[index] for index in indices[:count])
    while size:
        for place in reversed(range(count)):
            cycles[place] -= 1
            if cycles[place] == 0:
                indices[place:] = indices[place + 1 :] + indices[place : place + 1]
                cycles[place] = size - place
            else:
                other = cycles[place]
                indices[place], indices[-other] = indices[-other], indices[place]
                yield tuple(items[index] for index in indices[:count])
                break
        else:
            return


def solutions_by_permutation(size):
    """Generate the placements: all diagonals differ."""
    columns = range(size)
    for rows in permutations(columns, size):
        if size == len({rows[c] + c for c in columns}) == len({rows[c] - c for c in columns}):
            yield rows


def solutions_by_row(size, row=0, columns=(), rising=frozenset(), falling=frozenset()):
    """Generate the placements, a row after the other, with sets of what is attacked."""
    if row == size:
        yield columns
        return
    for column in range(size):
        up, down = row + column, row - column
        if column in columns or up in rising or down in falling:
            continue
        yield from solutions_by_row(
            size, row + 1, (*columns, column), rising | {up}, falling | {down}
        )


def digest(solutions):
    """Return how many solutions there are, and a checksum."""
    count = checksum = 0
    for columns in solutions:
        count += 1
        for column in columns:
            checksum = (checksum * 31 + column) % 1000003
    return count, checksum


def run(scale=1):
    """Return counts and checksums of both ways."""
    size = 7 if scale >= 0.5 else 5
    repeats = max(1, round(24 * scale))
    results = set()
    for _ in range(repeats):
        results.add(digest(solutions_by_permutation(size)))
        results.add(digest(solutions_by_row(size)))
    return sorted(results)
