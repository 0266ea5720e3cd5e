def ordered(a, b):
    x, y = (a, b) if a < b else (b, a)
    return x - y


def kept(a, b):
    pair = (a, b)
    x, y = pair
    return pair, x, y
