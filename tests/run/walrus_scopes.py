"""`name := value` inside comprehensions and generator expressions binds in the function around them.

>>> in_generator((1, 2, 3))
(True, 2)
>>> in_nested_comprehensions((1, 2))
([[1, 2], [2, 4]], 4)
>>> in_nested_generators((1, 2))
([[1, 2], [2, 4]], 4)
>>> in_generator_in_comprehension((1, 2))
([3, 6], 4)
>>> with_nonlocal((1, 2, 3))
(6, 6)
>>> with_global((1, 2))
([2, 3], 3)
>>> in_lambda((1, 2))
([1, 2], 2)
>>> captured((1, 2))
([1, 2], 2)
>>> never_bound()
(False, 'unbound')
>>> witness("alpha beta xi".split())
'xi'
>>> running_total((1, 2, 3))
([1, 3, 6], 6)
>>> floats((0, 0))
([1.0, 2.0], 2.0)
>>> in_generator_function((1, 2))
[1, 2, 2]
>>> at_module_level, found, last
(True, 2, 3)
"""

at_module_level = any((found := i) > 1 for i in (1, 2, 3))
squares = [(last := i) ** 2 for i in (1, 2, 3)]


def in_generator(items):
    result = any((seen := i) > 1 for i in items)
    return result, seen


def in_nested_comprehensions(items):
    result = [[(seen := i * j) for j in items] for i in items]
    return result, seen


def in_nested_generators(items):
    result = list(list((seen := i * j) for j in items) for i in items)
    return result, seen


def in_generator_in_comprehension(items):
    result = [sum((seen := i * j) for j in items) for i in items]
    return result, seen


def with_nonlocal(items):
    total = 0

    def inner():
        nonlocal total
        return max((total := total + i) for i in items)

    return inner(), total


def with_global(items):
    global module_wide
    result = list((module_wide := i + 1) for i in items)
    return result, module_wide


def in_lambda(items):
    return (lambda: ([(seen := i) for i in items], seen))()


def captured(items):
    result = list((seen := i) for i in items)

    def inner():
        return seen

    return result, inner()


def never_bound():
    result = any((seen := i) for i in ())
    try:
        return result, seen
    except UnboundLocalError:
        return result, "unbound"


def witness(words):
    if any((word := w).startswith("x") for w in words):
        return word


def running_total(items):
    total = 0
    return [total := total + i for i in items], total


def floats(items):
    x = 0.5
    return [x := x * 2 for _ in items], x


def in_generator_function(items):
    def generate():
        yield from ((seen := i) for i in items)
        yield seen

    return list(generate())
