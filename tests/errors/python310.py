# options: --python-version 3.10
# What runs interpreted has to be read by the Python that the module is for; the rest has not.
def group():
    try:
        pass
    except* ValueError:  # error on line 4: E0712 except* needs Python 3.11
        pass


def fields(item):
    match item:
        case _:
            return f"{item["key"]}"  # error: E0712 an f-string that repeats its quotes


def stars(*items: *int):  # error: E0712 a star in an annotation needs Python 3.11
    match items:
        case _:
            return items


def index(items):
    match items:
        case _:
            return items[0, *items]  # error: E0712 a star in an index needs Python 3.11


def generic[T](value: T) -> T:  # error: E0712 a type parameter needs Python 3.12
    return value


def flat[T](rows: T):
    return [*row for row in rows]  # error: E0712 unpacking in a comprehension needs Python 3.15


def merged[T](rows: T):
    return {**row for row in rows}  # error: E0712 unpacking in a comprehension needs Python 3.15


def old(item, items):
    match item:  # warning: W0001
        case _:
            pass
    with (open(item) as first, open(item) as second):
        return f"{item['key']}", f"""{item['key']
        }""", f"{item['key']} it's" f'{item["key"]}', items[(0, *items)], first, second


def native(item):
    return f"{item["key"]} {'\n'}"
