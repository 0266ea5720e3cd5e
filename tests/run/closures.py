"""Closures: shared variables, nonlocal, late binding, defaults, recursion, deep nesting."""


def adder(n):
    """
    >>> adder(1)(2), adder('a')('b')
    (3, 'ba')
    """
    def add(x):
        return x + n
    return add


def counter():
    """
    >>> first, second = counter(), counter()
    >>> first(), first(), second()
    (1, 2, 1)
    """
    count = 0

    def increment():
        nonlocal count
        count += 1
        return count
    return increment


def shared():
    """
    >>> read, write = shared()
    >>> read()
    'old'
    >>> write('new'); read()
    'new'
    """
    value = 'old'

    def read():
        return value

    def write(new):
        nonlocal value
        value = new
    return read, write


def outer_sees_changes():
    """
    >>> outer_sees_changes()
    [0, 1, 'changed']
    """
    log = []
    value = 0

    def change():
        nonlocal value
        value = 'changed'

    log.append(value)
    value = 1
    log.append(value)
    change()
    log.append(value)
    return log


def late_binding():
    """
    >>> late_binding()
    [2, 2, 2]
    """
    functions = []
    for i in range(3):
        def function():
            return i
        functions.append(function)
    return [function() for function in functions]


def defaults_bind_early():
    """
    >>> defaults_bind_early()
    [0, 1, 2]
    """
    functions = []
    for i in range(3):
        def function(i=i):
            return i
        functions.append(function)
    return [function() for function in functions]


def captured_parameter(value):
    """
    >>> captured_parameter(5)
    (5, 6)
    """
    def inner():
        return value
    before = inner()
    value += 1
    return before, inner()


def captured_star(*values, **named):
    """
    >>> captured_star(1, 2, a=3)
    ((1, 2), {'a': 3})
    """
    def inner():
        return values, named
    return inner()


def recursion(n):
    """
    >>> recursion(10)
    3628800
    """
    def factorial(k):
        return 1 if k < 2 else k * factorial(k - 1)
    return factorial(n)


def mutual_recursion(n):
    """
    >>> mutual_recursion(10), mutual_recursion(7)
    (True, False)
    """
    def even(k):
        return True if k == 0 else odd(k - 1)

    def odd(k):
        return False if k == 0 else even(k - 1)
    return even(n)


def deep(a):
    """
    >>> deep(1)(2)(3)(4)
    (1, 2, 3, 4)
    """
    def second(b):
        def third(c):
            def fourth(d):
                return a, b, c, d
            return fourth
        return third
    return second


def deep_nonlocal():
    """
    >>> deep_nonlocal()
    ['inner', 'inner', 'middle']
    """
    x = 'outer'
    log = []

    def middle():
        y = 'middle'

        def inner():
            nonlocal x
            x = 'inner'
            log.append(x)
        inner()
        log.append(x)
        return y
    log.append(middle())
    return log


def skipped_level():
    """A function in the middle that does not use the variable passes it on.

    >>> skipped_level()
    'outer value'
    """
    value = 'outer value'

    def middle():
        def inner():
            return value
        return inner
    return middle()()


def unset_variable():
    """
    >>> unset_variable()
    ('NameError', True)
    """
    def inner():
        return value
    try:
        inner()
    except NameError as error:
        result = type(error).__name__, 'value' in str(error)
    value = 1
    return result


def deleted_variable():
    """
    >>> deleted_variable()
    'NameError'
    """
    value = 1

    def inner():
        return value
    del value
    try:
        return inner()
    except NameError as error:
        return type(error).__name__


def deleted_by_inner():
    """
    >>> deleted_by_inner()
    'UnboundLocalError'
    """
    value = 1

    def inner():
        nonlocal value
        del value
    inner()
    try:
        return value
    except UnboundLocalError as error:
        return type(error).__name__


def same_name_is_local():
    """
    >>> same_name_is_local()
    ('inner', 'outer')
    """
    name = 'outer'

    def inner():
        name = 'inner'
        return name
    return inner(), name


def closure_attribute():
    """
    >>> closure_attribute()
    (None, [1, 'b'], ('a', 'b'))
    """
    a, b = 1, 'b'

    def inner():
        return a, b

    def nothing():
        pass
    return nothing.__closure__, [cell.cell_contents for cell in inner.__closure__], inner.__code__.co_freevars


def nonlocal_alone():
    """A variable that is declared nonlocal is captured, used or not.

    >>> function = nonlocal_alone()
    >>> function.__closure__[0].cell_contents, function.__code__.co_freevars
    (1, ('a',))
    """
    a = 1

    def function():
        nonlocal a
    return function


def closure_in_loop_with_nonlocal():
    """
    >>> closure_in_loop_with_nonlocal()
    45
    """
    total = 0

    def add(value):
        nonlocal total
        total += value
    for i in range(10):
        add(i)
    return total


def memoize(function):
    """
    >>> calls = []
    >>> def slow(x): calls.append(x); return x * x
    >>> fast = memoize(slow)
    >>> fast(3), fast(3), fast(4), calls
    (9, 9, 16, [3, 4])
    """
    cache = {}

    def wrapper(argument):
        if argument not in cache:
            cache[argument] = function(argument)
        return cache[argument]
    return wrapper


def class_inside(value):
    """
    >>> class_inside(5)
    (5, 5)
    """
    class Inner:
        attribute = value

        def method(self):
            return value
    return Inner.attribute, Inner().method()


def exception_variable():
    """
    >>> exception_variable()
    'NameError'
    """
    try:
        raise ValueError('gone')
    except ValueError as error:
        def inner():
            return error
    try:
        inner()
    except NameError as failure:
        return type(failure).__name__


def comprehension_in_closure(n):
    """
    >>> comprehension_in_closure(3)
    [[0, 0], [0, 1], [0, 2]]
    """
    def rows():
        return [[i * n for i in range(1)] + [j] for j in range(n)]
    return rows()


def generator_in_closure():
    """
    >>> generator_in_closure()
    ([0, 1, 2], 3)
    """
    count = 0

    def generate():
        nonlocal count
        while count < 3:
            yield count
            count += 1
    return list(generate()), count


def keyword_default_is_captured():
    """
    >>> keyword_default_is_captured()
    'early'
    """
    value = 'early'

    def inner(*, default=value):
        return default
    value = 'late'
    return inner() if value else None
