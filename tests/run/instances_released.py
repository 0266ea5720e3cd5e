"""Instances whose last reference goes: order, finalizers, weak references, chains."""

import gc
import weakref


class Noisy:
    """Says in a list that it goes."""

    def __init__(self, name, log):
        self.name = name
        self.log = log

    def __del__(self):
        self.log.append(self.name)


class Pair:
    def __init__(self, first, second):
        self.first = first
        self.second = second


class SlotPair:
    __slots__ = ("first", "second")

    def __init__(self, first, second):
        self.first = first
        self.second = second


class Triple(SlotPair):
    __slots__ = ("third",)

    def __init__(self, first, second, third):
        super().__init__(first, second)
        self.third = third


class Open(Triple):
    """Has slots of its bases and a dict."""

    def __init__(self, first, second, third, fourth):
        super().__init__(first, second, third)
        self.fourth = fourth


class OneField:
    __slots__ = ("field", "__dict__", "__weakref__")

    def __init__(self, field, other):
        self.other = other
        self.field = field


def order_of_attributes():
    """
    >>> for line in order_of_attributes():
    ...     print(line)
    ['a', 'b']
    ['a', 'b']
    ['c', 'a', 'b']
    ['c', 'a', 'b', 'd']
    ['b', 'a']
    """
    lines = []
    for make in (Pair, SlotPair):
        log = []
        made = make(Noisy("a", log), Noisy("b", log))
        made = None
        lines.append(log)
    log = []
    made = Triple(Noisy("a", log), Noisy("b", log), Noisy("c", log))
    made = None
    lines.append(log)
    log = []
    made = Open(Noisy("a", log), Noisy("b", log), Noisy("c", log), Noisy("d", log))
    made = None
    lines.append(log)
    log = []
    made = OneField(Noisy("b", log), Noisy("a", log))
    made = None
    lines.append(log)
    return lines


def order_of_nesting(count):
    """
    >>> order_of_nesting(3)
    [0, 1, 2, 'end']
    """
    log = []
    chain = Noisy("end", log)
    for number in reversed(range(count)):
        chain = Pair(Noisy(number, log), chain)
    chain = None
    return log


def order_in_lists():
    """
    >>> order_in_lists()
    ['d', 'c', 'a', 'b', 'g', 'e', 'f', 'h']
    """
    log = []
    held = [Pair(Noisy("a", log), Noisy("b", log)), Noisy("c", log), None, 3, Noisy("d", log)]
    held = None
    held = [
        SlotPair(Noisy("h", log), 1),
        [SlotPair(Noisy("e", log), Noisy("f", log)), Noisy("g", log)],
    ]
    held = None
    return log


def weak_before_attributes():
    """Callbacks of weak references are called before attributes go.

    >>> weak_before_attributes()
    [['weak', 'a', 'b'], ['weak', 'b', 'a']]
    """
    result = []
    for make in (Pair, lambda first, second: OneField(second, first)):
        log = []
        made = make(Noisy("a", log), Noisy("b", log))
        reference = weakref.ref(made, lambda _: log.append("weak"))
        made = None
        result.append(log)
        assert reference() is None
    return result


class Keeper:
    """Comes back once."""

    kept = []

    def __init__(self, value):
        self.value = value

    def __del__(self):
        self.kept.append(self)


def resurrected():
    """
    >>> resurrected()
    [1, 2, 3]
    >>> [keeper.value for keeper in Keeper.kept]
    [1, 2, 3]
    >>> Keeper.kept.clear()
    >>> [keeper.value for keeper in Keeper.kept]
    []
    """
    for number in range(1, 4):
        Keeper(number)
    return [keeper.value for keeper in Keeper.kept]


class Later:
    def __init__(self, value):
        self.value = value


def finalizer_that_comes_and_goes():
    """
    >>> finalizer_that_comes_and_goes()
    [2, 2, 4]
    """
    log = []
    kept = []

    def finalize(self):
        log.append(self.value)
        kept.append(self)

    Later(1)
    Later.__del__ = finalize
    Later(2)
    log.append(kept[0].value)
    del Later.__del__
    kept.clear()
    made = Later(4)  # not in the memory of one whose finalizer was called
    Later.__del__ = finalize
    made = None
    kept.clear()
    del Later.__del__
    return log


class Node:
    def __init__(self, next):
        self.next = next


class SlotNode:
    __slots__ = ("next",)

    def __init__(self, next):
        self.next = next


def resume(value):
    yield
    yield value


def start(value):
    generator = resume(value)
    next(generator)
    return generator


def deep_chains(depth):
    """
    >>> deep_chains(100000)
    9
    """
    links = (
        Node,
        SlotNode,
        lambda chain: Node([chain]),
        lambda chain: SlotNode((chain, None)),
        lambda chain: Node({"next": chain}),
        lambda chain: SlotNode(Node(chain)),
        lambda chain: [Node(chain), SlotNode(None)],
        lambda chain: Pair(None, Pair(chain, None)),
        lambda chain: OneField(None, chain),
    )
    for link in links:
        chain = None
        for _ in range(depth):
            chain = link(chain)
        chain = None
    return len(links)


def deep_generators(depth):
    """
    >>> deep_generators(3000)
    """
    chain = None
    for _ in range(depth):
        chain = start(Node(chain))
    chain = None


def deep_with_finalizers(depth):
    """
    >>> deep_with_finalizers(20000)
    20000
    """
    log = []
    chain = None
    for number in range(depth):
        chain = Pair(Noisy(number, log), chain)
    chain = None
    return len(log)


def cycles():
    """
    >>> cycles()
    [True, True, True]
    """
    gc.collect()
    results = []
    for make in (Node, SlotNode, lambda value: Pair(value, None)):
        log = []
        made = make([Noisy("a", log)])
        inner = made.first if isinstance(made, Pair) else made.next
        inner.append(made)
        made = inner = None
        results.append(log == [] or not gc.isenabled())
        gc.collect()
        results[-1] = results[-1] and log == ["a"]
    return results


def changed_class():
    """
    >>> changed_class()
    ['SlotNode', 'Twin', 'Stranger', 'Pair', 'Node']
    """
    names = []
    space = {}
    exec("class Stranger:\n    def __init__(self, value):\n        self.value = value\n", space)
    exec('class Twin:\n    __slots__ = ("next",)\n', space)
    stranger, twin = space["Stranger"], space["Twin"]
    log = []
    for _ in range(3):
        names.clear()
        made = twin()
        made.next = Noisy(1, log)
        made.__class__ = SlotNode
        names.append(type(made).__name__)
        made = SlotNode(Noisy(2, log))
        made.__class__ = twin
        names.append(type(made).__name__)
        made = Pair(Noisy(3, log), 5)
        made.__class__ = stranger
        made.value = 4
        names.append(type(made).__name__)
        made = stranger(Noisy(4, log))
        made.__class__ = Pair
        made.first = 1
        names.append(type(made).__name__)
        made = Pair(Noisy(5, log), 6)
        made.__class__ = Node
        made.next = made.first
        names.append(type(made).__name__)
        made = None
    assert log == [1, 2, 3, 4, 5] * 3, log
    return names


def refused_class():
    """
    >>> refused_class()
    __class__ assignment: 'Pair' object layout differs from 'SlotPair'
    """
    try:
        SlotPair(1, 2).__class__ = Pair
    except TypeError as error:
        print(error)


SUBCLASSES = """
import weakref
class Sub(Pair):
    def __init__(self, first, second, more):
        self.more = more
        super().__init__(first, second)
class SubSlots(SlotPair):
    __slots__ = ('more',)
    def __init__(self, first, second, more):
        super().__init__(first, second)
        self.more = more
class Mixin:
    def greet(self):
        return 'hello'
class Both(Mixin, Pair):
    def __init__(self, first, second, more):
        self.more = more
        super().__init__(first, second)
class Listed(list):
    def __init__(self, first, second, more):
        self.extend((first, second, more))
class Final(SlotPair):
    def __init__(self, first, second, more):
        super().__init__(first, second)
        self.more = more
    def __del__(self):
        self.first.log.append('Final')
classes = [Sub, SubSlots, Both, Listed, Final]
"""


def subclasses():
    """
    >>> for line in subclasses():
    ...     print(line)
    Sub ['c', 'a', 'b']
    SubSlots ['c', 'a', 'b']
    Both ['c', 'a', 'b']
    Listed ['c', 'b', 'a']
    Final ['Final', 'a', 'b', 'c']
    """
    space = {"Pair": Pair, "SlotPair": SlotPair}
    exec(SUBCLASSES, space)
    lines = []
    for make in space["classes"]:
        for _ in range(3):
            log = []
            made = make(Noisy("a", log), Noisy("b", log), Noisy("c", log))
            made = None
        lines.append(make.__name__ + " " + str(log))
    return lines


def weak_subclass():
    """
    >>> weak_subclass()
    ['weak', 'c', 'a', 'b']
    ['weak', 'c', 'a', 'b']
    """
    space = {"Pair": Pair, "SlotPair": SlotPair}
    exec(SUBCLASSES.replace("('more',)", "('more', '__weakref__')"), space)
    for _ in range(2):
        log = []
        made = space["SubSlots"](Noisy("a", log), Noisy("b", log), Noisy("c", log))
        reference = weakref.ref(made, lambda _: log.append("weak"))
        made = None
        print(log)


def moved_base():
    """The base of a class is another one now.

    >>> moved_base()
    ['x', 'y']
    """

    class First:
        pass

    class Second:
        pass

    class Third(First):
        def __init__(self, value):
            self.value = value

    log = []
    made = Third(Noisy("x", log))
    Third.__bases__ = (Second,)
    made = None
    made = Third(Noisy("y", log))
    made = None
    return log


def classes_that_go(count):
    """
    >>> classes_that_go(40)
    (0, 40)
    """
    log = []
    references = []
    for number in range(count):

        class Local:
            def __init__(self, value):
                self.value = value

        held = [Local(Noisy(number, log)) for _ in range(1)]
        references.append(weakref.ref(Local))
        held = None
        Local = None
    gc.collect()
    return sum(reference() is not None for reference in references), len(log)


class Builtin(dict):
    def __init__(self, value):
        self.value = value


class Failure(Exception):
    def __init__(self, value):
        super().__init__(value)
        self.value = value


def builtin_bases():
    """
    >>> builtin_bases()
    [1, 2]
    """
    log = []
    made = Builtin(Noisy(1, log))
    made["key"] = made.value
    made = None
    made = Failure(Noisy(2, log))
    made = None
    return log


def released_in_finalizer():
    """What a finalizer does may release and make more of the same.

    >>> released_in_finalizer()
    [2, 1, 0]
    """
    log = []

    class Maker:
        def __init__(self, count):
            self.count = count
            self.pairs = [Pair(count, count), SlotPair(count, count)]

        def __del__(self):
            if self.count:
                Maker(self.count - 1)
            log.insert(0, self.count)
            self.pairs = Pair(self.pairs, None)

    Pair(Maker(2), SlotPair(1, 2))
    return log
