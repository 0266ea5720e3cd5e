# options: --python-version 3.9
# What runs interpreted has to be read by the Python that the module is for; the rest has not.
def match(value):
    match value:  # error: E0712 the match statement needs Python 3.10, because function 'match' runs
        case 0:
            return "zero"


def group():
    try:
        pass
    except* ValueError:  # error on line 10: E0712 except* needs Python 3.11
        pass


def fields(item):
    return locals(), f"{item["key"]}"  # error: E0712 an f-string that repeats its quotes


def stars(*items: *int):  # error: E0712 a star in an annotation needs Python 3.11
    return locals()


def index(items):
    return locals(), items[0, *items]  # error: E0712 a star in an index needs Python 3.11


def generic[T](value: T) -> T:  # error: E0712 a type parameter needs Python 3.12
    return value


def old(item, items):
    locals()  # warning: W0001
    with (open(item) as first, open(item) as second):
        return f"{item['key']}", f"""{item['key']
        }""", f"{item['key']} it's" f'{item["key"]}', items[(0, *items)], first, second


def native(item):
    return f"{item["key"]} {'\n'}"
