def is_any(items, limit):
    return any(item > limit for item in items)


def tuple_of(items):
    return tuple(-item for item in items)
