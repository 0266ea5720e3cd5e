def numbers(items, log):
    count = 0
    try:
        for item in items:
            count += 1
            yield item
    finally:
        log(count)
