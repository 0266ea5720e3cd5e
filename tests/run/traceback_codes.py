"""Tracebacks name every code object that an exception passed, and the lines that CPython names: of
class bodies, comprehensions, decorators, defaults, attributes, context managers.

>>> lines(class_body)
[('class_body', 1), ('Local', 3)]
>>> lines(nested_class_bodies)
[('nested_class_bodies', 1), ('Outer', 3), ('Inner', 4), ('bad', 'bad')]
>>> lines(class_body_in_try)
[('class_body_in_try', 1), ('Local', 5), ('bad', 'bad')]
>>> lines(metaclass_call)
[('metaclass_call', 5), ('__new__', 3), ('bad', 'bad')]
>>> lines(class_annotation)
[('class_annotation', 1), ('Local', 2), ('bad', 'bad')]  # until 3.13
[]  # from 3.14
>>> lines(first_iterable)
[('first_iterable', 2), ('bad', 'bad')]
>>> lines(first_iterable_of_ints)
[('first_iterable_of_ints', 1)]
>>> lines(list_comprehension) == comprehension("list_comprehension", 1, "<listcomp>", 2)
True
>>> lines(second_iterable) == comprehension("second_iterable", 1, "<listcomp>", 3)
True
>>> lines(dict_comprehension) == comprehension("dict_comprehension", 1, "<dictcomp>", 2)
True
>>> lines(set_comprehension) == comprehension("set_comprehension", 1, "<setcomp>", 3)
True
>>> lines(range_comprehension) == comprehension("range_comprehension", 1, "<listcomp>", 1)
True
>>> lines(generator_expression)
[('generator_expression', 1), ('<genexpr>', 2), ('bad', 'bad')]
>>> lines(decorator_call) == [("decorator_call", 1 if since(11) else 2), ("refuse", "refuse")]
True
>>> lines(class_decorator_call) == [("class_decorator_call", 1 if since(11) else 2), ("refuse", "refuse")]
True
>>> lines(default)
[('default', 2), ('bad', 'bad')]
>>> lines(attribute_chain) == [("attribute_chain", 2 if since(10) else 1)]
True
>>> lines(method_chain) == [("method_chain", 2 if since(10) else 1)]
True
>>> lines(stored_attribute) == [("stored_attribute", 2 if since(10) else 1)]
True
>>> lines(keyword_method_chain)[0] == ("keyword_method_chain", 2 if since(10) else 1)
True
>>> lines(exit_at_end) == [("exit_at_end", 1 if since(10) else 3), ("__exit__", "__exit__")]
True
>>> lines(exit_by_return) == [("exit_by_return", 1 if since(10) else 2), ("__exit__", "__exit__")]
True
>>> lines(exit_by_exception) == [("exit_by_exception", 1 if since(10) else 3), ("__exit__", "__exit__")]
True
>>> lines(exit_after_compound) == [("exit_after_compound", 1 if since(10) else 6), ("__exit__", "__exit__")]
True
>>> lines(exit_before_the_end) == [("exit_before_the_end", 1 if since(10) else 8), ("__exit__", "__exit__")]
True
>>> lines(missing_module)
[('missing_module', 1)]
>>> lines(nothing_to_reraise)
[('nothing_to_reraise', 1)]
>>> lines(reraised)
[('reraised', 2), ('bad', 'bad')]
"""

import sys


def since(minor):
    return sys.version_info >= (3, minor)


def bad(*_):
    raise ValueError("bad")


def refuse(_):
    raise TypeError("refuse")


class Leaving:
    def __enter__(self):
        return self

    def __exit__(self, *_):
        raise KeyError("exit")


def lines(function):
    """Name and line of each entry, lines counted from the function's; those of helpers by name."""
    entry = None
    try:
        function()
    except Exception as error:
        entry = error.__traceback__.tb_next
    found = []
    while entry is not None:
        name, line = entry.tb_frame.f_code.co_name, entry.tb_lineno
        is_helper = name in ("bad", "refuse", "__exit__")
        found.append((name, name if is_helper else line - function.__code__.co_firstlineno))
        entry = entry.tb_next
    return found


def comprehension(outer, line, name, inner):
    """What is expected of a comprehension, which is part of its function from Python 3.12 on."""
    if since(12):
        return [(outer, inner), ("bad", "bad")]
    return [(outer, line), (name, inner), ("bad", "bad")]


def class_body():
    class Local:
        x = 1
        y = 1 / 0


def nested_class_bodies():
    class Outer:
        x = 1
        class Inner:
            y = bad()


def class_body_in_try():
    class Local:
        try:
            bad()
        except ValueError:
            bad()


def metaclass_call():
    class Meta(type):
        def __new__(cls, name, bases, namespace):
            bad()

    class Local(metaclass=Meta):
        x = 1


def class_annotation():
    class Local:
        x: bad() = 1


def first_iterable():
    return [x for x in
        bad()]


def first_iterable_of_ints():
    return [x for x in 3]


def list_comprehension():
    return [
        bad()
        for x in (1,)
    ]


def second_iterable():
    return [x
        for x in (1,)
        for y in bad()
    ]


def dict_comprehension():
    return {
        x: bad()
        for x in (1,)
    }


def set_comprehension():
    return {x
        for x in (1,)
        if bad()
    }


def range_comprehension():
    return [bad() for x in range(3)]


def generator_expression():
    return list(
        bad()
        for x in (1,)
    )


def decorator_call():
    @refuse
    def inner():
        pass


def class_decorator_call():
    @refuse
    class Local:
        x = 1


def default():
    def inner(a,
              b=bad()):
        pass


def attribute_chain():
    return (None
        .x)


def method_chain():
    return (None
        .x(1,
           2))


def stored_attribute():
    (None
        .x) = 1


def keyword_method_chain():
    return (None
        .x(a=1))


def exit_at_end():
    with Leaving():
        x = 1
        y = 2


def exit_by_return():
    with Leaving():
        return 1


def exit_by_exception():
    with Leaving():
        x = 1
        bad()


def exit_after_compound():
    with Leaving():
        for x in (1,):
            if x:
                continue
        else:
            x = 2


def exit_before_the_end():
    with Leaving():
        if bad:
            bad()
        try:
            x = 1
        except KeyError:
            while x:
                x = 2


def missing_module():
    import a_module_that_nobody_has


def nothing_to_reraise():
    raise


def reraised():
    try:
        bad()
    except ValueError:
        raise
