# options: --python-version 3.12
# What runs interpreted has to be read by the Python that the module is for; the rest has not.
def default[T = int](value: T) -> T:  # error: E0712 the default of a type parameter needs Python 3.13
    return value


def flat[T = int](rows: T):
    return [*row for row in rows]  # error: E0712 unpacking in a comprehension needs Python 3.15


def merged[T = int](rows: T):
    return {**row for row in rows}  # error: E0712 unpacking in a comprehension needs Python 3.15


def signed[T = int](value: T):
    match value:
        case +1 + 2j:  # error: E0712 a plus before a pattern's number needs Python 3.15
            pass


def signed_key[T = int](value: T):
    match value:
        case {-1: _, 2 - +2j: _}:  # error: E0712 a plus before a pattern's number needs Python 3.15
            pass


def old[T](item: T, items):
    match item:
        case [-1, {-2: _, **rest}]:
            return f"{item["key"]}", rest
    try:
        pass
    except* (ValueError, TypeError):
        pass
    return [item for item in items], {key: value for key, value in items}


def native(item):
    match item:
        case +1:
            return [*row for row in item]
