"""A cache that forgets what was not used for the longest time.

Exercises a dictionary of nodes in a doubly linked list, special methods, a decorator, and
exceptions as answers.
"""


class Node:
    """An entry between two others."""

    __slots__ = ("after", "before", "key", "value")

    def __init__(self, key, value):
        self.key = key
        self.value = value
        self.before = self.after = None


class LRU:
    """The cache: the newest entry is behind the ring's head."""

    def __init__(self, capacity):
        self.capacity = capacity
        self.nodes = {}
        self.head = Node(None, None)
        self.head.before = self.head.after = self.head
        self.hits = 0
        self.misses = 0

    def __len__(self):
        return len(self.nodes)

    def __contains__(self, key):
        return key in self.nodes

    def __getitem__(self, key):
        try:
            node = self.nodes[key]
        except KeyError:
            self.misses += 1
            raise
        self.hits += 1
        self.unlink(node)
        self.link(node)
        return node.value

    def __setitem__(self, key, value):
        node = self.nodes.get(key)
        if node is not None:
            node.value = value
            self.unlink(node)
        else:
            if len(self.nodes) >= self.capacity:
                self.forget()
            node = Node(key, value)
            self.nodes[key] = node
        self.link(node)

    def __delitem__(self, key):
        self.unlink(self.nodes.pop(key))

    def __iter__(self):
        node = self.head.after
        while node is not self.head:
            yield node.key
            node = node.after

    def link(self, node):
        first = self.head.after
        node.before = self.head
        node.after = first
        first.before = node
        self.head.after = node

    def unlink(self, node):
        node.before.after = node.after
        node.after.before = node.before

    def forget(self):
        oldest = self.head.before
        self.unlink(oldest)
        del self.nodes[oldest.key]

    def get(self, key, default=None):
        if key in self:
            return self[key]
        return default


def cached(capacity):
    """Decorate a function with a cache of its results."""

    def decorate(function):
        cache = LRU(capacity)

        def call(*arguments):
            try:
                return cache[arguments]
            except KeyError:
                result = cache[arguments] = function(*arguments)
                return result

        call.cache = cache
        return call

    return decorate


@cached(64)
def paths(rows, columns):
    """Count the ways through a grid."""
    if rows == 0 or columns == 0:
        return 1
    return (paths(rows - 1, columns) + paths(rows, columns - 1)) % 1000003


def simulate(capacity, count, spread):
    """Use keys, some much more often than others; return hits, misses and a checksum."""
    cache = LRU(capacity)
    state = 1
    total = 0
    for number in range(count):
        state = (state * 1103515245 + 12345) % 2147483648
        draw = state >> 8
        key = draw % spread if draw & 0x1000 else draw % (spread // 8)
        value = cache.get(key)
        if value is None:
            cache.misses += 1
            cache[key] = value = key * number % 1009
        total = (total + value) % 1000003
        if number % 97 == 0 and key in cache:
            del cache[key]
    for place, key in enumerate(cache):
        total = (total * 31 + key * place) % 1000003
    return cache.hits, cache.misses, len(cache), total


def run(scale=1):
    """Return the figures of caches of several sizes and of the decorated function."""
    count = max(100, round(28000 * scale))
    results = [simulate(capacity, count, 1000) for capacity in (50, 200, 500)]
    ways = [paths(number % 20, number % 15) for number in range(count // 4)]
    return results, sum(ways), len(paths.cache)
