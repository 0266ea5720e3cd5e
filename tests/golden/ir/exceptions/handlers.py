def first(items, log):
    try:
        return items[0]
    except IndexError as error:
        log(error)
        raise KeyError(log) from error
