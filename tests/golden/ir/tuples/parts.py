def starred(a, b, c):
    first, *rest, last = (a, b, c, a)
    return rest, first, last


def constants():
    values = (1, 'x', None)
    number, text, nothing = values
    head, *others = values
    return values, number, text, others


def too_few():
    values = (1, 2)
    a, b, c = values
    return a
