# options: --python-version 3.9
# What runs interpreted has to be read by the Python that the module is for; the rest has not.
def match(value):
    match value:  # error: E0712 the match statement needs Python 3.10, because function 'match' runs
        case 0:
            return "zero"


def native(item, items, *others: *int):
    with (open(item) as first, open(item) as second):
        return f"{item["key"]} {'\n'}", items[0, *items], first, second
