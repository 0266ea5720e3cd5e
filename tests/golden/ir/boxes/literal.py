def scaled(items, n):
    factor = 1.5
    items.append(factor)
    factor = factor * n
    return factor
