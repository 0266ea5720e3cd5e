# python: 3.10
"""Match statements: what each kind of pattern takes, in which order it asks, and what it binds.

>>> [literals(value) for value in (0, 0.0, False, -1, 2.5, 1 + 2j, "text", b"bytes", None, True, 10**30)]
['zero', 'zero', 'zero', 'minus one', 'half', 'complex', 'text', 'bytes', 'none', 'true', 'huge']
>>> [literals(value) for value in (1, -2, "other", Always(), Never())]
['true?', None, None, 'zero', None]
>>> [sequences(value) for value in ([], (), [1], (1, 2), [1, 2, 3], range(4), "ab", b"ab", bytearray(b"ab"), {1, 2}, {})]
['empty', 'empty', ('one', 1), ('two', 1, 2), ('more', 1, [2], 3), ('more', 0, [1, 2], 3), None, None, None, None, None]
>>> [nested(value) for value in ([[1, 2], [3]], [(1,), 2], [[], []], 7)]
[(1, [2], 3), (1, 2), ('last', [[], []]), ('last', 7)]
>>> [mappings(value) for value in ({}, {"a": 1}, {"a": 2, "b": 3}, {"c": {"d": 4, "e": 5}}, {1: 2}, [])]
[('rest', {}), ('one', {}), ('two', 2, 3), ('deep', 4, {'e': 5}), ('rest', {1: 2}), None]
>>> defaults = collections.defaultdict(int)
>>> mappings(defaults), dict(defaults), mappings(collections.ChainMap({"a": 1}, {"b": 2})), mappings(collections.UserDict(a=1))
(('rest', {}), {}, ('two', 1, 2), ('one', {}))
>>> [alternatives(value) for value in (1, [1], [2, 3], {"x": 4}, "text", None)]
[(1, 'number'), (1, 'one'), (3, 'two'), (4, 'mapping'), ('text', 'any'), (None, 'any')]
>>> [guards(value) for value in ([3, 1], [1, 3], [0, 0], 5)]
[('falling', 3, 1), ('rising', 1, 3), ('other', [0, 0]), ('other', 5)]
>>> log.clear(); order(Logged([1, 2])); log
['len', 'iter', '1 == 1', '2 == 3', 'len', 'getitem 0', '1 == 1', 'len', 'getitem 1', '2 == 2', 'two']
>>> values(Colour.RED), values(2), values(Colour.BLUE)
('red', 'green', None)
>>> unbound(1), unbound(2)
(1, 'name is unbound')
>>> kept([1, 2]), kept([1, 3])
(('first', 1, 2), ('second', 1, 'before'))
>>> list(generator([[1, 2], {"k": 3}, 4])), run(coroutine([5, 6]))
([1, 2, 3, 'other'], (5, 6))
>>> [function() for function in closures([1, [2, 3]])]
[1, [2, 3]]
>>> loops([1, None, [2], "stop", 3])
([1, [2]], 'stopped')
>>> finally_runs([1]), finally_runs(2), finally_log
('list', 'other', ['finally', 'finally'])
>>> Body.kind, Body.first, Body.rest, module_first, module_rest
('sequence', 1, [2], 'a', {'b': 2})
>>> Private().read([1, [2], {"k": 3, "l": 4}])
(1, [2], {'l': 4})
>>> subjects((1, 2), 3), walrus([4, 5])
([(1, 2), 3], [4, 5])
>>> without_length()
"TypeError: 'NoneType' object is not callable"
>>> repeated(1, 2), repeated("a", "a")
((3, 4), "ValueError: mapping pattern checks duplicate key ('a')")
>>> short(Shrinking()), missing({"a": 1})
('ValueError: not enough values to unpack (expected 2, got 0)', "KeyError: 'a'")
>>> fib(20)
6765
"""

import collections


class Always:
    def __eq__(self, other):
        return True


class Never:
    def __eq__(self, other):
        return False


def literals(value):
    match value:
        case None:
            return "none"
        case True if value != 1 or value is True:
            return "true"
        case 0:
            return "zero"
        case -1:
            return "minus one"
        case 2.5:
            return "half"
        case 1 + 2j:
            return "complex"
        case "te" "xt":  # joined
            return "text"
        case b"bytes":
            return "bytes"
        case 1000000000000000000000000000000:
            return "huge"
        case 1:
            return "true?"


def sequences(value):
    match value:
        case []:
            return "empty"
        case [first]:
            return "one", first
        case first, second:
            return "two", first, second
        case (first, *middle, last):
            return "more", first, middle, last


def nested(value):
    match value:
        case [[first, *rest], [last]]:
            return first, rest, last
        case [(first,), second]:
            return first, second
        case last:
            return "last", last


def mappings(value):
    match value:
        case {"a": first, "b": second}:
            return "two", first, second
        case {"a": 1, **rest}:
            return "one", rest
        case {"c": {"d": deep, **rest}}:
            return "deep", deep, rest
        case {**rest}:
            return "rest", rest


def alternatives(value):
    match value:
        case (int() as found) | (float() as found):
            kind = "number"
        case [found] as whole:
            kind = "one" if whole == [found] else None
        case [2, found] | {"x": found}:
            kind = "two" if isinstance(value, list) else "mapping"
        case found:
            kind = "any"
    return found, kind


def guards(value):
    match value:
        case [first, second] if first > second:
            return "falling", first, second
        case [first, second] if first < second:
            return "rising", first, second
        case other:
            return "other", other


log = []


class Logged(collections.abc.Sequence):
    def __init__(self, items):
        self.items = items

    def __len__(self):
        log.append("len")
        return len(self.items)

    def __getitem__(self, index):
        log.append(f"getitem {index}")
        return Item(self.items[index])

    def __iter__(self):
        log.append("iter")
        return iter([Item(item) for item in self.items])


class Item:
    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        log.append(f"{self.number} == {other}")
        return self.number == other


def order(value):
    match value:
        case [1, 3]:
            log.append("one")
        case [1, *_, 2]:
            log.append("two")


class Colour:
    RED = 1
    GREEN = 2
    BLUE = 3


def values(value):
    match value:
        case Colour.RED:
            return "red"
        case Colour.GREEN:
            return "green"


def unbound(value):
    match value:
        case 1 as name:
            pass
    try:
        return name
    except NameError:
        return "name is unbound"


def kept(value):
    second = "before"
    match value:
        case [first, (2 as second)]:
            return "first", first, second
        case [first, _]:
            return "second", first, second


def generator(values):
    for value in values:
        match value:
            case [first, second]:
                yield first
                yield second
            case {"k": found} if (yield found) is None:
                pass
            case _:
                yield "other"


async def wait(value):
    return value


async def coroutine(value):
    match await wait(value):
        case [first, second] if await wait(first):
            return await wait(first), second


def run(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value


def closures(value):
    match value:
        case [first, [*rest]]:
            return (lambda: first), (lambda: rest)


def loops(values):
    found = []
    for value in values:
        match value:
            case None:
                continue
            case "stop":
                break
            case other:
                found.append(other)
    else:
        return found, "ended"
    return found, "stopped"


finally_log = []


def finally_runs(value):
    try:
        match value:
            case [_]:
                return "list"
    finally:
        match value:
            case _:
                finally_log.append("finally")
    return "other"


class Body:
    match [1, 2]:
        case [first, *rest]:
            kind = "sequence"


match {"a": "a", "b": 2}:
    case {"a": module_first, **module_rest}:
        pass


class Private:
    def read(self, value):
        match value:
            case [__first, [*__rest], {"k": 3, **__others}]:
                return __first, [*__rest], __others


def subjects(first, second):
    match first, second:
        case (1, 2), third:
            return [first, third]


def walrus(value):
    match (found := value):
        case [4, _]:
            return found


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def without_length():
    class WithoutLength(collections.abc.Sequence):
        __getitem__ = None
        __len__ = None

    def take(value):
        match value:
            case [_]:
                return "taken"

    return attempt(take, WithoutLength())


def repeated(first, second):
    class Keys:
        FIRST = first
        SECOND = second

    def take(mapping):
        match mapping:
            case {Keys.FIRST: one, Keys.SECOND: two}:
                return one, two

    return attempt(take, {first: 3, second: 4, 0: 0})


class Shrinking(list):
    def __len__(self):
        return 2


def short(value):
    def take():
        match value:
            case [first, second]:
                return first, second

    return attempt(take)


class Unsure(dict):
    def get(self, key, default=None):
        return 1

    def __len__(self):
        return 1


def missing(value):
    def take(value):
        match value:
            case {"a": 1, **rest}:
                return rest

    return attempt(take, Unsure())


def fib(number):
    match number:
        case 0 | 1:
            return number
        case _:
            return fib(number - 1) + fib(number - 2)
