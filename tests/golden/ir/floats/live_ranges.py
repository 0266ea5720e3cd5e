def number_then_float(n):
    x = 0
    while x < n:
        x += 1
    first = x
    x = 1.5
    while x < n:
        x *= 2.0
    return first, x
