"""Names in the body of an extension class: what the body has set so far comes first."""

number = "of the module"


class Marked:
    def __init__(self, function):
        self.function = function

    def __call__(self):
        return "marked", self.function.__name__


cdef class Table:
    """
    >>> sorted(Table.methods), Table.methods["get"](Table(), 3), Table.methods["plain"](Table())
    (['get', 'plain'], 3, 'plain')
    >>> Table.twice, Table.texts, Table().alias(), Table().defaults()
    (4, ['2', '2'], 'plain', (4, ['2', '2']))
    >>> Table.before, Table.number
    ('of the module', 'of the class')
    >>> Table.kept, hasattr(Table, "gone")
    (1, False)
    >>> Table.marked()
    ('marked', 'seen')
    >>> Table.chosen
    [1, 2]
    """

    cpdef get(self, int value):
        return value

    def plain(self):
        return "plain"

    def seen(self):
        return "seen"

    before = number
    number = "of the class"
    methods = {"get": get, "plain": plain}
    alias = plain
    base = 2
    twice = base * 2
    texts = [str(base) for _ in range(2)]
    gone = 1
    kept = gone
    del gone
    marked = Marked(seen)
    chosen = sorted([base, kept])

    def defaults(self, first=twice, *, second=texts):
        return first, second


cdef class callback:
    """A member may have the name of a class, which stays a type.

    >>> c = callback(1, callback(2))
    >>> c.callback, c.get()[0].callback, c.get()[1] is None
    (1, 2, True)
    >>> c.get(c)[1] is c
    True
    """

    cdef public object callback
    cdef callback next

    def __init__(self, callback, next=None):
        self.callback = callback
        self.next = next

    cdef callback link(self):
        return self.next

    def get(self, callback callback=None):
        return self.link(), callback
