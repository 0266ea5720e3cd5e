def without_closure(items):
    return sum(item * 2 for item in items)


def with_closure(items, limit):
    return sum(item > limit for item in items)
