"""Variables that are always floats are held as numbers; nobody can tell.

>>> newton(2.0)
1.414213562373095
>>> [geometric(n) for n in (0, 1, 2, 10)]
[0.0, 1.0, 1.5, 1.998046875]
>>> mixed(3), type(mixed(3))
(5.5, <class 'float'>)
>>> signs()
(-0.0, 0.0, -0.0, True)
>>> specials()
(inf, nan, True, False, False, True, True)
>>> divisions(2.0)
(3.5, 3.0, 1.0, -4.0, 1.0)
>>> raised(divisions, 0.0), raised(deleted)
('ZeroDivisionError', 'UnboundLocalError')
>>> for divide in (true_by_zero, floor_by_zero, modulo_by_zero):
...     print(divide())
('ZeroDivisionError', 3.0)
('ZeroDivisionError', 3.0)
('ZeroDivisionError', 3.0)
>>> same_object()
True
>>> same_objects_of_a_loop(3)
[True, True, True]
>>> other_objects(3)
3
>>> branches(True), branches(False)
(3.0, 'text')
>>> powers()
(2.25, 0.25, True)
>>> big_ints()
(True, False, True, 9007199254740992.0)
>>> truths()
[True, False, True, True]
>>> list(running([1.0, 2.0, 3.5]))
[1.0, 3.0, 6.5]
>>> captured()
(2.5, 4.0)
>>> compare_all(1.5)
[True, True, False, True, False, False]
>>> compare_all(1.0)
[False, True, True, False, False, True]
>>> in_handler([1.0, 0.5, "x", 2.0])
(1.5, 1)
"""


def raised(function, *arguments):
    try:
        function(*arguments)
    except Exception as error:
        return type(error).__name__


def newton(value):
    guess = 1.0
    for _ in range(5):
        guess = (guess + 2.0 / guess) * 0.5
    return guess - (value - 2.0)


def geometric(count):
    total = 0.0
    term = 1.0
    while count > 0:
        total += term
        term /= 2
        count -= 1
    return total


def mixed(count):
    value = 2.5
    for i in range(count):
        value = value + 1
    return value


def signs():
    zero = 0.0
    negative = -zero
    positive = +negative + 0.0
    return negative, positive, negative * 1.0, negative == positive


def specials():
    big = 1e308
    infinite = big * 10.0
    nan = infinite - infinite
    return infinite, nan, nan != nan, nan == nan, nan < 1.0, not nan == 0.0, bool(nan)


def divisions(by):
    value = 7.0
    divisor = 2.0
    negative = -7.0
    if by == 0.0:
        divisor = divisor - 2.0
    return (
        value / divisor,
        value // divisor,
        value % divisor,
        negative // divisor,
        negative % divisor,
    )


def true_by_zero():
    value = 3.0
    zero = 0.0
    try:
        value = value / zero
    except ZeroDivisionError as error:
        return type(error).__name__, value


def floor_by_zero():
    value = 3.0
    zero = 0.0
    try:
        value = value // zero
    except ZeroDivisionError as error:
        return type(error).__name__, value


def modulo_by_zero():
    value = 3.0
    zero = 0.0
    try:
        value = value % zero
    except ZeroDivisionError as error:
        return type(error).__name__, value


def same_object():
    x = 1.5
    x = x * 2.0
    kept = [x]
    kept.append(x)
    return kept[0] is kept[1] and kept[1] is x


def same_objects_of_a_loop(count):
    first, second = [], []
    x = 0.5
    for _ in range(count):
        x = x + 0.25
        first.append(x)
        if x > 0.0:
            second.append(x)
    return [a is b for a, b in zip(first, second)]


def other_objects(count):
    kept = []
    x = 0.5
    for _ in range(count):
        x = x + 0.0
        kept.append(x)
    return len({id(value) for value in kept})


def branches(flag):
    x = 1.0
    if flag:
        x = x + 2.0
    else:
        x = "text"
    return x


def powers():
    x = 1.5
    y = x**2
    negative = -0.25
    z = negative**0.5
    return y, (x - 1.0) ** 2, isinstance(z, complex)


def big_ints():
    exact = 9007199254740992.0
    return exact == 9007199254740992, exact == 9007199254740993, exact < 9007199254740993, exact + 1


def truths():
    found = []
    for step in range(4):
        x = 1.0
        if step == 1:
            x = x - 1.0
        if step == 2:
            x = x * 1e400
        if step == 3:
            x = x * 1e400 - x * 1e400
        found.append(True if x else False)
    return found


def deleted():
    x = 1.0
    x = x + 1.0
    del x
    return x


def running(values):
    total = 0.0
    for value in values:
        total += value
        yield total


def captured():
    x = 1.0
    x = x + 1.5

    def inner():
        return x

    before = inner()
    x = x + 1.5
    return before, inner()


def compare_all(limit):
    x = 0.5
    x = x + 0.75
    return [
        x < limit,
        x <= 1.25,
        x == limit + 0.25,
        x != limit - 0.0 and limit > 1.0 and x < limit,
        x > limit + 0.25,
        limit == 1.0,
    ]


def in_handler(values):
    total = 0.0
    failures = 0
    for value in values:
        try:
            total += value
        except TypeError:
            failures += 1
            total = total * 1.0
            break
    return total, failures
