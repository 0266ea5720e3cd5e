# options: --python-version 3.9
# What runs interpreted has to be read by the Python that the module is for; the rest has not.
def interpreted[T](value: T):  # error: E0712 a type parameter needs Python 3.12, because function 'interpreted' runs
    return value


def native(item, items, *others: *int):
    match item:
        case [+1, *_]:
            pass
    with (open(item) as first, open(item) as second):
        return f"{item["key"]} {'\n'}", items[0, *items], first, second
