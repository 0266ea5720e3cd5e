"""Passing arguments: positional, keyword, defaults, stars on both sides, order of evaluation."""


def all_kinds(a, b=2, /, c=3, *rest, d, e=5, **more):
    """
    >>> all_kinds(1, d=4)
    (1, 2, 3, (), 4, 5, {})
    >>> all_kinds(1, 'b', 'c', 'r', 's', d=4, e='e', f=6)
    (1, 'b', 'c', ('r', 's'), 4, 'e', {'f': 6})
    >>> all_kinds(1, d=4, a='keyword a')
    (1, 2, 3, (), 4, 5, {'a': 'keyword a'})
    """
    return a, b, c, rest, d, e, more


def positional(a, b, c=3):
    """
    >>> positional(1, 2), positional(1, 2, 4), positional(b=1, a=2), positional(1, c=5, b=6)
    ((1, 2, 3), (1, 2, 4), (2, 1, 3), (1, 6, 5))
    """
    return a, b, c


def star_arguments(*values):
    """
    >>> star_arguments(), star_arguments(1, [2]), type(star_arguments()).__name__
    ((), (1, [2]), 'tuple')
    """
    return values


def star_keywords(**named):
    """
    >>> star_keywords(), star_keywords(b=1, a=2)
    ({}, {'b': 1, 'a': 2})
    >>> star_keywords(**{'not an identifier': 1})
    {'not an identifier': 1}
    """
    return named


def keywords_are_a_new_dict():
    """
    >>> keywords_are_a_new_dict()
    ({'a': 1}, {'a': 1, 'new': 2})
    """
    original = {'a': 1}
    passed = star_keywords(**original)
    passed['new'] = 2
    return original, passed


def call_with_stars(values, named):
    """
    >>> call_with_stars([1, 2], {'c': 4})
    (1, 2, 4)
    >>> call_with_stars('ab', {})
    ('a', 'b', 3)
    >>> call_with_stars(iter((1,)), {'b': 5})
    (1, 5, 3)
    """
    return positional(*values, **named)


def several_stars(first, second, more, others):
    """
    >>> several_stars([1], (2,), {'x': 1}, {'y': 2})
    (('start', 1, 'middle', 2, 'end'), {'k': 0, 'x': 1, 'y': 2, 'z': 3})
    """
    def collect(*values, **named):
        return values, named
    return collect('start', *first, 'middle', *second, 'end', k=0, **more, **others, z=3)


def call_a_mapping():
    """A mapping that is no dict.

    >>> call_a_mapping()
    {'x': 1}
    """
    class Mapping:
        def keys(self):
            return ['x']

        def __getitem__(self, key):
            return 1
    return star_keywords(**Mapping())


COUNTER = [0]


def next_number():
    """Count the calls."""
    COUNTER[0] += 1
    return COUNTER[0]


def default_once(value=next_number()):
    """
    >>> default_once(), default_once(), default_once(5), COUNTER
    (1, 1, 5, [1])
    """
    return value


def mutable_default(item, values=[]):
    """
    >>> mutable_default(1), mutable_default(2, ['own']), mutable_default(3)
    ([1, 3], ['own', 2], [1, 3])
    """
    values.append(item)
    return values


def evaluation_order():
    """
    >>> evaluation_order()
    ['function', 1, 2, 3, 4]
    """
    log = []

    def note(value):
        log.append(value)
        return value

    def function(*values, **named):
        return values, named

    def get():
        log.append('function')
        return function
    get()(note(1), note(2), a=note(3), b=note(4))
    return log


def parameters_are_local(a, b):
    """
    >>> parameters_are_local(1, [1])
    (2, [1, 2])
    """
    a += 1
    b += [2]
    return a, b


def caller_keeps_its_value():
    """
    >>> caller_keeps_its_value()
    1
    """
    value = 1
    parameters_are_local(value, [])
    return value


def keyword_only(*, first, second=2):
    """
    >>> keyword_only(first=1), keyword_only(second='s', first='f')
    ((1, 2), ('f', 's'))
    """
    return first, second


def keyword_only_after_star(*values, last=None):
    """
    >>> keyword_only_after_star(1, 2), keyword_only_after_star(1, last=2)
    (((1, 2), None), ((1,), 2))
    """
    return values, last


def many(a, b, c, d, e, f, g, h, i, j):
    """
    >>> many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
    55
    >>> many(*range(5), f=5, g=6, h=7, i=8, j=9)
    45
    """
    return a + b + c + d + e + f + g + h + i + j


def recursion_with_defaults(n, total=0):
    """
    >>> recursion_with_defaults(100)
    5050
    """
    if n == 0:
        return total
    return recursion_with_defaults(n - 1, total + n)


def recursion_with_keywords(n, *, total=0):
    """
    >>> recursion_with_keywords(10)
    55
    """
    return total if n == 0 else recursion_with_keywords(n=n - 1, total=total + n)


class Callable:
    """Instances can be called."""

    def __call__(self, a, *rest, key='default'):
        return a, rest, key


def call_instance():
    """
    >>> call_instance()
    ((1, (), 'default'), (1, (2,), 'k'))
    """
    instance = Callable()
    return instance(1), instance(1, 2, key='k')


class Methods:
    """Methods with all kinds of parameters."""

    def method(self, a, b=2, *rest, **named):
        """Return all that came."""
        return a, b, rest, named


def call_method(instance, values, named):
    """
    >>> call_method(Methods(), (3,), {'k': 1})
    ((1, 2, (), {}), (3, 2, (), {'k': 1}), (1, 5, (), {}), (0, 3, (), {'z': 9}))
    """
    return (instance.method(1), instance.method(*values, **named), instance.method(1, b=5),
            Methods.method(instance, 0, *values, z=9))


def redefined_later():
    """A call reaches what the global name means at the time of the call.

    >>> redefined_later()
    ('old', 'new')
    """
    global target
    before = target()
    target = lambda: 'new'
    after = target()
    return before, after


def target():
    """Replaced by redefined_later()."""
    return 'old'


def unpack_generator_argument():
    """
    >>> unpack_generator_argument()
    (0, 1, 4)
    """
    return positional(*(i * i for i in range(3)))


def builtin_calls():
    """
    >>> builtin_calls()
    (3, [3, 2, 1], '1-2', 255, {'a': 1})
    """
    values = [1, 2, 3]
    return max(*values), sorted(values, reverse=True), '{}-{b}'.format(1, b=2), int('ff', base=16), dict(a=1)
