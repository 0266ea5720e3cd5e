# A power that is real if it does not raise is a number; one that may be complex stays a dual.


def norm(a, b):
    x, y = float(a), float(b)
    z = x + y
    return (z ** 2 + 1.0) ** 0.5
