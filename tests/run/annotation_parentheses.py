"""A name in parentheses that is only annotated is neither bound nor looked up: it is what it is
without the statement.

>>> unbound()
UnboundLocalError
>>> not_bound()
NameError
>>> of_outer()
'outer'
>>> of_module()
'again'
>>> of_parameter(3)
3
>>> with_value()
('value', 'again')
>>> declared_global()
'again'
>>> NAME
'again'
>>> Holder.kept, Holder.read, sorted(each for each in vars(Holder) if not each.startswith("__"))
('again', 'text', ['kept', 'read'])
>>> in_generator()
['outer']
"""

NAME = "module"
TEXT = "text"


def name_of_error(function):
    try:
        function()
    except NameError as error:
        print(type(error).__name__)


def unbound():
    def inner():
        name: int
        return name

    name_of_error(inner)


def not_bound():
    def inner():
        (no_such_global): int
        return no_such_global

    name_of_error(inner)


def of_outer():
    name = "outer"

    def inner():
        (name): int
        return name

    return inner()


def of_module():
    (NAME): str
    (nobody_has_it): str
    return NAME


def of_parameter(name):
    (name): int
    return name


def with_value():
    (name): str = "value"
    return name, NAME


def declared_global():
    global NAME
    (NAME): str = "again"
    return NAME


def in_generator():
    name = "outer"

    def inner():
        (name): int
        yield name

    return list(inner())


declared_global()


class Holder:
    (TEXT): str
    kept = NAME
    read = TEXT


(nobody_has_it_either): int
