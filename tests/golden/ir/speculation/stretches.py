# Sums of products with a float constant have a copy for floats; an index and a bit pattern point to
# ints, and of one op alone there is no copy.


def weighted(rows):
    total = 0
    for a, b in rows:
        total += a * 0.5 + b[0] / a
    return total


def ints(rows, flags):
    found = 0
    for place, step in rows:
        found += flags[place * 2 + step] & 7
    return found


def halves(rows):
    return [row * 0.5 for row in rows]
