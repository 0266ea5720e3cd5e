"""Calls of all kinds: defaults, stars, keywords, closures, decorators, recursion."""

import functools


def plain(a, b=2, *rest, c=3, **names):
    return a, b, rest, c, sorted(names)


def only_positional(a, b, /, c):
    return a, b, c


def compose(*functions):
    def composed(*arguments, **names):
        result = functions[0](*arguments, **names)
        for function in functions[1:]:
            result = function(result)
        return result

    return composed


def counted(function):
    @functools.wraps(function)
    def wrapper(*arguments, **names):
        wrapper.calls += 1
        return function(*arguments, **names)

    wrapper.calls = 0
    return wrapper


@counted
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def make_counter():
    count = 0

    def step(by=1):
        nonlocal count
        count += by
        return count

    return step, lambda: count


class Callable:
    def __init__(self, factor):
        self.factor = factor

    def __call__(self, value, *, plus=0):
        return value * self.factor + plus

    @classmethod
    def doubled(cls):
        return cls(2)

    @staticmethod
    def named(**names):
        return names


def run(scale):
    found = []
    for i in range(3):
        found.append(plain(i))
        found.append(plain(i, *range(i), **{"d": 4, "c": i}))
        found.append(plain(*[1, 2], *(3,), x=[i], **{"y": {}}))
        found.append(only_positional(*"ab", c=i))
        found.append(compose(plain, len, str)(i, z=1))
        found.append((fibonacci(6), fibonacci.__name__))
        step, current = make_counter()
        found.append([step(), step(by=i), current()])
        found.append(Callable.doubled()(i, plus=1) + Callable(3)(2))
        found.append(Callable.named(a=i, **{"b": 1}))
        found.append(functools.partial(plain, 1, c=2)(3))
        found.append(sorted([3, 1, 2], key=lambda number: -number))
        found.append(list(map(plain, "ab", "cd")))
        for call in (
            lambda: only_positional(1),
            lambda: plain(1, a=2),
            lambda: plain(**{"q": 1}),
            lambda: Callable(1)(1, 2),
        ):
            try:
                found.append(call())
            except TypeError as error:
                found.append(str(error))
    return found
