def exact(value):
    if type(value) is str and value is not None and type(value) is not list:
        return isinstance(value, str)
    return None


def instance(value):
    if isinstance(value, bool):
        return isinstance(value, int)
    return type(value) is bool


def asked_later(value):
    if isinstance(value, int):
        print(value)
        return isinstance(value, int)
    return False


def made(n):
    items = [n]
    return type(items) is list
