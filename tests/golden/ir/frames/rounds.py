def rounds(items, end, limit):
    count = 0
    while limit:
        for item in items:
            yield item
        yield end, count
        count = [count]
