def sure(value):
    items = []
    items.append(value)
    return items


def likely(items: list, value):
    return sorted(items).index(value), list(items).append(value)
