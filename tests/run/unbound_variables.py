"""What Python says of a variable that is not bound depends on where it is read.

>>> complaint(own)
'own'
>>> complaint(own_after_del)
'own'
>>> complaint(captured_own)
'own'
>>> complaint(inner_function)
'free'
>>> complaint(inner_del)
'free'
>>> complaint(class_body)
'free'
>>> complaint(class_body_after_del)
'free'
>>> complaint(generator_expression)
'free'
>>> complaint(lambda_in_comprehension)
'free'
>>> complaint(comprehension_in_class)
'free'
>>> complaint(first_iterable)
'own'
>>> complaint(list_comprehension) == in_comprehension()
True
>>> complaint(nested_comprehension) == in_comprehension()
True
>>> complaint(captured_in_comprehension) == in_comprehension()
True
>>> complaint(dict_comprehension) == in_comprehension()
True
>>> complaint(class_del)
"name 'missing' is not defined"
>>> complaint(class_del_twice)
"name 'missing' is not defined"
>>> complaint(class_read_after_del)
"name 'missing' is not defined"
"""

import sys

if sys.version_info >= (3, 11):
    OWN = "cannot access local variable 'x' where it is not associated with a value"
    FREE = (
        "cannot access free variable 'x' where it is not associated with a value in enclosing scope"
    )
else:
    OWN = "local variable 'x' referenced before assignment"
    FREE = "free variable 'x' referenced before assignment in enclosing scope"


def complaint(function):
    try:
        function()
    except UnboundLocalError as error:
        assert str(error) == OWN, error
        return "own"
    except NameError as error:
        return "free" if str(error) == FREE else str(error)


def in_comprehension():
    """From Python 3.12 on a comprehension is part of its function."""
    return "own" if sys.version_info >= (3, 12) else "free"


def own():
    y = x
    x = 1


def own_after_del():
    x = 1
    del x
    del x


def captured_own():
    y = x
    x = 1
    return lambda: x


def inner_function():
    def inner():
        return x

    inner()
    x = 1


def inner_del():
    def inner():
        nonlocal x
        del x

    inner()
    x = 1


def class_body():
    class Local:
        y = x

    x = 1


def class_body_after_del():
    x = 1
    del x

    class Local:
        y = x


def generator_expression():
    y = list(x for _ in (1,))
    x = 1


def lambda_in_comprehension():
    y = [(lambda: x)() for _ in (1,)]
    x = 1


def comprehension_in_class():
    class Local:
        y = [x for _ in (1,)]

    x = 1


def first_iterable():
    y = [i for i in x]
    x = 1


def list_comprehension():
    y = [x for _ in (1,)]
    x = 1


def nested_comprehension():
    y = [[x for _ in (1,)] for _ in (1,)]
    x = 1


def captured_in_comprehension():
    y = [x for _ in (1,)]
    x = 1
    return lambda: x


def dict_comprehension():
    y = {1: x for _ in (1,)}
    x = 1


def class_del():
    class Local:
        del missing


def class_del_twice():
    class Local:
        missing = 1
        del missing
        del missing


def class_read_after_del():
    class Local:
        missing = 1
        del missing
        y = missing
